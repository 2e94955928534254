"""订单: what is on order at the printer's, what has come of it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from antifraud_desktop.records.materials import OrderRecord
from antifraud_desktop.rules.permissions import Permission
from ui.ledger_desk import LedgerDesk, LedgerList
from ui.messages import MessageBar
from ui.pages.materials.forms import MaterialForms
from ui.pages.materials.lines import order_columns
from ui.pages.materials.papers import MaterialPapers
from ui.widgets.ledger_filter import Choice, LedgerFilterBar
from ui.widgets.pieces import hide_unless, push_button
from ui.workspace import Workspace

ALL = "all"
WIDTHS = (90, 100, 90, 90, 90, 180, 96, 96, 160)
STATES = (("", "待到货的"), (ALL, "全部订单"))
NOTHING = "没有等待到货的订单。向印刷厂订了物料，点“新订单…”登记；到齐和结束的在“全部订单”里。"


class OrdersTab(QWidget):
    """The list with its steps; an order opens to be corrected."""

    def __init__(self, workspace: Workspace, bar: MessageBar) -> None:
        """Lay the tab out; what the account may not do is not offered."""
        super().__init__()
        self.forms = MaterialForms(workspace, bar, self)
        self.papers = MaterialPapers(workspace, bar, self)
        keeps = workspace.program.may(Permission.KEEP_LEDGERS)
        self.new = push_button("新订单…", self.forms.order)
        self.new.setProperty("primary", True)
        self.receive = push_button("到货入库…", lambda: self.desk.with_current(self._receive))
        self.change = push_button("修改…", lambda: self.desk.with_current(self.forms.order))
        self.end = push_button("结束订单", lambda: self.desk.with_current(self.forms.end_order))
        self.remove = push_button("删除…", lambda: self.desk.with_current(self.forms.remove_order))
        steps = (self.new, self.receive, self.change, self.end, self.remove)
        self.export = push_button("导出表格…", self._export)
        buttons = (*steps, self.export)
        orders = workspace.program.ledgers.material_orders
        self.filter = LedgerFilterBar("", (Choice("state", "状态", STATES),))
        self.desk = LedgerDesk(
            workspace,
            bar,
            LedgerList(
                place="material_orders",
                name="印制订单",
                columns=order_columns(workspace.program.clock.today()),
                widths=WIDTHS,
                ids=lambda choices, _text: orders.ids(done_too=choices["state"] == ALL),
                rows=orders.rows,
                number=lambda record: record.id,
                nothing=NOTHING,
                measure="张",
            ),
            self.filter,
            buttons,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.desk)
        for button in steps:
            hide_unless(button, keeps)
        self.desk.chosen.connect(self._enable)
        if keeps:
            self.desk.opened.connect(self.forms.order)
            self.desk.new_wanted.connect(self.forms.order)
            self.desk.delete_wanted.connect(self.forms.remove_order)
        self._enable()

    def load(self) -> None:
        """Read the list."""
        self.desk.load()

    def _receive(self, record: OrderRecord) -> None:
        self.forms.receive(order=record)

    def _export(self) -> None:
        self.papers.orders(done_too=self.filter.choices()["state"] == ALL)

    def _enable(self) -> None:
        record = self.desk.current()
        for button in (self.change, self.end, self.remove):
            button.setEnabled(record is not None)
        self.receive.setEnabled(record is not None and record.awaited > 0)
        ended = record is not None and record.ended_on is not None
        self.end.setText("重新等待到货" if ended else "结束订单")
