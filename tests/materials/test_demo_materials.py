"""The demonstration's materials happen in townships of any size."""

from __future__ import annotations

from datetime import datetime, time

import pytest

from antifraud_desktop.bootstrap import Program, at_moment
from antifraud_desktop.demo.build import Moment
from antifraud_desktop.demo.materials import DemoMaterials
from antifraud_desktop.demo.plan import DemoPlan
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.vocabulary import UnitKind
from tests.materials.conftest import DAY


@pytest.mark.parametrize("more", [0, 60])
def test_few_villages_and_many_find_something_to_do(program: Program, more: int) -> None:
    for number in range(more):
        unit = UnitRecord("", f"测试{number}村", UnitKind.VILLAGE, sort_order=10 + number)
        program.units.save(unit)
    plan = DemoPlan(until=DAY, villages=4 + more, days=12)
    for day in plan.all_days():
        morning = Moment(datetime.combine(day, time(8)))
        DemoMaterials(plan).live(at_moment(program, morning), day)
    sheet = program.ledgers.materials.stock(DAY)
    assert any(sheet.office)
    assert any(sheet.awaited)
    assert any(any(row.counts) for row in sheet.rows)
    assert program.ledgers.material_movements.put_up()
