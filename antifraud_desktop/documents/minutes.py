"""The minutes of a meeting (会议纪要) and the agenda prepared for one (议程)."""

from __future__ import annotations

from collections.abc import Sequence

from antifraud_desktop.documents import word
from antifraud_desktop.documents.supervision_paper import assemble, signed
from antifraud_desktop.documents.task_list import task_rows
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.supervision import Agenda, MeetingRecord, SheetHead, TaskRecord
from antifraud_desktop.rules.day_words import day_text, short_days

NO_MINUTES = "（没有记录纪要内容）"
NO_TASKS = "本次会议没有议定交办事项。"
NUMERALS = "一二三四五六七八九十"


def build_minutes(head: SheetHead, record: MeetingRecord, tasks: Sequence[TaskRecord]) -> bytes:
    """Return a meeting's minutes with its tasks as .docx bytes; equal input, equal bytes."""
    chair = f"　　　主持：{word.clean(record.chair)}" if record.chair else ""
    content = word.paragraph("FormLine", f"时间：{day_text(record.day)}{chair}")
    points = [("参会人员", record.attendees), ("议题", record.agenda)]
    points = [(title, text) for title, text in points if text]
    points.append(("会议内容", record.minutes or NO_MINUTES))
    for number, (title, text) in enumerate(points):
        content += word.heading(f"{NUMERALS[number]}、{title}") + word.body(text)
    content += word.heading(f"{NUMERALS[len(points)]}、议定事项")
    content += task_rows(tasks) if tasks else word.body(NO_TASKS)
    content += signed(head)
    return assemble(head, f"{head.township}反诈工作{label_of(record.level)}会议纪要", content)


def build_agenda(head: SheetHead, agenda: Agenda) -> bytes:
    """Return a prepared agenda as .docx bytes; equal input gives equal bytes."""
    first, last = agenda.first, agenda.last
    line = f"会议日期：{day_text(agenda.day)}　　　报送情况：{short_days(first, last)}"
    content = word.paragraph("FormLine", line)
    for number, item in enumerate(agenda.items):
        content += word.heading(f"{NUMERALS[number]}、{item.title}")
        content += "".join(word.body(line.text) for line in item.lines)
    sources = dict.fromkeys(
        line.source for item in agenda.items for line in item.lines if line.source
    )
    told = "；".join(sources)
    content += word.paragraph("TableNote", f"数字来源：{told}。") if told else ""
    return assemble(head, f"{head.township}反诈工作{label_of(agenda.level)}议程", content)
