"""The evaluation once more, from docs/evaluation.md alone: plain loops, Fractions, no shared code.

Units, schemes and results are plain dictionaries with the names of that page.
"""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import Any

Plain = dict[str, Any]


def half_up(x: Fraction) -> int:
    return floor(x + Fraction(1, 2))


def pair(criterion: Plain, unit: Plain, days_of_month: int) -> tuple[Fraction, Fraction]:
    """Section 3: what is divided and by what; by 0 where the criterion is not applicable."""
    source = criterion["source"]
    top = below = Fraction(0)
    if criterion["unit_kinds"] and unit["kind"] not in criterion["unit_kinds"]:
        pass
    elif source == "on_time":
        top, below = Fraction(unit["on_time"]), Fraction(unit["expected"])
    elif source == "data_quality" and unit["on_time"] + unit["late"] + unit["made_up"]:
        below = Fraction(criterion["weight"])
        top = max(Fraction(0), below - Fraction(criterion["step"]) * unit["slips"])
    elif source == "flow":
        sizes = {"households": unit["households"], "residents": unit["residents"], "unit": 1}
        size = sizes[criterion["basis"]] or 0
        top = Fraction(unit["flows"].get(criterion["indicator"], 0))
        below = Fraction(criterion["rate"]) * size * Fraction(unit["target_days"], days_of_month)
    elif source == "requirements" and unit["requirement"] is not None:
        top, below = unit["requirement"], Fraction(1)
    elif source == "follow_ups":
        top, below = Fraction(unit["follow_ups_done"]), Fraction(unit["follow_ups_due"])
    elif source == "findings":
        top, below = Fraction(unit["findings_closed"]), Fraction(unit["findings_due"])
    return top, below


def share(criterion: Plain, unit: Plain, days_of_month: int) -> Fraction | None:
    top, below = pair(criterion, unit, days_of_month)
    if below == 0:
        return None
    return (
        min(Fraction(criterion["cap"]), top / below)
        if criterion["source"] == "flow"
        else top / below
    )


def effective_weights(criteria: list[Plain], shares: list[Fraction | None]) -> list[int]:
    """Section 4, in hundredths."""
    weights = [int(Fraction(c["weight"]) * 100) for c in criteria]
    whole = sum(w for w, s in zip(weights, shares, strict=True) if s is not None)
    found = []
    for weight, reached in zip(weights, shares, strict=True):
        found.append(0 if reached is None else floor(Fraction(10000 * weight, whole)))
    left = 10000 - sum(found) if whole else 0
    remainders = []
    for place, (weight, reached) in enumerate(zip(weights, shares, strict=True)):
        if reached is not None:
            remainders.append((10000 * weight % whole, -place))
    for _remainder, place in sorted(remainders, reverse=True)[:left]:
        found[-place] += 1
    return found


def month(scheme: Plain, units: list[Plain], days_of_month: int) -> dict[str, Plain]:
    """Sections 3 to 6: by unit code the scores, the total and the rank, in hundredths."""
    found: dict[str, Plain] = {}
    for unit in units:
        shares = [share(c, unit, days_of_month) for c in scheme["criteria"]]
        weights = effective_weights(scheme["criteria"], shares)
        scores = [
            0 if reached is None else half_up(reached * weight)
            for reached, weight in zip(shares, weights, strict=True)
        ]
        lost = sum(
            int(Fraction(d["points"]) * 100) * unit["falsifications"] for d in scheme["deductions"]
        )
        exempt = unit["due_days"] > 0 and unit["expected"] == 0
        judged = unit["ranked"] and not exempt and any(s is not None for s in shares)
        found[unit["code"]] = {
            "scores": scores,
            "weights": weights,
            "total": max(0, sum(scores) - lost),
            "judged": judged,
        }
    for sheet in found.values():
        better = [s for s in found.values() if s["judged"] and s["total"] > sheet["total"]]
        sheet["rank"] = 1 + len(better) if sheet["judged"] else None
    return found


def bottom(found: dict[str, Plain], n: int) -> tuple[set[str], set[str], int]:
    """Section 6: certain, tied, and how many of these are to be picked."""
    ranked = {code: s["total"] for code, s in found.items() if s["judged"]}
    if n == 0:
        return set(), set(), 0
    if len(ranked) <= n:
        return set(ranked), set(), 0
    cut = sorted(ranked.values())[n - 1]
    within = {code for code, total in ranked.items() if total <= cut}
    if len(within) == n:
        return within, set(), 0
    certain = {code for code, total in ranked.items() if total < cut}
    return certain, within - certain, n - len(certain)
