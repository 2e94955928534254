"""发案劝阻 in the window: quick entry by keyboard, the list, the forms, empty and in trouble."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.errors import EnvironmentTrouble
from antifraud_desktop.records.incidents import IncidentFilter
from antifraud_desktop.vocabulary import IncidentChannel, IncidentKind
from tests.incidents import office
from tests.incidents.office import DAY, STOPPED, enter
from tests.incidents.window import dialog_of, register, shown
from tests.ui.windows import quiet
from ui.dialogs.incident_form import IncidentForm
from ui.pages.incidents import register_tab
from ui.pages.incidents.analysis_tab import AnalysisTab
from ui.pages.incidents.page import ANALYSIS, STEPS
from ui.pages.incidents.register_tab import RegisterTab
from ui.workspace import Workspace


@pytest.fixture(scope="session")
def school_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("incidents") / "data"
    office.found(root)
    return root


@pytest.fixture
def program(tmp_path: Path, school_root: Path) -> Iterator[Program]:
    made = office.opened(tmp_path / "data", school_root)
    yield made
    made.close()


def type_one(qtbot: QtBot, tab: RegisterTab, fraud: str, loss: str) -> None:
    """Enter a case as a clerk does: a few characters, a digit, an amount, Enter."""
    fields = tab.entry.fields
    fields.unit.setEditText("大石村")
    fields.type.setFocus()
    qtbot.keyClicks(fields.type, fraud)
    fields.loss.setFocus()
    fields.loss.setText(loss)
    qtbot.keyClick(fields.loss, Qt.Key.Key_Return)
    quiet(qtbot, tab.entry._workspace)


def test_an_empty_ledger_says_how_to_begin(qtbot: QtBot, workspace: Workspace) -> None:
    tab = register(shown(qtbot, workspace))
    assert "按回车就登记一条" in tab.desk.told.text()
    assert not tab.export.isEnabled()
    assert not tab.change.isEnabled()


def test_a_case_is_entered_by_keyboard_and_the_next_one_begins(
    qtbot: QtBot, workspace: Workspace
) -> None:
    page = shown(qtbot, workspace)
    tab = register(page)
    type_one(qtbot, tab, "5", "2.6万")
    incidents = workspace.program.ledgers.incidents
    (kept,) = incidents.rows(incidents.ids(IncidentFilter()))
    assert (kept.unit_name, kept.type_name, kept.loss) == ("大石村", "虚假贷款", 2_600_000)
    assert kept.day == DAY
    assert "✓ 已登记：8月12日　大石村　发案　虚假贷款　损失26,000元" in tab.entry.told.text()
    assert tab.entry.fields.loss.text() == ""
    assert tab.entry.fields.day.date() == DAY
    quiet(qtbot, workspace)
    assert tab.desk.told.text() == "共1条"
    assert "发案1起，损失26,000元" in tab.sums.text()


def test_what_cannot_be_read_is_told_and_nothing_is_lost(
    qtbot: QtBot, workspace: Workspace
) -> None:
    tab = register(shown(qtbot, workspace))
    type_one(qtbot, tab, "1", "几千")
    assert "损失金额" in tab.entry.told.text()
    tab.entry.fields.unit.setEditText("没有的村")
    tab.entry.save()
    assert "单位：请选择单位" in tab.entry.told.text()
    assert tab.entry.fields.loss.text() == "几千"
    assert workspace.program.ledgers.incidents.ids(IncidentFilter()) == ()
    tab.entry.fields.unit.setEditText("大石村")
    tab.entry.fields.loss.setText("8600")
    tab.entry.fields.day.set_date(DAY + timedelta(1))
    tab.entry.save()
    quiet(qtbot, workspace)
    assert "日期：日期在今天之后" in tab.entry.told.text()
    assert tab.entry.add.isEnabled()


def test_a_few_characters_of_one_unit_are_enough_those_of_several_are_not(
    qtbot: QtBot, workspace: Workspace
) -> None:
    tab = register(shown(qtbot, workspace))
    fields = tab.entry.fields
    fields.type.setCurrentIndex(0)
    fields.unit.setEditText("村")
    tab.entry.save()
    assert "单位：请选择单位" in tab.entry.told.text()
    line = fields.unit.lineEdit()
    assert line is not None
    line.setText("大石")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    quiet(qtbot, workspace)
    incidents = workspace.program.ledgers.incidents
    (kept,) = incidents.rows(incidents.ids(IncidentFilter()))
    assert kept.unit_name == "大石村"
    assert fields.unit.currentText() == "大石村"


def test_a_dissuasion_has_no_loss(qtbot: QtBot, workspace: Workspace) -> None:
    fields = register(shown(qtbot, workspace)).entry.fields
    fields.loss.setText("500")
    fields.kind.setCurrentIndex(fields.kind.findData(IncidentKind.DISSUASION))
    assert not fields.loss.isEnabled()
    assert fields.loss.text() == ""


def test_a_case_begun_is_kept_as_a_draft_until_it_is_entered(
    qtbot: QtBot, workspace: Workspace
) -> None:
    page = shown(qtbot, workspace)
    assert page.keep_draft() == 0
    entry = register(page).entry
    entry.fields.unit.setEditText("大石村")
    entry.fields.loss.setText("8600")
    assert page.keep_draft() == 1
    quiet(qtbot, workspace)
    again = register(shown(qtbot, workspace)).entry
    assert again.fields.loss.text() == "8600"
    assert again.fields.unit.currentText() == "大石村"
    assert "接着上次" in again.told.text()


def test_an_entry_opens_is_changed_and_tells_its_changes(
    qtbot: QtBot, workspace: Workspace
) -> None:
    number = enter(workspace.program, loss=100_000)
    page = shown(qtbot, workspace)
    tab = register(page)
    tab.desk.choose(number)
    qtbot.waitUntil(lambda: tab.desk.current() is not None)
    qtbot.keyClick(tab.desk.table, Qt.Key.Key_Return)
    form = dialog_of(page, IncidentForm)
    quiet(qtbot, workspace)
    assert form.past.isHidden()
    form.fields.loss.setText("")
    form.fields.saved.setText("一万")
    form.fields.channel.setCurrentIndex(form.fields.channel.findData(IncidentChannel.GAME))
    form.save()
    quiet(qtbot, workspace)
    kept = workspace.program.ledgers.incidents.rows([number])[0]
    assert (kept.loss, kept.saved, kept.channel) == (0, 1_000_000, IncidentChannel.GAME)
    tab.desk.choose(number)
    qtbot.waitUntil(lambda: tab.desk.current() == kept)
    tab.change.click()
    second = dialog_of(page, IncidentForm)
    quiet(qtbot, workspace)
    assert "渠道：微信QQ等聊天 → 网络游戏" in second.past.text()
    second.fields.unit.setEditText("没有的村")
    second.save()
    assert "请选择单位" in second.form.problems_shown()["unit_code"]
    second.reject()


def test_deleting_asks_and_then_the_list_is_read_again(
    qtbot: QtBot, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = enter(workspace.program)
    tab = register(shown(qtbot, workspace))
    tab.desk.choose(number)
    qtbot.waitUntil(lambda: tab.desk.current() is not None)
    answers = iter([False, True])
    monkeypatch.setattr(register_tab, "ask", lambda *_told: next(answers))
    tab.desk.table.setFocus()
    qtbot.keyClick(tab.desk.table, Qt.Key.Key_Delete)
    assert workspace.program.ledgers.incidents.ids(IncidentFilter()) == (number,)
    tab.remove.click()
    quiet(qtbot, workspace)
    qtbot.waitUntil(lambda: "按回车就登记一条" in tab.desk.told.text())


def test_the_list_leaves_as_it_is_filtered(
    qtbot: QtBot, workspace: Workspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    enter(workspace.program, loss=100)
    enter(workspace.program, kind=STOPPED, saved=100)
    page = shown(qtbot, workspace)
    tab = register(page)
    tab.desk.filter.put({"kind": IncidentKind.DISSUASION.value, "period": "year"})
    qtbot.waitUntil(lambda: tab.desk.told.text() == "共1条")
    quiet(qtbot, workspace)
    assert tab.sums.text() == "合计：发案0起，损失0元；劝阻1起，挽回1元"
    path = str(tmp_path / "台账.xlsx")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (path, ""))
    tab.export.click()
    quiet(qtbot, workspace)
    assert load_workbook(path).worksheets[0].max_row == 3
    assert "已导出并记入外发登记" in page.bar.label.text()


def test_trouble_is_told_on_the_page_and_the_typed_case_stays(
    qtbot: QtBot, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown(qtbot, workspace)
    tab = register(page)

    def locked(*_given: object) -> None:
        raise EnvironmentTrouble("数据文件被占用。", "请关闭占用它的程序再试。")

    monkeypatch.setattr(type(workspace.program.ledgers.incidents), "save", locked)
    monkeypatch.setattr(type(workspace.program.ledgers.incidents), "ids", locked)
    type_one(qtbot, tab, "1", "8600")
    assert "数据文件被占用" in tab.entry.told.text()
    assert tab.entry.fields.loss.text() == "8600"
    tab.load()
    quiet(qtbot, workspace)
    assert "数据文件被占用" in page.bar.label.text()


def test_who_only_reads_is_offered_no_entry(qtbot: QtBot, workspace: Workspace) -> None:
    reader = workspace.program.permissions - {"keep_ledgers", "issue_documents"}
    workspace.program = replace(workspace.program, permissions=frozenset(reader))
    page = shown(qtbot, workspace)
    tab = register(page)
    assert tab.entry.isHidden()
    assert tab.change.isHidden()
    assert "经办人登记后" in tab.desk.told.text()
    analysis = page.tabs.open(ANALYSIS)
    quiet(qtbot, workspace)
    assert isinstance(analysis, AnalysisTab)
    assert analysis.issue.isHidden()
    page.activateWindow()
    page.tabs.list.setFocus()
    qtbot.keyClick(page.tabs.list, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert page.tabs.current == ANALYSIS


def test_ctrl_n_on_the_list_of_tabs_leads_to_a_new_case(qtbot: QtBot, workspace: Workspace) -> None:
    page = shown(qtbot, workspace)
    page.tabs.open(STEPS)
    page.activateWindow()
    page.tabs.list.setFocus()
    qtbot.keyClick(page.tabs.list, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    quiet(qtbot, workspace)
    assert page.tabs.current == "登记"
    line = register(page).entry.fields.unit.lineEdit()
    assert line is not None
    assert line.hasFocus()
