"""The chart of the campaign's targets: how much of each is reached (R7)."""

from __future__ import annotations

from sqlalchemy.orm import Session

from antifraud_desktop.records.charts import ChartQuery, ChartSeries, SeriesChart, Shape
from antifraud_desktop.records.coverage import TargetProgress
from antifraud_desktop.services.coverage_progress import progress_on

WHOLE = 100

NO_FIGURES = "各项目标还没有数字。请到“进度覆盖”录入。"


def coverage(session: Session, query: ChartQuery) -> SeriesChart:
    """Return each target in use as a percentage of what it asks for by ``until``."""
    found = progress_on(session, query.until)
    day = f"{query.until.year}年{query.until.month}月{query.until.day}日"
    return SeriesChart(
        title=f"各项目标完成程度（截至{day}）",
        shape=Shape.LYING,
        measure="%",
        places=tuple(_named(target) for target in found),
        series=(ChartSeries("完成程度", tuple(_percent(target) for target in found)),),
        source=f"来源：进度覆盖，截至{day}；100%为达到目标，不作各单位排名",
        empty=NO_FIGURES if found else "还没有启用的目标。",
        gap="没有数字",
        goal=WHOLE,
    )


def _named(target: TargetProgress) -> str:
    return f"{target.target.name}（{target.target.share:.0%}）"


def _percent(target: TargetProgress) -> float | None:
    """Return how much of the goal is reached, rounded to a tenth; None where it is not known."""
    if target.share is None or not target.target.share:
        return None
    return round(float(target.share) / float(target.target.share) * WHOLE, 1)
