"""At the door in a real window: a first password, a forgotten one, a locked account."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from antifraud_desktop.bootstrap import sign_in
from antifraud_desktop.clock import FixedClock
from antifraud_desktop.vocabulary import Role
from tests.ui.office import NOW, PASSWORD, copy, open_copy
from tests.ui.test_sign_in import WAIT_MS, close, shown
from ui.application import Session
from ui.dialogs.account_form import NewPasswordDialog
from ui.dialogs.recover import RecoverDialog

GIVEN, OWN = "given-by-another", "only-i-know-this"


@pytest.fixture
def root(tmp_path: Path, office_root: Path) -> Path:
    return copy(tmp_path / "data", office_root)


@pytest.fixture
def session(qapp: QApplication, root: Path) -> Iterator[Session]:
    made = Session(qapp, root, clock=FixedClock(NOW))
    yield made
    close(made)


def _enter(session: Session, qtbot: QtBot, account: str, password: str) -> None:
    dialog = shown(session, qtbot)
    dialog.account.setCurrentText(account)
    dialog.password.clear()
    QTest.keyClicks(dialog.password, password)
    QTest.keyClick(dialog.password, Qt.Key.Key_Return)


def _first(session: Session, qtbot: QtBot) -> NewPasswordDialog:
    qtbot.waitUntil(lambda: isinstance(session.door.dialog, NewPasswordDialog), timeout=WAIT_MS)
    assert isinstance(session.door.dialog, NewPasswordDialog)
    return session.door.dialog


@pytest.fixture
def newcomer(root: Path) -> str:
    program = open_copy(root)
    program.accounts.add("李四", "", (Role.OPERATOR,), GIVEN)
    program.close()
    return "李四"


def test_a_first_password_is_changed_before_anything_is_shown(
    session: Session, qtbot: QtBot, root: Path, newcomer: str
) -> None:
    session.begin()
    _enter(session, qtbot, newcomer, GIVEN)
    dialog = _first(session, qtbot)
    assert session.window is None
    dialog.new.setText(OWN)
    dialog.again.setText("something else")
    dialog.buttons.buttons()[0].click()
    assert "不一样" in dialog.told.text()
    dialog.new.setText("short")
    dialog.again.setText("short")
    dialog.buttons.buttons()[0].click()
    qtbot.waitUntil(lambda: "至少10个字符" in dialog.told.text(), timeout=WAIT_MS)
    dialog.new.setText(OWN)
    dialog.again.setText(OWN)
    dialog.buttons.buttons()[0].click()
    dialog.buttons.buttons()[0].click()
    qtbot.waitUntil(lambda: session.window is not None, timeout=WAIT_MS)
    assert session.account == newcomer
    assert session.window is not None
    program = session.window.workspace.program
    with program.work.reading() as opened:
        changed = opened.connection().exec_driver_sql(
            "SELECT count(*) FROM audit_entry WHERE action = 'change_password'"
        )
        assert changed.scalar_one() == 1


def test_leaving_without_a_new_password_shows_nothing_and_lets_go(
    session: Session, qtbot: QtBot, root: Path, newcomer: str
) -> None:
    session.begin()
    _enter(session, qtbot, newcomer, GIVEN)
    _first(session, qtbot).reject()
    dialog = shown(session, qtbot)
    qtbot.waitUntil(lambda: "初始密码须先改掉" in dialog.told.text(), timeout=WAIT_MS)
    assert session.window is None
    _enter(session, qtbot, "office", PASSWORD)
    qtbot.waitUntil(lambda: session.window is not None, timeout=WAIT_MS)


def test_a_forgotten_password_is_set_by_the_printed_code(
    session: Session,
    qtbot: QtBot,
    root: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    program = open_copy(root)
    code = program.accounts.make_recovery_code()
    program.close()
    session.begin()
    sign_in_dialog = shown(session, qtbot)
    sign_in_dialog.forgot.click()
    dialog = session.door.dialog
    assert isinstance(dialog, RecoverDialog)
    dialog.set_password.click()
    assert "恢复码" in dialog.told.text()
    dialog.code.setText("AAAA-" * 8)
    dialog.new.setText(OWN)
    dialog.again.setText(OWN)
    dialog.set_password.click()
    qtbot.waitUntil(lambda: "恢复码不正确" in dialog.told.text(), timeout=WAIT_MS)
    dialog.code.setText(code)
    dialog.set_password.click()
    qtbot.waitUntil(lambda: dialog.steps.currentIndex() == 1, timeout=WAIT_MS)
    assert dialog.new_code.text() not in ("", code)
    assert dialog.code.text() == ""
    dialog.reject()
    assert dialog.isVisible(), "a code nobody has on paper is not let go at the first Esc"
    assert "还没有存成打印件" in dialog.saved.text()
    inside = root / "code.docx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(inside), ""))
    dialog.paper.click()
    qtbot.waitUntil(lambda: "不能存放" in dialog.saved.text(), timeout=WAIT_MS)
    assert not inside.exists()
    paper = tmp_path / "code.docx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(paper), ""))
    dialog.paper.click()
    qtbot.waitUntil(lambda: "已写入" in dialog.saved.text(), timeout=WAIT_MS)
    assert paper.stat().st_size > 5_000
    dialog.accept()
    sign_in(root, "office", OWN, FixedClock(NOW)).close()


def test_five_wrong_passwords_lock_and_say_for_how_long(session: Session, qtbot: QtBot) -> None:
    session.begin()
    dialog = shown(session, qtbot)
    for left in ("再错4次", "再错3次", "再错2次", "再错1次", "已连续5次"):
        _enter(session, qtbot, "office", "not the password")
        qtbot.waitUntil(lambda said=left: said in dialog.told.text(), timeout=WAIT_MS)
    _enter(session, qtbot, "office", PASSWORD)
    qtbot.waitUntil(lambda: "已锁定" in dialog.told.text(), timeout=WAIT_MS)
    assert session.window is None
