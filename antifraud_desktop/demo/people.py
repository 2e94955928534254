"""The units of the demonstration township and the habits of their liaisons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from antifraud_desktop.demo.plan import DemoPlan, read_resource
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.vocabulary import UnitKind

COMMUNITY_EVERY = 8
LAZY_SHARE, CARELESS_SHARE = 0.2, 0.15


@dataclass(frozen=True, slots=True)
class Habits:
    """How one unit works and reports.

    ``pace`` is the share of its households visited on a full working day; ``minutes_early`` how
    long before 18:00 it usually sends; the rest are chances per day.
    """

    unit: UnitRecord
    sender: str
    style: int
    pace: float
    minutes_early: int
    silent: float
    late: float
    wrong: float
    installed: int


def demo_units(plan: DemoPlan) -> tuple[UnitRecord, ...]:
    """Return villages, communities and other units in the office's order."""
    township = read_resource("township.json")
    leaders = township["leaders"]
    names = islice(_stems(township), plan.villages)
    villages = [_village(plan, number, stem) for number, stem in enumerate(names, start=1)]
    others = [
        UnitRecord(
            code="",
            name=row["name"],
            kind=UnitKind(row["kind"]),
            aliases=tuple(row["aliases"]),
            residents=row["residents"],
            reports_daily=row["reports_daily"],
            ranked=False,
        )
        for row in township["others"]
    ]
    return tuple(
        UnitRecord(
            code=f"U{number:03}",
            name=unit.name,
            kind=unit.kind,
            aliases=unit.aliases,
            households=unit.households,
            residents=unit.residents,
            reports_daily=unit.reports_daily,
            ranked=unit.ranked,
            leader=leaders[number % len(leaders)],
            liaison=f"联络员{number:02}",
            sort_order=number,
        )
        for number, unit in enumerate([*villages, *others], start=1)
    )


def habits_of(plan: DemoPlan, unit: UnitRecord) -> Habits:
    """Return a unit's habits: some are busy, some lazy, some careless."""
    dice = plan.dice("habits", unit.name)
    lazy = dice.random() < LAZY_SHARE
    careless = dice.random() < CARELESS_SHARE
    return Habits(
        unit=unit,
        sender=dice.choice((unit.name, f"{unit.name}联络员", unit.liaison)),
        style=dice.randrange(1000),
        pace=dice.uniform(0.015, 0.03) if lazy else dice.uniform(0.04, 0.09),
        minutes_early=dice.randint(5, 25) if lazy else dice.randint(20, 160),
        silent=0.14 if lazy else 0.015,
        late=0.18 if lazy else 0.04,
        wrong=0.06 if careless else 0.01,
        installed=int((unit.residents or 0) * dice.uniform(0.25, 0.5)),
    )


def _village(plan: DemoPlan, number: int, stem: str) -> UnitRecord:
    dice = plan.dice("village", stem)
    community = number % COMMUNITY_EVERY == 0
    households = dice.randint(900, 1600) if community else dice.randint(130, 430)
    ending, office = ("社区", "社区居委会") if community else ("村", "村委会")
    return UnitRecord(
        code="",
        name=f"{stem}{ending}",
        kind=UnitKind.COMMUNITY if community else UnitKind.VILLAGE,
        aliases=(stem, f"{stem}{office}"),
        households=households,
        residents=int(households * dice.uniform(2.9, 3.5)),
    )


def _stems(township: dict[str, list[str]]) -> Iterator[str]:
    yield from township["stems"]
    yield from (first + second for second in township["second"] for first in township["first"])
