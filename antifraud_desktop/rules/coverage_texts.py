"""What is told of coverage and progress in words (R7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from antifraud_desktop.records.coverage import (
    AwarenessLine,
    FigureSource,
    Held,
    ProgressState,
    TargetProgress,
)
from antifraud_desktop.records.townships import TargetRecord

STATE_WORDS: Mapping[ProgressState, str] = {
    ProgressState.REACHED: "已达标",
    ProgressState.ON_TRACK: "按进度",
    ProgressState.LATE: "落后进度",
    ProgressState.OVERDUE: "逾期未达标",
    ProgressState.OPEN: "推进中",
    ProgressState.UNKNOWN: "还没有数",
}
SOURCE_WORDS: Mapping[FigureSource, str] = {
    FigureSource.ENTERED: "录入",
    FigureSource.DAILY: "每日报送",
    FigureSource.UNIT: "单位资料",
}
HEADS = ("目标", "单位", "应达到", "已达到", "比例", "还差", "每天需要", "状态", "数据来源")
INSTALL = "app_installed"
NOT_RANKED = "注：安装国家反诈中心APP的数只作进度，没有文件依据不排名、不通报。"
Row = tuple[str | int | None, ...]


def share_text(share: Fraction | Decimal | None) -> str:
    """Return a share in percent with one decimal, rounded half up; — when it is not known.

    What is short of the whole never shows as 100.0%.
    """
    if share is None:
        return "—"
    exact = Fraction(share)
    tenths = int(exact * 1000 + Fraction(1, 2))
    if exact < 1:
        tenths = min(tenths, 999)
    return f"{tenths // 10}.{tenths % 10}%"


def percent_text(share: Decimal) -> str:
    """Return a target's share in percent, without zeros at the end: 60%, 33.33%."""
    return f"{(share * 100).quantize(Decimal('0.01'), ROUND_HALF_UP).normalize():f}%"


def target_text(target: TargetRecord) -> str:
    """Return what a target asks: 60%, 100%（12月31日前）."""
    percent = percent_text(target.share)
    if target.by is None:
        return percent
    return f"{percent}（{target.by.year}年{target.by.month}月{target.by.day}日前）"


def held_text(held: Held | None) -> str:
    """Return where a figure comes from: 录入8月12日, 每日报送8月12日, 单位资料; 未填."""
    if held is None:
        return "未填"
    said = SOURCE_WORDS[held.source]
    day = f"{held.day.month}月{held.day.day}日" if held.day else ""
    return f"{said}{day}" + (f"，{held.note}" if held.note else "")


def interval_text(line: AwarenessLine) -> str:
    """Return 知晓率86.7%（95%区间74.0%—93.7%，样本45人）."""
    low, high = share_text(line.low), share_text(line.high)
    return f"{share_text(line.share)}（95%区间{low}—{high}，样本{line.asked}人）"


def summary_text(found: TargetProgress) -> str:
    """Return a target's line: what is reached, lacking, and needed each day."""
    if found.state is ProgressState.UNKNOWN:
        return "还没有可以计算的数，请先录入。"
    line = found.awareness
    if found.needed is None and line is not None:
        return interval_text(line)
    unit = found.measure
    parts = [f"已达到{found.reached}{unit}，应达到{found.needed}{unit}"]
    if found.still:
        parts.append(f"还差{found.still}{unit}")
    if found.still and found.per_day is not None:
        parts.append(f"从今天起每天需要{found.per_day}{unit}")
    if line is not None:
        parts.append(interval_text(line))
    return "，".join(parts)


def lacking_text(found: TargetProgress) -> str:
    """Return how many units told nothing, or have no base; empty when all is there."""
    parts: list[str] = []
    if found.units and found.without_figure:
        parts.append(f"{found.without_figure}个单位没有填数")
    if found.without_base:
        parts.append(f"{found.without_base}个单位没有基数，未计入")
    return "；".join(parts)


def progress_rows(found: Sequence[TargetProgress]) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    """Return heads and rows of the progress table: each target, then its units in their order."""
    rows: list[Row] = []
    for one in found:
        name = f"{one.target.name} {target_text(one.target)}"
        state = STATE_WORDS[one.state]
        said = interval_text(one.awareness) if one.awareness else lacking_text(one)
        share = share_text(one.share)
        rows.append(
            (name, "合计", one.needed, one.reached, share, one.still, one.per_day, state, said)
        )
        rows += [
            (
                "",
                unit.unit_name,
                unit.needed,
                unit.reached.value if unit.reached else None,
                share_text(unit.share),
                unit.still,
                None,
                "未填" if unit.reached is None else "",
                held_text(unit.reached),
            )
            for unit in one.units
        ]
    if any(one.target.subject.startswith(INSTALL) for one in found):
        rows.append((NOT_RANKED, *(None,) * (len(HEADS) - 1)))
    return HEADS, tuple(rows)
