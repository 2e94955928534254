"""The afternoon's steps behind 今日's buttons: dialogs, chase, issuing documents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import QObject
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QProgressDialog

from antifraud_desktop.changes import Changes
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.days import IssuedRecord
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.vocabulary import DocumentKind, SubmissionState
from ui.dialogs.import_workbooks import ImportWorkbooksDialog
from ui.dialogs.paste_messages import PasteMessagesDialog
from ui.file_out import file_name, open_file
from ui.messages import ask
from ui.pages.today import TodayPage
from ui.state_icons import state_icon
from ui.widgets.pieces import hide_unless
from ui.workspace import Workspace

NEEDS = MappingProxyType(
    {
        "paste": Permission.TAKE_FIGURES,
        "import": Permission.TAKE_FIGURES,
        "type": Permission.TAKE_FIGURES,
        "chase": Permission.TAKE_FIGURES,
        "daily": Permission.ISSUE_DOCUMENTS,
        "evening": Permission.ISSUE_DOCUMENTS,
    }
)
"""What each step needs; a step the account may not take is not offered."""


class Afternoon(QObject):
    """Carries out a step; each ends where it began, on 今日."""

    def __init__(self, workspace: Workspace, page: TodayPage) -> None:
        """Listen to the page's buttons."""
        super().__init__(page)
        self._workspace, self._page = workspace, page
        self._dialogs: dict[str, QDialog] = {}
        page.step_wanted.connect(self.take)
        for step, permission in NEEDS.items():
            hide_unless(page.buttons[step], workspace.program.may(permission))

    def take(self, step: str) -> None:
        """Take one step by name."""
        steps: dict[str, Callable[[], None]] = {
            "paste": self.paste,
            "import": self.import_workbooks,
            "type": lambda: self._workspace.open_page("grid"),
            "chase": self.chase,
            "daily": lambda: self.issue(DocumentKind.DAILY_REPORT),
            "evening": lambda: self.issue(DocumentKind.EVENING_BULLETIN),
        }
        steps[step]()

    def under_way(self) -> tuple[str, tuple[Path, ...]]:
        """Return the step whose dialog is open and the files chosen in it; empty when none is."""
        for step, dialog in self._dialogs.items():
            files = dialog.paths() if isinstance(dialog, ImportWorkbooksDialog) else ()
            return step, files
        return "", ()

    def go_on(self, step: str, files: Sequence[Path]) -> None:
        """Open the dialog of a step again, with the files that still stand where they were."""
        self.take(step)
        dialog = self._dialogs.get(step)
        if isinstance(dialog, ImportWorkbooksDialog):
            dialog.add_files(files)

    def paste(self) -> None:
        """Open 粘贴消息."""
        workspace = self._workspace
        self._open(
            "paste",
            PasteMessagesDialog(
                workspace.program,
                workspace.operations,
                workspace.day,
                self._icon_for,
                self._page.window(),
            ),
        )

    def import_workbooks(self) -> None:
        """Open 导入表格."""
        workspace = self._workspace
        self._open(
            "import",
            ImportWorkbooksDialog(
                workspace.program,
                workspace.operations,
                workspace.day,
                self._icon_for,
                self._page.window(),
            ),
        )

    def _open(self, step: str, dialog: QDialog) -> None:
        self._dialogs[step] = dialog
        dialog.finished.connect(lambda _result: self._dialogs.pop(step, None))
        dialog.changed.connect(self._workspace.announce)  # type: ignore[attr-defined]
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _icon_for(self, thing: object) -> QIcon | None:
        state = getattr(thing, "state", None)
        if not isinstance(state, SubmissionState):
            return None
        return state_icon(state)

    def chase(self) -> None:
        """Copy the chase text and note that it went out."""
        program, day = self._workspace.program, self._workspace.day

        def work() -> tuple[str, Changes]:
            text = program.days.chase_text(day)
            silent = program.days.book(day).in_state(SubmissionState.MISSING)
            return text, program.days.note_chased(day) if silent else Changes()

        def done(result: tuple[str, Changes]) -> None:
            self._page.copy_chase(result[0])
            self._workspace.announce(result[1])

        self._workspace.run(work, done, self._page.bar.trouble)

    def issue(self, kind: DocumentKind) -> None:
        """Issue a document after telling calmly who is still missing."""
        book = self._page.book
        silent = book.in_state(SubmissionState.MISSING) if book else ()
        now: datetime = self._workspace.program.clock.now()
        name = label_of(kind)
        if silent and not ask(
            self._page.window(),
            f"还有{len(silent)}个单位未报，现在生成{name}吗？",
            "未报的单位会在文书中写明“未报”："
            + "、".join(u.name for u in silent[:20])
            + f"。\n现在是{now:%H:%M}。之后补报、更正的，可写进21时通报。",
            f"生成{name}",
        ):
            return
        program, day = self._workspace.program, self._workspace.day
        progress = QProgressDialog(f"正在生成{name}…", "", 0, 0, self._page.window())
        progress.setCancelButton(None)  # type: ignore[arg-type]
        progress.setMinimumDuration(300)

        def work() -> tuple[IssuedRecord, Changes, Path]:
            record, changes = program.documents.issue(kind, day)
            path = program.folder.exports / file_name(record)
            changes |= program.documents.export(record.id, path)
            return record, changes, path

        def done(result: tuple[IssuedRecord, Changes, Path]) -> None:
            progress.close()
            progress.deleteLater()
            record, changes, path = result
            self._workspace.announce(changes)
            self._page.offer_file(
                f"{record.title}已生成：{path}",
                lambda: open_file(path),
            )

        def failed(trouble: object) -> None:
            progress.close()
            progress.deleteLater()
            self._page.bar.trouble(trouble)  # type: ignore[arg-type]

        self._workspace.run(work, done, failed)
