"""The clock to 18:00 and to 21:00, in minutes a glance can take in."""

from __future__ import annotations

from datetime import date, datetime, time

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

MINUTE, HOUR = 60, 3600


def remaining(day: date, mark: time, now: datetime) -> tuple[str, str]:
    """Return the words and their tone: how long to a mark of a day, or that it has passed."""
    seconds = (datetime.combine(day, mark) - now).total_seconds()
    if seconds < 0:
        return "已过", "quiet"
    minutes = -int(-seconds // MINUTE)
    if minutes >= HOUR // MINUTE * 24:
        return f"还有{minutes // (24 * MINUTE)}天", "quiet"
    text = f"{minutes // 60}小时{minutes % 60:02}分" if minutes >= MINUTE else f"{minutes}分钟"
    return text, "wait" if minutes <= 30 else "good"  # noqa: PLR2004 - the 17:30 reminder


class Countdown(QFrame):
    """One mark of the day: its name, and how long is left."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Name the mark."""
        super().__init__(parent)
        self.setObjectName("card")
        self._name = name
        self.title = QLabel(name)
        self.title.setProperty("quiet", True)
        self.value = QLabel("—")
        self.value.setProperty("role", "number")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 6)
        column.setSpacing(0)
        column.addWidget(self.title)
        column.addWidget(self.value)

    def show_left(self, day: date, mark: time, now: datetime) -> None:
        """Show what is left until the mark."""
        text, tone = remaining(day, mark, now)
        self.title.setText(f"距{mark:%H:%M}{self._name}")
        self.value.setText(text)
        self.value.setProperty("tone", tone)
        self.value.style().polish(self.value)
        self.setAccessibleName(f"距{mark:%H:%M}{self._name}：{text}")
