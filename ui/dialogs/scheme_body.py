"""The content of a scheme: what holds for all of it, its criteria, the chosen one's form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.errors import Problem
from antifraud_desktop.records.units import IndicatorRecord
from antifraud_desktop.rules.day_words import month_text
from antifraud_desktop.rules.evaluation_scheme import MOST_BOTTOM, MOST_OBJECTION_DAYS
from antifraud_desktop.rules.evaluation_shares import plain
from ui.dialogs.scheme_model import WIDTHS, SchemeModel
from ui.tables.record_table import chosen, record_table
from ui.widgets.pieces import column_of, push_button
from ui.widgets.scheme_criterion import SchemeCriterionForm
from ui.widgets.scheme_fields import TypedCriterion, TypedScheme, new_code, read_number

CRITERIA = "criteria."
FULL = 100


class SchemeBody(QWidget):
    """``edited`` says that something was changed that the rules look at."""

    edited = Signal()

    def __init__(
        self, indicators: Sequence[IndicatorRecord], months: Sequence[date], codes: frozenset[str]
    ) -> None:
        """Offer indicators and first months; ``codes`` were used by versions before."""
        super().__init__()
        self._codes, self._filling = codes, False
        self._problems: tuple[Problem, ...] = ()
        self.name, self.points, self.reason = QLineEdit(), QLineEdit(), QLineEdit()
        self.month = QComboBox()
        for month in months:
            self.month.addItem(month_text(month), month.isoformat())
        self.bottom, self.days = QSpinBox(), QSpinBox()
        self.bottom.setRange(0, MOST_BOTTOM)
        self.days.setRange(1, MOST_OBJECTION_DAYS)
        self.model = SchemeModel({i.code: i.name for i in indicators})
        self.table = record_table(self.model, "考核项目", WIDTHS)
        self.table.setTabKeyNavigation(False)
        self.form = SchemeCriterionForm(indicators)
        self.add = push_button("新增项目", self.add_criterion)
        self.remove = push_button("删除项目", self.remove_criterion)
        self.up = push_button("上移", lambda: self.move_criterion(-1))
        self.down = push_button("下移", lambda: self.move_criterion(1))
        self.sum, self.told = QLabel(), QLabel()
        self.told.setWordWrap(True)
        self.told.setProperty("tone", "error")
        self._lay_out()
        for button in (self.add, self.remove, self.up, self.down):
            button.setAutoDefault(False)
        self._listen()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        fields: tuple[tuple[str, QWidget], ...] = (
            ("方案名称", self.name),
            ("从哪个月起执行", self.month),
            ("末位约谈（个）", self.bottom),
            ("异议期（天）", self.days),
            ("弄虚作假每次扣（分）", self.points),
        )
        for place, (title, editor) in enumerate(fields):
            label = QLabel(title)
            label.setBuddy(editor)
            editor.setAccessibleName(title)
            grid.addWidget(label, place // 3, place % 3 * 2)
            grid.addWidget(editor, place // 3, place % 3 * 2 + 1)
        buttons = QHBoxLayout()
        for part in (self.add, self.remove, self.up, self.down):
            buttons.addWidget(part)
        buttons.addStretch(1)
        buttons.addWidget(self.sum)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(column_of(buttons, self.table))
        split.addWidget(self.form)
        split.setSizes([700, 420])
        split.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.addLayout(grid)
        column.addWidget(self.told)
        column.addWidget(split, 1)

    def _listen(self) -> None:
        for line in (self.name, self.points):
            line.textEdited.connect(self._touched)
        self.month.activated.connect(self._touched)
        for box in (self.bottom, self.days):
            box.valueChanged.connect(self._touched)
        self.form.typed_on.connect(self._criterion_typed)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_current())

    def _touched(self, *_given: object) -> None:
        if not self._filling:
            self.edited.emit()

    def show_scheme(self, typed: TypedScheme) -> None:
        """Put a scheme in."""
        self._filling = True
        self.name.setText(typed.name)
        self.points.setText(typed.points)
        self.reason.setText(typed.reason)
        self.month.setCurrentIndex(max(0, self.month.findData(typed.valid_from)))
        self.bottom.setValue(typed.bottom)
        self.days.setValue(typed.objection_days)
        self.model.arrange(typed.criteria)
        self._filling = False
        self._choose(0)

    def typed(self) -> TypedScheme:
        """Return what is typed."""
        return TypedScheme(
            name=self.name.text(),
            valid_from=str(self.month.currentData()),
            bottom=self.bottom.value(),
            objection_days=self.days.value(),
            points=self.points.text(),
            criteria=self.model.records,
            reason=self.reason.text(),
        )

    def _row(self) -> int:
        return self.table.currentIndex().row()

    def _choose(self, row: int) -> None:
        if self.model.records:
            self.table.selectRow(min(max(row, 0), len(self.model.records) - 1))
        self._show_current()

    def _show_current(self) -> None:
        current, row = chosen(self.table, TypedCriterion), self._row()
        self.form.show_criterion(current)
        self.remove.setEnabled(current is not None)
        self.up.setEnabled(row > 0)
        self.down.setEnabled(0 <= row < len(self.model.records) - 1)
        self._tell_criterion()
        self._add_up()

    def _criterion_typed(self) -> None:
        if self._row() >= 0:
            self.model.put(self._row(), self.form.criterion())
            self._add_up()
            self.edited.emit()

    def add_criterion(self) -> None:
        """Add an empty criterion below."""
        taken = self._codes | {c.code for c in self.model.records}
        self.model.arrange((*self.model.records, TypedCriterion(new_code(taken))))
        self._choose(len(self.model.records) - 1)
        self.form.name.setFocus()
        self.edited.emit()

    def remove_criterion(self) -> None:
        """Take the chosen criterion out; nothing is saved yet."""
        row = self._row()
        if row >= 0:
            self.model.arrange((*self.model.records[:row], *self.model.records[row + 1 :]))
            self._choose(row)
            self.edited.emit()

    def move_criterion(self, by: int) -> None:
        """Move the chosen criterion up or down."""
        row, records = self._row(), list(self.model.records)
        if 0 <= row + by < len(records):
            records[row], records[row + by] = records[row + by], records[row]
            self.model.arrange(records)
            self._choose(row + by)
            self.edited.emit()

    def _add_up(self) -> None:
        total = sum((read_number(c.weight) for c in self.model.records), read_number("0"))
        right = total == FULL
        self.sum.setText(f"{'✓' if right else '⚠'} 权重合计{plain(total)}分")
        self.sum.setProperty("tone", "good" if right else "bad")
        self.sum.style().polish(self.sum)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Tell each problem at its field, its criterion marked in the list."""
        self._problems = tuple(problems)
        codes = {p.field.split(".")[1] for p in problems if p.field.startswith(CRITERIA)}
        self.model.mark(codes)
        general = [p.text for p in problems if not p.field.startswith(CRITERIA)]
        self.told.setText("⚠ " + "；".join(general) if general else "")
        self.told.setVisible(bool(general))
        self._tell_criterion()

    def _tell_criterion(self) -> None:
        current = chosen(self.table, TypedCriterion)
        at = f"{CRITERIA}{current.code}" if current else ""
        own = [p for p in self._problems if at and (p.field == at or p.field.startswith(f"{at}."))]
        self.form.tell_problems([replace(p, field=p.field.removeprefix(at)[1:]) for p in own])

    def show_first(self, problems: Sequence[Problem]) -> None:
        """Move to the first criterion something stands against."""
        code = next((p.field.split(".")[1] for p in problems if p.field.startswith(CRITERIA)), "")
        rows = [n for n, c in enumerate(self.model.records) if c.code == code]
        if rows:
            self._choose(rows[0])
