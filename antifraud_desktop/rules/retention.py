"""How long records are kept: terms, the day they end, and what an office may change about them.

An office may shorten a term, never lengthen it (boundaries.md); the audit trail keeps a least term
besides, because the law asks for logs of six months and more.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from antifraud_desktop.errors import Problem, Severity
from antifraud_desktop.records.retention import RetentionAction, Term, TermUnit

MONTHS_A_YEAR = 12
LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """One kind of record: its reference date in words, its term, what happens, what is gone then.

    ``term`` is the longest allowed; ``least`` the shortest, in the same unit. ``counted`` is the
    measure word of one subject of the kind.
    """

    code: str
    name: str
    reference: str
    term: Term
    action: RetentionAction
    gone: str
    counted: str
    least: int = 1
    basis: str = ""


KEPT_AT_MOST = Term(12, TermUnit.MONTHS)
"""The longest a review may put an erasure off: files are looked at once a year."""


def due_on(reference: date, term: Term) -> date:
    """Return the first day on which a record is due.

    Months end where the calendar does: a month after 31 January is the last of February.
    """
    if term.unit is TermUnit.DAYS:
        return reference + timedelta(days=term.amount)
    month = reference.year * MONTHS_A_YEAR + reference.month - 1 + term.amount
    return _in_month(month, reference.day)


def latest_due(today: date, term: Term) -> date:
    """Return the latest reference date whose record is due ``today``; every earlier one is too."""
    if term.unit is TermUnit.DAYS:
        return today - timedelta(days=term.amount)
    month = today.year * MONTHS_A_YEAR + today.month - 1 - term.amount
    ends_today = today.day == monthrange(today.year, today.month)[1]
    return _in_month(month, monthrange(*_year_and_month(month))[1] if ends_today else today.day)


def with_amount(rule: RetentionRule, amount: int) -> Term:
    """Return the rule's term as an office set it, in the rule's own unit."""
    return replace(rule.term, amount=amount)


def problems_of_term(rule: RetentionRule, amount: int) -> tuple[Problem, ...]:
    """Return what is wrong with a term an office wants: longer than allowed, or too short."""
    if amount > rule.term.amount:
        return (_wrong(rule.code, f"{rule.name}最长保存{rule.term.label}，只能缩短", "longer"),)
    if amount < rule.least:
        least, why = with_amount(rule, rule.least).label, f"（{rule.basis}）" if rule.basis else ""
        return (_wrong(rule.code, f"{rule.name}至少保存{least}{why}", "shorter"),)
    return ()


def problems_of_keeping(today: date, until: date, reason: str) -> tuple[Problem, ...]:
    """Return what is wrong with putting an erasure off: no reason, or not within a year."""
    found = list(problems_of_reason(reason))
    last = due_on(today, KEPT_AT_MOST)
    if not today < until <= last:
        found.append(_wrong("until", f"请选择明天到{last.isoformat()}之间的日期", "range"))
    return tuple(found)


def problems_of_reason(reason: str) -> tuple[Problem, ...]:
    """Return what is wrong with the reason of an erasure or a review."""
    if not reason.strip():
        return (_wrong("reason", "请写明原因", "required"),)
    if len(reason.strip()) > LONGEST_REASON:
        return (_wrong("reason", f"原因超过{LONGEST_REASON}个字", "long"),)
    return ()


def _year_and_month(month: int) -> tuple[int, int]:
    year, place = divmod(month, MONTHS_A_YEAR)
    return year, place + 1


def _in_month(month: int, day: int) -> date:
    year, number = _year_and_month(month)
    return date(year, number, min(day, monthrange(year, number)[1]))


def _wrong(field: str, text: str, code: str) -> Problem:
    return Problem(field, Severity.ERROR, text, code)
