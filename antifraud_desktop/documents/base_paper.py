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


def paper_bytes(parts: Sequence[str], title: str, charts: Sequence[Chart] = ()) -> bytes:
    """Return a document of these paragraphs and tables, the charts below them.

    ``parts`` are built by ``documents.word``; ``title`` is the file's own. Equal input gives
    equal bytes.
    """
    from docx import Document
    from docx.oxml import parse_xml

    base = (files("resources") / "documents" / "base.docx").read_bytes()
    document = Document(io.BytesIO(base))
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


def _pictures(document: Any, charts: Sequence[Chart]) -> list[str]:
    drawn: list[str] = []
    for number, chart in enumerate(charts, start=1):
        relation, _image = document.part.get_or_add_image(io.BytesIO(chart.png))
        drawn.append(word.picture(relation, number, chart.width_mm, chart.height_mm, chart.told))
    return drawn
