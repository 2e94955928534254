"""数字从哪里来: every figure of a summary, and below it the rows that are counted."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.labels import label_of
from antifraud_desktop.records.summaries import SummaryView
from antifraud_desktop.records.summary_figures import Figure, Ledger, Trace, TraceRow
from antifraud_desktop.rules.day_words import table_day
from antifraud_desktop.rules.summary_table import amount_text
from antifraud_desktop.vocabulary import DocumentKind
from ui.messages import MessageBar
from ui.tables.record_table import choose, chosen, record_table
from ui.tables.row_model import Column, RowModel
from ui.workspace import Workspace

FIGURE_WIDTHS, ROW_WIDTHS = (150, 340, 160), (110, 160, 400)
NO_ROWS = "台账里没有这样的记录，所以是零。"
Counted = tuple[Figure, TraceRow]


class SummaryTraceDialog(QDialog):
    """Read only; a figure is found by typing, its rows are read when it is chosen."""

    def __init__(
        self,
        workspace: Workspace,
        view: SummaryView,
        kind: DocumentKind,
        days: tuple[date, date | None],
        key: str,
        parent: QWidget,
    ) -> None:
        """Lay the dialog out and choose a figure, the first without ``key``."""
        super().__init__(parent)
        self._workspace, self._view, self._kind, self._days = workspace, view, kind, days
        self.setWindowTitle("数字从哪里来")
        self.resize(860, 600)
        self.bar = MessageBar()
        self.search = QLineEdit()
        self.search.setPlaceholderText("输入几个字找数字，如 入户、督导")
        self.search.setAccessibleName("找数字")
        self.search.setClearButtonEnabled(True)
        self.figures: RowModel[Figure] = RowModel(_figure_columns())
        self.table = record_table(self.figures, "小结里的数字", FIGURE_WIDTHS)
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.rows: RowModel[Counted] = RowModel(_row_columns())
        self.counted = record_table(self.rows, "计入的记录", ROW_WIDTHS)
        self._lay_out()
        self.search.textChanged.connect(self._find)
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._read())
        self.finished.connect(self.deleteLater)
        self.figures.set_records(view.figures)
        choose(self.table, view.figures, lambda figure: figure.key == key)
        self.table.setFocus()

    def _lay_out(self) -> None:
        below = QWidget()
        inner = QVBoxLayout(below)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.said)
        inner.addWidget(self.counted, 1)
        parted = QSplitter(Qt.Orientation.Vertical)
        parted.addWidget(self.table)
        parted.addWidget(below)
        parted.setSizes([260, 260])
        box = QDialogButtonBox()
        shut = box.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        shut.setAccessibleName("关闭")
        shut.setAutoDefault(False)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for part in (self.bar, self.search):
            column.addWidget(part)
        column.addWidget(parted, 1)
        column.addWidget(box)

    def _find(self, text: str) -> None:
        words = text.split()
        found = [f for f in self._view.figures if all(w in f"{f.told}{f.what}" for w in words)]
        self.figures.set_records(found)
        self.rows.set_records(())
        self.said.clear()
        choose(self.table, found, lambda _figure: True)

    def _read(self) -> None:
        figure = chosen(self.table, Figure)
        if figure is None:
            return
        summaries, key = self._workspace.program.ledgers.summaries, figure.key

        def show(trace: Trace) -> None:
            now = chosen(self.table, Figure)
            if now is not None and now.key == trace.figure.key:
                self._show(trace)

        self._workspace.run(
            lambda: summaries.trace(self._kind, *self._days, key), show, self.bar.trouble
        )

    def _show(self, trace: Trace) -> None:
        self.said.setText(_told(trace))
        self.rows.set_records([(trace.figure, row) for row in trace.rows])
        self.counted.setVisible(bool(trace.rows))


def _told(trace: Trace) -> str:
    figure = trace.figure
    if figure.ledger is Ledger.COMPUTED:
        parts = "；".join(f"{part.what} {part.told}" for part in trace.parts)
        return f"{figure.what} {figure.told}：{figure.formula}。\n其中：{parts}。"
    where = f"{figure.what} {figure.told}：取自{label_of(figure.ledger)}，{_span(figure)}"
    if not trace.count:
        return f"{where}。{NO_ROWS}"
    shown = len(trace.rows)
    more = f"（只列前{shown}条）" if shown < trace.count else ""
    return f"{where}，共{trace.count}条{more}。"


def _span(figure: Figure) -> str:
    first, last = figure.first, figure.last
    start = f"{first.year}-{first.month}-{first.day}"
    return f"截至{start}" if first == last else f"{start}至{last.year}-{last.month}-{last.day}"


def _figure_columns() -> tuple[Column[Figure], ...]:
    return (
        Column("数字", lambda f: f.told),
        Column("是什么", lambda f: f.what),
        Column("数从哪里来", lambda f: label_of(f.ledger)),
        Column("日期", _span),
    )


def _row_columns() -> tuple[Column[Counted], ...]:
    return (
        Column("日期", lambda c: table_day(c[1].day)),
        Column("单位", lambda c: c[1].unit),
        Column("内容", lambda c: c[1].what),
        Column("计入", lambda c: amount_text(c[0], c[1].amount), right=True),
    )
