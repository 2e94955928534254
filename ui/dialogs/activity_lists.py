"""What the form of an activity offers to choose from, read once before it is opened."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from antifraud_desktop.records.activities import ActivityTypeRecord, UnitClassRecord
from antifraud_desktop.records.materials import MaterialRecord
from antifraud_desktop.records.units import IndicatorRecord, UnitRecord
from antifraud_desktop.rules.activity_figures import Counted, proposed
from antifraud_desktop.rules.units import is_active
from ui.widgets.date_field import read_date

if TYPE_CHECKING:
    from antifraud_desktop.bootstrap import Program

_BETWEEN = re.compile(r"[、,，;；\s]+")


@dataclass(frozen=True, slots=True)
class ActivityLists:
    """Types, units, classes, materials and indicators."""

    types: tuple[ActivityTypeRecord, ...]
    units: tuple[UnitRecord, ...]
    classes: tuple[UnitClassRecord, ...]
    materials: tuple[MaterialRecord, ...]
    indicators: tuple[IndicatorRecord, ...]
    today: date

    def type(self, code: str) -> ActivityTypeRecord | None:
        """Return a type by its code."""
        return next((t for t in self.types if t.code == code), None)

    def units_for(self, type_code: str, kept: str = "") -> tuple[UnitRecord, ...]:
        """Return today's units that hold activities of a type, and the ``kept`` one anyway."""
        kind = self.type(type_code)
        kinds = kind.unit_kinds if kind else ()
        able = (u for u in self.units if not kinds or u.kind in kinds)
        return tuple(u for u in able if u.code == kept or is_active(u, self.today))

    def proposal(
        self, type_code: str, unit_code: str, audience: int, quantity: int | None
    ) -> dict[str, int]:
        """Return what an activity would add to its unit's day."""
        kind = self.type(type_code)
        unit = next((u for u in self.units if u.code == unit_code), None)
        if kind is None or unit is None:
            return {}
        counted = Counted(kind.counts, kind.audience_counts, kind.quantity_word)
        return proposed(counted, unit.kind, audience, quantity, self.indicators)


def read_lists(program: Program) -> ActivityLists:
    """Read what the form offers; runs in the worker."""
    today, ledgers = program.clock.today(), program.ledgers
    return ActivityLists(
        types=ledgers.activity_types.list(),
        units=program.units.list(),
        classes=ledgers.unit_classes.list(),
        materials=ledgers.materials.list(),
        indicators=tuple(i for i in program.indicators.list() if not i.is_money),
        today=today,
    )


def read_days(text: str, today: date) -> list[date | None]:
    """Return the days a line names, parted by 、 or a space; None for each that is none."""
    return [read_date(part, today) for part in _BETWEEN.split(text.strip()) if part]
