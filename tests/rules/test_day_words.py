"""Days as they are written in sentences and in tables."""

from __future__ import annotations

from datetime import date

import pytest

from antifraud_desktop.rules.day_words import (
    day_text,
    days_text,
    month_text,
    short_day,
    short_days,
    table_day,
)

DAY = date(2023, 8, 7)


def test_a_day_is_written_without_padding() -> None:
    assert day_text(DAY) == "2023年8月7日"
    assert short_day(DAY) == "8月7日"
    assert month_text(DAY) == "2023年8月"
    assert (table_day(DAY), table_day(None)) == ("2023-8-7", "")


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (DAY, "2023年8月7日"),
        (date(2023, 8, 13), "2023年8月7日至13日"),
        (date(2023, 9, 7), "2023年8月7日至9月7日"),
        (date(2024, 8, 7), "2023年8月7日至2024年8月7日"),
    ],
)
def test_a_span_does_not_repeat_what_both_days_share(last: date, said: str) -> None:
    assert days_text(DAY, last) == said


def test_a_short_span_names_both_months_or_one_day() -> None:
    assert short_days(DAY, DAY) == "8月7日"
    assert short_days(DAY, date(2023, 9, 1)) == "8月7日至9月1日"
