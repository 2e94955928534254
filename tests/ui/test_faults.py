"""Faults of ours: a report without personal data, and the window goes on."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from antifraud_desktop.clock import FixedClock
from antifraud_desktop.paths import DataFolder
from tests.ui.office import NOW, copy
from tests.ui.sessions import begun, signed_in
from tests.ui.windows import quiet
from ui.application import Session
from ui.dialogs.crash_report import (
    MOST_REPORTS,
    Circumstances,
    CrashDialog,
    report_of,
    save_report,
)
from ui.main_window import MainWindow

SECRET = "张三 990101199001010011"


@pytest.fixture
def session(qapp: QApplication, tmp_path: Path, office_root: Path) -> Iterator[Session]:
    yield from begun(qapp, copy(tmp_path / "data", office_root), FixedClock(NOW))


@pytest.fixture
def window(session: Session, qtbot: QtBot) -> MainWindow:
    return signed_in(session, qtbot)


def fault() -> BaseException:
    nobody: dict[str, int] = {}
    try:
        nobody[SECRET] += 1
    except KeyError as error:
        return error
    raise AssertionError


def lost() -> BaseException:
    """Another kind of fault, with a cause and with a library's frames between."""
    try:
        try:
            json.loads(SECRET)
        except ValueError as error:
            raise RuntimeError(SECRET) from error
    except RuntimeError as error:
        return error
    raise AssertionError


def about(folder: Path) -> Circumstances:
    return Circumstances(folder, None, "0002", ("ui.pages.today TodayPage._load.work",))


def test_a_crash_report_says_where_but_nothing_of_people(tmp_path: Path) -> None:
    text = report_of(lost(), NOW, about(tmp_path))
    assert "RuntimeError\n  tests/ui/test_faults.py:" in text
    assert "caused by JSONDecodeError" in text
    assert "lines of libraries" in text
    assert "schema 0002" in text
    assert "TodayPage._load" in text
    for secret in (
        "张三",
        "99010",
        str(Path.home()),
        str(Path(__file__).parents[2]),
        "site-packages",
    ):
        assert secret not in text


def test_twenty_reports_are_kept_the_newest(tmp_path: Path) -> None:
    paths = [save_report(tmp_path, str(n), NOW + timedelta(seconds=n // 2)) for n in range(45)]
    kept = sorted(tmp_path.iterdir())
    assert len(kept) == MOST_REPORTS
    assert {path.read_text(encoding="utf-8") for path in kept} == {str(n) for n in range(25, 45)}
    assert len(set(paths)) == len(paths)


def test_a_report_that_cannot_be_kept_is_still_shown(tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "reports").write_text("a file stands here")
    path = save_report(tmp_path / "reports", "where", NOW)
    assert path is None
    dialog = CrashDialog("where", path)
    qtbot.addWidget(dialog)
    assert dialog.text.toPlainText() == "where"
    assert "没能存下来" in dialog.told.text()


@pytest.fixture
def hooked(session: Session) -> Iterator[Session]:
    """The session with its hooks in Python's places, as ``main`` puts them."""
    before = sys.excepthook, threading.excepthook, sys.unraisablehook
    session.faults.install()
    yield session
    sys.excepthook, threading.excepthook, sys.unraisablehook = before


def crash_of(session: Session, qtbot: QtBot) -> CrashDialog:
    qtbot.waitUntil(lambda: session.faults.dialog is not None)
    assert session.faults.dialog is not None
    return session.faults.dialog


def reports(session: Session) -> list[str]:
    folder = DataFolder(session.root).crash_reports
    return [p.read_text(encoding="utf-8") for p in folder.glob("*")] if folder.is_dir() else []


def raise_it(*_given: object) -> None:
    raise fault()


def in_a_slot(window: MainWindow) -> None:
    QTimer.singleShot(0, raise_it)


def in_the_worker(window: MainWindow) -> None:
    window.workspace.run(raise_it, lambda _none: None)


def in_another_thread(_window: MainWindow) -> None:
    thread = threading.Thread(target=raise_it)
    thread.start()
    thread.join()


class Unpaintable(QWidget):
    """A widget whose every painting fails."""

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        raise_it()


def in_a_paint_event(window: MainWindow) -> None:
    broken = Unpaintable(window)
    broken.resize(30, 30)
    broken.show()


@pytest.mark.parametrize("crash", [in_a_slot, in_the_worker, in_another_thread, in_a_paint_event])
def test_a_fault_anywhere_is_reported_and_the_window_goes_on(
    hooked: Session,
    window: MainWindow,
    qtbot: QtBot,
    crash: Callable[[MainWindow], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    crash(window)
    dialog = crash_of(hooked, qtbot)
    assert "KeyError" in dialog.text.toPlainText()
    assert "没有影响" in dialog.told.text()
    assert reports(hooked) == [dialog.text.toPlainText()]
    dialog.close()
    for broken in window.findChildren(Unpaintable):
        broken.hide()
    window.open_page("grid")
    quiet(qtbot, window.workspace)
    assert window.current == "grid"
    assert "张三" not in "".join((*capsys.readouterr(), *reports(hooked)))


def test_what_fails_while_cleaning_up_leaves_a_report_and_disturbs_nobody(
    hooked: Session, window: MainWindow, qtbot: QtBot
) -> None:
    class Careless:
        def __del__(self) -> None:
            raise_it()

    thing: Careless | None = Careless()
    assert thing is not None
    thing = None
    qtbot.waitUntil(lambda: len(reports(hooked)) == 1)
    assert hooked.faults.dialog is None


def test_a_fault_that_comes_again_is_told_without_another_dialog(
    hooked: Session, window: MainWindow, qtbot: QtBot
) -> None:
    for _ in range(3):
        in_a_slot(window)
    crash_of(hooked, qtbot).close()
    in_a_slot(window)
    qtbot.waitUntil(lambda: "同样的错" in window.bar.label.text())
    assert hooked.faults.dialog is None
    assert len(reports(hooked)) == 1


def test_a_fault_while_signing_in_lets_the_clerk_try_again(hooked: Session, qtbot: QtBot) -> None:
    hooked.begin()
    qtbot.waitUntil(lambda: hooked.dialog is not None)
    hooked.dialog.password.setText("x")
    hooked.dialog.enter.setEnabled(False)
    QTimer.singleShot(0, raise_it)
    crash_of(hooked, qtbot).close()
    assert hooked.dialog.enter.isEnabled()
    assert "没有打开" in hooked.dialog.told.text()


RUN = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog
import ui.application as application

def close():
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog) and widget.isVisible():
            print(type(widget).__name__, flush=True)
            widget.close()

{before}
sys.exit(application.main(Path(sys.argv[1])))
"""
BROKEN = """
def broken(self):
    poll = QTimer(self); poll.timeout.connect(close); poll.start(200)
    raise KeyError("张三 990101199001010011")
application.Session.begin = broken
"""
INTERRUPTED = """
import os, signal
signal.signal(signal.SIGINT, signal.default_int_handler)  # what began the tests may ignore it
begin = application.Session.begin
def interrupted(self):
    begin(self)
    poll = QTimer(self)
    poll.timeout.connect(lambda: os.kill(os.getpid(), signal.SIGINT))
    poll.start(300)
application.Session.begin = interrupted
"""


def run(root: Path, before: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", RUN.format(before=before), str(root)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        cwd=Path(__file__).parents[2],
    )


def test_a_fault_before_any_window_is_reported_and_ends_the_program(
    tmp_path: Path, office_root: Path
) -> None:
    root = copy(tmp_path / "data", office_root)
    done = run(root, BROKEN)
    assert done.stdout.split() == ["CrashDialog"]
    assert done.returncode == 1
    (report,) = DataFolder(root).crash_reports.iterdir()
    assert "KeyError" in report.read_text(encoding="utf-8")
    assert "Traceback" not in done.stderr
    assert "张三" not in done.stderr


def test_ctrl_c_in_the_console_ends_the_program_quietly(tmp_path: Path, office_root: Path) -> None:
    root = copy(tmp_path / "data", office_root)
    done = run(root, INTERRUPTED)
    assert done.returncode == 0
    assert "Traceback" not in done.stderr
    assert not DataFolder(root).crash_reports.exists()
