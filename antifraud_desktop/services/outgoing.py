"""The register of what left the office as a file (外发登记): entering and reading it."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from antifraud_desktop.clock import midnight_of
from antifraud_desktop.errors import Refused
from antifraud_desktop.files import write_whole
from antifraud_desktop.paths import DataFolder
from antifraud_desktop.records.protection import OutgoingRecord
from antifraud_desktop.unit_of_work import UnitOfWork
from db.models import OutgoingItem


def enter(
    session: Session,
    content: bytes,
    *,
    at: datetime,
    account: str,
    kind: str,
    title: str,
    recipient: str = "",
    personal: bool = False,
    request_id: int | None = None,
) -> OutgoingItem:
    """Add a file's bytes to the register; the caller's commit makes it stand."""
    item = OutgoingItem(
        at=at,
        account=account,
        kind=kind,
        title=title,
        recipient=recipient,
        sha256=hashlib.sha256(content).hexdigest(),
        personal=personal,
        request_id=request_id,
    )
    session.add(item)
    session.flush()
    return item


def check_place(folder: DataFolder, path: Path, suffix: str, title: str) -> None:
    """Refuse another suffix, and a place among the program's own files."""
    if path.suffix.lower() != suffix:
        raise Refused(f"{title}要存成{suffix}文件。", "请改文件名后再导出。")
    place = path.resolve()
    inside = place.is_relative_to(folder.root.resolve())
    if inside and not place.is_relative_to(folder.exports.resolve()):
        raise Refused("导出的文件不能放进程序的数据文件夹。", "请换一个文件夹。")


def write_and_commit(uow: UnitOfWork, path: Path, content: bytes) -> None:
    """Write the entered file whole and commit; what could not be committed does not stay.

    Raises EnvironmentTrouble when the file cannot be written: nothing is entered then.
    """
    uow.session.flush()  # whatever stands against it is told before anything is written
    write_whole(path, content)
    try:
        uow.commit()
    except BaseException:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        raise


def is_entered(session: Session, sha256: str) -> bool:
    """Say whether a file of these bytes is in the register."""
    statement = select(OutgoingItem.id).where(OutgoingItem.sha256 == sha256).limit(1)
    return session.scalar(statement) is not None


def items(
    session: Session,
    first: date | None,
    last: date | None,
    limit: int | None = None,
    offset: int = 0,
) -> tuple[OutgoingRecord, ...]:
    """Return what left from the ``first`` to the ``last`` day (local), newest first."""
    statement = (
        _between(select(OutgoingItem), first, last)
        .order_by(OutgoingItem.at.desc(), OutgoingItem.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return tuple(_record(row) for row in session.scalars(statement))


def count(session: Session, first: date | None, last: date | None) -> int:
    """Return how many files left from the ``first`` to the ``last`` day (local)."""
    return session.scalar(_between(select(func.count(OutgoingItem.id)), first, last)) or 0


def _between(statement: Select[Any], first: date | None, last: date | None) -> Select[Any]:
    if first is not None:
        statement = statement.where(OutgoingItem.at >= midnight_of(first))
    if last is not None:
        statement = statement.where(OutgoingItem.at < midnight_of(last + timedelta(days=1)))
    return statement


def _record(row: OutgoingItem) -> OutgoingRecord:
    return OutgoingRecord(
        id=row.id,
        at=row.at,
        account=row.account,
        kind=row.kind,
        title=row.title,
        recipient=row.recipient,
        sha256=row.sha256,
        personal=row.personal,
        request_id=row.request_id,
    )
