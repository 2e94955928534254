"""The main window: navigation, top bar, pages; it joins pages that do not know each other."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import KnownTrouble
from antifraud_desktop.records.townships import TownshipRecord
from ui.afternoon import Afternoon
from ui.dialogs.help import HelpDialog
from ui.dialogs.search import SearchDialog
from ui.icons import dress, dress_again
from ui.messages import MessageBar
from ui.page import Page
from ui.pages.basics.page import BasicsPage
from ui.pages.daily_grid.page import DailyGridPage
from ui.pages.documents import DocumentsPage
from ui.pages.settings.page import SettingsPage
from ui.pages.today import TodayPage
from ui.preferences import Appearance
from ui.reminder import Reminder
from ui.widgets.date_field import DateField
from ui.workspace import Workspace

DEMO_TEXT = "演示乡镇：全部是编造的资料，不是真实数据"


class MainWindow(QMainWindow):
    """One signed-in window.

    ``lock_wanted`` asks for sign-in again, ``appearance_wanted`` for another look.
    """

    lock_wanted = Signal()
    appearance_wanted = Signal(object)

    def __init__(self, workspace: Workspace, appearance: Appearance) -> None:
        """Build every page; each reads its figures when it is first shown."""
        super().__init__()
        self.workspace = workspace
        self.setWindowTitle("反诈镇办")
        self.resize(1366, 768)
        self.setMinimumSize(960, 560)
        self.bar = MessageBar()
        self.stack = QStackedWidget()
        self.today = TodayPage(workspace)
        self.grid = DailyGridPage(workspace)
        self.documents = DocumentsPage(workspace)
        self.basics = BasicsPage(workspace)
        self.settings = SettingsPage(workspace, appearance)
        self.pages: dict[str, tuple[Page, str, str]] = {
            "today": (self.today, "今日", "today"),
            "grid": (self.grid, "每日报送", "grid"),
            "documents": (self.documents, "文书", "documents"),
            "basics": (self.basics, "基础信息", "basics"),
            "settings": (self.settings, "系统", "settings"),
        }
        self._fresh: set[str] = set()
        self.buttons: dict[str, QToolButton] = {}
        self.is_collapsed = False
        self._lay_out(appearance)
        self._connect()
        self.afternoon = Afternoon(workspace, self.today)
        self.reminder = Reminder(workspace, self)
        self.reminder.due.connect(self._remind)
        self.reminder.day_turned.connect(self._new_day)
        self.open_page("today")

    def _lay_out(self, appearance: Appearance) -> None:
        self.navigation = QFrame()
        self.navigation.setObjectName("navigation")
        column = QVBoxLayout(self.navigation)
        column.setContentsMargins(6, 8, 6, 8)
        column.setSpacing(2)
        for number, (name, (_page, title, icon_name)) in enumerate(self.pages.items(), start=1):
            button = QToolButton()
            button.setText(title)
            dress(button, icon_name)
            button.setIconSize(QSize(20, 20))
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setToolTip(f"{title}（Ctrl+{number}）")
            button.setAccessibleName(title)
            button.setShortcut(f"Ctrl+{number}")
            button.clicked.connect(lambda _c=False, page=name: self.open_page(page))
            column.addWidget(button)
            self.buttons[name] = button
        column.addStretch(1)
        self.fold = QToolButton()
        dress(self.fold, "menu")
        self.fold.setAccessibleName("收起或展开导航")
        self.fold.setToolTip("收起或展开导航")
        self.fold.clicked.connect(lambda: self.collapse(not self.is_collapsed))
        column.addWidget(self.fold)
        for page, _title, _icon in self.pages.values():
            self.stack.addWidget(page)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._demo_bar())
        right.addWidget(self._top_bar())
        told = QHBoxLayout()
        told.setContentsMargins(16, 8, 16, 0)
        told.addWidget(self.bar)
        right.addLayout(told)
        right.addWidget(self.stack, 1)
        centre = QWidget()
        row = QHBoxLayout(centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addLayout(right, 1)
        self.setCentralWidget(centre)
        self.collapse(appearance.collapsed)

    def _demo_bar(self) -> QFrame:
        self.demo_bar = QFrame()
        self.demo_bar.setObjectName("demoBar")
        row = QHBoxLayout(self.demo_bar)
        row.setContentsMargins(16, 3, 16, 3)
        label = QLabel(DEMO_TEXT)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row.addWidget(label)
        self.demo_bar.hide()
        return self.demo_bar

    def _top_bar(self) -> QFrame:
        bar = QFrame()
        bar.setObjectName("topBar")
        self.township = QLabel()
        self.township.setProperty("role", "heading")
        self.day = DateField(today=self.workspace.program.clock.today())
        self.day.setAccessibleName("工作日期")
        self.day.set_date(self.workspace.day)
        self.day.setFixedWidth(170)
        self.busy = QLabel()
        self.busy.setProperty("quiet", True)
        search = self._tool("search", "搜索", "Ctrl+F")
        search.clicked.connect(self.search)
        self.lock = self._tool("lock", "锁定", "Ctrl+L")
        self.lock.clicked.connect(self.lock_wanted)
        helper = self._tool("help", "帮助", "F1")
        helper.clicked.connect(self.help)
        who = QLabel(self.workspace.program.account)
        who.setAccessibleName("登录账号")
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 6, 12, 6)
        row.setSpacing(10)
        caption = QLabel("工作日期")
        caption.setBuddy(self.day)
        for widget in (self.township, caption, self.day, self.busy):
            row.addWidget(widget)
        row.addStretch(1)
        for right in (search, helper, self.lock, who):
            row.addWidget(right)
        return bar

    def _tool(self, icon_name: str, text: str, shortcut: str) -> QToolButton:
        button = QToolButton()
        dress(button, icon_name)
        button.setText(text)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setShortcut(shortcut)
        button.setToolTip(f"{text}（{shortcut}）")
        button.setAccessibleName(text)
        return button

    def _connect(self) -> None:
        workspace = self.workspace
        workspace.announced.connect(self._township_changed)
        workspace.day_changed.connect(self._day_changed)
        workspace.page_wanted.connect(self.open_page)
        workspace.troubled.connect(self._trouble)
        workspace.operations.busy.connect(self._show_busy)
        self.day.changed.connect(self._day_typed)
        self.settings.appearance_wanted.connect(self.appearance_wanted)
        QShortcut(QKeySequence("Ctrl+B"), self, lambda: self.collapse(not self.is_collapsed))
        self._load_township()

    def _load_township(self) -> None:
        program = self.workspace.program
        self.workspace.run(program.townships.overview, self._show_township)

    def _show_township(self, record: TownshipRecord) -> None:
        self.township.setText(f"{record.name}　{record.campaign.name}")
        self.demo_bar.setVisible(record.demonstration)
        self.setWindowTitle(f"{'【演示】' if record.demonstration else ''}{record.name} · 反诈镇办")

    def open_page(self, name: str, key: str = "") -> None:
        """Show a page, read if it is stale; ``key`` brings one record into view."""
        page = self.pages[name][0]
        self.stack.setCurrentWidget(page)
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        self.buttons[name].setChecked(True)
        if name not in self._fresh:
            self._fresh.add(name)
            page.show_day(self.workspace.day)
        if key:
            # Behind what the page may just be reading.
            self.workspace.run(lambda: None, lambda _none: page.show_key(key))

    def _township_changed(self, changes: Changes) -> None:
        if changes.settings:
            self._load_township()

    def _day_typed(self) -> None:
        day = self.day.date()
        if day is not None:
            self.workspace.set_day(day)

    def _day_changed(self, day: date) -> None:
        self.day.set_date(day)
        current = self.stack.currentWidget()
        self._fresh = {n for n, (page, _t, _i) in self.pages.items() if page is current}
        if isinstance(current, Page):
            current.show_day(day)

    def _show_busy(self, busy: bool) -> None:
        self.busy.setText("正在处理…" if busy else "")

    def _trouble(self, trouble: KnownTrouble) -> None:
        self.bar.trouble(trouble)

    def _remind(self, names: tuple[str, ...]) -> None:
        """Name who is missing, on whatever page the clerk is, and ask for attention."""
        self.bar.tell(f"还有{len(names)}个单位未报：{'、'.join(names)}", "wait")
        self.bar.offer("催报", self._chase)
        QApplication.alert(self)

    def _chase(self) -> None:
        self.bar.hide()
        self.workspace.set_day(self.workspace.program.clock.today())
        self.open_page("today")
        self.afternoon.chase()

    def _new_day(self, day: date) -> None:
        def work_on() -> None:
            self.bar.hide()
            self.workspace.set_day(day)

        if self.workspace.day == day:
            return
        old = self.workspace.day
        self.bar.tell(
            f"已是{day.month}月{day.day}日，工作日期还是{old.month}月{old.day}日。", "wait"
        )
        self.bar.offer("改为今天", work_on)

    def changeEvent(self, event: QEvent) -> None:
        """Colour the icons for a palette that was just put on."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            dress_again(self)

    def collapse(self, folded: bool) -> None:
        """Fold the navigation to its icons, or unfold it."""
        self.is_collapsed = folded
        style = (
            Qt.ToolButtonStyle.ToolButtonIconOnly
            if folded
            else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        )
        for button in self.buttons.values():
            button.setToolButtonStyle(style)
            button.setMinimumWidth(44 if folded else 128)
        self.navigation.setFixedWidth(58 if folded else 142)

    def search(self) -> None:
        """Open the search."""
        dialog = SearchDialog(self.workspace, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def help(self) -> None:
        """Open the help of the current page."""
        topic = next(n for n, (p, _t, _i) in self.pages.items() if p is self.stack.currentWidget())
        dialog = HelpDialog(topic, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is typed as drafts and let the worker end."""
        for page, _title, _icon in self.pages.values():
            page.keep_draft()
        self.workspace.close()
        event.accept()
