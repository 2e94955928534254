"""Long texts in forms: parted into rows, because a row never splits over two pages."""

from __future__ import annotations

import math
from collections.abc import Iterator

from antifraud_desktop.documents import word

MOST_LINES = 24
"""A text of more lines goes on in a further row."""


def parts(text: str, room_mm: float) -> list[str]:
    """Part a text into pieces of at most MOST_LINES lines as they will stand in a cell."""
    found: list[list[str]] = [[]]
    used = 0
    for line in (piece for whole in word.lines(text) for piece in _pieces(whole, room_mm)):
        height = _height(line, room_mm)
        if found[-1] and used + height > MOST_LINES:
            found.append([])
            used = 0
        found[-1].append(line)
        used += height
    return ["\n".join(part) for part in found]


def _pieces(line: str, room_mm: float) -> Iterator[str]:
    """Yield a line whole, or in pieces where it alone is higher than a row may be."""
    most = int(MOST_LINES * room_mm / word.CELL_EM_MM)
    while _height(line, room_mm) > MOST_LINES:
        yield line[:most]
        line = line[most:]
    yield line


def _height(line: str, room_mm: float) -> int:
    return max(1, math.ceil(word.text_mm(line) / room_mm))
