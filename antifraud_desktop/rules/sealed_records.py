"""Sealed juvenile records: no file, and what is not known is asked for, never assumed (R11).

An offence before 18 with a sentence of five years or less, or without prosecution, is sealed.
Where a date leaves room, the reading that protects the person counts: the earliest day of the
offence, and the eighteenth birthday itself is still under 18.
"""

from __future__ import annotations

from datetime import date

from antifraud_desktop.errors import Problem, Severity
from antifraud_desktop.records.persons import Basis, Refusal
from antifraud_desktop.rules import refusals
from antifraud_desktop.rules.identity_numbers import age_on
from db.vocabulary import BasisKind

ADULT = 18
LONGEST_SEALED_MONTHS = 60
LONGEST_PROSECUTED = 20
"""Years after which no offence is prosecuted any more: nobody older was a child at it."""
_CRIMINAL = (BasisKind.JUDGMENT, BasisKind.NON_PROSECUTION)


def sealed_answers(basis: Basis, birth: date | None, today: date) -> tuple[Refusal | Problem, ...]:
    """Return the refusal of a sealed record, or what must be asked before one can know."""
    if basis.kind not in _CRIMINAL:
        return ()
    if birth is None:
        told = "请填写出生日期：未满18周岁时的犯罪记录应当封存，不能建档"
        return (Problem("birth_on", Severity.ERROR, told, "birth_unknown"),)
    if not _under_age_possible(basis, birth, today):
        return ()
    if basis.kind is BasisKind.NON_PROSECUTION:
        return (refusals.sealed(),)
    return _of_judgment(basis)


def _of_judgment(basis: Basis) -> tuple[Refusal | Problem, ...]:
    """Judge what may have been done under age."""
    months = basis.sentence_months
    if months is not None and months > LONGEST_SEALED_MONTHS:
        return ()
    asked: list[Refusal | Problem] = []
    if basis.offence_on is None:
        told = "请按判决书填写犯罪时间：若当时未满18周岁，记录可能已经封存，不能建档"
        asked.append(Problem("offence_on", Severity.ERROR, told, "offence_unknown"))
    if months is None:
        told = "请按判决书填写刑期：犯罪时可能未满18周岁，五年以下的记录应当封存，不能建档"
        asked.append(Problem("sentence_months", Severity.ERROR, told, "sentence_unknown"))
    return tuple(asked) or (refusals.sealed(),)


def _under_age_possible(basis: Basis, birth: date, today: date) -> bool:
    if basis.offence_on is not None:
        return age_on(birth, basis.offence_on.earliest) < ADULT
    decided = basis.issued_on or today
    return age_on(birth, decided) < ADULT + LONGEST_PROSECUTED
