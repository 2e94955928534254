"""发放空白报送表: one locked workbook per chosen unit, into a folder."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.errors import KnownTrouble
from antifraud_desktop.records.units import UnitRecord
from ui.operations import Operations

_UNIT = Qt.ItemDataRole.UserRole + 1
_FORBIDDEN = str.maketrans(dict.fromkeys('\\/:*?"<>|', "_"))


class HandOutDialog(QDialog):
    """Choose units and a folder; every file carries its unit's code and may be renamed."""

    def __init__(
        self,
        program: Program,
        operations: Operations,
        day: date | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("发放空白报送表")
        self.resize(420, 520)
        self._program, self._operations, self._day = program, operations, day
        explained = QLabel(
            "给每个单位一份空白表：只能填数字格，有下拉和提示。"
            "村里填好后改什么文件名都行，导入时认得是哪个单位。"
        )
        explained.setWordWrap(True)
        self.units = QListWidget()
        self.units.setAccessibleName("单位")
        self.every = QCheckBox("全选")
        self.dated = QCheckBox(f"写上日期 {day.isoformat()}" if day else "写上日期")
        self.dated.setEnabled(day is not None)
        self.write = QPushButton("选择文件夹并生成…")
        self.leave = QPushButton("关闭")
        self.status = QLabel()
        self.status.setWordWrap(True)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.write)
        buttons.addWidget(self.leave)
        layout = QVBoxLayout(self)
        for widget in (explained, self.every, self.units, self.dated, self.status):
            layout.addWidget(widget)
        layout.addLayout(buttons)
        self.every.setChecked(True)
        self.every.clicked.connect(self._check_all)
        self.write.clicked.connect(self._choose_folder)
        self.leave.clicked.connect(self.reject)
        operations.run(lambda: program.units.list(day), self._show_units, self._trouble)

    def write_into(self, folder: Path) -> None:
        """Write the chosen units' workbooks into a folder."""
        chosen = self._chosen()
        day = self._day if self.dated.isChecked() else None
        intake = self._program.intake
        self.write.setEnabled(False)
        self.status.setText("正在生成…")

        def work() -> int:
            for unit in chosen:
                name = f"{unit.name}反诈日报表.xlsx".translate(_FORBIDDEN)
                intake.write_collection(unit.code, folder / name, day)
            return len(chosen)

        def done(count: int) -> None:
            self.write.setEnabled(True)
            self.status.setText(f"✓ 已在 {folder} 生成{count}份。")

        self._operations.run(work, done, self._trouble)

    def _show_units(self, units: tuple[UnitRecord, ...]) -> None:
        self.units.clear()
        for unit in units:
            if unit.reports_daily:
                item = QListWidgetItem(unit.name)
                item.setData(_UNIT, unit)
                item.setCheckState(Qt.CheckState.Checked)
                self.units.addItem(item)
        self.write.setEnabled(self.units.count() > 0)
        if not self.units.count():
            self.status.setText("还没有需要报送的单位，请先在基础信息里新增。")

    def _chosen(self) -> list[UnitRecord]:
        items = [self.units.item(n) for n in range(self.units.count())]
        return [i.data(_UNIT) for i in items if i.checkState() == Qt.CheckState.Checked]

    def _check_all(self, on: bool) -> None:
        state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        for number in range(self.units.count()):
            self.units.item(number).setCheckState(state)

    def _choose_folder(self) -> None:
        if not self._chosen():
            self.status.setText("请至少选择一个单位。")
            return
        folder = QFileDialog.getExistingDirectory(self, "放到哪个文件夹")
        if folder:
            self.write_into(Path(folder))

    def _trouble(self, trouble: KnownTrouble) -> None:
        self.write.setEnabled(True)
        self.status.setText(f"⚠ {trouble.sentence}{trouble.advice}")
