"""Activities of the demonstration township: rounds of visits, lectures, market days, patrols."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from random import Random
from typing import Any

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.demo.plan import DemoPlan, read_resource
from antifraud_desktop.records.activities import NewActivity, UnitClassRecord
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.vocabulary import AudienceGroup, UnitKind

TOLD = "activities.json"
Told = Mapping[str, Any]


@dataclass(slots=True)
class DemoActivities:
    """Lets the activities happen day by day; what is held how often is in resources/demo."""

    plan: DemoPlan
    _told: Told = field(default_factory=lambda: read_resource(TOLD))

    def found_classes(self, program: Program) -> None:
        """Enter the classes of the first schools' years."""
        for school in _of_kinds(program.units.list(), ("school",)):
            for name in self._told["classes"]:
                pupils = self.plan.dice("class", school.code, name).randint(36, 46)
                program.ledgers.unit_classes.save(UnitClassRecord(school.code, name, pupils))

    def live(self, program: Program, day: date) -> None:
        """Enter the activities of a day: a round has its own days and dice."""
        number = (day - self.plan.start).days
        units = program.units.list(on=day)
        for place, told in enumerate(self._told["rounds"]):
            if number % told["every"] == place % told["every"]:
                self._hold(program, day, told, units)

    def _hold(self, program: Program, day: date, told: Told, units: Sequence[UnitRecord]) -> None:
        dice = self.plan.dice("activity", told["type"], day)
        able = _of_kinds(units, told["units"])
        many = max(1, round(len(able) * told["share"]))
        acts = program.ledgers.activities
        for unit in dice.sample(able, min(many, len(able))):
            entry = self._entry(day, told, dice)
            if told.get("by_class"):
                for one in program.ledgers.unit_classes.list(unit.code, day):
                    acts.log(_of_class(entry, one, dice), [unit.code])
            else:
                acts.log(entry, [unit.code])

    def _entry(self, day: date, told: Told, dice: Random) -> NewActivity:
        heard = {AudienceGroup(g): dice.randint(*span) for g, span in told["groups"].items()}
        return NewActivity(
            type_code=told["type"],
            day=day,
            title=told["title"],
            at=time.fromisoformat(told["at"]),
            place=told["place"],
            hosts=told["hosts"],
            media_link=told.get("media", ""),
            summary=dice.choice(self._told["summaries"]),
            audience=heard,
            quantity=dice.randint(*told["quantity"]) if "quantity" in told else None,
            fills_daily=told["fills"],
        )


def _of_class(entry: NewActivity, one: UnitClassRecord, dice: Random) -> NewActivity:
    heard = {AudienceGroup.PUPILS: (one.pupils or 40) - dice.randint(0, 2)}
    return replace(entry, class_id=one.id, title=f"{one.name}{entry.title}", audience=heard)


def _of_kinds(units: Sequence[UnitRecord], kinds: Sequence[str]) -> list[UnitRecord]:
    return [unit for unit in units if unit.kind in {UnitKind(kind) for kind in kinds}]
