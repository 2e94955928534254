"""One data folder from the first dialog to the last window: one main window at a time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog

from antifraud_desktop.accounts import account_names
from antifraud_desktop.clock import Clock, SystemClock
from antifraud_desktop.errors import KnownTrouble
from antifraud_desktop.folder_use import OpenElsewhere
from antifraud_desktop.paths import DataFolder
from ui import opening, theme
from ui.dialogs.crash_report import Circumstances
from ui.dialogs.first_run import FirstRunDialog
from ui.dialogs.folder_in_use import FolderInUseDialog
from ui.dialogs.sign_in import SignInDialog
from ui.door import Door
from ui.faults import Faults
from ui.idle import IdleGuard
from ui.operations import Operations
from ui.preferences import Appearance, load_appearance, save_appearance
from ui.restore_desk import RestoreDesk
from ui.upkeep import Upkeep
from ui.workspace import Workspace

if TYPE_CHECKING:
    from antifraud_desktop.bootstrap import Program
    from antifraud_desktop.services.restoring import RestoreRequest
    from ui.main_window import MainWindow, Place

WARM_UP_MS = 150
FAULT = 1
"""The exit code after a fault that left nothing to show."""


class Session(QObject):
    """From the first dialog to the last window of one data folder."""

    def __init__(
        self, application: QApplication, root: Path, account: str = "", clock: Clock | None = None
    ) -> None:
        """Keep what the dialogs and the window need."""
        super().__init__()
        self.application, self.root, self.account = application, root, account
        self.clock = clock or SystemClock()
        self.appearance = load_appearance(root)
        self.operations = Operations(self)
        self.window: MainWindow | None = None
        self.dialog: QDialog | None = None
        self._place: Place | None = None
        self._schema = ""
        self._seat = opening.Seat()
        self.idle = IdleGuard(self.clock, self.appearance.idle_minutes, self)
        self.idle.due.connect(self.lock)
        self.door = Door(self.operations, self.clock, self)
        self.door.entered.connect(self.open_with)
        self.door.left.connect(self._not_entered)
        self.desk = RestoreDesk(self.operations, self.clock, self)
        self.desk.wanted.connect(self.restore)
        self.desk.ended.connect(self.begin)
        self.upkeep: Upkeep | None = None
        self.faults = Faults(self.clock, self._about, self)
        self.faults.found.connect(self._fault_found)
        self.faults.calm.connect(self._after_fault)
        self.faults.interrupted.connect(self._interrupted)

    def begin(self) -> None:
        """Show what comes first: the assistant in an empty folder, sign-in in a used one."""
        self._dress()
        folder = DataFolder(self.root)
        if not (folder.database.exists() or folder.key_file.exists()):
            self.first_run()
            return
        try:
            self._seat.take(self.root)
        except OpenElsewhere as trouble:
            self._open_elsewhere(trouble)
        except KnownTrouble as trouble:
            self._cannot_open(trouble)
        else:
            self.sign_in()

    def _open_elsewhere(self, trouble: KnownTrouble) -> None:
        dialog = FolderInUseDialog(self.root, trouble)
        dialog.again.connect(self._again)
        dialog.chosen.connect(self._choose)
        self._show(dialog)

    def _again(self) -> None:
        self._done_with_dialog()
        self.begin()

    def _choose(self, root: Path) -> None:
        self.root = root
        self.appearance = load_appearance(root)
        self._again()

    def first_run(self) -> None:
        """Show the assistant."""
        dialog = FirstRunDialog(self.clock.today())
        dialog.set_up_wanted.connect(self._set_up)
        dialog.demo_wanted.connect(self._demonstrate)
        self._show(dialog)

    def sign_in(self) -> None:
        """Show sign-in for the accounts of the key file."""
        self.operations.run(lambda: account_names(self.root), self._offer, self._cannot_open)

    def _offer(self, accounts: tuple[str, ...]) -> None:
        hint = opening.demo_hint(accounts)
        if self._place is not None:
            hint = f"已锁定，录入的内容都留着，登录后接着做。\n{hint}".strip()
        dialog = self._sign_in_dialog(accounts, hint)
        dialog.forgotten.connect(
            lambda name: self.door.forgotten(self.root, accounts, name, dialog)
        )
        self._show(dialog)
        # While the password is typed, the rest of the program is loaded beside it.
        QTimer.singleShot(WARM_UP_MS, dialog, self._warm_up)

    def _warm_up(self) -> None:
        self.operations.run(lambda: opening.warm_up(self.root), lambda _none: None, self._failed)

    def _sign_in_dialog(self, accounts: tuple[str, ...], hint: str = "") -> SignInDialog:
        """Return sign-in with what a restore has to say; it leads to restoring when need be."""
        news = self.desk.take_news()
        dialog = SignInDialog(accounts, self.account, f"{news}\n{hint}".strip())
        dialog.wanted.connect(self.open_with)
        dialog.restore_wanted.connect(lambda: self.desk.offer(self.root, self.account, dialog))
        return dialog

    def _cannot_open(self, trouble: KnownTrouble) -> None:
        dialog = self._sign_in_dialog(())
        dialog.enter.hide()
        dialog.fail(trouble)
        self._show(dialog)

    def open_with(self, account: str, password: str) -> None:
        """Sign in beside the window and open it."""
        root = self.root

        def work() -> tuple[Program, str]:
            return opening.open_township(root, account, password, self.clock), opening.schema()

        def done(opened: tuple[Program, str]) -> None:
            program, self._schema = opened
            if program.must_change:
                self.door.first_password(program, password, self.dialog)
            else:
                self._open(program, root)

        self.operations.run(work, done, self._failed)

    def _set_up(self, *given: object) -> None:
        def done(made: tuple[Program, str]) -> None:
            program, said = made
            window = self._open(program, self.root)
            if window is not None and said:
                window.bar.tell(said, "wait")
                window.open_page("basics")

        self.operations.run(
            lambda: opening.make_township(self.root, given, self.clock), done, self._failed
        )

    def _demonstrate(self) -> None:
        folder = self.root / opening.DEMO_FOLDER

        def done(program: Program) -> None:
            self._open(program, folder)

        self.operations.run(
            lambda: opening.open_demonstration(folder, self.clock), done, self._failed
        )

    def _failed(self, trouble: KnownTrouble) -> None:
        if isinstance(self.dialog, SignInDialog | FirstRunDialog):
            self.dialog.fail(trouble)

    def _not_entered(self, sentence: str) -> None:
        if isinstance(self.dialog, SignInDialog):
            self.dialog.fail_with(sentence)

    def _open(self, program: Program, root: Path) -> MainWindow | None:
        from ui.main_window import MainWindow

        try:
            self._seat.take(root)  # a folder that was just made is held from here on
        except KnownTrouble as trouble:
            program.close()
            self._failed(trouble)
            return None
        self.root, self.account = root, program.account
        place, self._place = self._place, None
        if place is not None and place.account != program.account:
            place = None
        self.window = MainWindow(Workspace(program, self.clock.today()), self.appearance, place)
        self.window.lock_wanted.connect(self.lock)
        self.window.appearance_wanted.connect(self._appear)
        workspace = self.window.workspace
        workspace.restore_wanted.connect(self.restore)
        self.window.show()
        self._done_with_dialog()
        self.idle.begin(self.window)
        self.upkeep = Upkeep(workspace, self.window.bar, self.idle.quiet_for, self.window)
        return self.window

    def lock(self) -> None:
        """Close the file and ask for the password again; drafts keep what was typed."""
        if self._put_window_away():
            self.sign_in()

    def _put_window_away(self) -> bool:
        self.stand_down()
        if self.window is None:
            return False
        window, self.window = self.window, None
        self.application.setQuitOnLastWindowClosed(False)
        self._place = window.put_away()
        window.close()
        window.workspace.program.close()
        window.deleteLater()
        return True

    def stand_down(self) -> None:
        """Stop caring for the window: it goes at once."""
        self.idle.end()
        if self.upkeep is not None:
            self.upkeep.end()
            self.upkeep = None

    def restore(self, file: Path, request: RestoreRequest) -> None:
        """Close what is open, drafts kept in it, put a backup in its place, begin again."""
        self._put_window_away()
        self._place = None
        self.application.setQuitOnLastWindowClosed(False)
        self._done_with_dialog()
        self.desk.carry_out(self.root, file, request)

    def _show(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.rejected.connect(self.application.quit)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()
        self.application.setQuitOnLastWindowClosed(True)

    def _done_with_dialog(self) -> None:
        if self.dialog is not None:
            self.dialog.accept()
            self.dialog = None

    def _appear(self, appearance: Appearance) -> None:
        self.appearance = appearance
        save_appearance(self.root, appearance)
        self.idle.set_minutes(appearance.idle_minutes)
        self._dress()

    def _dress(self) -> None:
        theme.apply(self.application, theme.Mode(self.appearance.mode), self.appearance.scale)

    # faults

    def _about(self) -> Circumstances:
        """Say what the program was about, for a report of a fault."""
        operations = self.window.workspace.operations if self.window else self.operations
        return Circumstances(
            DataFolder(self.root).crash_reports, self.window, self._schema, operations.recent
        )

    def _fault_found(self, first: bool) -> None:
        if isinstance(self.dialog, SignInDialog | FirstRunDialog):
            self.dialog.fail_with("程序出错，没有打开。")
        elif self.window is not None and not first:
            self.window.bar.tell("程序又出了同样的错，报告先前已经存好；录入的内容没有丢。", "bad")

    def _after_fault(self) -> None:
        """Leave when the fault came before anything could be shown."""
        if self.window is None and self.dialog is None:
            self.application.setQuitOnLastWindowClosed(False)
            self.application.exit(FAULT)

    def _interrupted(self) -> None:
        """Go as if the window was closed: what is typed stays as drafts."""
        self.stand_down()
        if self.window is not None:
            self.window.close()
        self.application.quit()

    def end(self) -> None:
        """Let go of worker, file and folder."""
        self.stand_down()
        self.operations.close()
        if self.window is not None:
            self.window.workspace.close()
            self.window.workspace.program.close()
        self._seat.leave()
