"""The whole computation of a month as sheets of a workbook: values alone, and where they are from.

A clerk, or another program, gets every score again from 输入数据 and 来源说明 (R15-R18).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from antifraud_desktop.documents.evaluation_texts import (
    NONE_BEFORE,
    guarded,
    named,
    points_change,
    rank_change,
)
from antifraud_desktop.documents.numbers import SMALL
from antifraud_desktop.documents.workbook_export import Table, Value
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.evaluation import Criterion, Snapshot, Source, UnitInputs
from antifraud_desktop.records.evaluation_editions import Edition
from antifraud_desktop.rules.day_words import day_text, month_text
from antifraud_desktop.rules.evaluation_shares import percent, plain
from antifraud_desktop.rules.evaluation_words import BASIS_WORDS, SOURCE_WORDS

Row = tuple[Value, ...]
INPUTS = ("应报日", "豁免日", "应考日", "按时", "迟报", "补报", "未报", "退回更正", "计目标天数")
LATER = (
    "规定动作完成",
    "规定动作应完成",
    "到期随访",
    "按时随访",
    "到期整改",
    "按时办结",
    "弄虚作假",
)
SOURCES = (
    ("按时报送", "每日报送；以首次收到的时间为准（R2），应考日＝应报日－豁免日"),
    ("退回更正", "每日报送；被退回或时限后更正的应考日，一天只计一次"),
    ("报送数字", "每日报送的现行数字，本月各日合计"),
    ("计目标天数", "行动期间内单位在册且未豁免的天数；目标＝比例×户数（人口）×计目标天数÷当月天数"),
    ("规定动作", "活动台账，按规定动作的期间计完成率，以最简分数列出"),
    ("随访", f"随访计划和走访记录，只列次数，不列人；少于{SMALL}次的显示为<{SMALL}"),
    ("整改", "督导台账，整改期限在本月的问题"),
    ("弄虚作假", "认定记录中报送日期在本月、没有撤销的"),
)


def computation_tables(edition: Edition, township: str) -> tuple[Table, ...]:
    """Return four sheets: ranks, scores, inputs, and where the figures come from."""
    head = edition.head
    title = f"{township}{named(head)}反诈工作考核（{label_of(head.state)}）"
    return (
        _ranks(edition, title),
        _scores(edition, title),
        _inputs(edition.snapshot, title),
        _sources(edition, title),
    )


def _ranks(edition: Edition, title: str) -> Table:
    rows = tuple(
        (
            unit.rank if unit.rank is not None else "不排名",
            unit.name,
            label_of(unit.kind),
            unit.total,
            NONE_BEFORE if unit.last_total is None else unit.last_total,
            points_change(unit),
            NONE_BEFORE if unit.last_rank is None else unit.last_rank,
            rank_change(unit),
            unit.why,
        )
        for unit in edition.result.units
    )
    heads = ("名次", "单位", "类别", "总分", "上月总分", "得分变化", "上月名次", "名次变化", "说明")
    return Table("名次", title, heads, rows, (10, 20, 12, 12, 12, 12, 12, 12, 26))


def _scores(edition: Edition, title: str) -> Table:
    heads = ("单位", "项目", "权重", "折算满分", "完成率", "得分", "怎么算的")
    rows = tuple(_score_rows(edition))
    return Table("计分明细", title, heads, rows, (20, 24, 10, 12, 12, 10, 70))


def _score_rows(edition: Edition) -> Iterator[Row]:
    for unit in edition.result.units:
        for c in unit.criteria:
            raw: Value = c.raw if c.applicable else "不适用"
            yield (unit.name, c.name, c.weight, c.effective, raw, c.score, guarded(c))
        for d in unit.deductions:
            yield (unit.name, d.name, None, None, None, -d.points, f"{d.count}次×{d.each}分")
        yield (unit.name, "总分", None, None, None, unit.total, "")


def _inputs(snapshot: Snapshot, title: str) -> Table:
    codes = _counted(snapshot)
    names = tuple(snapshot.indicators.get(code, code) for code in codes)
    heads = ("单位", "类别", "户数", "常住人口", *INPUTS, *names, *LATER)
    rows = tuple(_input_row(unit, codes) for unit in snapshot.units)
    return Table("输入数据", title, heads, rows, (20, 12, *([10] * (len(heads) - 2))))


def _input_row(unit: UnitInputs, codes: tuple[str, ...]) -> Row:
    return (
        unit.name,
        label_of(unit.kind),
        unit.households,
        unit.residents,
        unit.due_days,
        unit.exempt_days,
        unit.expected,
        unit.on_time,
        unit.late,
        unit.made_up,
        unit.missing,
        unit.slips,
        unit.target_days,
        *(unit.flows.get(code, 0) for code in codes),
        unit.requirement_done,
        unit.requirement_of,
        _protected(unit.follow_ups_due),
        _protected(unit.follow_ups_done),
        unit.findings_due,
        unit.findings_closed,
        len(unit.falsifications),
    )


def _protected(count: int) -> Value:
    """Return a count about persons: few are not told exactly (boundaries.md)."""
    return f"<{SMALL}" if 0 < count < SMALL else count


def _counted(snapshot: Snapshot) -> tuple[str, ...]:
    """Return the indicators the scheme judges: no other figure has a place here (R8)."""
    found = (c.indicator for c in snapshot.scheme.criteria if c.source is Source.FLOW)
    return tuple(dict.fromkeys(found))


def _sources(edition: Edition, title: str) -> Table:
    head, snapshot = edition.head, edition.snapshot
    scheme = snapshot.scheme
    rows: list[Row] = [
        ("考核月份", month_text(snapshot.month)),
        ("计到", day_text(snapshot.until)),
        ("版次和状态", f"第{head.edition}版，{label_of(head.state)}"),
        (
            "考核方案",
            f"{scheme.name}（第{scheme.number}版，{month_text(scheme.valid_from)}起执行）",
        ),
        ("底稿校验码", head.sha256),
        ("版次说明", head.changes or "无"),
    ]
    rows += [(f"项目：{c.name}", _criterion(c)) for c in scheme.criteria]
    rows += [(f"扣分：{d.name}", f"每次扣{plain(d.points)}分") for d in scheme.deductions]
    rows += [(f"来源：{name}", told) for name, told in SOURCES]
    rows.append(
        ("计算", "得分＝完成率×折算满分，四舍五入到0.01分；总分＝各项得分之和－扣分，不低于0")
    )
    return Table("来源说明", title, ("事项", "内容"), tuple(rows), (26, 90))


def _criterion(criterion: Criterion) -> str:
    told = f"{plain(criterion.weight)}分，{SOURCE_WORDS[criterion.source]}"
    if criterion.source is Source.DATA_QUALITY:
        told += f"，每次扣{plain(criterion.step)}分"
    if criterion.source is Source.FLOW and criterion.basis is not None:
        rate = criterion.rate or Decimal(0)
        told += (
            f"，月目标＝{BASIS_WORDS[criterion.basis]}×{plain(rate)}，封顶{percent(criterion.cap)}"
        )
    if criterion.unit_kinds:
        told += f"，只考核{'、'.join(label_of(kind) for kind in criterion.unit_kinds)}"
    return told
