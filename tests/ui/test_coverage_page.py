"""进度覆盖 in the window: targets, a column typed and pasted, samples."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from antifraud_desktop.records.coverage import NewFigure, SampleRecord
from antifraud_desktop.vocabulary import AwarenessGroup, CoverageSubject
from tests.ui.office import DAY
from tests.ui.windows import quiet
from ui.dialogs.coverage_sample import SampleForm
from ui.pages.coverage.awareness_tab import AwarenessTab
from ui.pages.coverage.entry_model import NEW
from ui.pages.coverage.entry_tab import EntryTab
from ui.pages.coverage.page import AWARENESS, ENTRY, PROGRESS, CoveragePage
from ui.pages.coverage.progress_tab import ProgressTab
from ui.workspace import Workspace

BOARDS = CoverageSubject.NOTICE_BOARDS


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> CoveragePage:
    made = CoveragePage(workspace)
    qtbot.addWidget(made)
    made.resize(1180, 640)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.show_day(DAY)
    quiet(qtbot, workspace)
    return made


def entry(qtbot: QtBot, page: CoveragePage, subject: CoverageSubject = BOARDS) -> EntryTab:
    tab = page.tabs.open(ENTRY)
    assert isinstance(tab, EntryTab)
    quiet(qtbot, page.workspace)
    tab.subject.setCurrentIndex(tab.subject.findData(subject))
    quiet(qtbot, page.workspace)
    return tab


def column(tab: EntryTab, number: int = NEW) -> list[str]:
    model = tab.model
    return [str(model.index(row, number).data()) for row in range(model.rowCount())]


def stored(page: CoveragePage, subject: CoverageSubject = BOARDS) -> list[int | None]:
    coverage = page.program.ledgers.coverage
    return [e.value for e in coverage.column(subject, DAY)]


def test_r7_a_column_is_typed_through_with_enter(qtbot: QtBot, page: CoveragePage) -> None:
    tab = entry(qtbot, page)
    tab.begin()
    for number in ("130", "0"):
        qtbot.keyClicks(tab.table, number[0])
        editor = QApplication.focusWidget()
        assert isinstance(editor, QLineEdit)
        qtbot.keyClicks(editor, number[1:])
        row = tab.table.currentIndex().row()
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda row=row: tab.table.currentIndex().row() == row + 1)
    assert column(tab)[:3] == ["130", "0", ""]
    assert tab.table.currentIndex().row() == 2
    assert "2个单位" in tab.told.text()
    qtbot.keyClick(tab.table, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    quiet(qtbot, page.workspace)
    assert stored(page) == [130, 0, None, None]
    assert not tab.save_button.isEnabled()


def test_r7_a_copied_block_fills_its_units_and_doubts_are_told(
    qtbot: QtBot, page: CoveragePage
) -> None:
    tab = entry(qtbot, page)
    QGuiApplication.clipboard().setText("单位\t块数\n竹园村\t1,130\n柳树村\t5\n大石\t12\n")
    tab.table.setFocus()
    qtbot.keyClick(tab.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    quiet(qtbot, page.workspace)
    assert column(tab) == ["12", "", "1130", ""]
    assert "第3行" in page.bar.label.text()
    assert stored(page) == [None] * 4
    assert "超过基数" in column(tab, 4)[2]


def test_r7_bare_numbers_go_down_from_the_chosen_unit(qtbot: QtBot, page: CoveragePage) -> None:
    tab = entry(qtbot, page)
    tab.table.setCurrentIndex(tab.model.index(2, NEW))
    QGuiApplication.clipboard().setText("5\n6\n7\n")
    tab.paste.click()
    assert column(tab) == ["", "", "5", "6"]
    assert "1个数放不下" in page.bar.label.text()


def test_r7_what_is_no_number_is_not_saved(qtbot: QtBot, page: CoveragePage) -> None:
    tab = entry(qtbot, page)
    tab.model.setData(tab.model.index(0, NEW), "一百")
    tab.model.setData(tab.model.index(1, NEW), "１２")
    assert "大石村" in tab.told.text()
    assert not tab.save_button.isEnabled()
    tab.model.setData(tab.model.index(0, NEW), "100")
    tab.save()
    quiet(qtbot, page.workspace)
    assert stored(page) == [100, 12, None, None]


def test_r7_an_emptied_cell_takes_the_figure_back(qtbot: QtBot, page: CoveragePage) -> None:
    page.program.ledgers.coverage.save_column(BOARDS, DAY, [NewFigure("U001", 5)])
    tab = entry(qtbot, page)
    tab.model.setData(tab.model.index(0, NEW), "")
    assert "取消" in column(tab, 4)[0]
    tab.save()
    quiet(qtbot, page.workspace)
    assert stored(page) == [None] * 4


def test_r7_typed_figures_wait_while_another_column_is_looked_at(
    qtbot: QtBot, page: CoveragePage
) -> None:
    tab = entry(qtbot, page)
    tab.model.setData(tab.model.index(0, NEW), "77")
    tab.subject.setCurrentIndex(tab.subject.findData(CoverageSubject.HOUSEHOLDS))
    quiet(qtbot, page.workspace)
    assert column(tab)[0] == ""
    assert "宣传牌" in tab.told.text()
    tab.subject.setCurrentIndex(tab.subject.findData(BOARDS))
    quiet(qtbot, page.workspace)
    assert column(tab)[0] == "77"
    tab.undo.click()
    assert column(tab)[0] == ""


def test_r7_unsaved_figures_outlive_the_window(
    qtbot: QtBot, page: CoveragePage, workspace: Workspace
) -> None:
    tab = entry(qtbot, page)
    tab.model.setData(tab.model.index(1, NEW), "88")
    assert page.keep_draft() == 1
    quiet(qtbot, workspace)
    again = CoveragePage(workspace)
    qtbot.addWidget(again)
    again.show()
    again.show_day(DAY)
    quiet(qtbot, workspace)
    again.show_key("entry")
    quiet(qtbot, workspace)
    kept = again.tabs.made[ENTRY]
    assert isinstance(kept, EntryTab)
    assert column(kept) == ["", "88", "", ""]
    assert stored(page) == [None] * 4


def test_r7_targets_show_where_they_stand_and_their_units(qtbot: QtBot, page: CoveragePage) -> None:
    coverage = page.program.ledgers.coverage
    changes = coverage.save_column(BOARDS, DAY, [NewFigure("U001", 134), NewFigure("U002", 0)])
    page.workspace.announce(changes)
    quiet(qtbot, page.workspace)
    tab = page.tabs.made[PROGRESS]
    assert isinstance(tab, ProgressTab)
    names = [p.target.name for p in tab.targets.records]
    tab.table.selectRow(next(n for n, name in enumerate(names) if name.startswith("宣传牌")))
    # 1600 households: 533.28 boards
    assert "已达到134块，应达到534块，还差400块" in tab.said.text()
    assert "2个单位没有填数" in tab.lacking.text()
    rows = [tab.units.index(row, 1).data() for row in range(tab.units.rowCount())]
    assert rows == ["134", "0", "未填", "未填"]
    assert "不进排名" in tab.install.text()


def test_r7_the_progress_leaves_as_a_workbook(
    qtbot: QtBot, page: CoveragePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = page.tabs.made[PROGRESS]
    assert isinstance(tab, ProgressTab)
    path = tmp_path / "进度.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(path), ""))
    tab.export.click()
    quiet(qtbot, page.workspace)
    assert "外发登记" in page.bar.label.text()
    assert load_workbook(path).active["A1"].value == "目标进度（截至2023年8月12日）"


def awareness(qtbot: QtBot, page: CoveragePage) -> AwarenessTab:
    tab = page.tabs.open(AWARENESS)
    assert isinstance(tab, AwarenessTab)
    quiet(qtbot, page.workspace)
    return tab


def test_r7_a_sample_is_entered_and_shown_with_its_interval(
    qtbot: QtBot, page: CoveragePage
) -> None:
    tab = awareness(qtbot, page)
    assert "不记录被问人的姓名" in tab.said.text()
    qtbot.keyClick(page.tabs.list, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    form = tab.findChild(SampleForm)
    assert isinstance(form, SampleForm)
    form.asked.setValue(30)
    form.aware.setValue(31)
    form.save()
    quiet(qtbot, page.workspace)
    assert set(form.form.problems_shown()) == {"unit_code", "aware"}
    form.unit.setCurrentIndex(0)
    form.aware.setValue(26)
    form.save()
    quiet(qtbot, page.workspace)
    assert "样本30人" in tab.said.text()
    assert tab.lines.rowCount() == 2
    assert [s.unit_name for s in tab.samples.records] == ["大石村"]


def test_r7_a_sample_goes_only_after_asking(
    qtbot: QtBot, page: CoveragePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample = SampleRecord("U001", AwarenessGroup.RESIDENTS, DAY, 30, 26)
    page.program.ledgers.awareness.save(sample)
    tab = awareness(qtbot, page)
    asked: list[str] = []

    def answer(_parent: object, question: str, *_rest: object) -> bool:
        asked.append(question)
        return len(asked) > 1

    monkeypatch.setattr("ui.pages.coverage.awareness_tab.ask", answer)
    tab.table.setFocus()
    for left in (1, 0):
        qtbot.keyClick(tab.table, Qt.Key.Key_Delete)
        quiet(qtbot, page.workspace)
        assert tab.samples.rowCount() == left
    assert "大石村" in asked[0]
