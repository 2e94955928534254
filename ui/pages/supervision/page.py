"""任务督导: tasks, meetings, inspections and the leading group, a tab each."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from antifraud_desktop.changes import Changes
from ui.messages import MessageBar
from ui.page import Page
from ui.pages.supervision.findings_tab import FindingsTab
from ui.pages.supervision.group_tab import GroupTab
from ui.pages.supervision.meetings_tab import MeetingsTab
from ui.pages.supervision.tasks_tab import TasksTab
from ui.widgets.lazy_tabs import LazyTabs
from ui.workspace import Workspace

TASKS, MEETINGS, FINDINGS, GROUP = "任务", "会议", "督导整改", "领导小组"


class SupervisionPage(Page):
    """Each tab is made when it is first looked at; a key names a tab, or a row of one."""

    title = "任务督导"
    icon_name = "supervision"
    help_topic = "supervision"

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Lay the page out."""
        super().__init__(workspace, parent)
        self.bar = MessageBar()
        self.tabs = LazyTabs("任务督导")
        self.tabs.add(TASKS, lambda: TasksTab(workspace, self.bar))
        self.tabs.add(MEETINGS, lambda: MeetingsTab(workspace, self.bar))
        self.tabs.add(FINDINGS, lambda: FindingsTab(workspace, self.bar))
        self.tabs.add(GROUP, lambda: GroupTab(workspace, self.bar))
        self.body.addWidget(self.bar)
        self.body.addWidget(self.tabs, 1)

    def show_day(self, day: date) -> None:
        """Read what is shown; it does not depend on the day worked on."""
        del day
        self.tabs.stale()

    def refresh(self, changes: Changes) -> None:
        """Read again what was saved: tasks and findings name units, meetings their calendar."""
        if changes.supervision or changes.units or changes.calendar:
            self.tabs.stale()

    def show_key(self, key: str) -> None:
        """Show a tab (``任务``), or one row of it (``任务/12``)."""
        title, _, number = key.partition("/")
        if title not in self.tabs.titles:
            return
        tab = self.tabs.open(title)
        if number.isdecimal() and isinstance(tab, TasksTab | FindingsTab):
            tab.choose(int(number))
