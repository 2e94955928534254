"""How activities and differences are told in lines."""

from __future__ import annotations

from antifraud_desktop.labels import label_of
from antifraud_desktop.records.activities import (
    ActivityRecord,
    ActivityRow,
    ActivityTypeRecord,
    FigureDifference,
    UnitClassRecord,
)
from antifraud_desktop.records.materials import MaterialRecord
from antifraud_desktop.records.units import IndicatorRecord
from ui.tables.row_model import Column

NOT_REPORTED, NIL, NO_REPORT = "未报该指标", "零报告", "当日未报送"


def activity_columns() -> tuple[Column[ActivityRow], ...]:
    """Return the columns of the list."""
    return (
        Column("日期", lambda r: f"{r.day.year}-{r.day.month}-{r.day.day}"),
        Column("单位", lambda r: r.unit_name),
        Column("类型", lambda r: r.type_name),
        Column("活动名称", title_of),
        Column("地点", lambda r: r.place),
        Column("人数", lambda r: str(r.audience or ""), right=True),
        Column("数量", quantity_of, right=True),
        Column("日报", lambda r: "计入" if r.fills_daily else ""),
        Column("照片", lambda r: f"{r.pictures}张" if r.pictures else ""),
    )


def title_of(row: ActivityRow) -> str:
    """Return the title, with the class it was held for where it does not say so itself."""
    school_class = row.class_name or ""
    return row.title if school_class in row.title else f"{row.title}（{school_class}）"


def quantity_of(row: ActivityRow) -> str:
    """Return the quantity with its measure word, empty where there is none."""
    return "" if row.quantity is None else f"{row.quantity}{row.quantity_word}"


def difference_columns() -> tuple[Column[FigureDifference], ...]:
    """Return the columns of the differences; what was not reported says so."""
    return (
        Column("日期", lambda d: f"{d.day.year}-{d.day.month}-{d.day.day}"),
        Column("单位", lambda d: d.unit_name),
        Column("指标", lambda d: d.indicator_name),
        Column("台账合计", lambda d: str(d.logged), right=True),
        Column("日报数字", reported_of, right=True),
        Column("相差", gap_of, right=True),
        Column("说明", told_of),
    )


def reported_of(one: FigureDifference) -> str:
    """Return the figure that stands, or that there is none."""
    if one.reported is not None:
        return str(one.reported)
    if not one.submitted:
        return NO_REPORT
    return NIL if one.nil else NOT_REPORTED


def gap_of(one: FigureDifference) -> str:
    """Return by how much the ledger has more (+) or less (-)."""
    return f"{one.logged - (one.reported or 0):+d}"


def told_of(one: FigureDifference) -> str:
    """Return what a difference means."""
    if one.reported is not None:
        return "以单位所报为准，请核对"
    if not one.submitted:
        return "活动不代替报送，可催报"
    return "单位报了零报告，请核对" if one.nil else "可按台账填入"


def type_columns() -> tuple[Column[ActivityTypeRecord], ...]:
    """Return the columns of the types."""
    return (
        Column("类型", lambda t: t.name if t.active else f"{t.name}（停用）"),
        Column("哪些单位", lambda t: "、".join(map(label_of, t.unit_kinds)) or "各类单位"),
        Column("计量单位", lambda t: t.quantity_word),
    )


def class_columns() -> tuple[Column[UnitClassRecord], ...]:
    """Return the columns of the classes."""
    return (
        Column("班级", lambda c: c.name),
        Column("人数", lambda c: "" if c.pupils is None else str(c.pupils), right=True),
        Column("停用", lambda c: f"{c.active_until:%Y-%m-%d}" if c.active_until else ""),
    )


def told_whole(
    record: ActivityRecord,
    indicators: tuple[IndicatorRecord, ...],
    materials: tuple[MaterialRecord, ...],
) -> str:
    """Return an activity in lines, for the panel beside the list."""
    entry = record.entry
    labels = {i.code: (i.label, i.measure_word) for i in indicators}
    at = f" {entry.at:%H:%M}" if entry.at else ""
    groups = "、".join(f"{label_of(g)}{n}人" for g, n in entry.audience.items())
    day = f"{entry.day.year}年{entry.day.month}月{entry.day.day}日{at}"
    figures = "、".join(
        f"{labels.get(code, (code, ''))[0]}{value}{labels.get(code, ('', ''))[1]}"
        for code, value in (entry.figures or {}).items()
    )
    counted = f"计入：{figures or '无'}" if entry.fills_daily else "不计入"
    used = "、".join(
        f"{m.name}{entry.materials[m.code]}{m.measure_word}"
        for m in materials
        if entry.materials.get(m.code)
    )
    many = f"{entry.quantity}{record.quantity_word}" if entry.quantity is not None else ""
    lines = (
        ("单位", f"{record.unit_name}　{record.class_name}".strip()),
        ("类型", record.type_name),
        ("时间", day),
        ("地点", entry.place),
        ("承办", entry.hosts),
        ("受众", f"{groups}（共{record.audience}人）" if groups else ""),
        ("数量", many),
        ("物料", used),
        ("日报", counted),
        ("媒体", entry.media_link),
        ("小结", entry.summary),
        ("登记", f"{record.entered_by}　{record.entered_at.astimezone():%Y-%m-%d %H:%M}"),
    )
    return "\n".join(f"{name}：{text}" for name, text in lines if text)
