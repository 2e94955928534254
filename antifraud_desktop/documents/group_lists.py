"""Meetings held, the leading group and its linked units as sheets of a workbook."""

from __future__ import annotations

from collections.abc import Sequence

from antifraud_desktop.documents.workbook_export import Table
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.supervision import Links, MeetingRecord, MemberRecord

MEETINGS, MEMBERS, LEADERS = "会议台账", "领导小组成员", "挂钩领导"
MEETING_HEADS = ("日期", "会议", "主持人", "参会人员", "议题", "会议内容", "议定事项", "未办结")
MEMBER_HEADS = ("职务", "姓名", "现任职务", "起始日期", "截止日期")
LINK_HEADS = ("单位", "挂钩领导", "领导小组职务")


def meeting_table(township: str, meetings: Sequence[MeetingRecord]) -> Table:
    """Return meetings with what was spoken of and how many tasks they decided."""
    rows = tuple(
        (
            one.day.isoformat(),
            label_of(one.level),
            one.chair,
            one.attendees,
            one.agenda,
            one.minutes,
            one.tasks,
            one.open_tasks,
        )
        for one in meetings
    )
    title = f"{township}反诈工作{MEETINGS}"
    return Table(MEETINGS, title, MEETING_HEADS, rows, (12, 14, 12, 24, 40, 40, 10, 10))


def group_tables(
    township: str, members: Sequence[MemberRecord], links: Links
) -> tuple[Table, Table]:
    """Return the members, and each unit with its leader; units without one stand last."""
    listed = tuple(
        (
            label_of(one.post),
            one.name,
            one.title,
            one.member_from.isoformat() if one.member_from else "",
            one.member_until.isoformat() if one.member_until else "",
        )
        for one in members
    )
    linked = (
        *(
            (unit.name, one.name, label_of(one.post) if one.post else "不在领导小组")
            for one in links.leaders
            for unit in one.units
        ),
        *((unit.name, "", "没有挂钩领导") for unit in links.without),
    )
    return (
        Table(MEMBERS, f"{township}反诈工作{MEMBERS}", MEMBER_HEADS, listed, (14, 12, 26, 12, 12)),
        Table(LEADERS, f"{township}反诈工作{LEADERS}", LINK_HEADS, linked, (20, 16, 18)),
    )
