"""Orders to the printer: what was ordered, what has come, what is still awaited (印制订单)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, Refused
from antifraud_desktop.records.materials import OrderFields, OrderRecord
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.drafts import forget_draft
from antifraud_desktop.services.material_checks import order_problems
from antifraud_desktop.services.material_rows import material_row, order_record, wrong
from antifraud_desktop.services.taking import taken_row
from antifraud_desktop.work import Work, allowed
from db.models import MaterialOrder
from db.queries import materials as queries

SUBJECT = "material_order"
_DONE = Changes(materials=True)


class MaterialOrderService:
    """What has come of an order is the sum of its movements, never a figure of its own."""

    def __init__(self, work: Work) -> None:
        """Keep the way to the database."""
        self._work = work

    @allowed(Permission.READ_FIGURES)
    def ids(self, *, done_too: bool = False, material: str = "") -> tuple[int, ...]:
        """Return what is still awaited, the newest first; ``done_too`` with what came or ended."""
        with self._work.reading() as session:
            number = material_row(session, material).id if material else None
            return tuple(queries.order_ids(session, done_too=done_too, material_id=number))

    @allowed(Permission.READ_FIGURES)
    def rows(self, ids: Sequence[int]) -> tuple[OrderRecord | None, ...]:
        """Return orders in the order of ``ids``, None for one that went meanwhile."""
        with self._work.reading() as session:
            found = {row[0].id: order_record(*row) for row in queries.orders_by_id(session, ids)}
        return tuple(found.get(number) for number in ids)

    @allowed(Permission.READ_FIGURES)
    def awaited(self) -> tuple[OrderRecord, ...]:
        """Return the orders something is still to come of, the newest first."""
        return tuple(order for order in self.rows(self.ids()) if order is not None)

    @allowed(Permission.KEEP_LEDGERS)
    def save(
        self, given: OrderFields, order_id: int = 0, version: int = 0, draft: str = ""
    ) -> Changes:
        """Enter an order (number 0) or correct one; ``draft`` is the form's, and goes.

        Raises Invalid with every problem: what something came of keeps its material.
        """
        with self._work.writing() as uow:
            session = uow.session
            forget_draft(session, self._work.account, draft)
            row = _row(session, order_id, version) if order_id else MaterialOrder()
            problems = order_problems(given, self._work.clock.today())
            material = material_row(session, given.material)
            moved = bool(order_id) and row.material_id != material.id
            if moved and queries.has_movements(session, order_id):
                said = "已有到货，不能改成别的物料；请结束这张订单另建一张"
                problems = (*problems, wrong("material", said, "in_use"))
            if problems or given.ordered_on is None:
                raise Invalid(problems)
            before = _told(row) if order_id else None
            row.material_id, row.printer = material.id, given.printer.strip()
            row.quantity, row.note = given.quantity, given.note.strip()
            row.ordered_on, row.expected_on = given.ordered_on, given.expected_on
            session.add(row)
            session.flush()
            what = f"{material.name}{row.quantity}{material.measure_word}"
            said = f"{'修改' if order_id else '登记'}订单：{what}"
            uow.record("save_order", SUBJECT, row.id, said, before, _told(row))
            uow.commit()
        return _DONE

    @allowed(Permission.KEEP_LEDGERS)
    def end(self, order_id: int, version: int, *, ended: bool = True) -> Changes:
        """Await no more of an order from today on, or await it again."""
        with self._work.writing() as uow:
            row = _row(uow.session, order_id, version)
            before = _told(row)
            row.ended_on = self._work.clock.today() if ended else None
            said = "结束订单" if ended else "重新等待到货"
            uow.record("end_order", SUBJECT, order_id, said, before, _told(row))
            uow.commit()
        return _DONE

    @allowed(Permission.KEEP_LEDGERS)
    def remove(self, order_id: int, version: int) -> Changes:
        """Take an order back nothing has come of. Raises Refused when something has."""
        with self._work.writing() as uow:
            row = _row(uow.session, order_id, version)
            if queries.has_movements(uow.session, order_id):
                raise Refused("这张订单已有到货，不能删除。", "不再等待到货的，请点“结束订单”。")
            before = _told(row)
            uow.session.delete(row)
            uow.record("remove_order", SUBJECT, order_id, "删除订单", before)
            uow.commit()
        return _DONE


def _row(session: Session, order_id: int, version: int) -> MaterialOrder:
    return taken_row(session, MaterialOrder, order_id, version, SUBJECT, "这张订单")


def _told(row: MaterialOrder) -> dict[str, object]:
    return {
        "material": row.material_id,
        "printer": row.printer,
        "quantity": row.quantity,
        "ordered_on": row.ordered_on.isoformat(),
        "expected_on": _iso(row.expected_on),
        "ended_on": _iso(row.ended_on),
        "note": row.note,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
