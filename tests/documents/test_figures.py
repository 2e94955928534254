"""The charts: a missing figure is never a zero (R2), installs stay out of circulars (R8)."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from docx import Document

from antifraud_desktop.documents.daily_report import build_daily_report
from antifraud_desktop.documents.figures import (
    DARK,
    LIGHT,
    by_unit_figure,
    leading,
    report_charts,
    save_png,
    trend_figure,
)
from antifraud_desktop.records.days import DayBook, TrendPoint
from antifraud_desktop.records.units import IndicatorRecord
from tests.documents.geometry import all_text
from tests.documents.report_samples import (
    DAY,
    big_day,
    day_of,
    empty_day,
    full_day,
    report_of,
    silent_day,
    village,
)


def bars(figure: Any, *, hatched: bool) -> dict[int, float]:
    """Height of the bars by place: figures, or the hatched marks of what is owed."""
    return {
        round(bar.get_x() + bar.get_width() / 2): bar.get_height()
        for bar in figure.axes[0].patches
        if bool(bar.get_hatch()) is hatched
    }


def labels(figure: Any) -> dict[int, str]:
    return {round(text.xy[0]): text.get_text() for text in figure.axes[0].texts}


def test_r2_missing_nil_and_exempt_have_words_and_no_bar_of_zero() -> None:
    figure = by_unit_figure(full_day(), "households_visited")
    assert bars(figure, hatched=False) == {0: 32, 1: 18, 6: 13}
    assert set(bars(figure, hatched=True)) == {3, 4}
    assert labels(figure) == {
        0: "32", 1: "18", 2: "零报告", 3: "未报", 4: "未报", 5: "豁免", 6: "13",
    }  # fmt: skip


def test_r2_a_zero_that_was_sent_is_a_zero() -> None:
    figure = by_unit_figure(full_day(), "leaflets")
    assert bars(figure, hatched=False) == {1: 0}
    assert labels(figure)[1] == "0"
    assert labels(figure)[0] == "未报"


def test_money_is_drawn_in_yuan() -> None:
    figure = by_unit_figure(full_day(), "loss_amount")
    assert 8600 in bars(figure, hatched=False).values()


def gap_day() -> DayBook:
    points = tuple(
        TrendPoint(DAY - timedelta(days=6 - n), {} if n == 3 else {"leaflets": n}, n, 8)
        for n in range(7)
    )
    return replace(full_day(), trend=points)


def test_r2_a_day_without_figures_is_a_gap_in_the_line() -> None:
    lower = trend_figure(gap_day()).axes[1]
    drawn = [float(y) for y in lower.lines[0].get_ydata()]
    assert drawn[3] != drawn[3]
    assert drawn[:3] + drawn[4:] == [0, 1, 2, 4, 5, 6]
    assert [t.get_text() for t in lower.texts] == ["未报"]


def installs_first() -> DayBook:
    day = day_of((village(1, "大石村", app_installed_new=3, households_visited=4),))
    order = sorted(day.indicators, key=lambda i: i.code != "app_installed_new")
    return replace(day, indicators=tuple(order))


def test_r8_a_circulars_charts_leave_installs_out() -> None:
    day = installs_first()
    assert leading(day)[0].code == "app_installed_new"
    assert [i.code for i in leading(day, circular=True)] == ["households_visited"]
    assert "APP" not in "".join(c.caption + c.told for c in report_charts(day, circular=True))


@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_the_same_day_draws_the_same_picture(look: Any) -> None:
    first, second = (save_png(by_unit_figure(big_day(), None, look)) for _ in range(2))
    assert first == second
    assert first.startswith(b"\x89PNG")


@pytest.mark.parametrize("day", [empty_day(), silent_day()], ids=["no units", "nobody"])
def test_days_with_nothing_can_be_drawn(day: DayBook) -> None:
    for figure in (trend_figure(day), by_unit_figure(day)):
        assert save_png(figure)


def test_a_report_without_charts_says_so() -> None:
    text = all_text(Document(io.BytesIO(build_daily_report(report_of(empty_day())))))
    assert "本期不附图" in text


def test_a_dollar_in_a_name_starts_no_formula() -> None:
    day = day_of((village(1, "甲$x^2$村", households_visited=3),))
    assert save_png(by_unit_figure(day, "households_visited"))


def test_an_office_without_common_figures_still_gets_a_picture() -> None:
    only = (IndicatorRecord("loss", "损失", "元"),)
    assert save_png(by_unit_figure(replace(full_day(), indicators=only)))
