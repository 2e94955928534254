"""出入库: every movement, narrowed by span, kind, material and unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from antifraud_desktop.labels import label_of
from antifraud_desktop.records.materials import MaterialRecord, MovementFilter
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.rules.periods import PERIOD_WORDS, days_of
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.vocabulary import MovementKind
from ui.ledger_desk import LedgerDesk, LedgerList
from ui.messages import MessageBar
from ui.pages.materials.forms import MaterialForms
from ui.pages.materials.lines import movement_columns
from ui.pages.materials.papers import MaterialPapers
from ui.widgets.ledger_filter import Choice, LedgerFilterBar
from ui.widgets.pieces import hide_unless, push_button
from ui.workspace import Workspace

OFFICE = "office"
"""Stands for the office in a filter; the empty value means every unit."""
WIDTHS = (92, 86, 110, 90, 130, 330, 90)
NOTHING = "还没有出入库记录。点“入库…”登记镇里收到的物料。"
ALL_UNITS, ALL_MATERIALS, ALL_KINDS = ("", "全部单位"), ("", "全部物料"), ("", "全部类别")


class MovementsTab(QWidget):
    """The list with its steps; a movement opens to be corrected."""

    def __init__(self, workspace: Workspace, bar: MessageBar) -> None:
        """Lay the tab out; what the account may not do is not offered."""
        super().__init__()
        self._workspace, self._bar = workspace, bar
        self.forms = MaterialForms(workspace, bar, self)
        self.papers = MaterialPapers(workspace, bar, self)
        keeps = workspace.program.may(Permission.KEEP_LEDGERS)
        kinds = [ALL_KINDS, *((k.value, label_of(k)) for k in MovementKind)]
        self.filter = LedgerFilterBar(
            "地点或备注里的字",
            (
                Choice("period", "时间", PERIOD_WORDS),
                Choice("kind", "类别", kinds),
                Choice("material", "物料", (ALL_MATERIALS,)),
                Choice("unit", "单位", (ALL_UNITS,)),
            ),
        )
        self.change = push_button("修改…", self._change)
        self.remove = push_button("删除…", self._remove)
        steps = (
            push_button("入库…", self.forms.receive),
            push_button("发放…", self.forms.hand_out),
            push_button("使用、退回、报损…", self.forms.take_out),
            self.change,
            self.remove,
        )
        buttons = (*steps, push_button("导出表格…", self.papers.export))
        movements = workspace.program.ledgers.material_movements
        self.desk = LedgerDesk(
            workspace,
            bar,
            LedgerList(
                place="movements",
                name="出入库",
                columns=movement_columns(),
                widths=WIDTHS,
                ids=lambda choices, text: movements.ids(self._wanted(choices, text)),
                rows=movements.rows,
                number=lambda record: record.id,
                nothing=NOTHING,
                measure="笔",
            ),
            self.filter,
            buttons,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.desk)
        for step in steps:
            hide_unless(step, keeps)
        self.desk.chosen.connect(self._enable)
        if keeps:
            self.desk.opened.connect(self.forms.change)
            self.desk.new_wanted.connect(self.forms.receive)
            self.desk.delete_wanted.connect(self.forms.remove)
        self._enable()

    def load(self) -> None:
        """Read what can be chosen, then the list."""
        program = self._workspace.program
        self._workspace.run(
            lambda: (program.ledgers.materials.list(), program.units.list()),
            lambda read: self._offer(*read),
            self._bar.trouble,
        )

    def _offer(self, materials: Sequence[MaterialRecord], units: Sequence[UnitRecord]) -> None:
        self.filter.offer("material", [ALL_MATERIALS, *((m.code, m.name) for m in materials)])
        named = [(unit.code, unit.name) for unit in units]
        self.filter.offer("unit", [ALL_UNITS, (OFFICE, "镇里"), *named])
        self.desk.load()

    def _wanted(self, choices: Mapping[str, str], text: str) -> MovementFilter:
        days = days_of(choices["period"], self._workspace.program.clock.today())
        unit = "" if choices["unit"] == OFFICE else choices["unit"]
        return MovementFilter(
            materials=(choices["material"],) if choices["material"] else (),
            units=(unit,) if choices["unit"] else (),
            kinds=(MovementKind(choices["kind"]),) if choices["kind"] else (),
            first=days[0] if days else None,
            last=days[1] if days else None,
            text=text,
        )

    def _enable(self) -> None:
        record = self.desk.current()
        for button in (self.change, self.remove):
            button.setEnabled(record is not None and record.activity_id is None)

    def _change(self) -> None:
        record = self.desk.current()
        if record is not None:
            self.forms.change(record)

    def _remove(self) -> None:
        record = self.desk.current()
        if record is not None:
            self.forms.remove(record)
