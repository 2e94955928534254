"""考核排名: the month's ranking, its course, what follows it, and the scheme, a tab each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.rules.permissions import Permission
from ui.messages import MessageBar
from ui.page import Page
from ui.pages.evaluation.cards_tab import CardsTab
from ui.pages.evaluation.course_tab import CourseTab
from ui.pages.evaluation.falsifications_tab import FalsificationsTab
from ui.pages.evaluation.interviews_tab import InterviewsTab
from ui.pages.evaluation.month_bar import MonthBar
from ui.pages.evaluation.month_steps import MonthSteps
from ui.pages.evaluation.next_step import Step
from ui.pages.evaluation.papers import EvaluationPapers
from ui.pages.evaluation.place import MonthPlace
from ui.pages.evaluation.ranking_tab import RankingTab
from ui.pages.evaluation.schemes_tab import SchemesTab
from ui.widgets.lazy_tabs import LazyTabs
from ui.workspace import Workspace

RANKING, COURSE, FALSIFIED = "名次", "公示与异议", "弄虚作假"
INTERVIEWS, CARDS, SCHEMES = "约谈", "黄牌", "考核方案"
KEYS = {
    "ranking": RANKING,
    "objections": COURSE,
    "falsification": FALSIFIED,
    "interviews": INTERVIEWS,
    "cards": CARDS,
    "schemes": SCHEMES,
}


class EvaluationPage(Page):
    """The month chosen above holds for all tabs but the cards and the scheme."""

    title = "考核排名"
    icon_name = "evaluation"
    help_topic = "evaluation"

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Lay the page out."""
        super().__init__(workspace, parent)
        self.bar = MessageBar()
        self.place = place = MonthPlace(workspace.program.clock.today(), self)
        self.months = MonthBar(workspace, self.bar, place)
        self.steps = MonthSteps(workspace, self.bar, place, self)
        self._papers = EvaluationPapers(workspace, self.bar, self)
        self._stale = False
        self._read: tuple[date, int | None] | None = None
        self.tabs = LazyTabs("考核排名")
        self.tabs.add(RANKING, lambda: RankingTab(workspace, self.bar, place))
        self.tabs.add(COURSE, lambda: CourseTab(workspace, self.bar, place))
        self.tabs.add(FALSIFIED, lambda: FalsificationsTab(workspace, self.bar, place))
        self.tabs.add(INTERVIEWS, lambda: InterviewsTab(workspace, self.bar, place))
        self.tabs.add(CARDS, lambda: CardsTab(workspace, self.bar))
        self.tabs.add(SCHEMES, lambda: SchemesTab(workspace, self.bar, place))
        for part in (self.bar, self.months):
            self.body.addWidget(part)
        self.body.addWidget(self.tabs, 1)
        self.tabs.hide()  # until the month is known
        self.months.offer(self._offered())
        self.months.wanted.connect(self.take)
        self.months.loaded.connect(self._months_read)
        place.changed.connect(self.months.load)
        # Whoever opened the room by the navigation has the focus there: it begins all the same.
        new = QShortcut(QKeySequence(QKeySequence.StandardKey.New), self)
        new.activated.connect(self.begin)

    def _offered(self) -> list[tuple[str, Callable[[], object]]]:
        may, steps = self.program.may, self.steps
        found: list[tuple[str, Callable[[], object]]] = []
        if may(Permission.RUN_EVALUATION):
            found.append(("重新计算…", steps.draft))
        if may(Permission.ISSUE_DOCUMENTS):
            found.append(("生成通报", lambda: self._papers.circular(self.place)))
        found.append(("与现在的数据核对", steps.compare))
        found.append(("用底稿重算核验", steps.prove))
        if may(Permission.DECIDE_RANKING):
            found.append(("提前定稿…", steps.freeze_early))
        return found

    def show_day(self, day: date) -> None:
        """Read what is shown; the page has a month of its own."""
        del day
        self.months.load()

    def refresh(self, changes: Changes) -> None:
        """Read again what a save touched; what the scores rest on only when it is looked at."""
        if changes.evaluation:
            self._read = None
        elif not (changes.days or changes.units or changes.supervision or changes.requirements):
            return
        if self.isVisible():
            self.months.load()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        """Read what was waiting for somebody to look."""
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.months.load()

    def _months_read(self) -> None:
        """Let the tabs read once the month is known, and again when it is another."""
        self.tabs.show()
        now = (self.place.month, self.place.edition)
        if now != self._read:
            self._read = now
            self.tabs.stale()

    def show_key(self, key: str) -> None:
        """Show a tab (``interviews`` or its title), of a month if given (``ranking/2023-09``)."""
        name, _, month = key.partition("/")
        title = KEYS.get(name, name)
        if month:
            self.months.choose(date.fromisoformat(f"{month[:7]}-01"))
        if title in self.tabs.titles:
            self.tabs.open(title)

    def begin(self) -> None:
        """Begin what the shown tab is for: an objection, a finding, interviews, a scheme."""
        tab = self.tabs.made.get(self.tabs.current)
        if isinstance(tab, CourseTab | FalsificationsTab | InterviewsTab | SchemesTab):
            tab.begin()

    def take(self, step: Step) -> None:
        """Take the step the big button is for."""
        ways: dict[Step, Callable[[], object]] = {
            Step.DRAFT: self.steps.draft,
            Step.SHOW: self.steps.show,
            Step.RECEIPTS: lambda: self.tabs.open(COURSE),
            Step.ANSWER: self._answer,
            Step.FREEZE: self.steps.freeze,
            Step.INTERVIEWS: lambda: self.tabs.open(INTERVIEWS),
            Step.CIRCULAR: lambda: self._papers.circular(self.place),
        }
        ways[step]()

    def _answer(self) -> None:
        tab = self.tabs.open(COURSE)
        if isinstance(tab, CourseTab):
            tab.show_open_objections()
