"""The list of persons with what can be begun from it, and the gate before the first file."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from antifraud_desktop.errors import Refused
from antifraud_desktop.rules.permissions import Permission
from ui.dialogs.doubles import DoublesDialog
from ui.dialogs.import_register import ImportRegisterDialog
from ui.dialogs.new_file import NewFileDialog
from ui.dialogs.print_papers import PrintUnitDialog
from ui.dialogs.referrals import ReferralsDialog
from ui.dialogs.visit_round import VisitRoundDialog
from ui.messages import MessageBar
from ui.pages.persons.person_list import PersonList
from ui.widgets.pieces import push_button
from ui.workspace import Workspace

COMPLIANCE = "合规"


class ListDesk(QWidget):
    """``file_made`` carries the number of a file that was just opened."""

    file_made = Signal(int)

    def __init__(self, workspace: Workspace, bar: MessageBar) -> None:
        """Lay the desk out; what the account may not do is not offered."""
        super().__init__()
        self._workspace, self._bar = workspace, bar
        self.gate = MessageBar()
        self.persons = PersonList(workspace, bar)
        self.buttons: dict[str, QPushButton] = {}
        row = QHBoxLayout()
        write, whole = Permission.WRITE_FILES, Permission.ALL_FILES
        for code, text, needs, act in (
            ("new", "新建档案…", (write, whole), self.begin_file),
            ("round", "走访清单与补录…", (Permission.READ_FILES,), self.begin_round),
            ("register", "导入旧台账…", (write, whole), self.begin_register),
            ("referral", "线索转介…", (write,), self.begin_referral),
            ("doubles", "疑似重复…", (write, whole), self.begin_doubles),
            ("batch", "批量打印…", (Permission.SEE_PERSONAL,), self.begin_batch),
        ):
            if all(workspace.program.may(permission) for permission in needs):
                self.buttons[code] = push_button(text, act)
                row.addWidget(self.buttons[code])
        if "new" in self.buttons:
            self.buttons["new"].setProperty("primary", True)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.gate)
        column.addLayout(row)
        column.addWidget(self.persons, 1)

    def load(self) -> None:
        """Read the list, and whether files may be opened at all."""
        self.persons.load()
        forms = self._workspace.program.forms

        def shut() -> Refused | None:
            try:
                forms.impact_gate()
            except Refused as refused:
                return refused
            return None

        self._workspace.run(shut, self._show_gate, self._bar.trouble)

    def _show_gate(self, refused: Refused | None) -> None:
        for code in ("new", "register", "referral"):
            if code in self.buttons:
                self.buttons[code].setEnabled(refused is None)
        if refused is None:
            self.gate.hide()
            return
        self.gate.tell(f"{refused.sentence}{refused.advice}", "wait")
        if self._workspace.program.may(Permission.READ_FORMS):
            self.gate.offer(
                "去填写影响评估", lambda: self._workspace.open_page("settings", COMPLIANCE)
            )

    def begin_file(self) -> None:
        """Ask who it is, on what document, and open a file."""
        dialog = NewFileDialog(self._workspace, self)
        dialog.saved.connect(self._workspace.announce)
        dialog.made.connect(self.file_made)
        dialog.join_wanted.connect(self.persons.opened)
        self._show(dialog)

    def begin_round(self) -> None:
        """Print the day's list, or tick it off afterwards."""
        dialog = VisitRoundDialog(self._workspace, self)
        dialog.saved.connect(self._workspace.announce)
        self._show(dialog)

    def begin_register(self) -> None:
        """Read an old register."""
        dialog = ImportRegisterDialog(self._workspace.program, self._workspace.operations, self)
        dialog.changed.connect(self._workspace.announce)
        self._show(dialog)

    def begin_referral(self) -> None:
        """Note what has no basis and is only passed on."""
        dialog = ReferralsDialog(self._workspace, self)
        dialog.saved.connect(self._workspace.announce)
        self._show(dialog)

    def begin_doubles(self) -> None:
        """Look at rows that may be one person."""
        dialog = DoublesDialog(self._workspace, self)
        dialog.saved.connect(self._workspace.announce)
        self._show(dialog)

    def begin_batch(self) -> None:
        """Print one paper for the own files of a unit."""
        dialog = PrintUnitDialog(self._workspace, self)
        dialog.saved.connect(self._workspace.announce)
        self._show(dialog)

    def _show(self, dialog: QDialog) -> None:
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
