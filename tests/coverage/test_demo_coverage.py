"""The demonstration's coverage: every target has something to tell, the same seed the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from antifraud_desktop.bootstrap import Program, sign_in
from antifraud_desktop.clock import FixedClock
from antifraud_desktop.demo import DEMO_PASSWORD, DemoPlan, make_demo
from antifraud_desktop.records.coverage import ProgressState
from antifraud_desktop.vocabulary import AwarenessGroup

UNTIL = date(2026, 11, 24)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    root: Path = tmp_path_factory.mktemp("demo") / "data"
    plan = DemoPlan(until=UNTIL, villages=4, days=25)
    make_demo(root, plan)
    program = sign_in(root, plan.account, DEMO_PASSWORD, FixedClock(datetime(2026, 11, 24, 17, 8)))
    yield program
    program.close()


def test_r7_the_targets_have_figures_and_days(demo: Program) -> None:
    found = {p.target.code: p for p in demo.ledgers.coverage_progress.progress(UNTIL)}
    known = {code for code, p in found.items() if p.state is not ProgressState.UNKNOWN}
    assert known >= {"app_residents", "notice_boards", "covenant_boards", "school_coverage"}
    assert found["notice_boards"].per_day
    line = demo.ledgers.awareness.summary(AwarenessGroup.RESIDENTS, UNTIL)[0]
    assert line.low < line.share < line.high


def test_r10_schools_banks_and_the_leading_group_have_something_to_do(demo: Program) -> None:
    matrix = demo.ledgers.requirement_matrix.matrix(date(2026, 11, 1), date(2026, 11, 30))
    assert len(matrix.rows) == 5
    assert any(cell and cell.slots for row in matrix.rows for cell in row.cells)
