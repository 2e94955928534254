"""A case officer sees own files everywhere, and no others; who sees no files sees nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict

import pytest

from antifraud_desktop.errors import Refused
from antifraud_desktop.records.person_views import PersonFilter
from antifraud_desktop.records.trail import TrailFilter
from antifraud_desktop.vocabulary import AttentionLevel, CaseCategory
from antifraud_desktop.work import NotAllowed
from tests.accounts.conftest import TestClock
from tests.persons.conftest import (
    ADMIN,
    AUDITOR,
    CHECKER,
    LEADER,
    OFFICER,
    OTHER,
    Desk,
    identity,
    someone,
)

Enter = Callable[[str], Desk]
EVERYTHING = PersonFilter()


@pytest.fixture
def two(clerk: Desk) -> tuple[int, int]:
    """Open a file of each officer."""
    first = clerk.open(officers=(OFFICER,))
    other = someone("李四", 456, phone="13900139000", unit_code="V02")
    return first, clerk.open(CaseCategory.VICTIM, other, officers=(OTHER,))


def test_an_officer_sees_own_files_everywhere_and_no_others(
    two: tuple[int, int], clerk: Desk, enter: Enter
) -> None:
    mine, others = two
    stranger = clerk.files.file(others).person.person_id
    desk = enter(OFFICER)
    assert [row.files[0].file_id for row in desk.persons.page(EVERYTHING).rows] == [mine]
    assert len(desk.persons.ids(EVERYTHING)) == 1
    for text in ("李", "lisi", "ls", "13900139000", "9000", identity(456)):
        assert desk.persons.page(PersonFilter(text)).total == 0
        assert desk.persons.found(PersonFilter(text)) == ((), ())
    assert desk.persons.page(PersonFilter("zs")).total == 1
    assert desk.persons.rows([stranger]) == ()
    assert desk.persons.matches("李四", identity(456)) == ()
    grant = desk.program.unmasking.unmask("person", str(stranger), "上门前核对住址")
    for look in (
        lambda: desk.files.file(others),
        lambda: desk.files.timeline(others),
        lambda: desk.files.opened(others),
        lambda: desk.persons.person(stranger),
        lambda: desk.persons.whole(grant),
        lambda: desk.status.close(others, "已不需要帮扶", 1),
    ):
        with pytest.raises(Refused, match="不由您负责"):
            look()
    assert desk.files.file(mine).file_id == mine


def test_a_person_with_files_of_two_officers_shows_each_their_own(
    two: tuple[int, int], clerk: Desk, enter: Enter
) -> None:
    person = clerk.files.file(two[0]).person.person_id
    second = clerk.open(CaseCategory.TWO_CARD, person, officers=(OTHER,))
    seen = {row.person_id: row for row in enter(OTHER).persons.page(EVERYTHING).rows}
    assert [brief.file_id for brief in seen[person].files] == [second]
    numbers, rows = enter(OTHER).persons.found(EVERYTHING)
    assert person in numbers
    assert [row.files for row in rows] == [seen[number].files for number in numbers]
    only = PersonFilter(categories=(CaseCategory.CONVICTED,))
    assert enter(OTHER).persons.page(only).total == 0


def test_who_is_no_longer_responsible_sees_nothing_more(
    two: tuple[int, int], clerk: Desk, enter: Enter, clock: TestClock
) -> None:
    mine, _ = two
    clock.turn(days=3)
    clerk.files.set_officers(mine, [OTHER], clerk.version(mine))
    assert enter(OFFICER).persons.page(EVERYTHING).total == 0
    assert enter(OTHER).persons.page(EVERYTHING).total == 2
    officers = clerk.files.file(mine).officers
    assert [(o.account, o.until and o.until.isoformat()) for o in officers] == [
        (OFFICER, "2023-08-15"),
        (OTHER, None),
    ]


@pytest.mark.parametrize("name", [LEADER, ADMIN, AUDITOR])
def test_leader_administrator_and_auditor_see_no_files(
    two: tuple[int, int], enter: Enter, name: str
) -> None:
    desk = enter(name)
    for look in (
        lambda: desk.persons.page(EVERYTHING),
        lambda: desk.persons.ids(EVERYTHING),
        lambda: desk.persons.matches("张三"),
        lambda: desk.files.file(two[0]),
        lambda: desk.files.timeline(two[0]),
        desk.merging.doubles,
        desk.referrals.list,
    ):
        with pytest.raises(NotAllowed):
            look()


def test_everything_that_leaves_is_masked_and_a_grant_opens_one_person(
    two: tuple[int, int], clerk: Desk
) -> None:
    mine, _ = two
    secrets = ("张三", "13800138000", identity(123), "3组12号", "19750203")
    view = clerk.files.file(mine)
    person = view.person.person_id
    shown = repr(
        [
            clerk.persons.page(EVERYTHING),
            clerk.persons.matches("张三", phone="13800138000"),
            clerk.persons.person(person),
            view,
            asdict(view),
            clerk.files.timeline(mine),
            clerk.merging.doubles(),
        ]
    )
    assert [secret for secret in secrets if secret in shown] == []
    grant = clerk.program.unmasking.unmask("person", str(person), "上门前核对住址")
    now = clerk.program.clock.now()
    whole = clerk.persons.whole(grant)
    assert whole.name.whole_for(grant, now) == "张三"
    assert whole.identity_number.whole_for(grant, now) == identity(123)
    assert whole.address.whole_for(grant, now).endswith("3组12号")


def test_looking_and_searching_are_on_record_once_in_ten_minutes(
    two: tuple[int, int], clerk: Desk, enter: Enter, clock: TestClock
) -> None:
    mine, _ = two
    clock.turn(minutes=11)
    clerk.files.file(mine)
    clerk.files.timeline(mine)
    enter(OFFICER).files.file(mine)
    clock.turn(minutes=11)
    clerk.files.opened(mine)
    clerk.files.file(mine)
    for _again in range(3):
        clerk.persons.page(PersonFilter("张三"))
        clerk.persons.found(PersonFilter("张三"))
    trail = enter(AUDITOR).program.trail
    found = trail.page(TrailFilter())
    told = [(e.action, e.account) for e in found.entries if e.action in LOOKS]
    assert told.count(("查看档案", OFFICER)) == 1
    assert told.count(("查看档案", clerk.program.account)) == 2
    assert told.count(("搜索", clerk.program.account)) == 1
    assert "张三" not in repr(found)


LOOKS = ("查看档案", "搜索")


def test_the_attention_level_close_needs_another_account(
    two: tuple[int, int], clerk: Desk, enter: Enter, clock: TestClock
) -> None:
    mine, _ = two
    until = clock.today().replace(year=2024, month=2)
    clerk.status.set_attention(
        mine, AttentionLevel.CLOSE, "近期情绪不稳", until, clerk.version(mine)
    )
    assert clerk.files.file(mine).unconfirmed
    with pytest.raises(NotAllowed):
        clerk.status.confirm_attention(mine, clerk.version(mine))
    checker = enter(CHECKER)
    checker.status.confirm_attention(mine, checker.version(mine))
    view = clerk.files.file(mine)
    assert (view.attention, view.attention_reviewer) == (AttentionLevel.CLOSE, CHECKER)
    assert clerk.persons.page(PersonFilter(attention=(AttentionLevel.CLOSE,))).total == 1
    clock.turn(days=190)
    assert clerk.files.file(mine).attention is AttentionLevel.NORMAL
    assert clerk.persons.page(PersonFilter(attention=(AttentionLevel.CLOSE,))).total == 0
    assert clerk.persons.page(PersonFilter(attention=(AttentionLevel.NORMAL,))).total == 2
