"""系统: the township, its times and texts, reporting days, password, appearance."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.rules.permissions import Permission
from ui.form_drafts import FormDrafts, Typed
from ui.messages import MessageBar
from ui.page import Page
from ui.pages.settings.about import about
from ui.pages.settings.appearance_tab import AppearanceTab
from ui.pages.settings.calendar_tab import CalendarTab
from ui.pages.settings.history_tab import HistoryTab
from ui.pages.settings.password_tab import PasswordTab
from ui.pages.settings.rules_tab import RulesTab
from ui.pages.settings.township_tab import TownshipTab
from ui.preferences import Appearance
from ui.widgets.lazy_tabs import LazyTabs
from ui.workspace import Workspace


class SettingsPage(Page):
    """The tabs the signed-in account may use, each made when it is first shown.

    A tab with a ``load`` method reads when it is first shown, and again after any saving.
    """

    title = "系统"
    icon_name = "settings"
    help_topic = "settings"

    appearance_wanted = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        appearance: Appearance | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Lay the page out."""
        super().__init__(workspace, parent)
        self.appearance = appearance or Appearance()
        self.bar = MessageBar()
        self.tabs = LazyTabs()
        for title, permission, make in self._rooms():
            if workspace.program.may(permission):
                self.tabs.add(title, make)
        self._drafts = FormDrafts(self, "settings")
        self.body.addWidget(self.bar)
        self.body.addWidget(self.tabs, 1)

    def _rooms(self) -> tuple[tuple[str, Permission, Callable[[], QWidget]], ...]:
        """Return every tab: its title, what it needs, and how it is made. Add a tab here."""
        workspace, bar = self.workspace, self.bar
        return (
            ("乡镇与行动", Permission.KEEP_BASICS, lambda: TownshipTab(workspace, bar)),
            ("时间与文书", Permission.KEEP_BASICS, lambda: RulesTab(workspace, bar)),
            ("报送日与豁免", Permission.KEEP_BASICS, lambda: CalendarTab(workspace, bar)),
            ("修改记录", Permission.READ_FIGURES, lambda: HistoryTab(workspace)),
            ("密码", Permission.OWN_ACCOUNT, lambda: PasswordTab(workspace, bar)),
            ("外观与锁定", Permission.OWN_ACCOUNT, self._appearance_tab),
            ("关于", Permission.OWN_ACCOUNT, about),
        )

    def _appearance_tab(self) -> QWidget:
        tab = AppearanceTab(self.appearance)
        tab.wanted.connect(self._appear)
        return tab

    def _appear(self, appearance: Appearance) -> None:
        self.appearance = appearance
        self.appearance_wanted.emit(appearance)

    def show_day(self, day: date) -> None:
        """Read what is valid on a day, and take up what was typed and not saved."""
        del day
        self.tabs.stale()
        self._drafts.take_up(self._take_up)

    def refresh(self, changes: Changes) -> None:
        """Read again what was saved."""
        del changes
        self.tabs.stale()

    def keep_draft(self) -> int:
        """Keep the forms somebody is typing in."""
        return self._drafts.keep(
            {
                title: tab.form.typed()
                for title, tab in self.tabs.made.items()
                if isinstance(tab, TownshipTab | RulesTab) and tab.is_typed()
            }
        )

    def _take_up(self, typed: Typed) -> None:
        for title, values in typed.items():
            if title in self.tabs.titles:
                tab = self.tabs.open(title)
                if isinstance(tab, TownshipTab | RulesTab):
                    self._put(tab, values)

    def _put(self, tab: TownshipTab | RulesTab, values: Mapping[str, str]) -> None:
        """Put back what was typed, behind what the tab is just reading."""

        def put(_none: None) -> None:
            tab.form.put_typed(values)
            self.bar.tell("接着上次没有保存的内容，请核对后保存。", "wait")

        self.run(lambda: None, put)
