"""The township, its campaign and the dated settings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, time
from enum import StrEnum
from typing import Any

from sqlalchemy import select

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, Problem, Severity
from antifraud_desktop.records.townships import CampaignSettings, HistoryEntry, TownshipRecord
from antifraud_desktop.rules.incident_checks import LARGEST_FEN
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.history import changed_elsewhere, history_of
from antifraud_desktop.services.records_of import campaign_row, settings_on, township_record
from antifraud_desktop.work import Work, allowed
from db.models import Setting, Township

SETTING_NAMES = {f.name for f in fields(CampaignSettings)}
LAST_WEEKDAY = 6
LONGEST_NAME = 60
LONGEST_TEXT = 200


class TownshipService:
    """What the office says about itself; every change is dated and audited."""

    def __init__(self, work: Work) -> None:
        """Keep the way to the database."""
        self._work = work

    @allowed(Permission.READ_OFFICE)
    def overview(self) -> TownshipRecord:
        """Return the township with its campaign."""
        with self._work.reading() as session:
            return township_record(session)

    @allowed(Permission.READ_OFFICE)
    def settings(self, on: date) -> CampaignSettings:
        """Return the settings valid on a day."""
        with self._work.reading() as session:
            return settings_on(session, on)

    @allowed(Permission.KEEP_BASICS)
    def change_settings(self, values: Mapping[str, object], valid_from: date) -> Changes:
        """Set values from a day on; earlier days keep theirs.

        Keys are the field names of CampaignSettings. Raises Invalid with every problem.
        """
        with self._work.writing() as uow:
            now = settings_on(uow.session, valid_from)
            changed = {k: v for k, v in values.items() if getattr(now, k, None) != v}
            problems = check_settings(now, changed)
            if problems:
                raise Invalid(problems)
            if not changed:
                return Changes()
            campaign = campaign_row(uow.session)
            uow.session.add_all(
                Setting(
                    campaign_id=campaign.id,
                    key=key,
                    value=json.dumps(_plain(value), ensure_ascii=False),
                    valid_from=valid_from,
                    set_at=self._work.clock.utc(),
                    set_by=self._work.account,
                )
                for key, value in changed.items()
            )
            uow.record(
                "change_settings",
                "settings",
                "campaign",
                f"修改设置，自{valid_from.month}月{valid_from.day}日起",
                {k: _plain(getattr(now, k)) for k in changed},
                {k: _plain(v) for k, v in changed.items()} | {"valid_from": valid_from.isoformat()},
            )
            uow.commit()
        return Changes(settings=True)

    @allowed(Permission.KEEP_BASICS)
    def save(self, record: TownshipRecord) -> Changes:
        """Change the township's name or its campaign's name and days."""
        campaign = record.campaign
        found: list[Problem] = []
        for field, label, text in (
            ("name", "乡镇名称", record.name.strip()),
            ("campaign", "行动名称", campaign.name.strip()),
        ):
            if not text:
                found.append(Problem(field, Severity.ERROR, f"请填写{label}", "required"))
            elif len(text) > LONGEST_NAME:
                found.append(Problem(field, Severity.ERROR, f"{label}太长", "long"))
        if campaign.daily_until < campaign.start:
            text = "每日报送的最后一天早于行动开始"
            found.append(Problem("daily_until", Severity.ERROR, text, "order"))
        if campaign.end is not None and campaign.end < campaign.start:
            found.append(Problem("end", Severity.ERROR, "行动结束早于开始", "order"))
        if found:
            raise Invalid(tuple(found))
        with self._work.writing() as uow:
            before = township_record(uow.session)
            if (before.version, before.campaign.version) != (record.version, campaign.version):
                raise changed_elsewhere(uow.session, "乡镇资料", "settings", "campaign")
            if before == record:
                return Changes()
            township = uow.session.scalars(select(Township)).one()
            township.name = record.name.strip()
            row = campaign_row(uow.session)
            row.name, row.start, row.end = campaign.name.strip(), campaign.start, campaign.end
            row.daily_until = campaign.daily_until
            uow.record(
                "save_township",
                "settings",
                "campaign",
                "修改乡镇与行动",
                _told(before),
                _told(record),
            )
            uow.commit()
        return Changes(settings=True, calendar=True)

    @allowed(Permission.READ_FIGURES)
    def settings_history(self) -> tuple[HistoryEntry, ...]:
        """Return the changes of settings, newest first."""
        with self._work.reading() as session:
            return history_of(session, "settings", "campaign")


def check_settings(now: CampaignSettings, changed: Mapping[str, Any]) -> tuple[Problem, ...]:
    """Return everything wrong with new values."""
    found: list[Problem] = []
    for key, value in changed.items():
        if key not in SETTING_NAMES:
            found.append(Problem(key, Severity.ERROR, f"没有“{key}”这项设置", "unknown"))
        elif not _fits(getattr(now, key), value):
            found.append(Problem(key, Severity.ERROR, "填写的内容不对，请重新填写", "type"))
        elif any(len(line) > LONGEST_TEXT for line in _lines(value)):
            found.append(Problem(key, Severity.ERROR, f"超过{LONGEST_TEXT}个字", "long"))
    if found:
        return tuple(found)
    return _check_ranges({name: changed.get(name, getattr(now, name)) for name in SETTING_NAMES})


def _check_ranges(after: Mapping[str, Any]) -> tuple[Problem, ...]:
    wrong: dict[str, str] = {}
    if after["bulletin_time"] <= after["deadline"]:
        wrong["bulletin_time"] = "通报时间应晚于报送截止时间"
    if after["reminder_time"] >= after["deadline"]:
        wrong["reminder_time"] = "提醒时间应早于报送截止时间"
    for key, label in (
        ("spike_factor", "倍数"),
        ("spike_days", "天数"),
        ("first_number", "期号"),
        ("accountability_days", "天数"),
    ):
        if after[key] < 1:
            wrong[key] = f"{label}应不小于1"
    for key in ("interview_loss", "listing_loss"):
        if not 0 <= after[key] <= LARGEST_FEN:
            wrong[key] = "金额不对，请核对；0表示未设定"
    if 0 < after["listing_loss"] < after["interview_loss"]:
        wrong["listing_loss"] = "挂牌整治的金额不应低于约谈的金额"
    if not 0 <= after["weekly_day"] <= LAST_WEEKDAY:
        wrong["weekly_day"] = "请选择星期几"
    return tuple(Problem(key, Severity.ERROR, text, "range") for key, text in wrong.items())


def _lines(value: Any) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return value
    return (value,) if isinstance(value, str) else ()


def _fits(now: Any, value: Any) -> bool:
    """Say whether a new value is of the kind its setting has."""
    if isinstance(now, tuple):
        return isinstance(value, tuple) and all(isinstance(line, str) for line in value)
    return type(value) is type(now)


def _plain(value: Any) -> Any:
    if isinstance(value, time):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    return list(value) if isinstance(value, tuple) else value


def _told(record: TownshipRecord) -> dict[str, Any]:
    campaign = record.campaign
    return {
        "name": record.name,
        "campaign": campaign.name,
        "start": campaign.start.isoformat(),
        "daily_until": campaign.daily_until.isoformat(),
        "end": campaign.end.isoformat() if campaign.end else None,
    }
