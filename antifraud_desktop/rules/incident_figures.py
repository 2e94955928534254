"""Sums of the incidents' ledger compared: with last year, with the daily figures (R20)."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from antifraud_desktop.records.incidents import MonthComparison, Tally

SMALL = 5
"""Below this a count about persons is not told outside, and a percentage says nothing."""
UNDER = f"<{SMALL}"
APART = "不单列"
INDICATORS: Mapping[str, str] = {
    "incidents": "incidents",
    "loss_amount": "loss",
    "dissuasions": "dissuasions",
    "amount_saved": "saved",
}
"""The daily figures that tell of the same, and the part of a tally each is compared with."""
FEW = "（基数小，不算百分比）"
_TENTH = Decimal("0.1")


def month_of(day: date) -> date:
    """Return the first day of a day's month."""
    return day.replace(day=1)


def months_between(first: date, last: date) -> tuple[date, ...]:
    """Return the first day of every month from ``first`` to ``last``."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    start = first.year * 12 + first.month - 1
    return tuple(date((start + n) // 12, (start + n) % 12 + 1, 1) for n in range(count))


def year_before(day: date) -> date:
    """Return the same day a year earlier; the end of a month stays its end."""
    last = calendar.monthrange(day.year, day.month)[1]
    length = calendar.monthrange(day.year - 1, day.month)[1]
    return day.replace(year=day.year - 1, day=length if day.day == last else min(day.day, length))


def compare_months(
    first: date,
    last: date,
    now: Mapping[date, Tally],
    then: Mapping[date, Tally],
    begun: date | None,
) -> tuple[MonthComparison, ...]:
    """Return each month beside last year's (R20).

    ``now`` and ``then`` are sums by the first day of their month, of the same days; ``begun`` is
    the first day the ledger holds. A month before it was not kept: None, never 0.
    """
    found = []
    for month in months_between(first, last):
        earlier = month.replace(year=month.year - 1)
        kept = begun is not None and month_of(begun) <= earlier
        past = then.get(earlier, Tally()) if kept else None
        found.append(MonthComparison(month, now.get(month, Tally()), past))
    return tuple(found)


def change_words(
    now: int, then: int | None, told: Callable[[int], str], *, cases: int | None = None
) -> str:
    """Return how a figure moved against last year, honestly (R20).

    ``told`` writes a difference with its measure. ``cases`` is the number of cases behind
    ``then`` (default ``then`` itself): below five the difference is told, no percentage.
    """
    if then is None:
        return "去年同期没有登记，不作比较"
    if now == then:
        return "与去年同期持平"
    word = "增加" if now > then else "减少"
    if then == 0:
        return f"去年同期为0，增加{told(now)}"
    if (then if cases is None else cases) < SMALL:
        return f"同比{word}{told(abs(now - then))}{FEW}"
    percent = (Decimal(abs(now - then) * 100) / Decimal(then)).quantize(_TENTH, ROUND_HALF_UP)
    return f"同比{word}{told(abs(now - then))}（{percent.normalize():f}%）"


def short_change(now: int, then: int | None) -> str:
    """Return the change of a count for a cell: 增加2起（60%）, 持平, 不可比 (R20)."""
    if then is None:
        return "不可比"
    if now == then:
        return "持平"
    said = change_words(now, then, lambda number: f"{number}起")
    return said.removeprefix("同比").removeprefix("去年同期为0，").replace(FEW, "")


def protected(counts: Mapping[str, int]) -> dict[str, str]:
    """Return counts about persons as they may leave the office (boundaries.md).

    1 to 4 are ``<5``. A single one could be worked out from the sum: then the next larger is
    not told either.
    """
    shown = {key: UNDER if 0 < count < SMALL else str(count) for key, count in counts.items()}
    hidden = [key for key, text in shown.items() if text == UNDER]
    others = [key for key, count in counts.items() if count >= SMALL]
    if len(hidden) == 1 and others:
        shown[min(others, key=lambda key: counts[key])] = APART
    return shown


def unlike(
    ledger: Mapping[tuple[str, date], Tally],
    reported: Mapping[tuple[str, date], Mapping[str, int]],
) -> Iterator[tuple[str, date, str, int | None, int]]:
    """Give unit, day, indicator, reported figure and the ledger's where they differ (R20).

    What nobody reported (None) is no difference to a ledger without an entry. The two are
    compared, never added.
    """
    for unit, day in _keys(ledger, reported):
        tally, told = ledger.get((unit, day), Tally()), reported.get((unit, day), {})
        for indicator, part in INDICATORS.items():
            held, said = getattr(tally, part), told.get(indicator)
            if (said or 0) != held:
                yield unit, day, indicator, said, held


def _keys(*maps: Iterable[tuple[str, date]]) -> list[tuple[str, date]]:
    found = {key for one in maps for key in one}
    return sorted(found, key=lambda key: (-key[1].toordinal(), key[0]))
