"""Backups in the words of the window: why one was made, when, how large, where."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from antifraud_desktop.records.backups import BackupFile, Holdings, Light

REASONS: Mapping[str, str] = {
    "manual": "手动",
    "daily": "每天一次",
    "before_restore": "恢复以前",
    "upgrade": "升级以前",
    "before_import": "导入以前",
}
LIGHT_WORDS: Mapping[Light, str] = {Light.GOOD: "正常", Light.WAIT: "请留意", Light.BAD: "请处理"}
_HELD: Mapping[str, tuple[str, str]] = {
    "daily_submission": ("报送", "条"),
    "issued_document": ("发文", "份"),
    "unit": ("单位", "个"),
    "account": ("账号", "个"),
}
_KB, _MB = 1024, 1024 * 1024


def reason_word(backup: BackupFile) -> str:
    """Return why a backup was made."""
    return "" if backup.trouble and not backup.reason else REASONS.get(backup.reason, "其他")


def size_word(size: int) -> str:
    """Return a size in bytes as people say it; empty when it is not known."""
    if not size:
        return ""
    return f"{size / _MB:.1f} MB" if size >= _MB else f"{max(1, size // _KB)} KB"


def moment_word(backup: BackupFile) -> str:
    """Return when a backup was made, by the clock of this computer; unknown for a damaged one."""
    if backup.trouble and backup.day == date.min:
        return "不清楚"
    return f"{backup.made_at.astimezone():%Y-%m-%d %H:%M}"


def place_word(backup: BackupFile, own: Path) -> str:
    """Return in which of the two places a backup lies."""
    return "本机" if backup.folder.absolute() == own.absolute() else "第二位置"


def holdings_word(held: Holdings) -> str:
    """Return what a database holds, in counts and days."""
    counts = "、".join(f"{name}{held.counts.get(k, 0)}{of}" for k, (name, of) in _HELD.items())
    if held.first_day is None or held.last_day is None:
        return f"{counts}；还没有报送数据"
    return f"{counts}；报送数据从{day_word(held.first_day)}到{day_word(held.last_day)}"


def day_word(day: date) -> str:
    """Return a date in Chinese."""
    return f"{day.year}年{day.month}月{day.day}日"
