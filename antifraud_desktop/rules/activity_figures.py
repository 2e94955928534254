"""How the activity ledger and the daily figures go together (R4): nothing is counted twice."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from antifraud_desktop.records.units import IndicatorRecord
from antifraud_desktop.rules.submission_versions import VersionFacts
from db.vocabulary import Measure, Nature, UnitKind


@dataclass(frozen=True, slots=True)
class Standing:
    """What a unit's versions of a day amount to, as the ledger sees it.

    ``own`` are the indicators the unit itself spoke of, taken away or not; ``logged`` the
    figures the ledger filled in last; ``by_log_alone`` says that the day is submitted only
    because a clerk had the ledger stand for it.
    """

    own: frozenset[str]
    logged: Mapping[str, int]
    by_log_alone: bool


def standing_of(versions: Iterable[VersionFacts]) -> Standing:
    """Return what versions amount to; the ledger's later word replaces its earlier one."""
    own: set[str] = set()
    logged: dict[str, int | None] = {}
    alone = True
    for version in sorted(versions, key=lambda v: v.number):
        if version.from_log:
            logged.update(version.figures)
        else:
            own.update(version.figures)
            alone = False
    held = {code: value for code, value in logged.items() if value is not None}
    return Standing(frozenset(own), held, alone)


def to_write(sums: Mapping[str, int], standing: Standing) -> dict[str, int | None]:
    """Return what the ledger has to say anew: sums that moved, None where nothing is left.

    ``sums`` are the logged figures of the day above zero. What the unit itself spoke of stands
    as it said it; the difference is listed and never added.
    """
    codes = dict.fromkeys([*sums, *standing.logged])
    return {
        code: sums.get(code)
        for code in codes
        if code not in standing.own and sums.get(code) != standing.logged.get(code)
    }


@dataclass(frozen=True, slots=True)
class Counted:
    """What a type of activity counts: codes of indicators, and a measure word of its own."""

    each: str = ""
    audience: tuple[str, ...] = ()
    quantity_word: str = ""


def proposed(
    counted: Counted,
    kind: UnitKind,
    audience: int,
    quantity: int | None,
    indicators: Collection[IndicatorRecord],
) -> dict[str, int]:
    """Return what an activity adds to its unit's day, to be looked at by a clerk.

    One to the type's indicator, or the quantity where the type counts in that indicator's own
    measure word; the audience to the first of the type's indicators that units of this kind
    report. Only active counts of the day are proposed, and only above zero.
    """
    known = {
        i.code: i
        for i in indicators
        if i.active
        and i.nature is Nature.FLOW
        and i.measure is Measure.COUNT
        and (not i.shown_for or kind in i.shown_for)
    }
    found: dict[str, int] = {}
    each = known.get(counted.each)
    if each is not None:
        by_quantity = bool(counted.quantity_word) and counted.quantity_word == each.measure_word
        found[each.code] = (quantity or 0) if by_quantity else 1
    heard = next((code for code in counted.audience if code in known), None)
    if heard is not None:
        found[heard] = found.get(heard, 0) + audience
    return {code: value for code, value in found.items() if value > 0}
