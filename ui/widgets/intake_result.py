"""What became of each submission after confirming, with the receipts to copy."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.labels import label_of
from antifraud_desktop.records.submissions import IntakeResult, SavedRow, Verdict
from antifraud_desktop.rules.day_words import short_day
from ui.clipboard import copy_text

_ROW = Qt.ItemDataRole.UserRole + 1
_ROW_HEIGHT = 28
_ORDER = (Verdict.REFUSED, Verdict.CHANGED, Verdict.ACCEPTED, Verdict.UNCHANGED)


class IntakeResultPanel(QWidget):
    """Rows by what happened to them, the refused first; below the receipt of the current one."""

    def __init__(
        self, icon_for: Callable[[Verdict], QIcon | None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon_for = icon_for
        self._head = QLabel()
        self._head.setProperty("tone", "title")
        self.rows = QTreeWidget()
        self.rows.setAccessibleName("保存结果")
        self.rows.setRootIsDecorated(False)
        self.rows.setUniformRowHeights(True)
        self.rows.setHeaderLabels(["单位", "日期", "结果", "说明"])
        self.rows.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.receipt = QPlainTextEdit()
        self.receipt.setReadOnly(True)
        self.receipt.setAccessibleName("回执")
        self.receipt.setPlaceholderText("选中一行，这里是给村里的回执。")
        self.receipt.setMaximumHeight(130)
        self.copy_one = QPushButton("复制所选回执")
        self.copy_all = QPushButton("复制全部回执")
        self._copied = QLabel()
        buttons = QHBoxLayout()
        for widget in (self.copy_one, self.copy_all, self._copied):
            buttons.addWidget(widget)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for part in (self._head, self.rows, self.receipt):
            layout.addWidget(part)
        layout.addLayout(buttons)
        self.rows.itemSelectionChanged.connect(self._show_receipt)
        self.copy_one.clicked.connect(lambda: self._copy(self._selected()))
        self.copy_all.clicked.connect(lambda: self._copy(self._all()))

    def show_result(self, result: IntakeResult) -> None:
        """Show the rows of one confirmed intake."""
        counts = {v: sum(r.verdict is v for r in result.rows) for v in _ORDER}
        said = [f"{label_of(v)} {n}" for v, n in counts.items() if n]
        self._head.setText("　".join(said) or "没有可保存的内容")
        self.rows.clear()
        for row in sorted(result.rows, key=lambda r: _ORDER.index(r.verdict)):
            item = QTreeWidgetItem(
                [row.unit, short_day(row.date), label_of(row.verdict), row.reason]
            )
            item.setData(0, _ROW, row)
            item.setSizeHint(0, QSize(0, _ROW_HEIGHT))
            item.setToolTip(3, row.reason)
            icon = self._icon_for(row.verdict)
            if icon is not None:
                item.setIcon(2, icon)
            self.rows.addTopLevelItem(item)
        for column, width in enumerate((150, 90, 110)):
            self.rows.setColumnWidth(column, width)
        self.copy_all.setEnabled(any(r.receipt for r in result.rows))
        self._copied.clear()
        self._show_receipt()

    def _selected(self) -> list[SavedRow]:
        return [item.data(0, _ROW) for item in self.rows.selectedItems()]

    def _all(self) -> list[SavedRow]:
        return [
            self.rows.topLevelItem(n).data(0, _ROW) for n in range(self.rows.topLevelItemCount())
        ]

    def _show_receipt(self) -> None:
        chosen = [r.receipt for r in self._selected() if r.receipt]
        self.receipt.setPlainText("\n\n".join(chosen))
        self.copy_one.setEnabled(bool(chosen))

    def _copy(self, rows: list[SavedRow]) -> None:
        receipts = [r.receipt for r in rows if r.receipt]
        copy_text("\n\n".join(receipts))
        self._copied.setText(f"已复制{len(receipts)}份")
