"""One window for each data folder; a killed one frees it, a command is not in its way."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from antifraud_desktop.cli import main
from antifraud_desktop.clock import FixedClock
from antifraud_desktop.paths import DataFolder
from tests.ui import office
from tests.ui.office import PASSWORD
from tests.ui.sessions import WAIT_MS, begun, signed_in
from ui.application import Session
from ui.dialogs.folder_in_use import FolderInUseDialog
from ui.dialogs.sign_in import SignInDialog

CLOCK = FixedClock(office.NOW)
FIRST = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from ui import application
begin = application.Session.begin
def tell(self):
    begin(self)
    poll = QTimer(self)
    poll.timeout.connect(lambda: self.dialog and print(type(self.dialog).__name__, flush=True))
    poll.start(50)
application.Session.begin = tell
sys.exit(application.main(Path(sys.argv[1])))
"""


@pytest.fixture
def data(tmp_path: Path, sound: Path) -> Path:
    return office.copy(tmp_path / "data", sound)


@pytest.fixture
def first(data: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process whose window shows the folder."""
    with subprocess.Popen(
        [sys.executable, "-c", FIRST, str(data)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "SignInDialog"
        yield process
        process.kill()


@pytest.fixture
def second(
    qapp: QApplication, data: Path, first: subprocess.Popen[str], qtbot: QtBot
) -> Iterator[Session]:
    assert first.poll() is None
    for session in begun(qapp, data, CLOCK):
        session.begin()
        qtbot.waitUntil(lambda: session.dialog is not None)  # noqa: B023 - of this one session
        yield session


def told(session: Session) -> FolderInUseDialog:
    assert isinstance(session.dialog, FolderInUseDialog)
    return session.dialog


def is_signing_in(session: Session) -> bool:
    return isinstance(session.dialog, SignInDialog)


def test_a_second_start_says_which_folder_is_open(second: Session, data: Path) -> None:
    dialog = told(second)
    assert str(data) in dialog.told.text()
    assert "已打开的窗口" in dialog.told.text()
    dialog.retry.click()
    assert str(data) in told(second).told.text()


def test_a_killed_window_frees_its_folder(
    second: Session, first: subprocess.Popen[str], qtbot: QtBot
) -> None:
    first.kill()
    first.wait()
    told(second).retry.click()
    qtbot.waitUntil(lambda: is_signing_in(second), timeout=WAIT_MS)
    assert signed_in(second, qtbot).isVisible()


def test_another_folder_can_be_chosen(
    second: Session, sound: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = office.copy(tmp_path / "other", sound)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_given: str(other))
    told(second).choose.click()
    qtbot.waitUntil(lambda: is_signing_in(second), timeout=WAIT_MS)
    assert signed_in(second, qtbot).workspace.program.folder == DataFolder(other)


def test_a_command_works_beside_an_open_window(
    first: subprocess.Popen[str],
    data: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert first.poll() is None
    monkeypatch.setenv("ANTIFRAUD_PASSWORD", PASSWORD)
    assert main(["--data", str(data), "day", "show"], CLOCK) == 0
    assert "应报4" in capsys.readouterr().out


def test_a_locked_window_keeps_its_folder(qapp: QApplication, data: Path, qtbot: QtBot) -> None:
    for session in begun(qapp, data, CLOCK):
        session.begin()
        signed_in(session, qtbot)
        session.lock()
        assert session.window is None
        for other in begun(qapp, data, CLOCK):
            other.begin()
            assert isinstance(other.dialog, FolderInUseDialog)
