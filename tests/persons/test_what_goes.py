"""Terms, sealing, referrals: what goes leaves no trace; what may stay does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, text

from antifraud_desktop.errors import Invalid, Refused
from antifraud_desktop.records.person_views import PersonFilter
from antifraud_desktop.rules.referral_texts import offence_problems
from antifraud_desktop.services.file_retention import file_kinds
from antifraud_desktop.services.file_terms import kind_of
from antifraud_desktop.services.retention import RetentionService
from antifraud_desktop.vocabulary import CaseCategory
from db.models import CaseFile, Erasure, Person
from db.queries.erasing import ERASERS
from tests.accounts.conftest import TestClock
from tests.helpers.plain_pages import times_in_file, times_in_log
from tests.persons.conftest import BASES, LEADER, OFFICER, Desk, identity, someone

Enter = Callable[[str], Desk]
NAME, PHONE, STREET, TALK = "赵钱孙名", "13912345678", "马家沟东巷9号", "说想学一门厨师手艺"


def retention(desk: Desk) -> RetentionService:
    return RetentionService(desk.program.work, desk.program.folder, file_kinds())


def traces(desk: Desk, root: Path, *marks: str) -> dict[str, int]:
    key = desk.program.vault.key
    return {
        mark: times_in_file(root / "office.db", key, mark)
        + times_in_log(root / "office.db", key, mark)
        for mark in marks
    }


def test_every_kind_of_file_has_a_term_and_an_erasing() -> None:
    codes = {kind.rule.code for kind in file_kinds()}
    assert {kind_of(category) for category in CaseCategory} < codes
    assert codes <= set(ERASERS)


@pytest.mark.parametrize("category", list(CaseCategory))
@pytest.mark.parametrize("renewed", [False, True])
def test_r11_a_file_is_due_on_the_day_its_page_names_and_not_before(
    clerk: Desk, clock: TestClock, category: CaseCategory, renewed: bool
) -> None:
    number = clerk.open(category)
    if renewed and category is CaseCategory.CONCERN:
        clerk.status.renew(number, "派出所来电：仍有可疑电话", clerk.version(number))
    elif renewed:
        clock.turn(days=40)
        clerk.status.close(number, "已不需要帮扶", clerk.version(number))
    until = clerk.files.file(number).retain_until
    assert until is not None
    service = retention(clerk)
    assert service.due(until - timedelta(days=1)) == ()
    (due,) = service.due(until)
    assert (due.subject_id, due.due_since) == (str(number), until)


def test_r11_the_help_plans_end_ends_the_file_of_a_convicted_person(clerk: Desk) -> None:
    number = clerk.open(facts={"plan_ends_on": "2024年3月1日"})
    until = clerk.files.file(number).retain_until
    assert until == date(2024, 3, 2)
    assert retention(clerk).due(date(2024, 3, 1)) == ()
    assert [d.due_since for d in retention(clerk).due(until)] == [until]


def test_an_office_may_shorten_a_term_and_the_page_says_so(clerk: Desk) -> None:
    number = clerk.open(CaseCategory.CONCERN)
    clerk.status.renew(number, "派出所来电：仍有可疑电话", clerk.version(number))
    service = retention(clerk)
    service.set_term(kind_of(CaseCategory.CONCERN), 10)
    until = clerk.files.file(number).retain_until
    assert until == date(2023, 9, 1)  # twice ten days
    assert service.due(date(2023, 8, 31)) == ()
    assert [d.due_since for d in service.due(until)] == [until]


def secret_file(desk: Desk) -> int:
    facts = someone(NAME, 555, phone=PHONE, address=STREET)
    number = desk.open(person=facts, officers=(OFFICER,))
    desk.persons.page(PersonFilter(NAME))
    desk.status.review(number, TALK, desk.version(number))
    return number


def test_a_sealing_notice_leaves_a_marker_and_nothing_of_the_person(
    clerk: Desk, root: Path, clock: TestClock
) -> None:
    stays = clerk.open()
    number = secret_file(clerk)
    marks = (NAME, PHONE, STREET, TALK, identity(555))
    assert all(traces(clerk, root, *marks).values())
    with pytest.raises(Invalid):
        clerk.status.purge_sealed(number, clock.today() + timedelta(days=1))
    clerk.status.purge_sealed(number, clock.today())
    assert traces(clerk, root, *marks) == dict.fromkeys(marks, 0)
    with clerk.program.work.reading() as session:
        (marker,) = session.scalars(select(Erasure)).all()
        assert (marker.kind, marker.subject_id) == ("file_sealed", str(number))
        assert session.scalars(select(CaseFile.id)).all() == [stays]
        assert len(session.scalars(select(Person.id)).all()) == 1
    with pytest.raises(Refused):
        clerk.files.file(number)


def test_of_two_files_the_person_stays_with_the_other(clerk: Desk, clock: TestClock) -> None:
    first = clerk.open()
    person = clerk.files.file(first).person.person_id
    second = clerk.open(CaseCategory.VICTIM, person)
    clerk.status.purge_sealed(first, clock.today())
    view = clerk.files.file(second)
    assert [brief.file_id for brief in view.person.files] == [second]


def test_a_double_goes_with_the_person_it_was_merged_into(
    clerk: Desk, root: Path, clock: TestClock
) -> None:
    bare = replace(someone(NAME, identity_number="", phone=""), birth_on=date(1975, 2, 3))
    first, second = clerk.open(), clerk.open(CaseCategory.VICTIM, bare)
    kept, double = (clerk.files.file(n).person for n in (first, second))
    clerk.merging.merge(
        kept.person_id, double.person_id, "证件核对为同一人", kept.version, double.version
    )
    for number in (first, second):
        clerk.status.purge_sealed(number, clock.today())
    assert traces(clerk, root, NAME, identity(123)) == {NAME: 0, identity(123): 0}
    with clerk.program.work.reading() as session:
        assert session.scalars(select(Person.id)).all() == []


def test_a_referral_is_passed_on_and_gone_after_fifteen_days(
    clerk: Desk, root: Path, clock: TestClock, enter: Enter
) -> None:
    number, _ = clerk.referrals.add(NAME, "V01", "家属说三天联系不上本人，请帮助寻找")
    (view,) = clerk.referrals.list()
    assert (str(view.name), view.unit_name) == ("赵*", "大石村")
    assert view.expires_on == date(2023, 8, 27)
    assert enter(OFFICER).referrals.list() == ()
    clerk.referrals.pass_on(number, "青禾派出所", view.version)
    assert clerk.referrals.list()[0].passed_on == clock.today()
    clock.turn(days=14)
    assert not clerk.referrals.expire()
    assert [d.subject_id for d in retention(clerk).due(date(2023, 8, 27))] == [str(number)]
    clock.turn(days=1)
    assert clerk.referrals.list() == ()
    enter(LEADER)  # whoever signs in, it goes by itself
    assert not clerk.referrals.expire()
    marks = (NAME, "三天联系不上", "青禾派出所")
    assert traces(clerk, root, *marks) == dict.fromkeys(marks, 0)


OFFENCES = (
    "张三的儿子，重点对象",
    "可疑人员，请盯紧",
    "据说参与电信诈骗",
    "疑似涉诈人员",
    "有帮 信 罪前科",
    "出租银行卡给别人",
    "高危人员，需要关注",
    "刚刑释，无业",
    "可能偷渡去了缅北",
)
HARMLESS = (
    "本人求助：找不到工作",
    "家属说三天联系不上本人",
    "老人独居，想请社区上门讲讲防诈骗知识",
    "本人说被骗了两万元，想知道怎么报案",
    "想办低保，不知道手续",
    "请社区作为重点上门帮助，老人没有人照顾",
)


@pytest.mark.parametrize("said", OFFENCES)
def test_a_referral_names_no_offence(clerk: Desk, said: str) -> None:
    with pytest.raises(Invalid) as found:
        clerk.referrals.add("张三", "V01", said)
    assert {p.code for p in found.value.problems} == {"offence"}
    with clerk.program.work.reading() as session:
        assert session.execute(text("select count(*) from referral")).scalar() == 0


@pytest.mark.parametrize("said", HARMLESS)
def test_what_was_seen_and_what_helps_may_be_said(said: str) -> None:
    assert offence_problems("text", said) == ()


@given(st.sampled_from(OFFENCES), st.sampled_from(HARMLESS), st.booleans())
def test_an_offence_is_found_beside_harmless_words(bad: str, good: str, first: bool) -> None:
    said = f"{bad}。{good}" if first else f"{good}。{bad}"
    assert [p.code for p in offence_problems("text", said)] == ["offence"]


def test_every_category_has_a_basis_to_try() -> None:
    assert set(BASES) == set(CaseCategory)
