"""intake messages and intake workbook."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from antifraud_desktop.commands.shared import DAY, FILE, JSON_OPTION, Situation, answer, told
from antifraud_desktop.errors import EnvironmentTrouble, Refused
from antifraud_desktop.records.submissions import IntakeReview, SubmissionReview
from antifraud_desktop.records.units import IndicatorRecord
from db.vocabulary import SourceKind

LARGEST_TEXT = 5_000_000
FEN_PER_YUAN = 100
_HEAD_DAY = re.compile(r"(20\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})日?\s+\d{1,2}:\d{2}")
_ANY_DAY = re.compile(r"(20\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})")


@click.group(help="接收报送：微信消息、Excel表。")
def intake() -> None:
    """Group the commands of intake."""


@intake.command(help="读微信消息文本，说明看懂了什么；--accept 保存。")
@click.argument("file", type=FILE)
@click.option("--date", "day", type=DAY, help="报送日期；不写则取文中第一个日期，没有则为今天。")
@click.option("--accept", is_flag=True, help="保存没有疑问的数字。")
@JSON_OPTION
@click.pass_obj
def messages(
    situation: Situation, file: Path, day: date | None, accept: bool, as_json: bool
) -> None:
    """Read WeChat messages."""
    text = _text_of(file)
    with situation.program() as program:
        working = day or stated_day(text) or program.clock.today()
        review = program.intake.read_messages(text, working)
        if accept:
            program.intake.accept(review)
        indicators = program.indicators.list()
    answer(review_json([review], indicators), as_json=as_json, text=_words(review))


@intake.command(help="读各单位的表和汇总表；可一次给多个文件。")
@click.argument("files", type=FILE, nargs=-1, required=True)
@click.option("--date", "day", type=DAY, help="报送日期；不写则取表中的日期。")
@click.option("--accept", is_flag=True, help="保存没有疑问的数字。")
@JSON_OPTION
@click.pass_obj
def workbook(
    situation: Situation, files: Sequence[Path], day: date | None, accept: bool, as_json: bool
) -> None:
    """Read workbooks."""
    reviews: list[IntakeReview] = []
    with situation.program() as program:
        for file in files:
            review = program.intake.read_workbook(file, day or program.clock.today())
            reviews.append(review)
            if accept:
                program.intake.accept(review)
        indicators = program.indicators.list()
    answer(
        review_json(reviews, indicators),
        as_json=as_json,
        text="\n".join(_words(r) for r in reviews),
    )


def review_json(
    reviews: Sequence[IntakeReview], indicators: Sequence[IndicatorRecord]
) -> dict[str, Any]:
    """Return what was understood, with stable keys; money in yuan."""
    money = {i.code for i in indicators if i.is_money}
    return {
        "submissions": [_submission(s, money) for r in reviews for s in r.submissions],
        "ignored": [i.text for r in reviews for i in r.reading.ignored],
        "unrecognised": [i.text for r in reviews for i in r.reading.unrecognised],
        "not_submitted": [
            name
            for r in reviews
            for name in (
                r.missing if r.reading.source is SourceKind.MESSAGE else r.reading.not_submitted
            )
        ],
        "ignored_rows": [row for r in reviews for row in r.reading.ignored_rows],
        "notices": [notice for r in reviews for notice in r.reading.notices],
    }


def _submission(one: SubmissionReview, money: set[str]) -> dict[str, Any]:
    same_day = one.received.date() == one.date
    return {
        "unit": one.unit,
        "date": one.date.isoformat(),
        "received": f"{one.received:%H:%M:%S}" if same_day else f"{one.received:%Y-%m-%d %H:%M:%S}",
        "state": one.state.value,
        "nil": one.nil,
        "versions": one.versions,
        "corrected_after_deadline": one.corrected_after_deadline,
        "figures": {
            f.indicator: _number(f.value, is_money=f.indicator in money) for f in one.figures
        },
        "doubts": [{"indicator": d.indicator, "text": d.text, "why": d.why} for d in one.doubts],
        "fraud_types": list(one.fraud_types),
        "note": one.note,
        "verdict": one.verdict.value,
        "reason": one.reason,
        "differences": list(one.differences),
        "warnings": [
            {"indicator": w.indicator, "code": w.code, "text": w.text} for w in one.warnings
        ],
    }


def _number(value: int, *, is_money: bool) -> int | float:
    if not is_money:
        return value
    whole, rest = divmod(value, FEN_PER_YUAN)
    return whole if rest == 0 else value / FEN_PER_YUAN


def _words(review: IntakeReview) -> str:
    doubts = sum(len(s.doubts) for s in review.submissions)
    unread = len(review.reading.unrecognised)
    lines = [f"已识别{len(review.submissions)}个单位，未识别{unread}段，需确认{doubts}处"]
    for one in review.submissions:
        lines.append(f"{one.unit} {one.date} {one.received:%H:%M:%S}：{len(one.figures)}个数字")
        lines += [f"  需确认：{d.text}（{d.why}）" for d in one.doubts]
        lines += [f"  提示：{w.text}" for w in one.warnings]
    lines += [f"未识别：{i.text}" for i in review.reading.unrecognised]
    lines += list(review.reading.notices)
    return "\n".join(lines)


def stated_day(text: str) -> date | None:
    """Return the day a copy is about: the latest of its message heads, else its first date."""
    heads = [d for d in map(_day, _HEAD_DAY.findall(text)) if d]
    if heads:
        return max(heads)
    return next((d for d in map(_day, _ANY_DAY.findall(text)) if d), None)


def _day(parts: tuple[str, str, str]) -> date | None:
    try:
        return date(*(int(p) for p in parts))
    except ValueError:
        return None


def _text_of(file: Path) -> str:
    """Return the text of a file saved by WeChat, Notepad or WPS; UTF-8 first, then GB18030."""
    try:
        if file.stat().st_size > LARGEST_TEXT:
            raise Refused("文件太大，不像是一个下午的消息。", "请只导出当天的消息。")
        raw = file.read_bytes()
    except OSError as error:
        raise EnvironmentTrouble(f"文件读不出来：{file}。", "请看路径是否正确。") from error
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            told(f"不是{encoding}编码，换一种再读")
    raise Refused(f"文件的编码认不出来：{file.name}。", "请另存为UTF-8文本后再读。")
