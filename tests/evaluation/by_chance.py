"""A month by chance: everything the evaluation reads, and what it must not count."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

from sqlalchemy.orm import Session

from antifraud_desktop.work import Work
from db.models import (
    Activity,
    ActivityType,
    CalendarDay,
    Campaign,
    Exemption,
    FileEvent,
    Requirement,
    SchoolTerm,
    Unit,
    UnitClass,
)
from db.vocabulary import Counting, RequirementPeriod, UnitKind
from tests.evaluation.filling import (
    AROUND,
    DAYS,
    ENTERED,
    FIRST,
    LAST,
    STAMP,
    add_bulletin,
    add_falsification,
    add_figure,
    add_file,
    add_finding,
    add_plan,
    add_setting,
    add_submission,
    add_unit,
    add_visit,
    send_back,
)

DEADLINE, RHYTHM = "deadline", "rhythm_after"


def by_chance(work: Work, seed: int) -> None:
    """Fill August with everything the evaluation reads, and with what it must not count."""
    chance = Random(seed)  # noqa: S311 - figures, not secrets
    with work.writing() as uow:
        session = uow.session
        _calendar(session, chance)
        types = _requirements(session, chance)
        for number in range(1, 9):
            unit = add_unit(session, number, **_sort(chance))
            _reports(session, chance, unit)
            _activities(session, chance, unit, types)
            for _ in range(chance.randint(0, 3)):
                _finding(session, chance, unit.id)
            for _ in range(chance.choice((0, 0, 1, 2))):
                lifted = {"lifted_on": LAST} if chance.random() < 0.3 else {}
                add_falsification(session, unit.id, chance.choice(AROUND), **lifted)
            for _ in range(chance.randint(0, 3)):
                _file(session, chance, unit.id)
        uow.record("fill", "township", "1", "随机月份")
        uow.commit()
    for _ in range(6):
        send_back(work, f"U{chance.randint(1, 8):03}", chance.choice(AROUND))


def _calendar(session: Session, chance: Random) -> None:
    campaign = session.get(Campaign, 1)
    assert campaign is not None
    campaign.start = chance.choice((date(2023, 7, 20), FIRST, date(2023, 8, 10)))
    campaign.end = chance.choice((None, date(2023, 8, 25)))
    campaign.daily_until = chance.choice((date(2023, 8, 20), date(2023, 10, 31)))
    for day in chance.sample(DAYS, 3):
        session.add(CalendarDay(date=day, reporting=chance.random() < 0.5, reason="规定"))
    for key, value in (
        (DEADLINE, '"17:30:00"'),
        (DEADLINE, '"19:00:00"'),
        (RHYTHM, '"daily"'),
        (RHYTHM, '"on_event"'),
        ("weekly_day", "1"),
    ):
        if chance.random() < 0.4:
            add_setting(session, key, value, chance.choice(DAYS))
    for number, day in enumerate(chance.sample(DAYS, 15), start=1):
        at = datetime.combine(day, datetime.min.time()) + timedelta(
            hours=20, minutes=chance.randint(0, 120)
        )
        add_bulletin(session, number, at)


def _sort(chance: Random) -> dict[str, object]:
    return {
        "kind": chance.choice([UnitKind.VILLAGE, UnitKind.VILLAGE, UnitKind.SCHOOL]),
        "households": chance.choice([None, 0, 100, 412]),
        "residents": chance.choice([None, 300, 1305]),
        "reports_daily": chance.random() < 0.85,
        "ranked": chance.random() < 0.85,
        "active_from": chance.choice([None, None, FIRST, date(2023, 8, 17), date(2023, 9, 1)]),
        "active_until": chance.choice([None, None, None, date(2023, 8, 20), date(2023, 7, 31)]),
    }


def _reports(session: Session, chance: Random, unit: Unit) -> None:
    for _ in range(chance.randint(0, 2)):
        begins = chance.choice(AROUND)
        ends = begins + timedelta(days=chance.choice((0, 3, 40)))
        session.add(
            Exemption(
                unit_id=unit.id,
                first_day=begins,
                last_day=ends,
                reason="防汛",
                allowed_by="李四",
                entered_at=STAMP,
            )
        )
    for day in AROUND:
        if chance.random() < 0.25:
            continue
        midnight = datetime.combine(day, datetime.min.time())
        edges = (17.5 * 3600, 18 * 3600, 18 * 3600 + 1, 24 * 3600, 24 * 3600 + 1)
        seconds = chance.choice((*edges, *(chance.uniform(15, 27) * 3600 for _ in range(9))))
        add_submission(
            session,
            unit.id,
            day,
            midnight + timedelta(seconds=seconds),
            corrected_after_deadline=chance.random() < 0.06,
            returned_reason="数字不对" if chance.random() < 0.04 else None,
        )
        for indicator in (1, 2, 3, 4):
            if chance.random() < 0.7:
                add_figure(session, unit.id, day, indicator, chance.randint(0, 20))


def _finding(session: Session, chance: Random, unit_id: int) -> None:
    due = chance.choice(AROUND)
    done: dict[str, date] = {}
    if chance.random() < 0.7:
        done["rectified_on"] = due + timedelta(days=chance.randint(-2, 2))
        if chance.random() < 0.7:
            done["verified_on"] = done["rectified_on"] + timedelta(days=5)
    add_finding(session, unit_id, due, **done)


def _file(session: Session, chance: Random, unit_id: int) -> None:
    file_id = add_file(session, unit_id, chance.choice([None, None, chance.choice(AROUND)]))
    starts = FIRST - timedelta(days=chance.randint(0, 60))
    ended = chance.choice([None, None, chance.choice(AROUND)])
    if chance.random() < 0.6:
        add_plan(session, file_id, starts, every=chance.randint(5, 30), ended_on=ended)
    else:
        days = sorted(chance.sample([starts + timedelta(days=n) for n in range(95)], 6))
        add_plan(session, file_id, starts, days=tuple(days), ended_on=ended)
    for _ in range(chance.randint(0, 8)):
        day = FIRST + timedelta(days=chance.randint(-70, 40))
        add_visit(session, file_id, day, failed=chance.random() < 0.2)
    since = starts
    for kind in ("stopped", "resumed", "stopped", "resumed")[: chance.choice((0, 0, 1, 2, 3, 4))]:
        since += timedelta(days=chance.randint(0, 40))
        session.add(FileEvent(file_id=file_id, day=since, at=STAMP, account="张三", kind=kind))


def _requirements(session: Session, chance: Random) -> list[int]:
    """Ask for a few things of every kind; return the numbers of the types they count."""
    types = [ActivityType(code=f"type{n}", name=f"活动{n}") for n in range(2)]
    session.add_all(types)
    last = chance.choice(DAYS)
    session.add(SchoolTerm(name="学期", first_day=date(2023, 7, 24), last_day=last))
    session.flush()
    for number, period in enumerate((*RequirementPeriod, RequirementPeriod.MONTH)):
        school = chance.random() < 0.5
        session.add(
            Requirement(
                code=f"R{number}",
                name=f"动作{number}",
                unit_kinds="school" if school else "village,community",
                type_id=chance.choice(types).id,
                period=period,
                by=chance.choice(AROUND) if period is RequirementPeriod.BY_DATE else None,
                at_least=chance.randint(1, 3),
                counting=chance.choice(list(Counting)),
                per_class=school and chance.random() < 0.7,
                active_from=chance.choice((None, None, date(2023, 7, 20), date(2023, 8, 8))),
                active_until=chance.choice((None, None, date(2023, 8, 22))),
            )
        )
    return [one.id for one in types]


def _activities(session: Session, chance: Random, unit: Unit, types: list[int]) -> None:
    classes = [
        UnitClass(
            unit_id=unit.id,
            name=f"{n}班",
            active_from=chance.choice((None, date(2023, 8, 14))),
            active_until=chance.choice((None, None, date(2023, 8, 27))),
        )
        for n in range(chance.randint(0, 2))
    ]
    session.add_all(classes)
    session.flush()
    for _ in range(chance.randint(0, 20)):
        session.add(
            Activity(
                type_id=chance.choice(types),
                unit_id=unit.id,
                day=chance.choice((*AROUND, date(2023, 7, 25))),
                title="讲座",
                class_id=chance.choice((None, *(one.id for one in classes))),
                quantity=chance.choice((None, 0, 1, 2)),
                **ENTERED,
            )
        )
