"""乡镇与行动: the township's name and the campaign's dates."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from antifraud_desktop.records.townships import TownshipRecord
from ui.messages import MessageBar
from ui.pages.settings.saving import save_form, with_button
from ui.widgets.date_field import DateField
from ui.widgets.record_form import RecordForm
from ui.workspace import Workspace


class TownshipTab(QWidget):
    """One form; what somebody is typing is left alone when others save."""

    def __init__(self, workspace: Workspace, bar: MessageBar) -> None:
        """Lay the tab out."""
        super().__init__()
        self._workspace, self._bar = workspace, bar
        self._record: TownshipRecord | None = None
        self._shown: dict[str, str] | None = None
        self.form = RecordForm()
        self.name, self.campaign = QLineEdit(), QLineEdit()
        self.start, self.until, self.end = DateField(), DateField(), DateField()
        self.form.add_field("name", "乡镇名称", self.name)
        self.form.add_field("campaign", "专项行动", self.campaign)
        self.form.add_field("start", "行动开始", self.start)
        self.form.add_field("daily_until", "每日报送至", self.until)
        self.form.add_field("end", "行动结束（可不填）", self.end)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(with_button(self.form, "保存乡镇与行动", self.save))

    def load(self) -> None:
        """Read the township."""
        self._workspace.run(self._workspace.program.townships.overview, self._show)

    def is_typed(self) -> bool:
        """Say whether the form holds what is not saved."""
        return self._shown is not None and self._shown != self.form.typed()

    def _show(self, record: TownshipRecord) -> None:
        self._record = record
        if self.is_typed():
            return
        self.name.setText(record.name)
        self.campaign.setText(record.campaign.name)
        self.start.set_date(record.campaign.start)
        self.until.set_date(record.campaign.daily_until)
        self.end.set_date(record.campaign.end)
        self._shown = self.form.typed()

    def save(self) -> None:
        """Save the township and its campaign."""
        start, until = self.start.date(), self.until.date()
        if self._record is None or start is None or until is None or self.end.is_wrong():
            self._bar.tell("请把日期填写完整，如 2023-8-1。", "bad")
            return
        campaign = replace(
            self._record.campaign,
            name=self.campaign.text(),
            start=start,
            daily_until=until,
            end=self.end.date(),
        )
        record = replace(self._record, name=self.name.text(), campaign=campaign)
        townships = self._workspace.program.townships

        def saved() -> None:
            self._shown = None
            self._bar.tell("已保存。")

        save_form(self._workspace, self.form, self._bar, lambda: townships.save(record), saved)
