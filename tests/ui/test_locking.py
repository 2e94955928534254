"""The lock of the whole window, and what is there again after sign-in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox
from pytestqt.qtbot import QtBot

from tests.ui.office import DAY, copy
from tests.ui.sessions import WAIT_MS, WallClock, begun, signed_in
from tests.ui.windows import quiet
from ui.application import Session
from ui.dialogs.import_workbooks import ImportWorkbooksDialog
from ui.dialogs.paste_messages import PasteMessagesDialog
from ui.dialogs.sign_in import SignInDialog
from ui.main_window import MainWindow
from ui.messages import ask
from ui.preferences import Appearance

MINUTE = timedelta(minutes=1)


@pytest.fixture
def clock() -> WallClock:
    return WallClock()


@pytest.fixture
def session(
    qapp: QApplication, tmp_path: Path, office_root: Path, clock: WallClock
) -> Iterator[Session]:
    yield from begun(qapp, copy(tmp_path / "data", office_root), clock)


def wait_for_lock(session: Session, clock: WallClock, qtbot: QtBot) -> SignInDialog:
    clock.go(10 * MINUTE)
    session.idle.watch.tick()
    qtbot.waitUntil(lambda: isinstance(session.dialog, SignInDialog), timeout=WAIT_MS)
    assert isinstance(session.dialog, SignInDialog)
    return session.dialog


def type_figure(window: MainWindow, qtbot: QtBot) -> None:
    window.open_page("grid")
    quiet(qtbot, window.workspace)
    grid = window.page("grid").grid
    assert grid.view.show_cell("U001", "households_visited")
    index = grid.view.currentIndex()
    assert grid.model.setData(index, "32", Qt.ItemDataRole.EditRole)


def test_page_day_and_typed_figures_are_there_again_after_the_lock(
    session: Session, clock: WallClock, qtbot: QtBot
) -> None:
    window = signed_in(session, qtbot)
    window.workspace.set_day(date(2023, 8, 11))
    type_figure(window, qtbot)
    program = window.workspace.program
    dialog = wait_for_lock(session, clock, qtbot)
    assert session.window is None
    assert "录入的内容都留着" in dialog.hint.text()
    assert program.vault.engine.pool.checkedin() == 0
    window = signed_in(session, qtbot)
    assert window.current == "grid"
    assert window.workspace.day == date(2023, 8, 11)
    page = window.page("grid")
    qtbot.waitUntil(lambda: len(page.grid.model.sheet.edits) == 1)
    assert page.grid.model.sheet.edits[0].value == 32
    assert window.recovery.isHidden()


def test_the_notice_counts_down_and_a_movement_takes_it_away(
    session: Session, clock: WallClock, qtbot: QtBot
) -> None:
    window = signed_in(session, qtbot)
    clock.go(10 * MINUTE - timedelta(seconds=12))
    session.idle.watch.tick()
    notice = session.idle.notice
    assert notice is not None
    assert notice.isVisible()
    assert "12秒后锁定" in notice.label.text()
    QTest.mouseMove(window.windowHandle(), QPoint(50, 60))
    qtbot.waitUntil(lambda: session.idle.notice is None)
    assert session.window is window


def test_a_text_being_pasted_is_kept_and_offered_again(
    session: Session, clock: WallClock, qtbot: QtBot
) -> None:
    window = signed_in(session, qtbot)
    assert window.afternoon is not None
    window.afternoon.take("paste")
    window.findChild(PasteMessagesDialog).text.setPlainText("大石村今日：入户28户")
    wait_for_lock(session, clock, qtbot)
    window = signed_in(session, qtbot)
    assert "正在粘贴的消息" in window.recovery.label.text()
    window.recovery.open.click()
    dialog = window.findChild(PasteMessagesDialog)
    qtbot.waitUntil(lambda: dialog.text.toPlainText() == "大石村今日：入户28户")
    dialog.close()


def test_files_being_imported_are_offered_again(
    session: Session, clock: WallClock, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "大石村.xlsx").write_bytes(b"no workbook")
    window = signed_in(session, qtbot)
    assert window.afternoon is not None
    window.afternoon.take("import")
    window.findChild(ImportWorkbooksDialog).add_files([tmp_path / "大石村.xlsx"])
    wait_for_lock(session, clock, qtbot)
    window = signed_in(session, qtbot)
    assert "正在导入的1个表格" in window.recovery.label.text()
    window.recovery.open.click()
    dialog = window.findChild(ImportWorkbooksDialog)
    assert dialog.paths() == (tmp_path / "大石村.xlsx",)
    quiet(qtbot, window.workspace)
    dialog.close()


def test_a_question_left_open_is_answered_with_no(
    session: Session, clock: WallClock, qtbot: QtBot
) -> None:
    window = signed_in(session, qtbot)
    clock.go(10 * MINUTE)

    def lock_while_asking() -> None:
        assert window.findChild(QMessageBox) is not None
        session.idle.watch.tick()

    QTimer.singleShot(50, lock_while_asking)
    assert not ask(window, "删除吗？", "", "删除")
    assert session.window is None
    qtbot.waitUntil(lambda: isinstance(session.dialog, SignInDialog), timeout=WAIT_MS)


def test_half_filled_forms_are_there_again(
    session: Session, clock: WallClock, qtbot: QtBot
) -> None:
    window = signed_in(session, qtbot)
    window.open_page("basics")
    quiet(qtbot, window.workspace)
    tab = window.page("basics").units
    tab.browser.select("U002")
    quiet(qtbot, window.workspace)
    tab.form.households.clear()
    QTest.keyClicks(tab.form.households, "512")
    wait_for_lock(session, clock, qtbot)
    window = signed_in(session, qtbot)
    tab = window.page("basics").units
    qtbot.waitUntil(lambda: tab.form.households.text() == "512")
    assert tab.browser.current_code() == "U002"
    assert tab.browser.dirty
    window.page("basics").show_day(DAY)
    quiet(qtbot, window.workspace)
    assert tab.form.households.text() == "512"


def test_what_is_typed_is_written_down_before_any_lock(session: Session, qtbot: QtBot) -> None:
    window = signed_in(session, qtbot)
    window.open_page("settings")
    quiet(qtbot, window.workspace)
    window.page("settings").tabs.tab("乡镇与行动").name.setText("青禾街道")
    window.keep_drafts()
    quiet(qtbot, window.workspace)
    kept = json.loads(window.workspace.program.drafts.load("forms:settings") or "")
    assert kept["乡镇与行动"]["name"] == "青禾街道"


def test_the_chosen_minutes_count(session: Session, clock: WallClock, qtbot: QtBot) -> None:
    window = signed_in(session, qtbot)
    window.appearance_wanted.emit(Appearance(idle_minutes=1))
    clock.go(MINUTE)
    session.idle.watch.tick()
    assert session.window is None
    qtbot.waitUntil(lambda: isinstance(session.dialog, SignInDialog), timeout=WAIT_MS)


def test_who_is_missing_is_not_named_again_after_the_lock(
    session: Session, clock: WallClock, qtbot: QtBot
) -> None:
    window = signed_in(session, qtbot)
    assert "未报" in window.bar.label.text()
    wait_for_lock(session, clock, qtbot)
    window = signed_in(session, qtbot)
    assert window.bar.isHidden()


def test_no_dialog_outlives_the_lock(session: Session, clock: WallClock, qtbot: QtBot) -> None:
    window = signed_in(session, qtbot)
    window.search()
    window.help()
    wait_for_lock(session, clock, qtbot)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]
    assert shown == [session.dialog]
