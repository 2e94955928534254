"""An office with files of three persons, on a real encrypted database."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from antifraud_desktop.rules.permissions import ROLE_PERMISSIONS
from antifraud_desktop.work import Work
from db import schema
from db.engine import open_engine, session_factory
from db.models import (
    Campaign,
    CaseFile,
    FileOfficer,
    Indicator,
    Person,
    Township,
    Unit,
)
from db.vocabulary import (
    AttentionLevel,
    CaseCategory,
    Ceiling,
    FileStatus,
    IndicatorGroup,
    Measure,
    Nature,
    Role,
    UnitKind,
)

KEY = bytes(range(32))
DAY = date(2023, 8, 12)
NAMES = ("张三", "李四", "欧阳小明")


@dataclass
class TurnedClock:
    """A clock a test can turn."""

    at: datetime = datetime(2023, 8, 12, 9, 0)

    def now(self) -> datetime:
        return self.at

    def utc(self) -> datetime:
        return (self.at - timedelta(hours=8)).replace(tzinfo=UTC)

    def today(self) -> date:
        return self.at.date()

    def turn(self, **by: float) -> None:
        self.at += timedelta(**by)


def new_file(person: int, category: CaseCategory = CaseCategory.CONVICTED) -> CaseFile:
    return CaseFile(
        person_id=person,
        category=category,
        status=FileStatus.OPEN,
        opened_on=date(2023, 6, 1),
        opened_by="办公室",
        attention=AttentionLevel.NORMAL,
    )


def _unit(number: int, name: str) -> Unit:
    return Unit(
        code=f"U{number:03}",
        name=name,
        kind=UnitKind.VILLAGE,
        households=400,
        residents=1300,
        reports_daily=True,
        ranked=True,
        sort_order=number,
    )


@pytest.fixture(scope="session")
def office_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("visits") / "office.db"
    schema.create(path, KEY)
    engine = open_engine(path, KEY)
    clerk = ROLE_PERMISSIONS[Role.OPERATOR]
    work = Work(session_factory(engine), TurnedClock(), "办公室", clerk)
    with work.writing() as uow:
        uow.session.add(Township(name="青禾镇", created_at=datetime(2023, 7, 31, tzinfo=UTC)))
        uow.session.add(
            Campaign(name="专项行动", start=date(2023, 8, 1), daily_until=date(2023, 10, 31))
        )
        uow.session.add_all([_unit(1, "大石村"), _unit(2, "河东村"), _unit(3, "竹园村")])
        uow.session.add(
            Indicator(
                code="case_visits",
                name="重点人员走访",
                measure_word="人次",
                nature=Nature.FLOW,
                measure=Measure.COUNT,
                group=IndicatorGroup.CARE,
                ceiling=Ceiling.NONE,
                sort_order=1,
            )
        )
        uow.session.flush()
        for number, name in enumerate(NAMES, start=1):
            uow.session.add(
                Person(
                    name=name,
                    phone=f"1380013800{number}",
                    identity_number="",
                    unit_id=1 if number < 3 else 2,
                    created_at=datetime(2023, 6, 1, tzinfo=UTC),
                    created_by="办公室",
                )
            )
            uow.session.flush()
            uow.session.add(new_file(number))
        uow.session.flush()
        uow.session.add(FileOfficer(file_id=1, account="包片", since=date(2023, 6, 1)))
        uow.record("init", "township", "1", "建立乡镇")
        uow.commit()
    engine.dispose()
    return path


@pytest.fixture
def clock() -> TurnedClock:
    return TurnedClock()


@pytest.fixture
def work(office_file: Path, tmp_path: Path, clock: TurnedClock) -> Iterator[Work]:
    """The clerk, who sees all files: 1 张三 and 2 李四 in 大石村, 3 欧阳小明 in 河东村."""
    path = Path(shutil.copy(office_file, tmp_path / "office.db"))
    engine = open_engine(path, KEY)
    clerk = ROLE_PERMISSIONS[Role.OPERATOR]
    yield Work(session_factory(engine), clock, "办公室", clerk)
    engine.dispose()


@pytest.fixture
def as_role(work: Work) -> Callable[[str, Role], Work]:
    """The same data under another account; 包片 is responsible for file 1."""

    def change(account: str, role: Role) -> Work:
        return replace(work, account=account, permissions=ROLE_PERMISSIONS[role])

    return change


@pytest.fixture
def officer(as_role: Callable[[str, Role], Work]) -> Work:
    return as_role("包片", Role.CASE_OFFICER)


def file_columns(work: Work, file_id: int = 1) -> tuple[date | None, date | None]:
    """Return last contact and next due as they are stored."""
    with work.reading() as session:
        row = session.get(CaseFile, file_id)
        assert row is not None
        return row.last_contact, row.next_due
