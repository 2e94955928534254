"""The list of persons, masked; 100,000 of them scroll without a pause."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.changes import Changes
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.person_views import (
    PersonFilter,
    PersonRow,
    SavedFilterView,
)
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.vocabulary import AttentionLevel
from ui.messages import MessageBar
from ui.pages.persons.filter_bar import FilterBar
from ui.person_words import day_of, due_word, file_word
from ui.tables.paged_model import PagedModel
from ui.tables.record_table import chosen
from ui.tables.row_model import RECORD_ROLE, Column
from ui.workspace import Workspace

NONE_YET = "还没有人员档案。有合法依据的，点“新建档案”；有旧台账的，点“导入旧台账”。"
NONE_OF_MINE = "还没有由您负责的人员档案。本办经办人把您列为责任人后，档案就在这里。"
NONE_TO_READ = "还没有人员档案。经办人建档后，就在这里。"
NOT_FOUND = "没有符合的人员。请换几个字，或把上面的条件改为“全部”。"
WIDTHS = (72, 132, 124, 96, 196, 78, 108, 96)
Read = tuple[
    tuple[tuple[int, ...], tuple[PersonRow, ...]],
    tuple[UnitRecord, ...],
    tuple[SavedFilterView, ...],
    tuple[str, ...],
]


class PersonList(QWidget):
    """``opened`` carries the number of the person whose file is wanted."""

    opened = Signal(int)

    def __init__(self, workspace: Workspace, bar: MessageBar) -> None:
        """Lay the list out."""
        super().__init__()
        self._workspace, self._bar = workspace, bar
        self.filter = FilterBar()
        self.model: PagedModel[PersonRow] = PagedModel(columns(workspace.program.clock.today))
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName("人员名单")
        self.table.setAlternatingRowColors(True)
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        for column, width in enumerate(WIDTHS):
            self.table.setColumnWidth(column, width)
        self.told = QLabel()
        self.told.setProperty("quiet", True)
        self.foot = QHBoxLayout()
        self.foot.addWidget(self.told, 1)
        column_layout = QVBoxLayout(self)
        column_layout.setContentsMargins(0, 0, 0, 0)
        column_layout.addWidget(self.filter)
        column_layout.addWidget(self.table, 1)
        column_layout.addLayout(self.foot)
        self.filter.changed.connect(self.load)
        self.filter.keep_wanted.connect(self.keep_filter)
        self.filter.drop_wanted.connect(self.drop_filter)
        self.model.page_wanted.connect(self._fetch)
        self.table.activated.connect(self._open)

    def load(self) -> None:
        """Read which persons the filter keeps."""
        program, wanted = self._workspace.program, self.filter.wanted()

        def work() -> Read:
            others = program.may(Permission.ALL_FILES)  # else every file listed is one's own
            return (
                program.persons.found(wanted),
                program.units.list(),
                program.persons.filters(),
                program.case_files.officers() if others else (),
            )

        def done(read: Read) -> None:
            if self.filter.wanted() == wanted:  # else somebody typed on; another answer comes
                self._show(read)

        self._workspace.run(work, done, self._bar.trouble)

    def _show(self, read: Read) -> None:
        (ids, rows), units, saved, officers = read
        self.model.set_ids(ids)
        self.model.put(0, ids[: len(rows)], rows)
        self.filter.show_units(units)
        self.filter.show_officers(officers)
        self.filter.show_saved(saved)
        unfiltered = self.filter.wanted() == PersonFilter(sort=self.filter.wanted().sort)
        nobody = self._nobody_yet() if unfiltered else NOT_FOUND
        self.told.setText(f"共{len(ids)}人" if ids else nobody)

    def _nobody_yet(self) -> str:
        may = self._workspace.program.may
        if not may(Permission.ALL_FILES):
            return NONE_OF_MINE
        return NONE_YET if may(Permission.WRITE_FILES) else NONE_TO_READ

    def _fetch(self, first: int, ids: tuple[int, ...]) -> None:
        persons = self._workspace.program.persons

        def done(rows: tuple[PersonRow, ...]) -> None:
            found = {row.person_id: row for row in rows}
            self.model.put(first, ids, [found.get(number) for number in ids])

        self._workspace.run(lambda: persons.rows(ids), done, self._bar.trouble)

    def _open(self, index: QModelIndex) -> None:
        record = index.data(RECORD_ROLE)
        if isinstance(record, PersonRow):
            self.opened.emit(record.person_id)

    def current(self) -> PersonRow | None:
        """Return the chosen person."""
        return chosen(self.table, PersonRow)

    def keep_filter(self) -> None:
        """Keep what is asked for under a name."""
        name, given = QInputDialog.getText(self, "存为常用筛选", "名称：")
        if given:
            persons, wanted = self._workspace.program.persons, self.filter.wanted()
            self._workspace.run(
                lambda: persons.save_filter(name, wanted), self._kept, self._bar.trouble
            )

    def drop_filter(self, name: str) -> None:
        """Forget a filter."""
        persons = self._workspace.program.persons
        self._workspace.run(lambda: persons.drop_filter(name), self._kept, self._bar.trouble)

    def _kept(self, changes: Changes) -> None:
        self._workspace.announce(changes)
        self.load()


def columns(today: Callable[[], date]) -> tuple[Column[PersonRow], ...]:
    """Return the columns of the list; what is overdue says so in words."""
    return (
        Column("姓名", lambda r: str(r.name)),
        Column("身份证号", lambda r: str(r.identity_number) or "（空）"),
        Column("电话", lambda r: str(r.phone) or "（空）"),
        Column("单位", lambda r: r.unit_name or "所属单位待定"),
        Column("档案", lambda r: "、".join(file_word(f) for f in r.files)),
        Column("关注", _attention),
        Column("下次随访", lambda r: due_word(r.next_due, today())),
        Column(
            "最近联系",
            lambda r: day_of(
                max((f.last_contact for f in r.files if f.last_contact), default=None)
            ),
        ),
        Column(
            "责任人", lambda r: "、".join(dict.fromkeys(o for f in r.files for o in f.officers))
        ),
    )


def _attention(row: PersonRow) -> str:
    order = list(AttentionLevel)
    levels = [f.attention for f in row.files]
    highest = max(levels, key=order.index, default=AttentionLevel.NORMAL)
    return label_of(highest) if highest is not AttentionLevel.NORMAL else ""
