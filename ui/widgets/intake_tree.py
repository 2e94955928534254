"""The review as a tree: one line per submission, opened where a word is wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QIcon
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from ui.widgets.intake_nodes import Node, NodeKind

NODE = Qt.ItemDataRole.UserRole + 1
NUMBER = 1
_HALF = 128
_HEADS = ("单位 / 指标", "数字", "原文", "说明")
_ROW_HEIGHT = 30


class _NumberEditor(QStyledItemDelegate):
    """Lets only the numbers of figures be edited, and keeps every row comfortably high."""

    def createEditor(
        self,
        parent: QWidget,
        _option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        """Return a line edit for a number, nothing for other columns."""
        if index.column() != NUMBER:
            return None  # type: ignore[return-value]  # Qt's own way of saying "not here"
        editor = QLineEdit(parent)
        editor.setAccessibleName(str(index.model().index(index.row(), 0, index.parent()).data()))
        return editor

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of a row."""
        hint = super().sizeHint(option, index)
        return QSize(hint.width(), max(hint.height(), _ROW_HEIGHT))

    def setModelData(
        self,
        editor: QWidget,
        model: QAbstractItemModel,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Hand a changed number on; an unchanged one is no edit."""
        if isinstance(editor, QLineEdit) and editor.text() != index.data():
            super().setModelData(editor, model, index)


class IntakeTree(QTreeWidget):
    """Shows nodes; ``node_chosen`` follows the current row, ``figure_typed`` carries new text."""

    node_chosen = Signal(object)
    figure_typed = Signal(object, str)

    def __init__(
        self, icon_for: Callable[[Node], QIcon | None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon_for = icon_for
        self._filling = False
        self.setAccessibleName("识别结果")
        self.setColumnCount(len(_HEADS))
        self.setHeaderLabels(list(_HEADS))
        self.setUniformRowHeights(True)
        self.setItemDelegate(_NumberEditor(self))
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.AnyKeyPressed | trigger.EditKeyPressed)
        header = self.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in enumerate((150, 72, 190)):
            header.resizeSection(column, width)
        self.currentItemChanged.connect(self._chosen)
        self.itemChanged.connect(self._changed)

    def show_nodes(self, nodes: tuple[Node, ...]) -> None:
        """Show rows; the current row and what was opened or closed stay where they can."""
        current = self.current_node()
        known = {node.identity: item.isExpanded() for item, node in self.walk() if node.children}
        self._filling = True
        self.clear()
        for node in nodes:
            top = self._item(node)
            self.addTopLevelItem(top)
            wants = any(c.open for c in node.children) or bool(
                node.submission and (node.submission.warnings or node.submission.differences)
            )
            top.setExpanded(known.get(node.identity, wants))
        self._filling = False
        if current is not None:
            self.choose(lambda n: n.identity == current.identity)

    def current_node(self) -> Node | None:
        """Return the node of the current row."""
        item: QTreeWidgetItem | None = self.currentItem()
        return item.data(0, NODE) if item is not None else None

    def choose(self, wanted: Callable[[Node], bool]) -> bool:
        """Make the first row that fits the current one, opening its submission."""
        for item, node in self.walk():
            if wanted(node):
                parent = item.parent()
                if parent is not None:
                    parent.setExpanded(True)
                self.setCurrentItem(item)
                self.scrollToItem(item)
                return True
        return False

    def choose_next_open(self) -> bool:
        """Go to the next row that wants a word, from the current one on and around."""
        rows = [node for _item, node in self.walk()]
        current = self.current_node()
        identities = [n.identity for n in rows]
        here = identities.index(current.identity) if current else -1
        for node in (*rows[here + 1 :], *rows[: here + 1]):
            if node.open and not node.children:
                wanted = node.identity
                return self.choose(lambda n: n.identity == wanted)  # noqa: B023 - used at once
        return False

    def walk(self) -> Iterator[tuple[QTreeWidgetItem, Node]]:
        """Give every row with its node, from the top."""
        for number in range(self.topLevelItemCount()):
            top = self.topLevelItem(number)
            yield top, top.data(0, NODE)
            for child in range(top.childCount()):
                yield top.child(child), top.child(child).data(0, NODE)

    def _item(self, node: Node) -> QTreeWidgetItem:
        item = QTreeWidgetItem(list(node.cells))
        item.setData(0, NODE, node)
        item.setTextAlignment(NUMBER, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setToolTip(2, node.cells[2])
        item.setToolTip(3, node.cells[3])
        icon = self._icon_for(node)
        if icon is not None:
            item.setIcon(0, icon)
        if node.kind is NodeKind.FIGURE:
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        if node.kind is NodeKind.SUBMISSION or node.changed:
            font = QFont(self.font())
            font.setBold(True)
            item.setFont(NUMBER if node.kind is NodeKind.FIGURE else 0, font)
        if node.open and not node.children:
            item.setForeground(NUMBER, QBrush(self._wanting_colour()))
        for child in node.children:
            item.addChild(self._item(child))
        return item

    def _wanting_colour(self) -> QColor:
        dark = self.palette().base().color().lightness() < _HALF
        return QColor("#ffd199") if dark else QColor("#9a3412")

    def _chosen(self) -> None:
        if not self._filling:
            self.node_chosen.emit(self.current_node())

    def _changed(self, item: QTreeWidgetItem, column: int) -> None:
        if not self._filling and column == NUMBER:
            self.figure_typed.emit(item.data(0, NODE), item.text(NUMBER))
