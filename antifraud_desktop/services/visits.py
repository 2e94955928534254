"""Visits: contacts with persons on file, and those tried in vain (R12)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, Refused
from antifraud_desktop.records.visits import NewVisit, VisitRecord
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.file_access import file_row, note_view
from antifraud_desktop.services.file_drafts import VISIT_DRAFT, drop_draft
from antifraud_desktop.services.file_texts import reason_problems
from antifraud_desktop.services.follow_up import (
    files_for_entry,
    gone,
    refresh_follow_up,
    seen_of,
)
from antifraud_desktop.services.history import changed_elsewhere
from antifraud_desktop.services.visit_records import (
    TEXTS,
    VISIT,
    told_of,
    visit_problems,
    visit_records,
)
from antifraud_desktop.work import Work, allowed
from db.models import Unit, Visit, VisitFile
from db.queries import visits as queries

PAGE = 50


class VisitService:
    """Logs, shows, corrects and removes visits; each call is one audited action."""

    def __init__(self, work: Work) -> None:
        """Keep the way to the database."""
        self._work = work

    @allowed(Permission.READ_FILES)
    def of_file(self, file_id: int, first: int = 0, most: int = PAGE) -> tuple[VisitRecord, ...]:
        """Return a file's visits, the latest first; looking at them is noted."""
        with self._work.reading() as session:
            file_row(session, self._work, file_id)
            numbers = queries.page_of_file(session, file_id, first, most)
            found = visit_records(session, self._work, numbers)
        note_view(self._work, file_id)
        return found

    @allowed(Permission.READ_FILES)
    def get(self, visit_id: int) -> VisitRecord:
        """Return one visit. Raises Refused when it has no file the account may see."""
        with self._work.reading() as session:
            found = visit_records(session, self._work, [visit_id])
        if not found:
            raise gone("这次走访记录")
        note_view(self._work, found[0].persons[0].file_id)
        return found[0]

    @allowed(Permission.WRITE_FILES)
    def log(self, visit: NewVisit) -> tuple[int, Changes]:
        """Save a visit with one or several files; the drafts it was typed in go with it.

        Raises Invalid with everything wrong, Refused for a file that takes no entries.
        """
        self._check(visit)
        with self._work.writing() as uow:
            session, file_ids = uow.session, sorted(set(visit.file_ids))
            files_for_entry(session, self._work, file_ids, visit.day)
            row = Visit(entered_at=self._work.clock.utc(), entered_by=self._work.account)
            _fill(row, visit, frozenset())
            row.files = [VisitFile(file_id=number) for number in file_ids]
            session.add(row)
            for number in file_ids:
                drop_draft(session, self._work.account, number, VISIT_DRAFT)
            refresh_follow_up(session, file_ids)
            number = row.id
            uow.record("add_visit", VISIT, number, _summary("登记走访", visit), None, told_of(row))
            uow.commit()
        return number, Changes(persons=True)

    @allowed(Permission.WRITE_FILES)
    def change(
        self, visit_id: int, visit: NewVisit, version: int, keep: Collection[str] = ()
    ) -> Changes:
        """Correct a visit. ``keep`` names texts that stay as they are stored.

        A form that shows masked texts names those nobody touched: a mask is never saved. Files
        the account may not see stay with the visit. Raises as :meth:`log`, ChangedElsewhere.
        """
        unknown = set(keep) - set(TEXTS)
        if unknown:
            raise ValueError(f"no texts: {sorted(unknown)}")
        self._check(visit)
        with self._work.writing() as uow:
            session = uow.session
            row, seen = self._row(session, visit_id, version)
            wanted = set(visit.file_ids)
            files_for_entry(session, self._work, sorted(wanted | seen), visit.day)
            before = told_of(row)
            touched = {link.file_id for link in row.files} | wanted
            _fill(row, visit, keep)
            kept = [link for link in row.files if link.file_id not in seen - wanted]
            new = wanted - {link.file_id for link in kept}
            row.files = [*kept, *(VisitFile(file_id=number) for number in sorted(new))]
            refresh_follow_up(session, touched)
            after = told_of(row)
            if after == before:
                return Changes()
            uow.record("change_visit", VISIT, visit_id, _summary("修改走访", visit), before, after)
            uow.commit()
        return Changes(persons=True)

    @allowed(Permission.WRITE_FILES)
    def remove(self, visit_id: int, reason: str, version: int) -> Changes:
        """Delete a visit that was entered by mistake; what it said stays in the trail.

        Raises Invalid without a reason, Refused when a file of it is somebody else's.
        """
        problems = reason_problems("reason", reason, "为什么删除")
        if problems:
            raise Invalid(problems)
        with self._work.writing() as uow:
            session = uow.session
            row, seen = self._row(session, visit_id, version)
            touched = {link.file_id for link in row.files}
            if touched - seen:
                raise Refused("这次走访还涉及不由您负责的档案，不能删除。", "请办公室核对后删除。")
            before, day = told_of(row), row.day
            files_for_entry(session, self._work, sorted(touched), day)
            session.delete(row)
            refresh_follow_up(session, touched)
            said = f"删除{day.month}月{day.day}日的走访记录"
            uow.record("remove_visit", VISIT, visit_id, said, before, {"reason": reason.strip()})
            uow.commit()
        return Changes(persons=True)

    @allowed(Permission.READ_FIGURES)
    def logged(self, unit_code: str, day: date) -> int:
        """Return how many persons of a unit were met on a day by the visits on record (R5)."""
        with self._work.reading() as session:
            unit_id = session.query(Unit.id).filter(Unit.code == unit_code).scalar()
            return queries.logged_by_unit(session, day, day).get(day, {}).get(unit_id, 0)

    def _check(self, visit: NewVisit) -> None:
        problems = visit_problems(visit, self._work.clock.today())
        if problems:
            raise Invalid(problems)

    def _row(self, session: Session, visit_id: int, version: int) -> tuple[Visit, set[int]]:
        """Return a visit and those of its files the account may see."""
        row = session.get(Visit, visit_id)
        seen = seen_of(session, self._work, _files_of(row)) if row else set[int]()
        if row is None or not seen:
            raise gone("这次走访记录")
        if row.version != version:
            raise changed_elsewhere(session, "这次走访记录", VISIT, str(visit_id))
        return row, seen


def _files_of(row: Visit) -> Sequence[int]:
    return [link.file_id for link in row.files]


def _fill(row: Visit, visit: NewVisit, keep: Collection[str]) -> None:
    row.day, row.at, row.kind, row.failed = visit.day, visit.at, visit.kind, visit.failed
    row.next_on = visit.next_on
    for name in TEXTS:
        if name not in keep:
            setattr(row, name, getattr(visit, name).strip())


def _summary(what: str, visit: NewVisit) -> str:
    tried = "（未遇）" if visit.failed else ""
    files = f"，涉及{len(visit.file_ids)}份档案" if len(visit.file_ids) > 1 else ""
    return f"{what}{tried}：{visit.day.month}月{visit.day.day}日{files}"
