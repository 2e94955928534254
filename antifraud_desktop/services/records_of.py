"""Rows into records: the one place where ORM objects of reference data become frozen values."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date, time
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from antifraud_desktop.errors import EnvironmentTrouble
from antifraud_desktop.records.townships import CampaignRecord, CampaignSettings, TownshipRecord
from antifraud_desktop.records.units import IndicatorRecord, UnitRecord
from db.models import Campaign, Indicator, Setting, Township, Unit
from db.vocabulary import ReportingRhythm, UnitKind, WordingOrigin


def unit_record(unit: Unit) -> UnitRecord:
    """Return a unit with its aliases and its liaison."""
    liaison = next((c for c in unit.contacts if c.liaison), None)
    return UnitRecord(
        code=unit.code,
        name=unit.name,
        kind=unit.kind,
        aliases=tuple(a.text for a in unit.aliases),
        households=unit.households,
        residents=unit.residents,
        reports_daily=unit.reports_daily,
        ranked=unit.ranked,
        leader=unit.leader,
        liaison=liaison.name if liaison else "",
        phone=liaison.phone if liaison else "",
        active_from=unit.active_from,
        active_until=unit.active_until,
        sort_order=unit.sort_order,
        version=unit.version,
    )


def unit_records(session: Session) -> dict[int, UnitRecord]:
    """Return every unit by database id, in the office's order."""
    rows = session.scalars(select(Unit).order_by(Unit.sort_order, Unit.id))
    return {u.id: unit_record(u) for u in rows}


def indicator_record(indicator: Indicator) -> IndicatorRecord:
    """Return an indicator with preset and learnt wordings apart."""
    wordings: dict[WordingOrigin, list[str]] = {o: [] for o in WordingOrigin}
    for wording in indicator.wordings:
        wordings[wording.origin].append(wording.text)
    return IndicatorRecord(
        code=indicator.code,
        name=indicator.name,
        measure_word=indicator.measure_word,
        nature=indicator.nature,
        measure=indicator.measure,
        group=indicator.group,
        ceiling=indicator.ceiling,
        flow_code=indicator.flow_code,
        short_name=indicator.short_name,
        aliases=tuple(wordings[WordingOrigin.PRESET]),
        learnt=tuple(wordings[WordingOrigin.LEARNT]),
        shown_for=tuple(UnitKind(k) for k in indicator.shown_for.split(",") if k),
        in_report=indicator.in_report,
        active=indicator.active,
        sort_order=indicator.sort_order,
        version=indicator.version,
    )


def indicator_records(session: Session) -> dict[int, IndicatorRecord]:
    """Return every indicator by database id, in the office's order."""
    rows = session.scalars(select(Indicator).order_by(Indicator.sort_order, Indicator.id))
    return {i.id: indicator_record(i) for i in rows}


def campaign_row(session: Session) -> Campaign:
    """Return the campaign being worked on: the one begun last."""
    campaign = session.scalars(select(Campaign).order_by(Campaign.start.desc())).first()
    if campaign is None:
        raise EnvironmentTrouble("数据里没有专项行动。", "请从备份恢复，或重新建立乡镇。")
    return campaign


def township_record(session: Session) -> TownshipRecord:
    """Return the township with its campaign."""
    township = session.scalars(select(Township)).first()
    if township is None:
        raise EnvironmentTrouble("数据里没有乡镇信息。", "请从备份恢复，或重新建立乡镇。")
    campaign = campaign_row(session)
    return TownshipRecord(
        name=township.name,
        campaign=CampaignRecord(
            name=campaign.name,
            start=campaign.start,
            daily_until=campaign.daily_until,
            end=campaign.end,
            version=campaign.version,
        ),
        demonstration=township.demonstration,
        version=township.version,
    )


def setting_from_json(key: str, text: str) -> Any:
    """Return a stored setting as the type its field has."""
    value = json.loads(text)
    default = getattr(CampaignSettings(), key)
    if isinstance(default, time):
        return time.fromisoformat(value)
    if isinstance(default, ReportingRhythm):
        return ReportingRhythm(value)
    if isinstance(default, tuple):
        return tuple(value)
    return value


def settings_on(session: Session, on: date) -> CampaignSettings:
    """Return the campaign's settings valid on a day; the last change of a day wins."""
    known = {f.name for f in fields(CampaignSettings)}
    statement = (
        select(Setting.key, Setting.value)
        .where(Setting.campaign_id == campaign_row(session).id, Setting.valid_from <= on)
        .order_by(Setting.valid_from, Setting.id)
    )
    stored = {
        key: setting_from_json(key, value)
        for key, value in session.execute(statement)
        if key in known
    }
    return CampaignSettings(**stored)
