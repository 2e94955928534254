"""A line that shows a mask until it is opened, and the button that opens one record."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget


class MaskedLine(QLineEdit):
    """An editor whose value comes masked.

    The mask can be typed over without seeing what it stands for; left alone it goes back as it
    came, and the service knows that nothing changed.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty line."""
        super().__init__(parent)
        self._mask = ""
        self._whole: str | None = None

    def show_masked(self, shown: str) -> None:
        """Put a masked value in, in place of whatever stood here."""
        self._mask, self._whole = shown, None
        self.setText(shown)

    def open_with(self, whole: str) -> None:
        """Show the value itself, unless something else was typed meanwhile."""
        if self.text() == self._mask:
            self._whole = whole
            self.setText(whole)

    def close_again(self) -> None:
        """Show the mask again, unless the value was changed meanwhile."""
        if self._whole is not None and self.text() == self._whole:
            self.setText(self._mask)
        self._whole = None

    def unseen(self) -> str:
        """Return what was typed, the mask in place of a value that was only looked at."""
        return self._mask if self.text() == self._whole else self.text()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the mask whole: the first key replaces it."""
        super().focusInEvent(event)
        self._take_whole()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take the mask whole after a click too."""
        super().mouseReleaseEvent(event)
        self._take_whole()

    def _take_whole(self) -> None:
        if self._mask and self.text() == self._mask:
            self.selectAll()


class UnmaskBar(QWidget):
    """显示 with its reason, then 隐去; what is open closes by itself.

    ``wanted`` carries the reason, ``over`` says that the masks are to be shown again.
    """

    wanted = Signal(str)
    over = Signal()

    def __init__(self, reasons: Sequence[str], what: str, parent: QWidget | None = None) -> None:
        """Make a closed bar; several reasons can be chosen from or written anew."""
        super().__init__(parent)
        self._what = what
        self.reason = QComboBox()
        self.reason.setEditable(True)
        self.reason.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.reason.addItems(list(reasons))
        self.reason.setAccessibleName("查看原因")
        self.reason.setToolTip("查看完整信息会记入操作记录")
        self.button = QPushButton()
        self.told = QLabel()
        self.told.setProperty("tone", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.reason)
        if len(reasons) <= 1:  # shown only inside the bar: alone it would open as a window
            self.reason.hide()
        row.addWidget(self.button)
        row.addWidget(self.told, 1)
        self.timer = QTimer(self, singleShot=True)
        self.timer.timeout.connect(self.close_now)
        self.button.clicked.connect(self._press)
        self._show_closed()

    @property
    def is_open(self) -> bool:
        """Say whether values are shown whole."""
        return self.timer.isActive()

    def open_for(self, seconds: float) -> None:
        """Offer 隐去 and close after so many seconds."""
        self.timer.start(max(0, round(seconds * 1000)))
        self.reason.setEnabled(False)
        self.button.setText("隐去")
        self.button.setAccessibleName(f"隐去{self._what}")
        minutes = max(1, round(seconds / 60))
        self.told.setText(f"{minutes}分钟后自动隐去")
        self.button.setToolTip("已记入操作记录；点这里马上隐去")

    def close_now(self) -> None:
        """Ask for the masks again; nothing happens when it is closed already."""
        was_open = self.button.text() == "隐去"
        self.timer.stop()
        self._show_closed()
        if was_open:
            self.over.emit()

    def _show_closed(self) -> None:
        self.reason.setEnabled(True)
        self.button.setText("显示")
        self.button.setAccessibleName(f"显示{self._what}")
        self.button.setToolTip(f"显示完整的{self._what}5分钟，会记入操作记录")
        self.told.clear()

    def _press(self) -> None:
        if self.is_open:
            self.close_now()
        else:
            self.wanted.emit(self.reason.currentText().strip())
