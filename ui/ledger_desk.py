"""One ledger's list: its filter, its table page by page, what can be done with a row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QTableView, QVBoxLayout, QWidget

from antifraud_desktop.records.ledger_filters import LedgerFilter
from ui.filter_keeper import FilterKeeper
from ui.messages import MessageBar
from ui.tables.paged_model import PagedModel
from ui.tables.row_model import RECORD_ROLE, Column
from ui.widgets.ledger_filter import LedgerFilterBar
from ui.workspace import Workspace

R = TypeVar("R")
WINDOW, INSIDE = (
    Qt.ShortcutContext.WindowShortcut,
    Qt.ShortcutContext.WidgetWithChildrenShortcut,
)


@dataclass(frozen=True, slots=True)
class LedgerList(Generic[R]):
    """What a desk lists. ``place`` names the list for its saved filters.

    ``ids`` gives the rows' numbers in order for (choices, typed text); ``rows`` the records of
    some of them in the same order, None for one that went meanwhile. ``number`` is the one a
    record is listed under, None when it is not. All three run in the worker. A million rows are
    numbered by their place: ``ids`` gives a range. ``nothing`` is said while the ledger is empty,
    with what to do.
    """

    place: str
    name: str
    columns: Sequence[Column[R]]
    widths: Sequence[int]
    ids: Callable[[Mapping[str, str], str], Sequence[int]]
    rows: Callable[[Sequence[int]], Sequence[R | None]]
    number: Callable[[R], int | None]
    nothing: str
    measure: str = "条"


class LedgerDesk(QWidget):
    """``opened`` and ``delete_wanted`` carry a record; ``new_wanted`` asks for an empty form."""

    opened = Signal(object)
    chosen = Signal()
    new_wanted = Signal()
    delete_wanted = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        bar: MessageBar,
        listed: LedgerList[Any],
        filter_bar: LedgerFilterBar,
        buttons: Sequence[QWidget] = (),
    ) -> None:
        """Lay the desk out; ``buttons`` stand above the table."""
        super().__init__()
        self._workspace, self._bar, self._listed = workspace, bar, listed
        self.filter = filter_bar
        self.model: PagedModel[Any] = PagedModel(listed.columns)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName(listed.name)
        self.table.setAlternatingRowColors(True)
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        for column, width in enumerate(listed.widths):
            self.table.setColumnWidth(column, width)
        self.told = QLabel()
        self.told.setProperty("quiet", True)
        self.told.setWordWrap(True)
        self._lay_out(buttons)
        self.filter.changed.connect(self.load)
        self._keeper = FilterKeeper(workspace, bar, listed.place, filter_bar, self, self.load)
        self.model.page_wanted.connect(self._fetch)
        self.table.activated.connect(self._open)
        self.table.selectionModel().selectionChanged.connect(lambda *_a: self.chosen.emit())
        self.model.dataChanged.connect(lambda *_a: self.chosen.emit())
        # Whoever opened the room by the navigation has the focus there: a new row begins all the
        # same. Deleting asks for the focus in the table.
        self._key(QKeySequence.StandardKey.New, self, self.new_wanted.emit, WINDOW)
        self._key(QKeySequence.StandardKey.Delete, self.table, self._delete)

    def _key(
        self,
        key: QKeySequence.StandardKey,
        where: QWidget,
        act: Callable[[], object],
        context: Qt.ShortcutContext = INSIDE,
    ) -> None:
        shortcut = QShortcut(QKeySequence(key), where)
        shortcut.setContext(context)
        shortcut.activated.connect(act)

    def _lay_out(self, buttons: Sequence[QWidget]) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.filter)
        column.addWidget(self.table, 1)
        column.addWidget(self.told)

    def load(self) -> None:
        """Read which rows the filter keeps; the chosen row stays chosen where it is listed."""
        choices, typed = self.filter.choices(), self.filter.typed()
        filters, listed = self._workspace.program.ledgers.filters, self._listed
        current = self.current()

        def work() -> tuple[Sequence[int], tuple[LedgerFilter, ...], int | None]:
            ids = listed.ids(choices, typed)
            number = None if current is None else listed.number(current)
            return ids, filters.saved(listed.place), number

        def done(read: tuple[Sequence[int], tuple[LedgerFilter, ...], int | None]) -> None:
            if (self.filter.choices(), self.filter.typed()) == (choices, typed):
                self._show(*read)  # else somebody chose on; another answer comes

        self._workspace.run(work, done, self._bar.trouble)

    def _show(
        self, ids: Sequence[int], saved: tuple[LedgerFilter, ...], number: int | None
    ) -> None:
        self.model.set_ids(ids)
        self.filter.show_saved(saved)
        if ids:
            self.told.setText(f"共{len(ids)}{self._listed.measure}")
        else:
            other = "没有符合条件的内容。请把上面的条件改为“全部”，或换几个字。"
            self.told.setText(self._listed.nothing if self.filter.is_open() else other)
        if number is not None:
            self.choose(number)
        self.chosen.emit()

    def _fetch(self, first: int, ids: tuple[int, ...]) -> None:
        rows = self._listed.rows
        self._workspace.run(
            lambda: rows(ids), lambda found: self.model.put(first, ids, found), self._bar.trouble
        )

    def choose(self, number: int) -> None:
        """Choose the row of a number, when it is listed."""
        if number in self.model.ids:
            self.table.selectRow(self.model.ids.index(number))

    def bring(self, number: int) -> None:
        """Take every filter away and choose a row once the list is read."""
        self.filter.put({})
        self.filter.text.clear()
        self.load()
        self._workspace.run(lambda: None, lambda _none: self.choose(number))

    def current(self) -> Any | None:
        """Return the chosen record, None while there is none or it is still being read."""
        rows = self.table.selectionModel().selectedRows()
        return rows[0].data(RECORD_ROLE) if rows else None

    def with_current(self, act: Callable[[Any], object]) -> None:
        """Do something with the chosen record, nothing while there is none."""
        record = self.current()
        if record is not None:
            act(record)

    def selected(self) -> tuple[Any, ...]:
        """Return every chosen record that is there, top first."""
        rows = sorted(self.table.selectionModel().selectedRows(), key=lambda index: index.row())
        records = (index.data(RECORD_ROLE) for index in rows)
        return tuple(record for record in records if record is not None)

    def _open(self, index: QModelIndex) -> None:
        record = index.data(RECORD_ROLE)
        if record is not None:
            self.opened.emit(record)

    def _delete(self) -> None:
        self.with_current(self.delete_wanted.emit)
