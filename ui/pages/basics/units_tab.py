"""The tab of units: search, edit, retire, import, history."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton, QVBoxLayout, QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import ChangedElsewhere, Invalid, KnownTrouble
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.rules.permissions import Permission
from ui.contacts import OpenContact, open_contact
from ui.dialogs.import_units import ImportUnitsDialog
from ui.widgets.record_browser import RecordBrowser
from ui.widgets.unit_form import EMPTY_UNIT, UnitForm
from ui.workspace import Workspace

_EMPTY = "还没有单位。\n点“导入单位表”，或“新增单位”。"
_NONE_FOUND = "没有找到。可以用名称、别名或拼音首字母。"


class UnitsTab(QWidget):
    """Lists and edits units."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._units: dict[str, UnitRecord] = {}
        self.form = UnitForm()
        self.browser = RecordBrowser(self.form, "单位")
        self.retire = QPushButton("停用")
        self.retire.setToolTip("从今天以后不再报送；以前的数字都保留，可以改回来")
        self.bring = QPushButton("导入单位表…")
        self.browser.extra.addWidget(self.retire)
        self.browser.extra.addWidget(self.bring)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.browser)
        self.browser.searched.connect(lambda _text: self.load())
        self.browser.chosen.connect(self._show)
        self.browser.save_wanted.connect(self.save)
        self.browser.history_wanted.connect(self._load_history)
        self.retire.clicked.connect(self._retire)
        self.bring.clicked.connect(self._choose_file)
        self.form.may_unmask = workspace.program.may(Permission.SEE_PERSONAL)
        self.form.unmask.wanted.connect(self._open_contact)
        self.form.show_record(EMPTY_UNIT)
        self.retire.setEnabled(False)

    def load(self) -> None:
        """Read the list that fits the search; an edited form is left alone."""
        text, program = self.browser.search.text(), self._workspace.program
        self._workspace.run(
            lambda: program.units.list(text=text),
            lambda units: self._loaded(units, text),
            self._trouble,
        )

    def save(self) -> None:
        """Save the form; all problems come back at once, beside their fields."""
        record, problems = self.form.read_record()
        if problems:
            self.form.show_problems(problems)
            self.browser.status.setText(f"⚠ 有{len(problems)}处需要改正，还没有保存。")
            return
        units = self._workspace.program.units
        self._write(lambda: units.save(record), f"已保存：{record.name}")

    def import_file(self, path: Path) -> None:
        """Preview a unit list and, once confirmed, take it over."""
        dialog = ImportUnitsDialog(self._workspace.program, self._workspace.operations, path, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.saved.connect(self._workspace.announce)
        dialog.open()

    def _loaded(self, units: tuple[UnitRecord, ...], text: str) -> None:
        self._units = {u.code: u for u in units}
        rows = [(u.code, _line(u)) for u in units]
        self.browser.show_rows(rows, _NONE_FOUND if text else _EMPTY)
        if self.browser.dirty:
            return
        if not self.browser.current_code() and units:
            self.browser.select(units[0].code)
        self._fill(self.browser.current_code())

    def _fill(self, code: str) -> None:
        record = self._units.get(code, EMPTY_UNIT)
        self.form.show_record(record)
        self.browser.set_dirty(False)
        self.retire.setEnabled(bool(code) and record.active_until is None)

    def _show(self, code: str) -> None:
        self._fill(code)
        self.browser.status.setText("" if code else "填写新单位，然后保存。")
        if not code and self._units:
            self.form.name.setFocus()

    def _open_contact(self, reason: str) -> None:
        code = self.browser.current_code()

        def show(opened: OpenContact) -> None:
            self.form.show_contact(opened.code, opened.liaison, opened.phone, opened.seconds)

        if code:
            open_contact(self._workspace, code, reason, show, self._not_opened)

    def _not_opened(self, trouble: KnownTrouble) -> None:
        told = trouble.problems[0].text if isinstance(trouble, Invalid) else trouble.sentence
        self.browser.status.setText(f"⚠ {told}")

    def _retire(self) -> None:
        code = self.browser.current_code()
        program = self._workspace.program
        last = program.clock.today()
        name = self._units[code].name
        self._write(
            lambda: program.units.retire(code, last),
            f"{name}已停用，今天是最后一个报送日。清空“停用日期”再保存就能恢复。",
        )

    def _choose_file(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, "选择单位表", "", "Excel 表格 (*.xlsx)")
        if name:
            self.import_file(Path(name))

    def _load_history(self) -> None:
        code, program = self.browser.current_code(), self._workspace.program
        if code:
            self._workspace.run(
                lambda: program.units.history(code), self.browser.show_history, self._trouble
            )

    def _write(self, work: Callable[[], Changes], said: str) -> None:
        def done(changes: Changes) -> None:
            self.browser.set_dirty(False)
            # Announcing makes the page read the list again.
            self._workspace.announce(changes)
            self.browser.status.setText(f"✓ {said}")

        self._workspace.run(work, done, self._not_saved)

    def _not_saved(self, trouble: KnownTrouble) -> None:
        if isinstance(trouble, Invalid):
            self.form.show_problems(trouble.problems)
            self.browser.status.setText(f"⚠ 有{len(trouble.problems)}处需要改正，还没有保存。")
        elif isinstance(trouble, ChangedElsewhere):
            said = "您填写的还在这里：先记下来，点“恢复”看最新内容，再改。"
            self.browser.status.setText(f"⚠ {trouble.sentence}{said}")
            self.load()
        else:
            self._trouble(trouble)

    def _trouble(self, trouble: KnownTrouble) -> None:
        self.browser.status.setText(f"⚠ {trouble.sentence}{trouble.advice}")


def _line(unit: UnitRecord) -> str:
    parts = [unit.name, label_of(unit.kind)]
    if unit.liaison:
        parts.append(unit.liaison)
    if unit.active_until is not None:
        parts.append(f"停用于{unit.active_until.isoformat()}")
    elif not unit.reports_daily:
        parts.append("不报送")
    return "　".join(parts)
