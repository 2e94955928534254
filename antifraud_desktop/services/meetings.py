"""Meetings of the leading group and its office: minutes, rhythm, papers (R9)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, Problem, Refused, Severity
from antifraud_desktop.labels import label_of
from antifraud_desktop.paths import DataFolder
from antifraud_desktop.records.supervision import (
    MeetingFilter,
    MeetingRecord,
    MeetingStanding,
    TaskFilter,
)
from antifraud_desktop.rules.meetings import standing_of
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.drafts import forget_draft
from antifraud_desktop.services.ledger_export import export_paper, export_tables
from antifraud_desktop.services.records_of import campaign_row
from antifraud_desktop.services.supervision_papers import sheet_head
from antifraud_desktop.services.supervision_rows import MEETING, meetings_of, taken, tasks_of
from antifraud_desktop.services.written_text import LINE, NOTE, problems_of_texts
from antifraud_desktop.work import Work, allowed
from db.models import Meeting
from db.queries import days as day_queries
from db.queries import supervision as queries
from db.vocabulary import MeetingLevel

KEPT_AHEAD = timedelta(days=31)
A_YEAR = timedelta(days=366)
TITLE = "会议纪要"
LONGEST_NAME = 64


class MeetingService:
    """Enters meetings; which comes next and which were missed is derived (R9)."""

    def __init__(self, work: Work, folder: DataFolder) -> None:
        """Keep the way to the database and where nothing is exported to."""
        self._work = work
        self._folder = folder

    @allowed(Permission.READ_FIGURES)
    def ids(self, wanted: MeetingFilter | None = None) -> tuple[int, ...]:
        """Return the numbers of a list, newest first."""
        given = wanted or MeetingFilter()
        where = queries.where_of_meetings(given.level, given.first, given.last, given.text)
        with self._work.reading() as session:
            return tuple(queries.meeting_ids(session, where))

    @allowed(Permission.READ_FIGURES)
    def some(self, numbers: Sequence[int]) -> tuple[MeetingRecord | None, ...]:
        """Return meetings in the order asked for; None for one that went meanwhile."""
        with self._work.reading() as session:
            found = meetings_of(session, numbers)
        return tuple(found.get(number) for number in numbers)

    @allowed(Permission.READ_FIGURES)
    def get(self, meeting_id: int) -> MeetingRecord:
        """Return one meeting; Refused when it is gone."""
        with self._work.reading() as session:
            taken(session, Meeting, meeting_id)
            return meetings_of(session, [meeting_id])[meeting_id]

    @allowed(Permission.READ_FIGURES)
    def standings(self) -> tuple[MeetingStanding, ...]:
        """Return for each level the next meeting due today and those missed (R9)."""
        with self._work.reading() as session:
            return tuple(standings(session, self._work.clock.today()))

    @allowed(Permission.KEEP_LEDGERS)
    def save(self, record: MeetingRecord, draft: str = "") -> tuple[int, Changes]:
        """Enter (id 0) or change a meeting; the ``draft`` of that name is forgotten.

        Raises Invalid with every problem, ChangedElsewhere on a stale version.
        """
        problems = _problems(record, self._work.clock.today())
        if problems:
            raise Invalid(problems)
        with self._work.writing() as uow:
            session = uow.session
            if record.id == 0:
                row = Meeting(entered_at=self._work.clock.utc(), entered_by=self._work.account)
            else:
                row = taken(session, Meeting, record.id, record.version)
            before = _told(row) if record.id else None
            row.level, row.day, row.chair = record.level, record.day, record.chair.strip()
            row.attendees, row.agenda = record.attendees.strip(), record.agenda.strip()
            row.minutes = record.minutes.strip()
            session.add(row)
            session.flush()
            done = "修改" if record.id else "登记"
            uow.record(
                "save_meeting", MEETING, row.id, f"{done}{label_of(row.level)}", before, _told(row)
            )
            forget_draft(session, self._work.account, draft)
            number = row.id
            uow.commit()
        return number, Changes(supervision=True)

    @allowed(Permission.KEEP_LEDGERS)
    def remove(self, meeting_id: int, version: int) -> Changes:
        """Delete a meeting entered by mistake; Refused while tasks were decided in it."""
        with self._work.writing() as uow:
            row = taken(uow.session, Meeting, meeting_id, version)
            where = queries.where_of_tasks(self._work.clock.today(), meeting_id=meeting_id)
            if queries.task_ids(uow.session, where, self._work.clock.today()):
                raise Refused("这次会议还有议定的任务，不能删除。", "请先删除这些任务。")
            before = _told(row)
            uow.session.delete(row)
            uow.record("remove_meeting", MEETING, meeting_id, "删除会议", before, None)
            uow.commit()
        return Changes(supervision=True)

    @allowed(Permission.READ_FIGURES)
    def export(self, path: Path, wanted: MeetingFilter | None = None) -> Changes:
        """Write the meetings of a list as .xlsx; registered as what left the office.

        Raises Refused for another suffix, EnvironmentTrouble when it cannot be written.
        """
        from antifraud_desktop.documents.group_lists import MEETINGS, meeting_table

        numbers = self.ids(wanted)
        with self._work.reading() as session:
            found = meetings_of(session, numbers)
            head = sheet_head(session, self._work.clock)
        table = meeting_table(head.township, [found[number] for number in numbers])
        return export_tables(self._work, self._folder, path, "meetings", MEETINGS, [table])

    @allowed(Permission.READ_FIGURES)
    def export_minutes(self, meeting_id: int, path: Path) -> Changes:
        """Write a meeting's minutes with the tasks it decided as .docx, and register the file."""
        from antifraud_desktop.documents.minutes import build_minutes

        today = self._work.clock.today()
        with self._work.reading() as session:
            taken(session, Meeting, meeting_id)
            record = meetings_of(session, [meeting_id])[meeting_id]
            wanted = TaskFilter(meeting_id=meeting_id)
            where = queries.where_of_tasks(today, meeting_id=wanted.meeting_id)
            numbers = queries.task_ids(session, where, today)
            found = tasks_of(session, numbers, today)
            head = sheet_head(session, self._work.clock)
        content = build_minutes(head, record, [found[n] for n in sorted(numbers)])
        title = f"{label_of(record.level)}{TITLE}"
        return export_paper(self._work, self._folder, path, "minutes", title, content)


def standings(session: Session, today: date) -> list[MeetingStanding]:
    """Return how the meetings of each level stand on a day (R9)."""
    campaign = campaign_row(session)
    marked = day_queries.calendar_overrides(session, today - A_YEAR, today + A_YEAR)
    free = frozenset(day for day, reporting in marked.items() if not reporting)
    return [
        standing_of(
            level,
            queries.meeting_days(session, level, today - A_YEAR),
            today,
            campaign.start,
            campaign.end,
            free,
        )
        for level in MeetingLevel
    ]


def _problems(record: MeetingRecord, today: date) -> tuple[Problem, ...]:
    found: list[Problem] = []
    if record.day > today + KEPT_AHEAD:
        found.append(Problem("day", Severity.ERROR, "会议日期最多提前一个月登记", "future"))
    if record.day < today - 5 * A_YEAR:
        found.append(Problem("day", Severity.ERROR, "会议日期太早，请检查年份", "far"))
    if len(record.chair) > LONGEST_NAME:
        found.append(Problem("chair", Severity.ERROR, f"主持人请不超过{LONGEST_NAME}个字", "long"))
    if record.day <= today and not (record.agenda.strip() or record.minutes.strip()):
        found.append(Problem("minutes", Severity.ERROR, "请写明议题或纪要", "required"))
    notes = {
        "attendees": record.attendees,
        "agenda": record.agenda,
        "minutes": record.minutes,
    }
    return (
        *found,
        *problems_of_texts({"chair": record.chair}, LINE),
        *problems_of_texts(notes, NOTE),
    )


def _told(row: Meeting) -> dict[str, object]:
    return {
        "level": row.level,
        "day": row.day,
        "chair": row.chair,
        "attendees": row.attendees,
        "agenda": row.agenda,
        "minutes": row.minutes,
    }
