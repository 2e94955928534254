"""Reading papers about persons back, and having them approved."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from docx import Document
from sqlalchemy import select

from antifraud_desktop.records.person_papers import PaperOrder, PersonPaper
from db.models import AuditEntry, AuditPayload
from tests.documents.geometry import all_text, faults
from tests.persons.conftest import CHECKER, Desk, identity

Enter = Callable[[str], Desk]
WHY = "上门送达"
NUMBER, PHONE = identity(123), "13800138000"


def order(paper: PersonPaper, file_id: int, **more: object) -> PaperOrder:
    return replace(PaperOrder(paper, file_id, WHY), **more)


def text_of(path: Path) -> str:
    content = path.read_bytes()
    assert faults(content) == []
    return all_text(Document(io.BytesIO(content)))


def heads_of(path: Path) -> str:
    document = Document(str(path))
    return "".join(p.text for s in document.sections for p in s.header.paragraphs)


def foot_of(path: Path) -> str:
    document = Document(str(path))
    return "".join(p.text for s in document.sections for p in s.footer.paragraphs)


def last_entry(desk: Desk) -> tuple[AuditEntry, dict[str, object]]:
    with desk.program.work.reading() as session:
        entry = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
        assert entry is not None
        payload = session.get(AuditPayload, entry.id)
        return entry, json.loads((payload and payload.after) or "{}")


def approved(
    enter: Enter, asker: Desk, kind: str, scope: dict[str, object], path: Path, to: str = "本人"
) -> str:
    """Ask, let the reviewer agree, write; return the request's title."""
    request, _ = asker.program.exports.ask(kind, scope, to, "办理需要")
    enter(CHECKER).program.exports.decide(request.id, True, "同意", request.version)
    asker.program.exports.carry_out(request.id, path)
    return request.title
