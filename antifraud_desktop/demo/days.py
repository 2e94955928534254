"""What every unit did and sent on every day: figures, messages, slips of the finger."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from antifraud_desktop.demo.people import Habits, demo_units, habits_of
from antifraud_desktop.demo.plan import DemoPlan, read_resource
from antifraud_desktop.demo.writing import FEN_PER_YUAN, RURAL, Writer
from antifraud_desktop.vocabulary import UnitKind

Figures = dict[str, int]

SATURDAY = 5
DEADLINE, EARLIEST = time(18, 0), time(14, 30)
INCIDENT_CHANCE = 0.25
SPIKE = 9
EXEMPT_DAYS = 10
BROUGHT_LATER = 0.5
"""Half of those who were silent bring their figures the next morning."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One message in the group chat."""

    received: datetime
    sender: str
    text: str


@dataclass(frozen=True, slots=True)
class Told:
    """What one unit told about one day: the truth, and the messages that say it."""

    unit: str
    day: date
    figures: Mapping[str, int]
    nil: bool
    fraud: str
    messages: tuple[Sent, ...]


@dataclass(frozen=True, slots=True)
class Incident:
    """A fraud of a day: where, which type, how much (分)."""

    unit: str
    fraud: str
    loss: int


def everything_told(plan: DemoPlan) -> Iterator[Told]:
    """Yield what every unit told about every day; who was silent is not there."""
    writer = Writer(read_resource("wordings.json"))
    township = read_resource("township.json")
    habits = [habits_of(plan, unit) for unit in demo_units(plan) if unit.reports_daily]
    exempt = exempt_unit(plan)
    spiking = _spiking(plan, [h for h in habits if h.unit.name != exempt])
    installed = {h.unit.name: h.installed for h in habits}
    for day in plan.all_days():
        incident = _incident(plan, township, day)
        for one in habits:
            if one.unit.name == exempt and day >= exempt_from(plan):
                continue
            dice = plan.dice(one.unit.name, day)
            figures = _figures(one, dice, township["weekdays"][day.weekday()], day)
            name = one.unit.name
            if "app_installed_new" in figures:
                installed[name] += figures["app_installed_new"]
                figures["app_installed_total"] = installed[name]
            if incident and incident.unit == name and figures:
                figures |= {"incidents": 1, "loss_amount": incident.loss}
            if "leaflets" in figures and name == spiking.get(day):
                figures["leaflets"] *= SPIKE
            fraud = incident.fraud if incident and "loss_amount" in figures else ""
            told = Told(name, day, figures, not figures, fraud, ())
            messages = _messages(writer, one, dice, told)
            if messages:
                yield replace(told, messages=messages)


def exempt_unit(plan: DemoPlan) -> str:
    """Return the village that is excused in the last days."""
    return _some_village(plan, "exempt")


def exempt_from(plan: DemoPlan) -> date:
    """Return the first day of the exemption."""
    return max(plan.start, plan.until - timedelta(days=EXEMPT_DAYS - 1))


def _some_village(plan: DemoPlan, *about: object) -> str:
    names = [u.name for u in demo_units(plan) if u.kind in RURAL]
    return plan.dice(*about).choice(names)


def _spiking(plan: DemoPlan, habits: Sequence[Habits]) -> dict[date, str]:
    """Return who reports far more than usual on the last two days (R5): early senders."""
    villages = [h for h in habits if h.unit.kind in RURAL]
    early = sorted(villages, key=lambda h: -h.minutes_early)
    return dict(zip((plan.until, plan.last_full_day), (h.unit.name for h in early), strict=False))


def _incident(plan: DemoPlan, township: Mapping[str, Any], day: date) -> Incident | None:
    dice = plan.dice("incident", day)
    if dice.random() >= INCIDENT_CHANCE:
        return None
    loss = dice.randint(8, 600) * 100 * FEN_PER_YUAN
    return Incident(_some_village(plan, "victim", day), dice.choice(township["frauds"]), loss)


def _figures(habits: Habits, dice: random.Random, weekday: float, day: date) -> Figures:
    """Return a unit's figures of a day; none when it has nothing to report."""
    if habits.unit.kind in RURAL:
        return _village_figures(habits, dice, weekday, day)
    if day.weekday() >= SATURDAY:
        return {}
    if habits.unit.kind is UnitKind.BANK:
        figures = {"counter_reminders": dice.randint(18, 80), "led_screens": dice.randint(1, 2)}
        if dice.random() < 0.08:  # noqa: PLR2004 - about every other week
            saved = dice.randint(5, 60) * 1000 * FEN_PER_YUAN
            figures |= {"dissuasions": 1, "amount_saved": saved}
        return figures
    if habits.unit.kind is UnitKind.SCHOOL:
        if dice.random() >= 0.25:  # noqa: PLR2004 - about one lecture in four days
            return {}
        return {"lectures": 1, "audience": dice.randint(60, 420)}
    return {"app_installed_new": dice.randint(0, 2)} if dice.random() < weekday / 2 else {}


def _village_figures(habits: Habits, dice: random.Random, weekday: float, day: date) -> Figures:
    idle = 0.15 if day.weekday() >= SATURDAY else 0.02
    households = habits.unit.households or 0
    visited = round(households * habits.pace * weekday * dice.uniform(0.75, 1.25))
    if dice.random() < idle or visited == 0:
        return {}
    reached = round(visited * dice.uniform(2.5, 3.4))
    figures = {
        "households_visited": visited,
        "people_reached": reached,
        "leaflets": round(reached * dice.uniform(0.9, 1.2)),
        "app_installed_new": round(visited * dice.uniform(0.1, 0.4)),
    }
    if dice.random() < 0.1:  # noqa: PLR2004 - posters are put up now and then
        figures["posters"] = dice.randint(2, 10)
    if dice.random() < 0.2:  # noqa: PLR2004 - one visit day in five
        figures["case_visits"] = dice.randint(1, 3)
    if habits.style % 3 == 1:
        figures["incidents"] = 0
    return figures


def _messages(writer: Writer, habits: Habits, dice: random.Random, told: Told) -> tuple[Sent, ...]:
    """Return what a unit sends about a day, corrections included; nothing when it stays silent."""
    unit, style, day = habits.unit, habits.style, told.day
    if dice.random() < habits.silent:
        if told.nil or told.fraud or dice.random() >= BROUGHT_LATER:
            return ()
        morning = datetime.combine(day + timedelta(days=1), time(8, 30))
        received = morning + timedelta(seconds=dice.randrange(5400))
        text = writer.made_up(unit, style, day, told.figures)
        return (Sent(received, habits.sender, text),)
    received = _time_of(habits, dice, day)
    if told.nil:
        return (Sent(received, habits.sender, writer.nil(unit, dice.randrange(9), day)),)
    first = dict(told.figures)
    wrong = "app_installed_new" in first and dice.random() < habits.wrong
    if wrong:
        slip = dice.randint(1, 9)
        first["app_installed_new"] += slip
        first["app_installed_total"] += slip
    text = writer.report(unit, style, day, first, told.fraud)
    sent = [Sent(received, habits.sender, text)]
    if wrong:
        later = received + timedelta(minutes=dice.randint(8, 90), seconds=dice.randrange(60))
        right = (told.figures["app_installed_new"], told.figures["app_installed_total"])
        sent.append(Sent(later, habits.sender, writer.correction(unit, day, *right)))
    return tuple(sent)


def _time_of(habits: Habits, dice: random.Random, day: date) -> datetime:
    deadline = datetime.combine(day, DEADLINE)
    if dice.random() < habits.late:
        return deadline + timedelta(seconds=dice.randint(40, 8400))
    early = dice.gauss(habits.minutes_early, 15) * 60
    received = deadline - timedelta(seconds=max(1, int(early)))
    return max(received, datetime.combine(day, EARLIEST) + timedelta(seconds=dice.randrange(900)))
