"""Return assistance in words: the list's columns, one person's state, a unit's progress."""

from __future__ import annotations

from datetime import date

from antifraud_desktop.labels import label_of
from antifraud_desktop.records.assistance import AssistanceRow, AssistanceView
from antifraud_desktop.services.return_progress import UnitProgress
from antifraud_desktop.vocabulary import AbroadStatus, FileStatus
from ui.tables.row_model import Column

SUSPECTED = frozenset(
    {
        AbroadStatus.SUSPECTED_DECEIVED,
        AbroadStatus.SUSPECTED_TRAFFICKED,
        AbroadStatus.SUSPECTED_DETAINED,
    }
)


def status_word(status: AbroadStatus) -> str:
    """Return a status with a mark when the person may be in danger."""
    marks = {AbroadStatus.RETURNED: "✓ ", AbroadStatus.UNKNOWN: "？ "}
    mark = "⚠ " if status in SUSPECTED else marks.get(status, "")
    return f"{mark}{label_of(status)}"


def day_word(day: date | None) -> str:
    """Return a day, nothing without one."""
    return f"{day.year}-{day.month}-{day.day}" if day else ""


def told_of(view: AssistanceView) -> str:
    """Return all of one person's assistance in lines; what is empty is left out."""
    if view.version == 0:
        return "还没有登记。请先填写通知日期和工作小组，再核对有没有被骗、被拐、被拘禁的迹象。"
    team = (
        ("镇干部", view.township_member),
        ("民警", view.police_member),
        ("村（社区）干部", view.village_member),
        ("自愿亲属", str(view.relative) if view.relative else ""),
    )
    members = "　".join(f"{what} {who}" for what, who in team if who)
    came = "本单位主动发现上报" if view.reported_by_unit else "上级通报"
    parts = (
        ("通知", f"{day_word(view.notified_on)}（{came}）"),
        ("国家或地区", view.region),
        ("工作小组", members or "还没有填写"),
        ("本人意愿", str(view.wish)),
        ("需要的帮助", str(view.help_needed)),
        ("已提供的帮助", str(view.help_given)),
        ("最近联系", day_word(view.last_contact) or "还没有"),
        ("返回日期", day_word(view.returned_on)),
    )
    lines = [f"{what}：{text}" for what, text in parts if text]
    if view.signs:
        lines += ["", "疑似被骗、被拐、被拘禁的迹象："]
        lines += [f"　⚠ {sign.text}" for sign in view.signs]
    if view.referral:
        lines += ["", "已求助：", *(f"　{line}" for line in str(view.referral).splitlines())]
    elif view.signs:
        lines += ["　还没有求助，请点“求助渠道”。"]
    lines += ["", "联系记录："]
    lines += [f"　{day_word(c.day)}　{c.text}　{c.entered_by}" for c in view.contacts]
    if not view.contacts:
        lines.append("　还没有。")
    return "\n".join(lines)


def _signs(row: AssistanceRow) -> str:
    if not row.signs:
        return ""
    return f"⚠ {row.signs}项，未求助" if row.unreferred else f"{row.signs}项，已求助"


def _name(row: AssistanceRow) -> str:
    closed = row.file_status is not FileStatus.OPEN
    return f"{row.name}（{label_of(row.file_status)}）" if closed else str(row.name)


COLUMNS: tuple[Column[AssistanceRow], ...] = (
    Column("姓名", _name),
    Column("单位", lambda r: r.unit_name or "待定"),
    Column("情况", lambda r: status_word(r.status)),
    Column("迹象", _signs),
    Column("最近联系", lambda r: day_word(r.last_contact)),
    Column("通知日期", lambda r: day_word(r.notified_on)),
    Column("返回", lambda r: day_word(r.returned_on)),
)


def progress_lines(units: tuple[UnitProgress, ...]) -> list[tuple[str, ...]]:
    """Return a line for each batch: unit, notice, wanted, in time, later, open, deadline."""
    return [
        (
            unit.unit_name or "单位待定",
            day_word(batch.notified_on) + ("（主动上报）" if batch.reported_by_unit else ""),
            f"{batch.persons}人",
            f"{batch.needed}人",
            f"{batch.in_time}人",
            f"{batch.later}人",
            f"{batch.open}人",
            day_word(batch.deadline),
            "✓ 已达到" if batch.reached else "进行中",
        )
        for unit in units
        for batch in unit.batches
    ]
