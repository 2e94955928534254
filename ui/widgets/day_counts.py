"""The day in numbers: expected, reported, missing, late, zero, excused, doubtful."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from antifraud_desktop.records.days import DayBook
from antifraud_desktop.vocabulary import SubmissionState

TONES = {"未报": "bad", "迟报": "wait", "退回": "bad", "待确认": "wait"}


def day_counts(book: DayBook) -> Mapping[str, int]:
    """Return what the head of 今日 counts; 已报 are all that sent anything, late ones too."""
    due = book.expected
    late = (SubmissionState.LATE, SubmissionState.MADE_UP)
    return {
        "应报": len(due),
        "已报": sum(u.received is not None for u in due),
        "未报": sum(u.state is SubmissionState.MISSING for u in due),
        "迟报": sum(u.state in late for u in due),
        "零报告": sum(u.nil for u in due),
        "退回": sum(u.state is SubmissionState.RETURNED for u in due),
        "豁免": sum(u.state is SubmissionState.EXEMPT for u in book.units),
        "待确认": sum(u.doubts for u in book.units),
    }


class DayCounts(QFrame):
    """One number above its word each; what wants doing is coloured while it is not nought."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Lay the words out."""
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName("报送统计")
        self.numbers: dict[str, QLabel] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 6, 18, 6)
        for word in ("应报", "已报", "未报", "迟报", "零报告", "退回", "豁免", "待确认"):
            caption, number = QLabel(word), QLabel("—")
            caption.setProperty("quiet", True)
            number.setProperty("role", "number")
            self.numbers[word] = number
            column = QVBoxLayout()
            column.setSpacing(0)
            column.addWidget(caption)
            column.addWidget(number)
            row.addLayout(column, 1)

    def show_day(self, book: DayBook) -> None:
        """Show another day."""
        counts = day_counts(book)
        for word, number in self.numbers.items():
            number.setText(str(counts[word]))
            number.setProperty("tone", TONES.get(word, "") if counts[word] else "")
            number.style().polish(number)
        self.setAccessibleDescription("，".join(f"{word}{n}" for word, n in counts.items()))
