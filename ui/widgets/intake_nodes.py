"""A review as rows to show: submissions with their figures, doubts, warnings and differences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from antifraud_desktop.labels import label_of
from antifraud_desktop.records.days import FigureWarning
from antifraud_desktop.records.intake import Cell, Doubt, FigureReading, IgnoredText, Place
from antifraud_desktop.records.submissions import IntakeReview, SubmissionReview, Verdict
from antifraud_desktop.records.units import IndicatorRecord
from antifraud_desktop.vocabulary import VersionKind
from ui.figure_text import figure_text
from ui.widgets.intake_choices import ReviewChoices


class NodeKind(StrEnum):
    """What a row of the review is about."""

    SUBMISSION = "submission"
    FIGURE = "figure"
    DOUBT = "doubt"
    WARNING = "warning"
    DIFFERENCE = "difference"
    UNRECOGNISED = "unrecognised"
    NOTICES = "notices"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Node:
    """One row: ``cells`` are 单位/指标, 数字, 原文, 说明; ``identity`` outlives a new reading."""

    kind: NodeKind
    identity: tuple[str, ...]
    cells: tuple[str, str, str, str]
    submission: SubmissionReview | None = None
    code: str | None = None
    doubt: Doubt | None = None
    warning: FigureWarning | None = None
    text: IgnoredText | None = None
    place: Place = None
    open: bool = False
    changed: bool = False
    children: tuple[Node, ...] = ()


def nodes_of(choices: ReviewChoices, indicators: Mapping[str, IndicatorRecord]) -> tuple[Node, ...]:
    """Return the rows of a review, those that want a word first."""
    review = choices.review
    if review is None:
        return ()
    wanting = [s for s in review.submissions if s.doubts or s.verdict is Verdict.REFUSED]
    settled = [s for s in review.submissions if s not in wanting]
    return (
        *(_unrecognised(t) for t in choices.unrecognised()),
        *(_submission(s, choices, indicators, review) for s in (*wanting, *settled)),
        *_notices(review),
    )


def _unrecognised(text: IgnoredText) -> Node:
    first = text.text.strip().splitlines()[0] if text.text.strip() else text.text
    return Node(
        NodeKind.UNRECOGNISED,
        ("unrecognised", text.text),
        ("未识别", "", first, text.why or "不知道是哪个单位或哪些指标"),
        text=text,
        place=text.place,
        open=True,
    )


def _submission(
    submission: SubmissionReview,
    choices: ReviewChoices,
    indicators: Mapping[str, IndicatorRecord],
    review: IntakeReview,
) -> Node:
    choice = choices.choice(submission)
    day = submission.date
    name = submission.unit
    if day != review.working_date:
        name += f"（{day.month}月{day.day}日）"
    children = tuple(_children(submission, choices, indicators))
    figures = choices.figures(submission)
    summary = "零报告" if submission.nil and not figures else _summary(figures, indicators)
    return Node(
        NodeKind.SUBMISSION,
        _identity(submission),
        (name, f"{len(figures)}项" if figures else "", summary, _story(submission, choices)),
        submission=submission,
        place=submission.readings[-1].place if submission.readings else None,
        open=bool(choices.open_doubts(submission)),
        changed=bool(choice),
        children=children,
    )


def _children(
    submission: SubmissionReview, choices: ReviewChoices, indicators: Mapping[str, IndicatorRecord]
) -> Iterator[Node]:
    for doubt in submission.doubts:
        yield _doubt(submission, doubt, choices, indicators)
    read = {f.indicator: f for f in submission.figures}
    figures = choices.figures(submission)
    for code in sorted(figures, key=lambda c: indicators[c].sort_order if c in indicators else 0):
        yield _figure(submission, code, figures[code], read.get(code), indicators)
    for warning in submission.warnings:
        reason = choices.reason(submission, warning)
        label = _label(warning.indicator, indicators)
        yield Node(
            NodeKind.WARNING,
            (*_identity(submission), "warning", warning.indicator, warning.code),
            (label, "提示", warning.text, f"已核实：{reason}" if reason else "可写明原因后保存"),
            submission=submission,
            code=warning.indicator,
            warning=warning,
            place=read[warning.indicator].place if warning.indicator in read else None,
        )
    for sentence in submission.differences:
        yield Node(
            NodeKind.DIFFERENCE,
            (*_identity(submission), "difference", sentence),
            ("与已保存的不同", "", sentence, "保存为新版本，旧版本保留"),
            submission=submission,
        )


def _doubt(
    submission: SubmissionReview,
    doubt: Doubt,
    choices: ReviewChoices,
    indicators: Mapping[str, IndicatorRecord],
) -> Node:
    pending = choices.is_open(submission, doubt)
    label = _label(doubt.indicator, indicators) if doubt.indicator else "哪个指标？"
    if pending:
        number = "需确认"
    elif doubt.text in choices.choice(submission).dismissed:
        number = "已处理"
    else:
        number = "已确认"
    return Node(
        NodeKind.DOUBT,
        (*_identity(submission), "doubt", doubt.indicator or "", doubt.text),
        (label, number, _said(doubt.text, doubt.place), doubt.why),
        submission=submission,
        code=doubt.indicator,
        doubt=doubt,
        place=doubt.place,
        open=pending,
    )


def _figure(
    submission: SubmissionReview,
    code: str,
    value: int | None,
    read: FigureReading | None,
    indicators: Mapping[str, IndicatorRecord],
) -> Node:
    changed = read is None or read.value != value
    if read is None:
        story = "由您填入"
    elif changed:
        before = figure_text(read.value, indicators[code]) if code in indicators else read.value
        story = f"由您改动，识别为{before}" if value is not None else f"由您去掉，识别为{before}"
    else:
        story = "" if read.text else "此前已保存"
    word = indicators[code].measure_word if code in indicators else ""
    return Node(
        NodeKind.FIGURE,
        (*_identity(submission), "figure", code),
        (
            f"{_label(code, indicators)}（{word}）",
            figure_text(value, indicators[code]) if code in indicators else str(value),
            _said(read.text, read.place) if read else "",
            story,
        ),
        submission=submission,
        code=code,
        place=read.place if read else None,
        changed=changed,
    )


def _notices(review: IntakeReview) -> Iterator[Node]:
    told = [("提示", n) for n in review.reading.notices]
    told += [("未读的行", r) for r in review.reading.ignored_rows]
    if told:
        children = tuple(
            Node(NodeKind.NOTICE, ("notice", what, text), (what, "", text, ""))
            for what, text in told
        )
        yield Node(
            NodeKind.NOTICES,
            ("notices",),
            ("表格说明", f"{len(told)}条", told[0][1], ""),
            children=children,
        )


def _story(submission: SubmissionReview, choices: ReviewChoices) -> str:
    choice = choices.choice(submission)
    if choice.skip:
        return "不保存"
    if submission.verdict is Verdict.REFUSED:
        return f"不能保存：{submission.reason}"
    parts = [_receipt(submission, choice.received)]
    if submission.nil and not choices.figures(submission):
        parts.append("零报告")
    if submission.corrected_after_deadline:
        parts.append("18时后更正")
    kinds = [r.kind for r in submission.readings]
    for kind in (VersionKind.CORRECTION, VersionKind.ADDITION, VersionKind.REPEAT):
        count = kinds.count(kind)
        if count:
            parts.append(label_of(kind) + (f"{count}条" if count > 1 else ""))
    if submission.verdict is not Verdict.ACCEPTED:
        parts.append(label_of(submission.verdict))
    if submission.warnings:
        parts.append(f"提示{len(submission.warnings)}条")
    return " · ".join(parts)


def _receipt(submission: SubmissionReview, said: datetime | None) -> str:
    """Return state and time; with a time the clerk stated, the state is judged on saving (R3)."""
    when = said or submission.received
    same_day = when.date() == submission.date
    clock = f"{when:%H:%M}" if same_day else f"{when.month}月{when.day}日{when:%H:%M}"
    return f"收到 {clock}（保存时判定）" if said else f"{label_of(submission.state)} {clock}"


def _summary(figures: Mapping[str, int | None], indicators: Mapping[str, IndicatorRecord]) -> str:
    return "　".join(
        f"{indicators[code].label}{figure_text(value, indicators[code])}"
        for code, value in figures.items()
        if value is not None and code in indicators
    )


def _identity(submission: SubmissionReview) -> tuple[str, ...]:
    return (submission.unit_code, submission.date.isoformat())


def _label(code: str | None, indicators: Mapping[str, IndicatorRecord]) -> str:
    indicator = indicators.get(code or "")
    return indicator.label if indicator else (code or "")


def _said(text: str, place: Place) -> str:
    if isinstance(place, Cell):
        return f"{place.sheet}!{place.address} {text}".strip()
    return " ".join(text.split())
