"""Blocks of cells as Excel and WPS put them on the clipboard: tab-separated, quoted like CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import TypeAlias

Block: TypeAlias = tuple[tuple[str, ...], ...]
"""Rows of equal length."""


def read_block(text: str) -> Block:
    """Return the cells of copied text; quoted cells may hold tabs and line breaks.

    A stray quotation mark that never closes is taken as an ordinary character.
    """
    text = text.rstrip("\0").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip("\n"):
        return ()
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), dialect="excel-tab", strict=True))
    except csv.Error:
        rows = [line.split("\t") for line in text.removesuffix("\n").split("\n")]
    width = max(len(row) for row in rows)
    return tuple(tuple(c.strip() for c in [*row, *[""] * (width - len(row))]) for row in rows)


def write_block(rows: Sequence[Sequence[str]]) -> str:
    """Return rows as Excel and WPS read them from the clipboard."""
    out = io.StringIO(newline="")
    csv.writer(out, dialect="excel-tab", lineterminator="\n").writerows(rows)
    return out.getvalue()


def spread(block: Block, rows: int, columns: int) -> Block:
    """Return the block as it fills a selection of ``rows`` × ``columns`` cells.

    One copied cell fills the whole selection; a block that fits in evenly is repeated;
    anything else keeps its own size and starts at the top-left cell.
    """
    if not block or not block[0]:
        return ()
    height, width = len(block), len(block[0])
    if rows % height or columns % width:
        return block
    return tuple(tuple(block[r % height][c % width] for c in range(columns)) for r in range(rows))
