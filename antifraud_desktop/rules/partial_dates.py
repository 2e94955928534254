"""Dates and lengths of time as documents and registers write them."""

from __future__ import annotations

import re

from antifraud_desktop.records.persons import PartialDate
from antifraud_desktop.rules.numerals import chinese_value
from antifraud_desktop.rules.text_normal import fold_text

DATE = (
    r"(?<!\d)((?:19|20)\d{2})"
    r"(?:[-./年](\d{1,2})(?:[-./月](\d{1,2})日?(?!\d)|月?(?!\d))|年)"
)
"""A year, a year and month, or a whole date, with three groups."""
MONTHS_A_YEAR = 12
_NUMBER = r"(?:\d{1,3}|[一二两三四五六七八九十半]{1,3})"
LENGTH = rf"(?:({_NUMBER})年(半)?)?(?:零?又?({_NUMBER})个?月)?"
"""Years and months, either of them absent; three groups."""


def dates_in(text: str) -> tuple[PartialDate, ...]:
    """Return the dates in folded text from left to right; impossible ones are left out."""
    found = (date_of(match) for match in re.finditer(DATE, text))
    return tuple(day for day in found if day is not None)


def read_date(text: str) -> PartialDate | None:
    """Return what a cell says: 1980.1, 2005/7, 1988年3月, 2024-05-20, 198001; None when nothing.

    What is not told stays open.
    """
    plain = re.sub(r"\s", "", fold_text(text))
    if packed := re.fullmatch(r"((?:19|20)\d{2})(\d{2})(\d{2})?", plain):
        return _date(packed[1], packed[2], packed[3])
    match = re.fullmatch(DATE, plain)
    if match is None and re.fullmatch(r"(?:19|20)\d{2}", plain):
        return PartialDate(int(plain))
    return None if match is None else date_of(match)


def date_of(match: re.Match[str]) -> PartialDate | None:
    """Return the date of a match of :data:`DATE`; None when no calendar has it."""
    return _date(*match.groups()[-3:])


def months_of(match: re.Match[str]) -> int | None:
    """Return the months of a match of :data:`LENGTH`, its last three groups; None for nothing."""
    years, half, months = match.groups()[-3:]
    if not years and not months:
        return None
    total = _value(years) * MONTHS_A_YEAR + (6 if half else 0) + _value(months)
    return int(total)


def _value(number: str | None) -> float:
    if not number:
        return 0
    if number == "半":
        return 0.5
    if number.isdecimal():
        return int(number)
    value = chinese_value(number)
    return 0 if value is None else int(value)


def _date(year: str, month: str | None, day: str | None) -> PartialDate | None:
    try:
        return PartialDate(int(year), int(month) if month else None, int(day) if day else None)
    except ValueError:
        return None
