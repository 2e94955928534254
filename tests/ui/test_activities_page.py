"""活动台账 in the window: looking, comparing, pictures, briefs, types and classes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QInputDialog
from pytestqt.qtbot import QtBot

from antifraud_desktop.records.submissions import FigureEdit
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.vocabulary import UnitKind
from tests.ui.activity_pages import ALL, DRIVE, activities_page, chosen, entered, saved
from tests.ui.office import DAY, NOW
from tests.ui.windows import quiet
from ui.dialogs.activity_brief import BriefForm
from ui.dialogs.activity_picture import PictureDialog
from ui.dialogs.activity_type import ActivityTypeForm, UnitClassForm
from ui.pages.activities import differences_tab
from ui.pages.activities.differences_tab import DifferencesTab
from ui.pages.activities.page import ActivitiesPage
from ui.pages.activities.types_tab import TypesTab
from ui.workspace import Workspace


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> Iterator[ActivitiesPage]:
    with activities_page(qtbot, workspace) as made:
        yield made


def test_an_empty_ledger_says_what_to_do_first(page: ActivitiesPage) -> None:
    assert page.list.desk.told.text().startswith("还没有活动。点“登记活动…”")
    assert not page.list.brief.isEnabled()
    assert not page.list.delete.isEnabled()


def test_deleting_asks_why(
    page: ActivitiesPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    entered(page, qtbot)
    chosen(page, qtbot)
    answers = iter([("", False), ("登记重复", True)])
    monkeypatch.setattr(QInputDialog, "getText", lambda *_a: next(answers))
    page.list.delete.click()
    quiet(qtbot, page.workspace)
    assert page.program.ledgers.activity_list.count(ALL) == 1
    page.list.desk.table.setFocus()
    with qtbot.waitSignal(page.list.desk.delete_wanted):
        qtbot.keyClick(page.list.desk.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: page.list.desk.told.text().startswith("还没有活动"))
    assert page.list.panel.record is None


def test_the_list_is_filtered_and_another_pages_wish_is_taken_back(
    page: ActivitiesPage, qtbot: QtBot
) -> None:
    entered(page, qtbot)
    entered(
        page, qtbot, replace(DRIVE, title="夜市宣传", type_code="market", quantity=None), "U002"
    )
    page.list.filter.text.setText("夜市")
    qtbot.waitUntil(lambda: page.list.desk.told.text() == "共1条")
    page.show_key(f"list/U001//{DAY}/{DAY}")

    def first() -> str:
        line = page.list.desk.model.record(0)
        return line.unit_name if line is not None else ""

    qtbot.waitUntil(lambda: first() == "大石村")
    assert page.list.desk.model.rowCount() == 1
    assert page.list.all.isVisible()
    page.list.all.click()
    qtbot.waitUntil(lambda: page.list.desk.told.text() == "共2条")
    assert page.list.all.isHidden()


def test_a_hit_of_the_search_is_shown_wherever_it_is(page: ActivitiesPage, qtbot: QtBot) -> None:
    number = entered(page, qtbot)
    entered(page, qtbot, replace(DRIVE, title="夜市宣传", type_code="market", quantity=None))
    page.list.filter.text.setText("夜市")
    qtbot.waitUntil(lambda: page.list.desk.told.text() == "共1条")
    page.show_key(str(number))  # as the requirement matrix asks
    qtbot.waitUntil(
        lambda: page.list.panel.record is not None and page.list.panel.record.id == number
    )


def test_a_difference_is_seen_followed_and_filled_in(
    page: ActivitiesPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.program.submissions.type_figures(
        DAY, [FigureEdit("U001", "households_visited", 30)], received=NOW
    )
    entered(page, qtbot)
    page.show_key("differences")
    quiet(qtbot, page.workspace)
    tab = page.tabs.made["与日报核对"]
    assert isinstance(tab, DifferencesTab)
    shown = [tab.model.index(0, column).data() for column in range(7)]
    assert shown == ["2023-8-12", "大石村", "入户", "20", "30", "-10", "以单位所报为准，请核对"]
    asked: list[str] = []
    monkeypatch.setattr(differences_tab, "ask", lambda *a: asked.append(a[2]) or True)
    wanted: list[str] = []
    page.workspace.page_wanted.connect(lambda name, key: wanted.append(f"{name} {key}"))
    tab.day.click()
    assert wanted == ["grid U001"]
    tab.fill.click()
    qtbot.waitUntil(lambda: "没有差异" in tab.told.text())
    assert "自己报的是30，填入后改为20" in asked[0]
    assert not tab.fill.isEnabled()


def test_filling_in_for_a_silent_unit_says_that_all_its_figures_go_in(
    page: ActivitiesPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    entered(page, qtbot)
    page.show_key("differences")
    quiet(qtbot, page.workspace)
    tab = page.tabs.made["与日报核对"]
    assert isinstance(tab, DifferencesTab)
    asked: list[str] = []
    monkeypatch.setattr(differences_tab, "ask", lambda *a: asked.append(a[2]) or True)
    tab.fill.click()
    qtbot.waitUntil(lambda: "没有差异" in tab.told.text())
    assert "其他数字一并填入" in asked[0]
    figures = {u.code: u.figures for u in page.program.days.book(DAY).units}["U001"]
    assert figures == {"households_visited": 20, "people_reached": 60}


def test_pictures_are_added_looked_at_and_removed(
    page: ActivitiesPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "照片.jpg"
    Image.new("RGB", (1600, 900), (40, 90, 160)).save(path)
    entered(page, qtbot)
    chosen(page, qtbot)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a: ([str(path)], ""))
    page.list.panel.add.click()
    qtbot.waitUntil(lambda: page.list.panel.pictures.count() == 1, timeout=30_000)
    page.list.panel.pictures.setCurrentRow(0)
    page.list.panel.open.click()
    qtbot.waitUntil(lambda: bool(page.findChildren(PictureDialog)))
    dialog = page.findChildren(PictureDialog)[0]
    assert dialog.picture.pixmap().width() == 1000
    dialog.reject()
    monkeypatch.setattr("ui.pages.activities.panel.ask", lambda *_a: True)
    page.list.panel.remove.click()
    qtbot.waitUntil(lambda: page.list.panel.pictures.count() == 0)


def test_a_brief_of_several_is_issued_and_offered(
    page: ActivitiesPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    entered(page, qtbot)
    entered(page, qtbot, DRIVE, "U002")
    chosen(page, qtbot)
    page.list.desk.table.selectAll()
    page.list.brief.click()
    form = page.findChildren(BriefForm)[0]
    form.title_line.setText("反诈宣传进村入户")
    saved(page, qtbot, form)
    qtbot.waitUntil(lambda: "已生成反诈工作简报第1期" in page.bar.label.text())
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    page.bar.action.click()
    assert Path(opened[0]).exists()


def test_what_is_listed_goes_out_as_a_workbook(
    page: ActivitiesPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    entered(page, qtbot)
    path = tmp_path / "台账.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(path), ""))
    page.list.export.click()
    qtbot.waitUntil(lambda: "已导出" in page.bar.label.text())
    assert load_workbook(path)["活动台账"]["D3"].value == "大石村"


def test_types_and_classes_are_kept(page: ActivitiesPage, qtbot: QtBot) -> None:
    page.program.units.save(UnitRecord("S01", "青禾中学", UnitKind.SCHOOL))
    page.show_key("types")
    quiet(qtbot, page.workspace)
    tab = page.tabs.made["类型与班级"]
    assert isinstance(tab, TypesTab)
    assert "还没有班级" in tab.told.text()
    tab.new_class.click()
    form = page.findChildren(UnitClassForm)[0]
    form.name.setText("七年级1班")
    saved(page, qtbot, form)
    qtbot.waitUntil(lambda: [c.name for c in tab.classes.records] == ["七年级1班"])
    tab.edit_type.click()
    sort = page.findChildren(ActivityTypeForm)[0]
    sort.name.setText("启动会")
    saved(page, qtbot, sort)
    qtbot.waitUntil(lambda: tab.types.records[0].name == "启动会")
    assert tab.types.records[0].audience_counts == ("people_reached",)
