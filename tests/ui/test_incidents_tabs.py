"""分析, 预警提示, 责任落实, 诈骗类型 in the window, and the amounts they follow from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.records.incidents import Tally
from antifraud_desktop.records.submissions import FigureEdit
from antifraud_desktop.vocabulary import AccountabilityStep
from tests.incidents import office
from tests.incidents.office import DAY, SCHOOL, code, enter
from tests.incidents.window import dialog_of, shown
from tests.ui.office import NOW
from tests.ui.test_shell import CONTROLS, _named
from tests.ui.windows import quiet
from ui.care import ledgers_due
from ui.dialogs.incident_step import IncidentStepForm
from ui.messages import MessageBar
from ui.pages.incidents import steps_tab
from ui.pages.incidents.analysis_tab import AnalysisTab
from ui.pages.incidents.page import ANALYSIS, STEPS, TYPES, WARNINGS
from ui.pages.incidents.steps_tab import StepsTab
from ui.pages.incidents.types_tab import TypesTab
from ui.pages.incidents.warnings_tab import WarningsTab
from ui.pages.settings.rules_tab import RulesTab
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


def test_the_analysis_compares_and_is_issued(qtbot: QtBot, workspace: Workspace) -> None:
    program = workspace.program
    enter(program, "大石村", loss=100_000)
    enter(program, "河东村", date(2022, 8, 5), loss=300_000, fraud="虚假贷款")
    village = code(program, "竹园村")
    program.submissions.type_figures(DAY, [FigureEdit(village, "dissuasions", 2)], received=NOW)
    page = shown(qtbot, workspace)
    tab = page.tabs.open(ANALYSIS)
    quiet(qtbot, workspace)
    assert isinstance(tab, AnalysisTab)
    tab.period.setCurrentIndex(tab.period.findData("month"))
    quiet(qtbot, workspace)
    assert tab.last.date() == DAY
    assert "发案1起，损失1,000元" in tab.told.text()
    assert "发案与去年同期持平；损失同比减少2,000元（基数小" in tab.told.text()
    assert tab.by_month.records[0].then == Tally(1, 300_000)
    assert tab.tabs.tabText(tab.tabs.count() - 1) == "与日报核对（3）"
    told = [tab.differences.index(0, c).data() for c in range(6)]
    assert told[1:3] in (["竹园村", "劝阻"], ["大石村", "发案"])
    assert "去年同月1" in tab.months.accessibleDescription()
    tab.issue.click()
    quiet(qtbot, workspace)
    assert "已生成：发案分析第1期" in page.bar.label.text()
    wanted: list[tuple[str, str]] = []
    workspace.page_wanted.connect(lambda *told: wanted.append(told))
    page.bar.action.click()
    assert wanted == [("documents", str(program.documents.issued()[0].id))]


def test_a_range_turned_round_is_told_and_days_can_be_chosen(
    qtbot: QtBot, workspace: Workspace
) -> None:
    page = shown(qtbot, workspace)
    tab = page.tabs.open(ANALYSIS)
    quiet(qtbot, workspace)
    assert isinstance(tab, AnalysisTab)
    assert "没有登记发案和劝阻" in tab.told.text()
    tab.last.line.setText("2023-1-1")
    tab.last._read()
    quiet(qtbot, workspace)
    assert tab.period.currentText() == "自选日期"
    assert "截止日期早于起始日期" in page.bar.label.text()


def test_the_warning_is_copied_and_printed_as_a_poster(qtbot: QtBot, workspace: Workspace) -> None:
    enter(workspace.program, fraud="虚假贷款")
    page = shown(qtbot, workspace)
    tab = page.tabs.open(WARNINGS)
    quiet(qtbot, workspace)
    assert isinstance(tab, WarningsTab)
    assert tab.told.text() == "8月6日至8月12日登记：虚假贷款1起。"
    tab.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert "虚假贷款：放款前要交保证金" in copied
    assert "1起" not in copied
    tab.poster.click()
    quiet(qtbot, workspace)
    assert "已生成：预警提示第1期" in page.bar.label.text()


def test_what_a_school_owes_is_marked_done_and_taken_back(
    qtbot: QtBot, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = workspace.program
    enter(program, SCHOOL, date(2023, 8, 1), loss=100)
    page = shown(qtbot, workspace)
    tab = page.tabs.open(STEPS)
    quiet(qtbot, workspace)
    assert isinstance(tab, StepsTab)
    assert tab.told.text() == "未完成1项，⚠ 其中逾期1项。"
    assert tab.model.index(0, 0).data() == "⚠ 逾期1天"
    (due,) = ledgers_due(program)
    assert due.text == "1项学校、机关发案后的责任落实已逾期，请催办。"
    page.show_key(due.tab)
    assert page.tabs.current == STEPS
    assert "约谈：未设起点" in tab.limits.text()
    tab.done.click()
    form = dialog_of(page, IncidentStepForm)
    form.save()
    quiet(qtbot, workspace)
    assert "请填写文号" in form.form.problems_shown()["document"]
    form.document.setText("青反诈办发〔2023〕3号")
    form.save()
    quiet(qtbot, workspace)
    (row,) = program.ledgers.accountability.rows(date(2023, 8, 1), DAY)
    assert (row.step, row.done_on) == (AccountabilityStep.CIRCULAR, DAY)
    assert tab.told.text() == "都已完成。"
    assert ledgers_due(program) == []
    assert not tab.done.isEnabled()
    monkeypatch.setattr(steps_tab, "ask", lambda *_told: True)
    tab.undo.click()
    quiet(qtbot, workspace)
    assert tab.told.text() == "未完成1项，⚠ 其中逾期1项。"


def test_what_last_year_left_open_stays_in_sight_in_the_new_one(
    qtbot: QtBot, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = workspace.program
    enter(program, SCHOOL, date(2022, 12, 20))
    enter(program, SCHOOL, date(2022, 8, 1))
    page = shown(qtbot, workspace)
    tab = page.tabs.open(STEPS)
    quiet(qtbot, workspace)
    assert isinstance(tab, StepsTab)
    assert [row.day for row in tab.model.records] == [date(2022, 12, 20)]
    chosen = tmp_path / "责任.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(chosen), ""))
    tab.export.click()
    quiet(qtbot, workspace)
    assert "已导出并记入外发登记" in page.bar.label.text()
    assert chosen.exists()
    tab.year.setCurrentIndex(tab.year.findData(2022))
    quiet(qtbot, workspace)
    assert [row.day for row in tab.model.records] == [date(2022, 8, 1), date(2022, 12, 20)]


def test_a_type_is_changed_with_its_sentence(qtbot: QtBot, workspace: Workspace) -> None:
    page = shown(qtbot, workspace)
    tab = page.tabs.open(TYPES)
    quiet(qtbot, workspace)
    assert isinstance(tab, TypesTab)
    assert tab.form.name.text() == "刷单返利"
    tab.form.aliases.setText("刷单，点赞赚佣金")
    tab.form.warning.setPlainText("凡是刷单都是诈骗。")
    assert tab.browser.dirty
    tab.save()
    quiet(qtbot, workspace)
    kept = workspace.program.ledgers.fraud_types.list()[0]
    assert (kept.aliases, kept.warning) == (("刷单", "点赞赚佣金"), "凡是刷单都是诈骗。")
    assert tab.browser.status.text() == "✓ 已保存：刷单返利"
    tab.browser.new.click()
    tab.form.name.setText("虚假贷款")
    tab.form.touch()
    tab.save()
    quiet(qtbot, workspace)
    assert "已有“虚假贷款”" in tab.form.problems_shown()["name"]


def test_r20_the_amounts_are_set_in_yuan_among_the_numbers_of_the_office(
    qtbot: QtBot, workspace: Workspace
) -> None:
    bar = MessageBar()
    tab = RulesTab(workspace, bar)
    for widget in (bar, tab):
        qtbot.addWidget(widget)
    tab.load()
    quiet(qtbot, workspace)
    assert tab.amounts["interview_loss"].text() == ""
    tab.amounts["interview_loss"].setText("好几万")
    tab.amounts["listing_loss"].setText("5万")
    tab.save()
    assert "好几万" in tab.form.problems_shown()["interview_loss"]
    tab.amounts["interview_loss"].setText("10000.5")
    tab.save()
    quiet(qtbot, workspace)
    settings = workspace.program.townships.settings(DAY)
    assert (settings.interview_loss, settings.listing_loss) == (1_000_050, 5_000_000)
    tab.load()
    quiet(qtbot, workspace)
    assert tab.amounts["interview_loss"].text() == "10000.5"


def test_every_control_of_the_room_has_a_name(qtbot: QtBot, workspace: Workspace) -> None:
    page = shown(qtbot, workspace)
    for title in page.tabs.titles:
        page.tabs.open(title)
        quiet(qtbot, workspace)
    nameless = [
        f"{type(w).__name__} {w.objectName()}"
        for w in page.findChildren(QWidget)
        if isinstance(w, CONTROLS) and w.focusPolicy() != Qt.FocusPolicy.NoFocus and not _named(w)
    ]
    assert nameless == []
