"""The form of a school term (R9)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from antifraud_desktop.errors import Invalid, Problem, Severity
from antifraud_desktop.records.requirements import TermRecord
from ui.dialogs.short_form import ShortForm
from ui.widgets.date_field import DateField
from ui.workspace import Workspace

TOLD = "按教育部门的校历填写开学和放假的日期，两个学期不能重叠。"
READ = "请填写日期，如 2024-9-1"


class TermForm(ShortForm):
    """``saved`` carries what changed."""

    saved = Signal(object)

    def __init__(
        self, workspace: Workspace, record: TermRecord | None, parent: QWidget | None
    ) -> None:
        """Show a term; None is a new one."""
        super().__init__(workspace, "修改学期" if record else "新增学期", TOLD, "保存", parent)
        self._record = record
        today = workspace.program.clock.today()
        self.name = QLineEdit(record.name if record else "")
        self.first, self.last = DateField(today=today), DateField(today=today)
        if record is not None:
            self.first.set_date(record.first_day)
            self.last.set_date(record.last_day)
        self.form.add_field("name", "名称", self.name, "如：2024年秋季学期")
        self.form.add_field("first_day", "开始日期", self.first)
        self.form.add_field("last_day", "结束日期", self.last)
        self.name.setFocus()
        self.act = self._save

    def _save(self) -> None:
        first, last = self.first.date(), self.last.date()
        if first is None or last is None:
            given = {"first_day": first, "last_day": last}
            missing = [key for key, day in given.items() if day is None]
            self.fail(Invalid(tuple(Problem(k, Severity.ERROR, READ, "date") for k in missing)))
            return
        before = self._record
        record = TermRecord(
            self.name.text(),
            first,
            last,
            before.id if before else 0,
            before.version if before else 0,
        )
        terms = self.workspace.program.ledgers.school_terms
        self.run(lambda: terms.save(record), self.saved.emit)
