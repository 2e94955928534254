"""Writing WordprocessingML by the styles of our base file: paragraphs, tables, pictures.

Elements are built as text and parsed once: looking styles up by name and walking cells through
python-docx costs more than the rest of a report.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
TWIPS_PER_MM = 56.6929
EMU_PER_MM = 36_000
TEXT_WIDTH_MM = 156
BLANK = "（空）"

_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff\ue000-\uf8ff]")
_BREAKS = re.compile(r"[\r\n\x0b\x0c\u2028\u2029]+")
_QUOTES = re.compile("[“”‘’…—]")


def clean(text: object) -> str:
    """Return text Word can hold: the one gate all text passes. None is a visible blank."""
    if text is None:
        return BLANK
    return _UNWANTED.sub("", _BREAKS.sub(" ", str(text))).replace("\ufffd", "")


def run(text: object, properties: str = "") -> str:
    """Return a run; Chinese quotes and dashes are told to be Chinese."""
    cleaned = clean(text)
    hint = '<w:rFonts w:hint="eastAsia"/>' if _QUOTES.search(cleaned) else ""
    inner = f"<w:rPr>{hint}{properties}</w:rPr>" if hint or properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{escape(cleaned)}</w:t></w:r>'


def paragraph(style: str, text: object, *, properties: str = "", run_properties: str = "") -> str:
    """Return a paragraph in a style of the base file."""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>'
        f"{run(text, run_properties)}</w:p>"
    )


def body(text: object) -> str:
    """Return a paragraph of running text."""
    return paragraph("BodyText", text)


def heading(text: object) -> str:
    """Return a first-level heading (一、)."""
    return paragraph("Level1", text)


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; ``span`` columns wide."""

    text: str
    span: int = 1
    style: str = "CellText"


def table(widths_mm: Sequence[float], heads: Sequence[Cell], rows: Sequence[Sequence[Cell]]) -> str:
    """Return a ruled table whose head repeats on every page and whose rows never split."""
    widths = [round(w * TWIPS_PER_MM) for w in widths_mm]
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    line = 'w:val="single" w:sz="4" w:space="0" w:color="000000"'
    borders = "".join(
        f"<w:{side} {line}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    content = _row(heads, widths, head=True) + "".join(
        _row(row, widths, head=False) for row in rows
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{content}</w:tbl>"
    )


def _row(cells: Sequence[Cell], widths: Sequence[int], *, head: bool) -> str:
    built: list[str] = []
    column = 0
    for cell in cells:
        width = sum(widths[column : column + cell.span])
        span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
        style = "CellHead" if head else cell.style
        built.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}'
            f'<w:vAlign w:val="center"/></w:tcPr>{paragraph(style, cell.text)}</w:tc>'
        )
        column += cell.span
    repeat = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeat}</w:trPr>{''.join(built)}</w:tr>"


def picture(relation: str, number: int, width_mm: float, height_mm: float, told: str) -> str:
    """Return an inline picture in its own single-spaced paragraph, with its alternative text."""
    cx, cy = round(width_mm * EMU_PER_MM), round(height_mm * EMU_PER_MM)
    name = quoteattr(f"图{number}")
    described = quoteattr(clean(told))
    return (
        '<w:p><w:pPr><w:pStyle w:val="Picture"/></w:pPr><w:r><w:drawing>'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{cx}" cy="{cy}"/>'
        f'<wp:docPr id="{100 + number}" name={name} descr={described}/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{100 + number}" name={name}/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/>'
        f'</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{cx}" cy="{cy}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
