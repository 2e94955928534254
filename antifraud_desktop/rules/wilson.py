"""The Wilson score interval of a sampled share (R7)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, localcontext

Z_95 = Decimal("1.959963984540054")
"""The 97.5 % point of the normal distribution: 95 % lie between it and its negative."""
_DIGITS = 40


@dataclass(frozen=True, slots=True)
class Sampled:
    """How many were asked and how many of them knew."""

    asked: int
    aware: int

    @property
    def share(self) -> Decimal | None:
        """Return the share found, None when nobody was asked."""
        return Decimal(self.aware) / self.asked if self.asked else None


@dataclass(frozen=True, slots=True)
class Interval:
    """Where the share of all lies with 95 % confidence; both between 0 and 1."""

    low: Decimal
    high: Decimal


def pooled(samples: Iterable[Sampled]) -> Sampled:
    """Return several samples as one: both counts added up."""
    kept = list(samples)
    return Sampled(sum(s.asked for s in kept), sum(s.aware for s in kept))


def wilson(sampled: Sampled) -> Interval | None:
    """Return the 95 % Wilson score interval (R7), None when nobody was asked.

    Raises:
        ValueError: more knew than were asked, or a negative count.
    """
    asked, aware = sampled.asked, sampled.aware
    if not 0 <= aware <= asked:
        raise ValueError("those who knew are among those who were asked")
    if asked == 0:
        return None
    with localcontext() as context:
        context.prec = _DIGITS
        n, share, square = Decimal(asked), Decimal(aware) / asked, Z_95 * Z_95
        centre = share + square / (2 * n)
        half = Z_95 * (share * (1 - share) / n + square / (4 * n * n)).sqrt()
        scale = 1 + square / n
        low, high = (centre - half) / scale, (centre + half) / scale
    # At the ends the exact limit is 0 or 1; rounding must not step over it.
    zero, one = Decimal(0), Decimal(1)
    return Interval(
        zero if aware == 0 else max(zero, low), one if aware == asked else min(one, high)
    )
