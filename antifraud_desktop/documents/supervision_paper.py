"""What every paper of the supervision is put together from: our base file, a title, its content."""

from __future__ import annotations

from antifraud_desktop.documents import word
from antifraud_desktop.documents.base_paper import paper_bytes
from antifraud_desktop.documents.report import DEMONSTRATION
from antifraud_desktop.records.supervision import SheetHead
from antifraud_desktop.rules.day_words import day_text

ROW_MM = 9.0
WRITTEN_MM = 18.0
"""Rows of a form, and those somebody writes into."""
NO_DATE = "____年__月__日"
UNINDENTED = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
AT_RIGHT = (
    '<w:ind w:rightChars="200" w:right="560" w:firstLineChars="0" w:firstLine="0"/>'
    '<w:jc w:val="right"/>'
)


def assemble(head: SheetHead, title: str, content: str) -> bytes:
    """Return a paper as .docx bytes: a mark on a demonstration, the title, then the content.

    ``content`` are paragraphs and tables of :mod:`antifraud_desktop.documents.word`; the same
    input gives the same bytes.
    """
    mark = word.paragraph("Demonstration", DEMONSTRATION) if head.demonstration else ""
    return paper_bytes([mark, word.paragraph("FormTitle", title), content], title)


def signed(head: SheetHead) -> str:
    """Return who signs and the day, at the right below a text."""
    return (
        word.paragraph("BodyText", "")
        + word.paragraph("BodyText", head.issuer, properties=AT_RIGHT)
        + word.paragraph("BodyText", day_text(head.day), properties=AT_RIGHT)
    )
