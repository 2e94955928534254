"""One sort of material in the catalogue: name, size, measure word, the least a unit should have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.records.materials import MaterialRecord
from ui.dialogs.material_lists import quantity_box
from ui.dialogs.short_form import ShortForm
from ui.workspace import Workspace

NEW = "（新增一种物料）"
TOLD = "选一种物料修改，或新增一种。不再用的取消“在用”，以前的记录都留着。"


class MaterialSortForm(ShortForm):
    """A box chooses what is edited; the new one stands first."""

    def __init__(
        self,
        workspace: Workspace,
        materials: tuple[MaterialRecord, ...],
        done: Callable[[Changes], object],
        parent: QWidget,
        chosen: str = "",
    ) -> None:
        """Begin with a new sort, or with the chosen one."""
        super().__init__(workspace, "物料目录", TOLD, "保存", parent)
        self._materials, self._done = {m.code: m for m in materials}, done
        self.which = QComboBox()
        self.which.addItem(NEW, "")
        for material in materials:
            gone = "" if material.active else "（停用）"
            self.which.addItem(f"{material.name}{gone}", material.code)
        self.name, self.size_line, self.word = QLineEdit(), QLineEdit(), QLineEdit()
        self.least = quantity_box()
        self.active = QCheckBox("在用")
        for key, title, editor, hint in (
            ("which", "物料", self.which, ""),
            ("name", "名称", self.name, ""),
            ("size", "规格", self.size_line, "如A4、60×90厘米"),
            ("measure_word", "计量单位", self.word, "如张、条、块"),
            ("least", "最低存量", self.least, "每个村（社区）少于这个数就提示缺货；0表示不提示"),
            ("active", "状态", self.active, ""),
        ):
            self.form.add_field(key, title, editor, hint)
        self.which.currentIndexChanged.connect(lambda _n: self._show())
        self.which.setCurrentIndex(max(0, self.which.findData(chosen)))
        self._show()
        self.resize(560, 420)

    def _record(self) -> MaterialRecord:
        fresh = MaterialRecord(code="", name="", measure_word="")
        return self._materials.get(str(self.which.currentData() or ""), fresh)

    def _show(self) -> None:
        record = self._record()
        self.form.clear_problems()
        self.name.setText(record.name)
        self.size_line.setText(record.size)
        self.word.setText(record.measure_word)
        self.least.setValue(record.least)
        self.active.setChecked(record.active)

    def save(self) -> None:
        """Save the sort that is shown."""
        record = replace(
            self._record(),
            name=self.name.text(),
            size=self.size_line.text(),
            measure_word=self.word.text(),
            least=self.least.value(),
            active=self.active.isChecked(),
        )
        materials = self.workspace.program.ledgers.materials
        self.run(lambda: materials.save(record), self._done)
