"""A ledger handed on as a workbook: counts and words, nothing about persons; it is registered."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from antifraud_desktop.changes import Changes
from antifraud_desktop.paths import DataFolder
from antifraud_desktop.services import outgoing
from antifraud_desktop.work import Work

if TYPE_CHECKING:
    from antifraud_desktop.documents.workbook_export import Table

SUFFIX = ".xlsx"


def export_tables(
    work: Work, folder: DataFolder, path: Path, kind: str, title: str, tables: Sequence[Table]
) -> Changes:
    """Write the tables to ``path`` and enter the file in the register of what left the office.

    Personal data does not go this way but needs a second person's approval (``services.exports``).
    Raises Refused for another suffix or a place among the program's own files,
    EnvironmentTrouble when it cannot be written.
    """
    from antifraud_desktop.documents.workbook_export import workbook_bytes

    outgoing.check_place(folder, path, SUFFIX, title)
    content = workbook_bytes(tables)
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
