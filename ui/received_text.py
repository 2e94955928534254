"""The time of receipt as clerks type it: 17:50, 1750, 17点50, 8-12 17:50."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime

_TIME = re.compile(r"(\d{1,2})\s*[:点时]\s*(\d{1,2})?\s*分?(?::(\d{2}))?|(\d{1,2})(\d{2})")
_DAY = re.compile(r"(?:(\d{4})\s*[-年./])?\s*(\d{1,2})\s*[-月./]\s*(\d{1,2})\s*[日号]?\s+(.*)")


class NotATimeError(ValueError):
    """What was typed is no time; the message is a sentence for the clerk."""


def read_received(text: str, day: date) -> datetime | None:
    """Return the receipt time typed for figures of ``day``; None for an empty field (now).

    Raises:
        NotATimeError: it cannot be read as a time.
    """
    bare = unicodedata.normalize("NFKC", text).strip()
    if not bare:
        return None
    wrong = NotATimeError(f"看不懂收到时间“{text.strip()}”，例如写17:50，或8-12 17:50")
    dated = _DAY.fullmatch(bare)
    try:
        if dated:
            day = date(int(dated[1] or day.year), int(dated[2]), int(dated[3]))
            bare = dated[4]
        found = _TIME.fullmatch(bare)
        if found is None:
            raise wrong
        hour, minute = (found[1], found[2] or "0") if found[1] else (found[4], found[5])
        second = int(found[3] or 0)
        return datetime(day.year, day.month, day.day, int(hour), int(minute), second)  # noqa: DTZ001 - wall time (R3)
    except ValueError as error:
        raise wrong from error
