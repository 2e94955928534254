"""Days to write reports of: a full one, an empty one, one where nobody reported."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from antifraud_desktop.intake.presets import load_indicators
from antifraud_desktop.records.days import (
    Change,
    DayBook,
    FigureWarning,
    IssueHead,
    ReportInput,
    Standing,
    TrendPoint,
    UnitDay,
)
from antifraud_desktop.vocabulary import SubmissionState, UnitKind

DAY = date(2023, 8, 12)
FIVE = datetime(2023, 8, 12, 17, 5)


def village(
    number: int,
    name: str,
    state: SubmissionState = SubmissionState.ON_TIME,
    nil: bool = False,
    reason: str = "",
    note: str = "",
    **figures: int,
) -> UnitDay:
    silent = (SubmissionState.MISSING, SubmissionState.EXEMPT)
    return UnitDay(
        code=f"U{number:03}",
        name=name,
        kind=UnitKind.VILLAGE,
        state=state,
        nil=nil,
        received=None if state in silent else FIVE,
        figures=figures,
        versions=0 if state in silent else 1,
        reason=reason,
        note=note,
    )


def totals_of(units: tuple[UnitDay, ...]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for unit in units:
        for code, value in unit.figures.items():
            sums[code] = sums.get(code, 0) + value
    return sums


def day_of(units: tuple[UnitDay, ...], **more: object) -> DayBook:
    totals = totals_of(units)
    trend = tuple(
        TrendPoint(DAY - timedelta(days=6 - n), totals if n == 6 else {}, len(units), len(units))
        for n in range(7)
    )
    given: dict[str, object] = {
        "township": "青禾镇",
        "campaign": "专项行动",
        "campaign_start": date(2023, 8, 1),
        "date": DAY,
        "reporting": True,
        "deadline": time(18),
        "bulletin_time": time(21),
        "indicators": load_indicators(),
        "units": units,
        "totals": totals,
        "yesterday_totals": {},
        "campaign_totals": {},
        "trend": trend,
        **more,
    }
    return DayBook(**given)  # type: ignore[arg-type]


def full_day() -> DayBook:
    units = (
        village(
            1, "大石村", households_visited=32, people_reached=108, app_installed_new=14,
            app_installed_total=861, case_visits=2,
        ),
        village(2, "河东村", households_visited=18, people_reached=54, leaflets=0),
        village(3, "东岗村", nil=True),
        village(4, "竹园村", SubmissionState.MISSING),
        village(5, "古井村", SubmissionState.MISSING),
        village(6, "北坡村", SubmissionState.EXEMPT, reason="防汛，镇领导1同意，至8月13日"),
        village(
            7, "南湾村", SubmissionState.LATE, households_visited=13, incidents=1,
            loss_amount=860_000,
        ),
        replace(
            village(8, "青禾信用社", counter_reminders=63, dissuasions=1, amount_saved=4_500_000),
            kind=UnitKind.BANK,
        ),
    )  # fmt: skip
    warning = FigureWarning("大石村", "households_visited", "spike", "入户偏多", "集中走访日")
    return day_of(
        units,
        yesterday_totals={"households_visited": 60},
        campaign_totals={"households_visited": 700},
        fraud_types={"刷单返利": 1},
        warnings=(warning,),
    )


def empty_day() -> DayBook:
    return day_of(())


def silent_day() -> DayBook:
    names = ("大石村", "河东村", "竹园村")
    return day_of(
        tuple(village(n, name, SubmissionState.MISSING) for n, name in enumerate(names, 1))
    )


def big_day(units: int = 40) -> DayBook:
    return day_of(
        tuple(
            village(
                n, f"第{n}村", households_visited=n, people_reached=3 * n, leaflets=n,
                app_installed_new=n % 7, app_installed_total=200 + n,
            )
            if n % 5
            else village(n, f"第{n}村", SubmissionState.MISSING)
            for n in range(1, units + 1)
        )
    )  # fmt: skip


def report_of(day: DayBook, **more: object) -> ReportInput:
    head = IssueHead(
        number=12,
        year=2023,
        issuer="青禾镇反诈办",
        issued_at=datetime(2023, 8, 12, 18, 5),
        report_to="县反诈中心",
        send_to="镇党委、政府",
        copy_to="各村（社区）",
    )
    given: dict[str, object] = {"head": head, "day": day, **more}
    return ReportInput(**given)  # type: ignore[arg-type]


def bulletin_of(day: DayBook) -> ReportInput:
    change = Change(
        "南湾村", datetime(2023, 8, 12, 18, 20), "张三", "更正", ("入户由11户改为13户",)
    )
    return report_of(
        day,
        changes=(change,),
        standings=tuple(Standing(u.name, 12, 10, 1, 0, 1) for u in day.units),
        tomorrow=("请各单位于18时前报送。",),
    )
