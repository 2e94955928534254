"""The tables of the incidents' ledger on paper and in workbooks; small counts are protected."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from antifraud_desktop.documents import word
from antifraud_desktop.documents.numbers import FEN_PER_YUAN, yuan
from antifraud_desktop.documents.word import Cell
from antifraud_desktop.documents.workbook_export import Table, Value
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.incidents import (
    AccountabilityRow,
    GroupTally,
    IncidentAnalysis,
    IncidentRecord,
    MonthComparison,
)
from antifraud_desktop.rules.incident_figures import protected, short_change

NOT_KEPT = "无登记"
APART_MARK = "—"
MONTHS_MM = (26.0, 16.0, 20.0, 34.0, 30.0, 30.0)
GROUPS_MM = (48.0, 22.0, 32.0, 22.0, 32.0)
GROUP_HEADS = ("发案", "损失", "劝阻", "挽回")
MONTH_HEADS = ("月份", "发案", "去年同月", "同比", "损失", "去年损失")
LIST_TITLE = "发案劝阻台账（不含当事人信息，年龄段不随单条外发）"
LIST_HEADS = ("日期", "单位", "类别", "诈骗类型", "渠道", "损失（元）", "挽回（元）")
LIST_WIDTHS = (14, 18, 8, 24, 20, 14, 14)
STEP_TITLE = "学校、机关发案后责任落实情况"
STEP_HEADS = (
    "状态",
    "单位",
    "发案日期",
    "诈骗类型",
    "损失（元）",
    "应做",
    "期限",
    "完成日期",
    "文件",
)
STEP_WIDTHS = (8, 18, 12, 24, 14, 12, 12, 12, 30)
MONTH_CELL_HEADS = (
    "月份",
    "发案",
    "去年同月",
    "同比",
    "损失（元）",
    "去年损失（元）",
    "劝阻",
    "挽回（元）",
)
GROUP_CELL_HEADS = ("发案", "损失（元）", "劝阻", "挽回（元）")
Line = tuple[str, str, str, str]


def month_table(months: Sequence[MonthComparison]) -> str:
    """Return the year-on-year table (R20); a month nobody kept says so."""
    rows = [[Cell(text) for text in month_line(row)] for row in months]
    return word.table(MONTHS_MM, [Cell(text) for text in MONTH_HEADS], rows)


def month_line(row: MonthComparison) -> tuple[str, ...]:
    """Return one month's cells."""
    now, then = row.now, row.then
    return (
        f"{row.month.year}年{row.month.month}月",
        str(now.incidents),
        NOT_KEPT if then is None else str(then.incidents),
        short_change(now.incidents, None if then is None else then.incidents),
        yuan(now.loss),
        NOT_KEPT if then is None else yuan(then.loss),
    )


def group_table(head: str, groups: Sequence[GroupTally], *, persons: bool = False) -> str:
    """Return a table of sums; ``persons`` protects small counts (boundaries.md)."""
    lines = group_lines(groups, persons=persons)
    rows = [
        [Cell(group.name, style="CellLeft"), *(Cell(text) for text in line)]
        for group, line in zip(groups, lines, strict=True)
    ]
    return word.table(GROUPS_MM, [Cell(head), *(Cell(text) for text in GROUP_HEADS)], rows)


def group_lines(groups: Sequence[GroupTally], *, persons: bool = False) -> list[Line]:
    """Return the cells of each group behind its name.

    ``persons``: counts below five about persons become ``<5``, and the money of a count that is
    not told is not told either, for it would be one household's.
    """
    happened = {g.key: g.tally.incidents for g in groups}
    stopped = {g.key: g.tally.dissuasions for g in groups}
    if persons:
        incidents, dissuasions = protected(happened), protected(stopped)
    else:
        incidents = {key: str(count) for key, count in happened.items()}
        dissuasions = {key: str(count) for key, count in stopped.items()}
    return [_line(group, incidents[group.key], dissuasions[group.key]) for group in groups]


def _line(group: GroupTally, incidents: str, dissuasions: str) -> Line:
    told = incidents.isdecimal() and dissuasions.isdecimal()
    return (
        incidents,
        yuan(group.tally.loss) if incidents.isdecimal() else APART_MARK,
        dissuasions,
        # What was saved belongs to both: either count untold hides it.
        yuan(group.tally.saved) if told else APART_MARK,
    )


def list_table(records: Sequence[IncidentRecord]) -> Table:
    """Return the ledger line by line.

    The age band stays inside: with unit, day and loss it could tell a village who it was.
    """
    rows = tuple(
        (
            f"{r.day.year}-{r.day.month:02}-{r.day.day:02}",
            r.unit_name,
            label_of(r.kind),
            r.type_name,
            label_of(r.channel),
            money_cell(r.loss),
            money_cell(r.saved),
        )
        for r in records
    )
    return Table("发案劝阻", LIST_TITLE, LIST_HEADS, rows, LIST_WIDTHS)


def step_table(steps: Sequence[AccountabilityRow], today: date) -> Table:
    """Return what schools and offices owe, open steps first, with what is overdue (R20)."""
    rows = tuple(
        (
            "已完成" if one.done_on else "逾期" if one.is_overdue(today) else "待办",
            one.unit_name,
            one.day.isoformat(),
            one.type_name,
            money_cell(one.loss),
            label_of(one.step),
            one.due_on.isoformat(),
            one.done_on.isoformat() if one.done_on else "",
            one.document,
        )
        for one in steps
    )
    return Table("责任落实", STEP_TITLE, STEP_HEADS, rows, STEP_WIDTHS)


def sum_tables(analysis: IncidentAnalysis) -> tuple[Table, ...]:
    """Return the sums of an analysis, a sheet each; the source stands in every title."""
    first, last = analysis.first, analysis.last
    days = f"{first.year}.{first.month}.{first.day}—{last.year}.{last.month}.{last.day}"
    title = f"{analysis.township}发案分析（{days}，数字取自发案劝阻台账）"
    months = tuple(_month_cells(row) for row in analysis.months)
    return (
        Table("按月同比", title, MONTH_CELL_HEADS, months, (14, 10, 12, 24, 18, 18, 10, 18)),
        *(
            Table(
                name,
                title,
                (head, *GROUP_CELL_HEADS),
                tuple(
                    (g.name, *_group_cells(g, line))
                    for g, line in zip(groups, group_lines(groups, persons=persons), strict=True)
                ),
                (26, 14, 18, 14, 18),
            )
            for name, head, groups, persons in (
                ("按类型", "诈骗类型", analysis.by_type, False),
                ("按渠道", "渠道", analysis.by_channel, False),
                ("按年龄段", "年龄段", analysis.by_age, True),
                ("按单位", "单位", analysis.by_unit, True),
            )
        ),
    )


def _month_cells(row: MonthComparison) -> tuple[Value, ...]:
    """Return one month's cells, figures as numbers."""
    now, then = row.now, row.then
    return (
        f"{row.month.year}年{row.month.month}月",
        now.incidents,
        NOT_KEPT if then is None else then.incidents,
        short_change(now.incidents, None if then is None else then.incidents),
        money_cell(now.loss),
        NOT_KEPT if then is None else money_cell(then.loss),
        now.dissuasions,
        money_cell(now.saved),
    )


def _group_cells(group: GroupTally, line: Line) -> tuple[Value, ...]:
    """Return a group's cells, figures as numbers; what is not told stays the word it is."""
    incidents, loss, dissuasions, saved = line
    return (
        int(incidents) if incidents.isdecimal() else incidents,
        loss if loss == APART_MARK else money_cell(group.tally.loss),
        int(dissuasions) if dissuasions.isdecimal() else dissuasions,
        saved if saved == APART_MARK else money_cell(group.tally.saved),
    )


def money_cell(fen: int) -> int | Decimal:
    """Return an amount in 元 as a number to add up; with 角 or 分 to two places."""
    whole, rest = divmod(fen, FEN_PER_YUAN)
    return Decimal(f"{whole}.{rest:02}") if rest else whole
