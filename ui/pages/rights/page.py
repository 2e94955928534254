"""权利事项: the requests with their clock, how each is answered, and the papers for the asker."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QInputDialog, QLabel, QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.person_papers import PersonPaper
from antifraud_desktop.records.person_views import PersonView
from antifraud_desktop.records.protection import ExportRequestRecord
from antifraud_desktop.records.rights import RightsRecord
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.vocabulary import RequestState
from ui.messages import MessageBar
from ui.page import Page
from ui.pages.rights.answers import REFUSE, WITHDRAW, Answer, Way, granting, open_answer
from ui.pages.rights.lines import COLUMNS, is_erased, told_of
from ui.pages.rights.receive import ReceiveDialog
from ui.tables.record_table import choose, chosen, record_table
from ui.tables.row_model import RowModel
from ui.widgets.pieces import push_button
from ui.workspace import Workspace

PAGE = 200
OWN_DATA = "own_data"
WIDTHS = (60, 90, 120, 90, 100, 100, 150, 90)
NONE = "没有权利请求。有人来查阅、复制、更正或要求删除自己的信息时，点“登记请求”。"
Read = tuple[tuple[RightsRecord, ...], int]


class RightsPage(Page):
    """What waits stands first, by its clock; one request is chosen, the buttons act on it."""

    title = "权利事项"
    icon_name = "rights"
    help_topic = "rights"

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Lay the page out; what the account may not do is not offered."""
        super().__init__(workspace, parent)
        self.bar = MessageBar()
        self._wanted = 0
        self._most = PAGE
        self.model = RowModel(COLUMNS)
        self.table = record_table(self.model, "权利请求", WIDTHS)
        self.state = QComboBox()
        self.state.setAccessibleName("状态")
        self.state.addItem("全部", None)
        for state in RequestState:
            self.state.addItem(label_of(state), state)
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.detail = QLabel()
        self.detail.setWordWrap(True)
        self.detail.setMinimumHeight(4 * self.fontMetrics().lineSpacing())
        self.receive = push_button("登记请求…", self.begin)
        self.receive.setProperty("primary", True)
        self.grant = push_button("办理…", self.grant_current)
        self.refuse = push_button("不予办理…", self.refuse_current)
        self.withdraw = push_button("本人撤回…", self.withdraw_current)
        self.receipt = push_button("回执…", partial(self.write, PersonPaper.RIGHTS_RECEIPT))
        self.decision = push_button("答复书…", partial(self.write, PersonPaper.RIGHTS_DECISION))
        self.copy = push_button("申请复制件…", self.ask_copy)
        self.term = push_button("答复期限…", self.change_days)
        self.more = push_button("再看更早的", self._load_more)
        self._lay_out()
        self.state.currentIndexChanged.connect(lambda _n: self.load())
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._offer())
        self._offer()

    def _lay_out(self) -> None:
        may = self.workspace.program.may
        above, below = QHBoxLayout(), QHBoxLayout()
        for button in (self.receive, self.grant, self.refuse, self.withdraw):
            above.addWidget(button)
        above.addStretch(1)
        above.addWidget(self.state)
        for button in (self.receipt, self.decision, self.copy):
            below.addWidget(button)
        below.addStretch(1)
        below.addWidget(self.more)
        below.addWidget(self.term)
        self.body.addWidget(self.bar)
        self.body.addLayout(above)
        self.body.addWidget(self.told)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.detail)
        self.body.addLayout(below)
        self.term.setHidden(not may(Permission.KEEP_BASICS))
        self.copy.setHidden(not may(Permission.ASK_EXPORT))

    def show_day(self, day: date) -> None:
        """Read the requests; they do not depend on the day worked on."""
        del day
        self.load()

    def refresh(self, changes: Changes) -> None:
        """Read again when a request moved."""
        if changes.rights or changes.calendar:
            self.load()

    def show_key(self, key: str) -> None:
        """Choose a request by number (``12``), or take one in for a person (``person/7``)."""
        kind, _, number = key.partition("/")
        if key.isdecimal():
            self._wanted = int(key)
            self.state.setCurrentIndex(0)
            self.load()
        elif kind == "person" and number.isdecimal():
            persons, person_id = self.program.persons, int(number)
            self.run(lambda: persons.person(person_id), self.begin, self.bar.trouble)

    def load(self) -> None:
        """Read the requests."""
        rights, state, most = self.program.rights, self._state(), self._most

        def work() -> Read:
            pages = [rights.list(state, first, PAGE) for first in range(0, most, PAGE)]
            return tuple(record for page in pages for record in page), rights.days()

        self.run(work, self._show, self.bar.trouble)

    def _state(self) -> RequestState | None:
        code = self.state.currentData()  # Qt gives an enum's word back as plain text
        return RequestState(code) if code else None

    def _load_more(self) -> None:
        self._most += PAGE
        self.load()

    def _show(self, read: Read) -> None:
        records, days = read
        kept = self.current()
        wanted = self._wanted or (kept.request_id if kept else 0)
        self.model.set_records(records)
        self.more.setVisible(len(records) == self._most)
        late = sum(record.overdue for record in records)
        waiting = sum(record.state is RequestState.OPEN for record in records)
        head = f"办理中{waiting}件" + (f"，⚠ 其中{late}件已超期" if late else "")
        told = f"{head}。收到后{days}个工作日内答复。" if records else NONE
        self.told.setText(told)
        self.told.setProperty("tone", "bad" if late else "muted")
        self.told.style().polish(self.told)
        if choose(self.table, records, lambda record: record.request_id == wanted):
            self._wanted = 0
        self._offer()

    def current(self) -> RightsRecord | None:
        """Return the chosen request."""
        return chosen(self.table, RightsRecord)

    def _offer(self) -> None:
        record = self.current()
        waits = record is not None and record.state is RequestState.OPEN
        answered = record is not None and record.state in (
            RequestState.GRANTED,
            RequestState.REFUSED,
        )
        there = record is not None and not is_erased(record)
        for button in (self.grant, self.refuse, self.withdraw):
            button.setEnabled(waits)
        self.receipt.setEnabled(there)
        self.copy.setEnabled(there and waits)
        self.decision.setEnabled(there and answered)
        self.detail.setText(told_of(record) if record is not None else "")

    def begin(self, person: PersonView | None = None) -> None:
        """Take a request in, for a person when it is known."""

        def done(saved: tuple[int, Changes]) -> None:
            self._wanted = saved[0]
            self._saved(saved[1], "已登记。请打印回执交给本人。")

        ReceiveDialog(self.workspace, done, self, person).open()

    def grant_current(self) -> None:
        """Grant the chosen request."""
        record = self.current()
        if record is not None:
            self._settle(
                granting(record), self.program.rights.grant, "已办理。请打印答复书交给本人。"
            )

    def refuse_current(self) -> None:
        """Refuse the chosen request with its reason."""
        self._settle(REFUSE, self.program.rights.refuse, "已登记不予办理。请打印答复书交给本人。")

    def withdraw_current(self) -> None:
        """Note that the person took the chosen request back."""
        self._settle(WITHDRAW, self.program.rights.withdraw, "已登记撤回。")

    def _settle(self, way: Way, answer: Answer, told: str) -> None:
        record = self.current()
        if record is not None:
            open_answer(
                self.workspace, record, way, answer, lambda done: self._saved(done, told), self
            )

    def write(self, paper: PersonPaper) -> None:
        """Write a paper for the asker where the user says."""
        record = self.current()
        if record is None:
            return
        title = label_of(paper)
        name = f"{title}{record.request_id}.docx"
        path, _kind = QFileDialog.getSaveFileName(self, title, name, "Word (*.docx)")
        if path:
            papers = self.program.person_papers
            self.run(
                lambda: papers.answer_request(paper, record.request_id, Path(path)),
                lambda changes: self._saved(changes, f"{title}已写入 {path}，请打印后交给申请人。"),
                self.bar.trouble,
            )

    def ask_copy(self) -> None:
        """Ask for the copy of the own data; a second person decides."""
        record = self.current()
        if record is None:
            return
        exports, scope = self.program.exports, {"request": record.request_id}
        reason = f"答复权利事项{record.request_id}：{label_of(record.kind)}"

        def done(asked: tuple[ExportRequestRecord, Changes]) -> None:
            self._saved(asked[1], "已提交。第二人同意后，到“系统”的“导出审批”导出，交给本人。")

        self.run(lambda: exports.ask(OWN_DATA, scope, "本人", reason), done, self.bar.trouble)

    def change_days(self) -> None:
        """Promise answers within fewer working days."""
        rights = self.program.rights

        def ask_for(days: int) -> None:
            wanted, given = QInputDialog.getInt(
                self, "答复期限", "收到后几个工作日内答复（最长15）：", days, 1, 15
            )
            if given:
                self.run(
                    lambda: rights.set_days(wanted),
                    lambda changes: self._saved(changes, "已保存，从新登记的请求起算。"),
                    self.bar.trouble,
                )

        self.run(rights.days, ask_for, self.bar.trouble)

    def _saved(self, changes: Changes, told: str) -> None:
        self.bar.tell(told)
        self.workspace.announce(changes)
