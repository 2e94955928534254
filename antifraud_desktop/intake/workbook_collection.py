"""Reads back the collection workbook the office handed out, known by its mark alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from antifraud_desktop.errors import Refused
from antifraud_desktop.intake.spreadsheet import Sheet, SheetCell
from antifraud_desktop.intake.workbook_dates import DayFound, labelled_day
from antifraud_desktop.intake.workbook_entries import Entry, Harvest, Judge
from antifraud_desktop.intake.workbook_heads import Meaning, Role
from antifraud_desktop.intake.workbook_units import UnitSeeker
from antifraud_desktop.intake.workbook_values import Item, is_empty
from antifraud_desktop.records import collection as marks
from antifraud_desktop.records.intake import Cell, IgnoredText, IntakeContext
from antifraud_desktop.records.units import UnitRecord

_SERIES = marks.MARK.rpartition("/")[0]


@dataclass(frozen=True, slots=True)
class Mark:
    """What the hidden sheet says: format, unit, and each label's indicator code."""

    version: str
    unit_code: str
    unit_name: str
    labels: dict[str, str]


def find_mark(sheets: Sequence[Sheet]) -> Mark | None:
    """Return the mark of a collection workbook, None for any other workbook."""
    sheet = next((s for s in sheets if s.text(1, 1).rpartition("/")[0] == _SERIES), None)
    if sheet is None:
        return None
    said = {sheet.text(r, 1): sheet.text(r, 2) for r in range(2, sheet.rows + 1)}
    labels = {
        sheet.text(r, 3): sheet.text(r, 2)
        for r in range(2, sheet.rows + 1)
        if sheet.text(r, 1) == marks.INDICATOR_KEY
    }
    return Mark(
        version=sheet.text(1, 1),
        unit_code=said.get(marks.UNIT_CODE_KEY, ""),
        unit_name=said.get(marks.UNIT_NAME_KEY, ""),
        labels=labels,
    )


def read_collection(
    mark: Mark,
    sheets: Sequence[Sheet],
    seeker: UnitSeeker,
    judge: Judge,
    context: IntakeContext,
    harvest: Harvest,
) -> None:
    """Read a filled collection workbook; raises Refused for a later layout or a lost form."""
    form = next((s for s in sheets if _label_cell(s, marks.UNIT_LABEL)), None)
    if mark.version != marks.MARK or form is None:
        raise Refused(
            "这张报送表的格式不是本程序能读的。", "请用当前程序重新发放空白报送表，或升级程序。"
        )
    unit, doubt = _unit(mark, form, seeker)
    place = _label_cell(form, marks.UNIT_LABEL) or SheetCell(1, 1, "", "text")
    items = _items(mark, form, judge)
    if unit is None:
        text = "；".join(f"{i.meaning.head}：{i.cell.text}" for i in items)
        where = Cell(form.title, place.address)
        harvest.unrecognised.append(IgnoredText(text, f"认不出的单位：{mark.unit_name}", where))
        return
    nil = _beside(form, marks.NIL_LABEL)
    if all(is_empty(i.cell.text) for i in items) and (nil is None or nil.text != "是"):
        harvest.ignored.append(IgnoredText(f"{unit.name}的报送表", "表是空的，没有填数"))
        return
    day = _day(form, context)
    note, sender = _beside(form, marks.NOTE_LABEL), _beside(form, marks.SENDER_LABEL)
    entry = Entry(
        unit=unit,
        sheet=form.title,
        place=place,
        items=items,
        day=day.day,
        text="\n".join(f"{i.meaning.head}\t{i.cell.text}" for i in items) + _line(nil),
        note=note.text if note else "",
        sender=sender.text if sender else "",
        nil=nil.text if nil else "",
        doubt=day.doubt or doubt,
    )
    judge.take(entry, harvest)


def _line(nil: SheetCell | None) -> str:
    return f"\n{marks.NIL_LABEL}\t{nil.text}" if nil else ""


def _unit(mark: Mark, form: Sheet, seeker: UnitSeeker) -> tuple[UnitRecord | None, str]:
    """Return the unit by its code; a name that means another unit is doubted (renamed is not)."""
    by_code = {u.code: u for u in seeker.names.by_name.values()}
    coded = by_code.get(mark.unit_code)
    shown = _beside(form, marks.UNIT_LABEL)
    named = seeker.cell(shown.text if shown else mark.unit_name)
    if coded is not None and named is not None and named != coded:
        return named, "which_unit"
    if coded is not None and named is None:
        return coded, "which_unit"
    return named, ""


def _items(mark: Mark, form: Sheet, judge: Judge) -> tuple[Item, ...]:
    items: list[Item] = []
    for label, code in mark.labels.items():
        cell = _beside(form, label)
        if cell is None:
            continue
        indicator = judge.wordings.by_code.get(code)
        role = Role.FIGURE if indicator else Role.UNKNOWN
        measure = "元" if indicator is not None and indicator.is_money else ""
        items.append(Item(Meaning(role, label, indicator, measure=measure), cell))
    return tuple(items)


def _day(form: Sheet, context: IntakeContext) -> DayFound:
    cell = _beside(form, marks.DAY_LABEL)
    if cell is None:
        return DayFound(context.working_date)
    return labelled_day(cell.text, context) or DayFound(context.working_date, "date_unclear")


def _label_cell(sheet: Sheet, label: str) -> SheetCell | None:
    return next((c for c in sheet.cells.values() if c.text == label and not c.repeats), None)


def _beside(sheet: Sheet, label: str) -> SheetCell | None:
    """Return the input cell to the right of a label, found by it wherever it moved."""
    cell = _label_cell(sheet, label)
    if cell is None:
        return None
    right = cell.merged[3] if cell.merged else cell.column
    return sheet.cells.get((cell.row, right + 1))
