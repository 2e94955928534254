"""The rows of an old register: what becomes of each, and every reason, to be read in full."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHeaderView,
    QLabel,
    QScrollArea,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.labels import label_of
from antifraud_desktop.records.register import RegisterReview, RegisterRow, RowVerdict

MARKS = {
    RowVerdict.CREATE: "＋",
    RowVerdict.JOIN: "＋",
    RowVerdict.DUPLICATE: "＝",
    RowVerdict.REFUSED: "✗",
    RowVerdict.IGNORED: "－",
}
_ORDER = (
    RowVerdict.REFUSED,
    RowVerdict.CREATE,
    RowVerdict.JOIN,
    RowVerdict.DUPLICATE,
    RowVerdict.IGNORED,
)
_ROW = Qt.ItemDataRole.UserRole
_REASONS_HEIGHT = 150


def verdict_words(verdict: RowVerdict) -> str:
    """Return a verdict by sign and word."""
    return f"{MARKS[verdict]} {label_of(verdict)}"


class RegisterRows(QWidget):
    """A list of rows above the reasons of the chosen one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing until :meth:`show_review`."""
        super().__init__(parent)
        self.counts = QLabel()
        self.counts.setWordWrap(True)
        self.rows = QTreeWidget()
        self.rows.setAccessibleName("逐行结果")
        self.rows.setRootIsDecorated(False)
        self.rows.setUniformRowHeights(True)
        self.rows.setHeaderLabels(["行", "姓名", "类别", "结果", "原因"])
        for column in range(4):
            self.rows.header().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.reasons = QLabel()
        self.reasons.setWordWrap(True)
        self.reasons.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.reasons.setContentsMargins(8, 8, 8, 8)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self.reasons)
        area.setFixedHeight(_REASONS_HEIGHT)
        area.setAccessibleName("所选行的全部原因")
        column_layout = QVBoxLayout(self)
        column_layout.setContentsMargins(0, 0, 0, 0)
        column_layout.addWidget(self.counts)
        column_layout.addWidget(self.rows, 1)
        column_layout.addWidget(area)
        self.rows.itemSelectionChanged.connect(self._show_reasons)

    def show_review(self, review: RegisterReview | None) -> None:
        """Show every row, those that are refused first."""
        self.rows.clear()
        self.reasons.clear()
        if review is None:
            self.counts.clear()
            return
        counts = review.counts()
        told = "　".join(f"{verdict_words(v)} {counts[v]}" for v in _ORDER if counts[v])
        self.counts.setText(told or "这个表里没有人员。")
        for row in sorted(review.rows, key=lambda r: (_ORDER.index(r.verdict), r.row)):
            self.rows.addTopLevelItem(_item(row))
        self.rows.setCurrentItem(self.rows.topLevelItem(0))

    def _show_reasons(self) -> None:
        chosen = self.rows.selectedItems()
        row: RegisterRow | None = chosen[0].data(0, _ROW) if chosen else None
        lines = [] if row is None else [f"{n}. {r}" for n, r in enumerate(row.reasons, start=1)]
        self.reasons.setText("\n".join(lines))


def _item(row: RegisterRow) -> QTreeWidgetItem:
    category = label_of(row.category) if row.category else ""
    texts = [str(row.row), str(row.name), category, verdict_words(row.verdict), row.reason]
    item = QTreeWidgetItem(texts)
    item.setData(0, _ROW, row)
    return item
