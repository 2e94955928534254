"""Starting the window: first run or sign-in, then one main window at a time."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTimer, QTranslator
from PySide6.QtWidgets import QApplication, QDialog

from antifraud_desktop.accounts import DEMO_ACCOUNT, DEMO_PASSWORD, account_names
from antifraud_desktop.clock import Clock, SystemClock
from antifraud_desktop.errors import KnownTrouble
from antifraud_desktop.paths import DataFolder, default_data_folder
from ui import theme
from ui.dialogs.crash_report import CrashDialog, report_of, save_report
from ui.dialogs.first_run import FirstRunDialog
from ui.dialogs.sign_in import SignInDialog
from ui.operations import Operations
from ui.preferences import Appearance, load_appearance, save_appearance
from ui.workspace import Workspace

if TYPE_CHECKING:
    from antifraud_desktop.bootstrap import Program
    from ui.main_window import MainWindow

DEMO_FOLDER = "demonstration"
WARM_UP_MS = 150


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
        self.crash: CrashDialog | None = None

    def begin(self) -> None:
        """Show what comes first: the assistant in an empty folder, sign-in in a used one."""
        self._dress()
        folder = DataFolder(self.root)
        if folder.database.exists() or folder.key_file.exists():
            self.sign_in()
        else:
            self.first_run()

    def first_run(self) -> None:
        """Show the assistant."""
        dialog = FirstRunDialog(self.clock.today())
        dialog.set_up_wanted.connect(self._set_up)
        dialog.demo_wanted.connect(self._demonstrate)
        self._show(dialog)

    def sign_in(self) -> None:
        """Show sign-in for the accounts of the key file."""

        def work() -> tuple[tuple[str, ...], str]:
            names = account_names(self.root)
            return names, _demo_hint(names)

        self.operations.run(work, self._offer, self._cannot_open)

    def _offer(self, offered: tuple[tuple[str, ...], str]) -> None:
        accounts, hint = offered
        dialog = SignInDialog(accounts, self.account, hint)
        dialog.wanted.connect(self.open_with)
        self._show(dialog)
        # While the password is typed, the rest of the program is loaded beside it.
        timer = QTimer(dialog)
        timer.setSingleShot(True)
        timer.timeout.connect(self._warm_up)
        timer.start(WARM_UP_MS)

    def _warm_up(self) -> None:
        def work() -> None:
            from antifraud_desktop.bootstrap import is_set_up

            is_set_up(self.root)

        self.operations.run(work, lambda _none: None, self._failed)

    def _cannot_open(self, trouble: KnownTrouble) -> None:
        dialog = SignInDialog(())
        dialog.enter.hide()
        dialog.fail(trouble)
        self._show(dialog)

    def open_with(self, account: str, password: str) -> None:
        """Sign in beside the window and open it."""

        def work() -> Program:
            from antifraud_desktop.bootstrap import sign_in

            return sign_in(self.root, account, password, self.clock)

        def done(program: Program) -> None:
            self._open(program)

        self.operations.run(work, done, self._failed)

    def _set_up(self, *given: object) -> None:
        township, campaign, start, account, password, units = given

        def work() -> tuple[Program, str]:
            from antifraud_desktop.bootstrap import SetUp, set_up, sign_in

            assert isinstance(start, date)  # noqa: S101 - the dialog gives a date
            wanted = SetUp(str(township), str(campaign), start, str(account), str(password))
            set_up(self.root, wanted, self.clock)
            program = sign_in(self.root, str(account), str(password), self.clock)
            return program, _import_units(program, units) if isinstance(units, Path) else ""

        def done(made: tuple[Program, str]) -> None:
            program, said = made
            window = self._open(program)
            if said:
                window.bar.tell(said, "wait")
                window.open_page("basics")

        self.operations.run(work, done, self._failed)

    def _demonstrate(self) -> None:
        """Make or open the demonstration in a folder of its own, never among real data."""
        folder = self.root / DEMO_FOLDER

        def work() -> Program:
            from antifraud_desktop.bootstrap import is_set_up, sign_in
            from antifraud_desktop.demo import DemoPlan, make_demo

            plan = DemoPlan(until=self.clock.today())
            if not is_set_up(folder):
                make_demo(folder, plan)
            return sign_in(folder, plan.account, DEMO_PASSWORD, self.clock)

        def done(program: Program) -> None:
            self.root = folder
            self._open(program)

        self.operations.run(work, done, self._failed)

    def _failed(self, trouble: KnownTrouble) -> None:
        if isinstance(self.dialog, SignInDialog | FirstRunDialog):
            self.dialog.fail(trouble)

    def _open(self, program: Program) -> MainWindow:
        from ui.main_window import MainWindow

        self.account = program.account
        self.window = MainWindow(Workspace(program, self.clock.today()), self.appearance)
        self.window.lock_wanted.connect(self.lock)
        self.window.appearance_wanted.connect(self._appear)
        self.window.show()
        if self.dialog is not None:
            self.dialog.accept()
            self.dialog = None
        return self.window

    def lock(self) -> None:
        """Close the file and ask for the password again; drafts keep what was typed."""
        if self.window is None:
            return
        window, self.window = self.window, None
        self.application.setQuitOnLastWindowClosed(False)
        window.close()
        window.workspace.program.close()
        window.deleteLater()
        self.sign_in()

    def _show(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.rejected.connect(self.application.quit)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()
        self.application.setQuitOnLastWindowClosed(True)

    def _appear(self, appearance: Appearance) -> None:
        self.appearance = replace(appearance)
        save_appearance(self.root, appearance)
        self._dress()

    def _dress(self) -> None:
        theme.apply(self.application, theme.Mode(self.appearance.mode), self.appearance.scale)

    def crashed(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Report a fault of ours and go on; the drafts keep the work."""
        sys.__excepthook__(kind, error, trace)
        if isinstance(self.dialog, SignInDialog | FirstRunDialog):
            self.dialog.fail_with("程序出错，没有打开。")
        if self.crash is not None:
            return
        at = self.clock.now()
        text = report_of(kind, trace, at)
        path = save_report(DataFolder(self.root).crash_reports, text, at)
        self.crash = CrashDialog(text, path, self.window)
        self.crash.finished.connect(self._calm)
        self.crash.open()

    def _calm(self) -> None:
        if self.crash is not None:
            self.crash.deleteLater()
            self.crash = None

    def end(self) -> None:
        """Let go of worker and file."""
        self.operations.close()
        if self.window is not None:
            self.window.workspace.program.close()


def _demo_hint(accounts: tuple[str, ...]) -> str:
    """Return the demonstration's password where only its account can sign in."""
    return f"演示乡镇的密码是 {DEMO_PASSWORD}" if accounts == (DEMO_ACCOUNT,) else ""


def _import_units(program: Program, path: Path) -> str:
    """Import the unit list of a first run; return what the clerk should know of it."""
    try:
        rows = program.units.preview_import(path)
        program.units.accept_import(rows)
    except KnownTrouble as trouble:
        return f"乡镇已经建立，但单位清单没有导入：{trouble.sentence}{trouble.advice}"
    refused = [row for row in rows if row.record is None]
    if not refused:
        return ""
    told = "；".join(f"第{row.row}行{row.name}：{row.reason}" for row in refused)
    return f"单位清单中有{len(refused)}行没有导入。{told}"


def chinese(application: QApplication) -> None:
    """Make Qt's own buttons Chinese."""
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_zh_CN", folder):
        application.installTranslator(translator)


def main(data: Path | None = None, account: str = "") -> int:
    """Open the window on a data folder and run until it is closed; return the exit code."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("antifraud-desktop")
    chinese(application)
    session = Session(application, data or default_data_folder(), account)
    sys.excepthook = session.crashed
    session.begin()
    code = application.exec()
    session.end()
    return code
