"""The agenda the program prepared: each line with its figure and where that was counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.labels import label_of
from antifraud_desktop.records.supervision import Agenda, AgendaLine
from antifraud_desktop.rules.day_words import short_day, short_days
from ui.clipboard import copy_text
from ui.file_out import WORD, FileOut
from ui.messages import MessageBar
from ui.tables.record_table import record_table
from ui.tables.row_model import RECORD_ROLE, Column, RowModel
from ui.widgets.pieces import hide_unless, push_button
from ui.workspace import Workspace

SIZE = (980, 560)
WIDTHS = (96, 500, 60, 280)
TOLD = "双击一行，到数字所在的页面核对。议程里没有群众的姓名；档案人数1至4写作“少于5”。"


@dataclass(frozen=True, slots=True)
class Shown:
    """A line as it stands in the table; ``title`` only with the first one of its point."""

    title: str
    line: AgendaLine


def columns() -> tuple[Column[Shown], ...]:
    """Return the columns of the table."""
    return (
        Column("议题", lambda r: r.title),
        Column("情况", lambda r: r.line.text),
        Column("数字", lambda r: "" if r.line.figure is None else str(r.line.figure), right=True),
        Column("数字来源", lambda r: r.line.source),
    )


class AgendaDialog(QDialog):
    """Nothing is stored here; ``take`` puts the agenda into a meeting's form."""

    def __init__(
        self,
        workspace: Workspace,
        agenda: Agenda,
        take: Callable[[Agenda], object] | None,
        parent: QWidget | None,
    ) -> None:
        """Show the agenda; without ``take`` it is only read."""
        super().__init__(parent)
        self.setWindowTitle(f"{label_of(agenda.level)}议程")
        self.resize(*SIZE)
        self._workspace, self.agenda = workspace, agenda
        self.bar = MessageBar()
        self.model = RowModel(columns())
        self.table = record_table(self.model, "议程", WIDTHS)
        self.table.setWordWrap(True)
        heads = self.table.horizontalHeader()
        heads.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        heads.setStretchLastSection(False)
        rows = self.table.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.activated.connect(self._open)
        told = QLabel(f"{_span(agenda)}{TOLD}")
        told.setWordWrap(True)
        told.setProperty("quiet", True)
        box = QDialogButtonBox()
        self.take = box.addButton("放入会议记录…", QDialogButtonBox.ButtonRole.ActionRole)
        self.take.setAccessibleName("放入会议记录")
        self.take.setProperty("primary", True)
        hide_unless(self.take, take is not None)
        self.take.clicked.connect(lambda: self._take(take))
        self.copy = push_button("复制", self.copy_agenda)
        self.word = push_button("存为Word…", self.write)
        for button in (self.copy, self.word):
            box.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        shut = box.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        shut.setAccessibleName("关闭")
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for part in (self.bar, told):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        column.addWidget(box)
        self.finished.connect(self.deleteLater)
        self.model.set_records(
            [
                Shown(item.title if place == 0 else "", line)
                for item in agenda.items
                for place, line in enumerate(item.lines)
            ]
        )

    def _take(self, take: Callable[[Agenda], object] | None) -> None:
        if take is not None:
            self.accept()
            take(self.agenda)

    def _open(self, index: QModelIndex) -> None:
        shown = index.data(RECORD_ROLE)
        if isinstance(shown, Shown) and shown.line.page:
            self.accept()
            self._workspace.open_page(shown.line.page, shown.line.key)

    def copy_agenda(self) -> None:
        """Put the agenda on the clipboard."""
        copy_text(f"{self.windowTitle()}\n{self.agenda.text}")
        self.bar.tell("议程已复制。")

    def write(self) -> None:
        """Write the agenda as a Word file where the user says."""
        day = self.agenda.day
        name = f"{day:%Y%m%d}-{self.windowTitle()}.docx"
        agendas, agenda = self._workspace.program.ledgers.agendas, self.agenda
        FileOut(self._workspace, self.bar, self).write(
            "存为Word", name, WORD, lambda path: agendas.export(agenda, path)
        )


def _span(agenda: Agenda) -> str:
    first, last = agenda.first, agenda.last
    if first == last:
        return f"报送情况截至{short_day(first)}。"
    return f"报送情况：{short_days(first, last)}。"
