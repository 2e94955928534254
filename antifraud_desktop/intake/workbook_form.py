"""Reads one unit's form: labels with their values beside them, line by line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from antifraud_desktop.intake import workbook_words as words
from antifraud_desktop.intake.spreadsheet import Sheet, SheetCell
from antifraud_desktop.intake.workbook_heads import Meaning, Role, meaning_of, plain, role_of
from antifraud_desktop.intake.workbook_values import Item
from antifraud_desktop.rules.message_measures import ALL_MEASURES
from antifraud_desktop.rules.numerals import read_quantity
from antifraud_desktop.rules.text_normal import fold_text
from antifraud_desktop.rules.wordings import Wordings

_VALUE_KINDS = frozenset({"number", "percent", "formula", "error", "formatted"})
_AMOUNT_HEADS = re.compile(
    r"数量|数值|数字|数据|个数|填报数|填报内容|完成数|完成情况|报送数|情况|结果|数"
)
_MOST_ORDINAL = 99
_INLINE = re.compile(r"^([^:：]{1,24})[:：]\s*(.+)$", re.DOTALL)
_DIGIT = re.compile(r"\d")


@dataclass(slots=True)
class FormFound:
    """What a form says: by role the text beside the label, and the cells with figures.

    ``differing`` holds the roles told twice in different words: two forms on one sheet.
    """

    roles: dict[Role, SheetCell] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)
    known: int = 0
    differing: set[Role] = field(default_factory=set)

    def tell(self, role: Role, cell: SheetCell) -> None:
        """Keep what stands beside a label; another text beside the same label is remembered."""
        if self.roles.setdefault(role, cell).text.strip() != cell.text.strip():
            self.differing.add(role)

    def text(self, role: Role) -> str:
        """Return what stands beside a label, empty where nothing does."""
        cell = self.roles.get(role)
        return cell.text if cell else ""


def read_form(sheet: Sheet, wordings: Wordings) -> FormFound:
    """Read a sheet's labels and values; ``known`` counts the labels of indicators."""
    return _Form(sheet, wordings).read()


class _Form:
    def __init__(self, sheet: Sheet, wordings: Wordings) -> None:
        self._sheet = sheet
        self._wordings = wordings
        self._found = FormFound()
        self._consumed: set[tuple[int, int]] = set()

    def read(self) -> FormFound:
        for row in range(1, self._sheet.rows + 1):
            cells = [
                cell
                for column in range(1, self._sheet.columns + 1)
                if (cell := self._sheet.cells.get((row, column)))
                and (not cell.repeats or self._vertical(cell))
            ]
            self._row([c for c in cells if c.text.strip()])
        return self._found

    def _vertical(self, cell: SheetCell) -> bool:
        """Say whether a repeated cell carries a group's name down its rows."""
        return (
            cell.merged is not None
            and cell.column == cell.merged[1]
            and (self._kind(cell) == "label")
        )

    def _row(self, cells: list[SheetCell]) -> None:
        labels: list[SheetCell] = []
        position = 0
        while position < len(cells):
            cell = cells[position]
            role = self._role(cell)
            inline = _INLINE.match(cell.text)
            if role is not None:
                position += 1
                self._close(labels)
                labels = []
                position += self._take_role(role, cells[position : position + 1])
            elif inline and self._inline(cell, inline):
                position += 1
            elif self._kind(cell) == "value":
                used = self._values(labels, cells[position:])
                labels = []
                position += used
            else:
                labels = self._joined(labels, cell)
                position += 1
        self._close(labels)

    def _role(self, cell: SheetCell) -> Role | None:
        role = role_of(cell.text)
        return None if role is Role.UNIT and self._kind(cell) == "value" else role

    def _take_role(self, role: Role, behind: list[SheetCell]) -> int:
        """Take the cell behind a label such as 填报单位; say how many cells were used."""
        if not behind or self._is_figure(behind[0]):
            return 0
        if role is Role.UNIT and _AMOUNT_HEADS.fullmatch(plain(behind[0].text)):
            return 0  # the heads 项目, 单位, 数量: a column of measure words, no unit
        other = self._role(behind[0])
        if other is not None and (role, other) != (Role.NOTE, Role.NIL):
            return 0
        self._consumed.add((behind[0].row, behind[0].column))
        if role is Role.NEUTRAL and self._kind(behind[0]) != "value":
            return 0
        self._found.tell(role, behind[0])
        return 1

    def _is_figure(self, cell: SheetCell) -> bool:
        return self._kind(cell) == "label" and self._meaning([cell]).role is Role.FIGURE

    def _inline(self, cell: SheetCell, match: re.Match[str]) -> bool:
        """Read ``入户：11户`` or ``填报单位：北坡村`` standing in one cell."""
        role = role_of(match[1])
        value = replace(cell, text=match[2].strip())
        if role is not None:
            self._found.tell(role, value)
            return True
        meaning = meaning_of([match[1]], self._wordings)
        if meaning.role is Role.UNKNOWN:
            return False
        self._add(meaning, value)
        return True

    def _joined(self, labels: list[SheetCell], cell: SheetCell) -> list[SheetCell]:
        """Add a label to the run before it, or begin a new run where that one was complete."""
        if not labels:
            return [cell]
        before = labels[-1]
        adjacent = cell.column <= (before.merged[3] if before.merged else before.column) + 1
        measure = fold_text(cell.text).strip("() ") in ALL_MEASURES
        group = before.merged is not None or not self._is_figure(before)
        if adjacent and (group or measure):
            return [*labels, cell]
        if adjacent and self._meaning([cell]).role is Role.UNKNOWN:
            self._add(self._meaning(labels), cell)
            return []
        self._close(labels)
        return [cell]

    def _close(self, labels: list[SheetCell]) -> None:
        """End a run of labels without a value: known ones were left blank, others are told."""
        if not labels:
            return
        meaning = self._meaning(labels)
        if meaning.role in {Role.FIGURE, Role.PERIOD}:
            self._found.known += 1
        elif any(_DIGIT.search(c.text) for c in labels):
            self._found.loose.append(" ".join(c.text for c in labels))

    def _values(self, labels: list[SheetCell], cells: list[SheetCell]) -> int:
        """Read the values behind a run of labels; say how many cells were used."""
        values: list[SheetCell] = []
        for cell in cells:
            if self._kind(cell) != "value":
                break
            values.append(cell)
        if not labels:
            ordinal = self._ordinal(values, cells)
            for cell in values[ordinal:]:
                self._add(Meaning(Role.UNKNOWN, "（没有名称）"), cell)
            return len(values)
        used = len(values)
        after = cells[used] if used < len(cells) else None
        measure = after is not None and fold_text(after.text).strip("() ") in ALL_MEASURES
        extra = [after] if measure and after is not None else []
        self._labelled([*labels, *extra], values)
        return used + len(extra)

    def _ordinal(self, values: list[SheetCell], cells: list[SheetCell]) -> int:
        """Say whether a row begins with its 序号: one small number before the first label."""
        first = values[0].text
        small = first.isdigit() and int(first) <= _MOST_ORDINAL
        return 1 if small and len(values) == 1 and len(cells) > 1 else 0

    def _labelled(self, labels: list[SheetCell], values: list[SheetCell]) -> None:
        spoken = [(self._head_above(v), v) for v in values]
        filled = [
            pair for pair in spoken if fold_text(pair[1].text).strip() not in words.EMPTY_CELLS
        ]
        clear = len(filled) <= 1 or all(self._clear(head) for head, _ in filled)
        for head, value in spoken:
            meaning = self._under(labels, head)
            if not clear and meaning.role is Role.FIGURE:
                meaning = replace(meaning, doubt="several_values")
            self._add(meaning, value)

    def _clear(self, head: str) -> bool:
        label = plain(head)
        spans = words.PERIOD.search(label) or words.CUMULATIVE.search(label)
        return bool(label) and bool(spans or words.TODAY.search(label))

    def _under(self, labels: list[SheetCell], head: str) -> Meaning:
        """Return a label's meaning under the head of its value column: 入户 under 本周数."""
        meaning = self._meaning(labels)
        label = plain(head)
        if not label or words.TODAY.fullmatch(label) or _AMOUNT_HEADS.fullmatch(label):
            return meaning
        together = meaning_of([*self._texts(labels), head], self._wordings)
        if together.role in {Role.FIGURE, Role.PERIOD} and not together.doubt:
            return together
        spans = (words.PERIOD, words.CUMULATIVE, words.PLANNED)
        if meaning.role is Role.FIGURE and any(s.search(label) for s in spans):
            return replace(meaning, role=Role.PERIOD, head=f"{meaning.head}/{label}")
        return meaning

    def _head_above(self, cell: SheetCell) -> str:
        """Return the nearest head over a value's column, skipping values and titles."""
        for row in range(cell.row - 1, 0, -1):
            above = self._sheet.cells.get((row, cell.column))
            if above is None or above.repeats or (row, cell.column) in self._consumed:
                continue
            if self._kind(above) == "label" and above.merged is None:
                return above.text
        return ""

    def _meaning(self, labels: list[SheetCell]) -> Meaning:
        return meaning_of(self._texts(labels), self._wordings)

    def _texts(self, labels: list[SheetCell]) -> list[str]:
        """Return label texts; a measure word in its own cell goes behind its label."""
        texts: list[str] = []
        for cell in labels:
            bare = fold_text(cell.text).strip("() ")
            if texts and bare in ALL_MEASURES:
                texts[-1] += f"({bare})"
            else:
                texts.append(cell.text)
        return texts

    def _add(self, meaning: Meaning, cell: SheetCell) -> None:
        if meaning.role in {Role.FIGURE, Role.PERIOD}:
            self._found.known += 1
        if meaning.role is not Role.NEUTRAL:
            self._found.items.append(Item(meaning, cell))

    def _kind(self, cell: SheetCell) -> str:
        """Say whether a cell is a value or a label."""
        if cell.kind in _VALUE_KINDS:
            return "value"
        bare = fold_text(cell.text).strip()
        sayings = words.EMPTY_CELLS | words.ZERO_WORDS | words.NIL_WORDS
        said = bare in sayings or words.NOT_COUNTED.fullmatch(bare)
        return "value" if said or read_quantity(bare) is not None else "label"
