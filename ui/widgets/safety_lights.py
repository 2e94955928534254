"""How safe the data is, told by a mark, a word and a sentence: never by colour alone."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from antifraud_desktop.records.backups import BackupState, Light
from ui.backup_text import LIGHT_WORDS

MARKS = {Light.GOOD: "✓", Light.WAIT: "!", Light.BAD: "⚠"}

SLACK = 12
"""The marks come from another font and are wider than reckoned, in pixels."""


class LightLine(QFrame):
    """One matter: its name, a mark and a word in the tone of its light, and what to do next."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Say nothing until :meth:`show_light`."""
        super().__init__(parent)
        self._name = name
        self.setObjectName("messageBar")
        title = QLabel(name)
        title.setProperty("role", "heading")
        title.setMinimumWidth(title.fontMetrics().horizontalAdvance("第二备份位置"))
        self.word, self.sentence = QLabel(), QLabel()
        self.word.setProperty("role", "heading")
        self.word.setMinimumWidth(title.fontMetrics().horizontalAdvance("⚠ 请处理") + SLACK)
        self.sentence.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(12)
        row.addWidget(title)
        row.addWidget(self.word)
        row.addWidget(self.sentence, 1)

    def show_light(self, light: Light, sentence: str) -> None:
        """Show how the matter stands."""
        word = LIGHT_WORDS[light]
        self.word.setText(f"{MARKS[light]} {word}")
        self.sentence.setText(sentence)
        self.setAccessibleName(f"{self._name}：{word}，{sentence}")
        for part in (self, self.word):
            part.setProperty("tone", light.value)
            part.style().polish(part)


class BackupLight(QPushButton):
    """The backups in one short line for 今日; ``wanted`` asks for the tab of backups."""

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Hide until something is known."""
        super().__init__(parent)
        self.clicked.connect(self.wanted)
        self.setProperty("board", True)
        self.hide()

    def show_state(self, state: BackupState, today: str) -> None:
        """Show how the backups stand; ``today`` is when today's was made, empty without one."""
        self.setText(f"{MARKS[state.light]} {light_text(state, today)}")
        self.setToolTip(f"{state.sentence}{state.second.sentence}")
        self.setAccessibleName(f"{LIGHT_WORDS[state.light]}，{light_text(state, today)}")
        self.setProperty("tone", state.light.value)
        self.style().polish(self)
        self.show()


def light_text(state: BackupState, today: str) -> str:
    """Return the backups in a few words; what is wrong with the second place comes after."""
    if state.last is None:
        own = "还没有"
    elif today:
        own = f"今天{today}完好"
    else:
        own = f"最近一次{state.last.day.month}月{state.last.day.day}日"
    if state.damaged:
        own += f"，{len(state.damaged)}份不完整"
    if state.second.light is Light.GOOD:
        return f"备份：{own}"
    if state.second.folder is None:
        return f"备份：{own}；没有设第二位置"
    if not state.second.connected:
        return f"备份：{own}；第二位置没有连接"
    return f"备份：{own}；第二位置请留意"
