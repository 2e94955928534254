"""What happened in a file, of every kind, newest first and by page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Integer, Select, String, bindparam, func, literal, select, union_all
from sqlalchemy import cast as sql_cast
from sqlalchemy.orm import Session

from db.models import (
    ContactEntry,
    FileEvent,
    PunitiveMeasure,
    ReturnAssistance,
    SignedPaper,
    Visit,
    VisitFile,
)

EVENT, VISIT, PAPER, MEASURE, CONTACT = "event", "visit", "paper", "measure", "contact"


def timeline(session: Session, file_id: int, first: int, most: int) -> Sequence[Any]:
    """Return (kind, number of the row) of a file's entries, newest first."""
    return session.execute(_PAGE, {"file": file_id, "first": first, "most": most}).all()


def length(session: Session, file_id: int) -> int:
    """Return how many entries a file's timeline has."""
    return session.scalar(_LENGTH, {"file": file_id}) or 0


def contents(session: Session, kind: str, numbers: Sequence[int]) -> dict[int, Any]:
    """Return the rows behind entries of one kind, by number."""
    statement: Select[*tuple[Any, ...]] = _ROWS[kind]
    column = statement.selected_columns.id
    return {row.id: row for row in session.execute(statement.where(column.in_(numbers)))}


_ROWS: dict[str, Select[*tuple[Any, ...]]] = {
    EVENT: select(
        FileEvent.id,
        FileEvent.day,
        FileEvent.at,
        FileEvent.account,
        FileEvent.kind.label("what"),
        FileEvent.before,
        FileEvent.after,
        FileEvent.reason,
    ),
    VISIT: select(
        Visit.id,
        Visit.day,
        Visit.entered_at.label("at"),
        Visit.entered_by.label("account"),
        Visit.kind.label("what"),
        Visit.failed,
        Visit.talk,
        Visit.needs,
        Visit.help_offered,
        Visit.next_step,
    ),
    PAPER: select(
        SignedPaper.id,
        SignedPaper.signed_on.label("day"),
        SignedPaper.entered_at.label("at"),
        SignedPaper.entered_by.label("account"),
        SignedPaper.kind.label("what"),
        SignedPaper.note,
    ),
    MEASURE: select(
        PunitiveMeasure.id,
        PunitiveMeasure.starts_on.label("day"),
        PunitiveMeasure.recorded_at.label("at"),
        PunitiveMeasure.recorded_by.label("account"),
        PunitiveMeasure.organ,
        PunitiveMeasure.ends_on,
        PunitiveMeasure.ground,
    ),
    CONTACT: select(
        ContactEntry.id,
        ContactEntry.day,
        ContactEntry.entered_at.label("at"),
        ContactEntry.entered_by.label("account"),
        ContactEntry.text,
    ),
}


def _parts() -> list[Select[*tuple[Any, ...]]]:
    e, v, p, m, c = FileEvent, Visit, SignedPaper, PunitiveMeasure, ContactEntry
    file = bindparam("file", type_=Integer)
    return [
        _part(EVENT, e.id, e.day, e.at).where(e.file_id == file),
        _part(VISIT, v.id, v.day, v.entered_at)
        .join(VisitFile, VisitFile.visit_id == v.id)
        .where(VisitFile.file_id == file),
        _part(PAPER, p.id, p.signed_on, p.entered_at).where(p.file_id == file),
        _part(MEASURE, m.id, m.starts_on, m.recorded_at).where(m.file_id == file),
        _part(CONTACT, c.id, c.day, c.entered_at)
        .join(ReturnAssistance, ReturnAssistance.id == c.assistance_id)
        .where(ReturnAssistance.file_id == file),
    ]


def _part(kind: str, number: Any, day: Any, at: Any) -> Select[*tuple[Any, ...]]:
    return select(
        sql_cast(literal(kind), String(8)).label("kind"),
        number.label("id"),
        day.label("day"),
        at.label("at"),
    )


# Made once: building five joined statements anew takes longer than running them.
_ALL = union_all(*_parts()).subquery()
_LENGTH = select(func.count()).select_from(_ALL)
_PAGE = (
    select(_ALL.c.kind, _ALL.c.id)
    .order_by(_ALL.c.day.desc(), _ALL.c.at.desc(), _ALL.c.kind, _ALL.c.id.desc())
    .offset(bindparam("first", type_=Integer))
    .limit(bindparam("most", type_=Integer))
)
