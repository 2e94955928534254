"""Quick entry above the list: one case after the other without touching the mouse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, KnownTrouble, Problem
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.incidents import FraudTypeRecord, IncidentRecord
from antifraud_desktop.records.units import UnitRecord
from ui.dialogs.incident_fields import IncidentFields, money_text
from ui.widgets.form_values import put_text, text_of
from ui.workspace import Workspace

IN_A_ROW = 4
HINT = "回车登记；下拉框里按数字选；单位可输入几个字查找。不记姓名。"
MONEY_KEYS = ("loss", "saved")


class EntryBar(QFrame):
    """``saved`` carries what changed."""

    saved = Signal(object)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Lay the fields out in two rows."""
        super().__init__(parent)
        self.setObjectName("card")
        self._workspace = workspace
        self.fields = IncidentFields(workspace.program.clock.today(), self)
        self._editors = {key: editor for key, _title, editor in self.fields.named()}
        self._titles = {key: title for key, title, _editor in self.fields.named()}
        self.add = QPushButton("登记")
        self.add.setAccessibleName("登记")
        self.add.setProperty("primary", True)
        self.add.setToolTip("回车")
        self.add.clicked.connect(lambda _checked=False: self.save())
        self.told = QLabel(HINT)
        self.told.setProperty("quiet", True)
        self.told.setWordWrap(True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        for number, (_key, title, editor) in enumerate(self.fields.named()):
            row, column = divmod(number, IN_A_ROW)
            label = QLabel(title)
            label.setBuddy(editor)
            editor.setAccessibleName(title)
            editor.installEventFilter(self)
            grid.addWidget(label, row, 2 * column)
            grid.addWidget(editor, row, 2 * column + 1)
            grid.setColumnStretch(2 * column + 1, 1)
        self.fields.day.line.installEventFilter(self)
        line = self.fields.unit.lineEdit()
        if line is not None:
            line.installEventFilter(self)
        grid.addWidget(self.add, 1, 2 * IN_A_ROW)
        column_layout = QVBoxLayout(self)
        column_layout.setContentsMargins(12, 8, 12, 8)
        column_layout.addLayout(grid)
        column_layout.addWidget(self.told)

    def offer(self, units: Sequence[UnitRecord], types: Sequence[FraudTypeRecord]) -> None:
        """Offer units and types."""
        self.fields.offer(units, types)

    def begin(self) -> None:
        """Put the cursor where a new case begins."""
        line = self.fields.unit.lineEdit()
        self.fields.unit.setFocus()
        if line is not None:
            line.selectAll()

    def typed(self) -> dict[str, str]:
        """Return what is typed and not saved; nothing while no case was begun."""
        begun = self.fields.type.currentData() is not None or any(
            text_of(self._editors[key]) for key in MONEY_KEYS
        )
        if not begun:
            return {}
        return {key: text_of(editor) or "" for key, editor in self._editors.items()}

    def put_typed(self, values: Mapping[str, str]) -> None:
        """Put a draft back."""
        for key, text in values.items():
            if key in self._editors:
                put_text(self._editors[key], text)
        self._tell("接着上次没有登记的内容，请核对。")

    def save(self) -> None:
        """Enter the case; the next one keeps day, unit and kind."""
        record, problems = self.fields.read()
        if record is None:
            self._show_problems(problems)
            return
        incidents = self._workspace.program.ledgers.incidents
        self.add.setEnabled(False)

        def done(result: tuple[int, Changes]) -> None:
            self.add.setEnabled(True)
            self._tell(f"✓ 已登记：{self._words(record)}", "good")
            self.fields.clear_case()
            self.fields.type.setCurrentIndex(-1)
            self.begin()
            self.saved.emit(result[1])

        self._workspace.run(lambda: incidents.save(record), done, self._fail)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter in any field enter the case, unless it closes an open list."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not self._is_choosing()
        ):
            self.save()
            return True
        return super().eventFilter(watched, event)

    def _is_choosing(self) -> bool:
        completer = self.fields.unit.completer()
        return completer is not None and completer.popup().isVisible()

    def _words(self, record: IncidentRecord) -> str:
        money = record.loss or record.saved
        day = f"{record.day.month}月{record.day.day}日"
        parts = [day, self.fields.unit.currentText(), label_of(record.kind)]
        parts.append(self.fields.type.currentText().partition(" ")[2])
        if money:
            parts.append(f"{'损失' if record.loss else '挽回'}{money_text(money)}元")
        return "　".join(parts)

    def _fail(self, trouble: KnownTrouble) -> None:
        self.add.setEnabled(True)
        if isinstance(trouble, Invalid):
            self._show_problems(trouble.problems)
        else:
            self._tell(f"⚠ {trouble.sentence}{trouble.advice}", "bad")

    def _show_problems(self, problems: Sequence[Problem]) -> None:
        said = "；".join(f"{self._titles.get(p.field, '')}：{p.text}" for p in problems)
        self._tell(f"⚠ 还没有登记。{said}", "bad")
        first = next((self._editors[p.field] for p in problems if p.field in self._editors), None)
        if first is not None:
            first.setFocus()

    def _tell(self, text: str, tone: str = "") -> None:
        self.told.setProperty("tone", tone)
        self.told.setProperty("quiet", not tone)
        self.told.style().polish(self.told)
        self.told.setText(text)
