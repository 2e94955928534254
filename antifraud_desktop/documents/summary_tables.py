"""A summary as a workbook: its text, its daily figures, every figure with its source."""

from __future__ import annotations

from collections.abc import Sequence

from antifraud_desktop.documents.workbook_export import Table
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.summaries import SummaryInput, SummaryView
from antifraud_desktop.records.summary_figures import Figure, Ledger, Trace
from antifraud_desktop.rules.summary_measures import is_small
from antifraud_desktop.rules.summary_table import amount_text, cells, compared_lines
from antifraud_desktop.rules.summary_words import before_word, now_word

STAYS = "只在程序里查看"
TEXT, DAILY, SOURCES, ROWS = "正文", "每日报送汇总", "数字来源", "来源明细"


def summary_tables(
    view: SummaryView, data: SummaryInput, traces: Sequence[Trace]
) -> tuple[Table, ...]:
    """Return the sheets; rows about persons, incidents and installs stay in the program (R8)."""
    return (_text(view), _daily(view, data), _sources(view, traces), _rows(view, traces))


def source_text(figure: Figure) -> str:
    """Return where a figure comes from in words: its ledger, or what it is computed from."""
    if figure.ledger is Ledger.COMPUTED:
        return figure.formula
    return label_of(figure.ledger)


def span_text(figure: Figure) -> str:
    """Return the days a figure counts."""
    first, last = figure.first, figure.last
    start = f"{first.year}-{first.month}-{first.day}"
    return start if first == last else f"{start}至{last.year}-{last.month}-{last.day}"


def _text(view: SummaryView) -> Table:
    rows = tuple((one.lead, one.text) for one in view.paragraphs)
    return Table(TEXT, view.title, ("段首", "内容"), rows, (24, 90))


def _daily(view: SummaryView, data: SummaryInput) -> Table:
    heads = ("项目", now_word(data.period), before_word(data.period), "增减", "说法")
    rows = tuple(
        (one.name, _number(one.now), _number(one.before), _number(one.change, falls=not one.rose),
         "，".join(cells(one)[1:]))
        for one in compared_lines(data)
    )  # fmt: skip
    return Table(DAILY, view.title, heads, rows, (26, 14, 14, 14, 40))


def _number(figure: Figure | None, *, falls: bool = False) -> int | str | None:
    """Return a figure as a number to reckon with; money and small counts as they are told."""
    if figure is None:
        return None
    if is_small(figure) or figure.told.endswith("元"):
        return _told(figure)
    return -figure.value if falls else figure.value


def _sources(view: SummaryView, traces: Sequence[Trace]) -> Table:
    heads = ("序号", "数字", "是什么", "数从哪里来", "日期", "行数", "由哪些数算出")
    rows = tuple(
        (
            number,
            _told(trace.figure),
            trace.figure.what,
            source_text(trace.figure),
            span_text(trace.figure),
            None if trace.parts else _count(trace),
            "；".join(f"{part.what}{_told(part)}" for part in trace.parts),
        )
        for number, trace in enumerate(traces, start=1)
    )
    return Table(SOURCES, f"{view.title}　数字来源", heads, rows, (7, 16, 36, 26, 24, 9, 44))


def _count(trace: Trace) -> int | str:
    """Return how many rows are counted; of few persons that would be the figure itself."""
    return STAYS if trace.figure.small else trace.count


def _told(figure: Figure) -> str:
    return "<5" if is_small(figure) else figure.told


def _amount(figure: Figure, amount: int) -> int | str:
    text = amount_text(figure, amount)
    return amount if text == str(amount) else text


def _rows(view: SummaryView, traces: Sequence[Trace]) -> Table:
    heads = ("序号", "是什么", "日期", "单位", "内容", "数")
    rows: list[tuple[str | int | None, ...]] = []
    for number, trace in enumerate(traces, start=1):
        figure = trace.figure
        if trace.parts:
            continue
        if figure.inside:
            rows.append((number, figure.what, None, "", STAYS, None))
            continue
        rows += [
            (
                number,
                figure.what,
                f"{row.day:%Y-%m-%d}" if row.day else None,
                row.unit,
                row.what,
                _amount(figure, row.amount),
            )
            for row in trace.rows
        ]
        if trace.count > len(trace.rows):
            more = f"另有{trace.count - len(trace.rows)}行，在程序的“数字从哪里来”里查看"
            rows.append((number, figure.what, None, "", more, None))
    return Table(ROWS, f"{view.title}　来源明细", heads, tuple(rows), (7, 34, 14, 20, 50, 12))
