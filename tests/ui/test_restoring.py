"""Restoring from the window and from sign-in: the file is closed, put back, and asked for again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from antifraud_desktop.bootstrap import sign_in
from antifraud_desktop.clock import FixedClock
from antifraud_desktop.paths import DataFolder
from antifraud_desktop.records.submissions import FigureEdit
from tests.ui.office import DAY, NOW, PASSWORD, copy
from tests.ui.sessions import WAIT_MS, begun, signed_in
from ui import restoring
from ui.application import Session
from ui.dialogs.restore import LOOK, RestoreDialog
from ui.dialogs.sign_in import SignInDialog

VISITS = "households_visited"


@pytest.fixture
def root(tmp_path: Path, office_root: Path) -> Path:
    """Return an office with a backup of an hour ago and one figure typed since."""
    path = copy(tmp_path / "data", office_root)
    program = sign_in(path, "office", PASSWORD, FixedClock(NOW - timedelta(hours=1)))
    program.backups.make()
    program.submissions.type_figures(DAY, [FigureEdit("U001", VISITS, 32)], received=NOW)
    program.close()
    return path


@pytest.fixture
def session(qapp: QApplication, root: Path) -> Iterator[Session]:
    yield from begun(qapp, root, FixedClock(NOW))


def at_sign_in(session: Session, qtbot: QtBot) -> SignInDialog:
    qtbot.waitUntil(lambda: isinstance(session.dialog, SignInDialog), timeout=WAIT_MS)
    assert isinstance(session.dialog, SignInDialog)
    return session.dialog


def next_sign_in(session: Session, qtbot: QtBot, before: SignInDialog) -> None:
    qtbot.waitUntil(
        lambda: isinstance(session.dialog, SignInDialog) and session.dialog is not before,
        timeout=WAIT_MS,
    )
    settle(session, qtbot)


def settle(session: Session, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not session.operations.is_busy, timeout=WAIT_MS)


def backup_in(root: Path) -> Path:
    return DataFolder(root).backups / "office-000001.db"


def received(session: Session) -> list[str]:
    assert session.window is not None
    book = session.window.workspace.program.days.book(DAY)
    return [unit.code for unit in book.units if unit.received is not None]


def go_through(dialog: RestoreDialog, qtbot: QtBot) -> None:
    """Take the three steps of the assistant."""

    def settled() -> None:
        qtbot.waitUntil(lambda: not dialog._operations.is_busy, timeout=WAIT_MS)

    settled()
    dialog.next.click()
    settled()
    dialog.password.setText(PASSWORD)
    dialog.next.click()
    settled()
    assert dialog.steps.currentIndex() == LOOK
    dialog.seen.setChecked(True)
    dialog.next.click()


def test_a_restore_from_the_window_ends_at_sign_in_and_says_what_it_did(
    session: Session, qtbot: QtBot, root: Path
) -> None:
    window = signed_in(session, qtbot)
    assert received(session) == ["U001"]
    tab = window.page("settings").tabs.open("备份")
    tab.begin_restore()
    dialog = window.findChild(RestoreDialog)
    qtbot.waitUntil(lambda: dialog.file is not None, timeout=WAIT_MS)
    go_through(dialog, qtbot)
    asked = at_sign_in(session, qtbot)
    assert session.window is None
    assert "已从第1号备份恢复" in asked.hint.text()
    assert "撤销了备份以后的" in asked.hint.text()
    settle(session, qtbot)
    signed_in(session, qtbot)
    assert received(session) == []
    kept = restoring.backups_in(root)
    assert [backup.reason for backup in kept] == ["before_restore", "manual"]


def test_a_restore_that_fails_says_so_and_leaves_everything(
    session: Session, qtbot: QtBot, root: Path
) -> None:
    signed_in(session, qtbot)
    session.restore(backup_in(root), restoring.request_of("office", "not this one", "", ""))
    asked = at_sign_in(session, qtbot)
    assert "没有恢复，数据还是原样" in asked.hint.text()
    settle(session, qtbot)
    signed_in(session, qtbot)
    assert received(session) == ["U001"]


def test_what_was_typed_and_not_saved_lies_in_the_backup_of_the_present_state(
    session: Session, qtbot: QtBot, root: Path
) -> None:
    window = signed_in(session, qtbot)
    window.open_page("settings")
    tab = window.page("settings").tabs.open("乡镇与行动")
    qtbot.waitUntil(lambda: not window.workspace.operations.is_busy)
    tab.name.setText("还没写完")
    request = restoring.request_of("office", PASSWORD, "", "")
    session.restore(backup_in(root), request)
    first = at_sign_in(session, qtbot)
    settle(session, qtbot)
    session.restore(restoring.backups_in(root)[0].database, request)
    next_sign_in(session, qtbot, first)
    again = signed_in(session, qtbot)
    assert again.workspace.program.drafts.keys() == ("forms:settings",)


@pytest.mark.parametrize("broken", ["office.db", "office.keys"])
def test_data_that_cannot_be_opened_leads_to_the_backups(
    session: Session, qtbot: QtBot, root: Path, broken: str
) -> None:
    content = (root / broken).read_bytes()
    (root / broken).write_bytes(content[: len(content) // 2])
    session.begin()
    asked = at_sign_in(session, qtbot)
    settle(session, qtbot)
    if asked.enter.isVisible():
        session.open_with("office", PASSWORD)
        settle(session, qtbot)
    assert asked.restore.isVisible()
    asked.restore.click()
    assert session.desk.dialog is not None
    go_through(session.desk.dialog, qtbot)
    next_sign_in(session, qtbot, asked)
    signed_in(session, qtbot)
    assert received(session) == []


def test_a_missing_key_file_is_such_a_case_and_a_wrong_password_is_not(
    session: Session, qtbot: QtBot, root: Path
) -> None:
    session.begin()
    asked = at_sign_in(session, qtbot)
    settle(session, qtbot)
    session.open_with("office", "not this one")
    qtbot.waitUntil(asked.told.isVisible, timeout=WAIT_MS)
    assert "密码" in asked.told.text()
    assert not asked.restore.isVisible()
    (root / "office.keys").unlink()
    session.open_with("office", PASSWORD)
    qtbot.waitUntil(asked.restore.isVisible, timeout=WAIT_MS)
