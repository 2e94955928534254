"""约谈: the bottom of the month, and the campaign's interviews from chosen to closed (R19)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.records.consequences import (
    InterviewRecord,
    InterviewState,
    MonthCandidates,
)
from antifraud_desktop.rules.day_words import month_text
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.vocabulary import EvaluationState
from ui.dialogs.interview import (
    FollowUpDialog,
    HoldDialog,
    PickDialog,
    PlanDialog,
    WithdrawInterviewDialog,
)
from ui.messages import MessageBar, ask
from ui.pages.evaluation.lines import (
    CANDIDATE_WIDTHS,
    INTERVIEW_WIDTHS,
    candidate_columns,
    interview_columns,
    interview_told,
)
from ui.pages.evaluation.papers import EvaluationPapers
from ui.pages.evaluation.parts import (
    Done,
    add_key,
    follow,
    menu_button,
    quiet_label,
    reader,
    row_of,
    saying,
)
from ui.pages.evaluation.place import MonthPlace
from ui.tables.record_table import choose, chosen, record_table
from ui.tables.row_model import RowModel
from ui.widgets.pieces import column_of, heading, push_button
from ui.workspace import Workspace

NOT_FROZEN = "这个月还没有定稿。定稿以后，这里列出末位单位，由人决定约谈。"
NOBODY = "这个月没有要约谈的单位。"
NO_INTERVIEW = "本次行动还没有登记过约谈。"
TO_HOLD = (InterviewState.CHOSEN, InterviewState.PLANNED)
OPEN = (InterviewState.HELD, InterviewState.OVERDUE)
Read = tuple[MonthCandidates | None, tuple[InterviewRecord, ...]]


class InterviewsTab(QWidget):
    """Enter takes the next step of the chosen interview."""

    def __init__(self, workspace: Workspace, bar: MessageBar, place: MonthPlace) -> None:
        """Lay the tab out; what the account may not do is not offered."""
        super().__init__()
        self._workspace, self._bar, self._place = workspace, bar, place
        self._runs = workspace.program.may(Permission.RUN_EVALUATION)
        self._decides = workspace.program.may(Permission.DECIDE_RANKING)
        self._found: MonthCandidates | None = None
        papers = EvaluationPapers(workspace, bar, self)
        self.candidates = RowModel(candidate_columns())
        self.interviews = RowModel(interview_columns())
        self.bottom = record_table(self.candidates, "末位单位", CANDIDATE_WIDTHS)
        self.table = record_table(self.interviews, "约谈", INTERVIEW_WIDTHS)
        self.enter = push_button("登记末位单位的约谈", self.open_interviews)
        self.pick = push_button("选定同分的单位…", self.open_pick)
        self.plan = push_button("安排…", self._with(self.open_plan))
        self.hold = push_button("登记约谈情况…", self._with(self.open_hold))
        self.close_it = push_button("办结…", self._with(self._close))
        self.more = menu_button(
            "更多",
            (
                ("整改跟进…", self._with(self._follow_up)),
                ("撤销约谈…", self._with(self._withdraw)),
            ),
        )
        self.notice = push_button("约谈通知", self._with(papers.interview_notice))
        self.record = push_button("约谈记录", self._with(papers.interview_record))
        self.told, self.none = quiet_label(), quiet_label(NO_INTERVIEW)
        self.detail = reader("约谈详情", 6)
        self._lay_out()
        for button in (self.enter, self.plan, self.hold, self.close_it):
            button.setVisible(self._runs)
        self.pick.setVisible(self._decides)
        self.more.setVisible(self._runs or self._decides)
        papers.show_allowed(self.notice, self.record)
        follow(self.table, self._enable)
        follow(self.bottom, self._enable)
        self.table.activated.connect(lambda _index: self.open_current())
        add_key(self.table, QKeySequence.StandardKey.Delete, self._with(self._withdraw))
        self._enable()

    def _lay_out(self) -> None:
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(column_of(row_of(self.enter, self.pick), self.told, self.bottom))
        buttons = (self.plan, self.hold, self.close_it, self.more, self.notice, self.record)
        split.addWidget(
            column_of(row_of(heading("约谈"), *buttons), self.none, self.table, self.detail)
        )
        split.setSizes([170, 390])
        split.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(split, 1)

    def load(self) -> None:
        """Read the month's bottom and all interviews of the campaign."""
        evaluations, month = self._workspace.program.evaluations, self._place.month

        def work() -> Read:
            states = [head.state for head in evaluations.months.editions(month)]
            frozen = EvaluationState.FROZEN in states
            found = evaluations.consequences.candidates(month) if frozen else None
            return found, evaluations.interviews.list()

        def done(read: Read) -> None:
            if month == self._place.month:
                self._show(*read)

        self._workspace.run(work, done, self._bar.trouble)

    def _show(self, found: MonthCandidates | None, records: tuple[InterviewRecord, ...]) -> None:
        before = chosen(self.table, InterviewRecord)
        number, month = (before.id if before else 0), self._place.month
        self._found = found
        self.candidates.set_records(found.candidates if found else ())
        self.interviews.set_records(records)
        choose(self.table, records, lambda i: i.id == number or (not number and i.month == month))
        listed = bool(found and found.candidates)
        self.told.setText(bottom_told(found))
        self.bottom.setVisible(listed)
        self.none.setVisible(not records)
        self.table.setVisible(bool(records))
        self.detail.setVisible(bool(records))
        self._enable()

    def current(self) -> InterviewRecord | None:
        """Return the chosen interview."""
        return chosen(self.table, InterviewRecord)

    def _enable(self) -> None:
        found, record = self._found, self.current()
        self.enter.setEnabled(found is not None and found.to_begin > 0)
        self.pick.setEnabled(found is not None and found.left > 0)
        state = record.state if record else None
        self.plan.setEnabled(state in TO_HOLD)
        self.hold.setEnabled(state in (*TO_HOLD, *OPEN))
        self.close_it.setEnabled(state in OPEN)
        self.notice.setEnabled(state not in (None, InterviewState.WITHDRAWN))
        self.record.setEnabled(record is not None and record.held_on is not None)
        follow_up, withdraw = self.more.menu().actions()
        follow_up.setEnabled(self._runs and state in OPEN)
        withdraw.setEnabled(self._decides and state not in (None, InterviewState.WITHDRAWN))
        self.detail.setPlainText(interview_told(record) if record else "")

    def _with(self, step: Callable[[InterviewRecord], None]) -> Callable[[], None]:
        def take() -> None:
            record = self.current()
            if record is not None:
                step(record)

        return take

    def begin(self) -> None:
        """Begin what the tab is for."""
        if self.enter.isEnabled():
            self.open_interviews()

    def open_interviews(self) -> None:
        """Open the interviews of those certain to be at the bottom, after asking."""
        found, month = self._found, self._place.month
        if found is None or not self._runs:
            return
        names = [c.unit for c in found.candidates if not c.tied and c.interview_id is None]
        detail = f"{month_text(month)}末位：{'、'.join(names)}。登记后再安排时间、约谈人。"
        if not ask(self, "登记约谈？", detail, "登记"):
            return
        consequences = self._workspace.program.evaluations.consequences

        def done(begun: tuple[tuple[int, ...], Changes]) -> None:
            self._saved("已登记，请安排时间。")(begun[1])

        self._workspace.run(lambda: consequences.begin(month), done, self._bar.trouble)

    def open_pick(self) -> None:
        """Let a leader pick among the tied."""
        if self._found is not None and self._decides:
            PickDialog(self._workspace, self._found, self._saved("已选定。"), self).open()

    def open_current(self) -> None:
        """Take the next step of the chosen interview: planned, held, closed, or only looked at."""
        record = self.current()
        if record is None or not self._runs:
            return
        if record.state is InterviewState.CHOSEN:
            self.open_plan(record)
        elif record.state is InterviewState.PLANNED:
            self.open_hold(record)
        elif record.state in OPEN:
            self._close(record)
        else:
            self._bar.tell("这次约谈已经办结或撤销，内容在下面。", "wait")

    def open_plan(self, record: InterviewRecord) -> None:
        """Set when and where."""
        saved = self._saved("已安排。")
        self._with_names(lambda names: PlanDialog(self._workspace, record, names, saved, self))

    def open_hold(self, record: InterviewRecord) -> None:
        """Enter what was said."""
        saved = self._saved("已保存。")
        self._with_names(lambda names: HoldDialog(self._workspace, record, names, saved, self))

    def _with_names(self, make: Callable[[Sequence[str]], PlanDialog | HoldDialog]) -> None:
        program = self._workspace.program

        def names() -> Sequence[str]:
            today = program.clock.today()
            return [m.name for m in program.ledgers.leading_group.members(today)]

        self._workspace.run(names, lambda found: make(found).open(), self._bar.trouble)

    def _follow_up(self, record: InterviewRecord) -> None:
        saved = self._saved("已保存。")
        FollowUpDialog(self._workspace, record, saved, self, closing=False).open()

    def _close(self, record: InterviewRecord) -> None:
        saved = self._saved("已办结。")
        FollowUpDialog(self._workspace, record, saved, self, closing=True).open()

    def _withdraw(self, record: InterviewRecord) -> None:
        if self._decides and record.state is not InterviewState.WITHDRAWN:
            saved = self._saved("已撤销。")
            WithdrawInterviewDialog(self._workspace, record, saved, self).open()

    def _saved(self, told: str) -> Done:
        return saying(self._workspace, self._bar, told)


def bottom_told(found: MonthCandidates | None) -> str:
    """Return what is to be done about a month's bottom."""
    if found is None:
        return NOT_FROZEN
    if not found.candidates:
        return NOBODY
    parts = []
    if found.to_begin:
        parts.append(f"{found.to_begin}个末位单位还没有登记约谈")
    if found.left:
        parts.append(f"同分的单位里还要由领导选{found.left}个")
    return f"{'；'.join(parts) or '末位单位都已登记约谈'}。"
