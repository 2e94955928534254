"""Erasing for good, whatever asks for it: rows, a marker without content, then the bytes."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import delete
from sqlalchemy.orm import Session

from antifraud_desktop.errors import EnvironmentTrouble
from antifraud_desktop.paths import DataFolder
from antifraud_desktop.records.retention import RetentionAction
from antifraud_desktop.unit_of_work import translated
from antifraud_desktop.work import Work
from db import erasures
from db.models import Erasure, Option
from db.queries.erasing import ERASERS

UNFINISHED = "erasing_unfinished"
"""The option that stands while the file still waits to be written anew."""


def erase_rows(
    session: Session, work: Work, kind: str, subjects: Collection[str], reason: str
) -> int:
    """Erase subjects of a kind and leave their markers; return the rows it touched.

    Part of the caller's transaction; after its commit ``finish`` takes the bytes away. ``reason``
    carries no personal data.
    """
    touched = ERASERS[kind](session, subjects)
    for subject in subjects:
        session.add(
            Erasure(
                kind=kind,
                subject_id=subject,
                action=RetentionAction.ERASE,
                at=work.clock.utc(),
                account=work.account,
                reason=reason,
            )
        )
    session.merge(Option(key=UNFINISHED, value="true"))
    session.flush()
    return touched


def erase_now(
    work: Work, folder: DataFolder, kind: str, subjects: Collection[str], reason: str, what: str
) -> bool:
    """Erase subjects that need not be due: one transaction, one audit entry, then the bytes.

    ``what`` names the kind in the trail. Returns whether the bytes are gone as well; otherwise
    they go with the next erasing.
    """
    with work.writing() as uow:
        touched = erase_rows(uow.session, work, kind, subjects, reason)
        told = {kind: {"subjects": len(subjects), "records": touched}}
        said = f"删除{what}{len(subjects)}条：{reason}"
        uow.record("erase", "retention", work.clock.today(), said, None, told)
        uow.commit()
    return finished(work, folder)


def finished(work: Work, folder: DataFolder) -> bool:
    """Finish as ``finish`` does; trouble of the machine leaves it to the next time."""
    try:
        return finish(work, folder)
    except EnvironmentTrouble:
        return False


def finish(work: Work, folder: DataFolder) -> bool:
    """Write the file anew and cut its log; False while somebody else reads.

    Raises:
        EnvironmentTrouble: no room on the disk, or somebody else writes.
    """
    with work.reading() as session:
        erasures.remember(folder.erasures, session)
        engine = session.get_bind().engine
    with translated():
        done = erasures.rewrite(engine)
    if done:
        with work.writing(audited=False) as uow:
            uow.session.execute(delete(Option).where(Option.key == UNFINISHED))
            uow.commit()
    return done
