"""How a unit's score came about: formula, figures, records, and what would have lifted its rank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.records.consequences import UnitHistory
from antifraud_desktop.records.evaluation import Criterion, UnitScore
from antifraud_desktop.records.evaluation_editions import Edition, Lift
from antifraud_desktop.rules.permissions import Permission
from ui.clipboard import copy_text
from ui.dialogs.explain_records import Behind, falsified, records_behind
from ui.dialogs.explain_text import (
    FALSIFICATION,
    ScoreLine,
    criterion_text,
    deduction_text,
    head_text,
    lift_lines,
    lines_of,
)
from ui.messages import MessageBar
from ui.tables.record_table import chosen, record_table
from ui.tables.row_model import Column, RowModel
from ui.widgets.pieces import column_of, heading, push_button
from ui.widgets.rank_trend import RankTrend
from ui.workspace import Workspace

WIDTHS, BEHIND_WIDTHS = (128, 56, 72, 72, 70), (120,)
FORMULA_LINES = 6
NO_RECORDS = "没有可以打开的记录。"
BEHIND_NOTE = "下面是现在的记录；得分按计算时的数据。回车打开记录。"


@dataclass(frozen=True, slots=True)
class _Read:
    """What is read of a unit beside its sheet."""

    lifts: tuple[Lift, ...]
    history: UnitHistory


class ExplainDialog(QDialog):
    """Read only. ``sheet_wanted`` asks for the unit's own paper; Alt+Up/Down turn the units."""

    sheet_wanted = Signal(str)

    def __init__(
        self,
        workspace: Workspace,
        edition: Edition,
        code: str,
        parent: QWidget | None = None,
        *,
        old: bool = False,
    ) -> None:
        """Show a unit of an edition; of an old one nothing is handed on."""
        super().__init__(parent)
        self._workspace, self._edition, self.code = workspace, edition, code
        self._exact = workspace.program.may(Permission.READ_FILES)
        self.setWindowTitle("得分说明")
        self.resize(1180, 680)
        self.bar = MessageBar()
        self.head = heading("")
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.scores: RowModel[ScoreLine] = RowModel(_score_columns())
        self.table = record_table(self.scores, "各项得分", WIDTHS)
        self.formula = QPlainTextEdit()
        self.formula.setReadOnly(True)
        self.formula.setTabChangesFocus(True)
        self.formula.setAccessibleName("怎么算的")
        self.behind: RowModel[Behind] = RowModel(_behind_columns())
        self.records = record_table(self.behind, "依据的记录", BEHIND_WIDTHS)
        self.note = QLabel(BEHIND_NOTE)
        self.lifts = QListWidget()
        self.lifts.setAccessibleName("怎样能升一名")
        self.lifts.setWordWrap(True)
        self.trend = RankTrend()
        self.previous = self._turn_button("上一个单位", "Alt+Up", -1)
        self.following = self._turn_button("下一个单位", "Alt+Down", 1)
        self.copy = push_button("复制本单位情况", self.copy_sheet)
        self.sheet = push_button("考核告知单", lambda: self.sheet_wanted.emit(self.code))
        self._lay_out()
        self.sheet.setVisible(workspace.program.may(Permission.ISSUE_DOCUMENTS) and not old)
        self.copy.setHidden(old)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_criterion())
        self.records.activated.connect(lambda _index: self.jump())
        self.finished.connect(self.deleteLater)
        self.show_unit(code)

    def _turn_button(self, text: str, key: str, by: int) -> QPushButton:
        button = push_button(text, lambda: self.turn(by))
        button.setToolTip(key)
        button.setAutoDefault(False)
        QShortcut(QKeySequence(key), self).activated.connect(button.click)
        return button

    def _lay_out(self) -> None:
        for label in (self.note,):
            label.setProperty("quiet", True)
        self.formula.setFixedHeight(FORMULA_LINES * self.fontMetrics().lineSpacing() + 16)
        left = column_of(
            self.table,
            heading("怎样能升一名（其他单位不变，只改一项）"),
            self.lifts,
            heading("历月名次（已定稿的月份）"),
            self.trend,
        )
        column = left.layout()
        if isinstance(column, QVBoxLayout):
            column.setStretch(0, 5)
            column.setStretch(2, 2)
        right = column_of(heading("怎么算的"), self.formula, self.note, self.records)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(left)
        split.addWidget(right)
        split.setSizes([620, 460])
        split.setChildrenCollapsible(False)
        row = QHBoxLayout()
        for button in (self.previous, self.following):
            row.addWidget(button)
        row.addStretch(1)
        for button in (self.copy, self.sheet):
            button.setAutoDefault(False)
            row.addWidget(button)
        box = QDialogButtonBox()
        close = box.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        close.setAccessibleName("关闭")
        close.setAutoDefault(False)
        box.rejected.connect(self.reject)
        row.addWidget(box)
        outer = QVBoxLayout(self)
        for part in (self.bar, self.head, self.told):
            outer.addWidget(part)
        outer.addWidget(split, 1)
        outer.addLayout(row)

    @property
    def shown(self) -> UnitScore | None:
        """Return the sheet that is shown."""
        return self._edition.result.unit(self.code)

    def show_unit(self, code: str) -> None:
        """Show a unit's sheet and read what stands beside it."""
        self.code = code
        shown = self.shown
        if shown is None:
            return
        codes = self._codes()
        self.previous.setEnabled(codes.index(code) > 0)
        self.following.setEnabled(codes.index(code) < len(codes) - 1)
        self.head.setText(head_text(self._edition, shown))
        self.told.setText(shown.why and f"不排名：{shown.why}。得分照常列出，不影响别的单位。")
        self.told.setHidden(not shown.why)
        self.scores.set_records(lines_of(shown, exact=self._exact))
        self.table.selectRow(0)
        self.lifts.clear()
        self.trend.show_months(())
        months, head = self._workspace.program.evaluations.months, self._edition.head
        consequences = self._workspace.program.evaluations.consequences

        def work() -> _Read:
            found = months.lifts(head.month, code, head.edition)
            return _Read(found, consequences.history(code))

        self._workspace.run(work, lambda read: self._show_read(code, read), self.bar.trouble)

    def _show_read(self, code: str, read: _Read) -> None:
        shown = self.shown
        if not shiboken6.isValid(self) or code != self.code or shown is None:
            return
        self.lifts.addItems(list(lift_lines(shown, read.lifts, exact=self._exact)))
        self.trend.show_months(read.history.months)

    def _codes(self) -> Sequence[str]:
        return [unit.code for unit in self._edition.result.units]

    def turn(self, by: int) -> None:
        """Show the unit above or below."""
        codes = self._codes()
        place = codes.index(self.code) + by
        if 0 <= place < len(codes):
            self.show_unit(codes[place])

    def _criterion(self, code: str) -> Criterion | None:
        criteria = self._edition.snapshot.scheme.criteria
        return next((c for c in criteria if c.code == code), None)

    def _show_criterion(self) -> None:
        line, shown = chosen(self.table, ScoreLine), self.shown
        if line is None or shown is None:
            return
        self.behind.set_records(())
        criterion = self._criterion(line.code)
        program, snapshot, unit = self._workspace.program, self._edition.snapshot, self.code
        if criterion is not None and line.score is not None:
            self.formula.setPlainText(criterion_text(criterion, line.score, exact=self._exact))
            wanted = criterion
            work = lambda: records_behind(program, wanted, snapshot, unit)  # noqa: E731 - short
        elif line.code == FALSIFICATION:
            self.formula.setPlainText(deduction_text(shown))
            work = lambda: falsified(program, snapshot, unit)  # noqa: E731 - short
        else:
            self.formula.setPlainText(line.told)
            self.note.setText("")
            return

        def done(found: tuple[Behind, ...]) -> None:
            now = chosen(self.table, ScoreLine) if shiboken6.isValid(self) else None
            if now is not None and (now.code, self.code) == (line.code, unit):
                self.behind.set_records(found)
                self.note.setText(BEHIND_NOTE if found else NO_RECORDS)
                if found:
                    self.records.selectRow(0)

        self._workspace.run(work, done, self.bar.trouble)

    def jump(self) -> None:
        """Go to the page of the chosen record."""
        record = chosen(self.records, Behind)
        if record is None or not (record.page or record.key):
            return
        self.accept()
        if record.day is not None:
            self._workspace.set_day(record.day)
        self._workspace.open_page(record.page or "evaluation", record.key)

    def copy_sheet(self) -> None:
        """Put the unit's own result on the clipboard, for the unit alone."""
        papers, month, code = (
            self._workspace.program.evaluations.papers,
            self._edition.head.month,
            self.code,
        )

        def done(text: str) -> None:
            copy_text(text)
            if shiboken6.isValid(self):
                self.bar.tell("已复制，只含本单位的结果，可发给该单位。")

        self._workspace.run(lambda: papers.sheet_text(month, code), done, self.bar.trouble)


def _score_columns() -> tuple[Column[ScoreLine], ...]:
    return (
        Column("项目", lambda line: line.name),
        Column("权重", lambda line: line.weight, right=True),
        Column("折算满分", lambda line: line.effective, right=True),
        Column("完成率", lambda line: line.share, right=True),
        Column("得分", lambda line: line.points, right=True),
        Column("计算", lambda line: line.told),
    )


def _behind_columns() -> tuple[Column[Behind], ...]:
    return (Column("记录", lambda b: b.name), Column("内容", lambda b: b.told))
