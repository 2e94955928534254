"""A paper or ledger about units handed on as a file: nothing about persons; it is registered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from antifraud_desktop.changes import Changes
from antifraud_desktop.paths import DataFolder
from antifraud_desktop.services import outgoing
from antifraud_desktop.work import Work

if TYPE_CHECKING:
    from antifraud_desktop.documents.workbook_export import Table

WORKBOOK, PAPER = ".xlsx", ".docx"
SAID: Mapping[str, str] = {"export": "导出", "print": "打印"}
"""What the trail says of each action."""
LONGEST = 200
"""A sentence of the trail is no longer."""


def export_tables(
    work: Work, folder: DataFolder, path: Path, kind: str, title: str, tables: Sequence[Table]
) -> Changes:
    """Write the tables to ``path`` and enter the file in the register of what left the office.

    Personal data does not go this way but needs a second person's approval (``services.exports``).
    Raises Refused for another suffix or a place among the program's own files,
    EnvironmentTrouble when it cannot be written.
    """
    from antifraud_desktop.documents.workbook_export import workbook_bytes

    outgoing.check_place(folder, path, WORKBOOK, title)
    return hand_on(work, path, kind, title, workbook_bytes(tables))


def export_paper(
    work: Work,
    folder: DataFolder,
    path: Path,
    kind: str,
    title: str,
    content: bytes,
    action: str = "export",
) -> Changes:
    """Write a Word file to ``path`` and enter it in the register; ``action`` is for the trail.

    Raises the errors of :func:`export_tables`.
    """
    outgoing.check_place(folder, path, PAPER, title)
    return hand_on(work, path, kind, title, content, action)


def hand_on(
    work: Work, path: Path, kind: str, title: str, content: bytes, action: str = "export"
) -> Changes:
    """Write bytes to a place that was looked at, and enter them in register and trail."""
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
        said = f"{SAID[action]}：{title}"[:LONGEST]
        uow.record(action, "outgoing_register", str(item.id), said, None, after)
        outgoing.write_and_commit(uow, path, content)
    return Changes(exports=True)
