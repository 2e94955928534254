"""Read-only copies of other authorities' measures (两卡惩戒): judged, then kept as they are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from antifraud_desktop.records.case_requests import MeasureFacts
from antifraud_desktop.records.persons import Basis, Span
from antifraud_desktop.rules.case_basis import Answer
from antifraud_desktop.services.case_opening import basis_answers
from antifraud_desktop.work import Work
from db.models import PunitiveMeasure
from db.vocabulary import BasisKind, CaseCategory


def measure_answers(
    given: MeasureFacts, today: date, earlier: Iterable[Span]
) -> tuple[Answer, ...]:
    """Return what stands against a measure: too low an organ, too long a term, a missing part."""
    decision = Basis(
        kind=BasisKind.DECISION,
        organ=given.organ,
        level=given.organ_level,
        number=given.number,
        ground=given.ground,
        starts_on=given.starts_on,
        ends_on=given.ends_on,
        served_on=given.served_on,
        appeal=given.appeal,
    )
    return tuple(basis_answers(CaseCategory.TWO_CARD, decision, today, None, earlier))


def measure_row(work: Work, file_id: int, given: MeasureFacts) -> PunitiveMeasure:
    """Return the row of a measure that was found fit.

    Raises ValueError without its days: the judging asks for them.
    """
    if given.starts_on is None or given.ends_on is None:
        told = "a measure has its first and last day"
        raise ValueError(told)
    return PunitiveMeasure(
        file_id=file_id,
        organ=given.organ,
        organ_level=given.organ_level,
        number=given.number,
        ground=given.ground,
        starts_on=given.starts_on,
        ends_on=given.ends_on,
        served_on=given.served_on,
        appeal=given.appeal,
        recorded_at=work.clock.utc(),
        recorded_by=work.account,
    )
