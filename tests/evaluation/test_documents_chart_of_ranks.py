"""The chart of ranks tells frozen months alone, and of many units the two ends (R17, R18)."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from antifraud_desktop.documents.chart_paper import chart_png, chart_rows
from antifraud_desktop.records.charts import ChartKind, ChartQuery, SeriesChart, Shape
from antifraud_desktop.services.charts import READERS
from antifraud_desktop.work import Work
from tests.evaluation.filling import DAYS, FIRST, add_submission, add_unit, do
from tests.evaluation.offices import at, office_of

SEPTEMBER = date(2023, 9, 1)


def ranks(work: Work, unit: str = "") -> SeriesChart:
    query = ChartQuery(ChartKind.RANKS, date(2023, 10, 1), date(2023, 10, 8), unit=unit)
    with work.reading() as session:
        chart = READERS[ChartKind.RANKS](session, query)
    assert isinstance(chart, SeriesChart)
    return chart


@pytest.mark.usefixtures("villages")
def test_only_frozen_months_are_drawn_unit_by_unit(work: Work) -> None:
    office_of(work).months.draft(FIRST)
    assert not ranks(work).has_values
    office_of(work).months.freeze(FIRST, "先行定稿")
    october = at(work, datetime(2023, 10, 8, 10))
    october.months.draft(SEPTEMBER)
    assert ranks(work).places == ("8月",)
    october.months.freeze(SEPTEMBER, "先行定稿")
    chart = ranks(work)
    assert (chart.shape, chart.places) == (Shape.RANKS, ("8月", "9月"))
    told = {s.name: s.values for s in chart.series}
    assert told == {"第1村": (1, 1), "第2村": (2, 1), "第3村": (3, 1), "第4村": (4, 1)}
    one = ranks(work, "U003")
    assert one.title == "第3村月度考核名次"
    assert chart_rows(one)[1] == (("8月", "3"), ("9月", "1"))
    assert chart_png(one) == chart_png(one)


def test_of_many_units_the_first_and_the_last_are_drawn(work: Work) -> None:
    def fill(session: object) -> None:
        for number in range(1, 9):
            unit = add_unit(session, number)
            for day in DAYS[number - 1 :]:
                add_submission(session, unit.id, day, datetime(2023, 8, day.day, 17))

    do(work, fill)
    office_of(work).months.draft(FIRST)
    office_of(work).months.freeze(FIRST, "先行定稿")
    chart = ranks(work)
    assert [s.name for s in chart.series] == ["第1村", "第2村", "第6村", "第7村", "第8村"]
    assert chart.title == "青禾镇月度考核名次（最近一月前2个和后3个单位）"
