"""A paper written on our own base file: its body computed, its page and styles ready."""

from __future__ import annotations

import io
from collections.abc import Sequence
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from antifraud_desktop.documents import word
from antifraud_desktop.documents.package import deterministic_bytes

if TYPE_CHECKING:
    from antifraud_desktop.documents.report import Chart


TOP_MM, BOTTOM_MM, LEFT_MM, RIGHT_MM = 28, 26, 37, 35
"""Margins of a page on its long side."""


def paper_bytes(
    parts: Sequence[str], title: str, charts: Sequence[Chart] = (), *, wide: bool = False
) -> bytes:
    """Return a document of these paragraphs and tables, the charts below them.

    ``parts`` are built by ``documents.word``; ``title`` is the file's own; ``wide`` pages lie on
    their long side. Equal input gives equal bytes.
    """
    from docx import Document
    from docx.oxml import parse_xml

    base = (files("resources") / "documents" / "base.docx").read_bytes()
    document = Document(io.BytesIO(base))
    if wide:
        _lay_wide(document)
    content = "".join([*parts, *_pictures(document, charts)])
    place = document.paragraphs[0]._p  # noqa: SLF001 - python-docx gives elements no other way
    for element in list(parse_xml(f"<w:body {word.NAMESPACES}>{content}</w:body>")):
        place.addprevious(element)
    if content.endswith("</w:tbl>"):
        # Word wants a paragraph after a table; this one stays, without height.
        place.get_or_add_pPr().get_or_add_pStyle().val = "FootAnchor"
    else:
        document.element.body.remove(place)
    document.core_properties.title = title
    return deterministic_bytes(document)


def _lay_wide(document: Any) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    for section in document.sections:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
        section.top_margin, section.bottom_margin = Mm(TOP_MM), Mm(BOTTOM_MM)
        section.left_margin, section.right_margin = Mm(LEFT_MM), Mm(RIGHT_MM)


def _pictures(document: Any, charts: Sequence[Chart]) -> list[str]:
    drawn: list[str] = []
    for number, chart in enumerate(charts, start=1):
        relation, _image = document.part.get_or_add_image(io.BytesIO(chart.png))
        drawn.append(word.picture(relation, number, chart.width_mm, chart.height_mm, chart.told))
    return drawn
