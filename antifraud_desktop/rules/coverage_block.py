"""Reading a block pasted from a spreadsheet: units with a number each, or what is doubtful."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from antifraud_desktop.records.units import UnitRecord

LARGEST = 10**8
_NUMBER = re.compile(r"^(\d{1,3}(,\d{3})+|\d+)(\.0+)?$")
_SPACE = re.compile(r"\s+")
_PARTS = re.compile(r"\s+|，|(?<!\d),|,(?!\d{3}(?!\d))")
"""Tabs, spaces and commas part cells; the comma of a thousand does not."""
_EMPTY = ("-", "—", "/")
_SUMS = ("合计", "总计", "小计", "全镇", "全乡")


@dataclass(frozen=True, slots=True)
class BlockDoubt:
    """A line that could not be read with certainty: its number from 1, and why."""

    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class BlockReading:
    """The certain figures by unit code, and the lines somebody must look at."""

    values: Mapping[str, int]
    doubts: tuple[BlockDoubt, ...]


def read_block(text: str, units: Sequence[UnitRecord]) -> BlockReading:
    """Read lines of unit and number, as copied from two or more columns of a sheet.

    A head line without a number and a line of sums are passed over, an empty number is no
    figure. A unit is known by its name or another name, whole. Never guessed: an unknown unit,
    a second number in a line, a number that is none, a unit that stands there twice are doubts.
    Numbers without names fill nothing: nothing says whose they are.
    """
    known = _names(units)
    values: dict[str, int] = {}
    doubts: list[BlockDoubt] = []
    twice: set[str] = set()
    for number, line in enumerate(text.splitlines(), start=1):
        cells = [cell for part in _PARTS.split(line) if (cell := _plain(part))]
        if not cells or any(cell in _SUMS for cell in cells):
            continue
        unit, rest, reason = _parted(cells, known)
        found = [cell for cell in rest if cell not in _EMPTY]
        if unit is None:
            if any(_NUMBER.match(cell) for cell in found) or number > 1:
                doubts.append(BlockDoubt(number, line.strip(), reason))
            continue
        if not found:
            continue
        value, reason = _value(found)
        if value is None:
            doubts.append(BlockDoubt(number, line.strip(), reason))
        elif unit in values or unit in twice:
            twice.add(unit)
            values.pop(unit, None)
            doubts.append(BlockDoubt(number, line.strip(), "这个单位出现了两次，请核对"))
        else:
            values[unit] = value
    return BlockReading(values, tuple(doubts))


def _parted(
    cells: Sequence[str], known: Mapping[str, str | None]
) -> tuple[str | None, list[str], str]:
    """Return the unit's code, the other cells, and why there is no unit."""
    for place, cell in enumerate(cells):
        if cell in known:
            code = known[cell]
            rest = [c for n, c in enumerate(cells) if n != place and not _serial(n, place, c)]
            return code, rest, "" if code else f"“{cell}”可能是几个单位，请用全称"
    name = next((c for c in cells if c and not _NUMBER.match(c)), "")
    return None, list(cells), f"没有找到单位“{name}”" if name else "这一行没有单位名称"


def _serial(place: int, name_at: int, cell: str) -> bool:
    """Say whether a cell before the name is the line's serial number."""
    return place < name_at and cell.isdigit()


def _value(found: Sequence[str]) -> tuple[int | None, str]:
    if len(found) > 1:
        return None, "这一行有几个数，不知道取哪一个"
    if not _NUMBER.match(found[0]):
        return None, f"“{found[0]}”不是整数"
    value = int(found[0].split(".")[0].replace(",", ""))
    return (value, "") if value <= LARGEST else (None, "数字太大，请核对")


def _names(units: Sequence[UnitRecord]) -> dict[str, str | None]:
    """Return codes by every name; None where two units bear it."""
    known: dict[str, str | None] = {}
    for unit in units:
        for name in {_plain(n) for n in (unit.name, *unit.aliases)}:
            known[name] = None if name in known and known[name] != unit.code else unit.code
    return known


def _plain(text: str) -> str:
    return _SPACE.sub("", unicodedata.normalize("NFKC", text))
