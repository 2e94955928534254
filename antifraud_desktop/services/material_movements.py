"""Movements of materials: received, handed out, put up, used, returned, written off (出入库)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, Problem, Refused
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.materials import (
    HandOut,
    MovementFields,
    MovementFilter,
    MovementRecord,
)
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.drafts import forget_draft
from antifraud_desktop.services.history import changed_elsewhere
from antifraud_desktop.services.material_checks import hand_out_problems, movement_problems
from antifraud_desktop.services.material_rows import (
    StockWatch,
    UnitIds,
    day_problems,
    material_row,
    movement_record,
    wrong,
)
from antifraud_desktop.work import Work, allowed
from db.models import Material, MaterialOrder, StockMovement
from db.queries import materials as queries
from db.vocabulary import MovementKind

SUBJECT = "stock_movement"
_DONE = Changes(materials=True)


class MaterialMovementService:
    """Nothing is saved that would leave a stock below zero on any day."""

    def __init__(self, work: Work) -> None:
        """Keep the way to the database."""
        self._work = work

    @allowed(Permission.READ_FIGURES)
    def ids(self, wanted: MovementFilter) -> tuple[int, ...]:
        """Return the movements a filter leaves, the newest first."""
        with self._work.reading() as session:
            return tuple(queries.movement_ids(session, terms_of(session, wanted)))

    @allowed(Permission.READ_FIGURES)
    def rows(self, ids: Sequence[int]) -> tuple[MovementRecord | None, ...]:
        """Return movements in the order of ``ids``, None for one that went meanwhile."""
        with self._work.reading() as session:
            found = {
                row[0].id: movement_record(*row) for row in queries.movements_by_id(session, ids)
            }
        return tuple(found.get(number) for number in ids)

    @allowed(Permission.READ_FIGURES)
    def put_up(self, *, down: bool = False, due_only: bool = False) -> tuple[int, ...]:
        """Return what hangs, the earliest to come down first; ``down`` what came down instead.

        ``due_only`` leaves what hangs longer than it should today.
        """
        before = self._work.clock.today() if due_only else None
        with self._work.reading() as session:
            return tuple(queries.put_up_ids(session, down=down, before=before))

    @allowed(Permission.READ_FIGURES)
    def overdue(self) -> int:
        """Return how many hang longer than they should today."""
        with self._work.reading() as session:
            return queries.overdue_count(session, self._work.clock.today())

    @allowed(Permission.KEEP_LEDGERS)
    def add(self, given: MovementFields, draft: str = "") -> Changes:
        """Enter one movement; ``draft`` is the form's, and goes.

        Raises Invalid with every problem, among them a stock that would fall short.
        """
        with self._work.writing() as uow:
            session = uow.session
            forget_draft(session, self._work.account, draft)
            material = self._checked(session, given)
            watch = StockWatch(session, [material.id])
            row = StockMovement(entered_at=self._work.clock.utc(), entered_by=self._work.account)
            self._fill(session, row, given, material)
            session.add(row)
            _must_hold(watch, "quantity")
            said = f"{label_of(given.kind)}：{material.name}{row.quantity}{material.measure_word}"
            uow.record("add_movement", SUBJECT, row.id, said, None, _told(row))
            uow.commit()
        return _DONE

    @allowed(Permission.KEEP_LEDGERS)
    def hand_out(self, given: HandOut, draft: str = "") -> Changes:
        """Hand one material to several units in one action.

        Raises Invalid with every problem; then none of the units gets anything.
        """
        with self._work.writing() as uow:
            session = uow.session
            forget_draft(session, self._work.account, draft)
            units = UnitIds.read(session)
            problems = hand_out_problems(given, units, self._work.clock.today())
            if problems or given.day is None:
                raise Invalid(problems)
            material = material_row(session, given.material)
            watch = StockWatch(session, [material.id])
            session.add_all(
                StockMovement(
                    material_id=material.id,
                    kind=MovementKind.HANDED_OUT,
                    unit_id=units.id_of(code),
                    quantity=quantity,
                    day=given.day,
                    note=given.note.strip(),
                    entered_at=self._work.clock.utc(),
                    entered_by=self._work.account,
                )
                for code, quantity in given.shares
            )
            _must_hold(watch, "shares")
            total = sum(quantity for _code, quantity in given.shares)
            said = f"发放：{material.name}{total}{material.measure_word}，{len(given.shares)}个单位"
            after = {"day": given.day.isoformat(), "shares": dict(given.shares)}
            uow.record("hand_out", "material", material.code, said, None, after)
            uow.commit()
        return _DONE

    @allowed(Permission.KEEP_LEDGERS)
    def change(
        self, movement_id: int, given: MovementFields, version: int, draft: str = ""
    ) -> Changes:
        """Correct a movement. Raises Invalid when a later stock would fall short."""
        with self._work.writing() as uow:
            session = uow.session
            forget_draft(session, self._work.account, draft)
            row = _to_change(session, movement_id, version)
            material = self._checked(session, given)
            watch = StockWatch(session, [row.material_id, material.id])
            before = _told(row)
            self._fill(session, row, given, material)
            _must_hold(watch, "quantity")
            after = _told(row)
            if before == after:
                return Changes()
            said = f"修改出入库：{material.name}{row.quantity}{material.measure_word}"
            uow.record("change_movement", SUBJECT, movement_id, said, before, after)
            uow.commit()
        return _DONE

    @allowed(Permission.KEEP_LEDGERS)
    def remove(self, movement_id: int, version: int) -> Changes:
        """Take a movement back as if it had not been. Refused when a later stock would lack."""
        with self._work.writing() as uow:
            session = uow.session
            row = _to_change(session, movement_id, version)
            material = session.get_one(Material, row.material_id)
            watch, before = StockWatch(session, [row.material_id]), _told(row)
            session.delete(row)
            lacks = watch.lacks()
            if lacks:
                raise Refused(f"不能删除：{'；'.join(lacks)}。", "请先核对这以后的出入库。")
            said = f"删除出入库：{material.name}{before['quantity']}{material.measure_word}"
            uow.record("remove_movement", SUBJECT, movement_id, said, before)
            uow.commit()
        return _DONE

    @allowed(Permission.KEEP_LEDGERS)
    def take_down(self, movement_id: int, day: date | None, version: int) -> Changes:
        """Note the day something came down; no day says that it hangs after all.

        What can be used again is entered as received; taking down moves no stock.
        """
        with self._work.writing() as uow:
            row = _to_change(uow.session, movement_id, version)
            if row.kind is not MovementKind.PUT_UP:
                raise Refused("只有张贴悬挂的物料可以登记拆除。", "请到“张挂”里选择。")
            problems = day_problems(day, self._work.clock.today()) if day else ()
            if day is not None and day < row.day:
                problems = (*problems, wrong("day", "拆除日期早于张挂日期", "order"))
            if problems:
                raise Invalid(problems)
            before, row.taken_down_on = _told(row), day
            said = "登记拆除" if day else "撤销拆除登记"
            uow.record("take_down", SUBJECT, movement_id, said, before, _told(row))
            uow.commit()
        return _DONE

    def _checked(self, session: Session, given: MovementFields) -> Material:
        material = material_row(session, given.material)
        order = session.get(MaterialOrder, given.order_id) if given.order_id else None
        units, today = UnitIds.read(session), self._work.clock.today()
        fits = given.order_id is None or (order is not None and order.material_id == material.id)
        problems = movement_problems(given, units, today, order_fits=fits)
        if problems:
            raise Invalid(problems)
        return material

    def _fill(
        self, session: Session, row: StockMovement, given: MovementFields, material: Material
    ) -> None:
        hangs = given.kind is MovementKind.PUT_UP
        unit_id = UnitIds.read(session).id_of(given.unit) if given.unit else None
        row.material_id, row.kind, row.unit_id = material.id, given.kind, unit_id
        row.quantity, row.note = given.quantity, given.note.strip()
        if given.day is not None:  # checked before
            row.day = given.day
        row.order_id = given.order_id
        row.place = given.place.strip() if hangs else ""
        row.until = given.until if hangs else None
        row.taken_down_on = row.taken_down_on if hangs else None


def terms_of(session: Session, wanted: MovementFilter) -> queries.MovementTerms:
    """Return a filter by database id; what is gone finds nothing."""
    units = UnitIds.read(session)
    places: list[int | None] = [n for n, u in units.by_id.items() if u.code in wanted.units]
    if "" in wanted.units:
        places.append(None)
    codes = queries.material_ids(session, wanted.materials)
    return queries.MovementTerms(
        materials=(tuple(codes) or (0,)) if wanted.materials else (),
        units=(tuple(places) or (0,)) if wanted.units else (),
        kinds=wanted.kinds,
        first=wanted.first,
        last=wanted.last,
        text=wanted.text,
    )


def _to_change(session: Session, movement_id: int, version: int) -> StockMovement:
    row = session.get(StockMovement, movement_id)
    if row is None:
        raise _gone()
    if row.version != version:
        raise changed_elsewhere(session, "这笔出入库", SUBJECT, str(movement_id))
    if row.activity_id is not None:
        raise Refused("这笔是活动里登记的使用。", "请到“活动台账”打开那次活动修改。")
    return row


def _gone() -> Refused:
    return Refused("这笔出入库查不到了，可能刚被删除。", "请刷新后再看。")


def _must_hold(watch: StockWatch, field: str) -> None:
    problems: Sequence[Problem] = [wrong(field, said, "stock") for said in watch.lacks()]
    if problems:
        raise Invalid(tuple(problems))


def _told(row: StockMovement) -> dict[str, object]:
    """Return a movement for the audit trail."""
    return {
        "material": row.material_id,
        "movement": row.kind.value,
        "unit": row.unit_id,
        "quantity": row.quantity,
        "day": row.day.isoformat(),
        "order": row.order_id,
        "place": row.place,
        "until": row.until.isoformat() if row.until else None,
        "taken_down_on": row.taken_down_on.isoformat() if row.taken_down_on else None,
        "note": row.note,
    }
