"""How an office stands with its backups: a light and a sentence, as reminders only.

Here the clock may speak, because nothing is removed or refused by what it says.
"""

from __future__ import annotations

from datetime import date, timedelta

from antifraud_desktop.records.backups import BackupFile, Light
from antifraud_desktop.rules.day_words import day_text, short_day

STALE_AFTER = timedelta(days=7)
"""A second copy older than this is reminded of."""
BAD_AFTER = timedelta(days=3)
"""Without a backup for longer than this the office's data hangs by one disk."""


def own_state(last: BackupFile | None, today: date) -> tuple[Light, str]:
    """Return how the office's own backups stand. A date in the future counts by its distance."""
    if last is None:
        return Light.BAD, "还没有可用的备份，请现在备份一次。"
    told = f"最近一次是第{last.number}号（{_day(last.day, today)}）"
    away = abs(today - last.day)
    if not away:
        return Light.GOOD, f"今天已备份，第{last.number}号。"
    if away > BAD_AFTER:
        return Light.BAD, f"已有{away.days}天没有备份，{told}，请现在备份一次。"
    return Light.WAIT, f"今天还没有备份，{told}。"


def second_state(
    *, chosen: bool, connected: bool, same_disk: bool, last: date | None, today: date
) -> tuple[Light, str]:
    """Return how the second place stands. ``last`` is the day of the newest copy made there."""
    if not chosen:
        return Light.WAIT, "还没有设第二备份位置：硬盘坏了，备份会一起丢失。请设一个移动盘。"
    told = f"上一次备份到那里是{_day(last, today)}。" if last else "还没有备份到那里过。"
    if not connected:
        stale = last is None or abs(today - last) > STALE_AFTER
        reminder = "请今天插好移动盘备份一次。" if stale else ""
        return Light.WAIT, f"第二备份位置没有连接，{told}{reminder}"
    if last is None or abs(today - last) > STALE_AFTER:
        return Light.WAIT, f"第二备份位置已超过{STALE_AFTER.days}天没有新备份，请备份一次。{told}"
    if same_disk:
        return Light.WAIT, f"第二备份位置和数据在同一块磁盘上，磁盘损坏时保不住。{told}"
    return Light.GOOD, f"第二备份位置正常，{told}"


def worst(*lights: Light) -> Light:
    """Return the worst of several lights."""
    order = (Light.GOOD, Light.WAIT, Light.BAD)
    return max(lights, key=order.index)


def _day(day: date, today: date) -> str:
    if day == today:
        return "今天"
    return short_day(day) if day.year == today.year else day_text(day)
