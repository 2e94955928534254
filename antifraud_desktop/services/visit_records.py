"""Rows of visits into records, and what is wrong with one as it is entered."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from antifraud_desktop.errors import Problem, Severity
from antifraud_desktop.records.personal import Personal, PersonalKind
from antifraud_desktop.records.visits import DayEntry, NewVisit, VisitPerson, VisitRecord
from antifraud_desktop.rules.masking import personal
from antifraud_desktop.services.file_access import PERSON
from antifraud_desktop.services.follow_up import seen_of
from antifraud_desktop.services.written_text import NOTE, problems_of_texts
from antifraud_desktop.work import Work
from db.models import Visit
from db.queries import visits as queries
from db.queries.visits import DayRow

VISIT = "visit"
MOST_FILES = 20
FURTHEST_BACK, FURTHEST_ON = timedelta(days=10 * 366), timedelta(days=2 * 366)
NOTES = ("talk", "needs", "help_offered", "next_step")
TEXTS = ("place", *NOTES)


def visit_records(
    session: Session, work: Work, visit_ids: Sequence[int]
) -> tuple[VisitRecord, ...]:
    """Return visits in the order asked for; those with no file the account may see are left out."""
    rows = {v.id: v for v in session.scalars(select(Visit).where(Visit.id.in_(visit_ids)))}
    links: dict[int, list[queries.PersonRow]] = {}
    for link in queries.persons_of(session, visit_ids):
        links.setdefault(link[0], []).append(link)
    seen = seen_of(session, work, {link[1] for found in links.values() for link in found})
    return tuple(
        _record(rows[number], links[number], seen)
        for number in visit_ids
        if number in rows and any(link[1] in seen for link in links.get(number, ()))
    )


def _record(row: Visit, links: Sequence[queries.PersonRow], seen: Collection[int]) -> VisitRecord:
    texts = {name: _text(row, name) for name in TEXTS}
    persons = tuple(
        VisitPerson(file_id, person_id, name_of(person_id, name), category)
        for _visit, file_id, person_id, name, category in links
        if file_id in seen
    )
    return VisitRecord(
        id=row.id,
        day=row.day,
        at=row.at,
        kind=row.kind,
        failed=row.failed,
        next_on=row.next_on,
        persons=persons,
        others=len(links) - len(persons),
        entered_at=row.entered_at,
        entered_by=row.entered_by,
        version=row.version,
        **texts,
    )


def name_of(person_id: int, name: str) -> Personal:
    """Return a person's name as it is shown."""
    return personal(PersonalKind.NAME, name, PERSON, str(person_id))


def _text(row: Visit, name: str) -> Personal:
    return personal(PersonalKind.TEXT, getattr(row, name), VISIT, str(row.id))


def day_entries(rows: Sequence[DayRow], met: Mapping[int, bool], day: date) -> list[DayEntry]:
    """Return a day's list; a row that was visited without being due has no due day."""
    return [
        DayEntry(
            file_id=file_id,
            person_id=person_id,
            name=name_of(person_id, name),
            unit=unit or "",
            category=category,
            due_on=due if due is not None and due <= day else None,
            last_contact=last,
            entered=file_id in met,
            met=met.get(file_id, False),
        )
        for file_id, person_id, name, unit, category, due, last in rows
    ]


def visit_problems(visit: NewVisit, today: date) -> tuple[Problem, ...]:
    """Return everything wrong with a visit as entered."""
    found: list[Problem] = []

    def wrong(field: str, text: str, code: str) -> None:
        found.append(Problem(field, Severity.ERROR, text, code))

    if not visit.file_ids:
        wrong("file_ids", "请选择走访的是谁", "required")
    if len(visit.file_ids) > MOST_FILES:
        wrong("file_ids", f"一次走访请不超过{MOST_FILES}份档案", "many")
    if visit.day > today:
        wrong("day", "走访日期晚于今天；以后的安排请填“下一步”", "future")
    elif visit.day < today - FURTHEST_BACK:
        wrong("day", "走访日期离今天太远，请检查年份", "far")
    if visit.next_on is not None:
        if visit.next_on <= visit.day:
            wrong("next_on", "下一步的日期应晚于走访日期", "order")
        elif visit.next_on > today + FURTHEST_ON:
            wrong("next_on", "下一步的日期离今天太远，请检查年份", "far")
    found += problems_of_texts({"place": visit.place})
    found += problems_of_texts({name: getattr(visit, name) for name in NOTES}, NOTE)
    return tuple(found)


def told_of(row: Visit) -> dict[str, object]:
    """Return what of a visit the audit payload keeps."""
    return {
        "files": sorted(link.file_id for link in row.files),
        "day": row.day,
        "at": row.at.isoformat() if row.at else None,
        "kind": row.kind,
        "failed": row.failed,
        "next_on": row.next_on,
        **{name: getattr(row, name) for name in TEXTS},
    }
