"""A demonstration township of two whole months, made once; its first month is frozen."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from antifraud_desktop.bootstrap import Program, sign_in
from antifraud_desktop.clock import FixedClock
from antifraud_desktop.demo import DEMO_PASSWORD, DemoPlan, make_demo
from antifraud_desktop.vocabulary import EvaluationState
from tests.evaluation.independent_inputs import Tables
from tests.summaries.plain import tables_of
from tests.ui import office

UNTIL = date(2023, 10, 3)
AFTERNOON = datetime(2023, 10, 3, 17, 8)
AUGUST, SEPTEMBER = date(2023, 8, 1), date(2023, 9, 1)


@pytest.fixture(scope="session")
def demo_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("summaries") / "data"
    plan = DemoPlan(until=UNTIL, villages=5, days=65)
    make_demo(root, plan)
    program = sign_in(root, plan.account, DEMO_PASSWORD, FixedClock(AFTERNOON))
    months = program.evaluations.months
    if not any(head.state is EvaluationState.FROZEN for head in months.editions(AUGUST)):
        months.draft(AUGUST)
        months.freeze(AUGUST, "演示定稿")
    program.close()
    return root


@pytest.fixture(scope="session")
def demo(demo_root: Path) -> Iterator[Program]:
    """The demonstration to be read; nobody writes in it."""
    opened = demo_of(demo_root)
    yield opened
    opened.close()


@pytest.fixture
def own_demo(demo_root: Path, tmp_path: Path) -> Iterator[Program]:
    """A copy to write in."""
    shutil.copytree(demo_root, tmp_path / "data")
    opened = demo_of(tmp_path / "data")
    yield opened
    opened.close()


def demo_of(root: Path) -> Program:
    return sign_in(root, DemoPlan(UNTIL).account, DEMO_PASSWORD, FixedClock(AFTERNOON))


@pytest.fixture(scope="session")
def tables(demo: Program) -> Tables:
    with demo.work.reading() as session:
        return tables_of(session)


@pytest.fixture(scope="session")
def quiet_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("quiet") / "data"
    office.build(root)
    return root


@pytest.fixture
def quiet(quiet_root: Path, tmp_path: Path) -> Iterator[Program]:
    """A township whose ledgers hold nothing, on the twelfth of August 2023."""
    opened = office.open_copy(tmp_path / "data", quiet_root)
    yield opened
    opened.close()
