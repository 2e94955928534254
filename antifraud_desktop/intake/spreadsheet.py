"""Opening workbooks from outside without trusting them.

Size, entries and cells are bounded before and while reading, and openpyxl runs in a child
process with limits of time and memory: a 2 kB workbook can otherwise take gigabytes.
"""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from antifraud_desktop.errors import EnvironmentTrouble, Refused

LARGEST_FILE = 10 * 1024 * 1024
LARGEST_UNPACKED = 100 * 1024 * 1024
MOST_ENTRIES = 2_000
MOST_CELLS = 200_000
MOST_PLACES = 500_000
"""Rows times columns: a few kilobytes may name the last row and the last column of Excel."""
TIME_LIMIT_S = 20
CHILD = "antifraud_desktop.intake.spreadsheet_child"

_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell's text as shown to people; the child process tells the kinds.

    A formula without a stored result has kind ``formula`` and its text. ``merged`` is the range
    (top, left, bottom, right) the cell belongs to; ``turned`` says that its sheet was turned.
    """

    row: int
    column: int
    text: str
    kind: str
    hidden: bool = False
    merged: tuple[int, int, int, int] | None = None
    turned: bool = False

    @property
    def address(self) -> str:
        """Return the address in the sheet, such as ``C5``."""
        return f"{letters(self.column)}{self.row}"

    @property
    def repeats(self) -> bool:
        """Say whether the text stands in another cell that this one is merged with."""
        return self.merged is not None and self.merged[:2] != (self.row, self.column)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's cells by (row, column), both from 1; merged cells repeat their first one."""

    title: str
    cells: dict[tuple[int, int], SheetCell]
    rows: int
    columns: int
    hidden: bool = False
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()

    def text(self, row: int, column: int) -> str:
        """Return a cell's text, empty where there is none."""
        cell = self.cells.get((row, column))
        return cell.text if cell else ""


def letters(column: int) -> str:
    """Return a column's letters: 1 is A, 27 is AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def read_sheets(path: Path) -> tuple[Sheet, ...]:
    """Return a workbook's sheets, or a csv file as one.

    Raises Refused on what is no usable workbook, EnvironmentTrouble when it cannot be read.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(8)
    except OSError as error:
        raise EnvironmentTrouble(
            f"文件打不开：{path.name}。", "请看文件是否还在，或是否正在别处打开。"
        ) from error
    if size == 0:
        raise Refused(f"文件是空的：{path.name}。", "请重新保存或请对方重发。")
    if size > LARGEST_FILE:
        raise Refused(f"文件超过10MB：{path.name}。", "请只保留当天的表再导入。")
    if path.suffix.lower() == ".csv":
        return _within_bounds(path, (_csv_sheet(path),))
    if head.startswith(_OLD_EXCEL):
        raise Refused(
            f"这是旧格式或加密的表格：{path.name}。",
            "请用Excel或WPS另存为没有密码的.xlsx后再导入。",
        )
    _check_package(path)
    return _within_bounds(path, tuple(sheet_from(item) for item in _read_in_child(path)))


def _within_bounds(path: Path, sheets: tuple[Sheet, ...]) -> tuple[Sheet, ...]:
    """Return the sheets when every one can be walked through place by place."""
    for sheet in sheets:
        if sheet.rows * sheet.columns > MOST_PLACES:
            raise Refused(
                f"表格太大：{path.name}的“{sheet.title}”一直写到"
                f"{letters(sheet.columns)}{sheet.rows}。",
                "请删除数据区以外零散的行和列，另存后再导入。",
            )
    return sheets


def _check_package(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as package:
            entries = package.infolist()
    except zipfile.BadZipFile as error:
        raise Refused(
            f"文件已损坏或不是Excel表：{path.name}。", "请重新保存为.xlsx，或请对方重发。"
        ) from error
    unpacked = sum(e.file_size for e in entries)
    if len(entries) > MOST_ENTRIES or unpacked > LARGEST_UNPACKED:
        raise Refused(f"文件内容大得不正常：{path.name}。", "请只保留需要的工作表，另存后再导入。")
    if "xl/workbook.xml" not in {e.filename for e in entries}:
        raise Refused(f"这不是Excel表：{path.name}。", "请选择.xlsx文件。")


def _read_in_child(path: Path) -> list[dict[str, Any]]:
    command = (
        [sys.executable, "--read-sheets"]
        if getattr(sys, "frozen", False)
        else [sys.executable, "-m", CHILD]
    )
    root = Path(__file__).resolve().parents[2]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            [*command, str(path.resolve())],
            capture_output=True,
            timeout=TIME_LIMIT_S,
            check=False,
            cwd=root,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired as error:
        raise Refused(
            f"这个表读得太久，已停止：{path.name}。", "请只保留需要的工作表，另存后再导入。"
        ) from error
    except OSError as error:
        raise EnvironmentTrouble("读表程序没有启动。", "请重新打开程序后再试。") from error
    if done.returncode != 0:
        raise Refused(
            f"文件读不出来：{path.name}。", "文件可能已损坏或过大，请另存为.xlsx后再导入。"
        )
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def sheet_from(item: dict[str, Any]) -> Sheet:
    """Return a sheet from the child's plain lists."""
    cells = {
        (row, column): SheetCell(row, column, text, kind, hidden)
        for row, column, text, kind, hidden in item["cells"]
    }
    for top, left, bottom, right in item["merged"]:
        first = cells.get((top, left))
        if first is None:
            continue
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                cells[row, column] = replace(
                    first, row=row, column=column, merged=(top, left, bottom, right)
                )
    return Sheet(
        title=item["title"],
        cells=cells,
        rows=max((r for r, _ in cells), default=0),
        columns=max((c for _, c in cells), default=0),
        hidden=item["hidden"],
        hidden_rows=tuple(item["hidden_rows"]),
        hidden_columns=tuple(item["hidden_columns"]),
    )


def _csv_sheet(path: Path) -> Sheet:
    raw = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = raw.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise Refused(f"文件的编码认不出来：{path.name}。", "请另存为.xlsx后再导入。")
    cells: dict[tuple[int, int], SheetCell] = {}
    for row, line in enumerate(csv.reader(io.StringIO(text)), start=1):
        for column, value in enumerate(line, start=1):
            if value.strip():
                cells[row, column] = SheetCell(row, column, value.strip(), "text")
        if len(cells) > MOST_CELLS:
            raise Refused(f"表格太大：{path.name}。", "请只保留需要的部分再导入。")
    return Sheet(
        title=path.stem,
        cells=cells,
        rows=max((r for r, _ in cells), default=0),
        columns=max((c for _, c in cells), default=0),
    )
