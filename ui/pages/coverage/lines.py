"""What stands in the lists of the page: targets, units, samples, requirements, terms."""

from __future__ import annotations

from datetime import date

from antifraud_desktop.labels import WORDS, label_of
from antifraud_desktop.records.coverage import (
    AwarenessLine,
    ProgressState,
    SampleRecord,
    TargetProgress,
    UnitProgress,
)
from antifraud_desktop.records.requirements import (
    RequirementRecord,
    TermRecord,
    TypeChoice,
)
from antifraud_desktop.rules.coverage_texts import (
    STATE_WORDS,
    held_text,
    percent_text,
    share_text,
)
from antifraud_desktop.rules.requirement_texts import asked_words
from antifraud_desktop.vocabulary import Counting, UnitKind
from ui.pages.coverage.bar_delegate import Bar
from ui.tables.row_model import Column

MARKS = {
    ProgressState.REACHED: "✓",
    ProgressState.LATE: "⚠",
    ProgressState.OVERDUE: "⚠",
    ProgressState.ON_TRACK: "●",
    ProgressState.OPEN: "●",
    ProgressState.UNKNOWN: "—",
}
BAR_COLUMN = 2


def day_word(day: date | None) -> str:
    """Return a day as it stands in a list, nothing for none."""
    return f"{day.year}-{day.month}-{day.day}" if day else ""


def number_word(number: int | None, measure: str = "") -> str:
    """Return a number with its measure word; what is not known is 未填."""
    return "未填" if number is None else f"{number}{measure}"


def target_columns() -> tuple[Column[TargetProgress], ...]:
    """Return the columns of the list of targets; the third one is a bar."""
    return (
        Column("目标", lambda p: p.target.name),
        Column("目标值", _wanted),
        Column("进度", lambda p: share_text(p.share)),
        Column("已达到", _reached, right=True),
        Column("还差", lambda p: _optional(p.still, p.measure), right=True),
        Column("每天需要", lambda p: _optional(p.per_day or None, p.measure), right=True),
        Column("状态", lambda p: f"{MARKS[p.state]} {STATE_WORDS[p.state]}"),
    )


def _wanted(found: TargetProgress) -> str:
    percent, by = percent_text(found.target.share), day_word(found.target.by)
    return f"{percent}，{by}前" if by else percent


def _reached(found: TargetProgress) -> str:
    if found.awareness is not None and found.needed is None:
        return f"{found.reached}/{found.base}{found.measure}"
    return "—" if found.reached is None else f"{found.reached}{found.measure}"


def _optional(number: int | None, measure: str) -> str:
    return "" if number is None else f"{number}{measure}"


def bar_of(found: TargetProgress) -> Bar:
    """Return a target's bar."""
    line = found.awareness
    return Bar(
        None if found.share is None else float(found.share),
        float(found.target.share),
        share_text(found.share),
        float(line.low) if line else None,
        float(line.high) if line else None,
    )


def unit_columns() -> tuple[Column[UnitProgress], ...]:
    """Return the columns of a target's units."""
    return (
        Column("单位", lambda u: u.unit_name),
        Column("已达到", lambda u: number_word(u.reached.value if u.reached else None), right=True),
        Column("应达到", lambda u: _optional(u.needed, ""), right=True),
        Column("还差", lambda u: _optional(u.still, ""), right=True),
        Column("比例", lambda u: share_text(u.share), right=True),
        Column("数从哪里来", lambda u: held_text(u.reached)),
        Column("基数", lambda u: f"{u.base.value}（{held_text(u.base)}）" if u.base else "未填"),
    )


def awareness_columns() -> tuple[Column[AwarenessLine], ...]:
    """Return the columns of the sums of samples."""
    return (
        Column("单位", lambda x: x.unit_name),
        Column("抽样日期", lambda x: day_word(x.day) or "各单位最近一次"),
        Column("询问", lambda x: f"{x.asked}人", right=True),
        Column("知晓", lambda x: f"{x.aware}人", right=True),
        Column("知晓率", lambda x: share_text(x.share), right=True),
        Column("95%区间", lambda x: f"{share_text(x.low)} — {share_text(x.high)}"),
    )


def sample_columns() -> tuple[Column[SampleRecord], ...]:
    """Return the columns of the list of samples."""
    return (
        Column("日期", lambda s: day_word(s.day)),
        Column("单位", lambda s: s.unit_name),
        Column("对象", lambda s: label_of(s.group)),
        Column("询问", lambda s: f"{s.asked}人", right=True),
        Column("知晓", lambda s: f"{s.aware}人", right=True),
        Column("抽样方法", lambda s: s.method),
        Column("录入人", lambda s: s.entered_by),
    )


def requirement_columns(types: dict[str, TypeChoice]) -> tuple[Column[RequirementRecord], ...]:
    """Return the columns of the list of requirements; ``types`` may grow later."""
    return (
        Column("规定动作", lambda r: r.name),
        Column("由谁完成", _whom),
        Column("计入", lambda r: _source(r, types)),
        Column("要求", asked_words),
        Column("起止", _active),
        Column("说明", lambda r: r.note),
    )


def _whom(requirement: RequirementRecord) -> str:
    if requirement.meeting_level is not None:
        return "领导小组"
    return "、".join(WORDS[UnitKind][kind] for kind in requirement.unit_kinds)


def _source(requirement: RequirementRecord, types: dict[str, TypeChoice]) -> str:
    if requirement.meeting_level is not None:
        return f"会议：{label_of(requirement.meeting_level)}"
    choice = types.get(requirement.type_code)
    name = choice.name if choice else requirement.type_code
    by_quantity = requirement.counting is Counting.QUANTITY
    return f"活动：{name}" + ("（按数量）" if by_quantity else "")


def _active(requirement: RequirementRecord) -> str:
    begins, ends = requirement.active_from, requirement.active_until
    if begins is None and ends is None:
        return "整个行动期间"
    return f"{day_word(begins) or '行动开始'} 至 {day_word(ends) or '行动结束'}"


def term_columns() -> tuple[Column[TermRecord], ...]:
    """Return the columns of the list of terms."""
    return (
        Column("学期", lambda t: t.name),
        Column("开始", lambda t: day_word(t.first_day)),
        Column("结束", lambda t: day_word(t.last_day)),
    )
