"""Figures as documents print them: money, change, missing, small counts about persons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from antifraud_desktop.records.days import DayBook, UnitDay
from antifraud_desktop.records.units import IndicatorRecord
from db.vocabulary import IndicatorGroup, SubmissionState

NOT_REPORTED = "未报"
NIL = "零报告"
SMALL = 5
FEN_PER_YUAN = 100
YUAN_PER_WAN = 10_000
PLACES = ("镇", "乡", "街道")


def yuan(fen: int) -> str:
    """Return an amount: 8,600元 as 8600元, from ten thousand on exactly in 万元."""
    whole, rest = divmod(fen, FEN_PER_YUAN)
    if whole >= YUAN_PER_WAN and rest == 0:
        wan = f"{whole // YUAN_PER_WAN}.{whole % YUAN_PER_WAN:04}".rstrip("0").rstrip(".")
        return f"{wan}万元"
    return f"{whole}.{rest:02}元" if rest else f"{whole}元"


def amount(value: int, indicator: IndicatorRecord) -> str:
    """Return a figure with its measure word; small counts about persons as 少于5 (boundaries)."""
    if indicator.is_money:
        return yuan(value)
    if indicator.group is IndicatorGroup.CARE and 0 < value < SMALL:
        return f"少于{SMALL}{indicator.measure_word}"
    return f"{value}{indicator.measure_word}"


def cell(value: int | None, indicator: IndicatorRecord) -> str:
    """Return a figure as a table cell; what was not sent is 未报, never 0."""
    if value is None:
        return NOT_REPORTED
    if indicator.is_money:
        return yuan(value)
    if indicator.group is IndicatorGroup.CARE and 0 < value < SMALL:
        return f"<{SMALL}"
    return str(value)


def change(today: int, yesterday: int | None, indicator: IndicatorRecord) -> str:
    """Return the clause that compares with yesterday, empty when yesterday has no figure."""
    if yesterday is None:
        return ""
    if today == yesterday:
        return "与昨日持平"
    word = "增加" if today > yesterday else "减少"
    return f"较昨日{word}{amount(abs(today - yesterday), indicator)}"


def hour_text(at: datetime) -> str:
    """Return 17时05分."""
    return f"{at.hour}时{at.minute:02}分"


STATE_WORDS: Mapping[SubmissionState, str] = {
    SubmissionState.MISSING: NOT_REPORTED,
    SubmissionState.ON_TIME: "按时",
    SubmissionState.LATE: "迟报",
    SubmissionState.MADE_UP: "补报",
    SubmissionState.RETURNED: "退回",
    SubmissionState.EXEMPT: "豁免",
}


def stock_units(units: Sequence[UnitDay], code: str) -> int:
    """Return on how many of ``units`` a total rests."""
    return sum(code in unit.figures for unit in units)


def is_install(indicator: IndicatorRecord) -> bool:
    """Say whether a figure counts app installations, which stay out of circulars (R8)."""
    name = indicator.name.upper()
    return indicator.code.startswith("app_installed") or ("APP" in name and "安装" in name)


def whole_place(day: DayBook) -> str:
    """Return 全镇, 全乡 or 全街道 as the township's name ends."""
    kind = next((k for k in PLACES if day.township.endswith(k)), "辖区")
    return f"全{kind}"
