"""One movement of a material: entered, or corrected."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.materials import MovementFields, MovementRecord
from antifraud_desktop.rules.stock import NEEDS_UNIT
from antifraud_desktop.vocabulary import MovementKind
from ui.dialogs.material_lists import MaterialLists, material_box, quantity_box, unit_box
from ui.dialogs.short_form import ShortForm
from ui.widgets.date_field import DateField
from ui.workspace import Workspace

NO_ORDER = "不对应订单"
PLACE_HINT = "只写公共场所，如村口公告栏、集市；不写私人住处"
Done = Callable[[Changes], object]


class MovementForm(ShortForm):
    """``kinds`` may be chosen from; what a kind does not need is not shown."""

    def __init__(
        self,
        workspace: Workspace,
        lists: MaterialLists,
        kinds: Sequence[MovementKind],
        given: MovementFields,
        done: Done,
        parent: QWidget,
        record: MovementRecord | None = None,
    ) -> None:
        """Show what is ``given``; ``record`` is the movement that is corrected."""
        said = "修改出入库" if record else f"登记{'、'.join(label_of(k) for k in kinds)}"
        super().__init__(workspace, said, "", "保存", parent)
        self._lists, self._done, self._record = lists, done, record
        self.kind = QComboBox()
        for kind in kinds:
            self.kind.addItem(label_of(kind), kind.value)
        self.kind.setCurrentIndex(max(0, self.kind.findData(given.kind.value)))
        self.material = material_box(lists, given.material)
        self.unit = unit_box(lists, given.unit)
        self.order = QComboBox()
        self.day = DateField(today=lists.today)
        self.day.set_date(given.day or lists.today)
        self.quantity = quantity_box(given.quantity)
        self.place, self.note = QLineEdit(given.place), QLineEdit(given.note)
        self.until = DateField(today=lists.today)
        self.until.set_date(given.until)
        self.there = QLabel()
        self.there.setProperty("quiet", True)
        for key, title, editor, hint in (
            ("kind", "类别", self.kind, ""),
            ("material", "物料", self.material, ""),
            ("order_id", "订单", self.order, ""),
            ("unit", "单位", self.unit, ""),
            ("day", "日期", self.day, ""),
            ("quantity", "数量", self.quantity, ""),
            ("there", "现有", self.there, ""),
            ("place", "张挂地点", self.place, PLACE_HINT),
            ("until", "张挂至", self.until, "到期会列入“到期未拆”；留空表示不限"),
            ("note", "备注", self.note, ""),
        ):
            self.form.add_field(key, title, editor, hint)
        self.form.show_field("kind", shown=len(kinds) > 1)
        self._offer_orders(given.order_id)
        self.material.currentIndexChanged.connect(lambda _n: self._offer_orders(None))
        for box in (self.kind, self.material, self.unit):
            box.currentIndexChanged.connect(lambda _n: self._suit())
        self._suit()
        self.resize(560, 460)
        self._key = f"material:movement:{record.id if record else kinds[0].value}"
        self.keep_under(self._key)
        self.quantity.setFocus()
        self.quantity.selectAll()

    def chosen_kind(self) -> MovementKind:
        """Return the kind that is chosen."""
        return MovementKind(self.kind.currentData())

    def _suit(self) -> None:
        kind, material = self.chosen_kind(), str(self.material.currentData() or "")
        unit = str(self.unit.currentData() or "")
        hangs = kind is MovementKind.PUT_UP
        self.form.show_field("order_id", shown=kind is MovementKind.RECEIVED)
        self.form.show_field("place", shown=hangs)
        self.form.show_field("until", shown=hangs)
        named = next((m for m in self._lists.materials if m.code == material), None)
        word = named.measure_word if named else ""
        office, own = self._lists.there(material), self._lists.there(material, unit)
        said = f"镇里{office}{word}"
        self.there.setText(f"{said}，{self.unit.currentText()}{own}{word}" if unit else said)

    def _offer_orders(self, chosen: int | None) -> None:
        material = str(self.material.currentData() or "")
        self.order.clear()
        self.order.addItem(NO_ORDER, None)
        for order in self._lists.orders:
            if order.material == material:
                said = f"{order.printer}　{order.ordered_on.month}月{order.ordered_on.day}日"
                waits = f"待到{order.awaited}{order.measure_word}"
                self.order.addItem(f"{said}　{waits}", order.id)
        if chosen is not None and self.order.findData(chosen) < 0:
            self.order.addItem(f"订单{chosen}（已到齐或已结束）", chosen)
        self.order.setCurrentIndex(max(0, self.order.findData(chosen)))

    def fields(self) -> MovementFields:
        """Return the movement as it stands in the form."""
        kind = self.chosen_kind()
        hangs = kind is MovementKind.PUT_UP
        return MovementFields(
            material=str(self.material.currentData() or ""),
            kind=kind,
            day=self.day.date(),
            quantity=self.quantity.value(),
            unit=str(self.unit.currentData() or ""),
            order_id=self.order.currentData() if kind is MovementKind.RECEIVED else None,
            place=self.place.text() if hangs else "",
            until=self.until.date() if hangs else None,
            note=self.note.text(),
        )

    def save(self) -> None:
        """Save the movement."""
        if self.until.is_wrong():
            self.fail_with("看不懂“张挂至”的日期，可写成 8.12。")
            return
        given, record, key = self.fields(), self._record, self._key
        movements = self.workspace.program.ledgers.material_movements
        if record is None:
            self.run(lambda: movements.add(given, key), self._done)
        else:
            self.run(lambda: movements.change(record.id, given, record.version, key), self._done)


def given_of(record: MovementRecord) -> MovementFields:
    """Return a stored movement as it would be typed."""
    return MovementFields(
        material=record.material,
        kind=record.kind,
        day=record.day,
        quantity=record.quantity,
        unit=record.unit,
        order_id=record.order_id,
        place=record.place,
        until=record.until,
        note=record.note,
    )


def kinds_like(kind: MovementKind) -> tuple[MovementKind, ...]:
    """Return the kinds a movement may be corrected to: those that ask for the same."""
    if kind in NEEDS_UNIT:
        return (MovementKind.HANDED_OUT, MovementKind.RETURNED)
    return tuple(k for k in MovementKind if k not in NEEDS_UNIT)
