"""The main window: navigation, top bar, pages; it joins pages that do not know each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.changes import Changes
from antifraud_desktop.records.townships import TownshipRecord
from antifraud_desktop.rules.permissions import Permission
from ui.afternoon import Afternoon
from ui.dialogs.help import HelpDialog
from ui.dialogs.search import SearchDialog
from ui.form_drafts import FORMS
from ui.icons import dress_again
from ui.messages import MessageBar
from ui.navigation import Navigation
from ui.notices import Notices
from ui.page import Page
from ui.pages.today import TodayPage
from ui.preferences import Appearance
from ui.recovery import GRID, PASTE, Found, Recovery
from ui.rooms import SETTINGS, rooms_for
from ui.top_bar import TopBar
from ui.warming import Warming
from ui.workspace import Workspace

KEEP_MS = 10_000


@dataclass(frozen=True, slots=True)
class Place:
    """Where an account was when its window was locked.

    ``step`` is the dialog that was open, ``reminded`` the day the missing were named.
    """

    account: str
    page: str
    day: date
    step: str = ""
    files: tuple[Path, ...] = ()
    reminded: date | None = None


class MainWindow(QMainWindow):
    """One signed-in window. A page is made when it is first opened.

    ``lock_wanted`` asks for sign-in again, ``appearance_wanted`` for another look.
    """

    lock_wanted = Signal()
    appearance_wanted = Signal(object)

    def __init__(
        self, workspace: Workspace, appearance: Appearance, place: Place | None = None
    ) -> None:
        """Open the first page, or where the account was before it locked the window."""
        super().__init__()
        self.workspace = workspace
        self.appearance = appearance
        program = workspace.program
        self.setWindowTitle("反诈镇办")
        self.resize(1366, 768)
        self.setMinimumSize(960, 560)
        if place is not None:
            workspace.set_day(place.day)
        self.rooms = rooms_for(program)
        self.built: dict[str, Page] = {}
        self._fresh: set[str] = set()
        self.bar = MessageBar()
        self.stack = QStackedWidget()
        self.navigation = Navigation(self.rooms)
        self.top = TopBar(workspace)
        self.recovery = Recovery(workspace)
        self.afternoon: Afternoon | None = None
        self._files = place.files if place else ()
        self._lay_out()
        self._connect()
        reminded = place.reminded if place else None
        self.notices = Notices(workspace, self.bar, self._take_step, reminded, self)
        self._keep_later = QTimer(self, interval=KEEP_MS)
        self._keep_later.timeout.connect(self.keep_drafts)
        self._keep_later.start()
        self.notices.tell_first()
        self.warming = Warming(workspace, self.rooms.values(), self)
        if place is None:
            self.open_page(next(iter(self.rooms)))
            self.recovery.look()
        else:
            self._return_to(place)

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.top)
        told = QVBoxLayout()
        told.setContentsMargins(16, 8, 16, 0)
        told.setSpacing(6)
        told.addWidget(self.bar)
        told.addWidget(self.recovery)
        right.addLayout(told)
        right.addWidget(self.stack, 1)
        centre = QWidget()
        row = QHBoxLayout(centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addLayout(right, 1)
        self.setCentralWidget(centre)
        self.navigation.collapse(self.appearance.collapsed)

    def _connect(self) -> None:
        workspace = self.workspace
        workspace.announced.connect(self._township_changed)
        workspace.day_changed.connect(self._day_changed)
        workspace.page_wanted.connect(self.open_page)
        workspace.troubled.connect(self.bar.trouble)
        self.navigation.wanted.connect(self.open_page)
        self.recovery.step_wanted.connect(self._take_step)
        self.top.day.changed.connect(self._day_typed)
        self.top.search.clicked.connect(self.search)
        self.top.search.setVisible(workspace.program.may(Permission.READ_FIGURES))
        self.top.help.clicked.connect(self.help)
        self.top.lock.clicked.connect(self.lock_wanted)
        QShortcut(QKeySequence("Ctrl+B"), self, self.navigation.turn)
        if workspace.program.may(Permission.READ_OFFICE):
            self._load_township()

    def page(self, name: str) -> Page:
        """Return a page, made now when it was never opened."""
        if name not in self.built:
            page = self.rooms[name].make(self.workspace, self.appearance)
            if isinstance(page, TodayPage):
                self.afternoon = Afternoon(self.workspace, page)
            if name == SETTINGS:
                page.appearance_wanted.connect(self._appear)  # type: ignore[attr-defined]
            self.built[name] = page
            self.stack.addWidget(page)
        return self.built[name]

    @property
    def current(self) -> str:
        """Return the name of the page that is shown."""
        shown = self.stack.currentWidget()
        return next(name for name, page in self.built.items() if page is shown)

    def open_page(self, name: str, key: str = "") -> None:
        """Show a page, read if it is stale; ``key`` brings one record into view."""
        if name not in self.rooms:
            self.bar.tell("您的角色看不到这一页。需要时请系统管理员调整角色。", "wait")
            return
        page = self.page(name)
        self.stack.setCurrentWidget(page)
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        self.navigation.buttons[name].setChecked(True)
        if name not in self._fresh:
            self._fresh.add(name)
            page.show_day(self.workspace.day)
            self.recovery.seen(f"{GRID}{self.workspace.day}" if name == "grid" else FORMS + name)
        if key:
            # Behind what the page may just be reading.
            self.workspace.run(lambda: None, lambda _none: page.show_key(key))

    def _appear(self, appearance: Appearance) -> None:
        self.appearance = appearance
        self.appearance_wanted.emit(appearance)

    def _load_township(self) -> None:
        program = self.workspace.program
        self.workspace.run(program.townships.overview, self._show_township)

    def _show_township(self, record: TownshipRecord) -> None:
        self.top.show_township(record)
        self.setWindowTitle(f"{'【演示】' if record.demonstration else ''}{record.name} · 反诈镇办")

    def _township_changed(self, changes: Changes) -> None:
        if changes.settings:
            self._load_township()

    def _day_typed(self) -> None:
        day = self.top.day.date()
        if day is not None:
            self.workspace.set_day(day)

    def _day_changed(self, day: date) -> None:
        self.top.day.set_date(day)
        if self.current == "grid":
            self.recovery.seen(f"{GRID}{day}")
        self._fresh = {self.current}
        self.page(self.current).show_day(day)

    def _take_step(self, step: str) -> None:
        """Take one of the afternoon's steps on 今日."""
        self.open_page("today")
        if self.afternoon is not None:
            self.afternoon.go_on(step, self._files)
        self._files = ()

    def changeEvent(self, event: QEvent) -> None:
        """Colour the icons for a palette that was just put on."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            dress_again(self)

    def search(self) -> None:
        """Open the search."""
        _open(SearchDialog(self.workspace, self))

    def help(self) -> None:
        """Open the help of the current page."""
        _open(HelpDialog(self.current, self))

    # locking and going

    def put_away(self) -> Place:
        """Close every dialog, what was typed in it kept; return where to come back to."""
        step, files = self.afternoon.under_way() if self.afternoon is not None else ("", ())
        place = Place(
            self.workspace.program.account,
            self.current,
            self.workspace.day,
            step,
            files,
            self.notices.reminded,
        )
        for dialog in reversed(list[QDialog](self.findChildren(QDialog))):
            dialog.reject()
        return place

    def _return_to(self, place: Place) -> None:
        self.open_page(place.page if place.page in self.rooms else next(iter(self.rooms)))
        if place.step == "import":
            self.recovery.add(Found(place.step, f"锁定时正在导入的{len(place.files)}个表格"))
        elif place.step:
            self.recovery.add(Found(PASTE, "锁定时正在粘贴的消息"))

    def keep_drafts(self) -> None:
        """Write what is typed on every page as drafts."""
        for page in self.built.values():
            page.keep_draft()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is typed as drafts and let the worker end."""
        self._keep_later.stop()
        self.keep_drafts()
        self.workspace.close()
        event.accept()


def _open(dialog: QDialog) -> None:
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
