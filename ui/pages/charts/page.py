"""统计图表: choose a chart, filter it, enlarge it, copy it, hand it on."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QSizePolicy,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import KnownTrouble
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.charts import AnyChart, ChartKind, ChartQuery, ChartRows
from antifraud_desktop.records.units import IndicatorRecord, UnitRecord
from ui.clipboard import copy_picture
from ui.filter_keeper import FilterKeeper
from ui.messages import MessageBar
from ui.page import Page
from ui.pages.charts.chart_view import ChartView, FullScreen
from ui.pages.charts.kept_charts import PLACE, KeptCharts
from ui.pages.charts.query_bar import QueryBar
from ui.theme import is_dark
from ui.widgets.pieces import column_of, push_button
from ui.workspace import Workspace

FILES = "图片 (*.png);;Word文档 (*.docx);;表格 (*.xlsx)"
LIST_WIDTH, TABLE_WIDTH, NAMES_WIDTH, FEW_COLUMNS = 150, 280, 140, 2
GROWS = QSizePolicy.Policy.Expanding
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ChartsPage(Page):
    """The kinds at the left, the chart in the middle, its figures at the right."""

    title = "统计图表"
    icon_name = "charts"
    help_topic = "charts"

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Lay the page out."""
        super().__init__(workspace, parent)
        self.bar = MessageBar()
        self._chart: AnyChart | None = None
        self._asked: ChartQuery | None = None
        self._enlarged: ChartView | None = None
        self.kinds = QListWidget()
        self.kinds.setAccessibleName("图表种类")
        self.kinds.setMaximumWidth(LIST_WIDTH)
        self.kinds.setSpacing(3)
        self._kinds = workspace.program.ledgers.charts.kinds()
        self.kinds.addItems([label_of(kind) for kind in self._kinds])
        self.query = QueryBar(workspace.day)
        self.kept = KeptCharts(self.query)
        self.keeper = FilterKeeper(workspace, self.bar, PLACE, self.kept, self, self._read_kept)
        self.view = ChartView()
        self.table = QTableWidget()
        self.table.setAccessibleName("图表数据")
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.setAlternatingRowColors(True)
        self.full = push_button("全屏", self.enlarge)
        self.full.setToolTip("F11")
        self.copy = push_button("复制图片", self.copy_chart)
        self.save = push_button("另存为…", self.save_chart)
        self._lay_out()
        self.kinds.setCurrentRow(0)
        self.query.show_kind(ChartKind.FIGURES)
        self.kinds.currentRowChanged.connect(self._take_kind)
        self.query.changed.connect(self.load)
        self.kept.taken.connect(self._take_kept)
        self.view.wanted.connect(partial(self._draw, self.view))
        key = QShortcut(QKeySequence(Qt.Key.Key_F11), self)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(self.enlarge)
        self._enable()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        for button in (self.full, self.copy, self.save):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.kept)
        middle = QSplitter(Qt.Orientation.Horizontal)
        middle.addWidget(self.view)
        middle.addWidget(self.table)
        middle.setStretchFactor(0, 1)
        middle.setSizes([700, TABLE_WIDTH])
        middle.setSizePolicy(GROWS, GROWS)
        for above in (self.query, self.kept):
            above.setSizePolicy(GROWS, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout()
        row.addWidget(self.kinds)
        row.addWidget(column_of(self.query, buttons, middle), 1)
        self.body.addWidget(self.bar)
        self.body.addLayout(row, 1)

    def show_day(self, day: object) -> None:
        """Read the chart; it has days of its own."""
        del day
        program = self.workspace.program

        def work() -> tuple[tuple[IndicatorRecord, ...], tuple[UnitRecord, ...]]:
            return program.indicators.list(), program.units.list()

        def done(read: tuple[tuple[IndicatorRecord, ...], tuple[UnitRecord, ...]]) -> None:
            self.query.offer(*read)
            self.load()

        self.workspace.run(work, done, self.bar.trouble)
        self._read_kept()

    def _read_kept(self) -> None:
        filters = self.workspace.program.ledgers.filters
        self.workspace.run(lambda: filters.saved(PLACE), self.kept.show_saved, self.bar.trouble)

    def _take_kept(self, choices: Mapping[str, str]) -> None:
        kind = choices.get("kind", "")
        rows = [number for number, one in enumerate(self._kinds) if one.value == kind]
        if rows:
            self.kinds.setCurrentRow(rows[0])
            self.query.put(choices)

    def show_key(self, key: str) -> None:
        """Choose a kind of chart: ``ranks``."""
        for row, kind in enumerate(self._kinds):
            if kind.value == key:
                self.kinds.setCurrentRow(row)

    def refresh(self, changes: Changes) -> None:
        """Draw again what somebody looks at when its figures moved."""
        told = (changes.days, changes.incidents, changes.coverage, changes.units)
        if self.isVisible() and any((*told, changes.activities, changes.evaluation)):
            self.load()

    def _take_kind(self, row: int) -> None:
        self.query.show_kind(self._kinds[row])
        self.load()

    def load(self) -> None:
        """Read what the chart shows, then have it drawn."""
        query = self.query.query()
        if query is None:
            return
        charts = self.workspace.program.ledgers.charts
        self._asked = query

        def done(read: tuple[AnyChart, ChartRows]) -> None:
            if query == self._asked:  # else another chart was asked for meanwhile
                self._show(*read)

        def work() -> tuple[AnyChart, ChartRows]:
            chart = charts.data(query)
            return chart, charts.table(chart)

        self.workspace.run(work, done, self._refused)

    def _refused(self, trouble: KnownTrouble) -> None:
        self._chart = None
        self._enable()
        self.bar.trouble(trouble)

    def _show(self, chart: AnyChart, rows: ChartRows) -> None:
        self._chart = chart
        self.bar.hide()
        heads, lines = rows
        self.table.setColumnCount(len(heads))
        self.table.setHorizontalHeaderLabels(list(heads))
        self.table.setRowCount(len(lines))
        for number, line in enumerate(lines):
            for column, text in enumerate(line):
                item = QTableWidgetItem(text)
                if column:
                    item.setTextAlignment(RIGHT)
                else:
                    item.setToolTip(text)
                self.table.setItem(number, column, item)
        self.table.resizeColumnsToContents()
        self.table.setColumnWidth(0, min(self.table.columnWidth(0), NAMES_WIDTH))
        # The last of several columns would be pressed together where they have no room.
        self.table.horizontalHeader().setStretchLastSection(len(heads) <= FEW_COLUMNS)
        self._enable()
        for view in (self.view, self._enlarged):
            if view is not None:
                view.ask()

    def _enable(self) -> None:
        for button in (self.full, self.copy, self.save):
            button.setEnabled(self._chart is not None)

    def _draw(self, view: ChartView, size: QSize, dpi: int) -> None:
        chart = self._chart
        if chart is None or size.isEmpty():
            return
        charts, dark = self.workspace.program.ledgers.charts, self._dark()
        self.workspace.run(
            lambda: charts.picture(chart, (size.width(), size.height()), dpi, dark=dark),
            lambda png: view.show_picture(png, chart.title) if chart is self._chart else None,
            self.bar.trouble,
        )

    def _dark(self) -> bool:
        application = QApplication.instance()
        return isinstance(application, QApplication) and is_dark(application)

    def enlarge(self) -> None:
        """Show the chart over the whole screen."""
        if self._chart is None:
            return
        dialog = FullScreen(self._chart.title, self._follow, self)
        dialog.finished.connect(self._shrunk)
        dialog.showFullScreen()

    def _follow(self, view: ChartView) -> None:
        self._enlarged = view
        view.wanted.connect(partial(self._draw, view))

    def _shrunk(self) -> None:
        self._enlarged = None

    def copy_chart(self) -> None:
        """Put the chart on the clipboard as it goes into Word: title, source line and date."""
        chart = self._chart
        if chart is None:
            return
        charts = self.workspace.program.ledgers.charts

        def done(png: bytes) -> None:
            copy_picture(png)
            self.bar.tell("图已复制，可以粘贴到Word、WPS或微信。")

        self.workspace.run(lambda: charts.paper_picture(chart), done, self.bar.trouble)

    def save_chart(self) -> None:
        """Write the chart to a picture, a page of Word or a workbook."""
        chart = self._chart
        if chart is None:
            return
        name, kind = QFileDialog.getSaveFileName(self, "图表另存", f"{chart.title}.png", FILES)
        if not name:
            return
        path = Path(name)
        if not path.suffix:
            path = path.with_name(path.name + kind[kind.index("*") + 1 : kind.index(")")])
        charts = self.workspace.program.ledgers.charts

        def done(changes: Changes) -> None:
            self.workspace.announce(changes)
            self.bar.tell(f"已存到 {path}")

        self.workspace.run(lambda: charts.export(chart, path), done, self.bar.trouble)
