"""The navigation at the left: one button for each room, foldable to its icons."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QToolButton, QVBoxLayout, QWidget

from ui.icons import dress
from ui.rooms import Room

KEYS = 9
"""So many rooms go with Ctrl and a figure; as many again with Alt and a figure."""


def key_of(number: int) -> str:
    """Return the key of a room counted from 1, empty when there are more rooms than keys."""
    if number <= KEYS:
        return f"Ctrl+{number}"
    return f"Alt+{number - KEYS}" if number <= 2 * KEYS else ""


class Navigation(QFrame):
    """``wanted`` carries the name of the room a button or Ctrl and its number asks for."""

    wanted = Signal(str)

    def __init__(self, rooms: Mapping[str, Room], parent: QWidget | None = None) -> None:
        """Make a button for each room."""
        super().__init__(parent)
        self.setObjectName("navigation")
        self.buttons: dict[str, QToolButton] = {}
        self.is_collapsed = False
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 8, 6, 8)
        column.setSpacing(2)
        for number, room in enumerate(rooms.values(), start=1):
            button = self.buttons[room.name] = QToolButton()
            button.setText(room.title)
            dress(button, room.name)
            button.setIconSize(QSize(20, 20))
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setToolTip(room.title)
            button.setAccessibleName(room.title)
            if key := key_of(number):
                button.setToolTip(f"{room.title}（{key}）")
                button.setShortcut(key)
            button.clicked.connect(lambda _c=False, name=room.name: self.wanted.emit(name))
            column.addWidget(button)
        column.addStretch(1)
        self.fold = QToolButton()
        dress(self.fold, "menu")
        self.fold.setAccessibleName("收起或展开导航")
        self.fold.setToolTip("收起或展开导航")
        self.fold.clicked.connect(self.turn)
        column.addWidget(self.fold)

    def turn(self) -> None:
        """Fold when unfolded, unfold when folded."""
        self.collapse(not self.is_collapsed)

    def collapse(self, folded: bool) -> None:
        """Fold to the icons, or unfold."""
        self.is_collapsed = folded
        style = (
            Qt.ToolButtonStyle.ToolButtonIconOnly
            if folded
            else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        )
        for button in self.buttons.values():
            button.setToolButtonStyle(style)
            button.setMinimumWidth(44 if folded else 128)
        self.setFixedWidth(58 if folded else 142)
