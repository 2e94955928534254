"""系统: the township and its rules, the safety of the data, password and appearance."""

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
from ui.pages.settings.accounts_tab import AccountsTab
from ui.pages.settings.appearance_tab import AppearanceTab
from ui.pages.settings.backups_tab import BackupsTab
from ui.pages.settings.calendar_tab import CalendarTab
from ui.pages.settings.exports_tab import ExportsTab
from ui.pages.settings.forms_tab import FormsTab
from ui.pages.settings.history_tab import HistoryTab
from ui.pages.settings.install_orders_tab import InstallOrdersTab
from ui.pages.settings.password_tab import PasswordTab
from ui.pages.settings.retention_tab import RetentionTab
from ui.pages.settings.rules_tab import RulesTab
from ui.pages.settings.township_tab import TownshipTab
from ui.pages.settings.trail_tab import TrailTab
from ui.preferences import Appearance
from ui.widgets.lazy_tabs import LazyTabs
from ui.workspace import Workspace

WORK, SAFETY, OWN = "工作", "数据安全", "本机"


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
        self.tabs = LazyTabs("系统设置")
        for group, title, permission, make in self._rooms():
            if workspace.program.may(permission) and title not in self.tabs.titles:
                self.tabs.add(title, make, group)
        self._drafts = FormDrafts(self, "settings")
        self.body.addWidget(self.bar)
        self.body.addWidget(self.tabs, 1)

    def _rooms(self) -> tuple[tuple[str, str, Permission, Callable[[], QWidget]], ...]:
        """Return every tab: group, title, what it needs, how it is made. Add a tab here.

        One that two permissions open each stands once for either.
        """
        workspace, bar = self.workspace, self.bar
        return (
            (WORK, "乡镇与行动", Permission.KEEP_BASICS, lambda: TownshipTab(workspace, bar)),
            (WORK, "时间与文书", Permission.KEEP_BASICS, lambda: RulesTab(workspace, bar)),
            (WORK, "报送日与豁免", Permission.KEEP_BASICS, lambda: CalendarTab(workspace, bar)),
            (WORK, "安装率依据", Permission.ORDER_INSTALLS, self._orders_tab),
            (WORK, "修改记录", Permission.READ_FIGURES, lambda: HistoryTab(workspace)),
            (SAFETY, "账号", Permission.MANAGE_ACCOUNTS, lambda: AccountsTab(workspace, bar)),
            (SAFETY, "操作记录", Permission.READ_TRAIL, lambda: TrailTab(workspace, bar)),
            (SAFETY, "备份", Permission.VERIFY, lambda: BackupsTab(workspace, bar)),
            (SAFETY, "导出审批", Permission.READ_REGISTER, lambda: ExportsTab(workspace, bar)),
            (SAFETY, "导出审批", Permission.ASK_EXPORT, lambda: ExportsTab(workspace, bar)),
            (SAFETY, "合规", Permission.READ_FORMS, lambda: FormsTab(workspace, bar)),
            (SAFETY, "到期清理", Permission.READ_RETENTION, lambda: RetentionTab(workspace, bar)),
            (OWN, "密码", Permission.OWN_ACCOUNT, lambda: PasswordTab(workspace, bar)),
            (OWN, "外观与锁定", Permission.OWN_ACCOUNT, self._appearance_tab),
            (OWN, "关于", Permission.OWN_ACCOUNT, about),
        )

    def _orders_tab(self) -> QWidget:
        return InstallOrdersTab(self.workspace, self.bar)

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

    def show_key(self, key: str) -> None:
        """Show the tab of that title."""
        if key in self.tabs.titles:
            self.tabs.open(key)

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
