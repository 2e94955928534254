"""Files and due days in a word or two, the same in the list, the file and every dialog."""

from __future__ import annotations

from datetime import date

from antifraud_desktop.labels import label_of
from antifraud_desktop.records.person_views import FileBrief
from antifraud_desktop.vocabulary import FileStatus


def file_word(brief: FileBrief) -> str:
    """Return a file in a word: its category, and its status unless it is worked on."""
    word = label_of(brief.category)
    return word if brief.status is FileStatus.OPEN else f"{word}（{label_of(brief.status)}）"


def due_word(due: date | None, today: date) -> str:
    """Return when the next follow-up is due, with a mark when it is today or over."""
    if due is None:
        return "无"
    if due < today:
        return f"⚠ 逾期{(today - due).days}天"
    return "● 今天" if due == today else day_of(due)


def day_of(day: date | None) -> str:
    """Return a day as it is written in lists, nothing for none."""
    return f"{day.year}-{day.month}-{day.day}" if day else ""
