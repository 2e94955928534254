"""名次: the month's ranking; Enter on a unit opens how its score came about."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.records.evaluation import MonthResult, UnitScore
from antifraud_desktop.records.evaluation_editions import Edition
from antifraud_desktop.rules.day_words import month_text
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.vocabulary import EvaluationState
from ui.clipboard import copy_text
from ui.dialogs.explain import ExplainDialog
from ui.messages import MessageBar
from ui.pages.evaluation.papers import EvaluationPapers
from ui.pages.evaluation.place import MonthPlace
from ui.pages.evaluation.rank_model import TOTAL, RankModel
from ui.tables.row_model import RECORD_ROLE, SORT_ROLE
from ui.widgets.pieces import push_button
from ui.widgets.rank_bar import RankBarDelegate
from ui.workspace import Workspace

WIDTHS = (74, 100, 156, 62, 70, 62)
LEAST = 72
ARROW = 20
"""What a heading keeps free for the sign of sorting; the ranking needs the room, in pixels."""
EMPTY = "这个月还没有计算。点右上角的“计算考核”，程序按考核方案算出各单位的得分和名次。"
NOBODY = "这个月没有可以考核的单位。请到“基础信息”登记单位，再重新计算。"
KEYS = "选中一个单位按回车，看每一项怎么算出来的、依据哪些记录。点表头可以按那一栏排序。"


class RankingTab(QWidget):
    """The table, what it says in a line, and what can be handed on."""

    def __init__(self, workspace: Workspace, bar: MessageBar, place: MonthPlace) -> None:
        """Lay the tab out."""
        super().__init__()
        self._workspace, self._bar, self._place = workspace, bar, place
        self._edition: Edition | None = None
        papers = EvaluationPapers(workspace, bar, self)
        self.model = RankModel(exact=workspace.program.may(Permission.READ_FILES))
        self.sorted = QSortFilterProxyModel(self)
        self.sorted.setSourceModel(self.model)
        self.sorted.setSortRole(SORT_ROLE)
        self.table = QTableView()
        self.table.setModel(self.sorted)
        self.table.setAccessibleName("考核名次")
        self.table.setAlternatingRowColors(True)
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.setSortingEnabled(True)
        self.table.setItemDelegateForColumn(TOTAL, RankBarDelegate(self.table))
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.table.activated.connect(self._open_index)
        self.told, self.keys = QLabel(), QLabel(KEYS)
        self.told.setWordWrap(True)
        self.keys.setProperty("quiet", True)
        self.keys.setWordWrap(True)
        self.explain = push_button("得分说明", self.open_current)
        self.copy = push_button("复制排名表", self.copy_table)
        self.sheet = push_button("考核告知单", self._issue_sheet)
        self.export = push_button("导出计算表…", lambda: papers.export(self._place))
        self.trend = push_button("名次走势", lambda: workspace.open_page("charts", "ranks"))
        self._papers = papers
        self._lay_out()
        papers.show_allowed(self.sheet)
        self._enable()
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._enable())

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        for button in (self.explain, self.copy, self.trend):
            row.addWidget(button)
        row.addStretch(1)
        for button in (self.sheet, self.export):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.told)
        column.addWidget(self.table, 1)
        column.addWidget(self.keys)

    def load(self) -> None:
        """Read the edition that is shown."""
        months, month, edition = (
            self._workspace.program.evaluations.months,
            self._place.month,
            self._place.edition,
        )

        def work() -> Edition | None:
            if not months.editions(month):
                return None
            return months.results(month, edition)

        def done(found: Edition | None) -> None:
            if (month, edition) == (self._place.month, self._place.edition):
                self._show(found)

        self._workspace.run(work, done, self._bar.trouble)

    def _show(self, found: Edition | None) -> None:
        before = self.current()
        self._edition = found
        self.model.set_result(found.result if found else None)
        self.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        for number in range(self.model.columnCount()):
            wide = WIDTHS[number] if number < len(WIDTHS) else LEAST
            needed = self.table.horizontalHeader().sectionSizeHint(number)
            self.table.setColumnWidth(number, max(wide, needed - ARROW))
            self.table.setColumnHidden(number, number in self.model.idle())
        self._tell(found)
        self.choose(before.code if before else "")
        self._enable()

    def _tell(self, found: Edition | None) -> None:
        tone = "muted"
        if found is None:
            said = EMPTY
        elif not found.result.units:
            said = NOBODY
        else:
            said = summary(found)
            tone = "good" if found.head.state is EvaluationState.FROZEN else "wait"
        self.told.setText(said)
        self.told.setProperty("tone", tone)
        self.told.style().polish(self.told)
        self.keys.setVisible(found is not None and bool(found.result.units))
        idle = [self.model.headerData(n, Qt.Orientation.Horizontal) for n in self.model.idle()]
        self.keys.setText(f"{KEYS}没有单位适用的不列：{'、'.join(idle)}。" if idle else KEYS)

    def _enable(self) -> None:
        chosen = self.current() is not None
        self.explain.setEnabled(chosen)
        self.sheet.setEnabled(chosen)
        for button in (self.copy, self.export):
            button.setEnabled(self._edition is not None and self.model.rowCount() > 0)

    def current(self) -> UnitScore | None:
        """Return the chosen unit's sheet."""
        index = self.table.currentIndex()
        found = index.data(RECORD_ROLE) if index.isValid() else None
        return found if isinstance(found, UnitScore) else None

    def choose(self, code: str) -> None:
        """Choose a unit, else the first one."""
        rows = range(self.sorted.rowCount())
        codes = [self.sorted.index(row, 0).data(RECORD_ROLE).code for row in rows]
        if codes:
            self.table.selectRow(codes.index(code) if code in codes else 0)

    def _open_index(self, _index: QModelIndex) -> None:
        self.open_current()

    def open_current(self) -> None:
        """Open how the chosen unit's score came about."""
        sheet = self.current()
        if sheet is not None and self._edition is not None:
            dialog = ExplainDialog(
                self._workspace, self._edition, sheet.code, self, old=self._place.is_old()
            )
            dialog.sheet_wanted.connect(lambda code: self._papers.sheet(self._place, code))
            dialog.finished.connect(lambda _code: self.choose(dialog.code))
            dialog.open()

    def _issue_sheet(self) -> None:
        sheet = self.current()
        if sheet is not None:
            self._papers.sheet(self._place, sheet.code)

    def copy_table(self) -> None:
        """Put the table on the clipboard, to be pasted into WPS or Excel."""
        if self._edition is not None:
            copy_text(table_text(self._edition.result))
            self._bar.tell("已复制，可粘贴到WPS或Excel。")


def summary(found: Edition) -> str:
    """Return what a ranking says in a line."""
    result, head = found.result, found.head
    ranked = [u for u in result.units if u.rank is not None]
    names = {u.code: u.name for u in result.units}
    parts = [f"{month_text(head.month)}：{len(ranked)}个单位排名"]
    if len(ranked) < len(result.units):
        parts.append(f"{len(result.units) - len(ranked)}个不排名")
    if result.cut.certain:
        parts.append(f"末位：{_names(names, result.cut.certain)}")
    if result.cut.tied:
        tied = _names(names, result.cut.tied)
        parts.append(f"同分：{tied}，由领导选{result.cut.pick}个")
    if head.state is EvaluationState.DRAFT:
        until = found.snapshot.until
        parts.append(f"草稿，数据到{until.month}月{until.day}日，不能作为通报和约谈的依据")
    return "，".join(parts) + "。"


def _names(names: dict[str, str], codes: Sequence[str]) -> str:
    return "、".join(names[code] for code in codes)


def table_text(result: MonthResult) -> str:
    """Return a ranking as lines of cells."""
    model = RankModel()
    model.set_result(result)
    columns = range(model.columnCount())
    across = Qt.Orientation.Horizontal
    lines = ["\t".join(str(model.headerData(column, across)) for column in columns)]
    lines += [
        "\t".join(str(model.index(row, column).data()) for column in columns)
        for row in range(model.rowCount())
    ]
    return "\n".join(lines)
