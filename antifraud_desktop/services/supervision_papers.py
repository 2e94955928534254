"""Papers of the supervision written to a file: their head, and their place in the register."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.clock import Clock
from antifraud_desktop.paths import DataFolder
from antifraud_desktop.records.supervision import SheetHead
from antifraud_desktop.services import outgoing
from antifraud_desktop.services.records_of import settings_on, township_record
from antifraud_desktop.work import Work

SUFFIX = ".docx"


def sheet_head(session: Session, clock: Clock) -> SheetHead:
    """Return what a paper written now bears."""
    township = township_record(session)
    today = clock.today()
    issuer = settings_on(session, today).issuer or f"{township.name}反诈办"
    return SheetHead(township.name, issuer, today, township.demonstration)


def export_paper(
    work: Work, folder: DataFolder, path: Path, kind: str, title: str, content: bytes
) -> Changes:
    """Write a paper to ``path`` and enter it in the register of what left the office.

    Raises Refused for another suffix or a place among the program's own files,
    EnvironmentTrouble when it cannot be written.
    """
    outgoing.check_place(folder, path, SUFFIX, title)
    with work.writing() as uow:
        item = outgoing.enter(
            uow.session,
            content,
            at=work.clock.utc(),
            account=work.account,
            kind=kind,
            title=title,
        )
        after = {"sha256": item.sha256}
        uow.record("export", "outgoing_register", str(item.id), f"导出：{title}", None, after)
        outgoing.write_and_commit(uow, path, content)
    return Changes(exports=True)
