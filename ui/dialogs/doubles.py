"""疑似重复: rows that may be one person, and making them one with both histories."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import KnownTrouble
from antifraud_desktop.records.person_views import DoublePair, PersonRow
from ui.person_words import file_word
from ui.widgets.pieces import push_button
from ui.workspace import Workspace

RECORD_ROLE = Qt.ItemDataRole.UserRole
CHOSEN = "由您选定：请对照证件，逐项核对姓名、证号、电话"
NONE = "没有发现疑似重复的人员。"


class DoublesDialog(QDialog):
    """``saved`` carries Changes; a merge is not undone, so it wants a reason.

    ``chosen`` are the numbers of two persons somebody holds for one; without them pairs are looked
    for.
    """

    saved = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        parent: QWidget | None = None,
        chosen: tuple[int, int] | None = None,
    ) -> None:
        """Lay the dialog out and read the pairs."""
        super().__init__(parent)
        self.setWindowTitle("疑似重复")
        self.resize(720, 520)
        self._workspace, self._chosen = workspace, chosen
        rule = QLabel(
            "对照证件确认是同一个人的才合并：两份的档案和历程都归到保留的一份，不能撤销。"
        )
        rule.setWordWrap(True)
        self.list = QListWidget()
        self.list.setAccessibleName("疑似重复的人员")
        self.list.setWordWrap(True)
        self.first, self.second = QRadioButton(), QRadioButton()
        self.reason = QLineEdit()
        self.reason.setPlaceholderText("合并的原因，如 身份证核对为同一人")
        self.reason.setAccessibleName("合并的原因")
        self.which = QLabel("保留哪一份：")
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.merge = push_button("合并", self._merge)
        self.merge.setProperty("primary", True)
        row = QHBoxLayout()
        row.addWidget(self.told, 1)
        for button in (self.merge, push_button("关闭", self.reject)):
            button.setAutoDefault(False)
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.addWidget(rule)
        column.addWidget(self.list, 1)
        column.addWidget(self.which)
        for widget in (self.first, self.second, self.reason):
            column.addWidget(widget)
        column.addLayout(row)
        self.list.currentRowChanged.connect(lambda _row: self._choose())
        self.load()

    def load(self) -> None:
        """Look for pairs, or show the two that were chosen."""
        program, chosen = self._workspace.program, self._chosen

        def work() -> tuple[DoublePair, ...]:
            if chosen is None:
                return program.person_merge.doubles()
            rows = {row.person_id: row for row in program.persons.rows(chosen)}
            first, second = (rows.get(number) for number in chosen)
            return (DoublePair(first, second, CHOSEN),) if first and second else ()

        self._workspace.run(work, self._show, self._fail)

    def _show(self, pairs: tuple[DoublePair, ...]) -> None:
        self.list.clear()
        for pair in pairs:
            item = QListWidgetItem(f"{pair.why}\n　{_said(pair.first)}\n　{_said(pair.second)}")
            item.setData(RECORD_ROLE, pair)
            self.list.addItem(item)
        if not pairs:
            empty = QListWidgetItem(NONE)
            empty.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(empty)
        self.list.setCurrentRow(0 if pairs else -1)
        self._choose()

    def current(self) -> DoublePair | None:
        """Return the chosen pair."""
        found = self.list.currentIndex().data(RECORD_ROLE)
        return found if isinstance(found, DoublePair) else None

    def _choose(self) -> None:
        pair = self.current()
        for button, row in ((self.first, "first"), (self.second, "second")):
            button.setVisible(pair is not None)
            button.setText(_said(getattr(pair, row)) if pair else "")
            button.setAccessibleName(f"保留{button.text()}")
        for widget in (self.which, self.reason):
            widget.setVisible(pair is not None)
        self.first.setChecked(pair is not None)
        self.merge.setEnabled(pair is not None)

    def _merge(self) -> None:
        pair, program, reason = self.current(), self._workspace.program, self.reason.text()
        if pair is None:
            return
        kept, double = pair.first.person_id, pair.second.person_id
        if self.second.isChecked():
            kept, double = double, kept

        self.merge.setEnabled(False)

        def work() -> Changes:
            versions = [program.persons.person(number).version for number in (kept, double)]
            return program.person_merge.merge(kept, double, reason, versions[0], versions[1])

        def done(changes: Changes) -> None:
            self.merge.setEnabled(True)
            self._chosen = None
            self.reason.clear()
            self.told.setText("✓ 已合并，两份的历程都保留。")
            self.saved.emit(changes)
            self.load()

        self._workspace.run(work, done, self._fail)

    def _fail(self, trouble: KnownTrouble) -> None:
        self.merge.setEnabled(self.current() is not None)
        self.told.setText(f"⚠ {trouble.sentence}{trouble.advice}")


def _said(row: PersonRow) -> str:
    files = "、".join(file_word(brief) for brief in row.files) or "没有档案"
    number = str(row.identity_number) or "没有证号"
    return f"第{row.person_id}号　{row.name}　{number}　{row.unit_name}　{files}"
