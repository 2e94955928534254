"""Draws the grid's cells and gives them an editor that leaves by Enter, Tab and arrows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.tables.figure_model import GridRole, Index, Look, Mark

if TYPE_CHECKING:
    from ui.tables.figure_view import FigureView

_MARK = 14.0
_GAP = 5
_HALF = 128
_STEPS = {
    Qt.Key.Key_Return: (1, 0),
    Qt.Key.Key_Enter: (1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Tab: (0, 1),
    Qt.Key.Key_Backtab: (0, -1),
}
_GLYPHS = {Mark.WARNING: "!", Mark.DOUBT: "?", Mark.CONFLICT: "≠", Mark.ACCEPTED: "✓"}
_NIL_TEXT = "—"


@dataclass(frozen=True, slots=True)
class GridColours:
    """Colours of the grid's cells; every one of them also differs by text or shape."""

    typed: QColor
    nil: QColor
    missing: QColor
    foreign: QColor
    muted: QColor
    marks: dict[Mark, QColor]


def grid_colours(palette: QPalette) -> GridColours:
    """Return the cells' colours for a light or a dark palette."""
    dark = palette.base().color().lightness() < _HALF
    picks = (
        ("#4a3f1c", "#24303a", "#3d2629", "#262a30", "#9aa3ad")
        if dark
        else ("#fff3cd", "#e9f1f7", "#fbeceb", "#f1f2f4", "#67707a")
    )
    marks = (
        ("#f0a73a", "#b99cf0", "#ff7b72", "#8b949e")
        if dark
        else ("#b45309", "#6d28d9", "#b42318", "#6b7280")
    )
    kinds = (Mark.WARNING, Mark.DOUBT, Mark.CONFLICT, Mark.ACCEPTED)
    typed, nil, missing, foreign, muted = (QColor(c) for c in picks)
    by_mark = {kind: QColor(c) for kind, c in zip(kinds, marks, strict=True)}
    return GridColours(typed, nil, missing, foreign, muted, by_mark)


class FigureDelegate(QStyledItemDelegate):
    """Paints looks and marks; its editor moves on like a spreadsheet's."""

    def __init__(self, view: FigureView | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent or view)
        self._view = view

    def paint(self, painter: QPainter, given: QStyleOptionViewItem, index: Index) -> None:
        """Draw background by look, the figure, and the mark in front of it."""
        self.initStyleOption(given, index)
        option: Any = given  # PySide's types leave out the fields of style options
        colours = grid_colours(option.palette)
        look, mark = index.data(GridRole.LOOK), index.data(GridRole.MARK)
        fill = {
            Look.TYPED: colours.typed,
            Look.NIL: colours.nil,
            Look.MISSING: colours.missing,
            Look.FOREIGN: colours.foreign,
        }.get(look)
        current = self._view is not None and index == self._view.currentIndex()
        if current:
            option.state &= ~QStyle.StateFlag.State_Selected
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if current and fill is None:
            # The view has already painted the row's selection below the current cell.
            fill = option.palette.base().color()
        if fill is not None and not selected:
            option.backgroundBrush = fill
        option.state &= ~QStyle.StateFlag.State_HasFocus
        if look == Look.NIL:
            option.text = _NIL_TEXT
        if look in (Look.NIL, Look.MISSING) and not selected:
            option.palette.setColor(QPalette.ColorRole.Text, colours.muted)
        if look in (Look.TYPED, Look.TOTAL):
            font = QFont(option.font)
            font.setBold(True)
            option.font = font
        style = option.widget.style() if option.widget else None
        if style is None:
            super().paint(painter, option, index)
        else:
            style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        if mark:
            _draw_mark(painter, QRectF(option.rect), Mark(mark), colours)
        if current:
            painter.setPen(QPen(option.palette.highlight().color(), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return a plain line edit named after its cell."""
        editor = QLineEdit(parent)
        editor.setFrame(False)
        editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        editor.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        return editor

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Leave the editor by Enter, Tab and the arrows up and down, in that direction."""
        if not (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and isinstance(editor, QWidget)
            and self._view is not None
        ):
            return super().eventFilter(editor, event)
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            return super().eventFilter(editor, event)
        rows, columns = step
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            rows = -1
        view = self._view
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        view.setFocus()
        view.step(rows, columns)
        return True


def _draw_mark(painter: QPainter, cell: QRectF, mark: Mark, colours: GridColours) -> None:
    """Draw a warning as a triangle, everything else as a disc, with its own sign."""
    if mark is Mark.NONE:
        return
    box = QRectF(cell.left() + _GAP, cell.center().y() - _MARK / 2, _MARK, _MARK)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.marks[mark])
    if mark is Mark.WARNING:
        top = QPointF(box.center().x(), box.top())
        painter.drawPolygon(QPolygonF([top, box.bottomRight(), box.bottomLeft()]))
    else:
        painter.drawEllipse(box)
    font = painter.font()
    font.setPixelSize(10 if mark is Mark.WARNING else 11)
    font.setBold(True)
    painter.setFont(font)
    dark = colours.muted.lightness() > _HALF
    painter.setPen(QColor("#101418") if dark else QColor("white"))
    sunk = 2 if mark is Mark.WARNING else 0
    painter.drawText(box.translated(0, sunk), Qt.AlignmentFlag.AlignCenter, _GLYPHS[mark])
    painter.restore()
