"""The chart of ranks: places of units over the frozen months (R17, R18)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from antifraud_desktop.records.charts import ChartQuery, ChartSeries, SeriesChart, Shape
from antifraud_desktop.services.chart_frame import ChartFrame, load_chart_frame
from antifraud_desktop.services.consequence_rows import begun
from antifraud_desktop.services.evaluation_places import Places, frozen_places

SHOWN = 5
"""So many lines are told apart: with more units the first and the last ones are drawn."""
FIRST, LAST = 2, 3
NO_MONTHS = "还没有定稿的月度考核。"
GAP = "不排名"


def ranks_over_months(session: Session, query: ChartQuery) -> SeriesChart:
    """Return the ranks of the unit asked for, or of the first and last of the latest month.

    The campaign's months up to ``until`` are told, whatever ``since`` says; only frozen ones are.
    A month in which a unit was not ranked is a gap.
    """
    frame = load_chart_frame(session)
    found = frozen_places(session, begun(session), query.until)
    months = tuple(found)
    codes, named = _chosen(frame, query, found)
    return SeriesChart(
        title=_title(frame, query, named),
        shape=Shape.RANKS,
        measure="名次",
        places=tuple(_month(month, months) for month in months),
        series=tuple(
            ChartSeries(_name(found, code), tuple(_rank(places, code) for places in found.values()))
            for code in codes
        ),
        source="来源：已定稿的月度考核，名次越靠上越好；没有排名的月份不画",
        empty=NO_MONTHS,
        gap=GAP,
    )


def _chosen(
    frame: ChartFrame, query: ChartQuery, found: Mapping[date, Places]
) -> tuple[Sequence[str], str]:
    """Return the units to be drawn, and how the title names them when they are a part."""
    if query.unit:
        unit = frame.unit(query.unit)
        return (unit.code,), unit.name
    if not found:
        return (), ""
    latest = list(found.values())[-1]
    kinds = {u.code: u.kind for u in frame.units}
    ranked = [
        code
        for code, (_name, _total, rank, _why) in latest.units.items()
        if rank is not None and query.unit_kind in (None, kinds.get(code))
    ]
    if len(ranked) <= SHOWN:
        return ranked, ""
    return (*ranked[:FIRST], *ranked[-LAST:]), f"最近一月前{FIRST}个和后{LAST}个单位"


def _title(frame: ChartFrame, query: ChartQuery, named: str) -> str:
    if query.unit:
        return f"{named}月度考核名次"
    return f"{frame.township}月度考核名次" + (f"（{named}）" if named else "")


def _rank(places: Places, code: str) -> float | None:
    unit = places.units.get(code)
    return None if unit is None or unit[2] is None else float(unit[2])


def _name(found: Mapping[date, Places], code: str) -> str:
    names = [places.units[code][0] for places in found.values() if code in places.units]
    return names[-1] if names else code


def _month(month: date, months: Sequence[date]) -> str:
    """Return a month's name, with its year where the months are of several years."""
    several = len({m.year for m in months}) > 1
    return f"{month.year % 100}年{month.month}月" if several else f"{month.month}月"
