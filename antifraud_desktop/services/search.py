"""Search over units, persons, activities, indicators and documents, by text or pinyin initials."""

from __future__ import annotations

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from antifraud_desktop.labels import label_of
from antifraud_desktop.pinyin import pinyin_of
from antifraud_desktop.records.person_views import PersonFilter
from antifraud_desktop.records.townships import SearchHit
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.persons import PersonService
from antifraud_desktop.services.records_of import indicator_records
from antifraud_desktop.work import Work, allowed
from db.models import IssuedDocument, Unit, UnitAlias
from db.queries import activities

MOST_PERSONS, MOST_ACTIVITIES, SHORTEST = 8, 6, 2
"""Persons and activities shown among the hits; the characters it takes to look for them."""


class SearchService:
    """Finds what the office knows; persons come masked, and only those the account may see."""

    def __init__(self, work: Work) -> None:
        """Keep the way to the database."""
        self._work = work
        self._persons = PersonService(work)

    @allowed(Permission.READ_FIGURES)
    def find(self, text: str, limit: int = 20) -> tuple[SearchHit, ...]:
        """Return the best hits: units first, then persons, activities, indicators and documents.

        Looking for persons is put on record like a search in their list.
        """
        wanted = text.strip().lower()
        if not wanted:
            return ()
        with self._work.reading() as session:
            units = _units(session, wanted, limit)
            others = [*_activities(session, wanted), *_indicators(session, wanted)]
            others += _documents(session, wanted, limit)
        return (*units, *self._found(text), *others)[:limit]

    def _found(self, text: str) -> list[SearchHit]:
        if len(text.strip()) < SHORTEST or not self._work.may(Permission.READ_FILES):
            return []
        page = self._persons.page(PersonFilter(text=text.strip()), 0, MOST_PERSONS)
        return [
            SearchHit(
                "person",
                f"person/{row.person_id}",
                str(row.name),
                "　".join((row.unit_name, *(label_of(f.category) for f in row.files))),
            )
            for row in page.rows
        ]


def _like(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def _units(session: Session, wanted: str, limit: int) -> list[SearchHit]:
    pattern = _like(wanted)
    with_alias = select(UnitAlias.unit_id).where(UnitAlias.text.like(pattern, escape="\\"))
    statement = (
        select(Unit.code, Unit.name, Unit.leader)
        .where(
            or_(
                Unit.name.like(pattern, escape="\\"),
                Unit.initials.like(pattern, escape="\\"),
                Unit.pinyin.like(pattern[1:], escape="\\"),
                Unit.id.in_(with_alias),
            )
        )
        .order_by(Unit.sort_order)
        .limit(limit)
    )
    return [
        SearchHit("unit", code, name, f"包片领导：{leader}" if leader else "")
        for code, name, leader in session.execute(statement)
    ]


def _indicators(session: Session, wanted: str) -> list[SearchHit]:
    found: list[SearchHit] = []
    for indicator in indicator_records(session).values():
        names = (indicator.name, indicator.label, *indicator.aliases, *indicator.learnt)
        if any(wanted in n.lower() for n in names) or wanted in pinyin_of(indicator.name).initials:
            found.append(SearchHit("indicator", indicator.code, indicator.name, "指标"))
    return found


def _activities(session: Session, wanted: str) -> list[SearchHit]:
    if len(wanted) < SHORTEST:
        return []
    return [
        SearchHit("activity", f"activity/{number}", title, f"{unit}　{day.month}月{day.day}日")
        for number, title, day, unit in activities.search(session, wanted, MOST_ACTIVITIES)
    ]


def _documents(session: Session, wanted: str, limit: int) -> list[SearchHit]:
    d = IssuedDocument
    statement = (
        select(d.id, d.title, d.date)
        .where(d.title.like(_like(wanted), escape="\\"))
        .order_by(d.issued_at.desc())
        .limit(limit)
    )
    return [
        SearchHit("document", str(number), title, f"{day.year}年{day.month}月{day.day}日")
        for number, title, day in session.execute(statement)
    ]
