"""One session, one transaction, one audit entry per user action."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.orm.exc import StaleDataError

from antifraud_desktop.clock import Clock
from antifraud_desktop.errors import ChangedElsewhere, EnvironmentTrouble
from db import anchor, audit
from db.engine import WRITING
from db.errors import StorageTrouble, trouble_of
from db.links import Link
from db.reader import Reader
from db.reader import looking as view_of

_READ_WORDS = ("SELECT", "WITH", "PRAGMA", "EXPLAIN", "VALUES", "SAVEPOINT", "RELEASE", "ROLLBACK")
_LONGEST_WORD = max(map(len, _READ_WORDS))
_READING = "reading"
_LOOK_AGAIN = "请查看最新内容后再修改。"


class AuditMisuseError(RuntimeError):
    """The program wrote without an audit entry, or with two: a fault of ours, nothing is saved."""


class WriteWhileReadingError(RuntimeError):
    """The program wrote in a transaction meant for reading: a fault of ours."""


class UnitOfWork:
    """A user action as one transaction, rolled back unless ``commit`` is called.

    The write lock is taken on entering, so what is read inside cannot change under the action.
    ``audited`` is False only for what is no user action (drafts saved by themselves).
    ``side_file`` is told of every entry once it is saved; see ``db.anchor``.

    Example::

        with UnitOfWork(sessions, clock, account) as uow:
            uow.session.add(unit)
            uow.record("unit.create", "unit", unit.code, "新增单位", after={"name": unit.name})
            uow.commit()

    Raises, on leaving the block:
        EnvironmentTrouble: disk full, locked, read-only or damaged; nothing is saved.
        ChangedElsewhere: somebody else saved the same record first; nothing is saved.
    """

    def __init__(
        self,
        sessions: sessionmaker[Session],
        clock: Clock,
        account: str,
        *,
        audited: bool = True,
        side_file: Path | None = None,
    ) -> None:
        self._sessions = sessions
        self._clock = clock
        self._account = account
        self._audited = audited
        self._side_file = side_file
        self._link: Link | None = None
        self._session: Session | None = None
        self._wrote = False
        self._subject: tuple[str, str] | None = None

    @property
    def session(self) -> Session:
        """Return the session; there is one only inside the ``with`` block."""
        if self._session is None:
            raise RuntimeError("a unit of work is used inside its with block")
        return self._session

    @property
    def sequence(self) -> int:
        """Return the number of the action's audit entry; there is one only after ``record``."""
        if self._link is None:
            raise RuntimeError("the action has no audit entry yet")
        return self._link.sequence

    def record(
        self,
        action: str,
        subject_kind: str,
        subject_id: object,
        summary: str,
        before: Mapping[str, object] | None = None,
        after: Mapping[str, object] | None = None,
    ) -> None:
        """Write the action's one audit entry.

        ``summary`` carries no personal data; ``before`` and ``after`` may, they are erasable.

        Raises:
            AuditMisuseError: a second entry for one action.
        """
        if self._subject is not None:
            raise AuditMisuseError(f"a second audit entry in one action: {action}")
        self._subject = (subject_kind, str(subject_id))
        self._link = audit.append(
            self.session,
            at=self._clock.utc(),
            account=self._account,
            action=action,
            subject_kind=subject_kind,
            subject_id=str(subject_id),
            summary=summary,
            before=before,
            after=after,
        )

    def commit(self) -> None:
        """Save the action and its entry together. An action that changed nothing needs none.

        Raises:
            AuditMisuseError: something was written and no entry recorded.
        """
        self.session.flush()
        if self._wrote and self._audited and self._subject is None:
            raise AuditMisuseError("a write without an audit entry")
        self.session.commit()
        if self._link is not None and self._side_file is not None:
            anchor.advance(self._side_file, self._link)  # the commit stands whatever comes of it

    def __enter__(self) -> Self:
        """Open the session and take the write lock."""
        self._wrote, self._subject, self._link = False, None, None
        session = self._sessions()
        try:
            with translated():
                connection = session.connection(execution_options={WRITING: True})
        except EnvironmentTrouble:
            session.close()
            raise
        event.listen(connection, "before_cursor_execute", self._notice)
        self._session = session
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Roll back whatever was not committed; tell known trouble in its own words."""
        session, self._session = self.session, None
        with translated():
            session.close()
        if isinstance(error, StaleDataError):
            raise self._changed_elsewhere() from error
        if error is not None:
            _raise_translated(error)

    def _changed_elsewhere(self) -> ChangedElsewhere:
        """Say who saved the subject first, and when (local time)."""
        entry = None
        if self._subject is not None:
            with reading(self._sessions) as session:
                entry = audit.last_of(session, *self._subject)
        if entry is None:
            return ChangedElsewhere("这条记录刚刚被修改过，本次没有保存。", _LOOK_AGAIN)
        at = f"{entry.at.astimezone():%m-%d %H:%M}"
        return ChangedElsewhere(
            f"这条记录已由{entry.account}于{at}修改，本次没有保存。", _LOOK_AGAIN
        )

    def _notice(
        self, _connection: Connection, _cursor: Any, statement: str, *_rest: object
    ) -> None:
        self._wrote = self._wrote or _writes(statement)


@contextmanager
def reading(sessions: sessionmaker[Session]) -> Iterator[Session]:
    """Give a session for queries: one consistent view, in nobody's way, unable to write.

    Raises:
        EnvironmentTrouble: the file is locked, damaged or gone.
        WriteWhileReadingError: something was written after all.
    """
    with translated(), sessions() as session:
        _guard(session.get_bind().engine)
        session.connection(execution_options={_READING: True})
        yield session


@contextmanager
def looking(sessions: sessionmaker[Session]) -> Iterator[Reader]:
    """Give a view for kept statements: like :func:`reading`, without a session's cost.

    Raises:
        EnvironmentTrouble: the file is locked, damaged or gone.
    """
    with translated(), view_of(sessions.kw["bind"]) as reader:
        yield reader


def _guard(engine: Engine) -> None:
    """Let an engine refuse what writes in a transaction for reading; told to it once."""
    if not event.contains(engine, "before_cursor_execute", _refuse_writing):
        event.listen(engine, "before_cursor_execute", _refuse_writing)


@contextmanager
def translated() -> Iterator[None]:
    """Turn trouble of the storage into trouble of the program; faults pass as they are."""
    try:
        yield
    except (DBAPIError, StorageTrouble) as error:
        _raise_translated(error)
        raise


def _raise_translated(error: BaseException) -> None:
    if isinstance(error, DBAPIError | StorageTrouble):
        trouble = trouble_of(error)
        if trouble is not None:
            raise EnvironmentTrouble(trouble.sentence, trouble.advice) from error


def _refuse_writing(connection: Connection, _cursor: Any, statement: str, *_rest: object) -> None:
    if _READING in connection.get_execution_options() and _writes(statement):
        raise WriteWhileReadingError(statement.split(maxsplit=1)[0])


def _writes(statement: str) -> bool:
    return not statement.lstrip()[:_LONGEST_WORD].upper().startswith(_READ_WORDS)
