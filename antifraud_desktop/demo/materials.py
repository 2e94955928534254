"""Materials of the demonstration township: printed, handed out, put up, used, a few short."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.demo.plan import DemoPlan, read_resource
from antifraud_desktop.records.materials import HandOut, MovementFields, OrderFields
from antifraud_desktop.vocabulary import MovementKind

TOLD = "materials.json"
Told = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class DemoMaterials:
    """Lets the materials happen day by day; what happens when is in resources/demo."""

    plan: DemoPlan

    def live(self, program: Program, day: date) -> None:
        """Enter what was ordered, came, was handed out and put up on a day."""
        for told in read_resource(TOLD):
            if self._on(told["ago"]) == day:
                self._happen(program, day, told)

    def _on(self, ago: int) -> date:
        """Return the day so long before the last one, the first day at the earliest."""
        return max(self.plan.until - timedelta(days=ago), self.plan.start)

    def _happen(self, program: Program, day: date, told: Told) -> None:
        ledgers = program.ledgers
        if told["what"] == "order":
            expected = day + timedelta(days=told["within"])
            ledgers.material_orders.save(
                OrderFields(told["material"], told["printer"], told["quantity"], day, expected)
            )
        elif told["what"] == "hand_out":
            self._hand_out(program, day, told)
        else:
            self._move(program, day, told)

    def _hand_out(self, program: Program, day: date, told: Told) -> None:
        """Give most villages some, a few none: those are short afterwards."""
        taking = _villages(program, day)
        taking = taking[: told.get("to") or max(1, len(taking) - told["without"])]
        most = _there(program, day, told["material"], "") // max(1, len(taking))
        dice = self.plan.dice("hand out", told["material"], told["ago"])
        counts = (min(most, told["each"] + told["spread"] * dice.randint(0, 3)) for _u in taking)
        shares = tuple((code, count) for code, count in zip(taking, counts, strict=True) if count)
        if shares:
            program.ledgers.material_movements.hand_out(HandOut(told["material"], day, shares))

    def _move(self, program: Program, day: date, told: Told) -> None:
        kind, material = MovementKind(told["what"]), told["material"]
        orders = program.ledgers.material_orders.awaited() if told.get("ordered") else ()
        villages = _villages(program, day)
        unit = villages[told["village"] % len(villages)] if "village" in told else ""
        quantity = told["quantity"]
        if kind is not MovementKind.RECEIVED:
            quantity = min(quantity, _there(program, day, material, unit))
        if quantity == 0:
            return
        program.ledgers.material_movements.add(
            MovementFields(
                material=material,
                kind=kind,
                day=day,
                quantity=quantity,
                unit=unit,
                order_id=next((o.id for o in orders if o.material == material), None),
                place=told.get("place", ""),
                until=day + timedelta(days=told["stays"]) if "stays" in told else None,
                note=told.get("note", ""),
            )
        )


def _villages(program: Program, day: date) -> list[str]:
    return [unit.code for unit in program.units.list(on=day) if unit.ranked]


def _there(program: Program, day: date, material: str, unit: str) -> int:
    """Return how many of a material a unit, or the office, has."""
    sheet = program.ledgers.materials.stock(day)
    place = [m.code for m in sheet.materials].index(material)
    if not unit:
        return sheet.office[place]
    return next(row.counts[place] for row in sheet.rows if row.unit == unit)
