"""The grid's view: Enter down, Tab right, Delete empties, blocks in and out of the clipboard."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QLineEdit,
    QTableView,
    QWidget,
)

from ui.clipboard import copy_figures
from ui.tables.clipboard import read_block, spread, write_block
from ui.tables.figure_model import FigureModel, Index

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_EMPTIES = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_MOVES = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
)
COLUMN_WIDTH = 74


class FigureView(QTableView):
    """A spreadsheet over :class:`FigureModel`; ``pasted`` carries a PasteOutcome."""

    pasted = Signal(object)
    cell_changed = Signal(QModelIndex)

    def __init__(self, model: FigureModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._run_column: int | None = None
        self.setModel(model)
        self.setAccessibleName("每日报送表格")
        trigger = QAbstractItemView.EditTrigger
        # AllEditTriggers would lose the text of input methods.
        self.setEditTriggers(trigger.DoubleClicked | trigger.AnyKeyPressed | trigger.EditKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(True)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setDefaultSectionSize(COLUMN_WIDTH)
        header.setMinimumSectionSize(48)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setHighlightSections(True)

    def step(self, rows: int, columns: int) -> None:
        """Move the current cell; Enter after a run of Tab starts the next row where it began."""
        here = self.currentIndex()
        if not here.isValid():
            self._go(0, 0)
            return
        if columns:
            if self._run_column is None:
                self._run_column = here.column()
            row, column = self._wrapped(here.row(), here.column() + columns)
        else:
            row, column = here.row() + rows, here.column()
            if self._run_column is not None:
                column = self._run_column
        self._go(row, column)
        if not columns:
            self._run_column = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Handle what a spreadsheet does; everything else stays Qt's."""
        key = event.key()
        if key in _ENTER:
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.step(-1 if back else 1, 0)
        elif key in _TABS:
            self.step(0, -1 if key == Qt.Key.Key_Backtab else 1)
        elif key in _EMPTIES and not event.modifiers():
            self.empty_selection()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selection()
        elif event.matches(QKeySequence.StandardKey.Cut):
            self.copy_selection()
            self.empty_selection()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_clipboard()
        else:
            if key in _MOVES:
                self._run_column = None
            super().keyPressEvent(event)
            return
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click ends a run of Tab."""
        self._run_column = None
        super().mousePressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Open the cell by Chinese input; Qt itself drops text that comes without composing."""
        ready = event.commitString() and not event.preeditString()
        opens = ready and self.state() != QAbstractItemView.State.EditingState
        super().inputMethodEvent(event)
        editor = self.focusWidget()
        if opens and isinstance(editor, QLineEdit):
            QApplication.sendEvent(editor, event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell the line below which cell is current."""
        super().currentChanged(current, previous)
        self.cell_changed.emit(self._model.index(current.row(), current.column()))

    def selected_rectangle(self) -> tuple[int, int, int, int] | None:
        """Return top, left, rows and columns of the smallest rectangle around the selection."""
        indexes = self.selectedIndexes() or [self.currentIndex()]
        if not indexes[0].isValid():
            return None
        rows = [i.row() for i in indexes]
        columns = [i.column() for i in indexes]
        top, left = min(rows), min(columns)
        return top, left, max(rows) - top + 1, max(columns) - left + 1

    def copy_selection(self) -> None:
        """Put the selected block on the clipboard as Excel reads it."""
        rectangle = self.selected_rectangle()
        if rectangle is None:
            return
        top, left, rows, columns = rectangle
        block = [
            [
                str(self._model.index(r, c).data(Qt.ItemDataRole.DisplayRole) or "")
                for c in range(left, left + columns)
            ]
            for r in range(top, top + rows)
        ]
        copy_figures(write_block(block))

    def paste_clipboard(self) -> None:
        """Take the clipboard's block from the selection's top-left cell on, as one step."""
        rectangle = self.selected_rectangle()
        block = read_block(QGuiApplication.clipboard().text())
        if rectangle is None or not block:
            return
        top, left, rows, columns = rectangle
        filled = spread(block, rows, columns)
        outcome = self._model.paste(top, left, filled)
        self._select(top, left, top + len(filled) - 1, left + len(filled[0]) - 1)
        self.pasted.emit(outcome)

    def empty_selection(self) -> None:
        """Empty the selected cells as one step."""
        indexes = self.selectedIndexes()
        if indexes:
            self._model.empty(indexes)

    def show_cell(self, unit: str, indicator: str) -> bool:
        """Make a cell current by its codes; False when it is filtered out."""
        if unit not in self._model.rows or indicator not in self._model.columns:
            return False
        self._go(self._model.rows.index(unit), self._model.columns.index(indicator))
        return True

    def _go(self, row: int, column: int) -> None:
        rows, columns = self._model.rowCount(), self._model.columnCount()
        if rows and columns:
            index = self._model.index(min(max(row, 0), rows - 1), min(max(column, 0), columns - 1))
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def _wrapped(self, row: int, column: int) -> tuple[int, int]:
        columns = self._model.columnCount()
        if column >= columns and row < self._model.rowCount() - 1:
            return row + 1, 0
        if column < 0 and row > 0:
            return row - 1, columns - 1
        return row, column

    def _select(self, top: int, left: int, bottom: int, right: int) -> None:
        bottom = min(bottom, self._model.rowCount() - 1)
        right = min(right, self._model.columnCount() - 1)
        block = QItemSelection(self._model.index(top, left), self._model.index(bottom, right))
        self.selectionModel().select(block, QItemSelectionModel.SelectionFlag.ClearAndSelect)
