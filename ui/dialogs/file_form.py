"""The frame of every form that writes into one person's file: fields, problems, a kept draft.

A draft belongs to its file and kind; another file's form never sees it.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, KnownTrouble
from ui.widgets.record_form import RecordForm
from ui.workspace import Workspace

KEEP_AFTER_MS = 600


class FileForm(QDialog):
    """Reads the draft when it opens, keeps it while somebody types; ``saved`` carries Changes."""

    saved = Signal(object)

    def __init__(
        self, workspace: Workspace, file_id: int, kind: str, title: str, parent: QWidget | None
    ) -> None:
        """Lay an empty form out; the kind's own fields are added by who makes it."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumSize(560, 460)
        self.workspace, self.file_id, self.kind = workspace, file_id, kind
        self.form = RecordForm()
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setProperty("tone", "bad")
        self.told.hide()
        self.box = QDialogButtonBox()
        self.keep = self.box.addButton("保存", QDialogButtonBox.ButtonRole.AcceptRole)
        self.keep.setProperty("primary", True)
        self.keep.setAccessibleName("保存")
        cancel = self.box.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        cancel.setAccessibleName("取消")
        self.box.accepted.connect(self.save)
        self.box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.form, 1)
        column.addWidget(self.told)
        column.addWidget(self.box)
        self._later = QTimer(self, singleShot=True, interval=KEEP_AFTER_MS)
        self._later.timeout.connect(self.keep_draft)
        self.form.edited.connect(self._later.start)
        self._over = False

    def take_up(self) -> None:
        """Put back what was typed and not saved."""
        drafts = self.workspace.program.file_drafts

        def put(fields: dict[str, str] | None) -> None:
            if fields:
                self.form.put_typed({key: str(value) for key, value in fields.items()})
                self.told.setText("接着上次没有保存的内容。")
                self.told.show()

        self.workspace.run(lambda: drafts.load(self.file_id, self.kind), put, self.fail)

    def keep_draft(self) -> None:
        """Keep what is typed; after saving there is nothing to keep."""
        if self._over:
            return
        drafts, typed = self.workspace.program.file_drafts, self.form.typed()
        self.workspace.run(
            lambda: drafts.save(self.file_id, self.kind, typed), lambda _c: None, self.fail
        )

    def save(self) -> None:
        """Save the form; made by each kind."""
        raise TypeError("a form says itself how it is saved")

    def run(self, work: Callable[[], Changes]) -> None:
        """Save in the worker; the form goes only when it is saved."""
        self.keep.setEnabled(False)

        def done(changes: Changes) -> None:
            self._over = True
            self._later.stop()
            self.saved.emit(changes)
            self.accept()

        self.workspace.run(work, done, self.fail)

    def fail(self, trouble: KnownTrouble) -> None:
        """Tell everything wrong at its field; what was typed stays."""
        self.keep.setEnabled(True)
        if isinstance(trouble, Invalid):
            self.form.show_problems(trouble.problems)
            self.told.setText("⚠ 还没有保存，请看标红的地方。")
        else:
            self.told.setText(f"⚠ {trouble.sentence}{trouble.advice}")
        self.told.show()

    def reject(self) -> None:
        """Leave; what was typed stays as a draft of this file."""
        if self._later.isActive():
            self._later.stop()
            self.keep_draft()
        super().reject()
