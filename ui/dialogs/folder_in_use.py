"""A second start on a folder that another window shows: choose another folder, or leave it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.errors import KnownTrouble


class FolderInUseDialog(QDialog):
    """``again`` tries the same folder once more, ``chosen`` carries another one."""

    again = Signal()
    chosen = Signal(object)

    def __init__(self, root: Path, trouble: KnownTrouble, parent: QWidget | None = None) -> None:
        """Tell which folder it is."""
        super().__init__(parent)
        self.setWindowTitle("反诈镇办已经打开")
        self.setMinimumWidth(520)
        self.resize(560, 260)
        title = QLabel(trouble.sentence)
        title.setProperty("role", "heading")
        title.setWordWrap(True)
        self.told = QLabel(f"{root}\n\n{trouble.advice}同时开两个窗口会互相挡住，所以只开一个。")
        self.told.setWordWrap(True)
        self.retry, self.choose, self.leave = (
            QPushButton("再试一次"),
            QPushButton("选择其他文件夹…"),
            QPushButton("退出"),
        )
        self.retry.setProperty("primary", True)
        self.retry.setDefault(True)
        self.retry.clicked.connect(self.again)
        self.choose.clicked.connect(self._choose)
        self.leave.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button in (self.choose, self.leave, self.retry):
            button.setAccessibleName(button.text())
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 22)
        column.setSpacing(12)
        column.addWidget(title)
        column.addWidget(self.told, 1)
        column.addLayout(buttons)
        self.retry.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "选择数据文件夹")
        if name:
            self.chosen.emit(Path(name))
