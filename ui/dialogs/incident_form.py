"""The form of one entry that stands in the ledger: change it, see what was changed before."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.records.incidents import FraudTypeRecord, IncidentRecord
from antifraud_desktop.records.townships import HistoryEntry
from antifraud_desktop.records.units import UnitRecord
from ui.dialogs.incident_fields import IncidentFields
from ui.dialogs.short_form import ShortForm
from ui.workspace import Workspace

TOLD = "只记起数、类型和金额。不写当事人姓名，也没有可写姓名的地方。"
SHOWN_CHANGES = 3
SHORTEST = 560


class IncidentForm(ShortForm):
    """``saved`` carries what changed."""

    saved = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        record: IncidentRecord,
        units: Sequence[UnitRecord],
        types: Sequence[FraudTypeRecord],
        parent: QWidget | None,
    ) -> None:
        """Show an entry with the fields it is changed by."""
        super().__init__(workspace, "修改发案劝阻记录", TOLD, "保存", parent)
        self.fields = IncidentFields(workspace.program.clock.today(), self)
        for key, title, editor in self.fields.named():
            self.form.add_field(key, title, editor)
        self.fields.offer(units, types)
        self.fields.show_record(record)
        self.past = self.form.add_note("")
        self.past.setProperty("quiet", True)
        self.past.hide()
        self.setMinimumHeight(SHORTEST)
        self.act = self._save
        incidents = workspace.program.ledgers.incidents
        workspace.run(lambda: incidents.history(record.id), self._show_past, self.fail)

    def _show_past(self, entries: Sequence[HistoryEntry]) -> None:
        lines = [
            f"{e.at:%Y-%m-%d %H:%M} {e.account} {e.summary}　{'；'.join(e.details)}"
            for e in entries[: SHOWN_CHANGES + 1]
            if e.summary.startswith("修改")
        ]
        self.past.setText("改动记录：\n" + "\n".join(lines[:SHOWN_CHANGES]))
        self.past.setVisible(bool(lines))

    def _save(self) -> None:
        record, problems = self.fields.read()
        if record is None:
            self.form.show_problems(problems)
            return
        incidents = self.workspace.program.ledgers.incidents

        def done(result: tuple[int, Changes]) -> None:
            self.saved.emit(result[1])

        self.run(lambda: incidents.save(record), done)
