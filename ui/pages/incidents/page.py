"""发案劝阻: the ledger, what it says, the warnings drawn from it, what follows from a case."""

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
from ui.pages.incidents.analysis_tab import AnalysisTab
from ui.pages.incidents.register_tab import RegisterTab
from ui.pages.incidents.steps_tab import StepsTab
from ui.pages.incidents.types_tab import TypesTab
from ui.pages.incidents.warnings_tab import WarningsTab
from ui.widgets.lazy_tabs import LazyTabs
from ui.workspace import Workspace

REGISTER, ANALYSIS, WARNINGS, STEPS, TYPES = "登记", "分析", "预警提示", "责任落实", "诈骗类型"


class IncidentsPage(Page):
    """Five tabs, each made when it is first looked at."""

    title = "发案劝阻"
    icon_name = "incidents"
    help_topic = "incidents"

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Lay the page out."""
        super().__init__(workspace, parent)
        self.bar = MessageBar()
        self.tabs = LazyTabs("发案劝阻")
        self.tabs.add(REGISTER, lambda: RegisterTab(workspace, self.bar))
        self.tabs.add(ANALYSIS, lambda: AnalysisTab(workspace, self.bar))
        self.tabs.add(WARNINGS, lambda: WarningsTab(workspace, self.bar))
        self.tabs.add(STEPS, lambda: StepsTab(workspace, self.bar))
        self.tabs.add(TYPES, lambda: TypesTab(workspace, self.bar))
        self.body.addWidget(self.bar)
        self.body.addWidget(self.tabs, 1)
        self._drafts = FormDrafts(self, "incidents")
        # The lists of entries and of types have this key of their own; the other tabs lead there.
        self._new = QShortcut(QKeySequence(QKeySequence.StandardKey.New), self)
        self._new.setContext(Qt.ShortcutContext.WindowShortcut)
        self._new.activated.connect(self.begin)
        self._new.setEnabled(False)
        if workspace.program.may(Permission.KEEP_LEDGERS):
            self.tabs.list.currentTextChanged.connect(
                lambda title: self._new.setEnabled(title not in (REGISTER, TYPES))
            )

    def show_day(self, day: date) -> None:
        """Read what is looked at; it does not depend on the day worked on."""
        del day
        self.tabs.stale()
        self._drafts.take_up(self._take_up)

    def refresh(self, changes: Changes) -> None:
        """Read again what a save touched."""
        if changes.incidents or changes.units or changes.settings or changes.days:
            self.tabs.stale()

    def show_key(self, key: str) -> None:
        """Show a tab by its title."""
        if key in self.tabs.titles:
            self.tabs.open(key)

    def keep_draft(self) -> int:
        """Keep a case that was begun and not entered."""
        made = self.tabs.made.get(REGISTER)
        typed = made.entry.typed() if isinstance(made, RegisterTab) else {}
        return self._drafts.keep({REGISTER: typed} if typed else {})

    def begin(self) -> None:
        """Put the cursor into the quick entry."""
        tab = self.tabs.open(REGISTER)
        if isinstance(tab, RegisterTab):
            tab.entry.begin()

    def _take_up(self, typed: Typed) -> None:
        tab = self.tabs.tab(REGISTER)
        if REGISTER in typed and isinstance(tab, RegisterTab):
            tab.entry.put_typed(typed[REGISTER])
