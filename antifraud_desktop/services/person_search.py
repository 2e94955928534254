"""From what a clerk filters and types to a query, and from its rows to masked records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from antifraud_desktop.records.person_views import FileBrief, PersonFilter, PersonRow
from antifraud_desktop.records.personal import Personal, PersonalKind
from antifraud_desktop.rules.masking import masked, personal
from antifraud_desktop.rules.person_search import search_terms
from antifraud_desktop.services.file_access import PERSON, own_of
from antifraud_desktop.work import Work
from db.queries import persons as queries
from db.queries.person_where import PersonWhere
from db.queries.statements import Rows
from db.reader import Source
from db.vocabulary import AttentionLevel

WEEK = timedelta(days=6)
_CHUNK = 500
_BRIEF = 10
"""So many columns of a row are the file's, the person's number among them."""


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


def rows_by_id(
    source: Source, work: Work, numbers: Iterable[int], why: Mapping[int, str] | None = None
) -> tuple[PersonRow, ...]:
    """Return rows of persons in the order asked for, masked; those that are gone are left out."""
    wanted, own, today = list(numbers), own_of(work), work.clock.today()
    reasons = why or {}
    rows: dict[int, PersonRow] = {}
    for start in range(0, len(wanted), _CHUNK):
        found = queries.rows_of(source, wanted[start : start + _CHUNK], own)
        briefs = _briefs(found, today)
        for number, facts in {row[0]: row[_BRIEF:] for row in found}.items():
            name, identity, phone, gender, code, unit = facts
            rows[number] = PersonRow(
                number,
                *masked(name, identity, phone, PERSON, str(number)),
                gender,
                code or "",
                unit or "",
                briefs.get(number, ()),
                reasons.get(number, ""),
            )
    return tuple([rows[number] for number in wanted if number in rows])


def briefs_of(source: Source, work: Work, person: int) -> tuple[FileBrief, ...]:
    """Return the files of a person the account may see."""
    found = queries.files_of(source, [person], own_of(work))
    return _briefs(found, work.clock.today()).get(person, ())


def _briefs(found: Rows, today: date) -> dict[int, tuple[FileBrief, ...]]:
    """Return files by person, from rows of one for each account responsible."""
    files: dict[int, FileBrief] = {}
    persons: dict[int, list[int]] = {}
    for row in found:
        person, number, category, status, level, until, reviewer, due, contact, account = row[
            :_BRIEF
        ]
        if number in files:
            before = files[number]
            files[number] = replace(before, officers=(*before.officers, account))
        elif number is not None:
            now = level_today(level, until, today)
            persons.setdefault(person, []).append(number)
            files[number] = FileBrief(
                number,
                category,
                status,
                now,
                now is AttentionLevel.CLOSE and not reviewer,
                due,
                contact,
                () if account is None else (account,),
            )
    return {person: tuple([files[n] for n in numbers]) for person, numbers in persons.items()}


def level_today(level: AttentionLevel, until: date | None, today: date) -> AttentionLevel:
    """Return the attention level that holds: one that ran out is normal again."""
    return AttentionLevel.NORMAL if until is not None and until < today else level


def of_person(kind: PersonalKind, whole: str, person_id: int) -> Personal:
    """Return a value of a person, masked."""
    return personal(kind, whole, PERSON, str(person_id))
