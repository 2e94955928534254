"""R5: plausibility is told, never decided."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from antifraud_desktop.records.units import IndicatorRecord, UnitRecord
from antifraud_desktop.rules.plausibility import UnitPast, check_figures
from antifraud_desktop.vocabulary import Ceiling, Measure, Nature, UnitKind

DAY = date(2023, 8, 12)
VILLAGE = UnitRecord("U001", "大石村", UnitKind.VILLAGE, households=412, residents=1386)
HOUSEHOLDS = IndicatorRecord("households_visited", "入户走访", "户", ceiling=Ceiling.HOUSEHOLDS)
NEW = IndicatorRecord("app_installed_new", "新增安装", "人", ceiling=Ceiling.RESIDENTS)
TOTAL = IndicatorRecord(
    "app_installed_total", "累计安装", "人", nature=Nature.STOCK, flow_code="app_installed_new"
)
SAVED = IndicatorRecord("amount_saved", "挽回损失", "元", measure=Measure.MONEY)
VISITS = IndicatorRecord("case_visits", "重点人员走访", "人次")
ALL = (HOUSEHOLDS, NEW, TOTAL, SAVED, VISITS)


def past(**values: list[int]) -> UnitPast:
    """Days before, newest first."""
    days: dict[date, dict[str, int]] = {}
    for code, row in values.items():
        for n, value in enumerate(row, start=1):
            days.setdefault(DAY - timedelta(days=n), {})[code] = value
    return UnitPast(days)


def codes(figures: dict[str, int], before: UnitPast, visits_logged: int | None = None) -> list[str]:
    found = check_figures(VILLAGE, DAY, figures, before, ALL, visits_logged=visits_logged)
    return [w.code for w in found]


def test_r5_stock_is_yesterday_plus_today() -> None:
    before = past(app_installed_total=[847])
    assert codes({"app_installed_new": 14, "app_installed_total": 861}, before) == []
    assert codes({"app_installed_new": 14, "app_installed_total": 862}, before) == ["stock_step"]


def test_r5_stock_without_yesterday_or_flow_is_only_held_not_to_fall() -> None:
    gap = UnitPast({DAY - timedelta(days=3): {"app_installed_total": 800}})
    assert codes({"app_installed_new": 1, "app_installed_total": 861}, gap) == []
    assert codes({"app_installed_total": 861}, past(app_installed_total=[847])) == []
    assert codes({"app_installed_total": 799}, gap) == ["stock_fell"]


def test_r5_the_warning_says_the_sum_that_was_expected() -> None:
    found = check_figures(
        VILLAGE,
        DAY,
        {"app_installed_new": 11, "app_installed_total": 853},
        past(app_installed_total=[836]),
        ALL,
    )
    assert "应为847" in found[0].text
    assert found[0].unit == "大石村"


def test_r5_no_flow_above_households_or_residents() -> None:
    assert codes({"households_visited": 412}, past()) == []
    assert codes({"households_visited": 413}, past()) == ["over_size"]
    assert codes({"app_installed_new": 1387}, past()) == ["over_size"]
    unsized = UnitRecord("U002", "学校", UnitKind.SCHOOL)
    assert check_figures(unsized, DAY, {"households_visited": 9999}, past(), ALL) == ()


def test_r5_five_times_the_own_median_of_fourteen_days() -> None:
    before = past(households_visited=[10, 10, 12, 8])
    assert codes({"households_visited": 50}, before) == []
    assert codes({"households_visited": 51}, before) == ["spike"]
    old = UnitPast({DAY - timedelta(days=n): {"households_visited": 1} for n in range(15, 20)})
    assert codes({"households_visited": 51}, old) == []


def test_r5_few_or_zero_days_say_nothing_about_what_is_usual() -> None:
    assert codes({"households_visited": 200}, past(households_visited=[1, 1])) == []
    assert codes({"households_visited": 200}, past(households_visited=[0, 0, 0, 0])) == []


def test_r5_money_is_told_in_yuan() -> None:
    before = past(amount_saved=[10000, 10000, 10000])
    found = check_figures(VILLAGE, DAY, {"amount_saved": 260000050}, before, ALL)
    assert "2600000.5元" in found[0].text


def test_r5_visits_reported_against_visits_logged() -> None:
    assert codes({"case_visits": 2}, past(), visits_logged=2) == []
    assert codes({"case_visits": 2}, past(), visits_logged=1) == ["visits_logged"]
    assert codes({"case_visits": 2}, past()) == []


@given(st.dictionaries(st.sampled_from([i.code for i in ALL]), st.integers(0, 10**9)))
def test_r5_a_figure_that_was_not_sent_is_never_judged(figures: dict[str, int]) -> None:
    found = check_figures(VILLAGE, DAY, figures, past(app_installed_total=[5]), ALL)
    assert {w.indicator for w in found} <= set(figures)
