"""任务督导 on a real encrypted database: the page, its tabs, and something in them."""

from __future__ import annotations

from datetime import timedelta
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from antifraud_desktop.records.supervision import (
    InspectionRecord,
    NewFinding,
    TaskRecord,
)
from tests.ui.office import DAY
from tests.ui.windows import quiet
from ui.dialogs.inspection import InspectionDialog
from ui.dialogs.task import TaskDialog
from ui.pages.supervision.findings_tab import FindingsTab
from ui.pages.supervision.meetings_tab import MeetingsTab
from ui.pages.supervision.page import SupervisionPage
from ui.pages.supervision.tasks_tab import TasksTab
from ui.workspace import Workspace

D = TypeVar("D", bound=QDialog)
A_DAY = timedelta(days=1)


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> SupervisionPage:
    made = SupervisionPage(workspace)
    qtbot.addWidget(made)
    made.resize(1190, 660)
    made.show()
    made.show_day(DAY)
    quiet(qtbot, workspace)
    return made


def tab(page: SupervisionPage, qtbot: QtBot, title: str) -> object:
    page.show_key(title)
    quiet(qtbot, page.workspace)
    return page.tabs.tab(title)


def tasks_of(page: SupervisionPage, qtbot: QtBot) -> TasksTab:
    found = tab(page, qtbot, "任务")
    assert isinstance(found, TasksTab)
    return found


def meetings_of(page: SupervisionPage, qtbot: QtBot) -> MeetingsTab:
    found = tab(page, qtbot, "会议")
    assert isinstance(found, MeetingsTab)
    return found


def findings_of(page: SupervisionPage, qtbot: QtBot) -> FindingsTab:
    found = tab(page, qtbot, "督导整改")
    assert isinstance(found, FindingsTab)
    return found


def shown(page: SupervisionPage, qtbot: QtBot, kind: type[D]) -> D:
    quiet(qtbot, page.workspace)
    found = [one for one in page.findChildren(kind) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def saved(page: SupervisionPage, qtbot: QtBot, form: TaskDialog | InspectionDialog) -> None:
    kind = type(form)
    form.save()
    qtbot.waitUntil(lambda: not any(one.isVisible() for one in page.findChildren(kind)))
    quiet(qtbot, page.workspace)


def add_task(page: SupervisionPage, title: str, due_in: int = 3) -> int:
    record = TaskRecord(
        title=title, owner="李四", set_on=DAY - 9 * A_DAY, due_on=DAY + due_in * A_DAY
    )
    number, changes = page.program.ledgers.tasks.save(record)
    page.workspace.announce(changes)
    return number


def add_finding(page: SupervisionPage, text: str, due_in: int = 3) -> int:
    unit = page.program.units.list()[0].code
    record = InspectionRecord(unit_code=unit, day=DAY - 9 * A_DAY)
    number, changes = page.program.ledgers.inspections.save(
        record, (NewFinding(text, "改好", DAY + due_in * A_DAY),)
    )
    page.workspace.announce(changes)
    return page.program.ledgers.inspections.get(number).findings[0].id
