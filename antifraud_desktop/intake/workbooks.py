"""Reads workbooks: one unit's form, the office's round-up, the collection workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from antifraud_desktop.errors import Refused
from antifraud_desktop.intake import workbook_words as words
from antifraud_desktop.intake.spreadsheet import Sheet, SheetCell, letters, read_sheets
from antifraud_desktop.intake.workbook_collection import find_mark, read_collection
from antifraud_desktop.intake.workbook_dates import DayFound, day_of, labelled_day
from antifraud_desktop.intake.workbook_entries import Entry, Harvest, Judge, settle
from antifraud_desktop.intake.workbook_form import FormFound, read_form
from antifraud_desktop.intake.workbook_heads import Role
from antifraud_desktop.intake.workbook_rows import Setting, read_rows
from antifraud_desktop.intake.workbook_tables import (
    Table,
    find_tables,
    transposed,
    units_run_across,
)
from antifraud_desktop.intake.workbook_units import UnitSeeker
from antifraud_desktop.records.intake import Cell, IgnoredText, IntakeContext, IntakeReading
from antifraud_desktop.records.units import IndicatorRecord, UnitRecord
from antifraud_desktop.rules.fraud_types import FraudType
from antifraud_desktop.rules.text_normal import fold_text
from antifraud_desktop.rules.wordings import Wordings
from db.vocabulary import SourceKind

_FEWEST_LABELS = 2


def read_workbook(
    path: Path,
    units: Sequence[UnitRecord],
    indicators: Sequence[IndicatorRecord],
    context: IntakeContext,
    fraud_types: Sequence[FraudType] = (),
    stated_received: datetime | None = None,
) -> IntakeReading:
    """Read a village's form or the office's round-up; places are sheet cells (R3, R4).

    Nothing uncertain is taken as a figure (law of intake). Raises Refused when no sheet has a
    head that is known, EnvironmentTrouble when the file cannot be read.
    """
    sheets = read_sheets(path)
    judge = Judge(Wordings(indicators), fraud_types, stated_received)
    return read_opened(sheets, path.stem, UnitSeeker(units), judge, context)


def read_opened(
    sheets: Sequence[Sheet],
    file_name: str,
    seeker: UnitSeeker,
    judge: Judge,
    context: IntakeContext,
) -> IntakeReading:
    """Read sheets that are opened already; ``file_name`` is without its ending."""
    harvest = Harvest()
    mark = find_mark(sheets)
    if mark is not None:
        read_collection(mark, sheets, seeker, judge, context, harvest)
    else:
        _read_sheets(sheets, _SheetReader(file_name, seeker, judge, context, harvest))
    settle(harvest)
    return IntakeReading(
        source=SourceKind.WORKBOOK,
        versions=tuple(harvest.versions),
        ignored=tuple(harvest.ignored),
        unrecognised=tuple(harvest.unrecognised),
        not_submitted=tuple(harvest.not_submitted),
        ignored_rows=tuple(harvest.ignored_rows),
        notices=tuple(harvest.notices),
        text=dump(sheets),
    )


def dump(sheets: Sequence[Sheet]) -> str:
    """Return the sheets as text: a title line, then the rows with tabs between cells."""
    parts: list[str] = []
    for sheet in sheets:
        parts.append(f"【{sheet.title}】{'（隐藏）' if sheet.hidden else ''}")
        for row in sorted({r for r, _ in sheet.cells}):
            cells = (sheet.cells.get((row, c)) for c in range(1, sheet.columns + 1))
            line = "\t".join("" if c is None or c.repeats else c.text for c in cells).rstrip("\t")
            if line:
                parts.append(line)
    return "\n".join(parts)


def _read_sheets(sheets: Sequence[Sheet], reader: _SheetReader) -> None:
    filled = [sheet for sheet in sheets if sheet.cells]
    if not filled:
        raise Refused("表格是空的。", "请检查是否选错了文件。")
    read = [sheet.title for sheet in filled if reader.read(sheet)]
    if not read:
        raise Refused(
            "没有认出报表的表头。",
            "找的是：汇总表要有“单位”或“村（社区）”一栏和指标栏（如入户、宣传单）；"
            "单个村的表要有“填报单位”和一行一项的指标。请对照空白报送表检查。",
        )
    reader.tell_unread([s.title for s in filled if s.title not in read])


class _SheetReader:
    """Reads one sheet after the other into the same harvest."""

    def __init__(
        self,
        file_name: str,
        seeker: UnitSeeker,
        judge: Judge,
        context: IntakeContext,
        harvest: Harvest,
    ) -> None:
        self._file_name = file_name
        self._seeker = seeker
        self._judge = judge
        self._context = context
        self._harvest = harvest

    def read(self, sheet: Sheet) -> bool:
        """Read a sheet as a round-up, a turned round-up or a form; say whether it was any."""
        shown = _all_hidden(sheet) if sheet.hidden else sheet
        turned = transposed(shown) if units_run_across(shown, self._seeker) else None
        laid = turned or shown
        tables = find_tables(laid, self._seeker, self._judge.wordings)
        if tables:
            self._tables(shown, laid, tables)
        elif turned is not None or not self._form(shown):
            return False
        self._tell_hidden(sheet)
        return True

    def tell_unread(self, titles: Sequence[str]) -> None:
        """Tell which sheets held nothing that is known."""
        self._harvest.notices += [f"工作表“{t}”没有认出表头，没有读取。" for t in titles]

    def _tables(self, sheet: Sheet, laid: Sheet, tables: Sequence[Table]) -> None:
        heads = _heads_of(sheet, laid, tables[0], 0)
        day = day_of(heads, sheet.title, self._file_name, self._context)
        setting = Setting(laid, day, self._context, self._sheet_doubt(heads, sheet))
        for number, table in enumerate(tables):
            if number:
                setting = self._next_setting(setting, sheet, table, tables[number - 1])
            read_rows(table, setting, self._seeker, self._judge, self._harvest)

    def _next_setting(self, before: Setting, sheet: Sheet, table: Table, above: Table) -> Setting:
        """Return the setting of a later table: a date or title of its own, else the one before."""
        heads = _heads_of(sheet, before.sheet, table, above.head)
        day = day_of(heads, "", "", self._context)
        doubt = self._sheet_doubt(heads, sheet) or before.doubt
        if day.said or day.doubt:
            return Setting(before.sheet, day, self._context, doubt)
        goes_on = table.columns == above.columns
        return replace(before, doubt=doubt, grand=before.grand if goes_on else {})

    def _sheet_doubt(self, heads: Sequence[str], sheet: Sheet) -> str:
        """Return a code when a title speaks of a week, a month or a pattern to fill in."""
        titles = [fold_text(t) for t in (*heads[:2], sheet.title, self._file_name)]
        return "sheet_period" if any(words.TITLE_PERIOD.search(t) for t in titles) else ""

    def _form(self, sheet: Sheet) -> bool:
        form = read_form(sheet, self._judge.wordings)
        if form.known < _FEWEST_LABELS and not (form.known and Role.UNIT in form.roles):
            return False
        if not form.items:
            self._harvest.ignored.append(IgnoredText(f"工作表“{sheet.title}”", "没有填数"))
            return True
        titles = [c.text for c in sheet.cells.values() if not c.repeats and c.kind == "text"]
        unit, doubt = self._form_unit(form, titles[:2], sheet.title)
        place = form.roles.get(Role.UNIT) or form.items[0].cell
        if unit is None:
            text = "；".join(f"{i.meaning.head}：{i.cell.text}" for i in form.items)
            where = Cell(sheet.title, place.address)
            said = form.text(Role.UNIT)
            why = f"认不出的单位：{said}" if said else "没有写明单位"
            self._harvest.unrecognised.append(IgnoredText(text, why, where))
            return True
        day = self._form_day(form, titles, sheet.title)
        self._harvest.ignored += [
            IgnoredText(text, "不是一项一数的写法", Cell(sheet.title, place.address))
            for text in form.loose
            if text not in titles[:2]
        ]
        entry = Entry(
            unit=unit,
            sheet=sheet.title,
            place=place,
            items=tuple(form.items),
            day=day.day,
            text="\n".join(f"{i.meaning.head}\t{i.cell.text}" for i in form.items),
            note=form.text(Role.NOTE),
            sender=form.text(Role.SENDER),
            frauds=form.text(Role.FRAUD),
            nil=form.text(Role.NIL),
            doubt=day.doubt or doubt or self._sheet_doubt(titles[:1], sheet),
        )
        self._judge.take(entry, self._harvest)
        return True

    def _form_unit(
        self, form: FormFound, titles: Sequence[str], sheet_title: str
    ) -> tuple[UnitRecord | None, str]:
        """Return the form's unit: its own word first; another name elsewhere is doubted."""
        said = form.text(Role.UNIT)
        others = [self._seeker.inside(t) for t in (*titles, sheet_title, self._file_name)]
        named = {u.name: u for u in others if u is not None}
        if said:
            unit = self._seeker.cell(said)
            strange = unit is not None and bool(named.keys() - {unit.name})
            strange = strange or Role.UNIT in form.differing
            return unit, "which_unit" if strange else ""
        if len(named) == 1:
            return next(iter(named.values())), ""
        return None, ""

    def _form_day(self, form: FormFound, titles: Sequence[str], sheet_title: str) -> DayFound:
        said = form.text(Role.DATE)
        if not said:
            heads = [t for t in titles if t != form.text(Role.NOTE)]
            return day_of(heads, sheet_title, self._file_name, self._context)
        day = labelled_day(said, self._context)
        if day is None:
            return DayFound(self._context.working_date, "date_unclear")
        if Role.DATE in form.differing:
            return replace(day, doubt=day.doubt or "date_contradiction")
        named = day_of([day.day.isoformat()], sheet_title, self._file_name, self._context)
        return day if day.doubt else named

    def _tell_hidden(self, sheet: Sheet) -> None:
        if sheet.hidden:
            self._harvest.notices.append(f"工作表“{sheet.title}”是隐藏的，其中的数请核实后再用。")
        rows = "、".join(str(r) for r in sheet.hidden_rows)
        columns = "、".join(letters(c) for c in sheet.hidden_columns)
        if rows:
            self._harvest.notices.append(f"工作表“{sheet.title}”有隐藏的行：{rows}。")
        if columns:
            self._harvest.notices.append(f"工作表“{sheet.title}”有隐藏的列：{columns}。")


def _all_hidden(sheet: Sheet) -> Sheet:
    cells = {place: replace(cell, hidden=True) for place, cell in sheet.cells.items()}
    return replace(sheet, cells=cells)


def _heads_of(sheet: Sheet, laid: Sheet, table: Table, before: int) -> list[str]:
    """Return the texts above a table: titles and date lines, never rows of another table."""
    if laid is sheet:
        cells = _in_rows(sheet, range(before + 1, table.top))
        data = {c.row for c in cells if c.kind not in {"text", "date"}}
        return [c.text for c in cells if c.row not in data]
    return [c.text for c in _in_rows(sheet, range(1, table.unit_column))]


def _in_rows(sheet: Sheet, rows: range) -> list[SheetCell]:
    places = sorted(place for place in sheet.cells if place[0] in rows)
    return [sheet.cells[place] for place in places if not sheet.cells[place].repeats]
