"""What is due for erasure: kinds with their subjects, each to be ticked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from antifraud_desktop.labels import label_of
from antifraud_desktop.records.retention import DueCount, DueErasure, RetentionAction

ITEM_ROLE = Qt.ItemDataRole.UserRole
TICK = Qt.ItemDataRole.CheckStateRole
WHAT, SINCE, ACTION, RECORDS = range(4)


class DueTree(QTreeWidget):
    """Ticking a kind ticks what it holds; nothing is ticked by itself."""

    ticked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__(parent)
        self.setAccessibleName("到期清单")
        self.setHeaderLabels(["内容", "到期日", "到期后", "条数"])
        self.setAlternatingRowColors(True)
        self.setUniformRowHeights(True)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
        for column in (SINCE, ACTION, RECORDS):
            self.header().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self._filling = False
        self.itemChanged.connect(self._changed)

    def show_due(
        self, counts: Sequence[DueCount], due: Sequence[DueErasure], *, may_tick: bool
    ) -> None:
        """Show a list; what was ticked and is still due stays ticked, what was folded folded."""
        before = {(item.kind, item.subject_id) for item in self.chosen()}
        folded = {
            self.topLevelItem(n).data(WHAT, ITEM_ROLE)
            for n in range(self.topLevelItemCount())
            if not self.topLevelItem(n).isExpanded()
        }
        self._filling = True
        self.clear()
        for count in counts:
            items = [item for item in due if item.kind == count.kind]
            top = self._kind_row(count, may_tick=may_tick)
            for item in items:
                row = QTreeWidgetItem(
                    top,
                    [
                        item.what,
                        item.due_since.isoformat(),
                        label_of(item.action),
                        f"{item.records}",
                    ],
                )
                row.setData(WHAT, ITEM_ROLE, item)
                row.setTextAlignment(RECORDS, Qt.AlignmentFlag.AlignRight)
                row.setToolTip(WHAT, f"{item.what}，自{item.reference.isoformat()}起算")
                if may_tick:
                    chosen = (item.kind, item.subject_id) in before
                    row.setCheckState(
                        WHAT, Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked
                    )
            left = count.subjects - len(items)
            if left > 0:
                more = QTreeWidgetItem(top, [f"还有{left}{count.counted}，清理后接着列出"])
                more.setFlags(Qt.ItemFlag.NoItemFlags)
            top.setExpanded(count.kind not in folded)
        self._filling = False
        self.ticked.emit()

    def chosen(self) -> tuple[DueErasure, ...]:
        """Return what is ticked."""
        return tuple(
            row.data(WHAT, ITEM_ROLE)
            for row in self._rows()
            if row.data(WHAT, TICK) == Qt.CheckState.Checked.value
        )

    def to_review(self) -> DueErasure | None:
        """Return the line chosen, when it is one to be looked at and no kind."""
        chosen = self.selectedItems()
        item = chosen[0].data(WHAT, ITEM_ROLE) if chosen else None
        if isinstance(item, DueErasure) and item.action is RetentionAction.REVIEW:
            return item
        return None

    def _kind_row(self, count: DueCount, *, may_tick: bool) -> QTreeWidgetItem:
        top = QTreeWidgetItem(
            self, [f"{count.name}　{count.subjects}{count.counted}", "", "", f"{count.records}"]
        )
        top.setData(WHAT, ITEM_ROLE, count.kind)
        top.setTextAlignment(RECORDS, Qt.AlignmentFlag.AlignRight)
        top.setToolTip(WHAT, count.gone)
        font = top.font(WHAT)
        font.setBold(True)
        top.setFont(WHAT, font)
        if may_tick:
            top.setFlags(top.flags() | Qt.ItemFlag.ItemIsAutoTristate)
            top.setCheckState(WHAT, Qt.CheckState.Unchecked)
        return top

    def _rows(self) -> list[QTreeWidgetItem]:
        tops = [self.topLevelItem(n) for n in range(self.topLevelItemCount())]
        rows = [top.child(n) for top in tops for n in range(top.childCount())]
        return [row for row in rows if isinstance(row.data(WHAT, ITEM_ROLE), DueErasure)]

    def _changed(self, _row: QTreeWidgetItem, _column: int) -> None:
        if not self._filling:
            self.ticked.emit()


def consequences(counts: Sequence[DueCount], chosen: Sequence[DueErasure]) -> str:
    """Return what will be gone for good, and what stays, of what is ticked."""
    by_kind: Mapping[str, DueCount] = {count.kind: count for count in counts}
    kinds = dict.fromkeys(item.kind for item in chosen)
    return "\n".join(
        f"{by_kind[kind].name}{sum(item.kind == kind for item in chosen)}{by_kind[kind].counted}："
        f"{by_kind[kind].gone}。"
        for kind in kinds
        if kind in by_kind
    )
