"""A frozen snapshot gives back the very figures a document was written from."""

from __future__ import annotations

from datetime import date, datetime, time

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
from antifraud_desktop.records.units import IndicatorRecord
from antifraud_desktop.services.snapshots import from_json, to_json
from antifraud_desktop.vocabulary import Measure, SubmissionState, UnitKind

DAY = date(2023, 8, 12)
VISITED = IndicatorRecord("households_visited", "入户走访", "户", shown_for=(UnitKind.VILLAGE,))
SAVED = IndicatorRecord("amount_saved", "挽回损失", "元", measure=Measure.MONEY)


def full_input() -> ReportInput:
    received = datetime(2023, 8, 12, 17, 31, 55)
    units = (
        UnitDay("U1", "甲村", UnitKind.VILLAGE, SubmissionState.ON_TIME, False, received, {"a": 0}),
        UnitDay("U2", "乙村", UnitKind.VILLAGE, SubmissionState.MISSING),
        UnitDay("U3", "丙村", UnitKind.VILLAGE, SubmissionState.ON_TIME, True, received),
    )
    book = DayBook(
        township="青禾镇",
        campaign="行动",
        campaign_start=date(2023, 8, 1),
        date=DAY,
        reporting=True,
        deadline=time(18),
        bulletin_time=time(21),
        indicators=(VISITED, SAVED),
        units=units,
        totals={"a": 0},
        yesterday_totals={},
        campaign_totals={"a": 120},
        trend=(TrendPoint(DAY, {"a": 0}, 2, 3),),
        fraud_types={"刷单返利": 1},
        warnings=(FigureWarning("甲村", "a", "spike", "太多", None, "U1"),),
    )
    return ReportInput(
        IssueHead(12, 2023, "反诈办", received),
        book,
        ("乙村",),
        (Change("甲村", received, "张三", "更正", ("入户由1户改为2户",)),),
        (Standing("甲村", 12, 11, 1, 0, 0),),
        ("请按时报送。",),
    )


def test_a_snapshot_reads_back_equal_and_is_canonical() -> None:
    data = full_input()
    text = to_json(data)
    again = from_json(ReportInput, text)
    assert again == data
    assert to_json(again) == text


def test_a_snapshot_keeps_absent_apart_from_zero() -> None:
    again = from_json(ReportInput, to_json(full_input()))
    assert again.day.units[0].figures == {"a": 0}
    assert again.day.units[1].figures == {}
    assert again.day.units[1].received is None
