"""Frauds of the demonstration township: those reported, and a year before to compare."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.demo.plan import DemoPlan
from antifraud_desktop.records.incidents import IncidentRecord
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.vocabulary import (
    AccountabilityStep,
    AgeBand,
    IncidentChannel,
    IncidentKind,
    UnitKind,
)

INTERVIEW_FROM, LISTING_FROM = 1_000_000, 5_000_000
SCHOOL_LOSSES = (1_580_000, 260_000)
SCHOOL_AGO = (24, 3)
PAPER = "反诈办情况通报第2期"
EVERY_DAYS = 6
"""Before the campaign cases came about so many days apart."""
FEN_STEP, LEAST, MOST = 10_000, 3, 240


@dataclass(frozen=True, slots=True)
class DemoIncidents:
    """Enters the ledger at the end, from what was reported; one day is left out to be found."""

    plan: DemoPlan

    def enter(self, program: Program) -> None:
        """Set the amounts of R20, enter all cases and the paper of one circular."""
        ledgers, plan = program.ledgers, self.plan
        amounts = {"interview_loss": INTERVIEW_FROM, "listing_loss": LISTING_FROM}
        program.townships.change_settings(amounts, plan.start)
        for record in (*self._before(program), *self._reported(program)):
            ledgers.incidents.save(record)
        for record in self._at_schools(program):
            number, _changes = ledgers.incidents.save(record)
            if record.day < plan.last_full_day - timedelta(days=SCHOOL_AGO[-1]):
                done = min(record.day + timedelta(days=5), program.clock.today())
                ledgers.accountability.mark_done(number, AccountabilityStep.CIRCULAR, done, PAPER)

    def _before(self, program: Program) -> Iterator[IncidentRecord]:
        """Give the cases from the January before the campaign's year on."""
        villages = [unit for unit in program.units.list() if unit.ranked]
        first = date(self.plan.start.year - 1, 1, 1)
        last = self.plan.start - timedelta(days=EVERY_DAYS)
        for number in range((last - first).days // EVERY_DAYS):
            dice = self.plan.dice("case before", number)
            day = first + timedelta(days=number * EVERY_DAYS + dice.randrange(EVERY_DAYS))
            stopped = dice.random() < 1 / 3
            money = FEN_STEP * dice.randint(LEAST, MOST)
            yield self._record(
                program,
                dice,
                dice.choice(villages),
                day,
                IncidentKind.DISSUASION if stopped else IncidentKind.INCIDENT,
                0 if stopped else money,
                money if stopped else 0,
            )

    def _reported(self, program: Program) -> Iterator[IncidentRecord]:
        """Give a record for every case reported, but for the last day with one."""
        told: dict[tuple[str, date], dict[str, int]] = {}
        figures = program.ledgers.incident_figures
        for one in figures.differences(self.plan.start, self.plan.until):
            told.setdefault((one.unit_code, one.day), {})[one.indicator] = one.reported or 0
        units = {unit.code: unit for unit in program.units.list()}
        keys = sorted(told, key=lambda key: (key[1], key[0]))
        for code, day in keys[:-1]:
            dice = self.plan.dice("reported", code, day)
            counts = told[code, day]
            for kind, cases, money in (
                (IncidentKind.INCIDENT, "incidents", "loss_amount"),
                (IncidentKind.DISSUASION, "dissuasions", "amount_saved"),
            ):
                happened = kind is IncidentKind.INCIDENT
                for part in _parted(counts.get(money, 0), counts.get(cases, 0)):
                    loss, saved = (part, 0) if happened else (0, part)
                    yield self._record(program, dice, units[code], day, kind, loss, saved)

    def _at_schools(self, program: Program) -> Iterator[IncidentRecord]:
        schools = [unit for unit in program.units.list() if unit.kind is UnitKind.SCHOOL]
        for number, (loss, ago) in enumerate(zip(SCHOOL_LOSSES, SCHOOL_AGO, strict=True)):
            if not schools:
                return
            day = max(self.plan.until - timedelta(days=ago), self.plan.start)
            dice = self.plan.dice("school", number)
            unit = schools[number % len(schools)]
            yield self._record(program, dice, unit, day, IncidentKind.INCIDENT, loss, 0)

    def _record(
        self, program: Program, dice: Random, unit: UnitRecord, day: date, kind: IncidentKind,
        loss: int, saved: int,
    ) -> IncidentRecord:  # fmt: skip
        kinds = program.ledgers.fraud_types.list(day)
        weights = range(len(kinds), 0, -1)
        return IncidentRecord(
            kind=kind,
            unit_code=unit.code,
            day=day,
            type_id=dice.choices(kinds, weights)[0].id,
            channel=dice.choice(list(IncidentChannel)),
            age_band=dice.choice(list(AgeBand)),
            loss=loss,
            saved=saved,
        )


def _parted(money: int, count: int) -> Sequence[int]:
    """Part an amount over cases; the first takes what does not divide."""
    if not count:
        return ()
    share = money // count
    return (money - share * (count - 1), *[share] * (count - 1))
