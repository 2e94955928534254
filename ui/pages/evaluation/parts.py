"""What the tabs of the page share: rows of buttons, a box to read below, keys of a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QWidget,
)

from antifraud_desktop.changes import Changes
from ui.messages import MessageBar
from ui.workspace import Workspace

READ_LINES = 4
Act = Callable[[], object]
Done = Callable[[Changes], None]


def reader(name: str, lines: int = READ_LINES) -> QPlainTextEdit:
    """Return a box to read and copy from; ``name`` is what a screen reader says."""
    box = QPlainTextEdit()
    box.setReadOnly(True)
    box.setAccessibleName(name)
    box.setTabChangesFocus(True)
    box.setFixedHeight(lines * box.fontMetrics().lineSpacing() + 16)
    return box


def quiet_label(text: str = "") -> QLabel:
    """Return a sentence that stays at the top of whatever room is left for it."""
    made = QLabel(text)
    made.setWordWrap(True)
    made.setProperty("quiet", True)
    made.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    return made


def menu_button(text: str, steps: Sequence[tuple[str, Act]]) -> QPushButton:
    """Return a button that opens a short list of steps."""
    made = QPushButton(text)
    made.setAccessibleName(text)
    menu = QMenu(made)
    for name, act in steps:
        menu.addAction(name).triggered.connect(lambda _checked=False, do=act: do())
    made.setMenu(menu)
    return made


def row_of(*parts: QWidget) -> QHBoxLayout:
    """Return parts beside each other, at the left."""
    row = QHBoxLayout()
    for part in parts:
        row.addWidget(part)
    row.addStretch(1)
    return row


def add_key(over: QWidget, key: QKeySequence.StandardKey, act: Act) -> None:
    """Let a key do something while the focus is on ``over`` or in it."""
    shortcut = QShortcut(QKeySequence(key), over)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(act)


def follow(table: QTableView, act: Act) -> None:
    """Do something whenever another row is chosen; Tab leaves the table."""
    table.setTabKeyNavigation(False)
    table.selectionModel().selectionChanged.connect(lambda *_: act())


def saying(workspace: Workspace, bar: MessageBar, told: str) -> Done:
    """Return what tells that something was saved and lets the pages read again."""

    def done(changes: Changes) -> None:
        bar.tell(told)
        workspace.announce(changes)

    return done
