"""R12: due, overdue and done follow from plan and visits, in whatever order they are entered."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antifraud_desktop.errors import ChangedElsewhere, Invalid, Refused
from antifraud_desktop.records.visits import FollowUp, NewPlan, NewVisit, PlanState
from antifraud_desktop.rules.permissions import ROLE_PERMISSIONS
from antifraud_desktop.services.follow_up import refresh_follow_up
from antifraud_desktop.services.plans import PlanService
from antifraud_desktop.services.visits import VisitService
from antifraud_desktop.vocabulary import FileStatus, Role, VisitKind
from antifraud_desktop.work import Work
from db.engine import open_engine, session_factory
from db.models import CaseFile, FileEvent
from tests.visits.conftest import DAY, KEY, TurnedClock, file_columns, new_file

EVERY_TEN = NewPlan(date(2023, 8, 1), 10)


def visit(day: date, *, failed: bool = False, next_on: date | None = None) -> NewVisit:
    return NewVisit((1,), day, VisitKind.HOME, failed=failed, next_on=next_on)


def state(work: Work) -> FollowUp:
    return PlanService(work).follow_up(1)


def test_r12_a_plan_is_due_overdue_and_done_by_its_visits_alone(
    work: Work, clock: TurnedClock
) -> None:
    plans, visits = PlanService(work), VisitService(work)
    plans.set(1, EVERY_TEN)
    assert state(work).plans[0].contacts[-1].state is PlanState.OVERDUE
    assert file_columns(work) == (None, date(2023, 8, 1))
    visits.log(visit(DAY))
    assert file_columns(work) == (DAY, DAY + timedelta(days=10))
    clock.turn(days=10)
    assert [c.state for c in state(work).plans[0].contacts] == [PlanState.DONE, PlanState.DUE]
    clock.turn(days=1)
    assert state(work).plans[0].contacts[-1].state is PlanState.OVERDUE
    assert state(work).done == 1


def test_r12_a_visit_tried_in_vain_is_counted_apart_and_settles_nothing(work: Work) -> None:
    plans, visits = PlanService(work), VisitService(work)
    plans.set(1, EVERY_TEN)
    visits.log(visit(date(2023, 8, 2), failed=True))
    visits.log(visit(date(2023, 8, 3)))
    visits.log(visit(DAY, failed=True))
    now = state(work)
    assert (now.failed, now.failed_since, now.done) == (2, 1, 1)
    assert file_columns(work) == (date(2023, 8, 3), date(2023, 8, 13))


def test_an_agreed_next_step_is_due_until_the_next_contact(work: Work) -> None:
    visits = VisitService(work)
    visits.log(visit(date(2023, 8, 1), next_on=date(2023, 8, 20)))
    assert file_columns(work) == (date(2023, 8, 1), date(2023, 8, 20))
    visits.log(visit(date(2023, 8, 5), failed=True))
    assert state(work).step_on == date(2023, 8, 20)
    visits.log(visit(DAY))
    assert (state(work).step_on, file_columns(work)) == (None, (DAY, None))


def test_a_visit_entered_late_falls_into_its_place(work: Work) -> None:
    plans, visits = PlanService(work), VisitService(work)
    plans.set(1, EVERY_TEN)
    visits.log(visit(DAY))
    number, _changes = visits.log(visit(date(2023, 8, 5), next_on=date(2023, 8, 9)))
    assert file_columns(work) == (DAY, DAY + timedelta(days=10))
    visits.remove(number, "重复登记", visits.get(number).version)
    assert state(work).done == 1


def test_r12_a_plan_ends_with_a_reason_and_then_asks_for_nothing(work: Work) -> None:
    plans = PlanService(work)
    number, _changes = plans.set(1, EVERY_TEN)
    version = state(work).plans[0].version
    with pytest.raises(Invalid):
        plans.end(number, "  ", version)
    with pytest.raises(ChangedElsewhere):
        plans.end(number, "长期在外务工，改为电话联系", version - 1)
    plans.end(number, "长期在外务工，改为电话联系", version)
    ended = state(work).plans[0]
    assert (ended.ended_on, ended.ended_reason) == (DAY, "长期在外务工，改为电话联系")
    assert file_columns(work) == (None, None)
    with pytest.raises(Refused):
        plans.end(number, "长期在外务工", ended.version)


def test_a_second_plan_ends_the_first_with_its_reason(work: Work) -> None:
    plans = PlanService(work)
    plans.set(1, EVERY_TEN)
    with pytest.raises(Invalid):
        plans.set(1, NewPlan(DAY, 30))
    days = (date(2023, 8, 20), date(2023, 9, 20))
    plans.set(1, NewPlan(DAY, days=days, reason="已稳定就业，减少次数"))
    newest, first = state(work).plans
    assert (newest.days, first.ended_reason) == (days, "已稳定就业，减少次数")
    assert file_columns(work) == (None, date(2023, 8, 20))


@pytest.mark.parametrize(
    "plan",
    [
        NewPlan(DAY),
        NewPlan(DAY, 10, (DAY,)),
        NewPlan(DAY, 0),
        NewPlan(DAY, 400),
        NewPlan(date(1823, 8, 12), 10),
        NewPlan(DAY, days=tuple(DAY + timedelta(days=n) for n in range(80))),
        NewPlan(DAY, 10, reason="不配合就把全家的低保停掉"),
    ],
)
def test_a_plan_nobody_can_keep_is_refused(work: Work, plan: NewPlan) -> None:
    with pytest.raises(Invalid):
        PlanService(work).set(1, plan)
    assert state(work).plans == ()


def test_r12_days_a_file_was_stopped_do_not_run(work: Work) -> None:
    PlanService(work).set(1, EVERY_TEN)
    VisitService(work).log(visit(date(2023, 8, 1)))
    with work.writing(audited=False) as uow:
        for kind, day in (("stopped", date(2023, 8, 3)), ("resumed", date(2023, 8, 8))):
            at = work.clock.utc()
            uow.session.add(FileEvent(file_id=1, day=day, at=at, account="办公室", kind=kind))
        refresh_follow_up(uow.session, [1])
        uow.commit()
    assert file_columns(work) == (date(2023, 8, 1), date(2023, 8, 16))


def test_a_stopped_file_takes_no_plan(work: Work) -> None:
    with work.writing(audited=False) as uow:
        row = uow.session.get(CaseFile, 1)
        assert row is not None
        row.status = FileStatus.STOPPED
        uow.commit()
    assert state(work).paused
    with pytest.raises(Refused):
        PlanService(work).set(1, EVERY_TEN)


def test_follow_up_leaves_the_version_of_the_file_alone(work: Work) -> None:
    with work.reading() as session:
        before = session.get_one(CaseFile, 1).version
    PlanService(work).set(1, EVERY_TEN)
    VisitService(work).log(visit(DAY))
    with work.reading() as session:
        assert session.get_one(CaseFile, 1).version == before


@pytest.fixture(scope="module")
def shared(office_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Work]:
    path = Path(shutil.copy(office_file, tmp_path_factory.mktemp("sequence") / "office.db"))
    engine = open_engine(path, KEY)
    yield Work(session_factory(engine), TurnedClock(), "办公室", ROLE_PERMISSIONS[Role.OPERATOR])
    engine.dispose()


DAYS = st.integers(0, 60).map(lambda n: DAY - timedelta(days=n))
LOGGED = st.tuples(DAYS, st.booleans(), st.none() | st.integers(1, 40))


@settings(max_examples=40, deadline=None)
@given(
    every=st.integers(1, 45),
    start=DAYS,
    logged=st.lists(LOGGED, max_size=8),
    removed=st.integers(0, 7),
)
def test_r12_whatever_is_entered_in_whatever_order_the_file_says_what_follows(
    shared: Work,
    every: int,
    start: date,
    logged: list[tuple[date, bool, int | None]],
    removed: int,
) -> None:
    with shared.writing(audited=False) as uow:
        row = new_file(1)
        uow.session.add(row)
        uow.session.flush()
        file_id = row.id
        uow.commit()
    plans, visits = PlanService(shared), VisitService(shared)
    plans.set(file_id, NewPlan(start, every))
    kept: list[tuple[date, int, bool, date | None]] = []
    for day, failed, ahead in logged:
        step = day + timedelta(days=ahead) if ahead else None
        entered = NewVisit((file_id,), day, VisitKind.TELEPHONE, failed=failed, next_on=step)
        number, _changes = visits.log(entered)
        kept.append((day, number, failed, step))
    if removed < len(kept):
        _day, number, *_rest = kept.pop(removed)
        visits.remove(number, "录入有误", visits.get(number).version)
    kept.sort()
    made = [day for day, _number, failed, _step in kept if not failed]
    counted = [day for day in made if day >= start]
    due = max(counted) + timedelta(days=every) if counted else start
    last_made = max((i for i, row in enumerate(kept) if not row[2]), default=None)
    steps = [row[3] for row in kept[last_made or 0 :]]
    if last_made is None:
        agreed = [step for step in steps if step]
    else:
        agreed = [step for step in [steps[0], *[s for s in steps[1:] if s]] if step]
    dues = [due, *agreed[-1:]]
    assert file_columns(shared, file_id) == (max(made, default=None), min(dues))
