"""导出审批: asking, deciding, carrying out; and the register of what left the office."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.changes import Changes
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.protection import (
    ExportChoice,
    ExportRequestRecord,
    OutgoingRecord,
)
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.vocabulary import ExportState
from ui.dialogs.ask_export import AskExportDialog
from ui.dialogs.ask_words import AskWords
from ui.messages import MessageBar, ask
from ui.tables.record_table import choose, chosen, record_table
from ui.tables.row_model import Column, RowModel
from ui.widgets.pieces import heading, push_button
from ui.workspace import Workspace

PAGE = 200
Requests = tuple[ExportRequestRecord, ...]
Read = tuple[Requests, tuple[OutgoingRecord, ...], int]


class ExportsTab(QWidget):
    """Requests above, the register below; each account sees what it may decide or carry out."""

    def __init__(self, workspace: Workspace, bar: MessageBar) -> None:
        """Lay the tab out."""
        super().__init__()
        self._workspace, self._bar = workspace, bar
        self._offset = 0
        may = workspace.program.may
        self._asks, self._decides = may(Permission.ASK_EXPORT), may(Permission.DECIDE_EXPORT)
        self._reads = may(Permission.READ_REGISTER)
        now = workspace.program.clock.utc
        self.requests = RowModel(_request_columns(now))
        self.register = RowModel(REGISTER)
        self.request_table = record_table(self.requests, "导出申请", (60, 110, 240, 150, 220, 90))
        self.register_table = record_table(self.register, "外发登记", (60, 140, 100, 300, 160, 80))
        self.none = QLabel("没有待办的申请。")
        self.none.setProperty("quiet", True)
        self.told = QLabel()
        self.agree = push_button("同意", lambda: self.decide(agreed=True))
        self.refuse = push_button("不同意…", lambda: self.decide(agreed=False))
        self.carry = push_button("导出到文件…", self.carry_out)
        self.withdraw = push_button("撤回申请", self.take_back)
        self.new = push_button("申请导出…", self.ask_for)
        self.later = push_button("更近", lambda: self._turn(-PAGE))
        self.earlier = push_button("更早", lambda: self._turn(PAGE))
        self._lay_out()
        self.request_table.selectionModel().currentRowChanged.connect(lambda *_: self._offer())
        self._offer()

    def _lay_out(self) -> None:
        above, below = QHBoxLayout(), QHBoxLayout()
        for button in (self.new, self.agree, self.refuse, self.carry, self.withdraw):
            above.addWidget(button)
        above.addStretch(1)
        below.addWidget(self.told, 1)
        for button in (self.later, self.earlier, push_button("登记表导出…", self.write_register)):
            below.addWidget(button)
        requests, register = QWidget(), QWidget()
        upper, lower = QVBoxLayout(requests), QVBoxLayout(register)
        upper.addWidget(heading("导出申请"))
        upper.addWidget(self.none)
        upper.addWidget(self.request_table, 1)
        upper.addLayout(above)
        lower.addWidget(heading("外发登记：离开办公室的每一份文件"))
        lower.addWidget(self.register_table, 1)
        lower.addLayout(below)
        column = QVBoxLayout(self)
        for part, layout, stretch in ((requests, upper, 2), (register, lower, 3)):
            layout.setContentsMargins(0, 0, 0, 0)
            column.addWidget(part, stretch)
        requests.setVisible(self._asks or self._decides)
        register.setVisible(self._reads)
        self.new.setVisible(self._asks)
        self.carry.setVisible(self._asks)
        self.withdraw.setVisible(self._asks)
        self.agree.setVisible(self._decides)
        self.refuse.setVisible(self._decides)

    def load(self) -> None:
        """Read requests and a page of the register."""
        exports, offset = self._workspace.program.exports, self._offset
        asks, decides, reads = self._asks, self._decides, self._reads

        def work() -> Read:
            found = {r.id: r for r in (exports.pending() if decides else ())}
            found |= {r.id: r for r in (exports.mine() if asks else ())}
            requests = tuple(sorted(found.values(), key=lambda r: -r.id))
            if not reads:
                return requests, (), 0
            return requests, exports.register(PAGE, offset), exports.register_count()

        self._workspace.run(work, self._show, self._bar.trouble)

    def _show(self, read: Read) -> None:
        requests, items, total = read
        kept = self.current()
        self.requests.set_records(requests)
        self.register.set_records(items)
        self.none.setVisible(not requests)
        first, last = self._offset + 1, self._offset + len(items)
        told = f"第{first}至{last}份，共{total}份" if items else "还没有文件离开办公室。"
        self.told.setText(told)
        self.later.setEnabled(self._offset > 0)
        self.earlier.setEnabled(last < total)
        choose(self.request_table, requests, lambda one: kept is not None and one.id == kept.id)
        self._offer()

    def current(self) -> ExportRequestRecord | None:
        """Return the chosen request."""
        return chosen(self.request_table, ExportRequestRecord)

    def _offer(self) -> None:
        record, account = self.current(), self._workspace.program.account
        own = record is not None and record.requested_by == account
        pending = record is not None and record.state is ExportState.PENDING
        ready = (
            record is not None
            and record.state is ExportState.APPROVED
            and not record.expired(self._workspace.program.clock.utc())
        )
        self.agree.setEnabled(pending and not own)
        self.refuse.setEnabled(pending and not own)
        self.carry.setEnabled(own and ready)
        self.withdraw.setEnabled(own and (pending or ready))

    def ask_for(self) -> None:
        """Open the form of a new request."""
        exports = self._workspace.program.exports

        def opened(read: tuple[tuple[ExportChoice, ...], tuple[str, ...]]) -> None:
            dialog = AskExportDialog(*read, self.window())
            dialog.finished.connect(dialog.deleteLater)

            def send(kind: str, recipient: str, reason: str) -> None:
                def done(result: tuple[ExportRequestRecord, Changes]) -> None:
                    dialog.accept()
                    self._saved(result[1], "已提交，请审批人登录后办理。")

                self._workspace.run(
                    lambda: exports.ask(kind, {}, recipient, reason), done, dialog.fail
                )

            dialog.wanted.connect(send)
            dialog.open()

        self._workspace.run(
            lambda: (tuple(k for k in exports.kinds() if k.alone), exports.reviewers()),
            opened,
            self._bar.trouble,
        )

    def decide(self, *, agreed: bool) -> None:
        """Approve the chosen request, or refuse it with a reason."""
        record = self.current()
        if record is None:
            return
        exports = self._workspace.program.exports

        def work(why: str) -> Changes:
            return exports.decide(record.id, agreed, why, record.version)

        def done(changes: Changes) -> None:
            self._saved(changes, "已办理。")

        if not agreed:
            told = f"不同意导出“{record.title}”的原因，申请人会看到。"
            dialog = AskWords(
                self._workspace, "不同意导出", told, "decision", "不同意", self.window()
            )
            dialog.ask(work, done)
        elif ask(
            self.window(),
            f"同意导出“{record.title}”？",
            f"申请人：{record.requested_by}\n报送：{record.recipient}\n原因：{record.reason}\n"
            "同意后24小时内可导出一次，文件带水印并登记。",
            "同意",
        ):
            self._workspace.run(lambda: work(""), done, self._bar.trouble)

    def carry_out(self) -> None:
        """Write the approved file where the asker says."""
        record = self.current()
        if record is None:
            return
        exports = self._workspace.program.exports
        suffix = next((c.suffix for c in exports.kinds() if c.code == record.kind), "")
        path, _kind = QFileDialog.getSaveFileName(
            self, "导出到", f"{record.title}{suffix}", f"文件 (*{suffix})"
        )
        if path:
            self._workspace.run(
                lambda: exports.carry_out(record.id, Path(path)),
                lambda changes: self._saved(changes, f"已导出到 {path}，并记入外发登记。"),
                self._bar.trouble,
            )

    def take_back(self) -> None:
        """Withdraw the chosen request."""
        record = self.current()
        if record is not None:
            exports = self._workspace.program.exports
            self._workspace.run(
                lambda: exports.withdraw(record.id),
                lambda changes: self._saved(changes, "已撤回。"),
                self._bar.trouble,
            )

    def write_register(self) -> None:
        """Write the register as a workbook, which is entered in it; it holds no personal data."""
        path, _kind = QFileDialog.getSaveFileName(
            self, "导出外发登记", "外发登记.xlsx", "表格 (*.xlsx)"
        )
        if path:
            exports = self._workspace.program.exports
            self._workspace.run(
                lambda: exports.export_register(Path(path)),
                lambda changes: self._saved(changes, f"已导出到 {path}，并记入外发登记。"),
                self._bar.trouble,
            )

    def _turn(self, by: int) -> None:
        self._offset = max(0, self._offset + by)
        self.load()

    def _saved(self, changes: Changes, told: str) -> None:
        self._bar.tell(told)
        self._workspace.announce(changes)
        self.load()


def _state(record: ExportRequestRecord, now: datetime) -> str:
    if record.withdrawn:
        return "已撤回"
    return "同意已过期" if record.expired(now) else label_of(record.state)


def _request_columns(
    now: Callable[[], datetime],
) -> tuple[Column[ExportRequestRecord], ...]:
    return (
        Column("编号", lambda r: str(r.id), right=True),
        Column("申请人", lambda r: r.requested_by),
        Column("内容", lambda r: r.title),
        Column("报送", lambda r: r.recipient),
        Column("原因", lambda r: r.reason),
        Column("状态", lambda r: _state(r, now())),
        Column("审批", lambda r: f"{r.decided_by} {r.decision}".strip()),
    )


REGISTER: tuple[Column[OutgoingRecord], ...] = (
    Column("登记号", lambda r: str(r.id), right=True),
    Column("时间", lambda r: f"{r.at.astimezone():%Y-%m-%d %H:%M}"),
    Column("账号", lambda r: r.account),
    Column("内容", lambda r: r.title),
    Column("报送", lambda r: r.recipient),
    Column("个人信息", lambda r: "含" if r.personal else "不含"),
    Column("文件校验值", lambda r: r.sha256),
)
