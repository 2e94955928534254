"""What a file's page shows besides its timeline, each part in one statement made once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import Select, select

from db.models import (
    BasisDocument,
    CaseFile,
    FileOfficer,
    FollowUpPlan,
    Person,
    PlanDay,
    PunitiveMeasure,
    Unit,
)
from db.queries.person_where import files_of_account
from db.queries.statements import Kept, bound
from db.reader import Source
from db.vocabulary import (
    AppealState,
    AttentionLevel,
    BasisKind,
    CaseCategory,
    FileStatus,
    OrganLevel,
)


class FileFound(NamedTuple):
    """A file's own columns."""

    id: int
    version: int
    person_id: int
    category: CaseCategory
    status: FileStatus
    opened_on: dt.date
    opened_by: str
    closed_on: dt.date | None
    closing: str
    attention: AttentionLevel
    attention_reason: str
    attention_until: dt.date | None
    attention_reviewer: str
    facts: str
    last_contact: dt.date | None
    next_due: dt.date | None
    review_on: dt.date | None
    renewals: int


class PersonFound(NamedTuple):
    """A person's columns with the unit's; of no unit both are None."""

    id: int
    version: int
    name: str
    identity_number: str
    phone: str
    address: str
    guardian: str
    gender: str
    birth_on: dt.date | None
    unit_code: str | None
    unit_name: str | None


class BasisFound(NamedTuple):
    """A document a file rests on."""

    id: int
    kind: BasisKind
    organ: str
    organ_level: OrganLevel | None
    number: str
    issued_on: dt.date | None
    offence: str
    offence_on: str
    sentence_months: int | None
    text: str


class MeasureFound(NamedTuple):
    """A copy of another authority's measure."""

    id: int
    organ: str
    organ_level: OrganLevel | None
    number: str
    ground: str
    starts_on: dt.date
    ends_on: dt.date
    served_on: dt.date | None
    appeal: AppealState


class PlanFound(NamedTuple):
    """A follow-up plan and one of its set days, None of a plan of every N days."""

    id: int
    every_days: int | None
    starts_on: dt.date
    day: dt.date | None


def file_and_person(
    source: Source, file_id: int, own: str | None
) -> tuple[FileFound, PersonFound] | None:
    """Return a file with its person, None when there is none; ``own`` limits as in a list."""
    kept = _FILE if own is None else _OWN_FILE
    row = kept.first(source, file=file_id, own=own)
    if row is None:
        return None
    parted = len(FileFound._fields)
    return FileFound._make(row[:parted]), PersonFound._make(row[parted:])


def person(source: Source, person_id: int) -> PersonFound:
    """Return a person there is."""
    return PersonFound._make(_PERSON.rows(source, person=person_id)[0])


def doubles(source: Source, person_id: int) -> list[tuple[int, str, str]]:
    """Return (id, name, identity number) of the rows whose files moved to a person."""
    return [(number, name, identity) for number, name, identity in _DOUBLES.rows(
        source, person=person_id
    )]  # fmt: skip


def bases(source: Source, file_id: int) -> Iterator[BasisFound]:
    """Return the documents a file rests on, in the order they were entered."""
    return map(BasisFound._make, _BASES.rows(source, file=file_id))


def measures(source: Source, file_id: int) -> Iterator[MeasureFound]:
    """Return a file's measures by the day they begin."""
    return map(MeasureFound._make, _MEASURES.rows(source, file=file_id))


def officers(source: Source, file_id: int) -> list[tuple[str, dt.date, dt.date | None]]:
    """Return (account, since, until) of who is and was responsible."""
    rows = _OFFICERS.rows(source, file=file_id)
    return [(account, since, until) for account, since, until in rows]


def plan(source: Source, file_id: int) -> list[PlanFound]:
    """Return the plan that holds, the newest first, a row for each of its set days."""
    return [PlanFound._make(row) for row in _PLAN.rows(source, file=file_id)]


def _columns(model: Any, names: tuple[str, ...]) -> list[Any]:
    """Return a model's columns of the names of a row's fields."""
    return [getattr(model, name) for name in names]


_PERSON_COLUMNS = (
    *_columns(Person, PersonFound._fields[:-2]),
    Unit.code.label("unit_code"),
    Unit.name.label("unit_name"),
)
_FILE_SELECT: Select[*tuple[Any, ...]] = (
    select(*_columns(CaseFile, FileFound._fields), *_PERSON_COLUMNS)
    .join(Person, Person.id == CaseFile.person_id)
    .outerjoin(Unit, Unit.id == Person.unit_id)
    .where(CaseFile.id == bound("file"))
)
_FILE = Kept(_FILE_SELECT)
_OWN_FILE = Kept(_FILE_SELECT.where(CaseFile.id.in_(files_of_account("own"))))
_PERSON = Kept(
    select(*_PERSON_COLUMNS)
    .outerjoin(Unit, Unit.id == Person.unit_id)
    .where(Person.id == bound("person"))
)
_DOUBLES = Kept(
    select(Person.id, Person.name, Person.identity_number)
    .where(Person.merged_into == bound("person"))
    .order_by(Person.id)
)
_BASES = Kept(
    select(*_columns(BasisDocument, BasisFound._fields))
    .where(BasisDocument.file_id == bound("file"))
    .order_by(BasisDocument.id)
)
_MEASURES = Kept(
    select(*_columns(PunitiveMeasure, MeasureFound._fields))
    .where(PunitiveMeasure.file_id == bound("file"))
    .order_by(PunitiveMeasure.starts_on, PunitiveMeasure.id)
)
_OFFICERS = Kept(
    select(FileOfficer.account, FileOfficer.since, FileOfficer.until)
    .where(FileOfficer.file_id == bound("file"))
    .order_by(FileOfficer.id)
)
_PLAN = Kept(
    select(FollowUpPlan.id, FollowUpPlan.every_days, FollowUpPlan.starts_on, PlanDay.day)
    .outerjoin(PlanDay, PlanDay.plan_id == FollowUpPlan.id)
    .where(FollowUpPlan.file_id == bound("file"), FollowUpPlan.ended_on.is_(None))
    .order_by(FollowUpPlan.starts_on.desc(), FollowUpPlan.id.desc(), PlanDay.day)
)
