"""Rows of the activity ledger into records, and what the trail keeps of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy.orm import Session

from antifraud_desktop.errors import Refused
from antifraud_desktop.records.activities import (
    ActivityRecord,
    ActivityTypeRecord,
    NewActivity,
)
from antifraud_desktop.rules.activity_figures import Counted
from antifraud_desktop.services.material_use import used_in_activity
from db.models import Activity, ActivityType, Unit, UnitClass
from db.vocabulary import AudienceGroup

LINE, NOTE = 200, 2000
"""How many characters a line and a note hold."""
TEXTS: Mapping[str, int] = {
    "title": LINE,
    "place": LINE,
    "hosts": LINE,
    "media_link": LINE,
    "summary": NOTE,
}


def activity_row(session: Session, number: int) -> Activity:
    """Return a stored activity. Raises Refused when it is gone."""
    row = session.get(Activity, number)
    if row is None:
        raise Refused("这条活动刚被改动，查不到了。", "请刷新后再看。")
    return row


def audience_of(groups: Iterable[tuple[AudienceGroup, int]]) -> dict[AudienceGroup, int]:
    """Return numbers by group in the order of the form, the residents first."""
    order = tuple(AudienceGroup)
    return dict(sorted(groups, key=lambda told: order.index(told[0])))


def activity_record(session: Session, row: Activity, codes: Mapping[int, str]) -> ActivityRecord:
    """Return a stored activity; ``codes`` are the indicators' by id."""
    kind = session.get_one(ActivityType, row.type_id)
    unit = session.get_one(Unit, row.unit_id)
    school_class = session.get(UnitClass, row.class_id) if row.class_id else None
    entry = NewActivity(
        type_code=kind.code,
        day=row.day,
        title=row.title,
        at=row.at,
        place=row.place,
        class_id=row.class_id,
        hosts=row.hosts,
        media_link=row.media_link,
        summary=row.summary,
        audience=audience_of((g.group, g.number) for g in row.groups),
        quantity=row.quantity,
        figures={codes[f.indicator_id]: f.value for f in row.figures},
        fills_daily=row.fills_daily,
        materials=used_in_activity(session, row.id),
        series=row.series,
    )
    return ActivityRecord(
        id=row.id,
        unit_code=unit.code,
        unit_name=unit.name,
        type_name=kind.name,
        quantity_word=kind.quantity_word,
        class_name=school_class.name if school_class else "",
        entry=entry,
        entered_at=row.entered_at,
        entered_by=row.entered_by,
        version=row.version,
    )


def counted_of(kind: ActivityTypeRecord) -> Counted:
    """Return what a type counts, as the rules see it."""
    return Counted(kind.counts, kind.audience_counts, kind.quantity_word)


def told_of(row: Activity, codes: Mapping[int, str]) -> dict[str, object]:
    """Return what of an activity the audit payload keeps."""
    return {
        "day": row.day,
        "at": row.at.isoformat() if row.at else None,
        **{name: getattr(row, name) for name in TEXTS},
        "audience": {g.group: g.number for g in row.groups},
        "quantity": row.quantity,
        "figures": {codes[f.indicator_id]: f.value for f in row.figures},
        "fills_daily": row.fills_daily,
        "class_id": row.class_id,
        "series": row.series,
    }
