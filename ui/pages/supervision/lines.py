"""How tasks, meetings, findings and members stand in their tables and below them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from antifraud_desktop.labels import label_of
from antifraud_desktop.records.supervision import (
    FindingRecord,
    FindingState,
    LinkedLeader,
    MeetingRecord,
    MeetingStanding,
    MemberRecord,
    TaskRecord,
    TaskState,
)
from antifraud_desktop.rules.day_words import short_day, table_day
from antifraud_desktop.vocabulary import MeetingLevel
from ui.tables.row_model import Column

TASK_WIDTHS = (92, 330, 96, 110, 96, 150)
MEETING_WIDTHS = (96, 120, 96, 130, 300)
FINDING_WIDTHS = (100, 100, 300, 96, 96, 96)
MEMBER_WIDTHS = (110, 90, 200, 170)
LEADER_WIDTHS = (90, 130, 70)
MARKS = {
    TaskState.OVERDUE: "⚠ ",
    FindingState.OVERDUE: "⚠ ",
    TaskState.DONE: "✓ ",
    FindingState.VERIFIED: "✓ ",
}
NAMED = 5


def state_of(record: TaskRecord | FindingRecord) -> str:
    """Return a state by mark and word."""
    return f"{MARKS.get(record.state, '')}{label_of(record.state)}"


def first_line(text: str) -> str:
    """Return the first line of a text."""
    return text.strip().split("\n", 1)[0]


def task_columns() -> tuple[Column[TaskRecord], ...]:
    """Return the columns of the tasks."""
    return (
        Column("状态", state_of),
        Column("事项", lambda r: r.title),
        Column("责任人", lambda r: r.owner),
        Column("责任单位", lambda r: r.unit or "镇级"),
        Column("完成期限", lambda r: table_day(r.due_on)),
        Column("来自会议", lambda r: r.meeting),
        Column("结果", lambda r: first_line(r.result or r.dropped_reason)),
    )


def meeting_columns() -> tuple[Column[MeetingRecord], ...]:
    """Return the columns of the meetings."""
    return (
        Column("日期", lambda r: table_day(r.day)),
        Column("会议", lambda r: label_of(r.level)),
        Column("主持人", lambda r: r.chair),
        Column("议定事项", _tasks),
        Column("会议内容", lambda r: first_line(r.minutes or r.agenda)),
    )


def _tasks(record: MeetingRecord) -> str:
    if not record.tasks:
        return "无"
    return f"{record.tasks}项" + (f"，{record.open_tasks}项未办结" if record.open_tasks else "")


def finding_columns() -> tuple[Column[FindingRecord], ...]:
    """Return the columns of the findings."""
    return (
        Column("状态", finding_state),
        Column("单位", lambda r: r.unit),
        Column("发现的问题", lambda r: first_line(r.text)),
        Column("督导日期", lambda r: table_day(r.inspected_on)),
        Column("整改期限", lambda r: table_day(r.due_on)),
        Column("整改完成", lambda r: table_day(r.rectified_on)),
        Column("整改情况", lambda r: first_line(r.rectification)),
    )


def finding_state(record: FindingRecord) -> str:
    """Return where a finding stands; one that was sent back is overdue all the same."""
    if not record.sent_back:
        return state_of(record)
    return "⚠ 退回超期" if record.state is FindingState.OVERDUE else "↩ 退回重改"


def member_columns() -> tuple[Column[MemberRecord], ...]:
    """Return the columns of the members."""
    return (
        Column("职务", lambda r: label_of(r.post)),
        Column("姓名", lambda r: r.name),
        Column("现任职务", lambda r: r.title),
        Column("任职时间", _term),
    )


def _term(record: MemberRecord) -> str:
    if record.member_until is not None:
        return f"{table_day(record.member_from)} 至 {table_day(record.member_until)}"
    return f"{table_day(record.member_from)} 起" if record.member_from else ""


def leader_columns() -> tuple[Column[LinkedLeader], ...]:
    """Return the columns of the linked leaders."""
    return (
        Column("挂钩领导", lambda r: r.name),
        Column("职务", lambda r: label_of(r.post) if r.post else "不在领导小组"),
        Column("单位数", lambda r: str(len(r.units)), right=True),
        Column("单位", lambda r: "、".join(unit.name for unit in r.units)),
    )


def standing_text(standing: MeetingStanding, today: date) -> str:
    """Return how a level's meetings stand, in one line (R9)."""
    last = f"上次{short_day(standing.last_held)}" if standing.last_held else "还没有开过"
    return f"{last}；{_due(standing, today)}{_missed(standing)}"


def _due(standing: MeetingStanding, today: date) -> str:
    due = standing.due
    if due is None:
        return "行动已结束"
    if due.due_on == today:
        return "今天应开"
    if due.first == due.last:
        return f"下次{short_day(due.due_on)}"
    if due.first > today:
        return f"本期已开，下次{short_day(due.first)}至{short_day(due.due_on)}"
    if due.due_on < today:
        return f"本期应于{short_day(due.due_on)}前开，还没有开"
    return f"本期还没有开，{short_day(due.due_on)}前应开"


def _missed(standing: MeetingStanding) -> str:
    if not standing.missed:
        return f"；近{standing.expected}期都开了" if standing.expected else ""
    words = {
        MeetingLevel.HEAD: lambda day: f"{day.month}月",
        MeetingLevel.DEPUTY: lambda day: f"{short_day(day)}那一周",
        MeetingLevel.OFFICE: short_day,
    }
    told = "、".join(words[standing.level](span.first) for span in standing.missed[-NAMED:])
    count = len(standing.missed)
    more = f"等{count}期" if count > NAMED else ""
    return f"；⚠ 近{standing.expected}期缺{told}{more}"


def task_told(record: TaskRecord) -> str:
    """Return everything about a task that its row has no place for."""
    told = [f"{record.title}（{short_day(record.set_on)}交办，{short_day(record.due_on)}前办结）"]
    if record.detail:
        told.append(f"要求：{record.detail}")
    if record.done_on is not None:
        late = (record.done_on - record.due_on).days
        after = f"，晚了{late}天" if late > 0 else ""
        told.append(f"{short_day(record.done_on)}办结{after}：{record.result}")
    if record.dropped_on is not None:
        told.append(f"{short_day(record.dropped_on)}取消：{record.dropped_reason}")
    return "\n".join(told)


def finding_told(record: FindingRecord) -> str:
    """Return everything about a finding that its row has no place for."""
    told = [f"问题：{record.text}", f"要求：{record.demand}"]
    if record.sent_back:
        told.append(f"退回原因：{record.sent_back}")
    if record.rectification:
        when = f"{short_day(record.rectified_on)}" if record.rectified_on else "退回前"
        told.append(f"整改（{when}）：{record.rectification}")
    if record.verified_on is not None:
        told.append(f"{short_day(record.verified_on)}由{record.verified_by}验收销号")
    return "\n".join(told)


def meeting_told(record: MeetingRecord, tasks: Sequence[TaskRecord]) -> str:
    """Return a meeting with the tasks it decided."""
    told = [f"{short_day(record.day)}{label_of(record.level)}"]
    if record.attendees:
        told.append(f"参会：{record.attendees}")
    if record.minutes:
        told.append(record.minutes)
    elif record.agenda:
        told.append(f"议题：\n{record.agenda}")
    told += [
        f"议定：{task.title}（{task.owner}，{short_day(task.due_on)}前，{label_of(task.state)}）"
        for task in tasks
    ]
    return "\n".join(told)
