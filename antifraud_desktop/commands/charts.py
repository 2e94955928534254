"""chart: pictures of the day, and the charts of the page 统计图表, without a screen."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import click

from antifraud_desktop.commands.face import DAY, Face, json_option, put_json, say
from antifraud_desktop.files import write_whole
from antifraud_desktop.records.charts import ChartKind, ChartQuery
from antifraud_desktop.rules.chart_steps import widest_step

OUT = click.Path(dir_okay=False, path_type=Path)
OF_THE_DAY = ("trend", "by_unit")
KINDS = (*OF_THE_DAY, *(kind.value for kind in ChartKind))
DAYS = 30
HELP = (
    "画图：trend 近7日走势，by_unit 当日各单位；figures 指标走势，units 各单位对比，"
    "submissions 报送日历，year_on_year 指标同比，coverage 进度与目标，requirements 规定动作，"
    "incident_types 发案类型，incident_months 发案同比，ranks 考核名次。"
)


@click.command("chart", help=HELP)
@click.argument("kind", type=click.Choice(KINDS))
@click.option("--date", "day", type=DAY, help="日期，默认今天。")
@click.option("--from", "since", type=DAY, help="从哪天起，默认到结束日共30天。")
@click.option("--indicator", default="", help="指标代码，默认第一项。")
@click.option("--unit", default="", help="单位代码，默认全部。")
@click.option("--out", type=OUT, required=True, help="写到哪个png文件。")
@json_option
@click.pass_obj
def chart(
    face: Face,
    kind: str,
    day: datetime | None,
    since: datetime | None,
    indicator: str,
    unit: str,
    out: Path,
    *,
    as_json: bool,
) -> None:
    """Write a chart as PNG; ``--date`` is its last day."""
    last = _day(day) or face.clock.today()
    first = _day(since) or last - timedelta(days=DAYS - 1)
    with face.program() as program:
        if kind in OF_THE_DAY:
            content = program.documents.chart(kind, last)
        else:
            step = widest_step(first, last)
            query = ChartQuery(ChartKind(kind), first, last, step, indicator=indicator, unit=unit)
            charts = program.ledgers.charts
            content = charts.paper_picture(charts.data(query))
    write_whole(out, content)
    if as_json:
        put_json({"kind": kind, "date": last.isoformat(), "file": str(out)})
    say(f"图已写到 {out}")


def _day(given: datetime | None) -> date | None:
    return given.date() if given else None
