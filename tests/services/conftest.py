"""A small township on a real encrypted database, at a fixed hour."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from antifraud_desktop.clock import FixedClock
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.work import Work
from db import schema
from db.engine import open_engine, session_factory
from db.models import Campaign, Contact, Indicator, IndicatorWording, Township, Unit, UnitAlias
from db.vocabulary import (
    Ceiling,
    IndicatorGroup,
    Measure,
    Nature,
    UnitKind,
    WordingOrigin,
)

KEY = bytes(range(32))
DAY = date(2023, 8, 12)
AFTERNOON = datetime(2023, 8, 12, 17, 40)


def _unit(number: int, name: str, kind: UnitKind = UnitKind.VILLAGE) -> Unit:
    short = name.removesuffix("村").removesuffix("社区")
    return Unit(
        code=f"U{number:03}",
        name=name,
        kind=kind,
        households=400,
        residents=1300,
        reports_daily=True,
        ranked=True,
        sort_order=number,
        aliases=[UnitAlias(text=short, origin=WordingOrigin.PRESET)],
        contacts=[Contact(name=f"联络员{number:02}", phone="13800138000", liaison=True)],
    )


def _indicator(
    number: int, code: str, name: str, word: str, *aliases: str, **more: object
) -> Indicator:
    given = {
        "nature": Nature.FLOW,
        "measure": Measure.COUNT,
        "group": IndicatorGroup.WORK,
        "ceiling": Ceiling.NONE,
        "sort_order": number,
        **more,
    }
    return Indicator(
        code=code,
        name=name,
        measure_word=word,
        wordings=[IndicatorWording(text=a, origin=WordingOrigin.PRESET) for a in aliases],
        **given,
    )


@pytest.fixture(scope="session")
def township_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("township") / "office.db"
    schema.create(path, KEY)
    work = Work(
        session_factory(open_engine(path, KEY)),
        FixedClock(AFTERNOON),
        "张三",
        frozenset(Permission),
    )
    with work.writing() as uow:
        uow.session.add(Township(name="青禾镇", created_at=datetime(2023, 7, 31, tzinfo=UTC)))
        uow.session.add(
            Campaign(name="专项行动", start=date(2023, 8, 1), daily_until=date(2023, 10, 31))
        )
        names = ("大石村", "河东村", "竹园村", "南湾村")
        uow.session.add_all(_unit(n, name) for n, name in enumerate(names, start=1))
        uow.session.add_all(
            [
                _indicator(
                    1,
                    "households_visited",
                    "入户走访",
                    "户",
                    "入户",
                    ceiling=Ceiling.HOUSEHOLDS,
                ),
                _indicator(2, "people_reached", "宣传群众", "人次", "宣传"),
                _indicator(3, "app_installed_new", "反诈APP新增安装", "人", "新增"),
                _indicator(
                    4,
                    "app_installed_total",
                    "反诈APP累计安装",
                    "人",
                    "累计",
                    nature=Nature.STOCK,
                    flow_code="app_installed_new",
                ),
                _indicator(
                    5,
                    "loss_amount",
                    "发案损失",
                    "元",
                    "损失",
                    measure=Measure.MONEY,
                    group=IndicatorGroup.INCIDENT,
                ),
            ]
        )
        uow.record("init", "township", "1", "建立乡镇")
        uow.commit()
    work.sessions.kw["bind"].dispose()
    return path


@pytest.fixture
def work(township_file: Path, tmp_path: Path) -> Iterator[Work]:
    path = Path(shutil.copy(township_file, tmp_path / "office.db"))
    engine = open_engine(path, KEY)
    yield Work(session_factory(engine), FixedClock(AFTERNOON), "张三", frozenset(Permission))
    engine.dispose()
