"""活动台账: the ledger, its differences from the daily figures, types and classes."""

from __future__ import annotations

from datetime import date
from typing import cast

from PySide6.QtWidgets import QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.records.activities import ActivityFilter
from ui.messages import MessageBar
from ui.page import Page
from ui.pages.activities.differences_tab import DifferencesTab
from ui.pages.activities.list_tab import ActivityListTab
from ui.pages.activities.types_tab import TypesTab
from ui.widgets.lazy_tabs import LazyTabs
from ui.workspace import Workspace

LIST, DIFFERENCES, TYPES = "活动", "与日报核对", "类型与班级"
KEYS = {"differences": DIFFERENCES, "types": TYPES}
ACTIVITY, FILTER, NEW = "activity", "list", "new"


class ActivitiesPage(Page):
    """A tab reads when it is first looked at, and again when something was saved."""

    title = "活动台账"
    icon_name = "activities"
    help_topic = "activities"

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Lay the page out."""
        super().__init__(workspace, parent)
        self.bar = MessageBar()
        self.tabs = LazyTabs("活动台账的几张表")
        self.tabs.add(LIST, lambda: ActivityListTab(workspace, self.bar))
        self.tabs.add(DIFFERENCES, self._differences)
        self.tabs.add(TYPES, lambda: TypesTab(workspace, self.bar))
        self.body.addWidget(self.bar)
        self.body.addWidget(self.tabs, 1)

    def _differences(self) -> QWidget:
        made = DifferencesTab(self.workspace, self.bar)
        made.activities_wanted.connect(self._show_only)
        return made

    @property
    def list(self) -> ActivityListTab:
        """The tab of the ledger."""
        return cast("ActivityListTab", self.tabs.tab(LIST))

    def show_day(self, day: date) -> None:
        """Read the tab that is shown; the ledger does not depend on the day."""
        del day
        self.tabs.stale()

    def refresh(self, changes: Changes) -> None:
        """Read again when activities, units, indicators or figures of days changed."""
        if changes.activities or changes.units or changes.indicators or changes.days:
            self.tabs.stale()

    def show_key(self, key: str) -> None:
        """Show what another page asks for.

        ``activity/12`` or ``12`` is one activity, ``new`` an empty form, ``differences`` and
        ``types`` a tab, ``list/UNIT/TYPE/2023-08-01/2023-08-31`` the activities behind a number;
        parts of it may be empty.
        """
        kind, *parts = (f"{ACTIVITY}/{key}" if key.isdecimal() else key).split("/")
        if key in KEYS:
            self.tabs.open(KEYS[key])
        elif key == NEW:
            self.tabs.open(LIST)
            self.list.begin()
        elif kind == ACTIVITY and len(parts) == 1 and parts[0].isdecimal():
            self.tabs.open(LIST)
            self.list.choose(int(parts[0]))
        elif kind == FILTER:
            unit, sort, first, last = [*parts, "", "", "", ""][:4]
            self._show_only(
                ActivityFilter(
                    first=date.fromisoformat(first) if first else None,
                    last=date.fromisoformat(last) if last else None,
                    type_code=sort,
                    unit_code=unit,
                )
            )

    def _show_only(self, wanted: ActivityFilter) -> None:
        self.tabs.open(LIST)
        self.list.show_only(wanted)
