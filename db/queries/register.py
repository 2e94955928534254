"""Who of a register is on file already, read in a few statements for all its rows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from db.models import Account, BasisDocument, CaseFile, Person

AT_ONCE = 500
"""So many values one statement asks for: SQLite bounds them."""


def known_persons(
    session: Session, numbers: Collection[str], names: Collection[str]
) -> Sequence[Any]:
    """Return (id, name, identity number, birth) of persons with one of the numbers or names."""
    p = Person
    columns = (p.id, p.name, p.identity_number, p.birth_on)
    found: dict[int, Any] = {}
    for some in _parts(numbers):
        statement = select(*columns).where(p.identity_number.in_(some), p.merged_into.is_(None))
        found.update((row.id, row) for row in session.execute(statement))
    for some in _parts(names):
        statement = select(*columns).where(p.name.in_(some), p.merged_into.is_(None))
        found.update((row.id, row) for row in session.execute(statement))
    return list(found.values())


def files_known(session: Session, persons: Collection[int]) -> Iterator[Any]:
    """Yield (person id, category, status, number of a basis document) of persons' files."""
    f, b = CaseFile, BasisDocument
    for some in _parts(persons):
        statement = (
            select(f.person_id, f.category, f.status, b.number)
            .outerjoin(b, b.file_id == f.id)
            .where(f.person_id.in_(some))
        )
        yield from session.execute(statement)


def accounts_called(session: Session, names: Collection[str]) -> dict[str, str]:
    """Return the accounts in use by what registers call them: their own or the person's name."""
    a = Account
    found: dict[str, str] = {}
    for some in _parts(names):
        statement = select(a.name, a.display_name).where(
            a.active, a.removed_at.is_(None), or_(a.name.in_(some), a.display_name.in_(some))
        )
        for name, shown in session.execute(statement):
            found |= {shown: name, name: name}
    return found


def _parts(values: Collection[Any]) -> Iterator[list[Any]]:
    everything = sorted(values)
    for start in range(0, len(everything), AT_ONCE):
        yield everything[start : start + AT_ONCE]
