"""Files that leave: asked where to, written by the worker, told, and offered to be opened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.days import IssuedRecord
from antifraud_desktop.vocabulary import DocumentKind
from ui.messages import MessageBar
from ui.workspace import Workspace

WORD, EXCEL = "Word文件 (*.docx)", "Excel文件 (*.xlsx)"
Issue = Callable[[], tuple[IssuedRecord, Changes]]


def open_file(path: Path) -> bool:
    """Open a file with the system's program for it, never Word by name; False without one."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def file_name(record: IssuedRecord) -> str:
    """Return a file name a clerk finds again, by kind and number."""
    kind = label_of(DocumentKind(record.kind))
    return f"{record.date:%Y%m%d}-{kind}-第{record.number}期{_edition(record)}.docx"


def _edition(record: IssuedRecord) -> str:
    return f"-第{record.edition}版" if record.edition > 1 else ""


class FileOut:
    """Writes and issues over the widget ``over``; what was done is announced and told."""

    def __init__(self, workspace: Workspace, bar: MessageBar, over: QWidget) -> None:
        """Keep where to ask and where to tell."""
        self._workspace, self._bar, self._over = workspace, bar, over

    def write(self, title: str, name: str, kinds: str, work: Callable[[Path], Changes]) -> None:
        """Ask where the file is to go and have it written; the register knows of it."""
        chosen, _kind = QFileDialog.getSaveFileName(self._over, title, name, kinds)
        if not chosen:
            return
        path = Path(chosen)

        def done(changes: Changes) -> None:
            self._workspace.announce(changes)
            self._bar.tell(f"已导出并记入外发登记：{path}")
            self._bar.offer("打开", lambda: self.open(path))

        self._workspace.run(lambda: work(path), done, self._bar.trouble)

    def issue_and_write(self, issue: Issue) -> None:
        """Number and store a paper, and write it among the exports at once."""
        program = self._workspace.program

        def work() -> tuple[IssuedRecord, Path, Changes]:
            record, changes = issue()
            path = program.folder.exports / file_name(record)
            return record, path, changes | program.documents.export(record.id, path)

        def done(made: tuple[IssuedRecord, Path, Changes]) -> None:
            record, path, changes = made
            self._workspace.announce(changes)
            self._bar.tell(f"已生成{record.title}，存在“文书”里。")
            self._bar.offer("打开", lambda: self.open(path))

        self._workspace.run(work, done, self._bar.trouble)

    def issue(self, issue: Issue) -> None:
        """Number and store a paper; it is written when it is opened."""

        def done(made: tuple[IssuedRecord, Changes]) -> None:
            record, changes = made
            self._workspace.announce(changes)
            self._bar.tell(f"已生成：{record.title}，留在“文书”里。")
            self._bar.offer("打开", lambda: self._open_issued(record))

        self._workspace.run(issue, done, self._bar.trouble)

    def _open_issued(self, record: IssuedRecord) -> None:
        program = self._workspace.program
        name = f"{record.date:%Y%m%d}-{record.title}{_edition(record)}.docx"
        path = program.folder.exports / name

        def done(changes: Changes) -> None:
            self._workspace.announce(changes)
            self.open(path)

        self._workspace.run(
            lambda: program.documents.export(record.id, path), done, self._bar.trouble
        )

    def open(self, path: Path) -> None:
        """Open a file, or say where it is when no program takes it."""
        if not open_file(path):
            self._bar.tell(f"没有可打开这种文件的程序，文件在：{path}", "wait")
