"""Random orders of messages and activities: no figure is counted twice, none differs unlisted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from itertools import count
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.services.day_frame import load_frame
from antifraud_desktop.services.submission_views import held_figures
from antifraud_desktop.services.submission_writer import (
    NewFigure,
    NewVersion,
    Stamp,
    add_versions,
)
from antifraud_desktop.vocabulary import SourceKind, VersionKind
from tests.accounts.conftest import TestClock
from tests.activities.conftest import drive

CODES = ("households_visited", "people_reached")
FIRST = date(2023, 8, 1)
SPOKEN_OF, MOSTLY, SELDOM = 0.6, 0.8, 0.2
Step = tuple[object, ...]


def steps_of(seed: int) -> list[Step]:
    """Return a random order of what happens to one day, each kind as likely as the others."""
    dice = Random(seed)  # noqa: S311 - orders, not secrets

    def figures(*values: int | None) -> dict[str, int | None]:
        return {code: dice.choice(values) for code in CODES if dice.random() < SPOKEN_OF}

    def one() -> Step:
        match dice.choice(("log", "log", "change", "remove", "message", "message", "fill")):
            case "log":
                return "log", figures(0, 5, 9), dice.random() < MOSTLY, dice.random() < SELDOM
            case "change":
                return "change", dice.randrange(4), figures(0, 5, 7), dice.random() < MOSTLY
            case "remove":
                return "remove", dice.randrange(4)
            case "message":
                minute, nil = dice.randrange(1200), dice.random() < SELDOM
                return "message", {} if nil else figures(0, 5, 30, None), minute, nil
            case _:
                return "fill", dice.choice(CODES)

    return [one() for _ in range(dice.randint(3, 10))]


@dataclass
class Told:
    """What was said of one day, by a second and simpler way of reckoning."""

    activities: dict[int, dict[str, int]] = field(default_factory=dict)
    messages: list[tuple[datetime, int, dict[str, int | None]]] = field(default_factory=list)
    nil: bool = False
    submitted: bool = False

    def logged(self) -> dict[str, int]:
        sums = {code: sum(a.get(code, 0) for a in self.activities.values()) for code in CODES}
        return {code: value for code, value in sums.items() if value}

    def stands(self) -> dict[str, int]:
        own: dict[str, int | None] = {}
        for _received, _number, figures in sorted(self.messages, key=lambda m: m[:2]):
            own |= figures
        if not self.submitted:
            return {}
        filled = {} if self.nil and not any(own.values()) else self.logged()
        return {code: value for code, value in (filled | own).items() if value is not None}


@pytest.fixture(scope="module")
def days() -> Iterator[Iterator[date]]:
    return (FIRST + timedelta(days=n) for n in count())


@settings(
    max_examples=25,  # each is a day of a real township
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(seed=st.integers(0, 2**32))
def test_r4_ledger_and_day_agree_or_the_difference_is_listed(
    office: Program, clock: TestClock, days: Iterator[date], seed: int
) -> None:
    day, told = next(days), Told()
    clock.at = datetime.combine(day, time(17, 0))
    for number, step in enumerate(steps_of(seed)):
        clock.turn(minutes=7)
        _do(office, clock, day, told, number, step)
        assert _stands(office, day) == told.stands(), steps_of(seed)
        listed = {
            d.indicator: (d.logged, d.reported)
            for d in office.ledgers.activity_differences.list(day, day)
        }
        stands = told.stands()
        assert listed == {
            code: (value, stands.get(code))
            for code, value in told.logged().items()
            if stands.get(code) != value
        }


def _stands(office: Program, day: date) -> dict[str, int]:
    with office.work.reading() as session:
        frame = load_frame(session, day)
        return held_figures(session, frame, frame.unit_ids["V01"], day)


def _do(office: Program, clock: TestClock, day: date, told: Told, number: int, step: Step) -> None:
    acts, given = office.ledgers.activities, list(told.activities)
    match step:
        case ("log", dict(figures), bool(fills), bool(submits)):
            entry = drive(
                day=day, figures=figures, fills_daily=fills, submits_day=fills and submits
            )
            ids, _changes = acts.log(entry, ["V01"])
            told.activities[ids[0]] = figures if fills else {}
            told.submitted |= entry.submits_day and bool(told.logged())
        case ("change", int(which), dict(figures), bool(fills)) if given:
            chosen = given[which % len(given)]
            record = acts.get(chosen)
            entry = replace(record.entry, figures=figures, fills_daily=fills)
            acts.change(chosen, entry, "V01", record.version)
            told.activities[chosen] = figures if fills else {}
        case ("remove", int(which)) if given:
            chosen = given[which % len(given)]
            acts.remove(chosen, "登错了", acts.get(chosen).version)
            del told.activities[chosen]
        case ("message", dict(figures), int(minute), bool(nil)):
            received = datetime.combine(day, time()) + timedelta(minutes=minute)
            _message(office, clock, day, received, figures, nil=nil)
            told.messages.append((received, number, figures))
            told.nil |= nil
            told.submitted = True
        case ("fill", str(code)) if told.logged().get(code, 0) != told.stands().get(code, 0):
            if code in told.logged():
                office.ledgers.activity_differences.fill_in("V01", day, code)
                if told.submitted:
                    told.messages.append((clock.at, number, {code: told.logged()[code]}))
                told.submitted = True


def _message(
    office: Program,
    clock: TestClock,
    day: date,
    received: datetime,
    figures: dict[str, int | None],
    *,
    nil: bool,
) -> None:
    with office.work.writing() as uow:
        frame = load_frame(uow.session, day)
        version = NewVersion(
            VersionKind.ORIGINAL,
            SourceKind.MESSAGE,
            received,
            nil=nil,
            figures={code: NewFigure(value) for code, value in figures.items()},
        )
        stamp = Stamp(clock.utc(), "经办")
        add_versions(uow.session, frame, frame.unit_ids["V01"], day, [version], stamp)
        uow.record("intake", "day", day.isoformat(), "导入报送")
        uow.commit()
