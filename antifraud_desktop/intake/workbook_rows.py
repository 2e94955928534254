"""Reads the rows of a round-up table: units, sums, notes, and what is none of these."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from antifraud_desktop.intake import workbook_words as words
from antifraud_desktop.intake.spreadsheet import Sheet, SheetCell
from antifraud_desktop.intake.workbook_dates import DayFound, labelled_day
from antifraud_desktop.intake.workbook_entries import Entry, Harvest, Judge
from antifraud_desktop.intake.workbook_heads import Role, plain, role_of
from antifraud_desktop.intake.workbook_tables import Table
from antifraud_desktop.intake.workbook_units import UnitSeeker
from antifraud_desktop.intake.workbook_values import Item, place_of, read_item
from antifraud_desktop.records.intake import FigureReading, IgnoredText, IntakeContext
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.rules.numerals import read_number
from antifraud_desktop.rules.text_normal import fold_text

_FIGURES = frozenset({Role.FIGURE, Role.PERIOD, Role.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Setting:
    """What a table's rows share: its sheet, day, and a code against all of its figures.

    ``grand`` holds each column's sum so far; a head repeated on the next page goes on with it.
    """

    sheet: Sheet
    day: DayFound
    context: IntakeContext
    doubt: str = ""
    grand: dict[int, int] = field(default_factory=dict)


def read_rows(
    table: Table, setting: Setting, seeker: UnitSeeker, judge: Judge, harvest: Harvest
) -> None:
    """Read every row below the head into the harvest."""
    reader = _Rows(table, setting, seeker, judge, harvest)
    for row in range(table.head + 1, table.bottom + 1):
        reader.read(row)


class _Rows:
    def __init__(
        self, table: Table, setting: Setting, seeker: UnitSeeker, judge: Judge, harvest: Harvest
    ) -> None:
        self._table = table
        self._setting = setting
        self._sheet = setting.sheet
        self._seeker = seeker
        self._judge = judge
        self._harvest = harvest
        self._sums: dict[int, int] = {}
        self._grand = setting.grand

    def read(self, row: int) -> None:
        cells = self._cells(row)
        if not cells:
            return
        unit_cell = self._sheet.cells.get((row, self._table.unit_column))
        unit = self._seeker.cell(unit_cell.text) if unit_cell else None
        if unit is not None and unit_cell is not None:
            self._take(row, unit, unit_cell)
            return
        sum_word = self._sum_word(cells)
        if sum_word:
            self._harvest.ignored_rows.append(sum_word)
            self._compare(row, sum_word)
            return
        self._other(row, cells, unit_cell)

    def _cells(self, row: int) -> list[SheetCell]:
        last = max([self._table.unit_column, *self._table.columns])
        first = min([self._table.unit_column, *self._table.columns])
        found = (self._sheet.cells.get((row, c)) for c in range(first, last + 1))
        return [cell for cell in found if cell is not None]

    def _sum_word(self, cells: list[SheetCell]) -> str:
        for cell in cells:
            if _line(cell) > self._table.unit_column + 1:
                break
            label = plain(cell.text)
            if label in words.SUM_WORDS or re.fullmatch(r".{0,6}(?:小计|合计|总计)", label):
                return re.sub(r"\s", "", cell.text).rstrip(":：")
        return ""

    def _take(self, row: int, unit: UnitRecord, unit_cell: SheetCell) -> None:
        items, extra = self._items(row)
        day = self._row_day(extra.get(Role.DATE))
        doubt = day.doubt or self._setting.doubt
        if unit_cell.merged and _rows_of(unit_cell) > 1:
            doubt = doubt or "merged"
        if unit_cell.hidden:
            doubt = doubt or "hidden"
        entry = Entry(
            unit=unit,
            sheet=self._sheet.title,
            place=unit_cell,
            items=tuple(items),
            day=day.day,
            text=self._text(row),
            note=extra.get(Role.NOTE, ""),
            sender=extra.get(Role.SENDER, ""),
            frauds=extra.get(Role.FRAUD, ""),
            nil=extra.get(Role.NIL, ""),
            doubt=doubt,
        )
        self._judge.take(entry, self._harvest)
        self._add_up(items)

    def _items(self, row: int) -> tuple[list[Item], dict[Role, str]]:
        items: list[Item] = []
        extra: dict[Role, str] = {}
        for column, meaning in self._table.columns.items():
            cell = self._sheet.cells.get((row, column))
            if cell is None:
                continue
            if meaning.role in _FIGURES:
                items.append(Item(meaning, cell, "merged" if cell.merged else ""))
            elif meaning.role is not Role.NEUTRAL and not cell.repeats:
                extra[meaning.role] = " ".join(
                    t for t in (extra.get(meaning.role, ""), cell.text) if t
                )
        return items, extra

    def _row_day(self, said: str | None) -> DayFound:
        if not said:
            return self._setting.day
        return labelled_day(said, self._setting.context) or DayFound(
            self._setting.day.day, "date_unclear"
        )

    def _add_up(self, items: list[Item]) -> None:
        for item in items:
            told = read_item(item, self._sheet.title)
            value = told.value if isinstance(told, FigureReading) else getattr(told, "proposed", 0)
            column = _line(item.cell)
            for sums in (self._sums, self._grand):
                sums[column] = sums.get(column, 0) + (value or 0)

    def _compare(self, row: int, word: str) -> None:
        """Tell where a sum row differs from the rows since the last one, and from all of them."""
        wrong: list[str] = []
        for column, total in self._grand.items():
            meaning = self._table.columns[column]
            number = read_number(self._sheet.text(row, column))
            if meaning.indicator is None or number is None:
                continue
            shown = number.value * (100 if meaning.indicator.is_money else 1) * meaning.factor
            if shown not in {total, self._sums.get(column, 0)}:
                wrong.append(f"{meaning.head}表上{number.text}")
        self._sums.clear()
        if wrong:
            line = f"工作表“{self._sheet.title}”的{word}与各行相加不一致：{'、'.join(wrong)}。"
            self._harvest.notices.append(line)

    def _other(self, row: int, cells: list[SheetCell], unit_cell: SheetCell | None) -> None:
        own = [c for c in cells if not c.repeats]
        text = self._text(row)
        if not own or role_of(own[0].text) is Role.UNIT:
            return
        figures = [
            c for c in own if self._meaning(c) in _FIGURES and re.search(r"\d", fold_text(c.text))
        ]
        place = place_of(unit_cell or own[0], self._sheet.title)
        if words.FOOTER.match(plain(own[0].text)) or (len(own) == 1 and not figures):
            self._harvest.ignored.append(IgnoredText(text, "不是单位的一行", place))
        elif figures or (unit_cell is not None and len(own) > 1):
            why = "认不出的单位" if unit_cell is not None else "没有写明单位"
            self._harvest.unrecognised.append(IgnoredText(text, why, place))
        else:
            self._harvest.ignored.append(IgnoredText(text, "不是单位的一行", place))

    def _meaning(self, cell: SheetCell) -> Role | None:
        meaning = self._table.columns.get(_line(cell))
        return meaning.role if meaning else None

    def _text(self, row: int) -> str:
        last = max([self._table.unit_column, *self._table.columns])
        cells = (self._sheet.cells.get((row, c)) for c in range(1, last + 1))
        texts = ["" if c is None or c.repeats else c.text for c in cells]
        return "\t".join(texts).strip("\t")


def _line(cell: SheetCell) -> int:
    """Return a cell's column in the sheet as it is read; of a turned sheet that is its row."""
    return cell.row if cell.turned else cell.column


def _rows_of(cell: SheetCell) -> int:
    """Return over how many of the table's rows a merged cell runs."""
    if cell.merged is None:
        return 1
    top, left, bottom, right = cell.merged
    return (right - left if cell.turned else bottom - top) + 1
