"""The rights desk: a clock, an answer, and what it does to the files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.errors import ChangedElsewhere, Invalid, Refused
from antifraud_desktop.records.assistance import AssistanceFacts
from antifraud_desktop.records.rights import NewRequest, answer_key
from antifraud_desktop.services.own_data import own_data
from antifraud_desktop.vocabulary import (
    BasisKind,
    CaseCategory,
    FileStatus,
    RequestState,
    RightKind,
    VisitKind,
)
from antifraud_desktop.work import NotAllowed
from db.models import AuditEntry, CalendarDay, CaseFile, Erasure, Person, Visit, VisitFile
from tests.accounts.conftest import TestClock
from tests.assistance.conftest import ADMIN, CLERK, LEADER, OFFICER, TODAY, add_file

Enter = Callable[..., Program]
REASON = "判决书写明的罪名与档案一致，没有可以更正的错误"


def person_of(program: Program, file_id: int) -> int:
    with program.work.reading() as session:
        return session.get_one(CaseFile, file_id).person_id


def ask(program: Program, person: int, kind: RightKind, text: str = "请按规定办理") -> int:
    return program.rights.receive(NewRequest(person, kind, TODAY, text))[0]


def test_a_request_has_fifteen_working_days(clerk: Program) -> None:
    person = person_of(clerk, add_file(clerk))
    with clerk.work.writing(audited=False) as uow:
        uow.session.add(CalendarDay(date=date(2023, 8, 21), reporting=False, reason="放假"))
        uow.session.add(CalendarDay(date=date(2023, 8, 19), reporting=True, reason="补报"))
        uow.commit()
    number = ask(clerk, person, RightKind.ACCESS)
    record = clerk.rights.get(number)
    assert record.due_on == date(2023, 9, 4)  # 1 September, and a day for the marked Monday
    assert (record.days_left, record.overdue) == (15, False)
    assert (record.state, str(record.name)) == (RequestState.OPEN, "张*")


def test_the_office_may_promise_less_time_and_never_more(clerk: Program) -> None:
    person = person_of(clerk, add_file(clerk))
    assert clerk.rights.days() == 15
    clerk.rights.set_days(5)
    assert clerk.rights.get(ask(clerk, person, RightKind.COPY)).due_on == date(2023, 8, 18)
    for days in (0, 16):
        with pytest.raises(Invalid, match="只能缩短"):
            clerk.rights.set_days(days)
    assert clerk.rights.days() == 5


def test_what_waits_longest_comes_first_and_overdue_is_told(
    clerk: Program, clock: TestClock
) -> None:
    person = person_of(clerk, add_file(clerk))
    first = ask(clerk, person, RightKind.ACCESS)
    clock.turn(days=7)
    second = clerk.rights.receive(NewRequest(person, RightKind.COPY, clock.today()))[0]
    assert [r.request_id for r in clerk.rights.list()] == [first, second]
    assert clerk.rights.due(date(2023, 8, 31)) == ()
    assert [r.request_id for r in clerk.rights.due(date(2023, 9, 1))] == [first]
    clock.turn(days=16)
    assert clerk.rights.get(first).overdue
    assert clerk.rights.get(first).days_left == -1
    clerk.rights.grant(first, "已当面出示全部记录", 1)
    assert not clerk.rights.get(first).overdue
    assert [r.request_id for r in clerk.rights.list()] == [second, first]
    assert [r.request_id for r in clerk.rights.list(RequestState.GRANTED)] == [first]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"asked_by": "李四"}, "proof"),
        ({"received_on": date(2023, 8, 13)}, "received_on"),
        ({"kind": RightKind.CORRECTION, "text": ""}, "text"),
        ({"asked_by": "李*", "proof": "委托书"}, "asked_by"),
        ({"text": "长" * 2001}, "text"),
    ],
)
def test_who_asked_and_for_what_is_written_down(
    clerk: Program, change: dict[str, object], field: str
) -> None:
    person = person_of(clerk, add_file(clerk))
    given = {"person_id": person, "kind": RightKind.ACCESS, "received_on": TODAY} | change
    with pytest.raises(Invalid) as refused:
        clerk.rights.receive(NewRequest(**given))  # type: ignore[arg-type]
    assert [p.field for p in refused.value.problems] == [field]
    assert clerk.rights.list() == ()


def test_an_objection_may_tell_of_what_no_file_may_hold(clerk: Program) -> None:
    """It is the person's own word, and may be about just that."""
    person = person_of(clerk, add_file(clerk))
    text = "村里说我不回来就停我家的水电，我不同意"
    number = ask(clerk, person, RightKind.OBJECTION, text)
    assert str(clerk.rights.get(number).text) == text
    with pytest.raises(Invalid):
        clerk.rights.grant(number, "停其家人水电是应该的", 1)


def test_a_representative_is_noted_with_proof_and_shown_masked(clerk: Program) -> None:
    person = person_of(clerk, add_file(clerk))
    number, _changes = clerk.rights.receive(
        NewRequest(person, RightKind.ACCESS, TODAY, "", "李四", "委托书")
    )
    record = clerk.rights.get(number)
    assert (str(record.asked_by), record.proof) == ("李*", "委托书")


def test_a_refusal_needs_its_own_reason(clerk: Program) -> None:
    person = person_of(clerk, add_file(clerk))
    first, second = (ask(clerk, person, RightKind.CORRECTION) for _ in range(2))
    with pytest.raises(Invalid, match="套话不算"):
        clerk.rights.refuse(first, "不符合规定，不予办理", 1)
    clerk.rights.refuse(first, REASON, 1)
    with pytest.raises(Invalid, match="按这件事的情况重写"):
        clerk.rights.refuse(second, f" {REASON}。", 1)
    assert clerk.rights.get(second).state is RequestState.OPEN
    record = clerk.rights.get(first)
    assert (record.state, record.decided_by) == (RequestState.REFUSED, CLERK)
    with pytest.raises(Refused, match="已经答复"):
        clerk.rights.grant(first, "还是办了", record.version)


def test_a_person_is_shown_with_the_own_requests_alone(clerk: Program) -> None:
    person = person_of(clerk, add_file(clerk))
    other = person_of(clerk, add_file(clerk, "李四"))
    first, second = ask(clerk, person, RightKind.ACCESS), ask(clerk, person, RightKind.COPY)
    ask(clerk, other, RightKind.ACCESS)
    assert [r.request_id for r in clerk.rights.of_person(person)] == [second, first]
    with pytest.raises(Refused):
        clerk.rights.of_person(999)


def test_two_desks_do_not_answer_one_request(clerk: Program) -> None:
    person = person_of(clerk, add_file(clerk))
    number = ask(clerk, person, RightKind.EXPLANATION)
    with pytest.raises(ChangedElsewhere):
        clerk.rights.grant(number, "已当面说明", 7)


def test_a_restriction_holds_every_open_file_still(clerk: Program) -> None:
    number = add_file(clerk)
    person = person_of(clerk, number)
    other = add_file(
        clerk, category=CaseCategory.VICTIM, basis=BasisKind.OWN_REQUEST, person=person
    )
    strange = add_file(clerk, "李四")
    request = ask(clerk, person, RightKind.RESTRICTION)
    changes = clerk.rights.grant(request, "已限制处理，只保存", 1)
    assert changes.persons
    with clerk.work.reading() as session:
        found = dict(session.execute(select(CaseFile.id, CaseFile.status)).all())
    assert found == {
        number: FileStatus.STOPPED,
        other: FileStatus.STOPPED,
        strange: FileStatus.OPEN,
    }
    with pytest.raises(Refused, match="限制处理"):
        clerk.assistance.save(number, AssistanceFacts(notified_on=TODAY))


def test_an_erasure_leaves_markers_and_no_word(clerk: Program, root: Path) -> None:
    number = add_file(clerk, "欧阳小明")
    person = person_of(clerk, number)
    strange = add_file(clerk, "李四")
    clerk.assistance.save(number, AssistanceFacts(notified_on=TODAY, wish="欧阳小明想回家"))
    why = ask(clerk, person, RightKind.EXPLANATION, "欧阳小明问为什么建档")
    clerk.drafts.save(answer_key(why, "grant"), "已向欧阳小明说明")
    request, _changes = clerk.rights.receive(
        NewRequest(person, RightKind.ERASURE, TODAY, "欧阳小明请求删除", "欧阳大明", "委托书")
    )
    clerk.rights.grant(request, "已删除欧阳小明的档案", 1)
    with clerk.work.reading() as session:
        assert session.scalars(select(CaseFile.id)).all() == [strange]
        assert [(e.kind, e.subject_id) for e in session.scalars(select(Erasure))] == [
            ("file_erased", str(number))
        ]
        assert session.get_one(Person, person).identity_number == ""
    assert [r.state for r in clerk.rights.list(RequestState.GRANTED)] == [RequestState.GRANTED]
    with clerk.vault.engine.connect() as connection:
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type='table'")
        dumped = "".join(
            str(row)
            for table in tables.scalars().all()
            for row in connection.exec_driver_sql(f'SELECT * FROM "{table}"').all()
        )
    assert "李四" in dumped
    assert "欧阳" not in dumped
    assert f'"{number}"' in (root / "office.erasures").read_text()


def test_every_step_is_on_record_without_names(clerk: Program) -> None:
    person = person_of(clerk, add_file(clerk, "欧阳小明"))
    first = ask(clerk, person, RightKind.COPY, "欧阳小明要副本")
    clerk.rights.grant(first, "已交给欧阳小明", 1)
    second = ask(clerk, person, RightKind.OBJECTION, "不服")
    clerk.rights.refuse(second, REASON, 1)
    third = ask(clerk, person, RightKind.OBJECTION, "不服")
    clerk.rights.withdraw(third, "本人来电撤回", 1)
    with clerk.work.reading() as session:
        entries = session.scalars(
            select(AuditEntry).where(AuditEntry.subject_kind == "rights_request")
        ).all()
        actions = [e.action for e in entries]
        assert not [e.summary for e in entries if "欧阳" in e.summary]
    assert actions.count("rights.receive") == 3
    assert {"rights.grant", "rights.refuse", "rights.withdraw"} < set(actions)


@pytest.mark.parametrize("name", [OFFICER, LEADER, ADMIN])
def test_the_desk_is_for_those_who_see_all_files(enter: Enter, name: str) -> None:
    program = enter(name)
    for use in (
        program.rights.list,
        lambda: program.rights.get(1),
        lambda: ask(program, 1, RightKind.ACCESS),
        lambda: program.rights.grant(1, "好的", 1),
    ):
        with pytest.raises(NotAllowed):
            use()


def test_own_data_is_whole_for_the_person_and_masked_for_others(clerk: Program) -> None:
    number = add_file(clerk, "欧阳小明")
    person = person_of(clerk, number)
    clerk.assistance.save(
        number,
        AssistanceFacts(
            notified_on=TODAY,
            wish="想回来，王大军陪同，电话13900139000",
            relative="王大军",
            relative_volunteered=True,
            relative_since=TODAY,
        ),
    )
    other = add_file(clerk, "赵小虎")
    with clerk.work.writing(audited=False) as uow:
        visit = Visit(
            day=TODAY,
            kind=VisitKind.HOME,
            talk="欧阳小明与赵小虎都在，本人电话13800138000，李四也来了",
            entered_at=clerk.clock.utc(),
            entered_by=CLERK,
        )
        visit.files = [VisitFile(file_id=number), VisitFile(file_id=other)]
        uow.session.add(visit)
        uow.commit()
    request = ask(clerk, person, RightKind.COPY)
    with clerk.work.reading() as session:
        copy = own_data(session, request)
    assert "欧阳小明" not in repr(copy)
    told = "\n".join(f"{what}：{value}" for s in copy.sections for what, value in s.lines)
    for own in ("欧阳小明", "990101197502034567", "13800138000", "大石村3组", "家属求助"):
        assert own in told
    for third in ("王大军", "赵小虎", "李四", "13900139000"):
        assert third not in told
    for mask in ("王*", "赵*", "李*"):
        assert mask in told


@pytest.mark.parametrize("kind", [RightKind.CORRECTION, RightKind.ERASURE])
def test_a_copy_answers_a_request_for_one(clerk: Program, kind: RightKind) -> None:
    person = person_of(clerk, add_file(clerk))
    request = ask(clerk, person, kind)
    with clerk.work.reading() as session, pytest.raises(Refused, match="查阅或复制"):
        own_data(session, request)


def test_no_copy_after_a_refusal(clerk: Program) -> None:
    person = person_of(clerk, add_file(clerk))
    request = ask(clerk, person, RightKind.COPY)
    clerk.rights.refuse(request, "请求查阅的是邻居的资料，不是本人的，也没有委托书", 1)
    with clerk.work.reading() as session, pytest.raises(Refused, match="没有同意"):
        own_data(session, request)
