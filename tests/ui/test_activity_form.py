"""The form of an activity: entering one or many, correcting, copying, drafts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.records.activities import UnitClassRecord
from antifraud_desktop.records.materials import HandOut, MovementFields
from antifraud_desktop.records.submissions import FigureEdit
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.vocabulary import MovementKind, UnitKind
from tests.ui.activity_pages import ALL, DRIVE, activities_page, chosen, entered, form_of, saved
from tests.ui.office import DAY, NOW
from tests.ui.windows import quiet
from ui.pages.activities.page import ActivitiesPage
from ui.workspace import Workspace


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> Iterator[ActivitiesPage]:
    with activities_page(qtbot, workspace) as made:
        yield made


def test_an_activity_is_entered_and_shown_beside_the_list(
    page: ActivitiesPage, qtbot: QtBot
) -> None:
    page.program.submissions.type_figures(DAY, [FigureEdit("U001", "leaflets", 5)], received=NOW)
    form = form_of(page, qtbot, page.list.begin)
    form.kind.setCurrentIndex(form.kind.findData("household_drive"))
    assert form.title_line.text() == "敲门行动"
    form.units.one.setCurrentIndex(form.units.one.findData("U001"))
    form.at.setText("9点半")
    form.audience.boxes["residents"].setValue(60)
    form.quantity.setValue(20)
    form.figures.fills.setChecked(True)
    assert form.figures.values() == {"households_visited": 20, "people_reached": 60}
    form.agree.click()
    assert "at" in form.form.problems_shown()
    form.at.setText("9:30")
    saved(page, qtbot, form)
    qtbot.waitUntil(lambda: page.list.panel.record is not None)
    assert "计入：入户20户、宣传60人次" in page.list.panel.text.text()
    assert page.list.panel.title.text() == "敲门行动"
    figures = {u.code: u.figures for u in page.program.days.book(DAY).units}["U001"]
    assert figures == {"leaflets": 5, "households_visited": 20, "people_reached": 60}


def test_several_units_and_days_go_in_at_once(page: ActivitiesPage, qtbot: QtBot) -> None:
    form = form_of(page, qtbot, page.list.begin)
    form.kind.setCurrentIndex(form.kind.findData("lecture"))
    form.units.several.setChecked(True)
    form.units.tick_all(on=True)
    form.more.setText("8.10、昨天")
    saved(page, qtbot, form)
    rows = page.program.ledgers.activity_list.page(ALL)
    assert len(rows) == 12
    assert {r.day for r in rows} == {date(2023, 8, 10), date(2023, 8, 11), DAY}
    assert len({r.series for r in rows}) == 1


def test_everything_wrong_is_told_at_its_field_and_nothing_is_lost(
    page: ActivitiesPage, qtbot: QtBot
) -> None:
    form = form_of(page, qtbot, page.list.begin)
    form.title_line.setText("")
    form.summary.setPlainText("对其家属停水停电")
    form.agree.click()
    quiet(qtbot, page.workspace)
    assert {"title", "units", "summary"} <= set(form.form.problems_shown())
    form.more.setText("八月半")
    form.agree.click()
    assert "more" in form.form.problems_shown()
    form.units.one.setCurrentIndex(2)
    form.audience.boxes["elderly"].setValue(7)
    form.reject()
    quiet(qtbot, page.workspace)
    again = form_of(page, qtbot, page.list.begin)
    assert again.units.codes() == ("U002",)
    assert again.audience.values() == {"elderly": 7}
    assert again.more.text() == "八月半"


def test_the_last_one_is_copied_without_its_day(page: ActivitiesPage, qtbot: QtBot) -> None:
    old = replace(DRIVE, day=date(2023, 8, 2), place="三组", at=time(8, 0))
    entered(page, qtbot, old)
    form = form_of(page, qtbot, page.list.begin)
    form.kind.setCurrentIndex(form.kind.findData("household_drive"))
    form.copy.click()
    assert "请先选择一个单位" in form.told.text()
    form.units.one.setCurrentIndex(form.units.one.findData("U001"))
    form.copy.click()
    quiet(qtbot, page.workspace)
    assert (form.place.text(), form.at.text()) == ("三组", "08:00")
    assert form.day_field.date() == DAY
    assert form.quantity.value() == 20


def test_enter_opens_and_a_correction_keeps_what_was_counted(
    page: ActivitiesPage, qtbot: QtBot
) -> None:
    number = entered(page, qtbot, replace(DRIVE, figures={"households_visited": 9}))
    chosen(page, qtbot)
    page.list.desk.table.setFocus()
    form = form_of(page, qtbot, lambda: qtbot.keyClick(page.list.desk.table, Qt.Key.Key_Return))
    assert form.figures.values() == {"households_visited": 9}
    assert form.units.several.isHidden()
    form.audience.boxes["residents"].setValue(61)
    form.place.setText("五组")
    saved(page, qtbot, form)
    entry = page.program.ledgers.activities.get(number).entry
    assert (entry.place, entry.figures) == ("五组", {"households_visited": 9})
    qtbot.waitUntil(lambda: "五组" in page.list.panel.text.text())


def test_held_once_more_begins_with_everything_but_the_day(
    page: ActivitiesPage, qtbot: QtBot
) -> None:
    entered(page, qtbot, replace(DRIVE, day=date(2023, 8, 2)))
    chosen(page, qtbot)
    form = form_of(page, qtbot, page.list.panel.repeat.click)
    assert form.day_field.date() == DAY
    saved(page, qtbot, form)
    assert [r.day for r in page.program.ledgers.activity_list.page(ALL)] == [DAY, date(2023, 8, 2)]


def test_the_form_offers_the_classes_of_the_chosen_school(
    page: ActivitiesPage, qtbot: QtBot, program: Program
) -> None:
    program.units.save(UnitRecord("S01", "青禾中学", UnitKind.SCHOOL))
    number, _changes = program.ledgers.unit_classes.save(UnitClassRecord("S01", "七年级1班"))
    form = form_of(page, qtbot, page.list.begin)
    form.kind.setCurrentIndex(form.kind.findData("class_meeting"))
    form.units.one.setCurrentIndex(form.units.one.findData("S01"))
    assert form.units.one.count() == 2
    form.school_class.setCurrentIndex(form.school_class.findData(number))
    saved(page, qtbot, form)
    assert program.ledgers.activity_list.page(ALL)[0].title == "主题班会"
    qtbot.waitUntil(lambda: "七年级1班" in page.list.panel.text.text())


def test_one_form_is_entered_for_each_class(
    page: ActivitiesPage, qtbot: QtBot, program: Program
) -> None:
    program.units.save(UnitRecord("S01", "青禾中学", UnitKind.SCHOOL))
    for name in ("七年级1班", "七年级2班"):
        program.ledgers.unit_classes.save(UnitClassRecord("S01", name, pupils=40))
    form = form_of(page, qtbot, page.list.begin)
    form.kind.setCurrentIndex(form.kind.findData("class_meeting"))
    form.units.one.setCurrentIndex(form.units.one.findData("S01"))
    form.school_class.setCurrentText("每个班级各一条")
    saved(page, qtbot, form)
    rows = page.program.ledgers.activity_list.page(ALL)
    assert {(r.class_name, r.audience) for r in rows} == {("七年级1班", 40), ("七年级2班", 40)}
    titles = {page.list.desk.model.index(n, 3).data() for n in range(2)}
    assert titles == {"主题班会（七年级1班）", "主题班会（七年级2班）"}
    assert "已登记2条" in page.bar.label.text()
    again = form_of(page, qtbot, lambda: page.list.open(rows[0].id))
    assert again.school_class.findText("每个班级各一条") == -1
    assert again.school_class.currentText() == rows[0].class_name


def test_the_cursor_stands_in_the_first_field(page: ActivitiesPage, qtbot: QtBot) -> None:
    form = form_of(page, qtbot, page.list.begin)
    assert form.focusWidget() is form.kind


def test_a_correction_keeps_what_was_used_of_a_material_set_aside_since(
    page: ActivitiesPage, qtbot: QtBot, program: Program
) -> None:
    kept = program.ledgers.materials.list()[0]
    movements = program.ledgers.material_movements
    movements.add(MovementFields(kept.code, MovementKind.RECEIVED, DAY, 50))
    movements.hand_out(HandOut(kept.code, DAY, (("U001", 50),)))
    number = entered(page, qtbot, replace(DRIVE, materials={kept.code: 20}))
    chosen(page, qtbot)
    assert f"物料：{kept.name}20{kept.measure_word}" in page.list.panel.text.text()
    program.ledgers.materials.save(replace(program.ledgers.materials.list()[0], active=False))
    form = form_of(page, qtbot, lambda: page.list.open(number))
    form.place.setText("五组")
    saved(page, qtbot, form)
    entry = program.ledgers.activities.get(number).entry
    assert (entry.place, entry.materials) == ("五组", {kept.code: 20})


def test_what_is_wrong_below_a_tall_field_is_scrolled_to(
    page: ActivitiesPage, qtbot: QtBot
) -> None:
    form = form_of(page, qtbot, page.list.begin)
    form.setStyleSheet("* { font-size: 20px }")
    form.kind.setCurrentIndex(form.kind.findData("household_drive"))
    form.units.one.setCurrentIndex(1)
    form.audience.boxes["residents"].setValue(40)
    form.figures.fills.setChecked(True)
    next(iter(form.materials.boxes.values())).setValue(9_000_000)
    form.agree.click()
    quiet(qtbot, page.workspace)
    told = form.form.problems_shown()
    assert set(told) == {"materials"}
    label = next(one for one in form.findChildren(QLabel) if one.text() == told["materials"])
    assert label.visibleRegion().boundingRect() == label.rect()


def test_a_series_is_listed_from_one_of_it(page: ActivitiesPage, qtbot: QtBot) -> None:
    entered(page, qtbot, replace(DRIVE, day=date(2023, 8, 2)))
    assert page.list.panel.series.isHidden()
    page.program.ledgers.activities.log(DRIVE, ["U001"], [date(2023, 8, 11)])
    page.list.load()
    quiet(qtbot, page.workspace)
    chosen(page, qtbot)
    page.list.panel.series.click()
    quiet(qtbot, page.workspace)
    assert page.list.desk.told.text() == "共2条"
    page.list.all.click()
    quiet(qtbot, page.workspace)
    assert page.list.desk.told.text() == "共3条"
