"""The demonstration's evaluation has something to show on every day a plan may end."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from antifraud_desktop.bootstrap import Program, SetUp, at_moment, set_up, sign_in
from antifraud_desktop.clock import FixedClock
from antifraud_desktop.demo.evaluation import DemoEvaluation
from antifraud_desktop.demo.plan import DemoPlan
from antifraud_desktop.vocabulary import EvaluationState, ObjectionState
from tests.evaluation.filling import add_submission, add_unit, do
from tests.helpers.signed_in import PASSWORD


def entered(root: Path, plan: DemoPlan) -> Program:
    clock = FixedClock(datetime.combine(plan.until, datetime.min.time().replace(hour=17)))
    wanted = SetUp("青禾镇", "专项行动", plan.start, "zhangsan", PASSWORD)
    set_up(root, wanted, FixedClock(datetime.combine(plan.start, datetime.min.time())))
    program = sign_in(root, "zhangsan", PASSWORD, clock)

    def fill(session: object) -> None:
        for number in range(1, 6):
            unit = add_unit(session, number)
            for day in plan.all_days()[number:-1]:
                at = datetime(day.year, day.month, day.day, 17)
                add_submission(session, unit.id, day, at)

    do(program.work, fill)
    DemoEvaluation(plan).enter(lambda moment: at_moment(program, FixedClock(moment)))
    return program


def test_a_month_is_frozen_with_interviews_and_the_next_shown_with_objections(
    tmp_path: Path,
) -> None:
    program = entered(tmp_path / "data", DemoPlan(until=date(2023, 10, 20), days=80))
    try:
        evaluations = program.evaluations
        states = [(h.month.month, h.state) for h in evaluations.months.editions()]
        assert states == [
            (10, EvaluationState.DRAFT),
            (9, EvaluationState.SHOWN),
            (8, EvaluationState.FROZEN),
        ]
        held = [i for i in evaluations.interviews.list() if i.held_on is not None]
        assert len(held) == 1
        found = {o.state for o in evaluations.objections.list()}
        assert found == {ObjectionState.OPEN, ObjectionState.REJECTED}
        assert evaluations.months.reproduce(date(2023, 8, 1)).same
        kinds = {d.kind for d in program.documents.issued()}
        assert kinds == {"evaluation_circular", "interview_notice", "interview_record"}
    finally:
        program.close()


@pytest.mark.parametrize(
    ("until", "days"),
    [(date(2023, 8, 31), 20), (date(2023, 9, 1), 2), (date(2023, 9, 1), 60), (date(2023, 9, 3), 3)],
)
def test_a_plan_may_end_on_any_day(tmp_path: Path, until: date, days: int) -> None:
    entered(tmp_path / "data", DemoPlan(until=until, days=days)).close()
