"""An inspection's form with its findings, and the notice of one to come."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, KnownTrouble
from antifraud_desktop.records.supervision import InspectionRecord, NoticeRecord
from ui.dialogs.dated_form import DatedForm
from ui.dialogs.finding_rows import FindingRows
from ui.dialogs.task import Offered
from ui.workspace import Workspace

WIDE, HIGH = 760, 650
ROWS = "findings"
MATTERS = "入户宣传是否做实\n宣传栏、横幅是否更新\n每日报送的数字与台账是否一致"
TOLD = "没有发现问题的也登记，问题一栏不加就是没有。"
NOTICE_TOLD = "通知里已写明：不用准备汇报材料、展板和台账，不安排陪同。"


def draft_key(record: InspectionRecord) -> str:
    """Return where an inspection's form is kept."""
    return f"inspection:{record.id}"


class InspectionDialog(DatedForm):
    """A new inspection, or one that is changed or gets further findings."""

    def __init__(
        self,
        workspace: Workspace,
        record: InspectionRecord,
        offered: Offered,
        done: Callable[[tuple[int, Changes]], object],
        parent: QWidget | None,
    ) -> None:
        """Fill the form."""
        title = "修改督导" if record.id else "登记督导"
        super().__init__(workspace, title, _told(record), "保存", parent)
        self.resize(WIDE, HIGH)
        self._record, self._done = record, done
        options = offered.unit_options("请选择")
        self.unit = self.add_choice("unit_code", "单位", options, record.unit_code)
        self.add_day("day", "督导日期", record.day if record.id else self.today)
        self.inspectors = self.add_line("inspectors", "督导人员", record.inspectors)
        self.note = self.add_text("note", "看了什么", 2, "可以不填。")
        self.note.setPlainText(record.note)
        self.rows = FindingRows(workspace)
        self.form.add_field(ROWS, "问题清单", self.rows)
        self.rows.edited.connect(self.touch)
        self.act = self._save
        self.keep_under(draft_key(record))

    def typed(self) -> dict[str, str]:
        """Return what stands in the form with its findings."""
        return {**super().typed(), ROWS: self.rows.kept()}

    def put(self, typed: Mapping[str, str]) -> None:
        """Put back what was kept."""
        super().put(typed)
        self.rows.put_kept(typed.get(ROWS, ""))

    def _save(self) -> None:
        self.rows.clear_problems()
        record = replace(
            self._record,
            unit_code=str(self.unit.currentData() or ""),
            day=self.day("day"),
            inspectors=self.inspectors.text(),
            note=self.note.toPlainText(),
        )
        findings, key = self.rows.findings(), draft_key(self._record)
        inspections = self.workspace.program.ledgers.inspections
        self.run(lambda: inspections.save(record, findings, key), self._done)

    def fail(self, trouble: KnownTrouble) -> None:
        """Tell what is wrong with a finding at that finding."""
        if isinstance(trouble, Invalid):
            own = tuple(p for p in trouble.problems if not p.field.startswith(f"{ROWS}."))
            super().fail(Invalid(own))
            for place, row in enumerate(self.rows.rows):
                told = [p.text for p in trouble.problems if p.field == f"{ROWS}.{place}"]
                row.tell("；".join(told))
                if told and not own:
                    self.form.ensureWidgetVisible(row)
        else:
            super().fail(trouble)


class NoticeDialog(DatedForm):
    """The notice of an inspection to come, written as a Word file."""

    def __init__(
        self,
        workspace: Workspace,
        offered: Offered,
        done: Callable[[str, Changes], object],
        parent: QWidget | None,
    ) -> None:
        """Offer tomorrow and what is usually looked at."""
        super().__init__(workspace, "督导检查通知", NOTICE_TOLD, "存为Word…", parent)
        self._done = done
        self.unit = self.add_choice("unit", "单位", offered.unit_options("请选择"))
        self.add_day("day", "时间", self.today + timedelta(days=1))
        self.inspectors = self.add_line("inspectors", "督导人员")
        self.matters: QPlainTextEdit = self.add_text("matters", "看什么", 5, "一行写一件事。")
        self.matters.setPlainText(MATTERS)
        self.act = self._write

    def _write(self) -> None:
        unit = self.unit.currentText() if self.unit.currentData() else ""
        lines = (line.strip() for line in self.matters.toPlainText().splitlines())
        notice = NoticeRecord(
            unit, self.day("day"), self.inspectors.text(), tuple(line for line in lines if line)
        )
        name = f"{unit}督导检查通知.docx"
        chosen, _kind = QFileDialog.getSaveFileName(self, "存为Word", name, "Word文件 (*.docx)")
        if chosen:
            inspections = self.workspace.program.ledgers.inspections
            self.run(
                lambda: inspections.export_notice(notice, Path(chosen)),
                lambda changes: self._done(chosen, changes),
            )


def _told(record: InspectionRecord) -> str:
    if not record.findings:
        return TOLD
    count = len(record.findings)
    return f"已登记{count}个问题，在名单里逐个修改；这里可以再加问题。"
