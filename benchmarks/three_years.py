"""What the measurements read: three years, 40 units, 20 indicators, everybody reports daily."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine

from antifraud_desktop.clock import FixedClock
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.work import Work
from db import schema
from db.engine import open_engine, session_factory
from db.models import (
    Campaign,
    Contact,
    CurrentFigure,
    DailySubmission,
    Indicator,
    IndicatorWording,
    Township,
    Unit,
    UnitAlias,
)
from db.vocabulary import Ceiling, IndicatorGroup, Measure, Nature, UnitKind, WordingOrigin

KEY = bytes(range(32))
UNITS, INDICATORS, DAYS = 40, 20, 3 * 365
FIRST = date(2021, 1, 1)
LAST = FIRST + timedelta(days=DAYS - 1)


def work_on(engine: Engine, anchor: Path | None = None) -> Work:
    """Return the way to a database of somebody who may do everything, on its last evening."""
    clock = FixedClock(datetime(2023, 12, 31, 18))
    return Work(session_factory(engine), clock, "bench", frozenset(Permission), anchor)


def fill(path: Path) -> None:
    """Make the database: every unit reports every indicator every day."""
    schema.create(path, KEY)
    engine = open_engine(path, KEY)
    work = work_on(engine)
    chance = random.Random(7)  # noqa: S311 - figures, not secrets
    with work.writing() as uow:
        session = uow.session
        session.add(Township(name="基准镇", created_at=datetime(2021, 1, 1, tzinfo=UTC)))
        session.add(Campaign(name="专项行动", start=FIRST, daily_until=LAST))
        for n in range(1, UNITS + 1):
            session.add(
                Unit(
                    code=f"U{n:03}",
                    name=f"第{n}村",
                    kind=UnitKind.VILLAGE,
                    households=400,
                    residents=1300,
                    reports_daily=True,
                    ranked=True,
                    sort_order=n,
                    aliases=[UnitAlias(text=f"{n}村", origin=WordingOrigin.PRESET)],
                    contacts=[Contact(name=f"联络员{n}", liaison=True)],
                )
            )
        for n in range(1, INDICATORS + 1):
            session.add(
                Indicator(
                    code=f"i{n}",
                    name=f"指标{n}",
                    measure_word="次",
                    nature=Nature.FLOW,
                    measure=Measure.COUNT,
                    group=IndicatorGroup.WORK,
                    ceiling=Ceiling.NONE,
                    sort_order=n,
                    wordings=[IndicatorWording(text=f"词{n}", origin=WordingOrigin.PRESET)],
                )
            )
        session.flush()
        for offset in range(DAYS):
            day = FIRST + timedelta(days=offset)
            received = datetime(day.year, day.month, day.day, 17, 30)
            session.execute(
                DailySubmission.__table__.insert(),
                [
                    {
                        "unit_id": unit,
                        "date": day,
                        "received": received,
                        "nil": False,
                        "fraud_types": "",
                        "note": "",
                        "versions_count": 1,
                        "corrected_after_deadline": False,
                        "version": 1,
                    }
                    for unit in range(1, UNITS + 1)
                ],
            )
            session.execute(
                CurrentFigure.__table__.insert(),
                [
                    {
                        "date": day,
                        "unit_id": unit,
                        "indicator_id": indicator,
                        "value": chance.randrange(60),
                    }
                    for unit in range(1, UNITS + 1)
                    for indicator in range(1, INDICATORS + 1)
                ],
            )
        uow.record("init", "township", "1", "bench")
        uow.commit()
    engine.dispose()
