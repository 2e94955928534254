"""Writing WordprocessingML by the styles of our base file: paragraphs, tables, pictures.

Elements are built as text and parsed once: looking styles up by name and walking cells through
python-docx costs more than the rest of a report.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from antifraud_desktop.rules.masking import mask_text

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
RARE_FONT = "仿宋"
"""Font of names whose characters the fonts of the standard (GB2312) lack."""
KEEP = "<w:keepNext/>"
CELL_MARGIN_MM = 1.0
CELL_EM_MM = 12 * 25.4 / 72
LATIN_ENDS, LATIN_EM, CAPITAL_EM = 0x2E7F, 0.5, 0.7

_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff\ue000-\uf8ff]")
_BREAKS = re.compile(r"\s*[\r\n\x0b\x0c\x85\u2028\u2029]+\s*")
_IDEOGRAPH = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_QUOTES = re.compile("[“”‘’…—]")


def clean(text: object) -> str:
    """Return text Word can hold, numbers of persons masked: the one gate all text passes.

    None is a visible blank.
    """
    return BLANK if text is None else mask_text(held(text))


def held(figure: object) -> str:
    """Return a figure as Word can hold it; a figure is nobody's number, however long."""
    kept = _UNWANTED.sub("", _BREAKS.sub(" ", str(figure)))
    return kept.replace("\ufffd", "").replace("\t", " ")


def lines(text: object) -> list[str]:
    """Return the lines of a text: a break inside a paragraph would stretch the line before it."""
    return [line for line in _BREAKS.split(str(text)) if line.strip()] or [""]


def run(text: object, properties: str = "", style: str = "", *, figure: bool = False) -> str:
    """Return a run; Chinese quotes and dashes are told to be Chinese."""
    cleaned = held(text) if figure else clean(text)
    if _in_gb2312(cleaned):
        return _run(cleaned, properties, style)
    return "".join(_run(part, properties, style) for part in _parts(cleaned))


def _run(text: str, properties: str, style: str) -> str:
    key = f'<w:rStyle w:val="{style}"/>' if style else ""
    font = ""
    if _QUOTES.search(text):
        font = '<w:rFonts w:hint="eastAsia"/>'
    elif not _in_gb2312(text) and _is_rare(text[0]):
        font = f'<w:rFonts w:eastAsia="{RARE_FONT}"/>'
    inner = f"<w:rPr>{key}{font}{properties}</w:rPr>" if key or font or properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _parts(text: str) -> list[str]:
    """Part a text where characters begin or end that fonts named GB2312 lack."""
    found: list[str] = []
    rare_before: bool | None = None
    for character in text:
        rare = _is_rare(character)
        if rare is rare_before:
            found[-1] += character
        else:
            found.append(character)
        rare_before = rare
    return found


def _is_rare(character: str) -> bool:
    return bool(_IDEOGRAPH.match(character)) and not _in_gb2312(character)


def _in_gb2312(text: str) -> bool:
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def paragraph(
    style: str, text: object, *, properties: str = "", run_properties: str = "",
    figure: bool = False,
) -> str:  # fmt: skip
    """Return a paragraph in a style of the base file."""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>'
        f"{run(text, run_properties, figure=figure)}</w:p>"
    )


def body(text: object, lead: str = "") -> str:
    """Return running text, a paragraph for each line; ``lead`` opens it in 楷体."""
    first, *rest = lines(text)
    opening = run(lead, style="LeadIn") if lead else ""
    start = f'<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr>{opening}{run(first)}</w:p>'
    return start + "".join(paragraph("BodyText", line) for line in rest)


def heading(text: object) -> str:
    """Return a first-level heading (一、)."""
    return paragraph("Level1", text)


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; ``span`` columns wide. ``figure`` says it holds a number and no text.

    ``by_line`` keeps the lines of its text, ``keep`` holds its row on one page with the next.
    """

    text: str
    span: int = 1
    style: str = "CellText"
    figure: bool = False
    by_line: bool = False
    keep: bool = False


def text_mm(text: str) -> float:
    """Return how wide a text stands in a cell (12 pt): ideographs full, digits half."""
    return CELL_EM_MM * sum(map(_ems, text))


def _ems(character: str) -> float:
    if ord(character) > LATIN_ENDS:
        return 1.0
    return CAPITAL_EM if character.isupper() else LATIN_EM


def table(
    widths_mm: Sequence[float],
    heads: Sequence[Cell],
    rows: Sequence[Sequence[Cell]],
    *,
    row_mm: float = 6.35,
    rows_mm: Sequence[float] = (),
) -> str:
    """Return a ruled table whose head repeats on every page and whose rows never split.

    Rows are at least ``row_mm`` high, each at least its own of ``rows_mm`` when given. The head
    stays with the first row, the last two rows with what follows the table.
    """
    widths = [round(w * TWIPS_PER_MM) for w in widths_mm]
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    height = round(row_mm * TWIPS_PER_MM)
    heights = [round(mm * TWIPS_PER_MM) for mm in rows_mm] or [height] * len(rows)
    content = _row(heads, widths, height, head=True, keep=True) + "".join(
        _row(row, widths, least, head=False, keep=number in (0, len(rows) - 2, len(rows) - 1))
        for number, (row, least) in enumerate(zip(rows, heights, strict=True))
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{_borders()}</w:tblBorders><w:tblLayout w:type="fixed"/>{_margins()}'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{content}</w:tbl>"
    )


def _borders() -> str:
    outer, inner = ("8", ("top", "left", "bottom", "right")), ("4", ("insideH", "insideV"))
    return "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="000000"/>'
        for size, sides in (outer, inner)
        for side in sides
    )


def _margins() -> str:
    side = f'w:w="{round(CELL_MARGIN_MM * TWIPS_PER_MM)}" w:type="dxa"/>'
    return f"<w:tblCellMar><w:left {side}<w:right {side}</w:tblCellMar>"


def _row(
    cells: Sequence[Cell], widths: Sequence[int], height: int, *, head: bool, keep: bool
) -> str:
    built: list[str] = []
    column = 0
    keep = keep or any(cell.keep for cell in cells)
    for cell in cells:
        width = sum(widths[column : column + cell.span])
        span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
        style = "CellHead" if head else cell.style
        text = "".join(
            paragraph(style, line, properties=KEEP if keep else "", figure=cell.figure)
            for line in (lines(cell.text) if cell.by_line else [cell.text])
        )
        built.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}'
            f'<w:vAlign w:val="center"/></w:tcPr>{text}</w:tc>'
        )
        column += cell.span
    repeat = "<w:tblHeader/>" if head else ""
    least = f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>'
    return f"<w:tr><w:trPr><w:cantSplit/>{least}{repeat}</w:trPr>{''.join(built)}</w:tr>"


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
