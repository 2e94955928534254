"""The demonstration's activities: the same township for the same seed, differences among them."""

from __future__ import annotations

from datetime import datetime, time

import pytest

from antifraud_desktop.bootstrap import Program, at_moment
from antifraud_desktop.demo.activities import DemoActivities
from antifraud_desktop.demo.build import Moment
from antifraud_desktop.demo.plan import DemoPlan
from antifraud_desktop.records.activities import ActivityFilter
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.vocabulary import UnitKind
from tests.activities.conftest import DAY


@pytest.mark.parametrize("more", [0, 30])
def test_few_villages_and_many_hold_something(office: Program, more: int) -> None:
    for number in range(more):
        office.units.save(UnitRecord("", f"测试{number}村", UnitKind.VILLAGE))
    plan = DemoPlan(until=DAY, villages=2 + more, days=12)
    activities = DemoActivities(plan)
    activities.found_classes(office)
    for day in plan.all_days():
        afternoon = Moment(datetime.combine(day, time(17, 8)))
        activities.live(at_moment(office, afternoon), day)
    ledgers = office.ledgers
    rows = ledgers.activity_list.page(ActivityFilter())
    assert {row.unit_name for row in rows} >= {"青禾中学", "青禾信用社"}
    assert any(row.fills_daily for row in rows)
    assert len({row.type_name for row in rows}) >= 4
    assert len(ledgers.unit_classes.list("S01")) == 4
    assert ledgers.activity_differences.count(plan.start, DAY) > 0
