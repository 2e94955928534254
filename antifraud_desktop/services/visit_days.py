"""A day's visits: whom to see, the page to take along, quick entry afterwards."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, Problem, Refused, Severity
from antifraud_desktop.files import write_whole
from antifraud_desktop.records.personal import Unmasked
from antifraud_desktop.records.visits import DayEntry, DayMark, NewVisit
from antifraud_desktop.rules.day_words import short_day
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.file_access import PERSON, visible_files
from antifraud_desktop.services.follow_up import files_for_entry, refresh_follow_up
from antifraud_desktop.services.records_of import township_record
from antifraud_desktop.services.unmasking import is_open
from antifraud_desktop.services.visit_records import day_entries, visit_problems
from antifraud_desktop.work import Work, allowed
from db.models import CaseFile, Person, Unit, Visit, VisitFile
from db.queries import visits as queries
from db.queries.file_access import own_files

DAY = "visit_day"
PAGE, MOST_MARKS = 200, 200


class VisitDayService:
    """What is to be visited on a day, on paper and back."""

    def __init__(self, work: Work) -> None:
        """Keep the way to the database."""
        self._work = work

    @allowed(Permission.READ_FILES)
    def entries(
        self,
        day: date,
        unit_codes: Collection[str] = (),
        officer: str = "",
        first: int = 0,
        most: int = PAGE,
    ) -> tuple[DayEntry, ...]:
        """Return who is due on or before a day or was visited on it, village by village.

        The same rows come back for quick entry after they were visited, marked as entered.
        """
        with self._work.reading() as session:
            return self._entries(session, day, unit_codes, officer, first, most)

    @allowed(Permission.READ_FILES)
    def count(self, day: date, unit_codes: Collection[str] = (), officer: str = "") -> int:
        """Return how many rows :meth:`entries` has in all."""
        with self._work.reading() as session:
            return self._count(session, day, unit_codes, officer)

    @allowed(Permission.READ_FILES)
    def write_list(
        self,
        day: date,
        path: Path,
        file_ids: Sequence[int] = (),
        grants: Collection[Unmasked] = (),
    ) -> int:
        """Write one page of a day's visits as a Word document; return how many stand on it.

        Chosen files, or the first that are due and whom nobody has met that day. Names are
        masked; those of persons opened by a grant of this account are printed in full. Noted as
        printed, with the files and which names were whole.

        Raises Refused when nothing is due, or more was chosen than one page holds.
        """
        from antifraud_desktop.documents.visit_sheet import MOST_ROWS, SheetRow, build_visit_sheet

        now = self._work.clock.now()
        if len(set(file_ids)) > MOST_ROWS:
            raise Refused(
                f"一页清单最多列{MOST_ROWS}人，现在选了{len(set(file_ids))}人。",
                "请按村分几次打印。",
            )
        with self._work.reading() as session:
            entries = self._for_paper(session, day, file_ids, MOST_ROWS)
            if not entries:
                raise Refused("没有要走访的人员。", "请换一个日期，或先为档案制定随访计划。")
            more = 0 if file_ids else self._count(session, day, (), "", met=False)
            opened = self._opened(grants, entries)
            names = _whole_names(session, opened)
            township = township_record(session).name
        rows = [
            SheetRow(
                name=names.get(e.person_id, str(e.name)),
                unit=e.unit,
                number=e.number,
                due=short_day(e.due_on) if e.due_on else "约定",
                last=f"上次{e.last_contact:%m-%d}" if e.last_contact else "",
            )
            for e in entries
        ]
        mark = f"打印：{self._work.account}　{now:%Y-%m-%d %H:%M}　内部使用，不得复印、拍照、外传"
        content = build_visit_sheet(
            township, day, rows, mark=mark, more=max(0, more - len(entries))
        )
        with self._work.writing() as uow:
            whole = f"，其中{len(opened)}人姓名完整" if opened else ""
            uow.record(
                "print",
                DAY,
                day.isoformat(),
                f"打印走访清单：{len(rows)}人{whole}",
                None,
                {"files": [e.file_id for e in entries], "whole": sorted(opened)},
            )
            write_whole(path, content)
            uow.commit()
        return len(rows)

    @allowed(Permission.WRITE_FILES)
    def enter(self, day: date, marks: Sequence[DayMark]) -> Changes:
        """Enter a list's ticks as visits, all of them or none, in one action.

        Raises Invalid with every wrong row (``field`` is ``note:12`` with the file's number; a
        second visit of a day needs ``again``), Refused for a file that takes no entries.
        """
        problems = self._problems(day, marks)
        if problems:
            raise Invalid(problems)
        stamp = self._work.clock.utc()
        with self._work.writing() as uow:
            session, file_ids = uow.session, [mark.file_id for mark in marks]
            files_for_entry(session, self._work, file_ids, day)
            entered = queries.met_on(session, day, file_ids)
            doubles = tuple(
                Problem(
                    f"file:{mark.file_id}",
                    Severity.ERROR,
                    "这一天已登记过走访；确实走访了两次的，请勾选“再登记一次”",
                    "double",
                )
                for mark in marks
                if mark.file_id in entered and not mark.again
            )
            if doubles:
                raise Invalid(doubles)
            rows = [
                Visit(
                    day=day,
                    kind=mark.kind,
                    failed=not mark.met,
                    talk=mark.note.strip(),
                    entered_at=stamp,
                    entered_by=self._work.account,
                    files=[VisitFile(file_id=mark.file_id)],
                )
                for mark in marks
            ]
            session.add_all(rows)
            refresh_follow_up(session, file_ids)
            met = sum(mark.met for mark in marks)
            said = f"补录{day.month}月{day.day}日走访：见到{met}人，未遇{len(marks) - met}人"
            numbers = [{"visit": row.id, "file": row.files[0].file_id} for row in rows]
            uow.record("enter_visits", DAY, day.isoformat(), said, None, {"visits": numbers})
            uow.commit()
        return Changes(persons=True)

    def _problems(self, day: date, marks: Sequence[DayMark]) -> tuple[Problem, ...]:
        if not marks:
            return (Problem("marks", Severity.ERROR, "还没有勾选任何一行", "required"),)
        file_ids = [mark.file_id for mark in marks]
        found: list[Problem] = []
        if len(set(file_ids)) < len(file_ids) or len(marks) > MOST_MARKS:
            text = f"一份档案只能勾选一行，一次最多{MOST_MARKS}行"
            found.append(Problem("marks", Severity.ERROR, text, "many"))
        today = self._work.clock.today()
        for mark in marks:
            visit = NewVisit((mark.file_id,), day, mark.kind, talk=mark.note)
            for problem in visit_problems(visit, today):
                name = "note" if problem.field == "talk" else problem.field
                found.append(replace(problem, field=f"{name}:{mark.file_id}"))
        return tuple(found)

    def _for_paper(
        self, session: Session, day: date, file_ids: Sequence[int], most: int
    ) -> tuple[DayEntry, ...]:
        if not file_ids:
            found = self._entries(session, day, (), "", 0, most, met=False)
        else:
            rows = queries.chosen_rows(session, set(file_ids), visible_files(self._work))
            found = tuple(day_entries(rows, {}, day))
            if len(found) < len(set(file_ids)):
                raise Refused(
                    "选中的档案里有些不再办理，或者不由您负责。", "请刷新列表后重新选择。"
                )
        return found

    def _entries(
        self,
        session: Session,
        day: date,
        unit_codes: Collection[str],
        officer: str,
        first: int,
        most: int,
        *,
        met: bool = True,
    ) -> tuple[DayEntry, ...]:
        limits = self._limits(unit_codes, officer, day, met=met)
        rows = queries.day_rows(session, day, *limits, first=first, most=most)
        visited = queries.met_on(session, day, [row[0] for row in rows])
        return tuple(day_entries(rows, visited, day))

    def _count(
        self,
        session: Session,
        day: date,
        unit_codes: Collection[str],
        officer: str,
        *,
        met: bool = True,
    ) -> int:
        limits = self._limits(unit_codes, officer, day, met=met)
        return queries.day_count(session, day, *limits)

    def _limits(
        self, unit_codes: Collection[str], officer: str, day: date, *, met: bool
    ) -> list[ColumnElement[bool]]:
        found = [visible_files(self._work)]
        if unit_codes:
            units = select(Unit.id).where(Unit.code.in_(unit_codes))
            found.append(Person.unit_id.in_(units))
        if officer:
            found.append(CaseFile.id.in_(own_files(officer)))
        if not met:
            found.append(CaseFile.id.not_in(queries.visited_on(day, met=True)))
        return found

    def _opened(self, grants: Collection[Unmasked], entries: Sequence[DayEntry]) -> set[int]:
        """Return the persons on the list whose names an open grant of this account shows."""
        now = self._work.clock.now()
        opened = {
            grant.subject_id
            for grant in grants
            if grant.subject_kind == PERSON and is_open(grant, self._work.account, now)
        }
        return {e.person_id for e in entries if str(e.person_id) in opened}


def _whole_names(session: Session, persons: Collection[int]) -> dict[int, str]:
    statement = select(Person.id, Person.name).where(Person.id.in_(persons))
    return dict(session.execute(statement).all())
