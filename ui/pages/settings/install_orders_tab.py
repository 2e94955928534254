"""安装率依据: the documents that let install figures be ranked; without one they are not (R8)."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.records.coverage import InstallOrderRecord
from ui.dialogs.coverage_order import OrderForm
from ui.messages import MessageBar
from ui.tables.record_table import choose, chosen, record_table
from ui.tables.row_model import Column, RowModel
from ui.widgets.pieces import push_button
from ui.workspace import Workspace

WIDTHS = (170, 190, 280, 110, 110)
TOLD = (
    "国家反诈中心APP的安装数只作进度和图表，不进入排名和通报。上级正式文件要求通报或排名的，"
    "在这里登记文件，整月都有效的月份才可以使用；文件停止执行时填写停止日期。"
)
NONE = "没有登记过文件依据：安装数不进入排名和通报。"


class InstallOrdersTab(QWidget):
    """A list with its form; a document is ended, never deleted."""

    def __init__(self, workspace: Workspace, bar: MessageBar) -> None:
        """Lay the tab out."""
        super().__init__()
        self._workspace, self._bar = workspace, bar
        self.model: RowModel[InstallOrderRecord] = RowModel(_columns())
        self.table = record_table(self.model, "文件依据", WIDTHS)
        self.table.setTabKeyNavigation(False)
        self.table.activated.connect(lambda _index: self._open_current())
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._enable())
        self.add = push_button("登记文件…", lambda: self._form(None))
        self.change = push_button("修改或停止…", self._open_current)
        told, self.empty = QLabel(TOLD), QLabel(NONE)
        for label in (told, self.empty):
            label.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addWidget(self.change)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(told)
        column.addLayout(row)
        column.addWidget(self.empty)
        column.addWidget(self.table, 1)
        self._enable()

    def load(self) -> None:
        """Read the documents."""
        orders = self._workspace.program.ledgers.install_orders
        self._workspace.run(orders.list, self._show, self._bar.trouble)

    def _show(self, found: tuple[InstallOrderRecord, ...]) -> None:
        before = chosen(self.table, InstallOrderRecord)
        number = before.id if before else 0
        self.model.set_records(found)
        choose(self.table, found, lambda o: o.id == number)
        self.empty.setVisible(not found)
        self._enable()

    def _enable(self) -> None:
        self.change.setEnabled(chosen(self.table, InstallOrderRecord) is not None)

    def _open_current(self) -> None:
        record = chosen(self.table, InstallOrderRecord)
        if record is not None:
            self._form(record)

    def _form(self, record: InstallOrderRecord | None) -> None:
        form = OrderForm(self._workspace, record, self)
        form.saved.connect(self._saved)
        form.open()

    def _saved(self, changes: Changes) -> None:
        self._bar.tell("已保存。")
        self._workspace.announce(changes)


def _columns() -> tuple[Column[InstallOrderRecord], ...]:
    return (
        Column("发文机关", lambda o: o.organ),
        Column("文号", lambda o: o.number),
        Column("标题", lambda o: o.title),
        Column("生效日期", lambda o: o.valid_from.isoformat()),
        Column("停止日期", lambda o: o.ended_on.isoformat() if o.ended_on else "仍有效"),
        Column("发文日期", lambda o: o.issued_on.isoformat()),
    )
