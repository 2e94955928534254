"""An old register of persons as a workbook: its head found, its columns named, its rows taken.

Columns of what no file may hold are left where they are: their cells are not even looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from antifraud_desktop.errors import Refused
from antifraud_desktop.intake.register_heads import PREFIX, is_head, role_of, signature
from antifraud_desktop.intake.spreadsheet import Sheet, SheetCell, letters, read_sheets
from antifraud_desktop.records.register import ColumnRole, RegisterColumn
from antifraud_desktop.rules.text_normal import fold_text

HEAD_WITHIN = 15
DEEPEST_HEAD = 3
_UNREAD = frozenset({ColumnRole.IGNORED, ColumnRole.FORBIDDEN})
_BASIS = (
    ColumnRole.ORGAN,
    ColumnRole.CASE_NUMBER,
    ColumnRole.ISSUED_ON,
    ColumnRole.OFFENCE,
    ColumnRole.BASIS,
    ColumnRole.OFFENCE_ON,
    ColumnRole.SENTENCE,
    ColumnRole.STARTS_ON,
    ColumnRole.ENDS_ON,
    ColumnRole.GROUND,
    ColumnRole.SERVED_ON,
)
_SUMS = re.compile(
    "^(?:合计|总计|小计|共计|总数|本页)(?:[:\\d人名]|$)|^(?:共|总共)计?\\d+(?:人|名)"
)
_FOOT = re.compile(
    "^(?:填报|填表|制表|审核|审批|负责|统计|联系|报送)(?:人|单位|时间|日期)|^(?:注|说明|备注)\\d*[:.]"
)


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row's texts by what they tell. ``numeric`` are those that stood in number cells."""

    row: int
    texts: Mapping[ColumnRole, str] = field(repr=False)
    addresses: tuple[str, ...] = field(default=(), repr=False)
    basis: str = field(default="", repr=False)
    numeric: frozenset[ColumnRole] = frozenset()
    hidden: bool = False
    skipped: str = ""

    def text(self, role: ColumnRole) -> str:
        """Return what the row tells, empty for nothing."""
        return self.texts.get(role, "")


@dataclass(frozen=True, slots=True)
class RegisterReading:
    """A register's sheet: head, columns and rows, and the category its title names."""

    sheet: Sheet = field(repr=False)
    head_row: int
    columns: tuple[RegisterColumn, ...]
    rows: tuple[RawRow, ...] = field(repr=False)
    title: str
    mark: str
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Head:
    top: int
    bottom: int
    labels: Mapping[int, tuple[str, ...]]


def read_register(
    path: Path, roles: Mapping[int, ColumnRole] | None = None, sheet: str = ""
) -> RegisterReading:
    """Read a register; ``roles`` say what columns are for, where somebody settled it.

    The first sheet with a head is read unless one is named. Raises Refused when none has one.
    """
    found = [(one, head) for one in read_sheets(path) if (head := _head_of(one)) is not None]
    chosen = next(((s, h) for s, h in found if not sheet or s.title == sheet), None)
    if chosen is None:
        raise Refused(
            "没有找到人员台账的表头。",
            "表头应有“姓名”，以及“身份证号”“类别”“判决/文书”等栏，请对照检查。",
        )
    others = [s.title for s, _h in found if s.title != chosen[0].title]
    return _reading(*chosen, roles or {}, others)


def _reading(
    sheet: Sheet, head: _Head, settled: Mapping[int, ColumnRole], others: list[str]
) -> RegisterReading:
    columns = tuple(
        RegisterColumn(
            index=column,
            letter=letters(column),
            head="/".join(texts),
            role=_settled(_role(texts), settled.get(column)),
        )
        for column, texts in sorted(head.labels.items())
    )
    title = "".join(sheet.text(row, 1) for row in range(1, head.top)) or sheet.title
    return RegisterReading(
        sheet=sheet,
        head_row=head.bottom,
        columns=columns,
        rows=tuple(_rows(sheet, head, columns)),
        title=title,
        mark=signature([column.head for column in columns]),
        notices=tuple(_notices(sheet, columns, others)),
    )


def _settled(own: ColumnRole, told: ColumnRole | None) -> ColumnRole:
    """Return what a column is for; nobody can settle that a forbidden one is read."""
    return own if told is None or own is ColumnRole.FORBIDDEN else told


def _role(texts: tuple[str, ...]) -> ColumnRole:
    """Return the role of a head of one or more lines: the lowest line tells, then those above."""
    roles = [role_of(text) for text in reversed(texts)]
    if ColumnRole.FORBIDDEN in roles:
        return ColumnRole.FORBIDDEN
    return next((role for role in roles if role is not ColumnRole.IGNORED), ColumnRole.IGNORED)


def _head_of(sheet: Sheet) -> _Head | None:
    for row in range(1, min(sheet.rows, HEAD_WITHIN) + 1):
        cells = [
            c for column in range(1, sheet.columns + 1) if (c := sheet.cells.get((row, column)))
        ]
        for bottom in range(row, min(_depth(cells, row), row + DEEPEST_HEAD - 1) + 1):
            labels = {
                column: texts
                for column in range(1, sheet.columns + 1)
                if (texts := _labels(sheet, column, row, bottom))
            }
            deepest = bottom == _depth(cells, row)
            if deepest and is_head([_role(texts) for texts in labels.values()]):
                return _Head(row, bottom, labels)
    return None


def _depth(cells: list[SheetCell], row: int) -> int:
    """Return the last row of a head: as deep as its deepest merged cell."""
    return max((c.merged[2] for c in cells if c.merged and c.merged[0] == row), default=row)


def _labels(sheet: Sheet, column: int, top: int, bottom: int) -> tuple[str, ...]:
    texts = (sheet.text(row, column) for row in range(top, bottom + 1))
    return tuple(dict.fromkeys(text for text in texts if text))


def _rows(sheet: Sheet, head: _Head, columns: tuple[RegisterColumn, ...]) -> Iterator[RawRow]:
    read = [column for column in columns if column.role not in _UNREAD]
    named = {text for texts in head.labels.values() for text in texts}
    for number in range(head.bottom + 1, sheet.rows + 1):
        cells = [
            cell
            for column in range(1, sheet.columns + 1)
            if (cell := sheet.cells.get((number, column))) and cell.text.strip()
        ]
        if cells:
            yield _row(sheet, number, read, cells, named)


def _row(
    sheet: Sheet,
    number: int,
    read: list[RegisterColumn],
    cells: list[SheetCell],
    heads: set[str],
) -> RawRow:
    skipped = _skipped(cells, read, heads)
    if skipped:
        return RawRow(number, {}, skipped=skipped)
    texts: dict[ColumnRole, str] = {}
    numeric: set[ColumnRole] = set()
    addresses: list[str] = []
    parts: dict[ColumnRole, list[str]] = {}
    hidden = number in sheet.hidden_rows
    for column in read:
        cell = sheet.cells.get((number, column.index))
        text = _plain(cell)
        if not text or cell is None:
            continue
        if column.role is ColumnRole.ADDRESS:
            addresses.append(text)
        if column.role in _BASIS:
            parts.setdefault(column.role, []).append(_worded(column.role, text))
            continue
        if column.role in texts and column.role is not ColumnRole.REMARK:
            continue
        before = texts.get(column.role)
        texts[column.role] = f"{before}，{text}" if before else text
        if cell.kind in ("number", "formatted"):
            numeric.add(column.role)
    basis = "，".join(part for role in _BASIS for part in parts.get(role, ()))
    return RawRow(
        row=number,
        texts=texts,
        addresses=tuple(addresses),
        basis=_span_joined(basis),
        numeric=frozenset(numeric),
        hidden=hidden or all(cell.hidden for cell in cells),
    )


def _skipped(cells: list[SheetCell], read: list[RegisterColumn], heads: set[str]) -> str:
    """Return why a row is none of a person, empty when it is one."""
    texts = list(dict.fromkeys(re.sub(r"\s", "", fold_text(cell.text)) for cell in cells))
    if any(_SUMS.match(text) for text in texts):
        return "合计行"
    if sum(cell.text in heads for cell in cells) >= min(len(cells), LEAST_REPEATED):
        return "表头再次出现"
    wanted = {column.index for column in read if column.role is not ColumnRole.REMARK}
    if not any(cell.column in wanted for cell in cells) or _FOOT.match(texts[0]):
        return "不是人员行"
    if len(texts) == 1 and (cells[0].merged is not None or not texts[0].isdecimal()):
        return "小标题或说明"
    return ""


LEAST_REPEATED = 3
"""So many cells that repeat the head make a row a head."""


def _plain(cell: SheetCell | None) -> str:
    if cell is None or cell.kind == "error":
        return ""
    text = cell.text.strip()
    return "" if text in ("无", "/", "-", "—", "——", "\\", "不详", "暂无") else text


def _worded(role: ColumnRole, text: str) -> str:
    prefix = PREFIX.get(role, "")
    return text if fold_text(prefix)[:2] in fold_text(text) else f"{prefix}{text}"


def _span_joined(basis: str) -> str:
    """Join a start and an end that stood in two columns: 自2026-02-01至2028-01-31."""
    return re.sub(r"(自[^，]*\d日?)，(至\d)", r"\1\2", basis)


def _notices(sheet: Sheet, columns: tuple[RegisterColumn, ...], others: list[str]) -> Iterator[str]:
    barred = [column.head for column in columns if column.role is ColumnRole.FORBIDDEN]
    if barred:
        yield f"不得登记、没有读取的栏：{'、'.join(barred)}。（个人信息保护法第六条）"
    unread = [c.head for c in columns if c.role is ColumnRole.IGNORED and role_of(c.head) is c.role]
    left = [head for head in unread if not re.fullmatch("序号|编号|号|年龄", head)]
    if left:
        yield f"没有读取的栏：{'、'.join(left)}。"
    if sheet.hidden:
        yield f"工作表“{sheet.title}”是隐藏的，请核实后再用。"
    if sheet.hidden_rows:
        rows = "、".join(map(str, sheet.hidden_rows))
        yield f"有隐藏的行：{rows}，请核实。"
    if others:
        yield f"还有像台账的工作表没有读取：{'、'.join(others)}，请另行导入。"
