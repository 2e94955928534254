"""What happens to a finding: changed, put right, verified."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.records.supervision import FindingRecord, NewFinding
from ui.dialogs.dated_form import DatedForm
from ui.dialogs.task import Offered
from ui.workspace import Workspace

Done = Callable[[Changes], object]
SHOWN = 120


def told_of(record: FindingRecord) -> str:
    """Return a finding in a line or two, for above a form."""
    text = record.text if len(record.text) <= SHOWN else f"{record.text[:SHOWN]}…"
    return f"{record.unit}：{text}"


class FindingDialog(DatedForm):
    """Changes what was found, what is asked for, or by when."""

    def __init__(
        self, workspace: Workspace, record: FindingRecord, done: Done, parent: QWidget | None
    ) -> None:
        """Fill the form."""
        super().__init__(workspace, "修改问题", record.unit, "保存", parent)
        self._record, self._done = record, done
        self.text = self.add_text("text", "发现的问题", 4)
        self.text.setPlainText(record.text)
        self.demand = self.add_text("demand", "整改要求", 4)
        self.demand.setPlainText(record.demand)
        self.add_day("due_on", "整改期限", record.due_on)
        self.act = self._save

    def _save(self) -> None:
        given = NewFinding(self.text.toPlainText(), self.demand.toPlainText(), self.day("due_on"))
        record, findings = self._record, self.workspace.program.ledgers.findings
        self.run(lambda: findings.change(record.id, given, record.version), self._done)


class RectifyDialog(DatedForm):
    """The unit says it put a finding right: when, and how."""

    def __init__(
        self, workspace: Workspace, record: FindingRecord, done: Done, parent: QWidget | None
    ) -> None:
        """Ask for day and words; what was told before a sending back stands there."""
        super().__init__(workspace, "登记整改", told_of(record), "保存", parent)
        self._record, self._done = record, done
        self.add_day("on", "整改完成", self.today, "单位改好的那一天，不是报来的那一天。")
        self.done_box = self.add_text("done", "整改情况", 4)
        self.done_box.setPlainText(record.rectification)
        self.act = self._save
        self._key = f"rectified:{record.id}"
        self.keep_under(self._key)

    def _save(self) -> None:
        record, on, said = self._record, self.day("on"), self.done_box.toPlainText()
        findings, key = self.workspace.program.ledgers.findings, self._key
        self.run(lambda: findings.rectify(record.id, on, said, record.version, key), self._done)


class VerifyDialog(DatedForm):
    """Somebody looked and accepts the rectification."""

    def __init__(
        self,
        workspace: Workspace,
        record: FindingRecord,
        offered: Offered,
        done: Done,
        parent: QWidget | None,
    ) -> None:
        """Ask who looked and when."""
        told = f"{told_of(record)}\n整改情况：{record.rectification}"
        super().__init__(workspace, "验收销号", told, "同意销号", parent)
        self._record, self._done = record, done
        self.add_day("on", "验收日期", self.today)
        self.by = self.add_names("by", "验收人", offered.names())
        self.act = self._save

    def _save(self) -> None:
        record, on, who = self._record, self.day("on"), self.by.currentText()
        findings = self.workspace.program.ledgers.findings
        self.run(lambda: findings.verify(record.id, on, who, record.version), self._done)
