from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from antifraud_desktop.bootstrap import is_set_up
from antifraud_desktop.clock import FixedClock
from tests.ui.office import NOW, PASSWORD
from ui.application import Session
from ui.dialogs.first_run import FirstRunDialog
from ui.main_window import MainWindow
from ui.opening import DEMO_FOLDER

WAIT_MS = 15_000
DEMO_WAIT_MS = 60_000


@pytest.fixture
def session(qapp: QApplication, tmp_path: Path) -> Iterator[Session]:
    made = Session(qapp, tmp_path / "data", clock=FixedClock(NOW))
    made.begin()
    yield made
    made.stand_down()
    if made.dialog is not None:
        made.dialog.deleteLater()
    if made.window is not None:
        made.window.close()
        made.window.deleteLater()
    made.end()


def assistant(session: Session) -> FirstRunDialog:
    assert isinstance(session.dialog, FirstRunDialog)
    return session.dialog


def fill(dialog: FirstRunDialog, password: str = PASSWORD, again: str = PASSWORD) -> None:
    dialog.township.setText("青禾镇")
    dialog.start.line.setText("8.1")
    dialog.account.setText("张三")
    dialog.password.setText(password)
    dialog.again.setText(again)


def opened(session: Session, qtbot: QtBot, timeout: int = WAIT_MS) -> MainWindow:
    qtbot.waitUntil(lambda: session.window is not None, timeout=timeout)
    assert session.window is not None
    return session.window


def unit_list(path: Path, *rows: tuple[str, str]) -> Path:
    book = Workbook()
    sheet = book.active
    for row in (("单位名称", "类别"), *rows):
        sheet.append(row)
    book.save(path)
    return path


def test_from_nothing_to_the_first_day(session: Session, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = assistant(session)
    fill(dialog)
    dialog.units_file = unit_list(tmp_path / "单位.xlsx", ("大石村", "村"), ("河东村", "村"))
    dialog.begin.click()
    window = opened(session, qtbot)
    assert window.workspace.program.account == "张三"
    qtbot.waitUntil(lambda: len(window.page("today").board.tiles) == 2)
    assert window.top.township.text().startswith("青禾镇")
    assert window.top.demo.isHidden()
    assert "粘贴消息" in window.page("today").empty.text()


def test_every_problem_is_told_at_once_and_nothing_is_made(session: Session, qtbot: QtBot) -> None:
    dialog = assistant(session)
    fill(dialog, "short", "short")
    dialog.township.clear()
    dialog.begin.click()
    qtbot.waitUntil(dialog.begin.isEnabled, timeout=WAIT_MS)
    assert set(dialog.form.problems_shown()) == {"township", "password"}
    assert not is_set_up(session.root)
    fill(dialog)
    dialog.begin.click()
    opened(session, qtbot)


def test_two_different_passwords_are_noticed(session: Session) -> None:
    dialog = assistant(session)
    fill(dialog, again="another-password")
    dialog.begin.click()
    assert "不一样" in dialog.told.text()
    assert not is_set_up(session.root)


def test_a_wrong_start_is_noticed(session: Session) -> None:
    dialog = assistant(session)
    fill(dialog)
    dialog.start.line.setText("2023-2-30")
    dialog.begin.click()
    assert "行动开始日期" in dialog.told.text()
    assert not is_set_up(session.root)


def test_an_unreadable_unit_list_does_not_undo_the_township(
    session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = assistant(session)
    fill(dialog)
    dialog.units_file = tmp_path / "单位.xlsx"
    dialog.units_file.write_bytes(b"no workbook")
    dialog.begin.click()
    window = opened(session, qtbot)
    assert "单位清单没有导入" in window.bar.label.text()
    assert window.stack.currentWidget() is window.page("basics")


def test_refused_rows_of_the_unit_list_are_named(
    session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = assistant(session)
    fill(dialog)
    dialog.units_file = unit_list(tmp_path / "单位.xlsx", ("大石村", "村"), ("河东村", "火车"))
    dialog.begin.click()
    assert "河东村" in opened(session, qtbot).bar.label.text()


def test_the_demonstration_cannot_be_mistaken_for_real_data(session: Session, qtbot: QtBot) -> None:
    real = session.root
    assistant(session).demo.click()
    window = opened(session, qtbot, DEMO_WAIT_MS)
    qtbot.waitUntil(window.top.demo.isVisible)
    assert "【演示】" in window.windowTitle()
    assert session.root == real / DEMO_FOLDER
    assert not is_set_up(real)
    window.top.lock.click()
    qtbot.waitUntil(lambda: session.dialog is not None)
    assert "yanshi-2023" in session.dialog.hint.text()
