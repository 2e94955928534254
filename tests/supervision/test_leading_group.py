"""The leading group: posts, and the leaders linked to units."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook  # type: ignore[import-untyped]

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.errors import Invalid, Refused
from antifraud_desktop.records.supervision import MemberRecord
from antifraud_desktop.services.leading_group import leaders_named
from antifraud_desktop.vocabulary import GroupPost
from tests.supervision.conftest import SCHOOL, TODAY, VILLAGES, codes


def add(program: Program, name: str, post: GroupPost, **more: object) -> int:
    record = replace(MemberRecord(name=name, post=post), **more)  # type: ignore[arg-type]
    return program.ledgers.leading_group.save(record)[0]


def test_members_stand_by_their_post(clerk: Program) -> None:
    add(clerk, "李四", GroupPost.OFFICE_HEAD)
    add(clerk, "张三", GroupPost.HEAD, title="镇长")
    add(clerk, "王五", GroupPost.FIRST_DEPUTY)
    members = clerk.ledgers.leading_group.members()
    assert [m.name for m in members] == ["张三", "王五", "李四"]
    assert members[0].title == "镇长"


def test_a_head_follows_another_and_is_not_two(clerk: Program) -> None:
    first = add(clerk, "张三", GroupPost.HEAD)
    with pytest.raises(Invalid, match="已登记为张三"):
        add(clerk, "李四", GroupPost.HEAD)
    group = clerk.ledgers.leading_group
    (record,) = group.members()
    group.save(replace(record, member_until=date(2023, 8, 31)))
    add(clerk, "李四", GroupPost.HEAD, member_from=date(2023, 9, 1))
    assert [m.name for m in group.members(TODAY)] == ["李四"]
    assert [m.name for m in group.members(date(2023, 8, 31))] == ["张三"]
    group.remove(first, 2)
    with pytest.raises(Refused, match="可能刚被删除"):
        group.remove(first, 2)
    with pytest.raises(Invalid, match="请填写姓名"):
        add(clerk, " ", GroupPost.MEMBER)
    with pytest.raises(Invalid, match="不能早于起始"):
        add(clerk, "赵六", GroupPost.MEMBER, member_from=TODAY, member_until=date(2023, 1, 1))


def test_units_are_listed_by_their_leader_and_gaps_are_named(clerk: Program) -> None:
    bamboo = clerk.units.get(codes(clerk)["竹园村"])
    clerk.units.save(replace(bamboo, leader="张三、李四"))
    retired = clerk.units.get(codes(clerk)["大石村"])
    clerk.units.save(replace(retired, active_until=date(2023, 9, 1)))
    add(clerk, "张三", GroupPost.HEAD)
    links = clerk.ledgers.leading_group.links()
    told = {leader.name: [unit.name for unit in leader.units] for leader in links.leaders}
    assert told == {"张三": ["竹园村"], "王五": ["河东村"], "李四": ["竹园村"]}
    assert [unit.name for unit in links.without] == [SCHOOL]
    assert links.strangers == ("王五", "李四")
    assert VILLAGES[0] not in {u.name for leader in links.leaders for u in leader.units}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", ()),
        ("张三", ("张三",)),
        ("张三、李四", ("张三", "李四")),
        ("张三，李四 张三", ("张三", "李四")),
        ("、", ()),
    ],
)
def test_a_unit_may_name_several_leaders(text: str, names: tuple[str, ...]) -> None:
    assert leaders_named(text) == names


def test_members_and_links_leave_as_a_workbook(clerk: Program, tmp_path: Path) -> None:
    add(clerk, "王五", GroupPost.HEAD, title="镇长", member_from=date(2023, 8, 1))
    clerk.ledgers.leading_group.export(tmp_path / "小组.xlsx")
    book = load_workbook(tmp_path / "小组.xlsx")
    members, links = (
        [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=3)]
        for sheet in book.worksheets
    )
    assert members == [("组长", "王五", "镇长", "2023-08-01", None)]
    assert links[0] == (VILLAGES[0], "王五", "组长")
    assert links[-1] == (SCHOOL, None, "没有挂钩领导")
    assert len(links) == 4
    assert clerk.exports.register()[0].title == "领导小组成员"
