"""每日报送: the day's figures typed like a spreadsheet, with states, versions and the month."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QSplitter, QTabWidget, QVBoxLayout, QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, KnownTrouble
from antifraud_desktop.records.days import DayBook
from antifraud_desktop.records.submissions import PendingDoubt
from ui.page import Page
from ui.pages.daily_grid.keeping import GridKeeper
from ui.pages.daily_grid.unit_side import UnitSide
from ui.state_icons import unit_icon
from ui.tables.figure_grid import FigureGrid
from ui.tables.figure_model import GridRole, Mark, PasteOutcome, columns_for
from ui.tables.figure_sheet import CellKey
from ui.widgets.cell_line import CellLine
from ui.widgets.grid_filter import GridFilter
from ui.widgets.month_calendar import MonthCalendarPane
from ui.widgets.save_bar import SaveBar
from ui.widgets.versions_panel import VersionsPanel
from ui.workspace import Workspace

_MOST_TOLD = 3


class DailyGridPage(Page):
    """The grid of one day; what is typed is kept as a draft until it is saved."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._book: DayBook | None = None
        self._day = date.min
        self._left = ""
        self.grid = FigureGrid(unit_icon)
        self.filter = GridFilter()
        self.cell_line = CellLine()
        self.save_bar = SaveBar()
        self.side = VersionsPanel()
        self.months = MonthCalendarPane()
        self._unit_side = UnitSide(workspace, self.side, self.grid.model.sheet, self._tell)
        self._side_button = QPushButton("版本与原文")
        self._side_button.setCheckable(True)
        self._side_button.setToolTip("F4")
        self.keeper = GridKeeper(workspace, self.grid.model.sheet, self)
        self._lay_out()
        self._connect()

    def show_day(self, day: date) -> None:
        """Show a day; figures typed on another stay in that day's draft."""
        if day != self._day:
            left = len(self.grid.model.sheet.edits)
            if left:
                self._left = f"{self._day.month}月{self._day.day}日有{left}处未保存，已留作草稿。"
            self.keeper.turn_to(day)
            self._day, self._book = day, None
        self._load()

    def refresh(self, changes: Changes) -> None:
        """Read the day again when something it shows was saved."""
        touched = changes.units or changes.indicators or changes.calendar
        if self._day != date.min and (touched or self._day in changes.days):
            self._load()
            if self.tabs.currentWidget() is self.months:
                self.months.ask_for(self._day)

    def keep_draft(self) -> int:
        """Write the draft at once; return how many typed figures it holds."""
        self.keeper.keep_now()
        return len(self.grid.model.sheet.edits)

    def show_key(self, key: str) -> None:
        """Make a unit's row current, filters aside."""
        self.filter.clear()
        if self.grid.model.columns:
            self.grid.view.show_cell(key, self.grid.model.columns[0])
            self.grid.view.setFocus()

    def save(self) -> None:
        """Save what is typed as new versions (R4)."""
        if self.grid.model.sheet.edits:
            self.save_bar.ask_to_save()

    def _lay_out(self) -> None:
        top = QWidget()
        column = QVBoxLayout(top)
        column.setContentsMargins(0, 6, 0, 0)
        self.filter.add_widget(self._side_button)
        column.addWidget(self.filter)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.grid)
        split.addWidget(self.side)
        split.setStretchFactor(0, 1)
        split.setCollapsible(0, False)
        split.setSizes([900, 330])
        self.side.setMinimumWidth(260)
        self.side.hide()
        column.addWidget(split, 1)
        column.addWidget(self.cell_line)
        column.addWidget(self.save_bar)
        self.tabs = QTabWidget()
        self.tabs.addTab(top, "当日表格")
        self.tabs.addTab(self.months, "月历")
        self.body.addWidget(self.tabs, 1)

    def _connect(self) -> None:
        model, view = self.grid.model, self.grid.view
        model.edited.connect(self._edited)
        model.refused.connect(lambda said: self._tell(said, "error"))
        view.pasted.connect(self._pasted)
        view.cell_changed.connect(self._show_cell)
        self.grid.unit_chosen.connect(self._choose_unit)
        self.filter.changed.connect(self._arrange)
        self.save_bar.save_wanted.connect(self.keeper.save)
        self.save_bar.discard_wanted.connect(self._discard)
        self.cell_line.reasoned.connect(self._accept_warning)
        self.months.month_wanted.connect(self._load_month)
        self.months.day_chosen.connect(self._open_cell)
        self.tabs.currentChanged.connect(self._tab_changed)
        self._side_button.toggled.connect(self._show_side)
        self.keeper.saved.connect(self._saved)
        self.keeper.failed.connect(self._not_saved)
        self.keeper.draft_failed.connect(self._tell_trouble)
        for keys, act in (
            ("Ctrl+S", self.save),
            ("Ctrl+Z", self._undo),
            ("Ctrl+Y", self._redo),
            ("Ctrl+Shift+Z", self._redo),
            ("F4", self._side_button.toggle),
        ):
            shortcut = QShortcut(QKeySequence(keys), self, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _load(self) -> None:
        day, fresh, program = self._day, self._book is None, self.program
        key = self.keeper.key

        def work() -> tuple[DayBook, tuple[PendingDoubt, ...], str | None]:
            draft = program.drafts.load(key) if fresh else None
            return program.days.book(day), program.submissions.doubts(day), draft

        self.run(work, lambda found: self._loaded(day, *found), self._could_not_load)

    def _loaded(
        self, day: date, book: DayBook, doubts: tuple[PendingDoubt, ...], draft: str | None
    ) -> None:
        if day != self._day:
            return
        fresh, self._book = self._book is None, book
        sheet = self.grid.model.sheet
        sheet.load(book, doubts)
        self.side.doubt_panel.set_indicators(sheet.indicators)
        self.filter.show_book(book)
        self._arrange()
        self.show_content()
        kept = self.keeper.take(draft) if fresh and draft else 0
        said = f"接着上次：草稿里有{kept}处还没有保存。" if kept else ""
        if self._left or said:
            self._tell(self._left + said, "notice")
        self._left = ""
        self._count()
        self._choose_unit(self.grid.current_unit())
        if not book.units:
            self.show_empty("还没有单位。", "请先在“基础信息”里导入或新增单位。")

    def _could_not_load(self, trouble: KnownTrouble) -> None:
        self.show_trouble(trouble, self._load)

    def _arrange(self) -> None:
        if self._book is None:
            return
        sheet, view = self.grid.model.sheet, self.grid.view
        index = view.currentIndex()
        key = self.grid.model.key(index) if index.isValid() else None
        marked = {unit for unit, _code in (*sheet.warnings, *sheet.doubts)}
        units = tuple(self.filter.units(self._book, marked.__contains__))
        figures = {code: 0 for u in units for code in u.figures}
        figures |= {e.indicator: 0 for e in sheet.edits}
        codes = (
            tuple(i.code for i in self._book.indicators)
            if self.filter.all_indicators.isChecked()
            else columns_for(units, self._book.indicators, figures)
        )
        self.grid.model.arrange((u.code for u in units), codes)
        if key is None or not view.show_cell(*key):
            view.step(0, 0)

    # typing

    def _edited(self) -> None:
        self._count()
        self.keeper.touch()
        self._show_cell(self.grid.view.currentIndex())

    def _count(self) -> None:
        sheet = self.grid.model.sheet
        self.save_bar.show_count(len(sheet.edits), sheet.overwriting, self._day)

    def _undo(self) -> None:
        sheet = self.grid.model.sheet
        label = sheet.undo_label
        self._show_step(sheet.undo(), f"已撤销：{label}" if label else "没有可以撤销的。")

    def _redo(self) -> None:
        sheet = self.grid.model.sheet
        label = sheet.redo_label
        self._show_step(sheet.redo(), f"已重做：{label}" if label else "没有可以重做的。")

    def _show_step(self, keys: tuple[CellKey, ...], said: str) -> None:
        if keys:
            self.grid.view.show_cell(*keys[0])
        self._tell(said, "notice")

    def _pasted(self, outcome: PasteOutcome) -> None:
        parts = [f"粘贴了{outcome.taken}格"]
        if outcome.blanks:
            parts.append(f"{outcome.blanks}个空白格未改动")
        if outcome.outside:
            parts.append(f"{outcome.outside}格超出表格")
        if outcome.refused:
            told = "；".join(outcome.refused[:_MOST_TOLD])
            more = "等" if len(outcome.refused) > _MOST_TOLD else ""
            parts.append(f"{len(outcome.refused)}格没有填入：{told}{more}")
        self._tell("，".join(parts) + "。", "error" if outcome.refused else "notice")

    def _saved(self, count: int) -> None:
        self.save_bar.reset()
        # The save makes the page read the day again; what is said must outlive that.
        self._left = f"已保存{count}处。"
        self._tell(self._left, "notice")

    def _not_saved(self, trouble: KnownTrouble) -> None:
        self.save_bar.tell(f"没有保存：{trouble.sentence}{trouble.advice}")
        if isinstance(trouble, Invalid):
            places = [p.field.split(":") for p in trouble.problems if ":" in p.field]
            if places:
                self.grid.view.show_cell(*places[0])

    def _discard(self) -> None:
        count = len(self.grid.model.sheet.edits)
        self.grid.model.sheet.enter(self.grid.model.sheet.saved_below(), f"放弃{count}处")
        self._tell(f"已放弃{count}处未保存的改动，按Ctrl+Z可以找回。", "notice")

    # the current cell and unit

    def _show_cell(self, index: QModelIndex) -> None:
        if not index.isValid():
            self.cell_line.show_text("", wants_reason=False)
            return
        spoken = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
        wants = index.data(GridRole.MARK) == Mark.WARNING
        self.cell_line.show_text(spoken, wants_reason=wants)

    def _choose_unit(self, code: str) -> None:
        self._unit_side.choose(code, self._day)

    def _show_side(self, on: bool) -> None:
        self.side.setVisible(on)
        if on:
            self._unit_side.open()

    def _accept_warning(self, reason: str) -> None:
        unit, code = self.grid.model.key(self.grid.view.currentIndex())
        found = self.grid.model.sheet.warnings.get((unit, code), [])
        warning = next((w for w in found if w.accepted_reason is None), None)
        if warning is None:
            return
        day, program = self._day, self.program
        self.run(
            lambda: program.submissions.accept_warning(unit, day, code, warning.code, reason),
            self.workspace.announce,
            self._tell_trouble,
        )

    # the month

    def _tab_changed(self, number: int) -> None:
        if self.tabs.widget(number) is self.months and not self.months.shows(self._day):
            self.months.ask_for(self._day)

    def _load_month(self, year: int, month: int) -> None:
        days, today = self.program.days, self.program.clock.today()
        show = self.months.show_month
        self.run(lambda: days.month(year, month), lambda m: show(m, today), self._tell_trouble)

    def _open_cell(self, unit: str, day: date) -> None:
        self.tabs.setCurrentIndex(0)
        self._wanted_unit = unit
        self.workspace.set_day(day)

    def _tell(self, sentence: str, tone: str) -> None:
        self.cell_line.show_text(sentence, wants_reason=False, tone=tone)

    def _tell_trouble(self, trouble: KnownTrouble) -> None:
        self._tell(f"{trouble.sentence}{trouble.advice}", "error")
