from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.records.submissions import FigureEdit
from tests.ui.office import DAY, NOW
from ui.pages.daily_grid import DailyGridPage
from ui.workspace import Workspace

VISITS, REACHED = "households_visited", "people_reached"


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> Iterator[DailyGridPage]:
    workspace.program.submissions.type_figures(
        DAY, [FigureEdit("U001", VISITS, 32)], received=NOW.replace(hour=17, minute=5)
    )
    yield from opened(qtbot, workspace)


def opened(qtbot: QtBot, workspace: Workspace) -> Iterator[DailyGridPage]:
    made = DailyGridPage(workspace)
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.show()
    made.show_day(DAY)
    qtbot.waitUntil(lambda: made.grid.model.rowCount() == 4)
    made.grid.view.setFocus()
    yield made
    made.keep_draft()
    made.close()


def press(page: DailyGridPage, *keys: str | Qt.Key, control: bool = False) -> None:
    mod = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    for key in keys:
        for stroke in key if isinstance(key, str) else (key,):
            QTest.keyClick(QApplication.focusWidget() or page.grid.view, stroke, mod)


def go(page: DailyGridPage, unit: str, code: str) -> None:
    assert page.grid.view.show_cell(unit, code)


def figures(program: Program, unit: str) -> dict[str, int]:
    return dict(next(u for u in program.days.book(DAY).units if u.code == unit).figures)


def test_r4_typing_saves_a_version_only_on_saving(
    page: DailyGridPage, qtbot: QtBot, workspace: Workspace
) -> None:
    go(page, "U002", VISITS)
    press(page, "18", Qt.Key.Key_Tab, "54", Qt.Key.Key_Return)
    assert figures(workspace.program, "U002") == {}
    page.save_bar.save.click()
    qtbot.waitUntil(lambda: "已保存2处" in page.cell_line.text())
    assert figures(workspace.program, "U002") == {VISITS: 18, REACHED: 54}


def test_r4_changing_a_saved_figure_wants_a_reason(
    page: DailyGridPage, qtbot: QtBot, workspace: Workspace
) -> None:
    go(page, "U001", VISITS)
    press(page, "35", Qt.Key.Key_Return)
    page.save_bar.save.click()
    assert "请写明原因" in page.save_bar._problem.text()
    page.save_bar.reason.setEditText("村里来电更正")
    page.save_bar.save.click()
    qtbot.waitUntil(lambda: figures(workspace.program, "U001") == {VISITS: 35})
    versions = workspace.program.submissions.versions("U001", DAY)
    assert [v.reason for v in versions] == ["", "村里来电更正"]


def test_r3_the_time_of_receipt_can_be_stated(
    page: DailyGridPage, qtbot: QtBot, workspace: Workspace
) -> None:
    go(page, "U002", VISITS)
    press(page, "18", Qt.Key.Key_Return)
    page.save_bar.received.setText("五点半")
    page.save_bar.save.click()
    assert "看不懂收到时间" in page.save_bar._problem.text()
    page.save_bar.received.setText("17：30")
    page.save_bar.save.click()
    qtbot.waitUntil(lambda: bool(figures(workspace.program, "U002")))
    unit = next(u for u in workspace.program.days.book(DAY).units if u.code == "U002")
    assert unit.received == NOW.replace(hour=17, minute=30)


def test_r4_undo_after_saving_is_a_new_version(
    page: DailyGridPage, qtbot: QtBot, workspace: Workspace
) -> None:
    go(page, "U002", VISITS)
    press(page, "18", Qt.Key.Key_Return)
    page.save_bar.save.click()
    qtbot.waitUntil(lambda: page.grid.model.sheet.saved(("U002", VISITS)) == 18)
    page.grid.view.setFocus()
    press(page, Qt.Key.Key_Z, control=True)
    assert [(e.unit_code, e.value) for e in page.grid.model.sheet.edits] == [("U002", None)]
    press(page, Qt.Key.Key_Y, control=True)
    assert page.grid.model.sheet.edits == ()


def test_a_draft_survives_a_crash(qtbot: QtBot, page: DailyGridPage, workspace: Workspace) -> None:
    go(page, "U003", VISITS)
    press(page, "7", Qt.Key.Key_Return)
    key = f"grid:{DAY.isoformat()}"
    qtbot.waitUntil(lambda: workspace.program.drafts.load(key) is not None)
    for again in opened(qtbot, workspace):
        qtbot.waitUntil(lambda again=again: len(again.grid.model.sheet.edits) == 1)
        assert "接着上次" in again.cell_line.text()
        again.save_bar.save.click()
        qtbot.waitUntil(lambda: workspace.program.drafts.load(key) is None)
    assert figures(workspace.program, "U003") == {VISITS: 7}


def test_another_day_does_not_take_the_typing_along(page: DailyGridPage, qtbot: QtBot) -> None:
    go(page, "U003", VISITS)
    press(page, "7", Qt.Key.Key_Return)
    page.show_day(DAY - timedelta(days=1))
    qtbot.waitUntil(lambda: "已留作草稿" in page.cell_line.text())
    assert page.grid.model.sheet.edits == ()
    page.show_day(DAY)
    qtbot.waitUntil(lambda: len(page.grid.model.sheet.edits) == 1)


def test_a_bad_cell_of_a_pasted_block_is_told(page: DailyGridPage) -> None:
    go(page, "U002", VISITS)
    QGuiApplication.clipboard().setText("18\t十几\r\n9\t21\r\n")
    press(page, Qt.Key.Key_V, control=True)
    assert "粘贴了3格" in page.cell_line.text()
    assert "河东村·宣传" in page.cell_line.text()


def test_nil_sent_back_and_receipt(page: DailyGridPage, qtbot: QtBot, workspace: Workspace) -> None:
    page._side_button.click()
    go(page, "U004", VISITS)
    page.side.nil_button.click()
    page.side.ask.answer.setText("17:40")
    page.side.ask.ok.click()
    qtbot.waitUntil(lambda: page.grid.model.sheet.units["U004"].nil)
    page.side.receipt_button.click()
    qtbot.waitUntil(lambda: "南湾村" in QGuiApplication.clipboard().text())
    page.side.return_button.click()
    page.side.ask.answer.setText("请核对")
    page.side.ask.ok.click()
    qtbot.waitUntil(lambda: page.grid.model.sheet.units["U004"].state.value == "returned")


def test_versions_show_the_reason_and_the_difference(page: DailyGridPage, qtbot: QtBot) -> None:
    page._side_button.click()
    go(page, "U001", VISITS)
    qtbot.waitUntil(lambda: "第1版" in page.side._text.toPlainText())


def test_filters_leave_the_totals_alone(page: DailyGridPage) -> None:
    page.filter.state.setCurrentIndex(page.filter.state.findData("missing"))
    assert page.grid.model.rows == ("U002", "U003", "U004")
    assert page.grid.totals.model().index(0, 0).data() == "32"
    assert "未报 3" in page.filter.counts.text()


def test_discarding_can_be_undone(page: DailyGridPage) -> None:
    go(page, "U003", VISITS)
    press(page, "7", Qt.Key.Key_Return)
    page.save_bar.discard.click()
    assert page.grid.model.sheet.edits == ()
    page.grid.view.setFocus()
    press(page, Qt.Key.Key_Z, control=True)
    assert len(page.grid.model.sheet.edits) == 1


def test_the_month_does_not_call_days_to_come_missing(page: DailyGridPage, qtbot: QtBot) -> None:
    page.tabs.setCurrentWidget(page.months)
    qtbot.waitUntil(lambda: page.months.shows(DAY))
    model = page.months.table.model()
    signs = [model.index(0, day).data() for day in (10, 11, 12)]
    assert signs == ["未", "✓", None]
