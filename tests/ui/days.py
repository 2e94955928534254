"""Days for tests of the window's parts, without a database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time

from antifraud_desktop.records.days import DayBook, FigureWarning, UnitDay
from antifraud_desktop.records.units import IndicatorRecord
from antifraud_desktop.vocabulary import Measure, Nature, SubmissionState, UnitKind

DAY = date(2023, 8, 12)
VISITS = IndicatorRecord("households_visited", "入户走访", "户", short_name="入户")
REACHED = IndicatorRecord("people_reached", "宣传群众", "人次", short_name="宣传")
TOTAL = IndicatorRecord(
    "app_installed_total", "反诈APP累计安装", "人", short_name="APP累计", nature=Nature.STOCK
)
NOTICES = IndicatorRecord(
    "parent_notices", "发放告家长书", "份", short_name="告家长书", shown_for=(UnitKind.SCHOOL,)
)
LOSS = IndicatorRecord(
    "loss_amount", "发案损失", "元", short_name="损失金额", measure=Measure.MONEY
)
INDICATORS = (VISITS, REACHED, TOTAL, NOTICES, LOSS)


def unit(
    code: str,
    name: str,
    figures: Mapping[str, int] | None = None,
    kind: UnitKind = UnitKind.VILLAGE,
    *,
    nil: bool = False,
) -> UnitDay:
    """Return a unit; with figures or nil it came on time."""
    sent = bool(figures) or nil
    return UnitDay(
        code=code,
        name=name,
        kind=kind,
        state=SubmissionState.ON_TIME if sent else SubmissionState.MISSING,
        nil=nil,
        received=datetime(2023, 8, 12, 17, 5) if sent else None,
        figures=figures or {},
        versions=1 if sent else 0,
        version=1 if sent else 0,
    )


def book(*units: UnitDay, warnings: tuple[FigureWarning, ...] = ()) -> DayBook:
    """Return a day of these units."""
    return DayBook(
        township="青禾镇",
        campaign="专项行动",
        campaign_start=date(2023, 8, 1),
        date=DAY,
        reporting=True,
        deadline=time(18),
        bulletin_time=time(21),
        indicators=INDICATORS,
        units=units,
        totals={},
        yesterday_totals={},
        campaign_totals={},
        warnings=warnings,
    )


DASHI = unit("U001", "大石村", {"households_visited": 32, "app_installed_total": 861})
HEDONG = unit("U002", "河东村", {"households_visited": 18})
ZHUYUAN = unit("U003", "竹园村")
DONGGANG = unit("U004", "东岗村", nil=True)
SCHOOL = unit("U005", "中心小学", {"parent_notices": 0}, UnitKind.SCHOOL)
USUAL = book(DASHI, HEDONG, ZHUYUAN, DONGGANG, SCHOOL)


def with_figure(day: DayBook, code: str, indicator: str, value: int) -> DayBook:
    """Return the day after somebody saved one figure."""
    units = tuple(
        replace(u, figures={**u.figures, indicator: value}) if u.code == code else u
        for u in day.units
    )
    return replace(day, units=units)
