"""School terms (学期): what "per term" is counted within (R9)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, Problem, Severity
from antifraud_desktop.records.requirements import TermRecord
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.taking import taken_row
from antifraud_desktop.work import Work, allowed
from db.models import SchoolTerm

TERM = "school_term"
LONGEST_NAME, LONGEST_DAYS = 64, 250
TERMS_BROUGHT = 4
SPRING_BEGINS, AUTUMN_BEGINS = (2, 1), (9, 1)
SPRING_ENDS, AUTUMN_ENDS = (7, 15), (1, 31)


class SchoolTermService:
    """Lists and edits terms; two terms never share a day."""

    def __init__(self, work: Work) -> None:
        """Keep the way to the database."""
        self._work = work

    @allowed(Permission.READ_FIGURES)
    def list(self) -> tuple[TermRecord, ...]:
        """Return the terms in order of time."""
        with self._work.reading() as session:
            return terms_of(session)

    @allowed(Permission.KEEP_LEDGERS)
    def save(self, record: TermRecord) -> Changes:
        """Create (id 0) or change a term.

        Raises Invalid with every problem, ChangedElsewhere on a stale version.
        """
        with self._work.writing() as uow:
            known = terms_of(uow.session)
            problems = check_term(record, known)
            if problems:
                raise Invalid(problems)
            row = self._row(uow.session, record.id, record.version) if record.id else SchoolTerm()
            before = _told(_record(row)) if record.id else None
            row.name = record.name.strip()
            row.first_day, row.last_day = record.first_day, record.last_day
            uow.session.add(row)
            uow.session.flush()
            done = "修改" if before else "新增"
            summary = f"{done}学期：{row.name}"
            uow.record("save_term", TERM, row.id, summary, before, _told(_record(row)))
            uow.commit()
        return Changes(requirements=True)

    @allowed(Permission.KEEP_LEDGERS)
    def remove(self, term_id: int, version: int) -> Changes:
        """Take a term out of the list; what was done within it stays."""
        with self._work.writing() as uow:
            row = self._row(uow.session, term_id, version)
            before = _told(_record(row))
            uow.session.delete(row)
            uow.record("remove_term", TERM, term_id, f"删除学期：{row.name}", before)
            uow.commit()
        return Changes(requirements=True)

    def _row(self, session: Session, term_id: int, version: int) -> SchoolTerm:
        return taken_row(session, SchoolTerm, term_id, version, TERM, "这个学期")


def terms_of(session: Session) -> tuple[TermRecord, ...]:
    """Return the terms in order of time."""
    rows = session.scalars(select(SchoolTerm).order_by(SchoolTerm.first_day, SchoolTerm.id))
    return tuple(map(_record, rows))


def check_term(record: TermRecord, known: Sequence[TermRecord]) -> tuple[Problem, ...]:
    """Return everything wrong with a term's form."""
    found: list[Problem] = []
    others = [term for term in known if term.id != record.id]
    name = record.name.strip()
    if not name:
        found.append(_wrong("name", "请填写学期名称", "required"))
    elif len(name) > LONGEST_NAME:
        found.append(_wrong("name", f"学期名称超过{LONGEST_NAME}个字", "long"))
    if any(term.name == name for term in others):
        found.append(_wrong("name", "已有同名的学期", "taken"))
    if record.last_day < record.first_day:
        found.append(_wrong("last_day", "结束日期早于开始日期", "order"))
    elif (record.last_day - record.first_day).days >= LONGEST_DAYS:
        found.append(_wrong("last_day", f"一个学期不会超过{LONGEST_DAYS}天，请检查年份", "far"))
    found += [
        _wrong("first_day", f"与“{term.name}”的日期重叠", "overlap")
        for term in others
        if term.first_day <= record.last_day and record.first_day <= term.last_day
    ]
    return tuple(found)


def preset_terms(start: date) -> tuple[TermRecord, ...]:
    """Return four terms: the one the campaign begins in, or the next, and those that follow."""
    found: list[TermRecord] = []
    for year in range(start.year - 1, start.year + TERMS_BROUGHT):
        first, last = date(year, *SPRING_BEGINS), date(year, *SPRING_ENDS)
        found.append(TermRecord(f"{year}年春季学期", first, last))
        first, last = date(year, *AUTUMN_BEGINS), date(year + 1, *AUTUMN_ENDS)
        found.append(TermRecord(f"{year}年秋季学期", first, last))
    return tuple(term for term in found if term.last_day >= start)[:TERMS_BROUGHT]


def fill_terms(session: Session, start: date) -> None:
    """Write the preset terms around the campaign's start."""
    session.add_all(
        SchoolTerm(name=term.name, first_day=term.first_day, last_day=term.last_day)
        for term in preset_terms(start)
    )


def _record(row: SchoolTerm) -> TermRecord:
    return TermRecord(row.name, row.first_day, row.last_day, row.id, row.version)


def _told(record: TermRecord) -> dict[str, object]:
    return {
        "name": record.name,
        "first_day": record.first_day.isoformat(),
        "last_day": record.last_day.isoformat(),
    }


def _wrong(field: str, text: str, code: str) -> Problem:
    return Problem(field, Severity.ERROR, text, code)
