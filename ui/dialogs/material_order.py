"""An order to the printer: entered, or corrected."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.records.materials import OrderFields, OrderRecord
from ui.dialogs.material_lists import MaterialLists, material_box, quantity_box
from ui.dialogs.short_form import ShortForm
from ui.widgets.date_field import DateField
from ui.workspace import Workspace


class OrderForm(ShortForm):
    """What is ordered, from whom, until when."""

    def __init__(
        self,
        workspace: Workspace,
        lists: MaterialLists,
        done: Callable[[Changes], object],
        parent: QWidget,
        record: OrderRecord | None = None,
    ) -> None:
        """Begin with today, or with the order that is corrected."""
        super().__init__(workspace, "修改订单" if record else "新订单", "", "保存", parent)
        self._record, self._done = record, done
        self.material = material_box(lists, record.material if record else "")
        self.printer = QLineEdit(record.printer if record else "")
        self.quantity = quantity_box(record.quantity if record else 0)
        self.ordered, self.expected = DateField(today=lists.today), DateField(today=lists.today)
        self.ordered.set_date(record.ordered_on if record else lists.today)
        self.expected.set_date(record.expected_on if record else None)
        self.note = QLineEdit(record.note if record else "")
        for key, title, editor, hint in (
            ("material", "物料", self.material, ""),
            ("printer", "印刷单位", self.printer, ""),
            ("quantity", "数量", self.quantity, ""),
            ("ordered_on", "下单日期", self.ordered, ""),
            ("expected_on", "预计到货", self.expected, "过了这一天还没到齐，列表里会提示"),
            ("note", "备注", self.note, ""),
        ):
            self.form.add_field(key, title, editor, hint)
        self.resize(560, 400)
        self._key = f"material:order:{record.id if record else 0}"
        self.keep_under(self._key)

    def save(self) -> None:
        """Save the order."""
        if self.expected.is_wrong():
            self.fail_with("看不懂“预计到货”的日期，可写成 8.12。")
            return
        given = OrderFields(
            material=str(self.material.currentData() or ""),
            printer=self.printer.text(),
            quantity=self.quantity.value(),
            ordered_on=self.ordered.date(),
            expected_on=self.expected.date(),
            note=self.note.text(),
        )
        orders, record, key = (
            self.workspace.program.ledgers.material_orders,
            self._record,
            self._key,
        )
        number, version = (record.id, record.version) if record else (0, 0)
        self.run(lambda: orders.save(given, number, version, key), self._done)
