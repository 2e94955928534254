"""Objections, falsifications, interviews and cards as records; taking one up to change it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from antifraud_desktop.errors import Invalid, Problem, Severity
from antifraud_desktop.records.consequences import (
    CardRecord,
    CardState,
    InterviewRecord,
    InterviewState,
)
from antifraud_desktop.records.evaluation_course import FalsificationRecord, ObjectionRecord
from antifraud_desktop.rules.evaluation_course import card_state, interview_state
from antifraud_desktop.services.evaluation_places import (
    Places,
    criterion_names,
    frozen_places,
)
from antifraud_desktop.services.records_of import campaign_row
from antifraud_desktop.services.taking import taken_row
from db.models import (
    Falsification,
    Interview,
    Objection,
    Unit,
    YellowCard,
)
from db.queries import evaluation_course as queries
from db.vocabulary import ObjectionState

OBJECTION, FALSIFICATION, INTERVIEW, CARD = (
    "objection",
    "falsification",
    "evaluation_interview",
    "yellow_card",
)
"""The subjects of the audit trail."""
Row = TypeVar("Row", Objection, Falsification, Interview, YellowCard)
_KINDS: Mapping[type, tuple[str, str]] = MappingProxyType(
    {
        Objection: (OBJECTION, "这件异议"),
        Falsification: (FALSIFICATION, "这条认定"),
        Interview: (INTERVIEW, "这次约谈"),
        YellowCard: (CARD, "这张黄牌"),
    }
)


def taken(session: Session, model: type[Row], number: int, version: int | None = None) -> Row:
    """Return a row to be changed.

    Raises Refused when it is gone, ChangedElsewhere when somebody saved another version.
    """
    kind, what = _KINDS[model]
    return taken_row(session, model, number, version, kind, what)


def unit_of(session: Session, code: str) -> Unit:
    """Return a unit by its code; Invalid at ``unit_code`` when there is none."""
    found = session.scalar(select(Unit).where(Unit.code == code))
    if found is None:
        told = "没有这个单位，请重新选择" if code else "请选择单位"
        raise Invalid((Problem("unit_code", Severity.ERROR, told, "required"),))
    return found


def begun(session: Session) -> date:
    """Return the first month of the campaign being worked on."""
    return campaign_row(session).start.replace(day=1)


def objection_records(
    session: Session,
    *,
    ids: Collection[int] | None = None,
    month: date | None = None,
    unit_code: str = "",
    states: Collection[ObjectionState] = (),
) -> tuple[ObjectionRecord, ...]:
    """Return objections, open ones first, then the newest."""
    found = queries.objections(session, ids=ids, month=month, unit_code=unit_code, states=states)
    names: dict[int, dict[str, str]] = {}
    return tuple(
        ObjectionRecord(
            id=row.id,
            month=of,
            edition=edition,
            unit_code=code,
            unit=unit,
            criterion=row.criterion,
            criterion_name=_criterion_name(session, row, names),
            text=row.text,
            received_on=row.received_on,
            state=row.state,
            answer=row.answer,
            effect=row.effect,
            decided_on=row.decided_on,
            decided_by=row.decided_by,
            entered_by=row.entered_by,
            version=row.version,
        )
        for row, of, edition, code, unit in found
    )


def falsification_records(
    session: Session,
    *,
    ids: Collection[int] | None = None,
    first: date | None = None,
    last: date | None = None,
    unit_code: str = "",
    standing: bool = False,
) -> tuple[FalsificationRecord, ...]:
    """Return falsifications, the newest day first."""
    found = queries.falsifications(
        session, ids=ids, first=first, last=last, unit_code=unit_code, standing=standing
    )
    return tuple(
        FalsificationRecord(
            id=row.id,
            unit_code=code,
            unit=unit,
            day=row.day,
            indicator=indicator or "",
            indicator_name=indicator_name or "",
            evidence=row.evidence,
            decided_on=row.decided_on,
            decided_by=row.decided_by,
            lifted_on=row.lifted_on,
            lifted_reason=row.lifted_reason,
            objection_id=row.objection_id,
            entered_by=row.entered_by,
            version=row.version,
        )
        for row, code, unit, indicator, indicator_name in found
    )


def interview_records(
    session: Session,
    today: date,
    *,
    ids: Collection[int] | None = None,
    month: date | None = None,
    unit_code: str = "",
) -> tuple[InterviewRecord, ...]:
    """Return interviews of the campaign, newest month first, with their state on a day."""
    rows = queries.interviews(session, begun(session), ids=ids, month=month, unit_code=unit_code)
    if not rows:
        return ()
    months = [row.month for row in rows]
    places = frozen_places(session, min(months), max(months))
    return tuple(
        _interview(row, of, edition, code, unit, places.get(of), today)
        for row, of, edition, code, unit in rows
    )


def card_records(
    session: Session,
    today: date,
    *,
    ids: Collection[int] | None = None,
    unit_code: str = "",
) -> tuple[CardRecord, ...]:
    """Return the cards of the campaign, newest first, with their state on a day."""
    campaign = campaign_row(session)
    found = queries.cards(session, campaign.id, ids=ids, unit_code=unit_code)
    records = (
        CardRecord(
            id=row.id,
            unit_code=code,
            unit=unit,
            first_month=first,
            second_month=second,
            first_interview=row.first_interview_id,
            second_interview=row.second_interview_id,
            given_on=row.given_on,
            given_by=row.given_by,
            measures=row.measures,
            measures_due=row.measures_due,
            closed_on=row.closed_on,
            closing=row.closing,
            withdrawn_on=row.withdrawn_on,
            withdrawn_reason=row.withdrawn_reason,
            state=CardState.STANDING,
            version=row.version,
        )
        for row, code, unit, first, second in found
    )
    return tuple(replace(record, state=card_state(record, today)) for record in records)


def _criterion_name(session: Session, row: Objection, names: dict[int, dict[str, str]]) -> str:
    if not row.criterion:
        return ""
    if row.result_id not in names:
        names[row.result_id] = criterion_names(session, row.result_id)
    return names[row.result_id].get(row.criterion, row.criterion)


def _interview(
    row: Interview,
    month: date,
    edition: int,
    code: str,
    unit: str,
    places: Places | None,
    today: date,
) -> InterviewRecord:
    found = places.units.get(code) if places else None
    record = InterviewRecord(
        id=row.id,
        month=month,
        edition=edition,
        unit_code=code,
        unit=unit,
        total=found[1] if found else None,
        rank=found[2] if found else None,
        listed=places is not None and code in places.listed,
        chosen_by=row.chosen_by,
        chosen_reason=row.chosen_reason,
        planned_at=row.planned_at,
        place=row.place,
        held_on=row.held_on,
        interviewer=row.interviewer,
        attendees=row.attendees,
        problems=row.problems,
        measures=row.measures,
        measures_due=row.measures_due,
        follow_up=row.follow_up,
        closed_on=row.closed_on,
        withdrawn_on=row.withdrawn_on,
        withdrawn_reason=row.withdrawn_reason,
        state=InterviewState.CHOSEN,
        version=row.version,
    )
    return replace(record, state=interview_state(record, today))
