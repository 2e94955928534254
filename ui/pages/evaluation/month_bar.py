"""The head of the page: the month, where it stands, and what to do next."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.errors import KnownTrouble
from antifraud_desktop.records.evaluation_editions import Moved
from antifraud_desktop.vocabulary import EvaluationState
from ui.messages import MessageBar
from ui.pages.evaluation.next_step import (
    Standing,
    may,
    months_offered,
    next_of,
    state_text,
    told_of,
    words_of,
)
from ui.pages.evaluation.place import MonthPlace, months_between, usual_month
from ui.widgets.pieces import push_button
from ui.workspace import Workspace

TONES: Mapping[EvaluationState | None, str] = {
    None: "muted",
    EvaluationState.DRAFT: "wait",
    EvaluationState.SHOWN: "wait",
    EvaluationState.FROZEN: "good",
}


class MonthBar(QWidget):
    """``wanted`` carries the step the big button is for; ``loaded`` that the months are read."""

    wanted = Signal(object)
    loaded = Signal()

    def __init__(self, workspace: Workspace, bar: MessageBar, place: MonthPlace) -> None:
        """Lay the head out; nothing is read before :meth:`load`."""
        super().__init__()
        self._workspace, self._bar, self._place = workspace, bar, place
        self._begun = False
        self.standing: Standing | None = None
        self.month, self.edition = QComboBox(), QComboBox()
        self.month.setAccessibleName("考核月份")
        self.month.setMinimumWidth(190)
        self.edition.setAccessibleName("版次")
        self.before = push_button("‹", lambda: self._turn(1))
        self.after = push_button("›", lambda: self._turn(-1))
        for button, name, key in (
            (self.before, "上一个月", "Alt+Left"),
            (self.after, "下一个月", "Alt+Right"),
        ):
            button.setAccessibleName(name)
            button.setToolTip(f"{name}（{key}）")
            button.setProperty("narrow", True)
            button.setFixedWidth(36)
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(button.click)
        self.state = QLabel()
        self.state.setAccessibleName("考核状态")
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setProperty("quiet", True)
        self.next = push_button("计算考核", self._press)
        self.next.setProperty("primary", True)
        self.more = QPushButton("更多")
        self.more.setAccessibleName("更多")
        self.more.setMenu(QMenu(self.more))
        self._lay_out()
        self.month.activated.connect(self._chosen)
        self.edition.activated.connect(self._edition_chosen)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        for part in (self.before, self.month, self.after, self.edition, self.state):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.more)
        row.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.told)

    def offer(self, steps: Sequence[tuple[str, Callable[[], object]]]) -> None:
        """Put the steps that are not the next one into the menu: text and what it does."""
        menu = self.more.menu()
        for text, act in steps:
            menu.addAction(text).triggered.connect(lambda _checked=False, do=act: do())
        self.more.setVisible(bool(steps))

    def load(self) -> None:
        """Read the months and where the chosen one stands."""
        program, place, fresh = self._workspace.program, self._place, not self._begun
        wanted = place.month

        def work() -> Standing:
            evaluations, today = program.evaluations, program.clock.today()
            campaign = program.townships.overview().campaign
            heads = evaluations.months.editions()
            month = usual_month(campaign.start, today, heads) if fresh else wanted
            latest = next((h for h in heads if h.month == month), None)
            if latest is None:
                return Standing(campaign, heads, month, today)
            course = evaluations.course.course(month)
            if latest.state is EvaluationState.FROZEN:
                found = evaluations.consequences.candidates(month)
                return Standing(campaign, heads, month, today, course, found)
            return Standing(campaign, heads, month, today, course, None, None)

        def done(standing: Standing) -> None:
            if fresh and not self._begun:
                self._begun = True
                place.month = standing.month
            elif standing.month != place.month:
                return  # another month was chosen; its answer comes
            self._show(standing)
            if standing.moved is None:
                self._compare(standing)

        self._workspace.run(work, done, self._failed)

    def _compare(self, standing: Standing) -> None:
        """Read what drawing the month up anew would change: it takes longer than all the rest."""
        course = self._workspace.program.evaluations.course

        def done(moved: tuple[Moved, ...]) -> None:
            if self.standing is standing:
                self._show(replace(standing, moved=moved))

        self._workspace.run(lambda: course.moved_since(standing.month), done, self._failed)

    def _failed(self, trouble: KnownTrouble) -> None:
        self._bar.trouble(trouble)
        self._bar.offer("再试一次", self.load)

    def choose(self, month: date) -> None:
        """Show a month another page asks for."""
        self._begun = True
        self._place.set(month)

    def _show(self, standing: Standing) -> None:
        self.standing, place = standing, self._place
        place.heads = standing.heads
        months = months_between(standing.campaign.start, standing.campaign.end or standing.today)
        running = standing.today.replace(day=1)
        offered = months_offered([m for m in months if m <= running], standing.heads)
        self._fill(self.month, list(offered.items()), place.month)
        editions = [h for h in standing.heads if h.month == place.month]
        self._fill(
            self.edition,
            [
                (h.edition, f"第{h.edition}版" + ("" if n else "（最新）"))
                for n, h in enumerate(editions)
            ],
            place.edition or (editions[0].edition if editions else None),
        )
        self.edition.setVisible(len(editions) > 1)
        self.before.setEnabled(self.month.currentIndex() < self.month.count() - 1)
        self.after.setEnabled(self.month.currentIndex() > 0)
        self._tell(standing)
        self.loaded.emit()

    def _fill(self, box: QComboBox, entries: Sequence[tuple[object, str]], wanted: object) -> None:
        box.clear()
        for value, text in entries:
            box.addItem(text, value)
        row = next((n for n, (value, _text) in enumerate(entries) if value == wanted), 0)
        box.setCurrentIndex(row if entries else -1)

    def _tell(self, standing: Standing) -> None:
        head = self._place.head()
        self.state.setText(state_text(head))
        self.state.setProperty("tone", TONES[head.state if head else None])
        self.state.style().polish(self.state)
        old = head is not None and head != self._place.latest()
        self.told.setText(
            f"这是旧的一版，只供查对。{head.changes}" if old and head else told_of(standing)
        )
        step = next_of(standing)
        self.next.setText(words_of(step, standing))
        self.next.setAccessibleName(words_of(step, standing).rstrip("…"))
        # Nobody shows or freezes what may have to be computed anew.
        self.next.setEnabled(standing.moved is not None)
        self.next.setVisible(may(step, self._workspace.program.may) and not old)

    def _press(self) -> None:
        if self.standing is not None:
            self.wanted.emit(next_of(self.standing))

    def _turn(self, by: int) -> None:
        row = self.month.currentIndex() + by
        if 0 <= row < self.month.count():
            self.month.setCurrentIndex(row)
            self._chosen(row)

    def _chosen(self, row: int) -> None:
        month = self.month.itemData(row)
        if isinstance(month, date):
            self._place.set(month)

    def _edition_chosen(self, row: int) -> None:
        latest = row == 0
        self._place.set(self._place.month, None if latest else int(self.edition.itemData(row)))
