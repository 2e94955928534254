"""Which files an account may see, and that it looked: asked in one place by every use case.

An account that may not read all files sees those it is responsible for today, and nothing of the
others: not in lists, not by number, not in a search, not in a timeline.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import Session

from antifraud_desktop.errors import Refused
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.history import changed_elsewhere
from antifraud_desktop.work import Work
from db.models import CaseFile, Person
from db.queries.file_access import own_files, person_of, persons_of, viewed_since
from db.reader import Reader, Source
from db.vocabulary import FileStatus

VIEWED, FILE, PERSON = "view_file", "case_file", "person"
SEEN_FOR = timedelta(minutes=10)
"""So long one look at a file counts as one."""
GONE = ("没有这份档案，或者不由您负责。", "请刷新后再看；需要时请办公室调整包保责任人。")


def own_of(work: Work) -> str | None:
    """Return the account files are limited to, None when it may see all."""
    return None if work.may(Permission.ALL_FILES) else work.account


def visible_files(work: Work) -> ColumnElement[bool]:
    """Return what limits ``CaseFile`` rows to those the account may see."""
    if work.may(Permission.ALL_FILES):
        return true()
    return CaseFile.id.in_(own_files(work.account))


def visible_persons(work: Work) -> ColumnElement[bool]:
    """Return what limits ``Person`` rows to those with a file the account may see."""
    if work.may(Permission.ALL_FILES):
        return true()
    return Person.id.in_(persons_of(work.account))


def file_row(session: Session, work: Work, file_id: int) -> CaseFile:
    """Return a file's row; Refused, in the same words, when there is none or it is another's."""
    row = session.scalar(select(CaseFile).where(CaseFile.id == file_id, visible_files(work)))
    if row is None:
        raise Refused(*GONE)
    return row


def person_of_file(source: Source, work: Work, file_id: int) -> int:
    """Return the number of a file's person; Refused as by :func:`file_row`."""
    found = person_of(source, file_id, own_of(work))
    if found is None:
        raise Refused(*GONE)
    return found


def person_row(session: Session, work: Work, person_id: int) -> Person:
    """Return a person's row; of a merged double the one its files moved to.

    Refused when there is none or none of its files is the account's to see.
    """
    row = session.get(Person, person_id)
    while row is not None and row.merged_into is not None:
        row = session.get(Person, row.merged_into)
    if row is None or not session.scalar(
        select(Person.id).where(Person.id == row.id, visible_persons(work))
    ):
        raise Refused(*GONE)
    return row


def file_to_change(
    session: Session,
    work: Work,
    file_id: int,
    version: int | None = None,
    statuses: Iterable[FileStatus] = (FileStatus.OPEN,),
) -> CaseFile:
    """Return a file's row for a change, of the version it was read in.

    A stopped or closed file is only stored: nothing is changed in it, unless ``statuses`` says
    so. Raises Refused, or ChangedElsewhere when somebody else saved it first.
    """
    row = file_row(session, work, file_id)
    if version is not None and row.version != version:
        raise changed_elsewhere(session, "这份档案", FILE, str(file_id))
    if row.status not in tuple(statuses):
        raise Refused(*_HELD[row.status])
    return row


@contextmanager
def viewing(work: Work, file_id: int) -> Iterator[Reader]:
    """Give a view to look at a file; the look is put on record, once in ten minutes."""
    with work.looking() as reader:
        yield reader
        since = work.clock.utc() - SEEN_FOR
        seen = viewed_since(reader, VIEWED, FILE, str(file_id), work.account, since)
    if not seen:
        _put_on_record(work, file_id)


def note_view(work: Work, file_id: int) -> None:
    """Put on record that the account looked at a file, once in ten minutes."""
    with viewing(work, file_id):
        pass


def _put_on_record(work: Work, file_id: int) -> None:
    with work.writing() as uow:
        uow.record(VIEWED, FILE, file_id, "查看人员档案")
        uow.commit()


_HELD = {
    FileStatus.OPEN: ("这份档案正在办理，不必恢复。", "请刷新后再看。"),
    FileStatus.STOPPED: (
        "这份档案已限制处理，只保存、不使用。",
        "限制的原因消除后，先恢复办理再修改。（个人信息保护法第四十四条）",
    ),
    FileStatus.CLOSED: ("这份档案已结案，不能再修改。", "有新的依据时，请另建档案。"),
}
