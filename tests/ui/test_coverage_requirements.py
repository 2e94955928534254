"""规定动作 in the window: the matrix, what is behind a cell, reminders, settings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QInputDialog, QPushButton
from pytestqt.qtbot import QtBot

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.records.activities import NewActivity
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.rules.permissions import permissions_of
from antifraud_desktop.vocabulary import RequirementPeriod, Role, UnitKind
from tests.ui.office import DAY
from tests.ui.windows import quiet
from ui.dialogs.coverage_order import OrderForm
from ui.dialogs.requirement_deeds import DeedsDialog
from ui.dialogs.requirement_form import RequirementForm
from ui.dialogs.requirement_term import TermForm
from ui.messages import MessageBar
from ui.pages.coverage.matrix_tab import MatrixTab
from ui.pages.coverage.page import MATRIX, SETTINGS, CoveragePage
from ui.pages.coverage.settings_tab import SettingsTab
from ui.pages.settings.install_orders_tab import InstallOrdersTab
from ui.workspace import Workspace


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> CoveragePage:
    program: Program = workspace.program
    program.units.save(UnitRecord("S01", "青禾中学", UnitKind.SCHOOL, sort_order=8))
    program.units.save(UnitRecord("B01", "青禾信用社", UnitKind.BANK, sort_order=9))
    patrol = NewActivity("outlet_patrol", date(2023, 8, 3), "查看柜台提示")
    program.ledgers.activities.log(patrol, ("B01",))
    made = CoveragePage(workspace)
    qtbot.addWidget(made)
    made.resize(1180, 640)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.show_day(DAY)
    quiet(qtbot, workspace)
    return made


def matrix(qtbot: QtBot, page: CoveragePage) -> MatrixTab:
    tab = page.tabs.open(MATRIX)
    assert isinstance(tab, MatrixTab)
    quiet(qtbot, page.workspace)
    return tab


def settings(qtbot: QtBot, page: CoveragePage) -> SettingsTab:
    tab = page.tabs.open(SETTINGS)
    assert isinstance(tab, SettingsTab)
    quiet(qtbot, page.workspace)
    return tab


def go_to(tab: MatrixTab, unit: str, requirement: str) -> None:
    said = tab.model.headerData
    names = [said(n, Qt.Orientation.Vertical) for n in range(tab.model.rowCount())]
    heads = [said(n, Qt.Orientation.Horizontal) for n in range(tab.model.columnCount())]
    index = tab.model.index(names.index(unit), heads.index(requirement))
    tab.table.setCurrentIndex(index)


def test_r10_the_matrix_shows_this_month_and_opens_what_was_counted(
    qtbot: QtBot, page: CoveragePage
) -> None:
    tab = matrix(qtbot, page)
    go_to(tab, "青禾信用社", "网点巡查")
    assert tab.table.currentIndex().data() == "✓ 1/1"
    tab.table.setFocus()
    qtbot.keyClick(tab.table, Qt.Key.Key_Return)
    dialog = tab.findChild(DeedsDialog)
    assert isinstance(dialog, DeedsDialog)
    quiet(qtbot, page.workspace)
    assert [d.title for d in dialog.model.records] == ["查看柜台提示"]
    with qtbot.waitSignal(page.workspace.page_wanted) as wanted:
        dialog.table.activated.emit(dialog.model.index(0, 0))
    assert wanted.args == ["activities", f"activity/{dialog.model.records[0].activity_id}"]


def test_r10_a_cell_without_activities_says_where_they_are_entered(
    qtbot: QtBot, page: CoveragePage
) -> None:
    tab = matrix(qtbot, page)
    go_to(tab, "青禾信用社", "网点员工培训")
    tab.behind.click()
    dialog = tab.findChild(DeedsDialog)
    assert isinstance(dialog, DeedsDialog)
    quiet(qtbot, page.workspace)
    assert "活动台账" in dialog.empty.text()
    assert not dialog.empty.isHidden()
    dialog.reject()


def test_r10_what_is_not_asked_opens_nothing(qtbot: QtBot, page: CoveragePage) -> None:
    tab = matrix(qtbot, page)
    go_to(tab, "青禾信用社", "副组长周会商")
    assert tab.table.currentIndex().data() == "—"
    assert not tab.behind.isEnabled()
    tab.open_cell(tab.table.currentIndex())
    assert tab.findChild(DeedsDialog) is None


def test_r10_the_reminder_goes_to_the_clipboard(qtbot: QtBot, page: CoveragePage) -> None:
    tab = matrix(qtbot, page)
    go_to(tab, "青禾信用社", "网点员工培训")
    tab.remind.click()
    quiet(qtbot, page.workspace)
    text = QGuiApplication.clipboard().text()
    assert text.startswith("【规定动作提醒】青禾信用社")
    assert "8月31日前完成" in text
    assert "网点巡查" not in text


def test_r10_another_range_is_typed(qtbot: QtBot, page: CoveragePage) -> None:
    tab = matrix(qtbot, page)
    tab.first.line.setText("2020-1-1")
    tab.first.line.editingFinished.emit()
    quiet(qtbot, page.workspace)
    assert tab.span.currentText() == "自选日期"
    assert "最多查看两年" in page.bar.label.text()
    tab.span.setCurrentText("上月")
    tab.span.activated.emit(1)
    quiet(qtbot, page.workspace)
    assert tab.model.rowCount() == 0
    assert "没有规定动作" in tab.told.text()
    assert not tab.issue.isEnabled()


def test_r10_papers_are_made_from_the_matrix(
    qtbot: QtBot, page: CoveragePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = matrix(qtbot, page)
    tab.issue.click()
    quiet(qtbot, page.workspace)
    assert "规定动作完成情况表第1期" in page.bar.label.text()
    assert [d.kind for d in page.program.documents.issued()] == ["requirement_matrix"]
    path = tmp_path / "银行.xlsx"
    monkeypatch.setattr(QInputDialog, "getItem", lambda *_a, **_k: ("银行网点", True))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(path), ""))
    tab.sheets.click()
    quiet(qtbot, page.workspace)
    assert load_workbook(path).sheetnames == ["1青禾信用社"]


def test_r9_a_requirement_is_added_in_its_form(qtbot: QtBot, page: CoveragePage) -> None:
    tab = settings(qtbot, page)
    qtbot.keyClick(page.tabs.list, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    form = tab.findChild(RequirementForm)
    assert isinstance(form, RequirementForm)
    form.source.setCurrentIndex(form.source.findData("market"))
    form.period.setCurrentIndex(form.period.findData(RequirementPeriod.BY_DATE))
    form.save()
    quiet(qtbot, page.workspace)
    assert set(form.form.problems_shown()) == {"name", "unit_kinds", "by"}
    form.name.setText("集市宣传一次")
    form.kinds.boxes[UnitKind.VILLAGE].setChecked(True)
    form.by.line.setText("2023-12-31")
    form.save()
    quiet(qtbot, page.workspace)
    made = next(r for r in page.program.ledgers.requirements.list() if r.name == "集市宣传一次")
    assert (made.type_code, made.unit_kinds, made.by) == (
        "market",
        (UnitKind.VILLAGE,),
        date(2023, 12, 31),
    )
    assert tab.requirements.rowCount() == 11


def test_r9_a_meeting_needs_no_units(qtbot: QtBot, page: CoveragePage) -> None:
    tab = settings(qtbot, page)
    rows = [r.code for r in tab.requirements.records]
    tab.table.selectRow(rows.index("group_deputy"))
    tab.change.click()
    form = tab.findChild(RequirementForm)
    assert isinstance(form, RequirementForm)
    assert not form.kinds.isVisible()
    form.at_least.setValue(2)
    form.save()
    quiet(qtbot, page.workspace)
    found = {r.code: r for r in page.program.ledgers.requirements.list()}
    assert found["group_deputy"].at_least == 2


def test_r9_terms_are_edited_and_requirements_go_after_asking(
    qtbot: QtBot, page: CoveragePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = settings(qtbot, page)
    tab.change_term.click()
    form = tab.findChild(TermForm)
    assert isinstance(form, TermForm)
    form.last.line.setText("2024-1-26")
    form.save()
    quiet(qtbot, page.workspace)
    assert tab.terms.records[0].last_day == date(2024, 1, 26)
    monkeypatch.setattr("ui.pages.coverage.settings_tab.ask", lambda *_a: True)
    tab.remove.click()
    quiet(qtbot, page.workspace)
    assert tab.requirements.rowCount() == 9


def test_r8_the_document_is_entered_and_ended_in_the_settings(
    qtbot: QtBot, workspace: Workspace
) -> None:
    bar = MessageBar()
    tab = InstallOrdersTab(workspace, bar)
    qtbot.addWidget(tab)
    qtbot.addWidget(bar)
    workspace.announced.connect(lambda _changes: tab.load())
    tab.show()
    tab.load()
    quiet(qtbot, workspace)
    assert not tab.empty.isHidden()
    tab.add.click()
    form = tab.findChild(OrderForm)
    assert isinstance(form, OrderForm)
    form.save()
    assert set(form.form.problems_shown()) == {"issued_on", "valid_from"}
    form.issued_on.line.setText("2023-7-20")
    form.valid_from.line.setText("2023-8-1")
    form.save()
    quiet(qtbot, workspace)
    assert set(form.form.problems_shown()) == {"organ", "number", "title"}
    for field, text in (
        (form.organ, "县反诈办"),
        (form.number, "〔2023〕3号"),
        (form.title, "通知"),
    ):
        field.setText(text)
    form.save()
    quiet(qtbot, workspace)
    assert workspace.program.ledgers.install_orders.may_rank(DAY)
    assert tab.empty.isHidden()
    assert tab.model.rowCount() == 1


def test_r9_a_form_that_was_left_is_there_again_until_it_is_saved(
    qtbot: QtBot, page: CoveragePage
) -> None:
    tab = settings(qtbot, page)
    tab.open_new()
    form = tab.findChild(RequirementForm)
    assert isinstance(form, RequirementForm)
    quiet(qtbot, page.workspace)
    form.name.setText("集市宣传")
    form.kinds.boxes[UnitKind.VILLAGE].setChecked(True)
    form.source.setCurrentIndex(form.source.findData("market"))
    with qtbot.waitSignal(form.destroyed):
        form.reject()
    quiet(qtbot, page.workspace)
    tab.open_new()
    again = tab.findChild(RequirementForm)
    assert isinstance(again, RequirementForm)
    qtbot.waitUntil(lambda: again.name.text() == "集市宣传")
    assert again.kinds.chosen() == (UnitKind.VILLAGE,)
    with qtbot.waitSignal(again.destroyed):
        again.save()
    quiet(qtbot, page.workspace)
    assert page.program.drafts.load("requirement:") is None


def test_a_leader_reads_everything_and_is_offered_nothing_to_write(
    qtbot: QtBot, page: CoveragePage
) -> None:
    given = permissions_of((Role.LEADER,), (Role.LEADER, Role.OPERATOR))
    own = Workspace(replace(page.program, permissions=given), DAY)
    read = CoveragePage(own)
    qtbot.addWidget(read)
    read.show()
    read.show_day(DAY)
    quiet(qtbot, own)
    for title in read.tabs.titles:
        read.tabs.open(title)
        quiet(qtbot, own)
    shown = {b.text() for b in read.findChildren(QPushButton) if not b.isHidden()}
    assert not shown & {"保存", "粘贴", "登记抽样…", "新增…", "删除", "修改…", "生成情况表"}
    assert {"导出表格…", "复制提醒", "看明细"} <= shown
    own.close()
