"""The township's settings: dated, checked whole, on record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from antifraud_desktop.errors import ChangedElsewhere, Invalid
from antifraud_desktop.services.townships import TownshipService
from antifraud_desktop.vocabulary import ReportingRhythm
from antifraud_desktop.work import Work

DAY = date(2023, 8, 12)


@pytest.fixture
def townships(work: Work) -> TownshipService:
    return TownshipService(work)


def test_r1_a_new_deadline_holds_from_its_day_on(townships: TownshipService) -> None:
    assert townships.change_settings({"deadline": time(17, 30), "reminder_time": time(17)}, DAY)
    assert townships.settings(date(2023, 8, 11)).deadline == time(18)
    assert townships.settings(DAY).deadline == time(17, 30)
    (entry,) = townships.settings_history()
    assert "报送截止：18:00:00 → 17:30:00" in entry.details
    assert "生效日期：（空） → 2023-08-12" in entry.details


def test_settings_keep_their_kind_and_a_change_to_the_same_is_none(
    townships: TownshipService,
) -> None:
    values = {"rhythm_after": ReportingRhythm.DAILY, "tomorrow": ("请核对。", "请早报。")}
    townships.change_settings(values, DAY)
    now = townships.settings(DAY)
    assert (now.rhythm_after, now.tomorrow) == (ReportingRhythm.DAILY, ("请核对。", "请早报。"))
    assert not townships.change_settings(values, DAY)
    assert "三个月后的报送：每周一次 → 每日" in townships.settings_history()[0].details


def test_all_wrong_settings_are_told_at_once(townships: TownshipService) -> None:
    wrong = {"deadline": time(21, 30), "reminder_time": time(21, 40), "spike_factor": 0}
    with pytest.raises(Invalid) as trouble:
        townships.change_settings({**wrong, "weekly_day": 7}, DAY)
    assert {p.field for p in trouble.value.problems} == {
        "bulletin_time",
        "reminder_time",
        "spike_factor",
        "weekly_day",
    }
    with pytest.raises(Invalid) as trouble:
        townships.change_settings({"colour": 1, "deadline": "18:00", "issuer": "长" * 201}, DAY)
    assert [p.code for p in trouble.value.problems] == ["unknown", "type", "long"]
    assert townships.settings_history() == ()


def test_the_campaign_is_edited_as_one_form(townships: TownshipService) -> None:
    record = townships.overview()
    campaign = replace(record.campaign, name="秋季行动", end=date(2023, 12, 31))
    assert townships.save(replace(record, name="新禾镇", campaign=campaign)).calendar
    now = townships.overview()
    assert (now.name, now.campaign.name, now.campaign.end) == (
        "新禾镇",
        "秋季行动",
        date(2023, 12, 31),
    )
    assert "乡镇" in townships.settings_history()[0].summary
    assert not townships.save(now)
    with pytest.raises(ChangedElsewhere):
        townships.save(record)


def test_a_campaign_in_the_wrong_order_is_refused_with_every_reason(
    townships: TownshipService,
) -> None:
    record = townships.overview()
    early = date(2023, 7, 1)
    campaign = replace(record.campaign, name=" ", end=early, daily_until=early)
    with pytest.raises(Invalid) as trouble:
        townships.save(replace(record, name="", campaign=campaign))
    fields = {p.field for p in trouble.value.problems}
    assert fields == {"name", "campaign", "end", "daily_until"}
