"""What is due about persons stands on 今日, masked, and leads to where it is done."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QListWidgetItem
from pytestqt.qtbot import QtBot

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.records.rights import NewRequest
from antifraud_desktop.records.visits import NewPlan
from antifraud_desktop.records.youth import YouthDue
from antifraud_desktop.services.due import FIRST_ITEMS
from antifraud_desktop.vocabulary import RightKind
from tests.ui.office import DAY
from tests.ui.persons_office import clerk, desk, founded, open_one
from tests.ui.windows import quiet
from ui.care import care_of, youth_due
from ui.pages.today import TodayPage
from ui.workspace import Workspace

__all__ = ["clerk", "desk", "founded"]


def overdue(program: Program, serial: int) -> int:
    number = open_one(program, serial, name="张三丰")
    program.plans.set(number, NewPlan(starts_on=date(2023, 8, 1), every_days=7))
    return number


def lines(page: TodayPage) -> list[QListWidgetItem]:
    return [page.due.item(row) for row in range(page.due.count())]


def test_an_overdue_visit_is_told_masked_and_opens_its_file(qtbot: QtBot, desk: Workspace) -> None:
    number = overdue(desk.program, 123)
    page = TodayPage(desk)
    qtbot.addWidget(page)
    page.show_day(DAY)
    quiet(qtbot, desk)
    found = [item for item in lines(page) if "张*" in item.text()]
    assert "逾期" in found[0].text()
    assert not [item for item in lines(page) if "张三丰" in item.text() + item.toolTip()]
    opened: list[tuple[str, str]] = []
    desk.page_wanted.connect(lambda name, key: opened.append((name, key)))
    page.due.itemActivated.emit(found[0])
    assert opened == [("persons", f"file/{number}")]


def test_what_is_saved_about_persons_is_told_at_once(qtbot: QtBot, desk: Workspace) -> None:
    page = TodayPage(desk)
    qtbot.addWidget(page)
    page.show_day(DAY)
    quiet(qtbot, desk)
    assert not [item for item in lines(page) if "张*" in item.text()]
    file_id = open_one(desk.program, 123)
    _id, changes = desk.program.plans.set(file_id, NewPlan(starts_on=DAY, every_days=7))
    desk.announce(changes)
    quiet(qtbot, desk)
    assert [item for item in lines(page) if "今天应走访" in item.text()]
    assert page.due_title.text() == "待办　今日走访1"


def test_a_long_kind_says_how_many_more_there_are(clerk: Program) -> None:
    for serial in range(100, 100 + FIRST_ITEMS + 3):
        overdue(clerk, serial)
    told = [point for point in care_of(clerk).points if point.page == "persons"]
    assert len([point for point in told if point.tab.startswith("file/")]) == FIRST_ITEMS
    assert [point.text for point in told if not point.tab] == ["逾期走访：另有3项，请逐项办理。"]


def test_a_request_that_waits_leads_to_the_rights_desk(clerk: Program) -> None:
    person = clerk.case_files.file(open_one(clerk, 123)).person.person_id
    received = NewRequest(person, RightKind.ACCESS, date(2023, 7, 20), "请告知保存了什么")
    number, _changes = clerk.rights.receive(received)
    told = [point for point in care_of(clerk).points if point.page == "rights"]
    assert [point.tab for point in told] == [str(number)]


def test_the_children_are_told_of_in_numbers_alone() -> None:
    assert youth_due(YouthDue()) == []
    told = [point.text for point in youth_due(YouthDue(2, 1, 3))]
    assert [text.split("：")[1][0] for text in told] == ["1", "2", "3"]
