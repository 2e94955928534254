"""The mark on what leaves the office: who took it out, when, for whom; on every page.

The words are :attr:`antifraud_desktop.records.protection.Watermark.text`; this module only
puts them on paper, unmasked: an account or a recipient may be called by a number. A mark deters
and helps to find a leak; it is no lock.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import quoteattr

from antifraud_desktop.documents import word
from antifraud_desktop.documents.chart_style import LIGHT, MM_PER_INCH, new_figure, save_png
from antifraud_desktop.documents.package import deterministic_bytes
from antifraud_desktop.documents.spreadsheet_export import write_text

SHAPE_NAME = "PowerPlusWaterMarkObject"
"""The name Word gives its own watermarks: its command to remove one finds ours, as it should."""
_LONGEST_PT, _LARGEST_PT = 720.0, 26.0
_SHAPE_TYPE = (
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
    'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>'
    '<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
    '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
    '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
    '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/>'
    '<v:f eqn="sum @6 0 @5"/></v:formulas><v:path textpathok="t" o:connecttype="custom" '
    'o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>'
    '<v:textpath on="t" fitshape="t"/><v:handles><v:h position="#0,bottomRight" '
    'xrange="6629,14971"/></v:handles><o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>'
)
_NAMESPACES = (
    f'{word.NAMESPACES} xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:w10="urn:schemas-microsoft-com:office:word"'
)


def mark_document(content: bytes, text: str) -> bytes:
    """Return a .docx with the text pale across every page, in its heads and its properties.

    The small line in the head stays readable where a picture covers the one across the page.
    """
    from docx import Document
    from docx.oxml import parse_xml

    document = Document(io.BytesIO(content))
    for number, header in enumerate(_headers(document), start=1):
        place = header.paragraphs[0] if header.paragraphs else header.add_paragraph()
        line = word.run(text, '<w:color w:val="7F7F7F"/><w:sz w:val="15"/>', figure=True)
        runs = parse_xml(f"<w:p {_NAMESPACES}>{_shape(text, number)}{line}</w:p>")
        for run in list(runs):
            place._p.append(run)  # noqa: SLF001 - no other way in
    document.core_properties.comments = word.held(text)
    return deterministic_bytes(document)


def _headers(document: Any) -> Iterator[Any]:
    """Give every head that some page shows, making those that are missing."""
    even = document.settings.odd_and_even_pages_header_footer
    known: set[str] = set()
    for section in document.sections:
        first = section.different_first_page_header_footer
        for kind, header, shown in (
            ("default", section.header, True),
            ("even", section.even_page_header, even),
            ("first", section.first_page_header, first),
        ):
            if header.is_linked_to_previous:
                if kind in known or not shown:
                    continue
                header.is_linked_to_previous = False
            known.add(kind)
            yield header


def _shape(text: str, number: int) -> str:
    """Return the run that holds the text, turned by 45 degrees about the middle of the page."""
    cleaned = word.held(text)
    ems = word.text_mm(cleaned) / word.CELL_EM_MM
    size = min(_LARGEST_PT, _LONGEST_PT / max(ems, 1.0))
    style = (
        f"position:absolute;margin-left:0;margin-top:0;width:{size * ems:.1f}pt;"
        f"height:{size * 1.25:.1f}pt;rotation:315;z-index:-251658752;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:page;"
        "mso-position-vertical:center;mso-position-vertical-relative:page"
    )
    told = quoteattr(cleaned)
    return (
        f"<w:r><w:rPr><w:noProof/></w:rPr><w:pict>{_SHAPE_TYPE}"
        f'<v:shape id="{SHAPE_NAME}{number}" o:spid="_x0000_s{2048 + number}" '
        f'type="#_x0000_t136" alt={told} style={quoteattr(style)} o:allowincell="f" '
        'fillcolor="#b0b0b0" stroked="f"><v:fill opacity=".5"/>'
        f'<v:textpath style="font-family:&quot;{word.RARE_FONT}&quot;;font-size:1pt" '
        f'string={told}/><w10:wrap anchorx="page" anchory="page"/></v:shape></w:pict></w:r>'
    )


def mark_workbook(book: Any, text: str) -> None:
    """Mark an openpyxl workbook: head and foot of every page, first row, properties.

    The first row of every sheet must be free.
    """
    from openpyxl.styles import Alignment, Font  # type: ignore[import-untyped]

    shown = word.held(text)
    coded = shown.replace("&", "&&")  # a single one begins a code of the page's head
    for sheet in book.worksheets:
        cell = sheet.cell(1, 1)
        if cell.value is not None:
            raise ValueError("the first row belongs to the mark")
        write_text(cell, shown, whole=True)
        cell.font = Font(name="宋体", size=9, color="7F7F7F")
        cell.alignment = Alignment("left", "center")
        for part in ("oddHeader", "evenHeader", "firstHeader"):
            getattr(sheet, part).center.text = coded
        for part in ("oddFooter", "evenFooter", "firstFooter"):
            getattr(sheet, part).center.text = coded
    book.properties.description = shown


def mark_picture(png: bytes, text: str) -> bytes:
    """Return a PNG of the same size with the text pale across it, from corner to corner."""
    from matplotlib.image import imread

    dpi = 100
    pixels = imread(io.BytesIO(png), format="png")
    height, width = pixels.shape[:2]
    mm = MM_PER_INCH / dpi
    # The hair above the whole number keeps the last column and row from being rounded away.
    figure = new_figure((width + 0.01) * mm, (height + 0.01) * mm, LIGHT)
    figure.figimage(pixels, cmap="gray", vmin=0, vmax=1)
    ems = max(word.text_mm(word.held(text)) / word.CELL_EM_MM, 1.0)
    turn = min(20.0, math.degrees(math.asin(min(1.0, 0.4 * height / width))))
    points = min(width * 0.9 / ems, height / 4) / dpi * 72
    for level in (0.27, 0.5, 0.73):
        figure.text(
            0.5, level, word.held(text).replace("$", "＄"), fontsize=points, color=LIGHT.faint,
            alpha=0.45, ha="center", va="center", rotation=turn, parse_math=False, zorder=10,
        )  # fmt: skip
    return save_png(figure, dpi)
