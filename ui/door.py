"""At the door, beside signing in: a first password to be changed, a forgotten one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from antifraud_desktop.clock import Clock
from antifraud_desktop.errors import KnownTrouble
from antifraud_desktop.paths import DataFolder
from antifraud_desktop.services.recovery_file import refuse_inside, write_paper
from ui import opening
from ui.dialogs.account_form import NewPasswordDialog
from ui.dialogs.recover import RecoverDialog
from ui.operations import Operations

if TYPE_CHECKING:
    from antifraud_desktop.bootstrap import Program

WHY = "这个密码是别人替您设的。请换成只有您自己知道的密码，换好后自动登录。"
NOT_CHANGED = "初始密码须先改掉才能使用。"


class Door(QObject):
    """``entered`` carries account and new password, to sign in with; ``left`` why it did not."""

    entered = Signal(str, str)
    left = Signal(str)

    def __init__(self, operations: Operations, clock: Clock, parent: QObject | None = None) -> None:
        """Keep the worker."""
        super().__init__(parent)
        self._operations, self._clock = operations, clock
        self.dialog: NewPasswordDialog | RecoverDialog | None = None

    def first_password(self, program: Program, password: str, over: QWidget | None) -> None:
        """Ask for an own password before anything is shown; the program is closed either way."""
        dialog = NewPasswordDialog("首次登录：请设自己的密码", WHY, ask_old=False, parent=over)
        self.dialog = dialog

        def change(_old: str, new: str) -> None:
            def work() -> None:
                program.accounts.change_password(password, new)
                program.close()

            def done(_none: None) -> None:
                dialog.accept()
                self.entered.emit(program.account, new)

            self._operations.run(work, done, dialog.fail)

        def leave() -> None:
            self._operations.run(program.close, lambda _none: None, lambda _trouble: None)
            self.left.emit(NOT_CHANGED)

        dialog.wanted.connect(change)
        dialog.rejected.connect(leave)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def forgotten(
        self, root: Path, accounts: Sequence[str], account: str, over: QWidget | None
    ) -> None:
        """Set a password by the printed recovery code, and have the code after it printed."""
        dialog = RecoverDialog(accounts, account, over)
        self.dialog = dialog

        def set_password(name: str, code: str, password: str) -> None:
            self._operations.run(
                lambda: opening.recover_password(root, name, code, password, self._clock),
                dialog.show_code,
                dialog.fail,
            )

        def write_paper(code: str) -> None:
            self._write_paper(dialog, code, DataFolder(root))

        dialog.wanted.connect(set_password)
        dialog.paper_wanted.connect(write_paper)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _write_paper(self, dialog: RecoverDialog, code: str, folder: DataFolder) -> None:
        path, _kind = QFileDialog.getSaveFileName(
            dialog, "新的恢复码存到哪里（请选U盘）", "恢复码.docx", "Word (*.docx)"
        )
        if not path:
            return
        account, today = dialog.account.currentText(), self._clock.today()

        def work() -> None:
            refuse_inside(folder, Path(path))
            write_paper(Path(path), code, "", today, account)

        def done(_none: None) -> None:
            dialog.written(path)

        def failed(trouble: KnownTrouble) -> None:
            dialog.saved.setText(f"⚠ {trouble.sentence}{trouble.advice}")

        self._operations.run(work, done, failed)
