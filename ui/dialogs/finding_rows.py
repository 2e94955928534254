"""The findings of a new inspection, typed one below the other."""

from __future__ import annotations

import json
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from antifraud_desktop.records.supervision import NewFinding
from ui.dialogs.guarded_text import GuardedText
from ui.widgets.date_field import DateField
from ui.widgets.pieces import push_button
from ui.workspace import Workspace

TWO_WEEKS = timedelta(days=14)


class FindingRow(QWidget):
    """One finding: what is wrong, what is asked for, by when; ``gone`` asks to take it away."""

    gone = Signal()
    edited = Signal()

    def __init__(self, workspace: Workspace, due_on: date) -> None:
        """Make an empty one."""
        super().__init__()
        self.text, self.demand = GuardedText(workspace), GuardedText(workspace)
        self.due = DateField(today=workspace.program.clock.today())
        self.due.set_date(due_on)
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setProperty("tone", "error")
        self.told.hide()
        self._judged = False
        below = QHBoxLayout()
        below.addWidget(QLabel("整改期限"))
        below.addWidget(self.due)
        below.addStretch(1)
        below.addWidget(push_button("去掉这个问题", self.gone.emit))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 6)
        for row, (name, box) in enumerate((("发现的问题", self.text), ("整改要求", self.demand))):
            box.setAccessibleName(name)
            grid.addWidget(QLabel(name), row, 0)
            grid.addWidget(box, row, 1)
            box.judged.connect(self._judge)
            box.textChanged.connect(self.edited)
        self.due.setAccessibleName("整改期限")
        self.due.line.textEdited.connect(self.edited)
        grid.addLayout(below, 2, 1)
        grid.addWidget(self.told, 3, 1)

    def _judge(self, sentence: str) -> None:
        """Tell what the phrase guard says; its silence takes back its own words alone."""
        if sentence or self._judged:
            self.tell(sentence)
        self._judged = bool(sentence)

    def tell(self, sentence: str) -> None:
        """Tell what is wrong with this finding, or nothing."""
        self.told.setText(f"⚠ {sentence}")
        self.told.setVisible(bool(sentence))

    def typed(self) -> list[str]:
        """Return what stands in it."""
        return [self.text.toPlainText(), self.demand.toPlainText(), self.due.line.text()]

    def put(self, typed: list[str]) -> None:
        """Put back what was kept."""
        text, demand, due = typed
        self.text.setPlainText(text)
        self.demand.setPlainText(demand)
        self.due.line.setText(due)


class FindingRows(QWidget):
    """As many findings as somebody adds; an inspection that found nothing has none."""

    edited = Signal()

    def __init__(self, workspace: Workspace) -> None:
        """Begin without one."""
        super().__init__()
        self._workspace = workspace
        self.rows: list[FindingRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.more = push_button("加一个问题", self.add)
        self._column.addWidget(self.more)
        self.setFocusProxy(self.more)

    def add(self) -> FindingRow:
        """Add an empty finding, due in two weeks."""
        row = FindingRow(self._workspace, self._workspace.program.clock.today() + TWO_WEEKS)
        row.gone.connect(lambda: self._take_away(row))
        row.edited.connect(self.edited)
        self.rows.append(row)
        self._column.insertWidget(len(self.rows) - 1, row)
        row.text.setFocus()
        self.edited.emit()
        return row

    def _take_away(self, row: FindingRow) -> None:
        self.rows.remove(row)
        row.hide()
        row.deleteLater()
        self.edited.emit()

    def findings(self) -> tuple[NewFinding, ...]:
        """Return the findings; a day nobody can read is the first of all days, and refused."""
        return tuple(
            NewFinding(row.text.toPlainText(), row.demand.toPlainText(), row.due.date() or date.min)
            for row in self.rows
        )

    def clear_problems(self) -> None:
        """Take every problem away."""
        for row in self.rows:
            row.tell("")

    def kept(self) -> str:
        """Return what is typed, to be kept as a draft."""
        return json.dumps([row.typed() for row in self.rows], ensure_ascii=False)

    def put_kept(self, kept: str) -> None:
        """Put a draft back in place of what stands there."""
        for row in tuple(self.rows):
            self._take_away(row)
        for typed in json.loads(kept or "[]"):
            self.add().put(typed)
