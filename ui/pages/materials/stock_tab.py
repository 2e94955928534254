"""库存: materials by units, what is short, and the steps that move something."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QTableView, QVBoxLayout, QWidget

from antifraud_desktop.records.materials import StockSheet
from antifraud_desktop.rules.permissions import Permission
from ui.messages import MessageBar
from ui.pages.materials.forms import MaterialForms
from ui.pages.materials.lines import short_words
from ui.pages.materials.papers import MaterialPapers
from ui.pages.materials.stock_model import AWAITED_ROW, OFFICE_ROW, StockModel
from ui.widgets.pieces import hide_unless, push_button
from ui.workspace import Workspace

NAME_WIDTH, WIDTH = 130, 96
NONE = "还没有任何物料入库。请先点“入库…”登记镇里收到的物料，再点“发放…”发给各单位。"
KEYS = "选中一格按回车：镇里的登记入库，单位的发放这种物料。"


class StockTab(QWidget):
    """What is where today."""

    def __init__(self, workspace: Workspace, bar: MessageBar) -> None:
        """Lay the tab out; what the account may not do is not offered."""
        super().__init__()
        self._workspace, self._bar = workspace, bar
        self.forms = MaterialForms(workspace, bar, self)
        self.papers = MaterialPapers(workspace, bar, self)
        self.model = StockModel()
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName("各单位库存")
        self.table.setAlternatingRowColors(True)
        self.table.verticalHeader().hide()
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.activated.connect(self._act)
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.keys = QLabel(KEYS)
        self.keys.setProperty("quiet", True)
        may = workspace.program.may
        self._keeps = may(Permission.KEEP_LEDGERS)
        self.buttons = {
            "receive": push_button("入库…", lambda: self.forms.receive(*self._chosen()[:1])),
            "hand_out": push_button("发放…", lambda: self.forms.hand_out(*self._chosen())),
            "put_up": push_button("张挂…", lambda: self.forms.put_up(*self._chosen())),
            "take_out": push_button(
                "使用、退回、报损…", lambda: self.forms.take_out(*self._chosen())
            ),
            "sorts": push_button("物料目录…", lambda: self.forms.sorts(self._chosen()[0])),
        }
        self.issue = push_button("生成台账…", self.papers.issue)
        self.export = push_button("导出表格…", self.papers.export)
        self.slips = push_button("领用单…", self.papers.slips)
        self.buttons["hand_out"].setProperty("primary", True)
        self._lay_out()
        for step in (*self.buttons.values(), self.keys):
            hide_unless(step, self._keeps)
        hide_unless(self.issue, may(Permission.ISSUE_DOCUMENTS))
        if self._keeps:
            new = QShortcut(QKeySequence(QKeySequence.StandardKey.New), self)
            new.setContext(Qt.ShortcutContext.WindowShortcut)  # from the navigation too
            new.activated.connect(lambda: self.forms.receive(*self._chosen()[:1]))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        for button in self.buttons.values():
            row.addWidget(button)
        row.addStretch(1)
        for button in (self.slips, self.export, self.issue):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.told)
        column.addWidget(self.table, 1)
        column.addWidget(self.keys)

    def load(self) -> None:
        """Read what is where today."""
        materials, today = self._workspace.program.ledgers.materials, self._today()
        self._workspace.run(lambda: materials.stock(today), self._show, self._bar.trouble)

    def _today(self) -> date:
        return self._workspace.program.clock.today()

    def _show(self, sheet: StockSheet) -> None:
        current = self.table.currentIndex()
        row, column = max(current.row(), OFFICE_ROW), max(current.column(), 1)
        self.model.set_sheet(sheet)
        self.table.setColumnWidth(0, NAME_WIDTH)
        for number in range(len(sheet.materials)):
            needed = self.table.horizontalHeader().sectionSizeHint(number + 1)
            self.table.setColumnWidth(number + 1, max(WIDTH, needed))
        self.table.setCurrentIndex(self.model.index(row, column))
        nothing = not any(sheet.office) and not any(any(r.counts) for r in sheet.rows)
        said = short_words(sheet.shortages)
        tone = "bad" if said else "good"
        if nothing:
            said, tone = NONE, "muted"
        self.told.setText(said or "✓ 没有缺货。")
        self.told.setProperty("tone", tone)
        self.told.style().polish(self.told)

    def _chosen(self) -> tuple[str, str]:
        return self.model.place(self.table.currentIndex())

    def _act(self, index: QModelIndex) -> None:
        if not self._keeps or index.row() == AWAITED_ROW:
            return
        material, unit = self.model.place(index)
        if index.row() == OFFICE_ROW:
            self.forms.receive(material)
        else:
            self.forms.hand_out(material, unit)
