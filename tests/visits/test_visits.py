"""Visits: several persons in one, what an account may see of them, corrections, refusals."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from antifraud_desktop.errors import ChangedElsewhere, Invalid, Refused
from antifraud_desktop.records.visits import NewVisit
from antifraud_desktop.services.visits import VisitService
from antifraud_desktop.vocabulary import FileStatus, Role, VisitKind
from antifraud_desktop.work import NotAllowed, Work
from db.models import AuditEntry, AuditPayload, CaseFile, FileOfficer, Visit
from tests.visits.conftest import DAY, TurnedClock, file_columns

TALK = "在家，身体正常，想找一份工作，电话13800138001"


def home(*file_ids: int, **more: Any) -> NewVisit:
    return NewVisit(file_ids, **{"day": DAY, "kind": VisitKind.HOME, "talk": TALK, **more})


def entries(work: Work, action: str) -> list[AuditEntry]:
    with work.reading() as session:
        return list(session.scalars(select(AuditEntry).where(AuditEntry.action == action)))


def stored(work: Work, visit_id: int) -> Visit:
    with work.reading() as session:
        return session.get_one(Visit, visit_id)


def close(work: Work, file_id: int, status: FileStatus, on: date | None = None) -> None:
    with work.writing(audited=False) as uow:
        row = uow.session.get_one(CaseFile, file_id)
        row.status, row.closed_on = status, on
        uow.commit()


def test_one_visit_to_two_persons_is_in_both_files(work: Work) -> None:
    visits = VisitService(work)
    number, changes = visits.log(home(1, 2, needs="想学技术", help_offered="介绍培训班"))
    assert changes.persons
    assert [visits.of_file(n)[0].id for n in (1, 2)] == [number, number]
    assert visits.of_file(3) == ()
    record = visits.get(number)
    assert [str(p.name) for p in record.persons] == ["张*", "李*"]
    assert (str(record.needs), str(record.help_offered)) == ("想学技术", "介绍培训班")
    assert file_columns(work, 2)[0] == DAY
    assert len(entries(work, "add_visit")) == 1


def test_numbers_in_what_was_said_show_masked(work: Work) -> None:
    visits = VisitService(work)
    number, _changes = visits.log(home(1))
    assert "13800138001" not in repr(visits.get(number))
    assert str(visits.get(number).talk).endswith("138****8001")
    assert "13800138001" not in repr(home(1))


def test_what_nobody_touched_is_not_saved_as_its_mask(work: Work) -> None:
    visits = VisitService(work)
    number, _changes = visits.log(home(1))
    shown = visits.get(number)
    corrected = home(1, talk=str(shown.talk), place="村委会", at=time(9, 30))
    visits.change(number, corrected, shown.version, keep=("talk",))
    row = stored(work, number)
    assert (row.talk, row.place, row.at) == (TALK, "村委会", time(9, 30))
    with pytest.raises(ChangedElsewhere):
        visits.change(number, corrected, shown.version)
    with pytest.raises(ValueError, match="no texts"):
        visits.change(number, corrected, shown.version + 1, keep=("tlak",))


def test_moving_a_visit_to_another_file_moves_what_is_derived(work: Work) -> None:
    visits = VisitService(work)
    number, _changes = visits.log(home(1))
    visits.change(number, home(2), 1)
    assert (file_columns(work, 1), file_columns(work, 2)) == ((None, None), (DAY, None))


def test_a_change_of_nothing_leaves_no_trace(work: Work) -> None:
    visits = VisitService(work)
    number, _changes = visits.log(home(1))
    assert not visits.change(number, home(1), 1)
    assert entries(work, "change_visit") == []
    assert visits.change(number, home(1, at=time(10, 0)), 1)


def test_an_officer_sees_the_own_files_and_no_sign_of_the_others(work: Work, officer: Work) -> None:
    both, _changes = VisitService(work).log(home(1, 2))
    other, _changes = VisitService(work).log(home(2))
    visits = VisitService(officer)
    record = visits.get(both)
    assert ([p.file_id for p in record.persons], record.others) == ([1], 1)
    assert "李" not in repr(record)
    for refused in (
        lambda: visits.get(other),
        lambda: visits.of_file(2),
        lambda: visits.log(home(2)),
        lambda: visits.log(home(1, 2)),
        lambda: visits.change(other, home(1), 1),
        lambda: visits.remove(other, "登记错了", 1),
    ):
        with pytest.raises(Refused):
            refused()
    with pytest.raises(Refused, match="还涉及不由您负责的档案"):
        visits.remove(both, "登记错了", 1)


def test_a_file_that_is_not_the_officers_any_more_is_gone(work: Work, officer: Work) -> None:
    with work.writing(audited=False) as uow:
        row = uow.session.scalars(select(FileOfficer)).one()
        row.until = DAY
        uow.commit()
    with pytest.raises(Refused):
        VisitService(officer).of_file(1)


def test_an_officer_correcting_a_shared_visit_keeps_the_others_link(
    work: Work, officer: Work
) -> None:
    number, _changes = VisitService(work).log(home(1, 2))
    VisitService(officer).change(number, home(1, place="镇政府"), 1)
    assert [p.file_id for p in VisitService(work).get(number).persons] == [1, 2]


@pytest.mark.parametrize(
    "role", [Role.LEADER, Role.ADMINISTRATOR, Role.AUDITOR, Role.CHILD_PROTECTION]
)
def test_who_works_on_no_files_sees_no_visits(
    as_role: Callable[[str, Role], Work], role: Role
) -> None:
    visits = VisitService(as_role("别人", role))
    for refused in (lambda: visits.of_file(1), lambda: visits.get(1), lambda: visits.log(home(1))):
        with pytest.raises(NotAllowed):
            refused()


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"day": DAY + timedelta(days=1)}, "day"),
        ({"day": date(1923, 8, 12)}, "day"),
        ({"next_on": DAY}, "next_on"),
        ({"next_on": DAY + timedelta(days=4000)}, "next_on"),
        ({"talk": "好" * 2001}, "talk"),
        ({"place": "村" * 201}, "place"),
        ({"talk": "告知其不配合就停掉他家的水电"}, "talk"),
        ({"needs": "已通知学校不让其子女报名上学"}, "needs"),
        ({"help_offered": "在村口公示其照片和姓名"}, "help_offered"),
        ({"next_step": "再不回来就拆除其房屋"}, "next_step"),
    ],
)
def test_what_must_not_stand_in_a_file_is_not_saved(
    work: Work, more: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        VisitService(work).log(home(1, **more))
    assert [p.field for p in refused.value.problems] == [field]
    with work.reading() as session:
        assert session.scalars(select(Visit)).all() == []


def test_a_visit_needs_somebody(work: Work) -> None:
    with pytest.raises(Invalid):
        VisitService(work).log(home())


def test_a_stopped_file_takes_no_visit_and_a_closed_one_only_earlier_ones(work: Work) -> None:
    visits = VisitService(work)
    close(work, 1, FileStatus.STOPPED)
    close(work, 2, FileStatus.CLOSED, date(2023, 8, 10))
    for file_id in (1, 2):
        with pytest.raises(Refused):
            visits.log(home(file_id))
    number, _changes = visits.log(home(2, day=date(2023, 8, 10)))
    assert visits.get(number).day == date(2023, 8, 10)
    with pytest.raises(Refused):
        visits.log(home(3, 1))


def test_a_mistake_is_removed_with_a_reason_and_the_trail_keeps_it(work: Work) -> None:
    visits = VisitService(work)
    number, _changes = visits.log(home(1, 2))
    with pytest.raises(Invalid):
        visits.remove(number, "", 1)
    visits.remove(number, "两人登记反了", 1)
    with pytest.raises(Refused):
        visits.get(number)
    assert file_columns(work, 1) == file_columns(work, 2) == (None, None)
    (entry,) = entries(work, "remove_visit")
    assert "张" not in entry.summary
    with work.reading() as session:
        assert TALK in (session.get_one(AuditPayload, entry.id).before or "")


def test_looking_at_visits_is_noted_once_in_ten_minutes(work: Work, clock: TurnedClock) -> None:
    visits = VisitService(work)
    number, _changes = visits.log(home(1))
    visits.of_file(1)
    visits.get(number)
    assert len(entries(work, "view_file")) == 1
    clock.turn(minutes=11)
    visits.get(number)
    assert [e.subject_id for e in entries(work, "view_file")] == ["1", "1"]


def test_visits_come_by_page_the_latest_first(work: Work) -> None:
    visits = VisitService(work)
    days = [DAY - timedelta(days=n) for n in (3, 1, 2)]
    for day in days:
        visits.log(home(1, day=day))
    assert [v.day for v in visits.of_file(1, 0, 2)] == sorted(days, reverse=True)[:2]
    assert [v.day for v in visits.of_file(1, 2, 2)] == [min(days)]
