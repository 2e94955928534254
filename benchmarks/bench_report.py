"""The daily report of 40 units with its charts, against bare python-docx and matplotlib calls.

Run: python -m benchmarks.bench_report
The baseline writes as many paragraphs, the same table and two charts of the same size and number
of bars and lines, from figures in memory; it checks nothing, escapes nothing, freezes nothing.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

import matplotlib as mpl
from docx import Document
from docx.shared import Mm
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from antifraud_desktop.bootstrap import shipped_templates
from antifraud_desktop.documents.daily_report import build_daily_report
from antifraud_desktop.documents.templates import TemplateStore
from antifraud_desktop.records.days import ReportInput
from antifraud_desktop.vocabulary import DocumentKind
from benchmarks.timing import HEAD, compare
from tests.documents.report_samples import big_day, report_of

UNITS = 40
INCH_MM = 25.4


def bare_chart(values: list[int], labels: list[str], height_mm: float) -> bytes:
    """Draw one bar chart with labels, as plainly as matplotlib does it."""
    figure = Figure(figsize=(156 / INCH_MM, height_mm / INCH_MM), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.subplots()
    axes.bar(range(len(values)), values, edgecolor="black", linewidth=0.4)
    for place, value in enumerate(values):
        axes.annotate(str(value), (place, value), ha="center", va="bottom", fontsize=6.5)
    axes.set_xticks(range(len(values)), labels, rotation=60, ha="right", fontsize=7)
    axes.grid(axis="y")
    target = io.BytesIO()
    figure.savefig(target, format="png", dpi=200)
    return target.getvalue()


def bare_trend(day: ReportInput) -> bytes:
    """Draw two small panels with bars and lines."""
    figure = Figure(figsize=(156 / INCH_MM, 72 / INCH_MM), layout="constrained")
    FigureCanvasAgg(figure)
    upper, lower = figure.subplots(2, 1, sharex=True)
    points = day.day.trend
    upper.bar(range(7), [p.submitted for p in points])
    for place, point in enumerate(points):
        text = f"{point.submitted}/{point.expected}"
        upper.annotate(text, (place, point.submitted), ha="center", va="bottom", fontsize=7)
    upper.plot(range(7), [p.expected for p in points], marker="_", linestyle="none")
    upper.set_ylabel("报送单位", fontsize=8)
    for code in ("households_visited", "people_reached", "leaflets"):
        lower.plot([p.totals.get(code, 0) for p in points], marker="o", label=code)
    lower.legend(fontsize=7)
    lower.set_xticks(range(7), [f"{p.date.month}/{p.date.day}" for p in points])
    for axes in (upper, lower):
        axes.grid(axis="y")
    target = io.BytesIO()
    figure.savefig(target, format="png", dpi=200)
    return target.getvalue()


def bare_report(data: ReportInput, base: Path) -> bytes:
    """Write the same amount by python-docx's own calls."""
    document = Document(str(base))
    for number in range(32):
        document.add_paragraph(f"{number}. 入户走访{number}户，较昨日增加3户，行动以来共700户。")
    codes = ["households_visited", "people_reached", "leaflets", "posters", "banners"]
    codes += ["led_screens", "app_installed_new", "app_installed_total", "case_visits"]
    table = document.add_table(rows=UNITS + 2, cols=11)
    rows = table._tbl.tr_lst  # noqa: SLF001 - table.cell() is quadratic
    for row, unit in zip(rows[1:], data.day.units, strict=False):
        texts = [unit.name, unit.state.value]
        texts += [str(unit.figures.get(code, "未报")) for code in codes]
        for cell, text in zip(row.tc_lst, texts, strict=True):
            cell.p_lst[0].add_r().text = text
    units = data.day.units
    values = [u.figures.get("households_visited", 0) for u in units]
    for png in (bare_trend(data), bare_chart(values, [u.name for u in units], 84)):
        document.add_picture(io.BytesIO(png), width=Mm(156))
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def main() -> int:
    """Print the table."""
    mpl.rcParams["font.family"] = ["Noto Sans CJK SC", "WenQuanYi Micro Hei", "sans-serif"]
    data = report_of(big_day(UNITS))
    folder = shipped_templates()
    frame = TemplateStore(folder, folder / "none").frame(DocumentKind.DAILY_REPORT)
    print(HEAD)
    print(
        compare(
            "daily report, 40 units, two charts",
            lambda: build_daily_report(data, frame),
            lambda: bare_report(data, folder / "base.docx"),
            1.3,
            rounds=9,
        ).line()
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
