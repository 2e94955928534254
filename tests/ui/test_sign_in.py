from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from antifraud_desktop.clock import FixedClock
from antifraud_desktop.paths import DataFolder
from tests.ui.office import DAY, NOW, PASSWORD, copy
from ui.application import Session
from ui.dialogs.sign_in import SignInDialog

WAIT_MS = 15_000


@pytest.fixture
def root(tmp_path: Path, office_root: Path) -> Path:
    return copy(tmp_path / "data", office_root)


@pytest.fixture
def session(qapp: QApplication, root: Path) -> Iterator[Session]:
    made = Session(qapp, root, clock=FixedClock(NOW))
    yield made
    close(made)


def close(session: Session) -> None:
    session.stand_down()
    if session.dialog is not None:
        session.dialog.deleteLater()
    if session.window is not None:
        session.window.close()
        session.window.deleteLater()
    session.end()


def shown(session: Session, qtbot: QtBot) -> SignInDialog:
    qtbot.waitUntil(lambda: isinstance(session.dialog, SignInDialog), timeout=WAIT_MS)
    assert isinstance(session.dialog, SignInDialog)
    return session.dialog


def sign_in(session: Session, qtbot: QtBot, password: str = PASSWORD) -> None:
    dialog = shown(session, qtbot)
    QTest.keyClicks(dialog.password, password)
    QTest.keyClick(dialog.password, Qt.Key.Key_Return)


def test_the_password_opens_the_window(session: Session, qtbot: QtBot) -> None:
    session.begin()
    sign_in(session, qtbot)
    qtbot.waitUntil(lambda: session.window is not None, timeout=WAIT_MS)
    window = session.window
    assert window is not None
    assert window.isVisible()
    assert session.dialog is None
    assert window.workspace.day == DAY


def test_a_wrong_password_is_told_calmly_and_can_be_tried_again(
    session: Session, qtbot: QtBot
) -> None:
    session.begin()
    sign_in(session, qtbot, "not-the-password")
    dialog = shown(session, qtbot)
    qtbot.waitUntil(lambda: not dialog.told.isHidden(), timeout=WAIT_MS)
    assert "密码" in dialog.told.text()
    assert dialog.enter.isEnabled()
    assert session.window is None
    dialog.password.clear()
    sign_in(session, qtbot)
    qtbot.waitUntil(lambda: session.window is not None, timeout=WAIT_MS)


def test_an_empty_password_is_not_even_tried(session: Session, qtbot: QtBot) -> None:
    session.begin()
    dialog = shown(session, qtbot)
    with qtbot.assertNotEmitted(dialog.wanted):
        dialog.enter.click()
    assert "请输入密码" in dialog.told.text()


def test_the_accounts_of_the_folder_are_offered(session: Session, qtbot: QtBot) -> None:
    session.begin()
    dialog = shown(session, qtbot)
    assert [dialog.account.itemText(n) for n in range(dialog.account.count())] == ["office"]
    assert dialog.hint.isHidden()


def test_locking_closes_the_file_and_asks_again(session: Session, qtbot: QtBot) -> None:
    session.begin()
    sign_in(session, qtbot)
    qtbot.waitUntil(lambda: session.window is not None, timeout=WAIT_MS)
    assert session.window is not None
    session.window.top.lock.click()
    assert session.window is None
    sign_in(session, qtbot)
    qtbot.waitUntil(lambda: session.window is not None, timeout=WAIT_MS)


def test_a_lost_key_file_is_told_with_a_next_step(
    session: Session, qtbot: QtBot, root: Path
) -> None:
    DataFolder(root).key_file.unlink()
    session.begin()
    dialog = shown(session, qtbot)
    assert not dialog.told.isHidden()
    assert "密钥" in dialog.told.text()
    assert dialog.enter.isHidden()
