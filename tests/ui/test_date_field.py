from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCalendarWidget, QMenu
from pytestqt.qtbot import QtBot

from ui.widgets.date_field import DateField, read_date

TODAY = date(2026, 5, 18)
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
MAY_17 = date(2026, 5, 17)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("20260517", MAY_17),
        ("2026-5-17", MAY_17),
        ("2026/05/17", MAY_17),
        ("2026.5.17", MAY_17),
        ("2026年5月17日", MAY_17),
        ("5.17", MAY_17),
        ("5-17", MAY_17),
        ("5月17日", MAY_17),
        ("5月17号", MAY_17),
        ("５．１７", MAY_17),
        (" 5.17 ", MAY_17),
        ("昨天", MAY_17),
        ("-1", MAY_17),
        ("今天", TODAY),
        ("+1", date(2026, 5, 19)),
        ("明天", date(2026, 5, 19)),
        ("前天", date(2026, 5, 16)),
        ("2024-2-29", date(2024, 2, 29)),
    ],
)
def test_a_date_is_read_as_it_is_spoken(typed: str, meant: date) -> None:
    assert read_date(typed, TODAY) == meant


@pytest.mark.parametrize(
    "typed", ["", "2026-2-29", "13.1", "5.32", "517", "0000-1-1", "5", "星期一", "5.17.", "2026517"]
)
def test_what_is_no_date_is_not_guessed(typed: str) -> None:
    assert read_date(typed, TODAY) is None


@given(DAYS)
def test_every_way_of_writing_a_day_reads_back(day: date) -> None:
    ways = (
        f"{day:%Y%m%d}",
        f"{day.year}-{day.month}-{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
    )
    assert {read_date(way, TODAY) for way in ways} == {day}


@pytest.fixture
def field(qtbot: QtBot) -> DateField:
    made = DateField(today=TODAY)
    qtbot.addWidget(made)
    made.set_date(TODAY)
    made.show()
    return made


def type_in(field: DateField, text: str) -> None:
    field.line.selectAll()
    QTest.keyClicks(field.line, text)
    QTest.keyClick(field.line, Qt.Key.Key_Return)


def test_a_typed_date_is_told_once_and_shown_in_full(field: DateField, qtbot: QtBot) -> None:
    with qtbot.waitSignal(field.changed):
        type_in(field, "5.17")
    assert field.date() == MAY_17
    assert field.line.text() == "2026-5-17"
    with qtbot.assertNotEmitted(field.changed):
        type_in(field, "20260517")


def test_a_wrong_date_turns_red_with_advice_and_keeps_the_old_one(
    field: DateField, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(field.changed):
        type_in(field, "2026-2-30")
    assert field.is_wrong()
    assert field.line.property("wrong")
    assert "看不懂" in field.line.toolTip()
    assert field.line.text() == "2026-2-30"
    type_in(field, "2-28")
    assert not field.line.property("wrong")


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_the_calendar_opens_on_the_day_and_picks(field: DateField, qtbot: QtBot) -> None:
    field.set_date(MAY_17)
    field.button.click()
    calendar = field.findChild(QCalendarWidget)
    assert calendar.selectedDate() == QDate(2026, 5, 17)
    with qtbot.waitSignal(field.changed):
        calendar.clicked.emit(QDate(2026, 5, 1))
    assert field.date() == date(2026, 5, 1)
    assert not any(menu.isVisible() for menu in field.findChildren(QMenu))
