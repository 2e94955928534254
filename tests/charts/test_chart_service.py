"""Charts on a real database: what they count, what they leave empty, how they leave the office."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook  # type: ignore[import-untyped]
from PIL import Image

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.errors import Refused
from antifraud_desktop.records.charts import (
    ChartKind,
    ChartQuery,
    ChartSeries,
    ChartStep,
    GridChart,
    SeriesChart,
    Shape,
)
from antifraud_desktop.records.incidents import IncidentRecord
from antifraud_desktop.records.submissions import FigureEdit
from antifraud_desktop.vocabulary import AgeBand, IncidentChannel, IncidentKind
from tests.ui.office import DAY, build, open_copy

VISITS = "households_visited"
EARLIER = DAY - timedelta(days=2)
SPAN = (DAY - timedelta(days=3), DAY)


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    root = tmp_path_factory.mktemp("charts") / "data"
    build(root)
    made = open_copy(root)
    for day, code, value in ((EARLIER, "U001", 30), (DAY, "U001", 12), (DAY, "U002", 0)):
        made.submissions.type_figures(
            day,
            [FigureEdit(code, VISITS, value)],
            received=datetime(day.year, day.month, day.day, 17),
        )
    types = {t.name: t.id for t in made.ledgers.fraud_types.list()}
    for kind, name in (
        (IncidentKind.INCIDENT, "刷单返利"),
        (IncidentKind.INCIDENT, "刷单返利"),
        (IncidentKind.DISSUASION, "虚假贷款"),
    ):
        made.ledgers.incidents.save(
            IncidentRecord(
                kind, "U001", EARLIER, types[name], IncidentChannel.CHAT, AgeBand.FROM_31
            )
        )
    yield made
    made.close()


def ask(program: Program, kind: ChartKind, **more: object) -> SeriesChart | GridChart:
    return program.ledgers.charts.data(ChartQuery(kind, *SPAN, **more))  # type: ignore[arg-type]


def series(program: Program, kind: ChartKind, **more: object) -> SeriesChart:
    chart = ask(program, kind, **more)
    assert isinstance(chart, SeriesChart)
    return chart


def test_a_trend_leaves_a_day_without_figures_empty(program: Program) -> None:
    chart = series(program, ChartKind.FIGURES, indicator=VISITS)
    assert chart.series[0].values == (None, 30.0, None, 12.0)
    assert chart.places == ("8月9日", "8月10日", "8月11日", "8月12日")
    whole = series(program, ChartKind.FIGURES, indicator=VISITS, step=ChartStep.MONTH)
    assert whole.series[0].values == (42.0,)


def test_a_trend_of_one_unit_counts_that_unit(program: Program) -> None:
    chart = series(program, ChartKind.FIGURES, indicator=VISITS, unit="U002")
    assert chart.series[0].values == (None, None, None, 0.0)
    assert "河东村" in chart.title


def test_units_side_by_side_tell_zero_and_no_figure_apart(program: Program) -> None:
    chart = series(program, ChartKind.UNITS, indicator=VISITS)
    assert dict(zip(chart.places, chart.series[0].values, strict=True)) == {
        "大石村": 42.0,
        "河东村": 0.0,
        "竹园村": None,
        "南湾村": None,
    }


def test_the_calendar_shows_each_state_of_the_month(program: Program) -> None:
    chart = ask(program, ChartKind.SUBMISSIONS)
    assert isinstance(chart, GridChart)
    assert chart.columns == tuple(str(n) for n in range(1, 13))
    row = chart.cells[chart.rows.index("大石村")]
    assert (row[9], row[10], row[11]) == ("on_time", "missing", "on_time")


def test_nobody_is_missing_before_the_deadline(program: Program) -> None:
    """It is 17:50: who has not reported today may still do so."""
    chart = ask(program, ChartKind.SUBMISSIONS)
    assert isinstance(chart, GridChart)
    silent = chart.cells[chart.rows.index("南湾村")]
    assert (silent[10], silent[11]) == ("missing", "open")
    assert "还没到截止时间" in series(program, ChartKind.FIGURES, indicator=VISITS).source
    former = ChartQuery(ChartKind.FIGURES, *SPAN).until - timedelta(days=1)
    earlier = program.ledgers.charts.data(ChartQuery(ChartKind.FIGURES, former, former))
    assert "截止" not in earlier.source


def test_this_year_stands_beside_the_last(program: Program) -> None:
    chart = series(program, ChartKind.YEAR_ON_YEAR, indicator=VISITS)
    former, now = chart.series
    assert (former.name, now.name) == ("2022年", "2023年")
    assert set(former.values) == {None}
    assert [v for v in now.values if v is not None] == [42.0]


def test_incidents_are_counted_by_type_and_month(program: Program) -> None:
    chart = series(program, ChartKind.INCIDENT_TYPES)
    counted = dict(
        zip(chart.places, zip(*(s.values for s in chart.series), strict=True), strict=True)
    )
    assert counted == {"刷单返利": (2.0, 0.0), "虚假贷款": (0.0, 1.0)}
    months = series(program, ChartKind.INCIDENT_MONTHS)
    assert months.series[1].values[6:9] == (None, 2.0, None)


def test_a_question_without_an_answer_is_refused_calmly(program: Program) -> None:
    charts = program.ledgers.charts
    with pytest.raises(Refused, match="开始日期在结束日期之后"):
        charts.data(ChartQuery(ChartKind.FIGURES, DAY, DAY - timedelta(days=1)))
    with pytest.raises(Refused, match="没有这项指标"):
        ask(program, ChartKind.FIGURES, indicator="nonsense")
    with pytest.raises(Refused, match="没有这个单位"):
        ask(program, ChartKind.FIGURES, unit="U999")
    with pytest.raises(Refused, match="太长"):
        charts.data(ChartQuery(ChartKind.FIGURES, date(2020, 1, 1), DAY))


@pytest.mark.parametrize("dark", [False, True])
def test_every_kind_is_drawn_at_the_size_that_is_asked_for(program: Program, dark: bool) -> None:
    charts = program.ledgers.charts
    for kind in charts.kinds():
        png = charts.picture(ask(program, kind), (640, 400), 96, dark=dark)
        with Image.open(io.BytesIO(png)) as image:
            assert abs(image.width - 640) <= 1
            assert abs(image.height - 400) <= 1


def test_without_anything_to_show_the_sentence_says_so(program: Program) -> None:
    chart = program.ledgers.charts.data(
        ChartQuery(ChartKind.FIGURES, DAY - timedelta(days=9), DAY - timedelta(days=9))
    )
    assert not chart.has_values
    assert chart.empty == "这段时间没有报送数字。"
    assert program.ledgers.charts.picture(chart, (640, 400), 96, dark=False)
    goals = program.ledgers.charts.data(ChartQuery(ChartKind.COVERAGE, DAY, DAY))
    assert (len(goals.places) > 1, goals.has_values) == (True, False)
    assert goals.empty == "各项目标还没有数字。请到“进度覆盖”录入。"


def test_a_chart_leaves_as_picture_word_page_and_workbook_and_is_registered(
    program: Program, tmp_path: Path
) -> None:
    charts, chart = program.ledgers.charts, series(program, ChartKind.UNITS, indicator=VISITS)
    before = len(program.exports.register())
    for suffix in ("png", "docx", "xlsx"):
        assert charts.export(chart, tmp_path / f"图.{suffix}").exports
    assert len(program.exports.register()) == before + 3
    page = Document(str(tmp_path / "图.docx"))
    assert len(page.inline_shapes) == 1
    sheet = load_workbook(tmp_path / "图.xlsx").worksheets[0]
    cells = [[c.value for c in row] for row in sheet.iter_rows()]
    assert ["大石村", 42] in [row[:2] for row in cells]
    assert ["竹园村", "未报"] in [row[:2] for row in cells]
    with pytest.raises(Refused, match="png"):
        charts.export(chart, tmp_path / "图.exe")


def test_series_are_told_apart_without_colour() -> None:
    """In greyscale two bars of one height differ: one of them is hatched."""
    from antifraud_desktop.documents.chart_drawing import draw
    from antifraud_desktop.documents.chart_style import save_png

    chart = SeriesChart(
        "对比",
        Shape.BARS,
        "起",
        ("一", "二"),
        (ChartSeries("甲", (5.0, 5.0)), ChartSeries("乙", (5.0, 5.0))),
        "来源：测试",
        "",
    )
    figure = draw(chart)
    hatches = {bar.get_hatch() for bar in figure.axes[0].patches}
    assert len(hatches) == len(chart.series)
    assert save_png(figure)


def test_shares_are_numbers_in_the_workbook(program: Program, tmp_path: Path) -> None:
    chart = SeriesChart(
        "完成程度", Shape.LYING, "%", ("甲", "乙"), (ChartSeries("完成", (93.7, None)),),
        "来源", "没有", "没有数字",
    )  # fmt: skip
    program.ledgers.charts.export(chart, tmp_path / "图.xlsx")
    sheet = load_workbook(tmp_path / "图.xlsx").active
    assert [sheet["B3"].value, sheet["B4"].value] == [93.7, "没有数字"]


def test_an_axis_of_cases_has_no_halves_and_a_dash_no_look_of_a_bar() -> None:
    from antifraud_desktop.documents.chart_drawing import draw

    chart = SeriesChart(
        "对比", Shape.BARS, "起", ("1月", "2月"),
        (ChartSeries("2022年", (None, 1.0)), ChartSeries("2023年", (2.0, 1.0))),
        "来源", "没有", "—",
    )  # fmt: skip
    figure = draw(chart)
    figure.canvas.draw()
    axes = figure.axes[0]
    assert all(float(tick) == int(tick) for tick in axes.get_yticks())
    dashes = [text for text in axes.texts if text.get_text() == "—"]
    assert [dash.get_rotation() for dash in dashes] == [0.0]
