"""What happened in a file, of every kind, newest first and by page."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from sqlalchemy import Select, String, false, literal_column, select, union_all
from sqlalchemy import cast as sql_cast

from db.models import (
    ContactEntry,
    FileEvent,
    PunitiveMeasure,
    ReturnAssistance,
    SignedPaper,
    Visit,
    VisitFile,
)
from db.queries.statements import Kept, bound, some
from db.reader import Source

EVENT, VISIT, PAPER, MEASURE, CONTACT = "event", "visit", "paper", "measure", "contact"


class Entry(NamedTuple):
    """One entry of any kind; ``id`` is the number of its row.

    ``what`` is the stored word of an event, a visit or a paper, and a measure's organ. The texts
    are an event's before, after and reason, a visit's talk, needs, help and next step, a paper's
    note, the day a measure ends (ISO) and its ground, and what a contact said. ``failed`` is a
    visit's.
    """

    kind: str
    id: int
    day: dt.date
    at: dt.datetime
    account: str
    what: str
    first: str
    second: str
    third: str
    fourth: str
    failed: bool


def timeline(source: Source, file_id: int, first: int, most: int) -> list[Entry]:
    """Return a file's entries, newest first."""
    return list(map(Entry._make, _PAGE.rows(source, file=file_id, first=first, most=most)))


def _parts() -> list[Select[*tuple[Any, ...]]]:
    e, v, p, m, c = FileEvent, Visit, SignedPaper, PunitiveMeasure, ContactEntry
    file = bound("file", e.file_id)
    ends_on = sql_cast(m.ends_on, String)
    seen = (v.talk, v.needs, v.help_offered, v.next_step)
    return [
        _part(EVENT, e.id, e.day, e.at, e.account, e.kind, e.before, e.after, e.reason).where(
            e.file_id == file
        ),
        _part(VISIT, v.id, v.day, v.entered_at, v.entered_by, v.kind, *seen, failed=v.failed)
        .join(VisitFile, VisitFile.visit_id == v.id)
        .where(VisitFile.file_id == file),
        _part(PAPER, p.id, p.signed_on, p.entered_at, p.entered_by, p.kind, p.note).where(
            p.file_id == file
        ),
        _part(
            MEASURE, m.id, m.starts_on, m.recorded_at, m.recorded_by, m.organ, ends_on, m.ground
        ).where(m.file_id == file),
        _part(CONTACT, c.id, c.day, c.entered_at, c.entered_by, literal_column("''"), c.text)
        .join(ReturnAssistance, ReturnAssistance.id == c.assistance_id)
        .where(ReturnAssistance.file_id == file),
    ]


def _part(kind: str, *columns: Any, failed: Any = None) -> Select[*tuple[Any, ...]]:
    """Return entries of one kind; texts it has not are empty."""
    given = (literal_column(f"'{kind}'", String), *columns)
    empty = [literal_column("''", String) for _ in Entry._fields[len(given) : -1]]
    last = false() if failed is None else failed
    named = zip(Entry._fields, (*given, *empty, last), strict=True)
    return select(*(column.label(name) for name, column in named))


def _page() -> Kept:
    found = union_all(*_parts())  # ordered as it is: around it, every text would be copied again
    columns = found.selected_columns
    newest = (columns.day.desc(), columns.at.desc(), columns.kind, columns.id.desc())
    return Kept(some(found.order_by(*newest)))


_PAGE = _page()
