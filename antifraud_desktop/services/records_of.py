"""Rows into records: the one place where ORM objects of reference data become frozen values."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, time
from typing import Any

from sqlalchemy import select, true
from sqlalchemy.orm import Session

from antifraud_desktop.errors import EnvironmentTrouble
from antifraud_desktop.records.townships import CampaignRecord, CampaignSettings, TownshipRecord
from antifraud_desktop.records.units import IndicatorRecord, UnitRecord
from db.models import (
    Campaign,
    Contact,
    Indicator,
    IndicatorWording,
    Setting,
    Township,
    Unit,
    UnitAlias,
)
from db.vocabulary import ReportingRhythm, UnitKind, WordingOrigin


def unit_records(session: Session, *, names_only: bool = False) -> dict[int, UnitRecord]:
    """Return every unit by database id, in the office's order.

    Read through Core: this stands before every question about a day. ``names_only`` leaves
    out aliases and contacts.
    """
    if names_only:
        return _units(session, {}, {})
    aliases: dict[int, list[str]] = {}
    for unit_id, text in session.execute(
        select(UnitAlias.unit_id, UnitAlias.text).order_by(UnitAlias.id)
    ):
        aliases.setdefault(unit_id, []).append(text)
    liaisons: dict[int, tuple[str, str]] = {}
    for unit_id, name, phone in session.execute(
        select(Contact.unit_id, Contact.name, Contact.phone)
        .where(Contact.liaison)
        .order_by(Contact.id)
    ):
        liaisons.setdefault(unit_id, (name, phone))
    return _units(session, aliases, liaisons)


def _units(
    session: Session,
    aliases: Mapping[int, list[str]],
    liaisons: Mapping[int, tuple[str, str]],
) -> dict[int, UnitRecord]:
    table = Unit.__table__
    records: dict[int, UnitRecord] = {}
    for row in session.execute(select(table).order_by(table.c.sort_order, table.c.id)):
        liaison, phone = liaisons.get(row.id, ("", ""))
        records[row.id] = UnitRecord(
            code=row.code,
            name=row.name,
            kind=row.kind,
            aliases=tuple(aliases.get(row.id, ())),
            households=row.households,
            residents=row.residents,
            reports_daily=row.reports_daily,
            ranked=row.ranked,
            leader=row.leader,
            liaison=liaison,
            phone=phone,
            active_from=row.active_from,
            active_until=row.active_until,
            sort_order=row.sort_order,
            version=row.version,
        )
    return records


def indicator_records(session: Session) -> dict[int, IndicatorRecord]:
    """Return every indicator by database id, in the office's order, read through Core."""
    wordings: dict[tuple[int, WordingOrigin], list[str]] = {}
    w = IndicatorWording
    for indicator_id, origin, text in session.execute(
        select(w.indicator_id, w.origin, w.text).order_by(w.id)
    ):
        wordings.setdefault((indicator_id, origin), []).append(text)
    table = Indicator.__table__
    return {
        row.id: IndicatorRecord(
            code=row.code,
            name=row.name,
            measure_word=row.measure_word,
            nature=row.nature,
            measure=row.measure,
            group=row.grouping,
            ceiling=row.ceiling,
            flow_code=row.flow_code,
            short_name=row.short_name,
            aliases=tuple(wordings.get((row.id, WordingOrigin.PRESET), ())),
            learnt=tuple(wordings.get((row.id, WordingOrigin.LEARNT), ())),
            shown_for=tuple(UnitKind(k) for k in row.shown_for.split(",") if k),
            in_report=row.in_report,
            active=row.active,
            sort_order=row.sort_order,
            version=row.version,
        )
        for row in session.execute(select(table).order_by(table.c.sort_order, table.c.id))
    }


def campaign_row(session: Session) -> Campaign:
    """Return the campaign being worked on: the one begun last."""
    campaign = session.scalars(select(Campaign).order_by(Campaign.start.desc())).first()
    if campaign is None:
        raise EnvironmentTrouble("数据里没有专项行动。", "请从备份恢复，或重新建立乡镇。")
    return campaign


def township_record(session: Session) -> TownshipRecord:
    """Return the township with its campaign, read through Core in one query."""
    c = Campaign
    statement = (
        select(
            Township.name,
            Township.demonstration,
            Township.version,
            c.name.label("campaign"),
            c.start,
            c.daily_until,
            c.end,
            c.version.label("campaign_version"),
        )
        .join(c, true())
        .order_by(c.start.desc())
        .limit(1)
    )
    row = session.execute(statement).first()
    if row is None:
        raise EnvironmentTrouble("数据里没有乡镇信息。", "请从备份恢复，或重新建立乡镇。")
    return TownshipRecord(
        name=row.name,
        campaign=CampaignRecord(
            name=row.campaign,
            start=row.start,
            daily_until=row.daily_until,
            end=row.end,
            version=row.campaign_version,
        ),
        demonstration=row.demonstration,
        version=row.version,
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
    current = select(Campaign.id).order_by(Campaign.start.desc()).limit(1).scalar_subquery()
    statement = (
        select(Setting.key, Setting.value)
        .where(Setting.campaign_id == current, Setting.valid_from <= on)
        .order_by(Setting.valid_from, Setting.id)
    )
    stored = {
        key: setting_from_json(key, value)
        for key, value in session.execute(statement)
        if key in known
    }
    return CampaignSettings(**stored)
