"""The arithmetic of the evaluation: whole numbers of hundredths, rounded half up, never floats."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

CENT = Decimal("0.01")
WHOLE = 100_00
"""A hundred points in hundredths."""
PLACES = 1_000_000


def rounded(top: int, bottom: int) -> int:
    """Return ``top / bottom`` as a whole number, half up; ``top`` is not negative."""
    return (2 * top + bottom) // (2 * bottom)


def cents(points: Decimal) -> int:
    """Return points of two places as whole hundredths."""
    return int(points * 100)


def points(hundredths: int) -> Decimal:
    """Return whole hundredths as points with two places."""
    return Decimal(hundredths).scaleb(-2)


def six_places(top: int, bottom: int) -> Decimal:
    """Return a share to six places, half up: for reading, scores use the exact one."""
    return Decimal(rounded(top * PLACES, bottom)).scaleb(-6)


def spread(weights: Sequence[int], applicable: Sequence[bool]) -> tuple[int, ...]:
    """Spread the weights of what does not apply over the others in proportion (R16).

    All are hundredths. Each that applies gets ``10000 * weight / sum`` rounded down; what is left
    of the 10000 goes, a hundredth each, to those with the largest remainder, in the scheme's order
    where remainders are equal. What does not apply gets 0. So the weights on a sheet always add up
    to 100.00, and a unit that did everything has 100.00 whatever applied to it.
    """
    whole = sum(w for w, applies in zip(weights, applicable, strict=True) if applies)
    if whole == 0:
        return (0,) * len(weights)
    given = [
        w * WHOLE // whole if applies else 0 for w, applies in zip(weights, applicable, strict=True)
    ]
    behind = sorted(
        (n for n, applies in enumerate(applicable) if applies),
        key=lambda n: (-(weights[n] * WHOLE % whole), n),
    )
    for n in behind[: WHOLE - sum(given)]:
        given[n] += 1
    return tuple(given)
