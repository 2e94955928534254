"""Where an account's saved filters are kept: a list's filters are apart from another's."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from antifraud_desktop.errors import Invalid, Problem, Severity
from db.models import SavedFilter

PERSONS = "persons"
LONGEST_NAME = 64


def filters_of(session: Session, account: str, place: str) -> Sequence[SavedFilter]:
    """Return an account's filters of one list, by name."""
    s = SavedFilter
    statement = select(s).where(s.account == account, s.place == place).order_by(s.name)
    return session.scalars(statement).all()


def put_filter(session: Session, account: str, place: str, name: str, query: str) -> None:
    """Keep a filter under a name; one of that name is replaced. Raises Invalid without a name."""
    called = " ".join(name.split())
    if not called or len(called) > LONGEST_NAME:
        text = f"请填写筛选的名称，不超过{LONGEST_NAME}个字"
        raise Invalid((Problem("name", Severity.ERROR, text, "required"),))
    known = filters_of(session, account, place)
    row = next((r for r in known if r.name == called), None)
    if row is None:
        row = SavedFilter(account=account, place=place, name=called)
        session.add(row)
    row.query = query


def drop_filter(session: Session, account: str, place: str, name: str) -> None:
    """Forget a filter."""
    s = SavedFilter
    session.execute(delete(s).where(s.account == account, s.place == place, s.name == name))
