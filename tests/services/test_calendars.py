"""Reporting days and exemptions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from antifraud_desktop.errors import ChangedElsewhere, Invalid, Refused
from antifraud_desktop.records.townships import ExemptionRecord
from antifraud_desktop.services.calendars import CalendarService
from antifraud_desktop.services.days import DayService
from antifraud_desktop.vocabulary import SubmissionState
from antifraud_desktop.work import Work

DAY = date(2023, 8, 12)
EXEMPTION = ExemptionRecord("U003", DAY, date(2023, 8, 20), "道路抢修", "镇领导甲")


@pytest.fixture
def calendar(work: Work) -> CalendarService:
    return CalendarService(work)


def test_r1_a_day_set_apart_asks_nobody(calendar: CalendarService, work: Work) -> None:
    assert calendar.is_reporting(DAY)
    assert calendar.set_day(DAY, False, "停电检修").days == {DAY}
    assert not calendar.is_reporting(DAY)
    assert DayService(work).book(DAY).units == ()
    (record,) = calendar.days(DAY, DAY)
    assert (record.reporting, record.reason) == (False, "停电检修")
    assert not calendar.set_day(DAY, False, "停电检修")
    with pytest.raises(Invalid):
        calendar.set_day(DAY, True, " ")


def test_r2_an_exempt_unit_is_not_missing_and_the_day_says_why(
    calendar: CalendarService, work: Work
) -> None:
    calendar.save_exemption(EXEMPTION)
    book = DayService(work).book(DAY)
    (unit,) = book.in_state(SubmissionState.EXEMPT)
    assert unit.name == "竹园村"
    assert "道路抢修" in unit.reason
    assert "镇领导甲" in unit.reason
    assert "竹园村" not in {u.name for u in book.in_state(SubmissionState.MISSING)}


def test_r2_an_exemption_ends_when_the_office_says_so(
    calendar: CalendarService, work: Work
) -> None:
    calendar.save_exemption(EXEMPTION)
    (saved,) = calendar.exemptions()
    calendar.end_exemption(saved.id, DAY)
    (ended,) = calendar.exemptions()
    assert ended.last_day == DAY
    later = DayService(work).book(date(2023, 8, 13))
    assert "竹园村" in {u.name for u in later.in_state(SubmissionState.MISSING)}
    with pytest.raises(ChangedElsewhere):
        calendar.save_exemption(replace(saved, reason="另一个原因"))
    with pytest.raises(Refused):
        calendar.end_exemption(99, DAY)


def test_an_exemption_names_who_why_and_until_when(calendar: CalendarService) -> None:
    empty = ExemptionRecord("", DAY, date(2023, 8, 1), "", "长" * 61)
    with pytest.raises(Invalid) as trouble:
        calendar.save_exemption(empty)
    assert {p.field for p in trouble.value.problems} == {"unit", "last_day", "reason", "allowed_by"}
    with pytest.raises(Refused):
        calendar.save_exemption(replace(EXEMPTION, unit="U999"))
    assert calendar.exemptions() == ()
