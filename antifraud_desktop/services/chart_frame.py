"""What charts of figures stand on: the township's name, its units, the indicators in use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from antifraud_desktop.errors import Refused
from antifraud_desktop.records.charts import ChartQuery
from antifraud_desktop.services.records_of import settings_on
from db.queries import charts as queries
from db.queries.charts import ShownUnit
from db.vocabulary import Measure, Nature, UnitKind

VILLAGES = (UnitKind.VILLAGE, UnitKind.COMMUNITY)


@dataclass(frozen=True, slots=True)
class ShownIndicator:
    """An indicator as a chart needs it."""

    id: int
    code: str
    name: str
    label: str
    measure_word: str
    nature: Nature
    is_money: bool
    shown_for: tuple[UnitKind, ...]

    def is_asked(self, kind: UnitKind) -> bool:
        """Say whether it is a unit's business: of those it is shown for, else of the villages."""
        return kind in (self.shown_for or VILLAGES)


@dataclass(frozen=True, slots=True)
class ChartFrame:
    """Names read once for a chart."""

    township: str
    units: tuple[ShownUnit, ...]
    indicators: tuple[ShownIndicator, ...]

    def indicator(self, code: str) -> ShownIndicator:
        """Return an indicator in use; the first one without a code. Raises Refused."""
        found = next((i for i in self.indicators if code in ("", i.code)), None)
        if found is None:
            raise Refused(f"没有这项指标：{code}。", "请在“基础信息”里查看指标代码。")
        return found

    def unit(self, code: str) -> ShownUnit:
        """Return a unit by its code. Raises Refused."""
        found = next((u for u in self.units if u.code == code), None)
        if found is None:
            raise Refused(f"没有这个单位：{code}。", "请在“基础信息”里查看单位代码。")
        return found

    def active(self, day: date) -> tuple[ShownUnit, ...]:
        """Return the units that exist on a day, in the office's order."""
        return tuple(
            u
            for u in self.units
            if (u.active_from is None or u.active_from <= day)
            and (u.active_until is None or day <= u.active_until)
        )


def load_chart_frame(session: Session, *, units: bool = True) -> ChartFrame:
    """Read the names; those of units only where they are needed."""
    return ChartFrame(
        queries.township_name(session),
        tuple(queries.units(session)) if units else (),
        tuple(_shown(row) for row in queries.indicators(session)),
    )


def day_still_open(session: Session, query: ChartQuery) -> date | None:
    """Return the day the chart ends with when its deadline is still to come, else None."""
    now = query.now
    if now is None or now.date() != query.until:
        return None
    return query.until if now.time() <= settings_on(session, query.until).deadline else None


def _shown(row: queries.ShownIndicator) -> ShownIndicator:
    kinds = tuple(UnitKind(kind) for kind in row.shown_for.split(",") if kind)
    return ShownIndicator(
        row.id,
        row.code,
        row.name,
        row.short_name or row.name,
        row.measure_word,
        row.nature,
        row.measure is Measure.MONEY,
        kinds,
    )
