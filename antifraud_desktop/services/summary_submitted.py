"""How the units reported in the days of a summary (R2): states by unit and day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from sqlalchemy.orm import Session

from antifraud_desktop.labels import label_of
from antifraud_desktop.records.summaries import Line, Submitted
from antifraud_desktop.records.summary_figures import Figure, Ledger, TraceRow
from antifraud_desktop.services.day_frame import DayFrame, load_expectations
from antifraud_desktop.services.records_of import settings_on, township_record, unit_records
from antifraud_desktop.services.summary_book import FigureBook
from db.queries import days as day_queries
from db.queries.evaluation import setting_days
from db.vocabulary import SubmissionState

MOST_NAMED = 3
ONE_DAY = timedelta(days=1)
TIMES = "次"
EXPECTED, UNITS = "expected", "silent_units"
WORDS = {
    SubmissionState.ON_TIME: "按时报送",
    SubmissionState.LATE: "迟报",
    SubmissionState.MADE_UP: "补报",
    SubmissionState.RETURNED: "退回更正",
    SubmissionState.MISSING: "未报",
}


@dataclass(frozen=True, slots=True)
class Judged:
    """One expected unit on one day, and what came of it."""

    day: date
    code: str
    unit: str
    state: SubmissionState


def judged_days(session: Session, first: date, last: date) -> Iterator[Judged]:
    """Give every expected unit of every day of a closed range; exempt ones are left out (R2).

    Each day is judged by the deadline of that day.
    """
    township, units = township_record(session), unit_records(session, names_only=True)
    begins = [first, *setting_days(session, first, last)]
    for start, following in pairwise([*begins, last + ONE_DAY]):
        frame = DayFrame(township, settings_on(session, start), units, {})
        yield from _judged(session, frame, start, following - ONE_DAY)


def _judged(session: Session, frame: DayFrame, first: date, last: date) -> Iterator[Judged]:
    expectations = load_expectations(session, frame, first, last)
    sent = {
        (day, unit_id): (received, bool(returned))
        for _id, unit_id, day, received, _nil, returned in day_queries.submissions_between(
            session, first, last
        )
    }
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        for unit_id, unit in expectations.expected(day).items():
            received, returned = sent.get((day, unit_id), (None, False))
            state = expectations.state(unit_id, day, received, returned=returned)
            if state is not SubmissionState.EXEMPT:
                yield Judged(day, unit.code, unit.name, state)


def submitted(session: Session, book: FigureBook) -> Submitted:
    """Return the counts of the days whose deadline is over; nothing was due: nothing is told."""
    first, last = book.period.first, book.period.judged
    if last is None:
        return Submitted()
    found = list(judged_days(session, first, last))
    if not found:
        return Submitted()
    span, states = (first, last), Counter(one.state for one in found)
    expected = book.count(
        "submissions.expected", len(found), TIMES, "每日报送应报单位次数（不含豁免）",
        Ledger.SUBMISSIONS, {"state": EXPECTED}, span,
    )  # fmt: skip
    told = {
        state: book.count(
            f"submissions.{state.value}", states[state], TIMES, f"{word}的单位次数",
            Ledger.SUBMISSIONS, {"state": state.value}, span,
        )
        for state, word in WORDS.items()
        if states[state] or state is SubmissionState.ON_TIME
    }  # fmt: skip
    on_time = told[SubmissionState.ON_TIME]
    silent = Counter(
        (one.code, one.unit) for one in found if one.state is SubmissionState.MISSING
    ).most_common()
    return Submitted(
        expected=expected,
        on_time=on_time,
        share=book.share("submissions.share", "按时报送率", on_time, expected),
        late=told.get(SubmissionState.LATE),
        made_up=told.get(SubmissionState.MADE_UP),
        returned=told.get(SubmissionState.RETURNED),
        missing=told.get(SubmissionState.MISSING),
        silent=tuple(
            Line(unit, _missing_of(book, code, unit, count, span))
            for (code, unit), count in silent[:MOST_NAMED]
        ),
        silent_units=book.count(
            "submissions.silent_units", len(silent), "个单位", "有未报记录的单位数",
            Ledger.SUBMISSIONS, {"state": UNITS}, span,
        )
        if silent
        else None,
    )  # fmt: skip


def _missing_of(
    book: FigureBook, code: str, unit: str, count: int, span: tuple[date, date]
) -> Figure:
    chosen = {"state": SubmissionState.MISSING.value, "unit": code}
    key = f"submissions.missing.{code}"
    return book.count(key, count, TIMES, f"{unit}未报次数", Ledger.SUBMISSIONS, chosen, span)


def submission_rows(session: Session, figure: Figure) -> tuple[TraceRow, ...]:
    """Return the unit's days a figure counts, oldest first."""
    state, unit = figure.chosen["state"], figure.chosen.get("unit", "")
    found = judged_days(session, figure.first, figure.last)
    if state == UNITS:
        missing = (one for one in found if one.state is SubmissionState.MISSING)
        names = dict.fromkeys(one.unit for one in missing)
        return tuple(TraceRow(None, name, "有未报记录", 1) for name in names)
    return tuple(
        TraceRow(one.day, one.unit, label_of(one.state), 1)
        for one in found
        if state in (EXPECTED, one.state.value) and unit in ("", one.code)
    )
