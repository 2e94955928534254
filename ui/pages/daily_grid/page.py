"""每日报送: the day's figures typed like a spreadsheet, with states, versions and the month."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QSplitter, QTabWidget, QVBoxLayout, QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, KnownTrouble
from antifraud_desktop.records.days import DayBook
from antifraud_desktop.records.submissions import PendingDoubt
from ui.pages.base import Page, Workspace
from ui.pages.daily_grid.unit_side import UnitSide
from ui.tables.figure_grid import FigureGrid
from ui.tables.figure_model import GridRole, Mark, PasteOutcome, columns_for
from ui.tables.figure_sheet import CellKey
from ui.tables.grid_draft import take_draft, write_draft
from ui.widgets.cell_line import CellLine
from ui.widgets.grid_filter import GridFilter
from ui.widgets.month_calendar import MonthCalendarPane
from ui.widgets.save_bar import SaveBar
from ui.widgets.versions_panel import VersionsPanel

_AUTOSAVE_MS = 600
_MOST_TOLD = 3


class DailyGridPage(Page):
    """The grid of one day; what is typed is kept as a draft until it is saved."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._book: DayBook | None = None
        self._day = date.min
        self._loading = False
        self.grid = FigureGrid(self._state_icon)
        self.filter = GridFilter()
        self.cell_line = CellLine()
        self.save_bar = SaveBar()
        self.side = VersionsPanel()
        self.months = MonthCalendarPane()
        self._unit_side = UnitSide(workspace, self.side, self.grid.model.sheet, self._tell)
        self._side_button = QPushButton("版本与原文")
        self._side_button.setCheckable(True)
        self._side_button.setToolTip("F4")
        self._autosave = QTimer(self, singleShot=True, interval=_AUTOSAVE_MS)
        self._lay_out()
        self._connect()

    # what the window asks

    def show_day(self, day: date) -> None:
        """Show a day; figures typed on another stay in that day's draft."""
        if day != self._day:
            self.keep_draft()
            self._quietly(self.grid.model.sheet.discard)
            self._day, self._book = day, None
        self._load()

    def keep_draft(self) -> int:
        """Write the draft at once; return how many typed figures it holds."""
        self._autosave.stop()
        if self._book is None:
            return 0
        self._write_draft()
        return len(self.grid.model.sheet.edits)

    def show_unit(self, code: str) -> None:
        """Make a unit's row current, filters aside."""
        self.filter.clear()
        if self.grid.model.columns:
            self.grid.view.show_cell(code, self.grid.model.columns[0])
            self.grid.view.setFocus()

    def save(self) -> None:
        """Save what is typed as new versions (R4)."""
        if self.grid.model.sheet.edits:
            self.save_bar.ask_to_save()

    def _lay_out(self) -> None:
        top = QWidget()
        column = QVBoxLayout(top)
        column.setContentsMargins(0, 6, 0, 0)
        self.filter.layout().addWidget(self._side_button)
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
        self.save_bar.save_wanted.connect(self._save)
        self.save_bar.discard_wanted.connect(self._discard)
        self.cell_line.reasoned.connect(self._accept_warning)
        self.months.month_wanted.connect(self._load_month)
        self.months.day_chosen.connect(self._open_cell)
        self.tabs.currentChanged.connect(self._tab_changed)
        self._side_button.toggled.connect(self._show_side)
        self._autosave.timeout.connect(self._write_draft)
        for keys, act in (
            ("Ctrl+S", self.save),
            ("Ctrl+Z", self._undo),
            ("Ctrl+Y", self._redo),
            ("Ctrl+Shift+Z", self._redo),
            ("F4", self._side_button.toggle),
        ):
            shortcut = QShortcut(QKeySequence(keys), self, activated=act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # reading

    def _load(self) -> None:
        day, fresh, program = self._day, self._book is None, self.program
        key = _draft_key(day)

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
        if fresh and draft:
            kept: list[int] = []
            self._quietly(lambda: kept.append(take_draft(sheet, draft)))
            if kept[0]:
                self._tell(f"接着上次：草稿里有{kept[0]}处还没有保存。", "notice")
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
        if not self._loading:
            self._autosave.start()
        self._show_cell(self.grid.view.currentIndex())

    def _count(self) -> None:
        sheet = self.grid.model.sheet
        self.save_bar.show_count(len(sheet.edits), sheet.overwriting, self._day)

    def _quietly(self, act: Callable[[], object]) -> None:
        """Change the sheet without writing a draft of it."""
        self._loading = True
        act()
        self._loading = False

    def _write_draft(self) -> None:
        key, text, drafts = (
            _draft_key(self._day),
            write_draft(self.grid.model.sheet),
            self.program.drafts,
        )

        def work() -> None:
            if text:
                drafts.save(key, text)
            else:
                drafts.discard(key)

        self.run(work, lambda _none: None, self._tell_trouble)

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

    def _save(self, reason: str, received: datetime | None) -> None:
        day, program = self._day, self.program
        edits = self.grid.model.sheet.edits
        self._autosave.stop()

        def work() -> Changes:
            changes = program.submissions.type_figures(day, edits, received, reason)
            program.drafts.discard(_draft_key(day))
            return changes

        def saved(changes: Changes) -> None:
            self.save_bar.reset()
            self._tell(f"已保存{len(edits)}处。", "notice")
            self.workspace.announce(changes)

        self.run(work, saved, self._not_saved)

    def _not_saved(self, trouble: KnownTrouble) -> None:
        self.save_bar.tell(f"没有保存：{trouble.sentence}{trouble.advice}")
        if isinstance(trouble, Invalid):
            places = [p.field.split(":") for p in trouble.problems if ":" in p.field]
            if places:
                self.grid.view.show_cell(*places[0])
        self._write_draft()

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
        program = self.program
        self.run(
            lambda: program.days.month(year, month), self.months.show_month, self._tell_trouble
        )

    def _open_cell(self, unit: str, day: date) -> None:
        self.tabs.setCurrentIndex(0)
        self._wanted_unit = unit
        self.workspace.set_day(day)

    def _tell(self, sentence: str, tone: str) -> None:
        self.cell_line.show_text(sentence, wants_reason=False, tone=tone)

    def _tell_trouble(self, trouble: KnownTrouble) -> None:
        self._tell(f"{trouble.sentence}{trouble.advice}", "error")


def _draft_key(day: date) -> str:
    return f"grid:{day.isoformat()}"
