"""A row taken to be changed: it is there, in the version somebody saw, and the form holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from sqlalchemy.orm import Session

from antifraud_desktop.errors import Invalid, Problem, Refused
from antifraud_desktop.services.history import changed_elsewhere


class Versioned(Protocol):
    """A row that counts its saves."""

    @property
    def version(self) -> int:
        """Return how often it was saved."""


Row = TypeVar("Row", bound=Versioned)


def taken_row(
    session: Session, model: type[Row], number: int, version: int | None, subject: str, what: str
) -> Row:
    """Return a row to be changed; a ``version`` of None takes whatever there is.

    ``subject`` is its kind in the trail, ``what`` its name with 这: 这张订单. Raises Refused when
    it is gone, ChangedElsewhere when somebody saved another version.
    """
    row = session.get(model, number)
    if row is None:
        raise Refused(f"{what}已经不在了，可能刚被删除。", "请刷新后再看。")
    if version is not None and row.version != version:
        raise changed_elsewhere(session, what, subject, str(number))
    return row


def require(problems: Iterable[Problem]) -> None:
    """Raise Invalid with every problem, when there is one."""
    found = tuple(problems)
    if found:
        raise Invalid(found)
