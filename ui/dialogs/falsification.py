"""Falsified submissions: a person's decision entered with its evidence, mended, lifted (R6)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.records.evaluation_course import FalsificationRecord, NewFalsification
from antifraud_desktop.records.units import IndicatorRecord, UnitRecord
from antifraud_desktop.rules.day_words import table_day
from ui.dialogs.dated_form import DatedForm
from ui.workspace import Workspace

Done = Callable[[Changes], object]
Taken = Callable[[tuple[int, Changes]], object]
ALL = "当日全部数字"
RULE = (
    "是不是弄虚作假由人来认定，程序不作判断。写明核实的经过和依据。"
    "认定后从当月总分里扣分，数字本身有错的还要到“每日报送”更正。"
)


class FalsificationDialog(DatedForm):
    """Enters what somebody decided."""

    def __init__(
        self,
        workspace: Workspace,
        offered: tuple[Sequence[UnitRecord], Sequence[IndicatorRecord]],
        day: date,
        done: Taken,
        parent: QWidget | None,
    ) -> None:
        """Offer units and indicators; ``day`` is a day of the month that is shown."""
        super().__init__(workspace, "登记弄虚作假认定", RULE, "登记", parent)
        units, indicators = offered
        self._done, self._key = done, "falsification:new"
        options = [("", "请选择"), *((u.code, u.name) for u in units)]
        self.unit = self.add_choice("unit_code", "单位", options)
        self.add_day("day", "哪一天的报送", day)
        figures = [("", ALL), *((i.code, i.name) for i in indicators if i.active)]
        self.indicator = self.add_choice("indicator", "哪个数字", figures)
        self.evidence = self.add_text("evidence", "认定依据", 5)
        self.add_day("decided_on", "认定日期", self.today)
        self.decided_by = self.add_line("decided_by", "认定人", "", "作出认定的负责人姓名。")
        self.act = self._save
        self.keep_under(self._key)

    def _save(self) -> None:
        given = NewFalsification(
            unit_code=str(self.unit.currentData() or ""),
            day=self.day("day"),
            evidence=self.evidence.toPlainText(),
            decided_on=self.day("decided_on"),
            decided_by=self.decided_by.text(),
            indicator=str(self.indicator.currentData() or ""),
        )
        falsifications, key = self.workspace.program.evaluations.falsifications, self._key
        self.run(lambda: falsifications.record(given, key), self._done)


class EvidenceDialog(DatedForm):
    """Changes the words of the evidence."""

    def __init__(
        self, workspace: Workspace, record: FalsificationRecord, done: Done, parent: QWidget | None
    ) -> None:
        """Show what stands there."""
        told = f"{record.unit}　{table_day(record.day)}　{record.indicator_name or ALL}"
        super().__init__(workspace, "补充认定依据", told, "保存", parent)
        self._record, self._done = record, done
        self.evidence = self.add_text("evidence", "认定依据", 6)
        self.evidence.setPlainText(record.evidence)
        self.act = self._save

    def _save(self) -> None:
        record, said = self._record, self.evidence.toPlainText()
        falsifications = self.workspace.program.evaluations.falsifications
        self.run(lambda: falsifications.amend(record.id, said, record.version), self._done)


class LiftDialog(DatedForm):
    """Lifts a falsification with the reason."""

    def __init__(
        self, workspace: Workspace, record: FalsificationRecord, done: Done, parent: QWidget | None
    ) -> None:
        """Ask for day and reason."""
        told = (
            f"{record.unit}　{table_day(record.day)}：{record.evidence}\n"
            "撤销后不再扣分，当月考核要重新计算。认定和撤销的原因都会保留。"
        )
        super().__init__(workspace, "撤销弄虚作假认定", told, "撤销认定", parent)
        self._record, self._done = record, done
        self.reason = self.add_text("reason", "撤销原因", 4)
        self.add_day("on", "撤销日期", self.today)
        self.act = self._save

    def _save(self) -> None:
        record, on, said = self._record, self.day("on"), self.reason.toPlainText()
        falsifications = self.workspace.program.evaluations.falsifications
        self.run(lambda: falsifications.lift(record.id, on, said, record.version), self._done)
