"""Stopping, renewing, closing, measures, merging: every step is in the history, with its reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from antifraud_desktop.errors import ChangedElsewhere, Invalid, Refused
from antifraud_desktop.records.case_requests import MeasureFacts
from antifraud_desktop.records.person_views import PersonFilter
from antifraud_desktop.services.file_refusals import FileRefused
from antifraud_desktop.vocabulary import (
    AppealState,
    AttentionLevel,
    CaseCategory,
    FileStatus,
    OrganLevel,
)
from tests.accounts.conftest import TestClock
from tests.persons.conftest import CHECKER, OFFICER, Desk, identity, someone

Enter = Callable[[str], Desk]
SECOND = MeasureFacts(
    organ="青禾市公安局",
    organ_level=OrganLevel.PREFECTURE,
    number="惩戒决定〔2025〕9号",
    ground="出租电话卡",
    starts_on=date(2025, 2, 1),
    ends_on=date(2027, 1, 31),
)


def titles(desk: Desk, file_id: int) -> list[tuple[str, str]]:
    return [(e.title, str(e.text)) for e in desk.files.timeline(file_id)]


def test_a_stopped_file_is_only_stored_until_it_is_taken_up_again(clerk: Desk) -> None:
    number = clerk.open(officers=(OFFICER,))
    clerk.status.stop(number, "本人对记录的内容有异议", clerk.version(number))
    assert clerk.files.file(number).status is FileStatus.STOPPED
    for change in (
        lambda v: clerk.files.change_facts(number, {}, v),
        lambda v: clerk.status.set_attention(
            number, AttentionLevel.ATTENTION, "需要多联系", date(2023, 9, 1), v
        ),
        lambda v: clerk.status.renew(number, "又有新的情况", v),
    ):
        with pytest.raises(Refused, match="限制处理"):
            change(clerk.version(number))
    assert clerk.persons.page(PersonFilter(due="overdue")).total == 0
    clerk.status.resume(number, "异议已经核实处理", clerk.version(number))
    assert titles(clerk, number)[:2] == [
        ("恢复办理", "异议已经核实处理"),
        ("限制处理", "本人对记录的内容有异议"),
    ]


def test_a_closed_file_takes_no_more_changes_and_its_term_is_over_soon(clerk: Desk) -> None:
    number = clerk.open()
    clerk.status.close(number, "帮扶期满，生活稳定", clerk.version(number))
    view = clerk.files.file(number)
    assert (view.status, view.closed_on) == (FileStatus.CLOSED, date(2023, 8, 12))
    assert view.retain_until == date(2023, 8, 13)
    assert view.review_on is None
    with pytest.raises(Refused, match="已结案"):
        clerk.status.stop(number, "再看一看", view.version)
    # Closed, it no longer stands in the way of a new file of the category.
    assert clerk.open(person=view.person.person_id) != number


def test_r11_a_concern_is_renewed_twice_each_time_for_a_new_reason(
    clerk: Desk, clock: TestClock
) -> None:
    number = clerk.open(CaseCategory.CONCERN)
    opened = clock.today()
    assert clerk.files.file(number).retain_until == opened + timedelta(days=30)
    clock.turn(days=20)
    clerk.status.renew(number, "派出所来电：仍有可疑电话", clerk.version(number))
    with pytest.raises(Invalid) as again:
        clerk.status.renew(number, "派出所来电：仍有可疑电话。", clerk.version(number))
    assert [p.code for p in again.value.problems] == ["used"]
    clock.turn(days=30)
    clerk.status.renew(number, "本人请求再陪同一次报案", clerk.version(number))
    assert clerk.files.file(number).retain_until == opened + timedelta(days=90)
    with pytest.raises(FileRefused, match="最多续期两次"):
        clerk.status.renew(number, "还有第三个理由", clerk.version(number))
    other = clerk.open(CaseCategory.VICTIM, someone("李四", 456))
    with pytest.raises(Refused, match="不能续期"):
        clerk.status.renew(other, "还要帮扶", clerk.version(other))


def test_an_attention_level_has_a_reason_and_an_end_within_six_months(clerk: Desk) -> None:
    number = clerk.open()
    version = clerk.version(number)
    for reason, until in (
        ("", None),
        ("需要多联系", date(2024, 2, 13)),
        ("需要", date(2023, 8, 12)),
    ):
        with pytest.raises(Invalid):
            clerk.status.set_attention(number, AttentionLevel.ATTENTION, reason, until, version)
    last = date(2024, 2, 12)
    clerk.status.set_attention(
        number, AttentionLevel.ATTENTION, "刚返回，需要多联系", last, version
    )
    assert clerk.files.file(number).attention_until == last


def test_a_declined_level_is_normal_again(clerk: Desk, enter: Enter) -> None:
    number = clerk.open()
    until = date(2023, 10, 1)
    clerk.status.set_attention(
        number, AttentionLevel.CLOSE, "近期常有陌生人来找", until, clerk.version(number)
    )
    checker = enter(CHECKER)
    with pytest.raises(Invalid):
        checker.status.confirm_attention(number, checker.version(number), agreed=False)
    checker.status.confirm_attention(
        number, checker.version(number), agreed=False, reason="依据不足，先正常联系"
    )
    view = clerk.files.file(number)
    assert view.attention is AttentionLevel.NORMAL
    assert titles(clerk, number)[0] == ("退回关注程度：重点关注 → 一般", "依据不足，先正常联系")
    with pytest.raises(Refused, match="没有待复核"):
        checker.status.confirm_attention(number, checker.version(number))


def test_r14_measures_end_by_themselves_and_five_years_in_a_row_are_the_most(
    clerk: Desk, clock: TestClock
) -> None:
    number = clerk.open(CaseCategory.TWO_CARD)
    second, _ = clerk.files.add_measure(number, SECOND, clerk.version(number))
    third = replace(SECOND, starts_on=date(2027, 2, 1), ends_on=date(2028, 8, 1))
    with pytest.raises(FileRefused, match="最长5年"):
        clerk.files.add_measure(number, third, clerk.version(number))
    clock.at = clock.at.replace(year=2025, month=2, day=1)
    assert [m.over for m in clerk.files.file(number).measures] == [True, False]
    clerk.files.change_appeal(second, AppealState.PENDING, clerk.version(number))
    clerk.files.change_appeal(second, AppealState.REVOKED, clerk.version(number))
    view = clerk.files.file(number)
    assert [m.ends_on for m in view.measures] == [date(2025, 1, 31), date(2025, 2, 1)]
    assert titles(clerk, number)[0][0] == "申诉情况：申诉中 → 已撤销"
    victim = clerk.open(CaseCategory.VICTIM, someone("李四", 456))
    with pytest.raises(Refused, match="两卡惩戒"):
        clerk.files.add_measure(victim, SECOND, clerk.version(victim))


def test_of_two_editors_the_second_is_told(clerk: Desk, enter: Enter) -> None:
    number = clerk.open()
    checker = enter(CHECKER)
    mine, theirs = clerk.version(number), checker.version(number)
    assert mine == theirs
    clerk.status.stop(number, "本人要求先停一停", mine)
    with pytest.raises(ChangedElsewhere, match="经办"):
        clerk.status.close(number, "已经没有必要", theirs)
    person = clerk.files.file(number).person
    clerk.persons.change_person(person.person_id, someone("张叁"), person.version)
    with pytest.raises(ChangedElsewhere):
        clerk.persons.change_person(person.person_id, someone("张散"), person.version)


def test_who_leaves_the_masks_as_they_are_changes_nothing(clerk: Desk) -> None:
    person = clerk.files.file(clerk.open()).person
    form = someone(
        name=str(person.name),
        identity_number=str(person.identity_number),
        phone="13700137000",
        address=str(person.address),
    )
    clerk.persons.change_person(person.person_id, form, person.version)
    assert clerk.persons.page(PersonFilter(identity(123))).total == 1
    assert clerk.persons.page(PersonFilter("13700137000")).total == 1
    assert clerk.persons.page(PersonFilter("张三")).total == 1
    again = clerk.persons.person(person.person_id)
    with pytest.raises(Invalid) as masked:
        clerk.persons.change_person(
            person.person_id, someone(name="李*", phone="137****0001"), again.version
        )
    assert {p.code for p in masked.value.problems} == {"mask"}


@pytest.fixture
def doubles(clerk: Desk) -> tuple[int, int, int, int]:
    """Open a file of each of two rows that are one person; return persons and files."""
    first = clerk.open(CaseCategory.CONVICTED)
    bare = someone(identity_number="", phone="13800138000", address="")
    second = clerk.open(CaseCategory.VICTIM, replace(bare, birth_on=date(1975, 2, 3)))
    a, b = (clerk.files.file(n).person.person_id for n in (first, second))
    assert a != b
    return a, b, first, second


def test_a_merge_keeps_both_histories_and_can_be_traced_back(
    clerk: Desk, doubles: tuple[int, int, int, int]
) -> None:
    a, b, first, second = doubles
    (pair,) = clerk.merging.doubles()
    assert ({pair.first.person_id, pair.second.person_id}, pair.why) == (
        {a, b},
        "姓名和出生日期相同",
    )
    kept, double = clerk.persons.person(b), clerk.persons.person(a)
    clerk.merging.merge(b, a, "证件核对为同一人", kept.version, double.version)
    person = clerk.persons.person(a)  # the old number leads to the person that is kept
    assert person.person_id == b
    assert [brief.file_id for brief in person.files] == [first, second]
    assert [m.person_id for m in person.merged] == [a]
    assert str(person.identity_number) == str(double.identity_number)  # the gap is filled
    for file_id in (first, second):
        history = titles(clerk, file_id)
        assert history[0] == (f"合并人员资料：第{a}号 → 第{b}号", "证件核对为同一人")
        assert history[-1][0].startswith("建档")
    assert clerk.persons.page(PersonFilter("张三")).total == 1
    assert clerk.merging.doubles() == ()
    with pytest.raises(Refused, match="已经合并过"):
        clerk.merging.merge(b, a, "再合并一次", person.version, double.version)


def test_two_numbers_tell_two_persons_apart(clerk: Desk) -> None:
    one = clerk.files.file(clerk.open()).person
    other = clerk.files.file(clerk.open(person=someone(serial=456))).person
    assert clerk.merging.doubles() == ()
    with pytest.raises(Refused, match="身份证号不同"):
        clerk.merging.merge(one.person_id, other.person_id, "姓名相同", one.version, other.version)


def test_before_a_person_is_made_those_that_may_be_meant_are_shown(
    clerk: Desk, doubles: tuple[int, int, int, int]
) -> None:
    a, b, *_ = doubles
    found = clerk.persons.matches("章三", identity(123), "138 0013 8000")
    assert [(row.person_id, row.why) for row in found] == [
        (a, "身份证号相同、电话相同、姓名同音"),
        (b, "电话相同、姓名同音"),
    ]
    assert clerk.persons.matches("王小明", "", "") == ()
