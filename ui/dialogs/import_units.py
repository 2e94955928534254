"""导入单位: every row of a unit list with what will become of it, before anything is saved."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import KnownTrouble
from antifraud_desktop.intake.units_workbook import UnitsImportRow
from antifraud_desktop.services.backups import BEFORE_IMPORT
from ui.operations import Operations

_WORDS = {
    "refused": "✗ 不能导入",
    "create": "＋ 新增",
    "update": "✎ 更新",
    "unchanged": "＝ 无变化",
}


class ImportUnitsDialog(QDialog):
    """Previews a unit list; ``saved`` carries what changed."""

    saved = Signal(object)

    def __init__(
        self, program: Program, operations: Operations, path: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"导入单位 — {path.name}")
        self.resize(860, 520)
        self._program, self._operations = program, operations
        self._rows: tuple[UnitsImportRow, ...] = ()
        self.head = QLabel("正在读取…")
        self.rows = QTreeWidget()
        self.rows.setAccessibleName("导入预览")
        self.rows.setRootIsDecorated(False)
        self.rows.setUniformRowHeights(True)
        self.rows.setHeaderLabels(["行", "单位", "将会", "说明"])
        for column, width in enumerate((60, 180, 120)):
            self.rows.setColumnWidth(column, width)
        self.confirm = QPushButton("确认导入")
        self.confirm.setEnabled(False)
        self.leave = QPushButton("取消")
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.confirm)
        buttons.addWidget(self.leave)
        layout = QVBoxLayout(self)
        layout.addWidget(self.head)
        layout.addWidget(self.rows, 1)
        layout.addLayout(buttons)
        self.confirm.clicked.connect(self._accept_rows)
        self.leave.clicked.connect(self.reject)
        operations.run(lambda: program.units.preview_import(path), self._show_rows, self._trouble)

    def _show_rows(self, rows: tuple[UnitsImportRow, ...]) -> None:
        self._rows = rows
        counts = {v: sum(r.verdict == v for r in rows) for v in _WORDS}
        said = "　".join(f"{_WORDS[v]} {n}" for v, n in counts.items() if n)
        self.head.setText(said or "这个表里没有单位。")
        order = list(_WORDS)
        for row in sorted(rows, key=lambda r: (order.index(r.verdict), r.row)):
            told = row.reason or "；".join(row.changed)
            item = QTreeWidgetItem([str(row.row), row.name, _WORDS[row.verdict], told])
            item.setToolTip(3, told)
            self.rows.addTopLevelItem(item)
        number = counts["create"] + counts["update"]
        self.confirm.setEnabled(number > 0)
        self.confirm.setText(f"确认导入 {number} 个" if number else "没有要导入的")

    def _accept_rows(self) -> None:
        rows, program = self._rows, self._program
        self.confirm.setEnabled(False)

        def work() -> Changes:
            _made, backed_up = program.backups.before(BEFORE_IMPORT)
            return program.units.accept_import(rows) | backed_up

        def done(changes: Changes) -> None:
            self.saved.emit(changes)
            self.accept()

        self._operations.run(work, done, self._trouble)

    def _trouble(self, trouble: KnownTrouble) -> None:
        self.head.setText(f"⚠ {trouble.sentence}{trouble.advice}")
