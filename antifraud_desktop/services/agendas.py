"""Agendas prepared by the program: what the day's states, tasks and findings ask to be talked of.

Every line with a figure says what was counted over which days; where there is nothing, a sentence
says so. Counts about persons from 1 to 4 are told as 少于5: an agenda leaves the office.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import true
from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.documents.numbers import SMALL, yuan
from antifraud_desktop.labels import label_of
from antifraud_desktop.paths import DataFolder
from antifraud_desktop.records.supervision import Agenda, AgendaItem, AgendaLine
from antifraud_desktop.rules.day_words import short_days
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.agenda_days import last_reporting_day, reporting_lines
from antifraud_desktop.services.agenda_work import (
    finding_lines,
    link_lines,
    meeting_lines,
    step_lines,
    task_lines,
)
from antifraud_desktop.services.ledger_export import export_paper
from antifraud_desktop.services.supervision_papers import sheet_head
from antifraud_desktop.work import Work, allowed
from db.queries import agendas as queries
from db.queries import due as due_queries
from db.queries import incidents as incident_queries
from db.vocabulary import MeetingLevel

A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
SETTLED = 5
"""Up to this day of a month the head's meeting looks at the month before."""


class AgendaService:
    """Reads; nothing is stored before somebody puts the agenda into a meeting."""

    def __init__(self, work: Work, folder: DataFolder) -> None:
        """Keep the way to the database and where nothing is exported to."""
        self._work = work
        self._folder = folder

    @allowed(Permission.READ_FIGURES)
    def prepare(self, level: MeetingLevel, day: date | None = None) -> Agenda:
        """Return the agenda of a level's meeting on a day, today without one.

        The office looks at the last reporting day before it, the deputy at the seven days
        before it, the head at the month up to the day before (in its first five days: at the
        month before).
        """
        on = day or self._work.clock.today()
        with self._work.reading() as session:
            first, last = days_looked_at(session, level, on)
            items = [
                AgendaItem("报送情况", reporting_lines(session, level, first, last)),
                AgendaItem("交办任务", task_lines(session, on)),
                AgendaItem("督导整改", finding_lines(session, on)),
                AgendaItem("走访帮扶", visit_lines(session, on)),
                AgendaItem(
                    "发案与劝阻",
                    (*incident_lines(session, first, on - A_DAY), *step_lines(session, on)),
                ),
            ]
            if level is not MeetingLevel.OFFICE:
                items.append(AgendaItem("会议与挂钩", self._group(session, on)))
            if level is MeetingLevel.HEAD:
                items.append(AgendaItem("宣传覆盖", board_lines(session, on)))
        return Agenda(level, on, first, last, tuple(items))

    @allowed(Permission.READ_FIGURES)
    def export(self, agenda: Agenda, path: Path) -> Changes:
        """Write an agenda as .docx, and register the file."""
        from antifraud_desktop.documents.minutes import build_agenda

        with self._work.reading() as session:
            head = sheet_head(session, self._work.clock)
        content = build_agenda(head, agenda)
        title = f"{label_of(agenda.level)}议程"
        return export_paper(self._work, self._folder, path, "agenda", title, content)

    def _group(self, session: Session, on: date) -> tuple[AgendaLine, ...]:
        return (*meeting_lines(session, on), *link_lines(session, on))


def days_looked_at(session: Session, level: MeetingLevel, on: date) -> tuple[date, date]:
    """Return the first and last day an agenda tells of, see :meth:`AgendaService.prepare`."""
    if level is MeetingLevel.OFFICE:
        day = last_reporting_day(session, on - A_DAY) or on - A_DAY
        return day, day
    if level is MeetingLevel.DEPUTY:
        return on - A_WEEK, on - A_DAY
    if on.day > SETTLED:
        return on.replace(day=1), on - A_DAY
    last = on.replace(day=1) - A_DAY
    return last.replace(day=1), last


def visit_lines(session: Session, on: date) -> tuple[AgendaLine, ...]:
    """Return how many contacts with persons on file are overdue and due, as counts (R12)."""
    source = f"人员档案：截至{on.month}月{on.day}日的随访计划"
    late = due_queries.count(session, due_queries.contacts_overdue(on), true())
    today = due_queries.count(session, due_queries.contacts_today(on), true())
    if not late and not today:
        return (AgendaLine("没有到期和逾期的走访。", 0, source, "persons"),)
    told = f"逾期走访{_few(late)}，当天应走访{_few(today)}，请包片干部安排。"
    figure = None if 0 < late < SMALL else late
    return (AgendaLine(told, figure, source, "persons"),)


def incident_lines(session: Session, first: date, last: date) -> tuple[AgendaLine, ...]:
    """Return what was entered of incidents and dissuasions in the closed range (R20)."""
    last = max(first, last)
    source = f"发案台账：{short_days(first, last)}"
    count, loss, stopped, saved = incident_queries.total(
        session, incident_queries.Wanted(first, last)
    )
    if not count and not stopped:
        return (AgendaLine("这段时间没有登记发案和劝阻。", 0, source, "incidents"),)
    happened = f"发案{count}起，损失{yuan(loss)}" if count else "没有发案"
    saves = f"劝阻{stopped}起，避免损失{yuan(saved)}" if stopped else "没有登记劝阻"
    return (AgendaLine(f"{happened}；{saves}。", count, source, "incidents"),)


def board_lines(session: Session, on: date) -> tuple[AgendaLine, ...]:
    """Return which villages have no covenant board, and which never told their count (R7)."""
    source = "覆盖台账：村规民约宣传牌最近一次数字"
    villages = queries.covenant_boards(session, on)
    if not villages:
        return (AgendaLine("还没有登记村，暂无覆盖情况。", None, source),)
    none = [name for name, count in villages if count == 0]
    unknown = [name for name, count in villages if count is None]
    lines: list[AgendaLine] = []
    if none:
        told = f"还没有村规民约宣传牌的村{len(none)}个：{'、'.join(none)}。"
        lines.append(AgendaLine(told, len(none), source, "coverage"))
    if unknown:
        told = f"没有登记过村规民约宣传牌数的村{len(unknown)}个。"
        lines.append(AgendaLine(told, len(unknown), source, "coverage"))
    if not lines:
        lines.append(AgendaLine("每个村都有村规民约宣传牌。", len(villages), source, "coverage"))
    return tuple(lines)


def _few(count: int) -> str:
    return f"少于{SMALL}人" if 0 < count < SMALL else f"{count}人"
