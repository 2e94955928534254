"""Helping people abroad home: nobody is called a fraudster, signs lead to help."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.errors import ChangedElsewhere, Invalid, Refused
from antifraud_desktop.records.assistance import AssistanceFacts
from antifraud_desktop.vocabulary import AbroadStatus, BasisKind, CaseCategory, FileStatus
from antifraud_desktop.work import NotAllowed
from db.models import AuditEntry, CaseFile, ReturnAssistance
from tests.accounts.conftest import TestClock
from tests.assistance.conftest import ADMIN, CLERK, LEADER, OFFICER, TODAY, add_file

Enter = Callable[..., Program]
FACTS = AssistanceFacts(
    notified_on=date(2023, 8, 1),
    region="某国",
    township_member="镇干部甲",
    police_member="民警乙",
    village_member="村干部丙",
    wish="想回来，没有路费",
    help_needed="证件、路费",
)


def begun(program: Program, name: str = "张三", **more: object) -> int:
    number = add_file(program, name, **more)  # type: ignore[arg-type]
    program.assistance.save(number, FACTS)
    return number


def version(program: Program, number: int) -> int:
    return program.assistance.view(number).version


def test_it_begins_with_not_knowing(clerk: Program) -> None:
    number = add_file(clerk)
    assert [(r.status, r.notified_on) for r in clerk.assistance.list()] == [
        (AbroadStatus.UNKNOWN, None)
    ]
    view = clerk.assistance.view(number)
    assert (view.status, view.version, view.signs) == (AbroadStatus.UNKNOWN, 0, ())
    clerk.assistance.save(number, FACTS)
    assert clerk.assistance.view(number).status is AbroadStatus.UNKNOWN


def test_those_who_may_be_in_danger_come_first(clerk: Program) -> None:
    for status in reversed(AbroadStatus):
        number = begun(clerk, f"张{status.value}")
        if status is AbroadStatus.RETURNED:
            clerk.assistance.returned(number, TODAY, "家属接回", 1)
        elif status is not AbroadStatus.UNKNOWN:
            clerk.assistance.set_status(number, status, "家属来电说的", 1)
    found = [row.status for row in clerk.assistance.list()]
    assert found[:4] == [
        AbroadStatus.SUSPECTED_DECEIVED,
        AbroadStatus.SUSPECTED_TRAFFICKED,
        AbroadStatus.SUSPECTED_DETAINED,
        AbroadStatus.UNKNOWN,
    ]
    assert found[-1] is AbroadStatus.RETURNED
    assert [row.status for row in clerk.assistance.list(2, 2)] == found[2:4]


def test_any_sign_leads_to_help_and_stays_open_until_help_is_called(clerk: Program) -> None:
    number = begun(clerk)
    assert clerk.assistance.check_signs(number, (), version(clerk, number))[0] == ()
    referrals, _changes = clerk.assistance.check_signs(
        number, ["passport_taken"], version(clerk, number)
    )
    told = "".join(f"{r.title}{r.contact}" for r in referrals)
    for place in ("110", "12308", "+86-10-12308", "法律援助", "医疗", "安置"):
        assert place in told
    view = clerk.assistance.view(number)
    assert [sign.code for sign in view.signs] == ["passport_taken"]
    assert view.recommended == referrals
    assert clerk.assistance.list()[0].unreferred
    clerk.assistance.refer(number, "consular", TODAY, "已由家属拨打，登记在案", view.version)
    assert not clerk.assistance.list()[0].unreferred
    assert "12308" in str(clerk.assistance.view(number).referral)


def test_a_sign_or_place_that_is_not_on_the_list_is_refused(clerk: Program) -> None:
    number = begun(clerk)
    with pytest.raises(Refused):
        clerk.assistance.check_signs(number, ["anything"], 1)
    with pytest.raises(Refused):
        clerk.assistance.refer(number, "anything", TODAY, "某处", 1)


@pytest.mark.parametrize(
    "word", ["涉诈", "在那边从事诈骗", "电诈人员", "是个骗子", "涉 诈", "犯罪嫌疑人"]
)
@pytest.mark.parametrize(
    ("basis", "kept"),
    [
        (BasisKind.FAMILY_REQUEST, False),
        (BasisKind.OWN_REQUEST, False),
        (BasisKind.POLICE_NOTICE, True),
        (BasisKind.JUDGMENT, True),
    ],
)
def test_calling_somebody_a_fraudster_needs_a_document(
    clerk: Program, word: str, basis: BasisKind, kept: bool
) -> None:
    number = begun(clerk, basis=basis)
    uses = (
        lambda: clerk.assistance.save(number, replace(FACTS, wish=word), version(clerk, number)),
        lambda: clerk.assistance.add_contact(number, TODAY, word, version(clerk, number)),
        lambda: clerk.assistance.set_status(
            number, AbroadStatus.IN_CONTACT, word, version(clerk, number)
        ),
    )
    for use in uses:
        if kept:
            use()
            continue
        with pytest.raises(Invalid) as refused:
            use()
        assert [p.code for p in refused.value.problems] == ["accusation"]


@pytest.mark.parametrize(
    "text",
    ["疑似被骗出去的", "否认参与诈骗", "说是被迫参与诈骗，想逃出来", "没有从事诈骗", "在工地干活"],
)
def test_what_was_seen_and_heard_may_be_written(clerk: Program, text: str) -> None:
    number = begun(clerk)
    clerk.assistance.add_contact(number, TODAY, text, 1)
    (entry,) = clerk.assistance.view(number).contacts
    assert str(entry.text) == text


@pytest.mark.parametrize(
    ("volunteered", "since"),
    [(False, TODAY), (True, None), (False, None), (True, date(2023, 8, 13))],
)
def test_r13_a_relative_joins_by_volunteering_alone(
    clerk: Program, volunteered: bool, since: date | None
) -> None:
    number = add_file(clerk)
    given = replace(FACTS, relative="李四", relative_volunteered=volunteered, relative_since=since)
    with pytest.raises(Invalid, match="罪责自负"):
        clerk.assistance.save(number, given)
    clerk.assistance.save(number, replace(given, relative_volunteered=True, relative_since=TODAY))
    view = clerk.assistance.view(number)
    assert (str(view.relative), view.relative_since) == ("李*", TODAY)
    clerk.assistance.save(number, replace(FACTS, relative=""), view.version)
    assert clerk.assistance.view(number).relative_since is None


def test_a_mask_that_comes_back_keeps_what_it_stands_for(clerk: Program) -> None:
    number = add_file(clerk)
    volunteer = replace(FACTS, relative="李四", relative_volunteered=True, relative_since=TODAY)
    clerk.assistance.save(number, replace(volunteer, wish="可打13800138000联系"))
    view = clerk.assistance.view(number)
    assert "13800138000" not in str(view.wish)
    shown = replace(volunteer, relative=str(view.relative), wish=str(view.wish), region="某国")
    clerk.assistance.save(number, replace(shown, help_given="已联系"), view.version)
    with clerk.work.reading() as session:
        kept = session.scalars(select(ReturnAssistance)).one()
        assert (kept.relative, kept.wish) == ("李四", "可打13800138000联系")
        assert kept.help_given == "已联系"


def test_no_number_of_a_relative_and_no_measure_against_one_is_kept(clerk: Program) -> None:
    number = add_file(clerk)
    volunteer = replace(FACTS, relative_volunteered=True, relative_since=TODAY)
    for given in (
        replace(volunteer, relative="李四990101197502034567"),
        replace(FACTS, help_given="不回来就停其家人的低保"),
    ):
        with pytest.raises(Invalid):
            clerk.assistance.save(number, given)
    assert clerk.assistance.view(number).version == 0


def test_a_return_opens_no_file_of_returnees(clerk: Program) -> None:
    """R11: that takes a basis of its own."""
    number = begun(clerk)
    with pytest.raises(Refused, match="返回日期"):
        clerk.assistance.set_status(number, AbroadStatus.RETURNED, "到家了", 1)
    clerk.assistance.returned(number, TODAY, "家属接回", 1)
    view = clerk.assistance.view(number)
    assert (view.status, view.returned_on) == (AbroadStatus.RETURNED, TODAY)
    with clerk.work.reading() as session:
        assert session.scalar(select(func.count()).select_from(CaseFile)) == 1
        assert session.get_one(CaseFile, number).status is FileStatus.OPEN
    clerk.assistance.set_status(number, AbroadStatus.IN_CONTACT, "登记错了", view.version)
    assert clerk.assistance.view(number).returned_on is None


def test_contacts_are_logged_and_the_last_one_counts(clerk: Program) -> None:
    number = begun(clerk)
    for day, text in ((date(2023, 8, 10), "电话，平安"), (date(2023, 8, 3), "没人接")):
        clerk.assistance.add_contact(number, day, text, version(clerk, number))
    view = clerk.assistance.view(number)
    assert view.last_contact == date(2023, 8, 10)
    assert [entry.day.day for entry in view.contacts] == [10, 3]
    with pytest.raises(Invalid, match="今天之后"):
        clerk.assistance.add_contact(number, date(2023, 8, 13), "未来", view.version)


def test_a_case_officer_sees_the_own_files_alone(enter: Enter) -> None:
    clerk = enter(CLERK)
    own, other = begun(clerk, officer=OFFICER), begun(clerk, "李四")
    officer = enter(OFFICER)
    assert [row.file_id for row in officer.assistance.list()] == [own]
    officer.assistance.add_contact(own, TODAY, "通了电话", version(officer, own))
    for use in (
        lambda: officer.assistance.view(other),
        lambda: officer.assistance.save(other, FACTS, 1),
        lambda: officer.assistance.add_contact(other, TODAY, "电话", 1),
        lambda: officer.assistance.returned(other, TODAY, "回来了", 1),
    ):
        with pytest.raises(Refused, match="不由您负责"):
            use()
    with pytest.raises(NotAllowed):
        officer.return_progress.units()


@pytest.mark.parametrize("name", [LEADER, ADMIN])
def test_leaders_and_administrators_see_nothing(enter: Enter, name: str) -> None:
    number = begun(enter(CLERK))
    program = enter(name)
    for use in (
        program.assistance.list,
        program.return_progress.units,
        lambda: program.assistance.view(number),
    ):
        with pytest.raises(NotAllowed):
            use()


def test_names_leave_masked_and_the_summaries_name_nobody(clerk: Program) -> None:
    number = begun(clerk, "欧阳小明")
    clerk.assistance.add_contact(number, TODAY, "号码13800138000，欧阳小明接的", 1)
    row, view = clerk.assistance.list()[0], clerk.assistance.view(number)
    assert str(row.name) == "欧阳*"
    assert "13800138000" not in f"{row}{view}"
    with clerk.work.reading() as session:
        summaries = session.scalars(select(AuditEntry.summary)).all()
    assert not [text for text in summaries if "欧阳" in text or "13800138000" in text]


def test_two_editors_are_told(clerk: Program) -> None:
    number = begun(clerk)
    with pytest.raises(ChangedElsewhere):
        clerk.assistance.save(number, FACTS)
    clerk.assistance.set_status(number, AbroadStatus.WANTS_RETURN, "本人来电", 1)
    with pytest.raises(ChangedElsewhere):
        clerk.assistance.set_status(number, AbroadStatus.DECLINES, "本人来电", 1)


def test_only_files_of_persons_abroad_have_it(clerk: Program) -> None:
    number = add_file(clerk, category=CaseCategory.VICTIM, basis=BasisKind.OWN_REQUEST)
    assert clerk.assistance.list() == ()
    with pytest.raises(Refused, match="滞留境外"):
        clerk.assistance.save(number, FACTS)


def test_a_stopped_file_takes_nothing(clerk: Program) -> None:
    number = begun(clerk)
    with clerk.work.writing(audited=False) as uow:
        uow.session.get_one(CaseFile, number).status = FileStatus.STOPPED
        uow.commit()
    with pytest.raises(Refused, match="限制处理"):
        clerk.assistance.add_contact(number, TODAY, "电话", 1)


def test_r13_progress_is_counted_per_unit(clerk: Program, clock: TestClock) -> None:
    numbers = [begun(clerk, f"张{n}") for n in range(3)]
    begun(clerk, "李四", unit=2)
    begun(clerk, "王五", unit=None)
    clerk.assistance.returned(numbers[0], TODAY, "家属接回", 1)
    first, second = clerk.return_progress.units()
    (batch,) = first.batches
    assert (first.unit_name, batch.persons, batch.needed, batch.in_time) == ("大石村", 3, 2, 1)
    assert second.unit_code == "V02"
    clock.turn(days=90)
    assert not clerk.return_progress.units()[0].batches[0].reached
