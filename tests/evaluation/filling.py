"""Rows of a month one by one: what villages, clerks and case officers did."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from sqlalchemy.orm import Session

from antifraud_desktop.work import Work
from db.models import (
    CaseFile,
    CurrentFigure,
    DailySubmission,
    Falsification,
    Finding,
    FollowUpPlan,
    Inspection,
    IssuedDocument,
    Person,
    PlanDay,
    Setting,
    Unit,
    Visit,
    VisitFile,
)
from db.vocabulary import (
    AttentionLevel,
    CaseCategory,
    DocumentKind,
    FileStatus,
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
