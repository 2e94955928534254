"""Chase and receipt: what goes to the clipboard (R1, R2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from antifraud_desktop.documents.texts import chase_text, receipt_text
from antifraud_desktop.intake.presets import load_indicators
from antifraud_desktop.vocabulary import SubmissionState
from tests.documents.report_samples import DAY, FIVE, full_day, village


def at(clock: str) -> datetime:
    return datetime.fromisoformat(f"2023-08-12T{clock}")


def test_r1_the_chase_names_the_missing_and_the_minutes_left() -> None:
    text = chase_text(full_day(), at("17:29:30"))
    assert "还有2个单位未报：竹园村、古井村" in text
    assert "还有31分钟" in text


def test_r1_after_six_the_bulletin_is_the_next_mark() -> None:
    assert "距21:00通报还有60分钟" in chase_text(full_day(), at("20:00:00"))
    assert "报送时间已过" in chase_text(full_day(), at("21:00:01"))


def test_r1_with_everybody_in_nobody_is_chased() -> None:
    day = full_day()
    units = tuple(u for u in day.units if u.received)
    assert "已全部收齐" in chase_text(replace(day, units=units), at("17:00:00"))


def test_r2_a_receipt_tells_what_was_understood() -> None:
    unit = village(1, "南湾村", households_visited=13, loss_amount=860_000)
    text = receipt_text(unit, load_indicators(), DAY)
    assert "入户13户" in text
    assert "损失金额8600元" in text
    assert f"{FIVE.hour}时05分" in text


def test_r2_a_receipt_of_a_zero_report_says_so() -> None:
    assert "零报告" in receipt_text(village(1, "东岗村", nil=True), load_indicators(), DAY)


def test_r2_who_was_sent_back_is_asked_to_correct() -> None:
    units = (*full_day().units, village(9, "上桥村", SubmissionState.RETURNED))
    text = chase_text(replace(full_day(), units=units), at("17:00:00"))
    assert "另请上桥村更正后重新报送" in text


def test_r1_a_day_without_reporting_chases_nobody() -> None:
    assert "不是报送日" in chase_text(replace(full_day(), reporting=False), at("17:00:00"))
