"""Values about a person that show themselves masked, and the grant that opens one record's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, NoReturn, Self, final


class PersonalKind(StrEnum):
    """What a value says about a person; each kind has its own mask (rules/masking.py)."""

    NAME = "name"
    IDENTITY = "identity"
    PHONE = "phone"
    ADDRESS = "address"
    ACCOUNT = "account"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Unmasked:
    """One account may see one record whole until a moment (local wall time).

    Only :class:`antifraud_desktop.services.unmasking.UnmaskService` gives one, with a reason and
    an audit entry; a test finds whoever else makes one.
    """

    subject_kind: str
    subject_id: str
    account: str
    since: datetime
    until: datetime

    def opens(self, subject_kind: str, subject_id: str, now: datetime) -> bool:
        """Say whether it opens a record now; a clock set back opens nothing either."""
        return (self.subject_kind, self.subject_id) == (
            subject_kind,
            subject_id,
        ) and self.since <= now < self.until


class StillMaskedError(RuntimeError):
    """The program asked for a whole value without a grant that opens it: a fault of ours."""


@final
class Personal:
    """A value about a person, masked by construction.

    Records of persons hold their names, numbers, phones and addresses as this. Whatever turns
    it into text gives the mask: ``str``, ``format``, ``repr``, a log line, a traceback, a table
    cell. ``json.dumps`` refuses it, and so do SQL and Qt, which want plain text: write
    ``str(value)`` where the mask is meant. Pickling is refused, copying gives the same value, so
    ``dataclasses.asdict`` of a record still holds it masked. It is no ``str``: the type checker
    finds a place that would store a mask as if it were the value.

    The whole value comes out of :meth:`whole_for` alone, with a grant for the record it belongs
    to. Services that must work on whole values (saving, comparing) read them from their own rows
    and never hand them up. Make one with :func:`antifraud_desktop.rules.masking.personal`.

    Two are equal when their whole values and records are; ``bool`` tells an empty one.
    """

    __slots__ = ("__hidden", "kind", "shown", "subject")

    kind: PersonalKind
    shown: str
    subject: tuple[str, str]

    def __init__(
        self, kind: PersonalKind, whole: str, shown: str, subject_kind: str, subject_id: str
    ) -> None:
        """Keep a value with its mask; ValueError when the mask gives the value away.

        Free text is shown as it is where nothing in it needs a mask.
        """
        if whole and kind is not PersonalKind.TEXT and (not shown or whole.strip() in shown):
            told = "a mask must hide its value and not look empty"
            raise ValueError(told)
        _put_kind(self, kind)
        _put_shown(self, shown)
        _put_subject(self, (subject_kind, subject_id))
        # A function, so that neither vars() nor a debugger's list of fields shows the value.
        _put_hidden(self, whole.__str__)

    def whole_for(self, grant: Unmasked, now: datetime) -> str:
        """Return the value itself; StillMaskedError unless the grant opens its record now."""
        if not grant.opens(*self.subject, now):
            raise StillMaskedError(self.kind.value)
        return self.__whole()

    def __whole(self) -> str:
        value: str = self.__hidden()  # type: ignore[attr-defined]
        return value

    def __str__(self) -> str:
        """Return the mask."""
        return self.shown

    def __repr__(self) -> str:
        """Return kind and mask."""
        return f"<{self.kind.value} {self.shown}>"

    def __format__(self, spec: str) -> str:
        """Return the mask, padded as asked."""
        return format(self.shown, spec)

    def __bool__(self) -> bool:
        """Say whether there is a value."""
        return bool(self.__whole())

    def __eq__(self, other: object) -> bool:
        """Compare whole values of the same record."""
        if not isinstance(other, Personal):
            return NotImplemented
        return (self.kind, self.subject, self.__whole()) == (
            other.kind,
            other.subject,
            other.__whole(),
        )

    def __hash__(self) -> int:
        """Follow equality."""
        return hash((self.kind, self.subject, self.__whole()))

    def __setattr__(self, name: str, value: object) -> NoReturn:
        """Refuse: a value never changes."""
        raise AttributeError(name)

    def __copy__(self) -> Self:
        """Return itself; it never changes."""
        return self

    def __deepcopy__(self, _memo: dict[int, Any]) -> Self:
        """Return itself; it never changes."""
        return self

    def __reduce__(self) -> NoReturn:
        """Refuse pickling: a file or a pipe would hold the whole value."""
        told = "a personal value is not pickled"
        raise TypeError(told)


# The slots themselves: a page of persons has 600 values, and by name each takes twice as long.
_put_hidden, _put_kind, _put_shown, _put_subject = (
    vars(Personal)[name].__set__ for name in ("_Personal__hidden", "kind", "shown", "subject")
)
