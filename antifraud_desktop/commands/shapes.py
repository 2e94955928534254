"""The shapes of the JSON the commands print. Keys are stable; money is in yuan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from antifraud_desktop.records.days import DayBook, FigureWarning, UnitDay
from antifraud_desktop.records.intake import Doubt
from antifraud_desktop.records.submissions import IntakeReview, SavedRow, SubmissionReview
from antifraud_desktop.records.units import IndicatorRecord
from antifraud_desktop.vocabulary import SourceKind, SubmissionState

FEN_PER_YUAN = 100

Indicators = Mapping[str, IndicatorRecord]


def number_of(value: int, indicator: IndicatorRecord) -> int | float:
    """Return a count as it is, money in yuan: an int when it is whole."""
    if not indicator.is_money:
        return value
    return value // FEN_PER_YUAN if value % FEN_PER_YUAN == 0 else value / FEN_PER_YUAN


def figures_of(figures: Mapping[str, int], indicators: Indicators) -> dict[str, int | float]:
    """Return figures by indicator code, in the office's order."""
    return {
        code: number_of(figures[code], indicator)
        for code, indicator in indicators.items()
        if code in figures
    }


def received_text(received: datetime, day: date) -> str:
    """Return HH:MM:SS, with the date in front when it was not received on that day (R3)."""
    clock = f"{received:%H:%M:%S}"
    return clock if received.date() == day else f"{received:%Y-%m-%d} {clock}"


def submission_shape(review: SubmissionReview, indicators: Indicators) -> dict[str, Any]:
    """Return one reviewed submission."""
    figures = {f.indicator: f.value for f in review.figures}
    return {
        "unit": review.unit,
        "date": review.date.isoformat(),
        "received": received_text(review.received, review.date),
        "state": review.state.value,
        "nil": review.nil,
        "versions": review.versions,
        "corrected_after_deadline": review.corrected_after_deadline,
        "figures": figures_of(figures, indicators),
        "doubts": [_doubt_shape(doubt) for doubt in review.doubts],
        "fraud_types": list(review.fraud_types),
        "note": review.note,
        "verdict": review.verdict.value,
        "reason": review.reason,
        "differences": list(review.differences),
        "warnings": [_warning_shape(warning) for warning in review.warnings],
    }


def intake_shape(reviews: Sequence[IntakeReview], indicators: Indicators) -> dict[str, Any]:
    """Return what one paste or several workbooks gave, in the order given."""
    submissions = [s for review in reviews for s in review.submissions]
    coming = {s.unit for s in submissions}
    silent = dict.fromkeys(name for review in reviews for name in _silent(review))
    return {
        "submissions": [submission_shape(s, indicators) for s in submissions],
        "ignored": [t.text for review in reviews for t in review.reading.ignored],
        "unrecognised": [t.text for review in reviews for t in review.reading.unrecognised],
        "not_submitted": [name for name in silent if name not in coming],
        "ignored_rows": [row for review in reviews for row in review.reading.ignored_rows],
        "notices": [n for review in reviews for n in review.reading.notices],
        "working_date": reviews[0].working_date.isoformat() if reviews else None,
    }


def _silent(review: IntakeReview) -> tuple[str, ...]:
    """Return who is told to be without a submission: by the sheet itself, or by the calendar."""
    if review.reading.source is SourceKind.WORKBOOK:
        return review.reading.not_submitted
    return review.missing


def rows_shape(rows: Iterable[SavedRow]) -> list[dict[str, str]]:
    """Return what became of each row when it was saved."""
    return [
        {
            "unit": row.unit,
            "date": row.date.isoformat(),
            "verdict": row.verdict.value,
            "reason": row.reason,
            "receipt": row.receipt,
        }
        for row in rows
    ]


def day_shape(book: DayBook) -> dict[str, Any]:
    """Return the states and figures of a day; who is silent has no figures, never zeros."""
    indicators = {i.code: i for i in book.indicators}
    return {
        "date": book.date.isoformat(),
        "township": book.township,
        "demonstration": book.demonstration,
        "reporting": book.reporting,
        "deadline": f"{book.deadline:%H:%M:%S}",
        "expected": len(book.expected),
        "states": {
            state.value: sum(u.state is state for u in book.expected) for state in SubmissionState
        },
        "nil": sum(u.nil for u in book.expected),
        "missing": [u.name for u in book.in_state(SubmissionState.MISSING)],
        "units": [_unit_shape(unit, book.date, indicators) for unit in book.units],
        "totals": figures_of(book.totals, indicators),
        "yesterday_totals": figures_of(book.yesterday_totals, indicators),
        "campaign_totals": figures_of(book.campaign_totals, indicators),
        "fraud_types": dict(book.fraud_types),
        "warnings": [{"unit": w.unit, **_warning_shape(w)} for w in book.warnings],
    }


def _unit_shape(unit: UnitDay, day: date, indicators: Indicators) -> dict[str, Any]:
    return {
        "unit": unit.name,
        "code": unit.code,
        "kind": unit.kind.value,
        "expected": unit.expected,
        "state": unit.state.value,
        "nil": unit.nil,
        "received": received_text(unit.received, day) if unit.received else None,
        "versions": unit.versions,
        "corrected_after_deadline": unit.corrected_after_deadline,
        "figures": figures_of(unit.figures, indicators),
        "doubts": unit.doubts,
        "fraud_types": list(unit.fraud_types),
        "note": unit.note,
        "reason": unit.reason,
    }


def _doubt_shape(doubt: Doubt) -> dict[str, Any]:
    return {"indicator": doubt.indicator, "text": doubt.text, "why": doubt.why}


def _warning_shape(warning: FigureWarning) -> dict[str, Any]:
    return {
        "indicator": warning.indicator,
        "code": warning.code,
        "text": warning.text,
        "accepted_reason": warning.accepted_reason,
    }
