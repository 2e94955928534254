"""Questions about the activity ledger: its list page by page, its sums, single rows.

The list is asked at every key and holds a million rows: its statements are built once for every
set of conditions.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, cast, func, literal, or_, select
from sqlalchemy.orm import Session

from db.models import Activity, ActivityPicture, ActivityType, Unit, UnitClass
from db.queries.statements import Kept, Rows, bound

_MOST_SETS = 128
"""Sets of conditions whose statements are held; there are 64 of the list and a few of sums."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which activities are meant; None chooses nothing. ``text`` is found in title, place, host."""

    first: dt.date | None = None
    last: dt.date | None = None
    type_code: str | None = None
    unit_code: str | None = None
    series: str | None = None
    text: str | None = None

    def values(self) -> dict[str, Any]:
        """Return what is chosen by name; a text as the pattern it is looked for by."""
        given = {
            "first": self.first,
            "last": self.last,
            "type": self.type_code,
            "unit": self.unit_code,
            "series": self.series,
            "text": None if self.text is None else pattern(self.text),
        }
        return {name: value for name, value in given.items() if value is not None}


def pattern(text: str) -> str:
    """Return the pattern of LIKE that finds a text anywhere; its escape is a backslash."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def page(session: Session, chosen: Chosen, first: int, most: int) -> Rows:
    """Return rows of the list from ``first`` on, the latest day first.

    Columns: id, day, at, type name, unit name, title, place, audience, quantity, quantity word,
    fills_daily, series, number of pictures, class name or None.
    """
    values = chosen.values()
    kept = _page(frozenset(values))
    return kept.rows(session, start=first, most=most, **values)


def count(session: Session, chosen: Chosen) -> int:
    """Return how many activities are chosen."""
    values = chosen.values()
    found = _count(frozenset(values)).first(session, **values)
    return int(found[0]) if found else 0


def sums(session: Session, chosen: Chosen, by: str) -> Rows:
    """Return (name, activities, audience, quantity) by ``type``, ``unit`` or ``month`` (2023-08).

    Types and units come in the office's order, months in theirs; what has no activity is left out.
    """
    values = chosen.values()
    return _sums(frozenset(values), by).rows(session, **values)


def place_of(session: Session, chosen: Chosen, number: int) -> int | None:
    """Return which row of the list an activity is, from 0; None when it is not in it."""
    values = chosen.values()
    day = _day_of(frozenset(values)).first(session, number=number, **values)
    if day is None:
        return None
    found = _before(frozenset(values)).first(session, number=number, day=day[0], **values)
    return int(found[0]) if found else None


@lru_cache(maxsize=_MOST_SETS)
def _day_of(names: frozenset[str]) -> Kept:
    own = Activity.id == bound("number")
    return Kept(select(Activity.day).where(own, *_conditions(names)))


@lru_cache(maxsize=_MOST_SETS)
def _before(names: frozenset[str]) -> Kept:
    a, day = Activity, bound("day", Activity.day)
    later = or_(a.day > day, and_(a.day == day, a.id > bound("number")))
    return Kept(select(func.count()).select_from(a).where(later, *_conditions(names)))


@lru_cache(maxsize=_MOST_SETS)
def _page(names: frozenset[str]) -> Kept:
    # The rows before the page are walked in the index alone, without looking up their names.
    wanted = _numbers(names).subquery()
    a, pictures = Activity, ActivityPicture
    shown = (
        select(func.count(pictures.id))
        .where(pictures.activity_id == a.id)
        .correlate(a)
        .scalar_subquery()
    )
    return Kept(
        select(
            a.id,
            a.day,
            a.at,
            ActivityType.name,
            Unit.name,
            a.title,
            a.place,
            a.audience,
            a.quantity,
            ActivityType.quantity_word,
            a.fills_daily,
            a.series,
            shown,
            UnitClass.name,
        )
        .join(wanted, wanted.c.id == a.id)
        .join(ActivityType, ActivityType.id == a.type_id)
        .join(Unit, Unit.id == a.unit_id)
        .outerjoin(UnitClass, UnitClass.id == a.class_id)
        .order_by(a.day.desc(), a.id.desc())
    )


def _numbers(names: frozenset[str]) -> Select[int]:
    return (
        select(Activity.id)
        .where(*_conditions(names))
        .order_by(Activity.day.desc(), Activity.id.desc())
        .limit(bound("most"))
        .offset(bound("start"))
    )


@lru_cache(maxsize=_MOST_SETS)
def _count(names: frozenset[str]) -> Kept:
    return Kept(select(func.count()).select_from(Activity).where(*_conditions(names)))


@lru_cache(maxsize=_MOST_SETS)
def _sums(names: frozenset[str], by: str) -> Kept:
    group: ColumnElement[Any] = {
        "type": Activity.type_id.expression,
        "unit": Activity.unit_id.expression,
        "month": func.substr(cast(Activity.day, String), 1, 7),
    }[by]
    inner = (
        select(
            group.label("of"),
            func.count().label("activities"),
            func.sum(Activity.audience).label("audience"),
            func.coalesce(func.sum(Activity.quantity), 0).label("quantity"),
        )
        .where(*_conditions(names))
        .group_by(group)
        .subquery()
    )
    counts = (inner.c.activities, inner.c.audience, inner.c.quantity)
    if by == "month":
        return Kept(select(inner.c.of, *counts).order_by(inner.c.of))
    table = ActivityType if by == "type" else Unit
    return Kept(
        select(table.name, *counts)
        .join(inner, inner.c.of == table.id)
        .order_by(table.sort_order, table.id)
    )


def _conditions(names: frozenset[str]) -> list[ColumnElement[bool]]:
    a = Activity
    known: Mapping[str, ColumnElement[bool]] = {
        "first": a.day >= bound("first", a.day),
        "last": a.day <= bound("last", a.day),
        "type": a.type_id == _id_of(ActivityType, "type"),
        "unit": a.unit_id == _id_of(Unit, "unit"),
        "series": a.series == bound("series"),
        "text": or_(
            *(c.like(bound("text", literal("")), escape="\\") for c in (a.title, a.place, a.hosts))
        ),
    }
    return [known[name] for name in sorted(names)]


def _id_of(table: type[ActivityType | Unit], name: str) -> ColumnElement[int]:
    """Return the id of a code within the statement: it is asked for at every key."""
    return select(table.id).where(table.code == bound(name, table.code)).scalar_subquery()


_LAST = Kept(
    select(Activity.id)
    .where(Activity.type_id == bound("type"), Activity.unit_id == bound("unit"))
    .order_by(Activity.day.desc(), Activity.id.desc())
    .limit(1)
)


def last_of(session: Session, type_id: int, unit_id: int) -> int | None:
    """Return the id of a unit's last activity of a type."""
    found = _LAST.first(session, type=type_id, unit=unit_id)
    return None if found is None else int(found[0])


_NEWEST = 50_000
"""So many of the newest activities are looked through at every key of the search."""


@lru_cache(maxsize=1)
def _search() -> Kept:
    a = Activity
    floor = select(func.coalesce(func.max(a.id), 0) - _NEWEST).scalar_subquery()
    text, unit = bound("text", literal("")), bound("unit", literal(""))
    by_unit = select(Unit.id).where(
        or_(Unit.initials.like(unit, escape="\\"), Unit.pinyin.like(unit, escape="\\"))
    )
    return Kept(
        select(a.id, a.title, a.day, Unit.name)
        .join(Unit, Unit.id == a.unit_id)
        .where(
            a.id > floor,
            or_(
                a.title.like(text, escape="\\"),
                a.place.like(text, escape="\\"),
                a.unit_id.in_(by_unit),
            ),
        )
        .order_by(a.day.desc(), a.id.desc())
        .limit(bound("most"))
    )


def search(session: Session, text: str, most: int) -> Rows:
    """Return (id, title, day, unit name) of the newest activities a text finds.

    It is found in title and place, or begins the pinyin or the initials of the unit.
    """
    found = pattern(text)
    return _search().rows(session, text=found, unit=found[1:], most=most)
