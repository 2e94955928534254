"""Periods, slots, cells and completion of requirements (R9, R10); pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction

from antifraud_desktop.records.requirements import (
    Cell,
    ClassParty,
    Matrix,
    MatrixRow,
    Party,
    RequirementRecord,
    Slot,
    SlotKey,
    SlotState,
    Span,
    TermRecord,
)
from db.vocabulary import RequirementPeriod

ONE_DAY = timedelta(days=1)
SUNDAY = 6
Dated = Party | ClassParty


def spans(
    requirement: RequirementRecord,
    first: date,
    last: date,
    terms: Sequence[TermRecord],
    is_day: Callable[[date], bool],
) -> tuple[Span, ...]:
    """Return the requirement's periods that touch the closed range, whole and in order (R9).

    A period counts only when all of it lies within the requirement's active days: nobody is
    asked for a month's work in a month that had begun before. Weeks run Monday to Sunday,
    terms are the office's; every day means every working day (``is_day``), and a week without
    a working day is not asked for. A by_date requirement has one period, from its first
    active day (else the first day ever) to its day.
    """
    begins, ends = requirement.active_from, requirement.active_until
    return tuple(
        span
        for span in _touching(requirement, first, last, terms, is_day)
        if (begins is None or begins <= span.first) and (ends is None or span.last <= ends)
    )


def _touching(
    requirement: RequirementRecord,
    first: date,
    last: date,
    terms: Sequence[TermRecord],
    is_day: Callable[[date], bool],
) -> Iterator[Span]:
    match requirement.period:
        case RequirementPeriod.DAY:
            return (
                Span(day, day, f"{day.month}月{day.day}日")
                for day in _days(first, last)
                if is_day(day)
            )
        case RequirementPeriod.WEEK:
            return (week for week in _weeks(first, last) if any(map(is_day, _days_of(week))))
        case RequirementPeriod.MONTH:
            return _months(first, last)
        case RequirementPeriod.TERM:
            ordered = sorted(terms, key=lambda term: term.first_day)
            return (
                Span(term.first_day, term.last_day, term.name)
                for term in ordered
                if term.first_day <= last and term.last_day >= first
            )
        case RequirementPeriod.BY_DATE:
            return _once(requirement, first, last)


def _days(first: date, last: date) -> Iterator[date]:
    return (first + ONE_DAY * n for n in range((last - first).days + 1))


def _days_of(span: Span) -> Iterator[date]:
    return _days(span.first, span.last)


def _weeks(first: date, last: date) -> Iterator[Span]:
    monday = first - ONE_DAY * first.weekday()
    while monday <= last:
        sunday = monday + ONE_DAY * SUNDAY
        name = f"{monday.month}月{monday.day}日至{sunday.month}月{sunday.day}日"
        yield Span(monday, sunday, name)
        monday = sunday + ONE_DAY


def _months(first: date, last: date) -> Iterator[Span]:
    begin = first.replace(day=1)
    while begin <= last:
        following = (begin + 31 * ONE_DAY).replace(day=1)
        yield Span(begin, following - ONE_DAY, f"{begin.year}年{begin.month}月")
        begin = following


def _once(requirement: RequirementRecord, first: date, last: date) -> Iterator[Span]:
    by = requirement.by
    begins = requirement.active_from or date.min
    if by is not None and begins <= by and begins <= last and by >= first:
        yield Span(begins, by, f"{by.year}年{by.month}月{by.day}日前")


def whole(party: Dated, span: Span) -> bool:
    """Say whether a unit or class existed through the whole period."""
    return (party.active_from is None or party.active_from <= span.first) and (
        party.active_until is None or span.last <= party.active_until
    )


def concerns(requirement: RequirementRecord, party: Party) -> bool:
    """Say whether a requirement is asked of a party: its kind, or the group for meetings."""
    if requirement.meeting_level is not None:
        return party.kind is None
    return party.kind is not None and party.kind in requirement.unit_kinds


def cell(
    requirement: RequirementRecord,
    party: Party,
    periods: Sequence[Span],
    done: Mapping[SlotKey, int],
    day: date,
) -> Cell | None:
    """Return a party's cell over the periods that have begun by ``day``, None when not asked.

    A slot of a period that is not over yet is open, never short.
    """
    if not concerns(requirement, party):
        return None
    begun = [span for span in periods if span.first <= day and whole(party, span)]
    if not requirement.per_class:
        found = [_slot(requirement, party, span, None, done, day) for span in begun]
        return Cell(requirement.code, tuple(found))
    found = [
        _slot(requirement, party, span, one, done, day)
        for span in begun
        for one in party.classes
        if whole(one, span)
    ]
    return Cell(requirement.code, tuple(found), classes_missing=not party.classes)


def _slot(
    requirement: RequirementRecord,
    party: Party,
    span: Span,
    one: ClassParty | None,
    done: Mapping[SlotKey, int],
    day: date,
) -> Slot:
    class_id = one.id if one else 0
    key = SlotKey(requirement.code, party.id, span.first, span.last, class_id)
    amount = done.get(key, 0)
    if amount >= requirement.at_least:
        state = SlotState.DONE
    else:
        state = SlotState.OPEN if day <= span.last else SlotState.SHORT
    name = one.name if one else ""
    return Slot(span, requirement.at_least, amount, state, class_id, name)


def mean(cells: Iterable[Cell | None]) -> Fraction | None:
    """Return a unit's completion: the mean over its cells, None when none has a slot (R10)."""
    found = [c.completion for c in cells if c is not None and c.completion is not None]
    return sum(found, Fraction(0)) / len(found) if found else None


def matrix(
    requirements: Sequence[RequirementRecord],
    parties: Sequence[Party],
    periods: Mapping[str, Sequence[Span]],
    done: Mapping[SlotKey, int],
    first: date,
    last: date,
    day: date,
) -> Matrix:
    """Return the matrix of the parties something is asked of (R10).

    ``periods`` are the spans by requirement code, ``done`` what was counted in each slot.
    """
    rows: list[MatrixRow] = []
    for party in parties:
        cells = tuple(cell(r, party, periods[r.code], done, day) for r in requirements)
        if any(c is not None for c in cells):
            rows.append(MatrixRow(party, cells, mean(cells)))
    return Matrix(first, last, day, tuple(requirements), tuple(rows))


def due_in(periods: Sequence[Span], first: date, last: date) -> tuple[Span, ...]:
    """Return the periods that end within the closed range: each falls due exactly once."""
    return tuple(span for span in periods if first <= span.last <= last)
