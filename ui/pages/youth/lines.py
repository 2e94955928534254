"""A child's record in words, masked: the list's columns and one record's lines."""

from __future__ import annotations

from datetime import date

from antifraud_desktop.labels import label_of
from antifraud_desktop.records.youth import MandatoryReport, YouthFields, YouthRow, YouthView
from ui.tables.row_model import Column


def day_word(day: date | None) -> str:
    """Return a day, nothing without one."""
    return f"{day.year}-{day.month}-{day.day}" if day else ""


def head_of(name: str, guardian: str, phone: str) -> str:
    """Return the line at the top, of masks or of whole values."""
    return f"{name}　监护人 {guardian or '（未填）'}　{phone or '（电话未填）'}"


def told_of(view: YouthView, whole: YouthFields | None = None) -> str:
    """Return a record in lines; ``whole`` has the notes in full while it is opened."""
    why = whole.why_left if whole is not None else str(view.why_left)
    helped = whole.help_given if whole is not None else str(view.help_given)
    parts = (
        ("出生年月", view.birth_month),
        ("学校", view.school),
        ("村（社区）", view.village),
        ("离校日期", day_word(view.left_on)),
        ("离校原因", why),
        ("帮扶情况", helped),
        ("复学日期", day_word(view.returned_on)),
        ("删除日期", day_word(view.erase_on)),
    )
    lines = [f"{what}：{text}" for what, text in parts if text]
    lines += ["", "强制报告："]
    lines += [f"　{report_word(report)}" for report in view.reports]
    if not view.reports:
        lines.append("　还没有。发现或者疑似受到侵害、有危险的，应当立即报告。")
    return "\n".join(lines)


def report_word(report: MandatoryReport) -> str:
    """Return one report: to whom, when, by whom, what came of it."""
    head = f"{report.number}. {day_word(report.on)} 向{label_of(report.to)}报告（{report.by}）"
    if report.is_open:
        return f"⚠ {head}，还没有结果"
    return f"✓ {head}，{day_word(report.outcome_on)}：{report.outcome}"


def _state(row: YouthRow) -> str:
    if row.open_reports:
        return f"⚠ {row.open_reports}条报告待结果"
    return f"✓ {day_word(row.returned_on)}复学" if row.returned_on else "未复学"


COLUMNS: tuple[Column[YouthRow], ...] = (
    Column("姓名", lambda r: str(r.name)),
    Column("学校", lambda r: r.school),
    Column("村（社区）", lambda r: r.village),
    Column("情况", _state),
    Column("删除日期", lambda r: day_word(r.erase_on)),
)
