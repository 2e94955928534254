"""Issued documents of the evaluation, read back as a reader sees them."""

from __future__ import annotations

import io

from docx import Document

from antifraud_desktop.work import Work
from db.models import IssuedDocument


def texts(content: bytes) -> str:
    """Return every paragraph of a document, cells and text boxes too."""
    body = Document(io.BytesIO(content)).element.body
    return "\n".join("".join(t.text or "" for t in p.iter("{*}t")) for p in body.iter("{*}p"))


def stored(work: Work, number: int) -> tuple[bytes, str]:
    with work.reading() as session:
        row = session.get_one(IssuedDocument, number)
        return row.content, row.snapshot
