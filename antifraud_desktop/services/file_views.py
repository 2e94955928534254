"""A file as its page shows it: masked, with what it rests on and who is responsible."""

from __future__ import annotations

import json
from datetime import date

from antifraud_desktop.errors import Refused
from antifraud_desktop.records.person_views import (
    BasisView,
    FactView,
    FileView,
    MeasureView,
    OfficerView,
    PlanView,
)
from antifraud_desktop.records.personal import Personal, PersonalKind
from antifraud_desktop.services.file_access import GONE, own_of
from antifraud_desktop.services.file_facts import fact_names
from antifraud_desktop.services.file_terms import retained_until
from antifraud_desktop.services.person_rows import person_view
from antifraud_desktop.services.person_search import level_today, of_person
from antifraud_desktop.work import Work
from db.queries import file_page as queries
from db.queries.file_page import FileFound
from db.reader import Source
from db.vocabulary import AttentionLevel


def file_view(source: Source, work: Work, file_id: int) -> FileView:
    """Return a file whole; Refused, in the same words, when there is none or it is another's."""
    found = queries.file_and_person(source, file_id, own_of(work))
    if found is None:
        raise Refused(*GONE)
    row, person = found
    today = work.clock.today()
    level = level_today(row.attention, row.attention_until, today)
    raised = level is not AttentionLevel.NORMAL
    return FileView(
        file_id=row.id,
        version=row.version,
        person=person_view(source, work, person),
        category=row.category,
        status=row.status,
        opened_on=row.opened_on,
        opened_by=row.opened_by,
        closed_on=row.closed_on,
        closing=_text(row, row.closing),
        attention=level,
        attention_reason=_text(row, row.attention_reason if raised else ""),
        attention_until=row.attention_until if raised else None,
        attention_reviewer=row.attention_reviewer if raised else "",
        unconfirmed=level is AttentionLevel.CLOSE and not row.attention_reviewer,
        facts=_facts(row),
        bases=tuple(
            BasisView(
                basis_id=basis.id,
                kind=basis.kind,
                organ=basis.organ,
                organ_level=basis.organ_level,
                number=basis.number,
                issued_on=basis.issued_on,
                offence=basis.offence,
                offence_on=basis.offence_on,
                sentence_months=basis.sentence_months,
                text=_text(row, basis.text),
            )
            for basis in queries.bases(source, row.id)
        ),
        measures=_measures(source, row, today),
        officers=tuple(OfficerView(*one) for one in queries.officers(source, row.id)),
        plan=_plan(source, row, today),
        last_contact=row.last_contact,
        next_due=row.next_due,
        review_on=row.review_on,
        retain_until=retained_until(source, row),
        renewals=row.renewals,
    )


def _text(row: FileFound, text: str) -> Personal:
    return of_person(PersonalKind.TEXT, text, row.person_id)


def _facts(row: FileFound) -> tuple[FactView, ...]:
    names, kept = fact_names(row.category), json.loads(row.facts)
    return tuple(
        FactView(code, names.get(code, code), _text(row, kept[code]))
        for code in (*names, *(c for c in kept if c not in names))
        if code in kept
    )


def _measures(source: Source, row: FileFound, today: date) -> tuple[MeasureView, ...]:
    return tuple(
        MeasureView(
            measure_id=one.id,
            organ=one.organ,
            organ_level=one.organ_level,
            number=one.number,
            ground=_text(row, one.ground),
            starts_on=one.starts_on,
            ends_on=one.ends_on,
            served_on=one.served_on,
            appeal=one.appeal,
            over=one.ends_on < today,
        )
        for one in queries.measures(source, row.id)
    )


def _plan(source: Source, row: FileFound, today: date) -> PlanView | None:
    found = queries.plan(source, row.id)
    if not found:
        return None
    plan = found[0]
    days = [one.day for one in found if one.id == plan.id and one.day is not None]
    ahead = tuple(day for day in days if day >= today)
    return PlanView(plan.id, plan.every_days, plan.starts_on, ahead)
