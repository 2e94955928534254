"""Rows of a month by chance, or one by one: what villages, clerks and case officers did."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from random import Random

from sqlalchemy.orm import Session

from antifraud_desktop.work import Work
from db.models import (
    Activity,
    ActivityType,
    CalendarDay,
    Campaign,
    CaseFile,
    CurrentFigure,
    DailySubmission,
    Exemption,
    Falsification,
    Finding,
    FollowUpPlan,
    Inspection,
    IssuedDocument,
    Person,
    PlanDay,
    Requirement,
    Setting,
    Unit,
    Visit,
    VisitFile,
)
from db.vocabulary import (
    AttentionLevel,
    CaseCategory,
    Counting,
    DocumentKind,
    FileStatus,
    RequirementPeriod,
    UnitKind,
    VisitKind,
)

FIRST, LAST = date(2023, 8, 1), date(2023, 8, 31)
DAYS = tuple(FIRST + timedelta(days=n) for n in range(31))
AROUND = tuple(FIRST + timedelta(days=n) for n in range(-3, 34))
STAMP = datetime(2023, 8, 31, tzinfo=UTC)
ENTERED = {"entered_at": STAMP, "entered_by": "张三"}


def do(work: Work, action: Callable[[Session], object]) -> None:
    """Do something to the rows in one audited transaction."""
    with work.writing() as uow:
        action(uow.session)
        uow.record("fill", "township", "1", "填写")
        uow.commit()


def add_unit(session: Session, number: int, **changes: object) -> Unit:
    given = {
        "kind": UnitKind.VILLAGE,
        "households": 400,
        "residents": 1300,
        "reports_daily": True,
        "ranked": True,
        "sort_order": number,
        **changes,
    }
    unit = Unit(code=f"U{number:03}", name=f"第{number}村", **given)
    session.add(unit)
    session.flush()
    return unit


def add_submission(
    session: Session, unit_id: int, day: date, at: datetime, **changes: object
) -> None:
    session.add(
        DailySubmission(unit_id=unit_id, date=day, received=at, versions_count=1, **changes)
    )


def add_figure(session: Session, unit_id: int, day: date, indicator: int, value: int) -> None:
    session.add(CurrentFigure(date=day, unit_id=unit_id, indicator_id=indicator, value=value))


def add_finding(session: Session, unit_id: int, due: date, **done: date) -> None:
    inspection = Inspection(unit_id=unit_id, day=due - timedelta(days=7), **ENTERED)
    inspection.findings = [Finding(text="问题", due_on=due, **done)]
    session.add(inspection)


def add_falsification(session: Session, unit_id: int, day: date, **lifted: object) -> None:
    decided = {"evidence": "比对", "decided_on": day, "decided_by": "李四"}
    session.add(Falsification(unit_id=unit_id, day=day, **decided, **ENTERED, **lifted))


def add_file(session: Session, unit_id: int, closed_on: date | None = None) -> int:
    person = Person(name="张三", unit_id=unit_id, created_at=STAMP, created_by="张三")
    session.add(person)
    session.flush()
    file = CaseFile(
        person_id=person.id,
        category=CaseCategory.VICTIM,
        status=FileStatus.CLOSED if closed_on else FileStatus.OPEN,
        opened_on=FIRST - timedelta(days=60),
        opened_by="张三",
        closed_on=closed_on,
        attention=AttentionLevel.NORMAL,
    )
    session.add(file)
    session.flush()
    return file.id


def add_plan(
    session: Session,
    file_id: int,
    starts_on: date,
    every: int | None = None,
    days: tuple[date, ...] = (),
    ended_on: date | None = None,
) -> None:
    plan = FollowUpPlan(
        file_id=file_id, every_days=every, starts_on=starts_on, ended_on=ended_on, set_by="张三"
    )
    plan.days = [PlanDay(day=day) for day in days]
    session.add(plan)


def add_visit(session: Session, file_id: int, day: date, *, failed: bool = False) -> None:
    visit = Visit(day=day, kind=VisitKind.HOME, failed=failed, **ENTERED)
    visit.files = [VisitFile(file_id=file_id)]
    session.add(visit)


def add_requirement(session: Session, at_least: int) -> int:
    kind = ActivityType(code="lecture", name="讲座")
    session.add(kind)
    session.flush()
    session.add(
        Requirement(
            code="monthly",
            name="每月讲座",
            unit_kinds=UnitKind.VILLAGE.value,
            type_id=kind.id,
            period=RequirementPeriod.MONTH,
            at_least=at_least,
            counting=Counting.ACTIVITIES,
        )
    )
    return kind.id


def add_activity(session: Session, unit_id: int, type_id: int, day: date) -> None:
    session.add(Activity(type_id=type_id, unit_id=unit_id, day=day, title="讲座", **ENTERED))


def add_bulletin(session: Session, number: int, at: datetime) -> None:
    session.add(
        IssuedDocument(
            kind=DocumentKind.EVENING_BULLETIN,
            date=at.date(),
            year=at.year,
            number=number,
            title=f"通报{number}",
            issued_at=at,
            issued_by="张三",
            snapshot="{}",
            content=b"x",
            sha256="0",
        )
    )


def add_setting(session: Session, key: str, value: str, valid_from: date) -> None:
    session.add(
        Setting(
            campaign_id=1, key=key, value=value, valid_from=valid_from, set_at=STAMP, set_by="张三"
        )
    )


def send_back(work: Work, code: str, day: date) -> None:
    """Leave the trail of a submission that was sent back and has come again since."""
    with work.writing() as uow:
        uow.record("send_back", "submission", f"{code} {day.isoformat()}", "退回报送")
        uow.commit()


def by_chance(work: Work, seed: int) -> None:
    """Fill August with everything the evaluation reads, and with what it must not count."""
    chance = Random(seed)  # noqa: S311 - figures, not secrets
    with work.writing() as uow:
        session = uow.session
        _calendar(session, chance)
        type_id = add_requirement(session, chance.randint(1, 3))
        for number in range(1, 9):
            unit = add_unit(session, number, **_sort(chance))
            _reports(session, chance, unit)
            for _ in range(chance.randint(0, 4)):
                add_activity(session, unit.id, type_id, chance.choice(AROUND))
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
    if chance.random() < 0.5:
        add_setting(session, "deadline", '"17:30:00"', chance.choice(DAYS))
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
