"""What to do about one doubt: take or change its value, name its indicator, set it aside."""

from __future__ import annotations

import re

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.records.units import IndicatorRecord
from ui.figure_text import NotAFigureError, figure_text, read_figure
from ui.widgets.intake_nodes import Node

_NUMBERS = re.compile(r"[\d０-９零一二两三四五六七八九十百千万.,:：，、;；。\s]+")


class DoubtPanel(QWidget):
    """Buttons for one doubt. Signals carry the node; ``taken`` also value and indicator code."""

    taken = Signal(object, int, str)
    dismissed = Signal(object)
    reopened = Signal(object)
    wording_taught = Signal(str, str)

    def __init__(self, parent: QWidget | None = None, *, compact: bool = False) -> None:
        super().__init__(parent)
        self._compact = compact
        self._node: Node | None = None
        self._indicators: dict[str, IndicatorRecord] = {}
        self._why = QLabel()
        self._why.setWordWrap(True)
        self._problem = QLabel()
        self._problem.setProperty("tone", "error")
        self._problem.hide()
        self._adopt = QPushButton("采用")
        self._value = QLineEdit()
        self._value.setPlaceholderText("改为…")
        self._value.setAccessibleName("改为")
        self._value.setMaximumWidth(130)
        self._value.returnPressed.connect(self._take_typed)
        self._set = QPushButton("确定")
        self._set.setAccessibleName("按填写的数字确认")
        self._none = QPushButton("不是数字")
        self._reopen = QPushButton("重新确认")
        self._which = QComboBox()
        self._which.setAccessibleName("这是哪个指标")
        self._wording = QLineEdit()
        self._wording.setAccessibleName("要记住的说法")
        self._teach = QPushButton("记住这个说法")
        self._teach.setToolTip("以后再遇到这个说法就直接识别；可以在基础信息里取消")
        self._lay_out()
        self._adopt.clicked.connect(self._take_proposed)
        self._set.clicked.connect(self._take_typed)
        self._none.clicked.connect(lambda: self.dismissed.emit(self._node))
        self._reopen.clicked.connect(lambda: self.reopened.emit(self._node))
        self._teach.clicked.connect(self._teach_wording)
        self._which.currentIndexChanged.connect(self._update_adopt)

    def set_indicators(self, indicators: dict[str, IndicatorRecord]) -> None:
        """Offer these indicators to choose from."""
        self._indicators = indicators
        self._which.clear()
        self._which.addItem("选择指标…", "")
        for code, indicator in indicators.items():
            self._which.addItem(f"{indicator.label}（{indicator.measure_word}）", code)

    def show_node(self, node: Node) -> None:
        """Show one doubt."""
        doubt = node.doubt
        if doubt is None:
            return
        self._node = node
        self._problem.hide()
        self._why.setText(f"“{' '.join(doubt.text.split())}”：{doubt.why}")
        self._value.clear()
        self._which.setCurrentIndex(max(self._which.findData(doubt.indicator or ""), 0))
        self._wording.setText(_NUMBERS.split(doubt.text.strip())[0][:20])
        for widget in (self._value, self._set, self._none):
            widget.setEnabled(node.open)
        self._reopen.setVisible(not node.open)
        self._update_adopt()

    def focus_first(self) -> None:
        """Put the keyboard where the quickest answer is."""
        (self._adopt if self._adopt.isVisible() else self._value).setFocus()

    def _lay_out(self) -> None:
        which, wording = QLabel("这是哪个指标"), QLabel("说法")
        which.setBuddy(self._which)
        wording.setBuddy(self._wording)
        rows: list[tuple[QWidget, ...]] = [
            (self._adopt, self._value, self._set, self._none, self._reopen),
            (which, self._which, wording, self._wording, self._teach),
        ]
        if self._compact:
            rows = [
                (self._adopt, self._value, self._set),
                (self._none, self._reopen),
                (which, self._which),
                (wording, self._wording, self._teach),
            ]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._why)
        for row in rows:
            line = QHBoxLayout()
            for widget in row:
                line.addWidget(widget)
            if self._which not in row:
                line.addStretch()
            layout.addLayout(line)
        layout.addWidget(self._problem)

    def _update_adopt(self) -> None:
        doubt = self._node.doubt if self._node else None
        indicator = self._indicators.get(str(self._which.currentData() or ""))
        shown = doubt is not None and doubt.proposed is not None and indicator is not None
        self._adopt.setVisible(shown and self._node is not None and self._node.open)
        if shown and doubt is not None and indicator is not None:
            self._adopt.setText(f"采用 {figure_text(doubt.proposed, indicator)}")

    def _take_proposed(self) -> None:
        if self._node and self._node.doubt and self._node.doubt.proposed is not None:
            self._take(self._node.doubt.proposed)

    def _take_typed(self) -> None:
        indicator = self._indicators.get(str(self._which.currentData() or ""))
        if indicator is None:
            self._tell("请先选择这是哪个指标")
            return
        try:
            value = read_figure(self._value.text(), indicator)
        except NotAFigureError as error:
            self._tell(str(error))
            return
        if value is None:
            self._tell("请填写数字，或点“不是数字”")
            return
        self._take(value)

    def _take(self, value: int) -> None:
        code = str(self._which.currentData() or "")
        if not code:
            self._tell("请先选择这是哪个指标")
            return
        self.taken.emit(self._node, value, code)

    def _teach_wording(self) -> None:
        code, wording = str(self._which.currentData() or ""), self._wording.text().strip()
        if not code or not wording:
            self._tell("请选择指标，并写明要记住的说法（不含数字）")
            return
        self.wording_taught.emit(code, wording)

    def _tell(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.show()
