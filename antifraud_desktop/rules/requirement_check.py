"""A requirement's form: tidied and checked (R9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from antifraud_desktop.errors import Problem, Severity
from antifraud_desktop.records.requirements import RequirementRecord, TypeChoice
from db.vocabulary import Counting, RequirementPeriod, UnitKind

LONGEST_NAME, LONGEST_NOTE, MOST = 64, 500, 1000


def tidied(record: RequirementRecord) -> RequirementRecord:
    """Return a form without stray spaces, and without what its source or period has no use for."""
    meeting = record.meeting_level is not None
    by_date = record.period is RequirementPeriod.BY_DATE
    return replace(
        record,
        name=" ".join(record.name.split()),
        note=record.note.strip(),
        by=record.by if by_date else None,
        unit_kinds=() if meeting else record.unit_kinds,
        type_code="" if meeting else record.type_code,
        counting=Counting.ACTIVITIES if meeting else record.counting,
        per_class=record.per_class and not meeting,
    )


def check_requirement(
    record: RequirementRecord,
    known: Sequence[RequirementRecord],
    types: Mapping[str, TypeChoice],
) -> tuple[Problem, ...]:
    """Return everything wrong with a tidied form; ``types`` are the activity types in use."""
    found: list[Problem] = []
    if not record.name:
        found.append(_wrong("name", "请填写规定动作的名称", "required"))
    elif len(record.name) > LONGEST_NAME:
        found.append(_wrong("name", f"名称超过{LONGEST_NAME}个字", "long"))
    if any(r.name == record.name for r in known if r.code != record.code):
        found.append(_wrong("name", "已有同名的规定动作", "taken"))
    if not 1 <= record.at_least <= MOST:
        found.append(_wrong("at_least", f"次数应在1到{MOST}之间", "range"))
    if len(record.note) > LONGEST_NOTE:
        found.append(_wrong("note", f"说明超过{LONGEST_NOTE}个字", "long"))
    if record.meeting_level is None:
        found += _source_problems(record, types)
    found += _day_problems(record)
    return tuple(found)


def _source_problems(record: RequirementRecord, types: Mapping[str, TypeChoice]) -> list[Problem]:
    found: list[Problem] = []
    if not record.unit_kinds:
        found.append(_wrong("unit_kinds", "请选择由哪类单位完成", "required"))
    chosen = types.get(record.type_code)
    if chosen is None:
        found.append(_wrong("type_code", "请选择计入的活动类型", "required"))
    elif record.counting is Counting.QUANTITY and not chosen.quantity_word:
        text = f"“{chosen.name}”只按场次统计，没有数量"
        found.append(_wrong("counting", text, "no_quantity"))
    if record.per_class and record.unit_kinds != (UnitKind.SCHOOL,):
        found.append(_wrong("per_class", "按班级要求的只能是学校", "school"))
    return found


def _day_problems(record: RequirementRecord) -> list[Problem]:
    found: list[Problem] = []
    begins, ends = record.active_from, record.active_until
    if begins and ends and ends < begins:
        found.append(_wrong("active_until", "结束日期早于开始日期", "order"))
    if record.period is not RequirementPeriod.BY_DATE:
        return found
    if record.by is None:
        found.append(_wrong("by", "请填写限期完成的日期", "required"))
    elif (begins and record.by < begins) or (ends and ends < record.by):
        found.append(_wrong("by", "限期应在起止日期之内", "order"))
    return found


def _wrong(field: str, text: str, code: str) -> Problem:
    return Problem(field, Severity.ERROR, text, code)
