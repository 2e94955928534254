"""The line that says what is typed but not saved, asks for the reason, and saves."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.received_text import NotATimeError, read_received

_REASONS = ("村里来电更正", "核对后更正", "录入有误")


class SaveBar(QFrame):
    """``save_wanted`` carries reason and receipt time (None: now)."""

    save_wanted = Signal(str, object)
    discard_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._day = date.min
        self._overwriting = 0
        self._count = QLabel()
        self._why = QLabel("改动原因")
        self.reason = QComboBox()
        self.reason.setEditable(True)
        self.reason.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.reason.addItems(_REASONS)
        self.reason.setCurrentIndex(-1)
        self.reason.setAccessibleName("改动原因")
        self.reason.setMinimumWidth(170)
        self._why.setBuddy(self.reason)
        self._when = QLabel("收到时间")
        self.received = QLineEdit()
        self.received.setPlaceholderText("现在")
        self.received.setAccessibleName("收到时间")
        self.received.setToolTip("村里报来的时间，例如17:50；留空就是现在")
        self.received.setMaximumWidth(110)
        self._when.setBuddy(self.received)
        self.save = QPushButton("保存")
        self.save.setToolTip("Ctrl+S")
        self.save.setDefault(True)
        self.discard = QPushButton("放弃")
        self._problem = QLabel()
        self._problem.setWordWrap(True)
        self._problem.setProperty("tone", "error")
        line = QHBoxLayout()
        for widget in (
            self._count,
            self._why,
            self.reason,
            self._when,
            self.received,
            self.save,
            self.discard,
        ):
            line.addWidget(widget)
        line.insertStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 6, 10, 6)
        layout.addLayout(line)
        layout.addWidget(self._problem)
        self.save.clicked.connect(self.ask_to_save)
        self.discard.clicked.connect(self.discard_wanted)
        self.received.returnPressed.connect(self.ask_to_save)
        self.show_count(0, 0, self._day)

    def show_count(self, typed: int, overwriting: int, day: date) -> None:
        """Say how many figures are typed and how many of them change saved ones."""
        self._day, self._overwriting = day, overwriting
        changed = f"，其中{overwriting}处改动已有数字" if overwriting else ""
        self._count.setText(f"✎ 未保存 {typed} 处{changed}" if typed else "✓ 全部已保存")
        for widget in (self._when, self.received, self.save, self.discard):
            widget.setVisible(typed > 0)
        for part in (self._why, self.reason):
            part.setVisible(overwriting > 0)
        if not typed:
            self._tell("")

    def ask_to_save(self) -> None:
        """Check reason and time, then ask for saving."""
        reason = self.reason.currentText().strip()
        if self._overwriting and not reason:
            self._tell("改动已有数字，请写明原因")
            self.reason.setFocus()
            return
        try:
            received: datetime | None = read_received(self.received.text(), self._day)
        except NotATimeError as error:
            self._tell(str(error))
            self.received.setFocus()
            return
        self._tell("")
        self.save_wanted.emit(reason, received)

    def tell(self, sentence: str) -> None:
        """Show why saving did not work."""
        self._tell(sentence)

    def reset(self) -> None:
        """Empty reason and time after saving."""
        self.reason.setCurrentIndex(-1)
        self.reason.setEditText("")
        self.received.clear()

    def _tell(self, sentence: str) -> None:
        self._problem.setText(f"⚠ {sentence}" if sentence else "")
        self._problem.setVisible(bool(sentence))
