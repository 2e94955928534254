"""The demonstration's ledger agrees with what its villages reported, but for one day to find."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from antifraud_desktop.bootstrap import sign_in
from antifraud_desktop.clock import FixedClock
from antifraud_desktop.demo import DEMO_PASSWORD, DemoPlan, make_demo
from antifraud_desktop.records.incidents import IncidentFilter
from antifraud_desktop.vocabulary import IncidentKind, UnitKind

UNTIL = date(2023, 9, 29)


def test_one_day_is_left_to_find_and_last_year_can_be_compared(tmp_path: Path) -> None:
    plan = DemoPlan(until=UNTIL, villages=5, days=30)
    make_demo(tmp_path / "d", plan)
    clock = FixedClock(datetime(2023, 9, 29, 17, 30))
    program = sign_in(tmp_path / "d", plan.account, DEMO_PASSWORD, clock)
    try:
        ledgers = program.ledgers
        schools = {u.code for u in program.units.list() if u.kind is UnitKind.SCHOOL}
        unlike = ledgers.incident_figures.differences(plan.start, UNTIL)
        left = {(d.unit_code, d.day) for d in unlike if d.unit_code not in schools}
        found = ledgers.incident_figures.analysis(plan.start, UNTIL)
        stopped = ledgers.incidents.total(IncidentFilter(kind=IncidentKind.DISSUASION))
        steps = ledgers.accountability.rows(plan.start, UNTIL)
    finally:
        program.close()
    assert len(left) == 1
    assert found.last_year is not None
    assert found.total.incidents
    assert stopped.dissuasions
    assert stopped.loss == 0
    assert {row.done_on is None for row in steps} == {True, False}
