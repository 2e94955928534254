"""What tests of 活动台账 in the window share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from antifraud_desktop.records.activities import ActivityFilter, NewActivity
from antifraud_desktop.vocabulary import AudienceGroup
from tests.ui.office import DAY
from tests.ui.windows import quiet
from ui.dialogs.activity import ActivityForm
from ui.pages.activities.page import ActivitiesPage
from ui.workspace import Workspace

ALL = ActivityFilter()
DRIVE = NewActivity(
    type_code="household_drive",
    day=DAY,
    title="敲门行动",
    audience={AudienceGroup.RESIDENTS: 60},
    quantity=20,
    fills_daily=True,
)


@contextmanager
def activities_page(qtbot: QtBot, workspace: Workspace) -> Iterator[ActivitiesPage]:
    """Show the page of a township without activities."""
    made = ActivitiesPage(workspace)
    qtbot.addWidget(made)
    made.resize(1200, 680)
    made.show()
    made.show_day(DAY)
    quiet(qtbot, workspace)
    yield made
    made.close()


def entered(
    page: ActivitiesPage, qtbot: QtBot, entry: NewActivity = DRIVE, unit: str = "U001"
) -> int:
    (number,), changes = page.program.ledgers.activities.log(entry, [unit])
    page.workspace.announce(changes)
    quiet(qtbot, page.workspace)
    return number


def chosen(page: ActivitiesPage, qtbot: QtBot, row: int = 0) -> None:
    desk = page.list.desk
    qtbot.waitUntil(lambda: desk.model.record(row) is not None)
    desk.table.selectRow(row)
    quiet(qtbot, page.workspace)


def form_of(page: ActivitiesPage, qtbot: QtBot, act: Callable[[], object]) -> ActivityForm:
    act()
    qtbot.waitUntil(lambda: bool(page.findChildren(ActivityForm)))
    quiet(qtbot, page.workspace)
    return page.findChildren(ActivityForm)[-1]


def saved(page: ActivitiesPage, qtbot: QtBot, form: QDialog) -> None:
    with qtbot.waitSignal(form.accepted):
        form.agree.click()  # type: ignore[attr-defined]
    quiet(qtbot, page.workspace)
