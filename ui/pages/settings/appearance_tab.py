"""外观与锁定: how the window looks on this computer, and when it locks itself."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QSpinBox, QVBoxLayout, QWidget

from ui.preferences import IDLE_MINUTES, Appearance
from ui.theme import SCALES, Mode
from ui.widgets.record_form import RecordForm

_HINT = "最后30秒会提醒，动一下鼠标或键盘就不锁；录入的内容锁定后都在。"


class AppearanceTab(QWidget):
    """Every choice works at once; ``wanted`` carries it."""

    wanted = Signal(object)

    def __init__(self, appearance: Appearance) -> None:
        """Show what is chosen."""
        super().__init__()
        self.appearance = appearance
        self.form = RecordForm()
        self.mode, self.scale, self.idle = QComboBox(), QComboBox(), QSpinBox()
        self.mode.addItem("浅色", Mode.LIGHT.value)
        self.mode.addItem("深色", Mode.DARK.value)
        for scale in SCALES:
            self.scale.addItem(f"{scale}%", scale)
        self.mode.setCurrentIndex(self.mode.findData(appearance.mode))
        self.scale.setCurrentIndex(self.scale.findData(appearance.scale))
        self.idle.setRange(IDLE_MINUTES.start, IDLE_MINUTES.stop - 1)
        self.idle.setSuffix(" 分钟")
        self.idle.setValue(appearance.idle_minutes)
        self.form.add_field("mode", "颜色", self.mode)
        self.form.add_field("scale", "字号", self.scale)
        self.form.add_field("idle_minutes", "无操作多久后锁定", self.idle, _HINT)
        for box in (self.mode, self.scale):
            box.currentIndexChanged.connect(self._choose)
        self.idle.valueChanged.connect(self._choose)
        column = QVBoxLayout(self)
        column.addWidget(self.form)

    def _choose(self) -> None:
        self.appearance = replace(
            self.appearance,
            mode=self.mode.currentData(),
            scale=self.scale.currentData(),
            idle_minutes=self.idle.value(),
        )
        self.wanted.emit(self.appearance)
