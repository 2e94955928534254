"""弄虚作假: what was found falsified, each costing points until it is lifted (R6)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from antifraud_desktop.records.evaluation_course import FalsificationFilter, FalsificationRecord
from antifraud_desktop.records.units import IndicatorRecord, UnitRecord
from antifraud_desktop.rules.permissions import Permission
from ui.dialogs.falsification import EvidenceDialog, FalsificationDialog, LiftDialog
from ui.messages import MessageBar
from ui.pages.evaluation.lines import (
    FALSIFICATION_WIDTHS,
    falsification_columns,
    falsification_told,
)
from ui.pages.evaluation.parts import Done, add_key, follow, quiet_label, reader, row_of, saying
from ui.pages.evaluation.place import A_DAY, MonthPlace, following
from ui.tables.record_table import choose, chosen, record_table
from ui.tables.row_model import RowModel
from ui.widgets.pieces import push_button
from ui.workspace import Workspace

MONTH, STANDING, ALL = "这个月的", "全部在扣分的", "全部"
NONE = "没有登记。核实后由负责人认定的，点“登记认定…”。没有认定就不扣分。"
Offered = tuple[Sequence[UnitRecord], Sequence[IndicatorRecord]]


class FalsificationsTab(QWidget):
    """The list with what is chosen below; the month's, or all of them."""

    def __init__(self, workspace: Workspace, bar: MessageBar, place: MonthPlace) -> None:
        """Lay the tab out; what the account may not do is not offered."""
        super().__init__()
        self._workspace, self._bar, self._place = workspace, bar, place
        self._runs = workspace.program.may(Permission.RUN_EVALUATION)
        self._decides = workspace.program.may(Permission.DECIDE_RANKING)
        self._falsifications = workspace.program.evaluations.falsifications
        self.scope = QComboBox()
        self.scope.setAccessibleName("范围")
        self.scope.addItems([MONTH, STANDING, ALL])
        self.model = RowModel(falsification_columns())
        self.table = record_table(self.model, "弄虚作假认定", FALSIFICATION_WIDTHS)
        self.new = push_button("登记认定…", self.begin)
        self.new.setProperty("primary", True)
        self.amend = push_button("补充依据…", self.open_current)
        self.lift = push_button("撤销认定…", self.open_lift)
        self.look = push_button("看当天报送", self.jump)
        self.none = quiet_label(NONE)
        self.detail = reader("认定详情")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row_of(self.new, self.amend, self.lift, self.look, self.scope))
        column.addWidget(self.none)
        column.addWidget(self.table, 1)
        column.addWidget(self.detail)
        for button in (self.new, self.amend):
            button.setVisible(self._runs)
        self.lift.setVisible(self._decides)
        self.scope.activated.connect(lambda _row: self.load())
        follow(self.table, self._enable)
        self.table.activated.connect(lambda _index: self.open_current())
        add_key(self.table, QKeySequence.StandardKey.Delete, self.open_lift)
        self._enable()

    def load(self) -> None:
        """Read what the scope lists."""
        scope, month = self.scope.currentText(), self._place.month
        wanted = FalsificationFilter(month if scope == MONTH else None, standing=scope == STANDING)

        def done(found: tuple[FalsificationRecord, ...]) -> None:
            if (scope, month) == (self.scope.currentText(), self._place.month):
                self._show(found)

        self._workspace.run(lambda: self._falsifications.list(wanted), done, self._bar.trouble)

    def _show(self, found: tuple[FalsificationRecord, ...]) -> None:
        before = chosen(self.table, FalsificationRecord)
        number = before.id if before else 0
        self.model.set_records(found)
        choose(self.table, found, lambda f: f.id == number)
        self.none.setVisible(not found)
        self.table.setVisible(bool(found))
        self.detail.setVisible(bool(found))
        self._enable()

    def _enable(self) -> None:
        record = chosen(self.table, FalsificationRecord)
        standing = record is not None and record.lifted_on is None
        self.amend.setEnabled(standing)
        self.lift.setEnabled(standing)
        self.look.setEnabled(record is not None)
        self.detail.setPlainText(falsification_told(record) if record else "")

    def begin(self) -> None:
        """Enter a decision."""
        if not self._runs:
            return
        program, day = self._workspace.program, self._day()
        saved = self._saved("已登记。当月考核请重新计算。")

        def show(offered: Offered) -> None:
            FalsificationDialog(
                self._workspace, offered, day, lambda found: saved(found[1]), self
            ).open()

        self._workspace.run(
            lambda: (program.units.list(day), program.indicators.list()), show, self._bar.trouble
        )

    def _day(self) -> date:
        """Return a day of the month shown: the last one that is over."""
        today = self._workspace.program.clock.today()
        return min(today, following(self._place.month) - A_DAY)

    def open_current(self) -> None:
        """Change the evidence of the chosen one while it stands."""
        record = chosen(self.table, FalsificationRecord)
        if record is not None and self._runs and record.lifted_on is None:
            EvidenceDialog(self._workspace, record, self._saved("已保存。"), self).open()

    def open_lift(self) -> None:
        """Lift the chosen one."""
        record = chosen(self.table, FalsificationRecord)
        if record is not None and self._decides and record.lifted_on is None:
            said = "已撤销。当月考核请重新计算。"
            LiftDialog(self._workspace, record, self._saved(said), self).open()

    def jump(self) -> None:
        """Go to the submission itself."""
        record = chosen(self.table, FalsificationRecord)
        if record is not None:
            self._workspace.set_day(record.day)
            self._workspace.open_page("grid", record.unit_code)

    def _saved(self, told: str) -> Done:
        return saying(self._workspace, self._bar, told)
