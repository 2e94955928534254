"""What is told of requirements in words: the requirement, a cell, the reminder (R9, R10)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from antifraud_desktop.records.requirements import (
    Cell,
    Matrix,
    MatrixRow,
    RequirementRecord,
    Slot,
    SlotState,
    Span,
)
from antifraud_desktop.rules.day_words import short_day
from antifraud_desktop.rules.requirements import concerns
from db.vocabulary import RequirementPeriod

PERIOD_LEADS: Mapping[RequirementPeriod, str] = {
    RequirementPeriod.DAY: "每个工作日",
    RequirementPeriod.WEEK: "每周",
    RequirementPeriod.MONTH: "每月",
    RequirementPeriod.TERM: "每学期",
}
NOT_ASKED, NOTHING_DUE = "—", "无"
PER_MILLE = 1000
NAMED_CLASSES, NAMED_PERIODS = 6, 3


def asked_words(requirement: RequirementRecord, measure: str = "次") -> str:
    """Return a requirement's demand in words: 每学期至少2次, 每班每月至少1次."""
    whom = "每班" if requirement.per_class else ""
    if requirement.period is RequirementPeriod.BY_DATE:
        by = requirement.by
        when = f"{by.year}年{by.month}月{by.day}日前" if by else "限期"
    else:
        when = PERIOD_LEADS[requirement.period]
    return f"{whom}{when}至少{requirement.at_least}{measure}"


def percent(share: Fraction | None) -> str:
    """Return a completion with one decimal, rounded half up; 无 when nothing was due.

    What is short of the whole never shows as 100%.
    """
    if share is None:
        return NOTHING_DUE
    tenths = int(share * PER_MILLE + Fraction(1, 2))
    if share < 1:
        tenths = min(tenths, PER_MILLE - 1)
    whole, tenth = divmod(tenths, 10)
    return f"{whole}.{tenth}%" if tenth else f"{whole}%"


def cell_text(cell: Cell | None) -> str:
    """Return a matrix cell's text: 3/4; — where nothing is asked, 无 where nothing is due yet."""
    if cell is None:
        return NOT_ASKED
    if not cell.slots:
        return "未登记班级" if cell.classes_missing else NOTHING_DUE
    return f"{cell.counted}/{cell.required}"


def gap_lines(row: MatrixRow, requirements: Sequence[RequirementRecord]) -> tuple[str, ...]:
    """Return a line for each thing a party still lacks: what is over first, then what runs.

    Many periods of one requirement that are over are told together.
    """
    short: list[str] = []
    running: list[str] = []
    for requirement, cell in zip(requirements, row.cells, strict=True):
        if cell is None:
            continue
        over = _periods_of(_only(cell, SlotState.SHORT))
        if len(over) > NAMED_PERIODS:
            names = "、".join(slots[0].span.name for slots in over[:NAMED_PERIODS])
            short.append(f"{requirement.name}：{names}等{len(over)}个周期未完成，已过期")
        else:
            short += [f"{_gap(requirement, slots)}，已过期" for slots in over]
        running += [
            f"{_gap(requirement, slots)}{_until(slots[0].span)}"
            for slots in _periods_of(_only(cell, SlotState.OPEN))
        ]
    return (*short, *running)


def _only(cell: Cell, state: SlotState) -> Cell:
    return Cell(cell.requirement, tuple(slot for slot in cell.slots if slot.state is state))


def _gap(requirement: RequirementRecord, slots: Sequence[Slot]) -> str:
    return f"{requirement.name}：{slots[0].span.name}{_classes(slots)}"


def _until(span: Span) -> str:
    """Return until when a period's work is to be done, with the year where it is another one.

    A period that is called by its last day (2024年6月30日前) says so already.
    """
    last = span.last
    if span.name.endswith("日前"):
        return ""
    year = f"{last.year}年" if last.year != span.first.year else ""
    return f"，{year}{short_day(last)}前完成"


def _classes(slots: Sequence[Slot]) -> str:
    names = [slot.class_name for slot in slots if slot.class_name]
    lacking = sum(slot.missing for slot in slots)
    if not names:
        return f"应{slots[0].required}次，已{slots[0].done}次，还差{lacking}次"
    shown = "、".join(names[:NAMED_CLASSES])
    more = f"等{len(names)}个班" if len(names) > NAMED_CLASSES else ""
    return f"还有{shown}{more}未完成，共差{lacking}次"


def reminder(matrix: Matrix, row: MatrixRow) -> str:
    """Return the text a clerk sends a unit: what is lacking until when, or thanks."""
    lines = gap_lines(row, matrix.requirements)
    day = short_day(matrix.day)
    head = f"【规定动作提醒】{row.party.name}："
    if not lines:
        return f"{head}截至{day}，应完成的规定动作均已完成，谢谢。"
    numbered = "\n".join(f"{number}. {line}" for number, line in enumerate(lines, start=1))
    asks = any(concerns(r, row.party) for r in matrix.requirements)
    end = "\n已开展未登记的，请把日期、地点、人数报镇反诈办补录。" if asks else ""
    return f"{head}截至{day}，还有以下事项：\n{numbered}{end}"


SHEET_HEADS = ("规定动作", "要求", "周期", "应做", "已做", "还差", "状态")
SLOT_WORDS: Mapping[SlotState, str] = {
    SlotState.DONE: "已完成",
    SlotState.OPEN: "进行中",
    SlotState.SHORT: "未完成",
}


def sheet_lines(
    row: MatrixRow, requirements: Sequence[RequirementRecord]
) -> tuple[tuple[str, ...], ...]:
    """Return a unit's sheet under ``SHEET_HEADS``: a line for each requirement and period.

    The classes of a school stand in one line, named where they lack something.
    """
    lines: list[tuple[str, ...]] = []
    for requirement, cell in zip(requirements, row.cells, strict=True):
        if cell is None:
            continue
        asked = asked_words(requirement)
        if not cell.slots:
            why = "未登记班级" if cell.classes_missing else "本期未到"
            lines.append((requirement.name, asked, NOT_ASKED, "0", "0", "0", why))
        lines += [(requirement.name, asked, *_line(slots)) for slots in _periods_of(cell)]
    return tuple(lines)


def _periods_of(cell: Cell) -> list[list[Slot]]:
    found: dict[date, list[Slot]] = {}
    for slot in cell.slots:
        found.setdefault(slot.span.last, []).append(slot)
    return list(found.values())


def _line(slots: Sequence[Slot]) -> tuple[str, ...]:
    cell = Cell("", tuple(slots))
    lacking = sum(slot.missing for slot in slots)
    state = SLOT_WORDS[cell.state or SlotState.DONE]
    names = [s.class_name for s in slots if s.class_name and s.state is not SlotState.DONE]
    if names:
        more = f"等{len(names)}个班" if len(names) > NAMED_CLASSES else ""
        state = f"{state}：{'、'.join(names[:NAMED_CLASSES])}{more}"
    done = sum(slot.done for slot in slots)
    return (slots[0].span.name, str(cell.required), str(done), str(lacking), state)
