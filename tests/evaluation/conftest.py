"""A township's file with its scheme, and months filled by chance, on real encrypted databases."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from antifraud_desktop.clock import FixedClock
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.evaluation_rows import fill_schemes
from antifraud_desktop.services.evaluation_schemes import SchemeService
from antifraud_desktop.services.evaluations import EvaluationService
from antifraud_desktop.work import Work
from db import schema
from db.engine import open_engine, session_factory
from db.models import Campaign, Indicator, Township
from db.vocabulary import Ceiling, IndicatorGroup, Measure, Nature
from tests.evaluation.filling import DAYS, add_figure, add_submission, add_unit, do

KEY = bytes(range(32))
START = date(2023, 8, 1)
SEPTEMBER_5 = datetime(2023, 9, 5, 10, 0)
INDICATORS = (
    ("households_visited", "入户走访", IndicatorGroup.WORK),
    ("people_reached", "宣传群众", IndicatorGroup.WORK),
    ("case_visits", "重点人员走访", IndicatorGroup.CARE),
    ("incidents", "发案", IndicatorGroup.INCIDENT),
    ("app_installed_new", "反诈APP新增安装", IndicatorGroup.WORK),
)


@pytest.fixture(scope="session")
def township_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("evaluation") / "office.db"
    schema.create(path, KEY)
    engine = open_engine(path, KEY)
    work = work_on(engine)
    with work.writing() as uow:
        uow.session.add(Township(name="青禾镇", created_at=datetime(2023, 7, 31, tzinfo=UTC)))
        uow.session.add(Campaign(name="专项行动", start=START, daily_until=date(2023, 10, 31)))
        uow.session.add_all(
            Indicator(
                code=code,
                name=name,
                measure_word="次",
                nature=Nature.FLOW,
                measure=Measure.COUNT,
                group=group,
                ceiling=Ceiling.NONE,
                sort_order=number,
            )
            for number, (code, name, group) in enumerate(INDICATORS, start=1)
        )
        fill_schemes(uow.session, START)
        uow.record("init", "township", "1", "建立乡镇")
        uow.commit()
    engine.dispose()
    return path


def work_on(engine: object, at: datetime = SEPTEMBER_5) -> Work:
    return Work(session_factory(engine), FixedClock(at), "张三", frozenset(Permission))


@pytest.fixture
def path(township_file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(township_file, tmp_path / "office.db"))


@pytest.fixture
def work(path: Path) -> Iterator[Work]:
    engine = open_engine(path, KEY)
    yield work_on(engine)
    engine.dispose()


@pytest.fixture
def months(work: Work) -> EvaluationService:
    return EvaluationService(work)


@pytest.fixture
def schemes(work: Work) -> SchemeService:
    return SchemeService(work)


@pytest.fixture
def villages(work: Work) -> None:
    """Four villages: the first reports every day, each other one day less than the one before."""

    def fill(session: Session) -> None:
        for number in range(1, 5):
            unit = add_unit(session, number)
            for day in DAYS[number - 1 :]:
                received = datetime(day.year, day.month, day.day, 17, 30)
                add_submission(session, unit.id, day, received)
                add_figure(session, unit.id, day, 1, 5)
                add_figure(session, unit.id, day, 2, 30)

    do(work, fill)


def later(work: Work, at: datetime) -> EvaluationService:
    """Return the service on another day."""
    return EvaluationService(replace(work, clock=FixedClock(at)))
