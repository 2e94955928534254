"""From what a clerk filters and types to a query, and from its rows to masked records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from antifraud_desktop.records.person_views import FileBrief, PersonFilter, PersonRow
from antifraud_desktop.records.personal import Personal, PersonalKind
from antifraud_desktop.rules.masking import personal
from antifraud_desktop.rules.person_search import search_terms
from antifraud_desktop.services.file_access import PERSON, own_of
from antifraud_desktop.work import Work
from db.queries import persons as queries
from db.queries.person_where import PersonWhere
from db.reader import Source
from db.vocabulary import AttentionLevel

WEEK = timedelta(days=6)
_CHUNK = 500


def where_of(work: Work, wanted: PersonFilter) -> PersonWhere:
    """Return the query's conditions; ``week`` is today and the six days after it."""
    today = work.clock.today()
    terms = search_terms(wanted.text)
    starts, ends = {
        "overdue": (None, today - timedelta(days=1)),
        "today": (today, today),
        "week": (today, today + WEEK),
    }.get(wanted.due, (None, None))
    return PersonWhere(
        today=today,
        own=own_of(work),
        numbers=terms.numbers,
        letters=terms.letters,
        names=terms.names,
        categories=wanted.categories,
        statuses=wanted.statuses,
        units=wanted.unit_codes,
        officer=wanted.officer,
        attention=wanted.attention,
        due_from=starts,
        due_until=ends,
        sort=wanted.sort,
    )


def person_rows(
    source: Source,
    work: Work,
    found: Sequence[Any],
    why: Mapping[int, str] | None = None,
) -> tuple[PersonRow, ...]:
    """Return rows of ``db.queries.persons`` as masked records, in their order."""
    briefs = briefs_of(source, work, [row[0] for row in found])
    reasons = why or {}
    rows: list[PersonRow] = []
    for number, name, identity, phone, gender, code, unit in found:
        subject = (PERSON, str(number))
        rows.append(
            PersonRow(
                person_id=number,
                name=personal(PersonalKind.NAME, name, *subject),
                identity_number=personal(PersonalKind.IDENTITY, identity, *subject),
                phone=personal(PersonalKind.PHONE, phone, *subject),
                gender=gender,
                unit_code=code or "",
                unit_name=unit or "",
                files=briefs.get(number, ()),
                why=reasons.get(number, ""),
            )
        )
    return tuple(rows)


def rows_by_id(
    source: Source, work: Work, numbers: Iterable[int], why: Mapping[int, str] | None = None
) -> tuple[PersonRow, ...]:
    """Return rows of persons in the order asked for; those that are gone are left out."""
    wanted = list(numbers)
    rows: dict[int, Any] = {}
    for start in range(0, len(wanted), _CHUNK):
        found = queries.rows_of(source, wanted[start : start + _CHUNK])
        rows |= {row[0]: row for row in found}
    return person_rows(source, work, [rows[n] for n in wanted if n in rows], why)


def briefs_of(
    source: Source, work: Work, persons: Sequence[int]
) -> dict[int, tuple[FileBrief, ...]]:
    """Return the files of persons the account may see."""
    today = work.clock.today()
    found: dict[int, dict[int, FileBrief]] = {}
    for (
        number, person, category, status, level, until, reviewer, due, contact, account,
    ) in queries.files_of(source, persons, own_of(work)):  # fmt: skip
        briefs = found.setdefault(person, {})
        if number in briefs:
            before = briefs[number]
            briefs[number] = replace(before, officers=(*before.officers, account))
            continue
        now = level_today(level, until, today)
        briefs[number] = FileBrief(
            file_id=number,
            category=category,
            status=status,
            attention=now,
            unconfirmed=now is AttentionLevel.CLOSE and not reviewer,
            next_due=due,
            last_contact=contact,
            officers=() if account is None else (account,),
        )
    return {person: tuple(briefs.values()) for person, briefs in found.items()}


def level_today(level: AttentionLevel, until: date | None, today: date) -> AttentionLevel:
    """Return the attention level that holds: one that ran out is normal again."""
    return AttentionLevel.NORMAL if until is not None and until < today else level


def of_person(kind: PersonalKind, whole: str, person_id: int) -> Personal:
    """Return a value of a person, masked."""
    return personal(kind, whole, PERSON, str(person_id))
