"""Further persons in the same visit: their files, masked, to add and to take out."""

from __future__ import annotations

import json

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ui.dialogs.pick_file import PickFileDialog
from ui.widgets.pieces import push_button
from ui.workspace import Workspace

NUMBER_ROLE = Qt.ItemDataRole.UserRole
HEIGHT = 64


class OtherFiles(QWidget):
    """``edited`` when somebody was added or taken out."""

    edited = Signal()

    def __init__(self, workspace: Workspace, own: int) -> None:
        """Make an empty list; ``own`` is the file the visit is written into."""
        super().__init__()
        self._workspace, self._own = workspace, own
        self.list = QListWidget()
        self.list.setMaximumHeight(HEIGHT)
        self.add = push_button("添加…", self._ask)
        self.drop = push_button("移出", self._drop)
        for button in (self.add, self.drop):
            button.setAutoDefault(False)
        side = QVBoxLayout()
        side.addWidget(self.add)
        side.addWidget(self.drop)
        side.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.list, 1)
        row.addLayout(side)
        self.setFocusProxy(self.list)

    def setAccessibleName(self, name: str) -> None:
        """Name the list itself; that is what has the focus."""
        super().setAccessibleName(name)
        self.list.setAccessibleName(name)

    def numbers(self) -> tuple[int, ...]:
        """Return the files that are named."""
        return tuple(self.list.item(n).data(NUMBER_ROLE) for n in range(self.list.count()))

    def put(self, number: int, shown: str) -> None:
        """Name a file, once."""
        if number not in (*self.numbers(), self._own):
            item = QListWidgetItem(shown)
            item.setData(NUMBER_ROLE, number)
            self.list.addItem(item)

    def text(self) -> str:
        """Return the list to be kept in a draft: numbers and masked names."""
        rows = range(self.list.count())
        kept = [[self.list.item(n).data(NUMBER_ROLE), self.list.item(n).text()] for n in rows]
        return json.dumps(kept, ensure_ascii=False) if kept else ""

    def put_text(self, text: str) -> None:
        """Put back what :meth:`text` returned."""
        self.list.clear()
        for number, shown in json.loads(text) if text else ():
            self.put(int(number), str(shown))

    def _ask(self) -> None:
        taken = {*self.numbers(), self._own}
        dialog = PickFileDialog(
            self._workspace, "同访人员", lambda _row, brief: brief.file_id not in taken, self
        )
        dialog.picked.connect(self._add)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _add(self, number: int, shown: str) -> None:
        self.put(number, shown)
        self.edited.emit()

    def _drop(self) -> None:
        if self.list.currentRow() >= 0:
            self.list.takeItem(self.list.currentRow())
            self.edited.emit()
