"""Persons' papers out of their templates: one file for one kind, each person on a sheet apart."""

from __future__ import annotations

import io
from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from antifraud_desktop.documents import word
from antifraud_desktop.documents.frames import render_frame
from antifraud_desktop.documents.package import deterministic_bytes
from antifraud_desktop.documents.paper_values import filled, tell_fonts
from antifraud_desktop.documents.report import DEMONSTRATION
from antifraud_desktop.errors import Refused
from antifraud_desktop.records.person_papers import PersonPaper, Sheet
from antifraud_desktop.rules.boundaries import find_forbidden

_QUOTING = frozenset({
    PersonPaper.PERSON_FILE, PersonPaper.OWN_DATA, PersonPaper.RIGHTS_RECEIPT,
    PersonPaper.APPEAL_LISTING, PersonPaper.APPEAL_LIMIT,
})  # fmt: skip
"""Copies of what is kept, and what a person says: an appeal may be about just such a measure."""
_FOOT_TWIPS = 200


def build_papers(
    paper: PersonPaper,
    template: bytes,
    sheets: Sequence[Sheet],
    *,
    title: str,
    foot: str = "",
    demonstration: bool = False,
) -> bytes:
    """Return a .docx with a sheet for each person; equal input gives equal bytes.

    Every person begins on an odd page numbered 1, so that no sheet of paper printed on both
    sides holds two of them. ``foot`` says on every page who printed it, when and for whom.
    Raises Refused when the template cannot be filled, or when a paper says what none may say.
    """
    documents = [_rendered(paper, template, sheet) for sheet in sheets]
    if not documents:
        raise ValueError("a paper needs at least one sheet")
    document = reopened(documents[0])
    for other in documents[1:]:
        _append(document, other)
    if len(documents) > 1:
        _restart(document)
    _renumber(document)
    if demonstration:
        mark_heads(document, DEMONSTRATION)
    if foot:
        _tell_foot(document, foot)
    document.core_properties.title = word.held(title)
    return deterministic_bytes(document)


def _rendered(paper: PersonPaper, template: bytes, sheet: Sheet) -> Any:
    document = render_frame(template, filled(sheet, whole=paper is PersonPaper.OWN_DATA))
    if paper not in _QUOTING:
        refuse_forbidden(document)
    tell_fonts(document)
    return document


def reopened(document: Any) -> Any:
    """Return a document whose heads and feet can be written in: docxtpl leaves the old ones."""
    from docx import Document

    saved = io.BytesIO()
    document.save(saved)
    return Document(io.BytesIO(saved.getvalue()))


def refuse_forbidden(document: Any) -> None:
    """Refuse a filled document that says what none may say."""
    for paragraph in document.element.body.iter("{*}p"):
        text = "".join(node.text or "" for node in paragraph.iter("{*}t"))
        for hit in find_forbidden(text):
            said = text[hit.start : hit.end]
            raise Refused(f"文书里写有“{said}”，没有生成。{hit.sentence}", hit.instead)


def _append(document: Any, other: Any) -> None:
    """Add another person's sheet as a section of its own, with the same heads and feet."""
    body = document.element.body
    ending = _section(document)
    properties = deepcopy(ending)
    holder = _section_paragraph(properties)
    ending.addprevious(holder)
    for reference in list(ending):
        # What a section does not name it takes from the one before: one head for all of them.
        if reference.tag.endswith(("}headerReference", "}footerReference")):
            ending.remove(reference)
    for element in list(other.element.body):
        if not element.tag.endswith("}sectPr"):
            body.insert(body.index(ending), deepcopy(element))


def _section(document: Any) -> Any:
    return document.element.body[-1]


def _section_paragraph(properties: Any) -> Any:
    """Return a paragraph without height that ends a section."""
    from docx.oxml import parse_xml

    paragraph = parse_xml(
        f'<w:p {word.NAMESPACES}><w:pPr><w:pStyle w:val="FootAnchor"/></w:pPr></w:p>'
    )
    paragraph.pPr.append(properties)
    return paragraph


def _restart(document: Any) -> None:
    """Let every section begin on an odd page with the number 1."""
    from docx.enum.section import WD_SECTION
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for section in document.sections:
        section.start_type = WD_SECTION.ODD_PAGE
        properties = section._sectPr  # noqa: SLF001 - python-docx knows no page numbers
        number = properties.find(qn("w:pgNumType"))
        if number is None:
            number = OxmlElement("w:pgNumType")
            properties.find(qn("w:pgMar")).addnext(number)
        number.set(qn("w:start"), "1")


def _renumber(document: Any) -> None:
    """Give drawings numbers of their own: Word refuses a file in which one stands twice."""
    for number, drawing in enumerate(document.element.body.iter("{*}docPr"), start=1):
        drawing.set("id", str(number))


def mark_heads(document: Any, text: str) -> None:
    """Write a mark into the head of every page."""
    section = document.sections[0]
    for head in (section.header, section.even_page_header):
        place = head.paragraphs[0] if head.paragraphs else head.add_paragraph()
        place.add_run(text)


def _tell_foot(document: Any, text: str) -> None:
    """Put a small line below the page number, which keeps its place."""
    from docx.oxml import parse_xml
    from docx.shared import Twips

    first = document.sections[0]
    for foot in (first.footer, first.even_page_footer):
        line = (
            f'<w:p {word.NAMESPACES}><w:pPr><w:pStyle w:val="PageNumber"/>'
            f'<w:spacing w:line="{_FOOT_TWIPS}" w:lineRule="exact"/><w:jc w:val="center"/></w:pPr>'
            + word.run(text, '<w:color w:val="595959"/><w:sz w:val="15"/><w:szCs w:val="15"/>')
            + "</w:p>"
        )
        foot._element.append(parse_xml(line))  # noqa: SLF001 - no other way in
    for section in document.sections:
        section.footer_distance = Twips(max(0, section.footer_distance.twips - _FOOT_TWIPS))
