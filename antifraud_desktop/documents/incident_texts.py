"""The warning for the villages' groups and loudspeakers, to be copied (R21)."""

from __future__ import annotations

from antifraud_desktop.records.incidents import WarningSheet

HELP = "拿不准的先拨96110咨询；钱已转出的，立即拨110报警。"
NOTHING = "诈骗类型还没有提示语，请先在“诈骗类型”里填写。"


def warning_text(sheet: WarningSheet) -> str:
    """Return the warning as one message; counts stay out, for a village knows its people."""
    if not sheet.warnings:
        return NOTHING
    first, last = sheet.first, sheet.last
    days = f"{first.month}月{first.day}日至{last.month}月{last.day}日"
    opening = (
        f"{days}，我们这里出现过以下诈骗，请在群里、广播里提醒群众："
        if sheet.from_ledger
        else "以下诈骗最常见，请在群里、广播里提醒群众："
    )
    return "\n".join(
        (
            f"【{sheet.township}反诈预警】{opening}",
            *(f"{n}. {w.type_name}：{w.warning}" for n, w in enumerate(sheet.warnings, start=1)),
            HELP,
            f"{sheet.issuer}　{last.month}月{last.day}日",
        )
    )
