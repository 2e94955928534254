"""进度覆盖: how far targets are, what is entered for them, and what each unit must do."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.rules.permissions import Permission
from ui.form_drafts import FormDrafts, Typed
from ui.messages import MessageBar
from ui.page import Page
from ui.pages.coverage.awareness_tab import AwarenessTab
from ui.pages.coverage.entry_tab import EntryTab
from ui.pages.coverage.matrix_tab import MatrixTab
from ui.pages.coverage.progress_tab import ProgressTab
from ui.pages.coverage.settings_tab import SettingsTab
from ui.widgets.lazy_tabs import LazyTabs
from ui.workspace import Workspace

PROGRESS, ENTRY, AWARENESS = "目标进度", "覆盖数录入", "知晓率抽样"
MATRIX, SETTINGS = "规定动作", "规定动作设置"
KEYS = {
    "progress": PROGRESS,
    "entry": ENTRY,
    "awareness": AWARENESS,
    "requirements": MATRIX,
    "requirement_settings": SETTINGS,
}


class CoveragePage(Page):
    """Five tabs, each made when it is first looked at."""

    title = "进度覆盖"
    icon_name = "coverage"
    help_topic = "coverage"

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Lay the page out."""
        super().__init__(workspace, parent)
        self.bar = MessageBar()
        self.tabs = LazyTabs("进度覆盖的几张表")
        self.tabs.add(PROGRESS, lambda: ProgressTab(workspace, self.bar))
        self.tabs.add(ENTRY, lambda: EntryTab(workspace, self.bar))
        self.tabs.add(AWARENESS, lambda: AwarenessTab(workspace, self.bar))
        self.tabs.add(MATRIX, lambda: MatrixTab(workspace, self.bar))
        self.tabs.add(SETTINGS, lambda: SettingsTab(workspace, self.bar))
        self.body.addWidget(self.bar)
        self.body.addWidget(self.tabs, 1)
        self._drafts = FormDrafts(self, "coverage")
        if workspace.program.may(Permission.KEEP_LEDGERS):
            # On the page, so that it works from the list of tabs too.
            new = QShortcut(QKeySequence(QKeySequence.StandardKey.New), self)
            new.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            new.activated.connect(self.begin)

    def show_day(self, day: date) -> None:
        """Read what is looked at; the tabs have days of their own."""
        del day
        self.tabs.stale()
        self._drafts.take_up(self._take_up)

    def refresh(self, changes: Changes) -> None:
        """Read again what a save touched."""
        if (
            changes.coverage
            or changes.requirements
            or changes.activities
            or changes.supervision
            or changes.units
            or changes.settings
            or changes.calendar
            or changes.days
        ):
            self.tabs.stale()

    def show_key(self, key: str) -> None:
        """Show a tab by its key or title."""
        title = KEYS.get(key, key)
        if title in self.tabs.titles:
            self.tabs.open(title)

    def begin(self) -> None:
        """Begin what the shown tab is for: a figure, a sample, a requirement."""
        tab = self.tabs.made.get(self.tabs.current)
        if isinstance(tab, EntryTab):
            tab.begin()
        elif isinstance(tab, AwarenessTab | SettingsTab):
            tab.open_new()

    def keep_draft(self) -> int:
        """Keep the figures that were typed and not saved."""
        made = self.tabs.made.get(ENTRY)
        return self._drafts.keep(made.typed() if isinstance(made, EntryTab) else {})

    def _take_up(self, typed: Typed) -> None:
        tab = self.tabs.tab(ENTRY)
        if isinstance(tab, EntryTab):
            tab.put_typed(typed)
            self.bar.tell("上次有填了没保存的覆盖数，已放回“覆盖数录入”。", "wait")
            self.bar.offer("去看", lambda: self.show_key("entry"))
