"""The poster for the villages (预警提示): one page, big, black on white (R21)."""

from __future__ import annotations

import math

from antifraud_desktop.documents import word
from antifraud_desktop.documents.base_paper import paper_bytes
from antifraud_desktop.documents.report import head_marks
from antifraud_desktop.records.incidents import PosterInput, TypeWarning
from antifraud_desktop.rules.day_words import day_text

TITLE, SUB = "防　骗　提　醒", "这些骗局就在身边，请家人邻居互相转告"
CALL, HELP = "不轻信　不透露　不转账", "咨询拨 96110　　被骗报警 110"
SIZES = (28, 26, 24, 22, 20, 18, 16, 14)
"""Sizes of the sentences in points, the largest that fits is taken; a name is 6 larger."""
NAME_MORE, LINE, MARK_PT = 6, 1.3, 30.0
ROOM_PT = 425.0
"""Height left for the warnings between title and foot, in points."""
WIDTH_PT = 410.0
MARK_LETTERS, GAPS_PT = 2, 20.0
"""What stands before a name, and the gaps and the frame of one warning."""
TWENTIETHS, HALVES = 20, 2
BOX_SIDES = ("top", "left", "bottom", "right")


def build_warning_poster(data: PosterInput) -> bytes:
    """Return the poster as .docx bytes, always one page; equal input gives equal bytes."""
    sheet = data.sheet
    marks = head_marks(data.head, demonstration=sheet.demonstration)
    size = fitting(sheet.warnings, ROOM_PT - MARK_PT * len(marks))
    number = f"第{data.head.number}期" if data.head.number else "（草稿）"
    parts = [
        *(word.paragraph("Demonstration", mark) for mark in marks),
        _big("FormTitle", TITLE, 60, 1.2, after=4),
        _big("CellHead", SUB, 20, 1.3, after=8),
        *(part for warning in sheet.warnings for part in _warning(warning, size)),
        _big("CellHead", CALL, 34, 1.3, before=10),
        _big("CellHead", HELP, 30, 1.3, after=4),
        _big("CellText", f"{sheet.issuer}　{day_text(sheet.day)}　{number}", 14, 1.2),
    ]
    return paper_bytes(parts, f"{sheet.township}预警提示")


def fitting(warnings: tuple[TypeWarning, ...], room_pt: float) -> int:
    """Return the largest size, in points, at which the warnings keep to ``room_pt``."""
    return next((size for size in SIZES if _height(warnings, size) <= room_pt), SIZES[-1])


def _height(warnings: tuple[TypeWarning, ...], size: int) -> float:
    return sum(
        _lines(w.type_name, size + NAME_MORE, MARK_LETTERS) * (size + NAME_MORE) * LINE
        + _lines(w.warning, size) * size * LINE
        + GAPS_PT
        for w in warnings
    )


def _lines(text: str, size: int, more: int = 0) -> int:
    return math.ceil((len(word.clean(text)) + more) * size / WIDTH_PT)


def _warning(warning: TypeWarning, size: int) -> tuple[str, str]:
    """Return a framed name over its sentence."""
    return (
        _big("CellHead", f"■ {warning.type_name}", size + NAME_MORE, LINE, before=6, left=True),
        _big("CellLeft", warning.warning, size, LINE, after=6, left=True, box=True),
    )


def _big(
    style: str, text: str, size: int, line: float, *, before: int = 0, after: int = 0,
    left: bool = False, box: bool = False,
) -> str:  # fmt: skip
    """Return a paragraph in a size of its own; sizes and gaps are in points."""
    spacing = (
        f'<w:spacing w:before="{before * TWENTIETHS}" w:after="{after * TWENTIETHS}" '
        f'w:line="{round(size * line * TWENTIETHS)}" w:lineRule="exact"/>'
    )
    side = "left" if left else "center"
    border = _box() if box else ""
    half = size * HALVES
    return word.paragraph(
        style,
        text,
        properties=f'{border}<w:snapToGrid w:val="0"/>{spacing}<w:jc w:val="{side}"/>',
        run_properties=f'<w:b/><w:sz w:val="{half}"/><w:szCs w:val="{half}"/>',
    )


def _box() -> str:
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="12" w:space="4" w:color="000000"/>' for side in BOX_SIDES
    )
    return f"<w:pBdr>{sides}</w:pBdr>"
