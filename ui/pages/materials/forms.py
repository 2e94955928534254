"""Opening the forms about materials: what they offer is read first, what they saved is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.records.materials import MovementFields, MovementRecord, OrderRecord
from antifraud_desktop.vocabulary import MovementKind
from ui.dialogs.material_hand_out import HandOutForm
from ui.dialogs.material_lists import MaterialLists, read_lists
from ui.dialogs.material_movement import MovementForm, given_of, kinds_like
from ui.dialogs.material_order import OrderForm
from ui.dialogs.material_sort import MaterialSortForm
from ui.dialogs.material_span import SpanForm
from ui.messages import MessageBar, ask
from ui.workspace import Workspace

T = TypeVar("T")
SAVED, REMOVED = "已保存。", "已删除。"
OUT = (MovementKind.USED, MovementKind.RETURNED, MovementKind.WRITTEN_OFF)


class MaterialForms:
    """The forms of one page; ``over`` is the widget they stand over."""

    def __init__(self, workspace: Workspace, bar: MessageBar, over: QWidget) -> None:
        """Keep where sentences go."""
        self._workspace, self._bar, self._over = workspace, bar, over
        self._ledgers = workspace.program.ledgers

    def receive(self, material: str = "", order: OrderRecord | None = None) -> None:
        """Enter what came, of an order when it is known."""
        given = MovementFields(
            material=order.material if order else material,
            kind=MovementKind.RECEIVED,
            day=None,
            quantity=order.awaited if order else 0,
            order_id=order.id if order else None,
        )
        self._movement((MovementKind.RECEIVED,), given)

    def put_up(self, material: str = "", unit: str = "") -> None:
        """Enter what was put up."""
        given = MovementFields(material, MovementKind.PUT_UP, None, 1, unit)
        self._movement((MovementKind.PUT_UP,), given)

    def take_out(self, material: str = "", unit: str = "") -> None:
        """Enter what was used, brought back or spoilt."""
        self._movement(OUT, MovementFields(material, MovementKind.USED, None, 0, unit))

    def hand_out(self, material: str = "", unit: str = "") -> None:
        """Hand one material to several units."""

        def show(lists: MaterialLists) -> None:
            if lists.units:
                form = HandOutForm(self._workspace, lists, self._saved, self._over, material, unit)
                form.open()
            else:
                self._bar.tell("还没有单位。请先到“基础信息”添加单位。", "wait")

        self._read(show)

    def change(self, record: MovementRecord) -> None:
        """Correct a movement; what an activity used is changed there."""
        if record.activity_id is not None:
            self._bar.tell("这笔是活动里登记的使用，请到“活动台账”打开那次活动修改。", "wait")
            return
        self._movement(kinds_like(record.kind), given_of(record), record)

    def remove(self, record: MovementRecord) -> None:
        """Take a movement back after asking."""
        what = f"{record.material_name}{record.quantity}{record.measure_word}"
        detail = "删除后库存按没有这一笔重新计算；操作记录里仍可查到。"
        if ask(self._over, f"删除这笔出入库（{what}）？", detail, "删除"):
            movements = self._ledgers.material_movements
            self._run(lambda: movements.remove(record.id, record.version), self._removed)

    def order(self, record: OrderRecord | None = None) -> None:
        """Enter an order, or correct one."""
        self._read(
            lambda lists: OrderForm(self._workspace, lists, self._saved, self._over, record).open()
        )

    def end_order(self, record: OrderRecord) -> None:
        """Await no more of an order, or await it again."""
        orders, again = self._ledgers.material_orders, record.ended_on is not None
        self._run(lambda: orders.end(record.id, record.version, ended=not again), self._saved)

    def remove_order(self, record: OrderRecord) -> None:
        """Take an order back after asking."""
        what = f"{record.material_name}{record.quantity}{record.measure_word}"
        detail = "只有还没到货的订单可以删除；操作记录里仍可查到。"
        if ask(self._over, f"删除这张订单（{what}）？", detail, "删除"):
            orders = self._ledgers.material_orders
            self._run(lambda: orders.remove(record.id, record.version), self._removed)

    def take_down(self, record: MovementRecord) -> None:
        """Note the day something came down, or that it hangs after all."""
        movements = self._ledgers.material_movements
        if record.taken_down_on is not None:
            self._run(lambda: movements.take_down(record.id, None, record.version), self._saved)
            return

        def then(day: date, _last: date) -> None:
            self._run(lambda: movements.take_down(record.id, day, record.version), self._saved)

        today = self._workspace.program.clock.today()
        told = f"{record.place}：{record.material_name}{record.quantity}{record.measure_word}"
        more = "。还能再用的，另登记一笔入库，备注写明。"
        form = SpanForm(
            self._workspace, "登记拆除", told + more, "登记拆除", (today, today), then,
            self._over, one_day=True,
        )  # fmt: skip
        form.open()

    def sorts(self, chosen: str = "") -> None:
        """Edit the catalogue."""
        self._read(
            lambda lists: MaterialSortForm(
                self._workspace, lists.materials, self._saved, self._over, chosen
            ).open()
        )

    def _movement(
        self,
        kinds: tuple[MovementKind, ...],
        given: MovementFields,
        record: MovementRecord | None = None,
    ) -> None:
        self._read(
            lambda lists: MovementForm(
                self._workspace, lists, kinds, given, self._saved, self._over, record
            ).open()
        )

    def _read(self, show: Callable[[MaterialLists], None]) -> None:
        program = self._workspace.program
        self._workspace.run(lambda: read_lists(program), show, self._bar.trouble)

    def _run(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        self._workspace.run(work, done, self._bar.trouble)

    def _saved(self, changes: Changes) -> None:
        self._bar.tell(SAVED)
        self._workspace.announce(changes)

    def _removed(self, changes: Changes) -> None:
        self._bar.tell(REMOVED)
        self._workspace.announce(changes)
