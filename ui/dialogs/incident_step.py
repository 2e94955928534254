"""The form by which a step of accountability is entered as done (R20)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from antifraud_desktop.labels import label_of
from antifraud_desktop.records.incidents import AccountabilityRow
from ui.dialogs.short_form import ShortForm
from ui.widgets.date_field import DateField
from ui.workspace import Workspace

SHORTEST = 280


class IncidentStepForm(ShortForm):
    """``saved`` carries what changed."""

    saved = Signal(object)

    def __init__(
        self, workspace: Workspace, row: AccountabilityRow, parent: QWidget | None
    ) -> None:
        """Ask for the day and the paper of one step."""
        told = f"{row.unit_name}　{row.day.month}月{row.day.day}日发案　{row.type_name}"
        super().__init__(workspace, f"登记{label_of(row.step)}已完成", told, "登记", parent)
        self._row = row
        today = workspace.program.clock.today()
        self.done_on, self.document = DateField(today=today), QLineEdit()
        self.done_on.set_date(today)
        self.form.add_field("done_on", "完成日期", self.done_on)
        self.form.add_field("document", "文件", self.document, "文号或文件名称，不写当事人姓名")
        self.document.setFocus()
        self.setMinimumHeight(SHORTEST)
        self.act = self._save

    def _save(self) -> None:
        day, paper, row = self.done_on.date(), self.document.text(), self._row
        if day is None:
            self.form.tell("done_on", "请填写日期，如 8.12、昨天")
            return
        service = self.workspace.program.ledgers.accountability
        self.run(lambda: service.mark_done(row.incident_id, row.step, day, paper), self.saved.emit)
