"""今日: the clock, the board of units, the afternoon's buttons in their order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.changes import Changes
from antifraud_desktop.records.days import DayBook
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.vocabulary import SubmissionState
from ui.care import SETTINGS, Care, care_of
from ui.clipboard import copy_text
from ui.contacts import OpenContact, open_contact
from ui.icons import dress
from ui.messages import MessageBar
from ui.page import Page
from ui.widgets.countdown import Countdown
from ui.widgets.day_counts import DayCounts
from ui.widgets.due_list import DueList
from ui.widgets.pieces import heading
from ui.widgets.safety_lights import BackupLight
from ui.widgets.trend_strip import TrendStrip
from ui.widgets.unit_board import UnitBoard
from ui.widgets.unit_card import UnitCard
from ui.workspace import Workspace

TICK_MS = 30_000
DUE = "待办"
STEPS = (
    ("paste", "paste", "粘贴消息", "Ctrl+M"),
    ("import", "import", "导入表格", "Ctrl+I"),
    ("type", "type", "录入", "Ctrl+2"),
    ("chase", "chase", "催报", "Ctrl+U"),
    ("daily", "report", "生成日报", "Ctrl+R"),
    ("evening", "bulletin", "生成通报", "Ctrl+Shift+R"),
)


class TodayPage(Page):
    """Where the clerk lives from three to nine."""

    title = "今日"
    icon_name = "today"
    help_topic = "today"

    step_wanted = Signal(str)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Lay the page out; the figures come with :meth:`show_day`."""
        super().__init__(workspace, parent)
        self.book: DayBook | None = None
        self.bar = MessageBar()
        self.deadline, self.evening = Countdown("截止"), Countdown("通报")
        self.counts = DayCounts()
        self.board, self.trend = UnitBoard(), TrendStrip()
        self.due, self.card = DueList(), UnitCard()
        self.due_title = heading(DUE)
        self.due_title.setWordWrap(True)
        self.light = BackupLight()
        self._cared_on: date | None = None
        self.empty = QLabel()
        self.empty.setWordWrap(True)
        self.empty.setProperty("quiet", True)
        self.buttons: dict[str, QPushButton] = {}
        self._lay_out()
        self.board.unit_chosen.connect(self._choose)
        self.card.may_unmask = workspace.program.may(Permission.SEE_PERSONAL)
        self.card.contact_wanted.connect(self._open_contact)
        self.card.open_wanted.connect(lambda code: workspace.open_page("grid", code))
        self.due.unit_wanted.connect(lambda code: workspace.open_page("grid", code))
        self.due.page_wanted.connect(workspace.open_page)
        self.light.wanted.connect(lambda: workspace.open_page(SETTINGS, "备份"))
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)
        self._timer.start()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.deadline)
        head.addWidget(self.evening)
        head.addWidget(self.counts, 1)
        steps = QHBoxLayout()
        steps.setSpacing(8)
        for key, icon_name, text, shortcut in STEPS:
            button = QPushButton(text)
            button.setAccessibleName(text)
            dress(button, icon_name)
            button.setToolTip(f"{text}（{shortcut}）")
            if key != "type":
                button.setShortcut(shortcut)
            button.clicked.connect(lambda _c=False, step=key: self.step_wanted.emit(step))
            self.buttons[key] = button
            steps.addWidget(button)
        steps.addStretch(1)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(6, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.light)
        for title, widget, stretch in (
            (heading("近七日报送（报送／应报）"), self.trend, 0),
            (heading("单位"), self.card, 0),
            (self.due_title, self.due, 1),
        ):
            column.addWidget(title)
            column.addWidget(widget, stretch)
        split = QSplitter()
        split.addWidget(self.board)
        aside = QScrollArea()
        aside.setWidgetResizable(True)
        aside.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        aside.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        aside.setWidget(right)
        split.addWidget(aside)
        split.setSizes([760, 400])
        split.setStretchFactor(0, 1)
        split.setChildrenCollapsible(False)
        for part in (self.bar,):
            self.body.addWidget(part)
        self.body.addLayout(head)
        self.body.addLayout(steps)
        self.body.addWidget(self.empty)
        self.body.addWidget(split, 1)

    def show_day(self, day: date) -> None:
        """Read a day and show it."""
        program = self.workspace.program
        self.workspace.run(lambda: (program.days.book(day), program.submissions.doubts(day)),
                           self._show)  # fmt: skip
        if self._cared_on != program.clock.today():
            self._look_after()

    def _look_after(self) -> None:
        """Read how safe the data is and what the office owes; both hold whatever the day."""
        program = self.workspace.program
        self._cared_on = program.clock.today()
        self.workspace.run(lambda: care_of(program), self._show_care)

    def _show_care(self, care: Care) -> None:
        if care.backups is not None:
            self.light.show_state(care.backups, care.made_at)
        self.due_title.setText(f"{DUE}　{care.persons}" if care.persons else DUE)
        self.due.show_points(care.points)

    def refresh(self, changes: Changes) -> None:
        """Read again when the day, the units or the calendar moved."""
        day = self.workspace.day
        if day in changes.days or changes.units or changes.settings or changes.calendar:
            self.show_day(day)
        owed = changes.forms or changes.retention or changes.persons or changes.rights
        owed = owed or changes.exports or changes.supervision
        if changes.backups or owed or changes.youth:
            self._look_after()

    def _show(self, read: tuple[DayBook, tuple[object, ...]]) -> None:
        self.book, doubts = read
        book = self.book
        self.counts.show_day(book)
        self.board.show_units(book.units)
        self.trend.show_points(book.trend)
        self.due.show_day(book, doubts)  # type: ignore[arg-type]
        if self.card.code:
            self._choose(self.card.code)
        else:
            self.card.show_nothing()
        self.empty.setText(empty_text(book))
        self.empty.setVisible(bool(self.empty.text()))
        self._emphasise(book)
        self.tick()

    def _emphasise(self, book: DayBook) -> None:
        """Make the next right action stand out."""
        silent = book.in_state(SubmissionState.MISSING)
        now = self.workspace.program.clock.now()
        if len(silent) == len(book.units):
            first = "paste"
        elif silent and now.time() < book.deadline:
            first = "chase"
        else:
            first = "daily"
        for key, button in self.buttons.items():
            button.setProperty("primary", key == first)
            button.style().polish(button)
            dress(button)

    def _choose(self, code: str) -> None:
        if self.book is None:
            return
        unit = next((u for u in self.book.units if u.code == code), None)
        if unit is not None:
            self.card.show_unit(unit, self.book.indicators)

    def _open_contact(self, code: str, reason: str) -> None:
        def show(opened: OpenContact) -> None:
            self.card.show_contact(opened.code, opened.liaison, opened.phone, opened.seconds)

        open_contact(self.workspace, code, reason, show)

    def tick(self) -> None:
        """Move the clocks."""
        if self.book is None:
            return
        now = self.workspace.program.clock.now()
        self.deadline.show_left(self.book.date, self.book.deadline, now)
        self.evening.show_left(self.book.date, self.book.bulletin_time, now)

    def copy_chase(self, text: str) -> None:
        """Put the chase on the clipboard and show it."""
        copied = copy_text(text)
        self.bar.tell(f"催报文字已复制，可到微信群粘贴：{copied}", "wait")

    def offer_file(self, sentence: str, act: Callable[[], object]) -> None:
        """Say that a document is made and offer to open it."""
        self.bar.tell(sentence, "good")
        self.bar.offer("打开", act)


def empty_text(book: DayBook) -> str:
    """Return what to do first when there is nothing to show."""
    if book.units and any(u.received for u in book.units):
        return ""
    if not book.reporting:
        return "这一天不是报送日。要改日期，请在上方填写；要改报送日，请到“系统”。"
    if not book.units:
        return "还没有单位。请先到“基础信息”导入单位清单。"
    return "还没有收到报送。把微信群里的消息全选复制，点“粘贴消息”即可。"
