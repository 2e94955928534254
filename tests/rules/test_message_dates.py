"""Days named in messages, against the day of receipt (R2, R3)."""

from __future__ import annotations

from datetime import date

import pytest

from antifraud_desktop.rules.message_dates import day_in

TWELFTH = date(2023, 8, 12)


@pytest.mark.parametrize(
    ("word", "received", "day"),
    [
        ("2023年8月11日", TWELFTH, date(2023, 8, 11)),
        ("2023.8.11", TWELFTH, date(2023, 8, 11)),
        ("20230811", TWELFTH, date(2023, 8, 11)),
        ("8月11日", TWELFTH, date(2023, 8, 11)),
        ("8.11", TWELFTH, date(2023, 8, 11)),
        ("11日", TWELFTH, date(2023, 8, 11)),
        ("31号", date(2023, 8, 1), date(2023, 7, 31)),
        ("十一日", TWELFTH, date(2023, 8, 11)),
        ("八月十一日", TWELFTH, date(2023, 8, 11)),
        ("12月31日", date(2024, 1, 1), date(2023, 12, 31)),
        ("1月1日", date(2023, 12, 31), date(2024, 1, 1)),
        ("8月13日", TWELFTH, date(2023, 8, 13)),
        ("昨天", TWELFTH, date(2023, 8, 11)),
        ("前日", TWELFTH, date(2023, 8, 10)),
        ("2月30日", TWELFTH, None),
        ("2023.13.1", TWELFTH, None),
        ("二二日", TWELFTH, None),
        ("二二月一日", TWELFTH, None),
        ("入户", TWELFTH, None),
    ],
)
def test_a_day_is_resolved(word: str, received: date, day: date | None) -> None:
    assert day_in(word, received) == day
