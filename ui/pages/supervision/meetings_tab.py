"""会议: how each level's meetings stand, the agenda for the next one, minutes of those held."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.supervision import (
    Agenda,
    MeetingFilter,
    MeetingRecord,
    MeetingStanding,
    TaskFilter,
    TaskRecord,
)
from antifraud_desktop.rules.day_words import short_day
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.vocabulary import MeetingLevel
from ui.dialogs.agenda import AgendaDialog
from ui.dialogs.meeting import MeetingDialog
from ui.dialogs.task import Offered, TaskDialog, offered_today
from ui.file_out import EXCEL, WORD, FileOut
from ui.ledger_desk import LedgerDesk, LedgerList
from ui.messages import MessageBar, ask
from ui.pages.supervision.lines import (
    MEETING_WIDTHS,
    meeting_columns,
    meeting_told,
    standing_text,
)
from ui.pages.supervision.parts import Days, period_choice, period_of, reader
from ui.widgets.ledger_filter import Choice, LedgerFilterBar
from ui.widgets.pieces import hide_unless, push_button
from ui.workspace import Workspace

PLACE, LEVEL = "meetings", "level"
LEVELS = (("", "全部会议"), *((level.value, label_of(level)) for level in MeetingLevel))
NOTHING = "还没有会议记录。点上面的“准备议程…”，程序把要研究的事列好，再放入会议记录。"


class MeetingsTab(QWidget):
    """Three lines of how the rhythm is kept (R9), then the list."""

    def __init__(self, workspace: Workspace, bar: MessageBar) -> None:
        """Lay the tab out; what the account may not do is not offered."""
        super().__init__()
        self._workspace, self._bar = workspace, bar
        self._meetings = workspace.program.ledgers.meetings
        self._may = workspace.program.may(Permission.KEEP_LEDGERS)
        self.standings: dict[MeetingLevel, QLabel] = {}
        self.prepare: dict[MeetingLevel, QPushButton] = {}
        self.new = push_button("登记会议…", self.begin)
        self.new.setProperty("primary", True)
        self.edit = push_button("修改…", self.change)
        self.task = push_button("交办事项…", self.add_task)
        self.delete = push_button("删除…", self.remove)
        self.paper = push_button("会议纪要…", self.write)
        self.out = push_button("导出…", self.export)
        for button in (self.new, self.edit, self.task, self.delete):
            hide_unless(button, self._may)
        self.desk = LedgerDesk(
            workspace,
            bar,
            self._listed(),
            LedgerFilterBar(
                "议题、会议内容、主持人", (Choice(LEVEL, "会议", LEVELS), period_choice("日期"))
            ),
            (self.new, self.edit, self.task, self.delete, self.paper, self.out),
        )
        self.told = reader("会议详情")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._rhythm())
        column.addWidget(self.desk, 1)
        column.addWidget(self.told)
        self.desk.chosen.connect(self._choose)
        self.desk.new_wanted.connect(self.begin)
        self.desk.opened.connect(lambda _record: self.change())
        self.desk.delete_wanted.connect(lambda _record: self.remove())
        self._choose()

    def _rhythm(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        for row, level in enumerate(MeetingLevel):
            name = QLabel(label_of(level))
            told = self.standings[level] = QLabel()
            told.setWordWrap(True)
            button = self.prepare[level] = push_button(
                "准备议程…", partial(self.show_agenda, level)
            )
            button.setAccessibleName(f"准备{label_of(level)}的议程")
            for place, widget in enumerate((name, told, button)):
                grid.addWidget(widget, row, place)
        return grid

    def _listed(self) -> LedgerList[MeetingRecord]:
        today, meetings = self._workspace.program.clock.today, self._meetings

        def ids(choices: Mapping[str, str], typed: str) -> Sequence[int]:
            return meetings.ids(wanted_of(choices, typed, period_of(choices, today())))

        return LedgerList(
            PLACE,
            "会议",
            meeting_columns(),
            MEETING_WIDTHS,
            ids,
            meetings.some,
            lambda record: record.id,
            NOTHING,
            "次",
        )

    def load(self) -> None:
        """Read how the rhythm is kept, and the list."""
        self._workspace.run(self._meetings.standings, self._show, self._bar.trouble)
        self.desk.load()

    def _show(self, standings: tuple[MeetingStanding, ...]) -> None:
        today = self._workspace.program.clock.today()
        for standing in standings:
            label = self.standings[standing.level]
            label.setText(standing_text(standing, today))
            label.setProperty("tone", "bad" if standing.missed or standing.near else "muted")
            label.style().polish(label)

    def current(self) -> MeetingRecord | None:
        """Return the chosen meeting."""
        found = self.desk.current()
        return found if isinstance(found, MeetingRecord) else None

    def _choose(self) -> None:
        record = self.current()
        for button in (self.edit, self.task, self.delete, self.paper):
            button.setEnabled(record is not None)
        if record is None:
            self.told.clear()
            return
        tasks = self._workspace.program.ledgers.tasks

        def read() -> tuple[TaskRecord, ...]:
            found = tasks.some(tasks.ids(TaskFilter(meeting_id=record.id)))
            return tuple(task for task in found if task is not None)

        def show(found: tuple[TaskRecord, ...]) -> None:
            if self.current() == record:
                self.told.setPlainText(meeting_told(record, found))

        self._workspace.run(read, show, self._bar.trouble)

    def show_agenda(self, level: MeetingLevel) -> None:
        """Prepare the agenda of a level's meeting today."""
        agendas, take = self._workspace.program.ledgers.agendas, self.take_agenda

        def show(agenda: Agenda) -> None:
            AgendaDialog(self._workspace, agenda, take if self._may else None, self).open()

        self._workspace.run(lambda: agendas.prepare(level), show, self._bar.trouble)

    def take_agenda(self, agenda: Agenda) -> None:
        """Open a meeting's form with an agenda in it."""
        self._open(MeetingRecord(level=agenda.level, day=agenda.day), agenda)

    def begin(self) -> None:
        """Enter a meeting."""
        if self._may:
            self._open(MeetingRecord())

    def change(self) -> None:
        """Change the chosen meeting."""
        record = self.current()
        if record is not None and self._may:
            self._open(record)

    def _open(self, record: MeetingRecord, agenda: Agenda | None = None) -> None:
        def show(offered: Offered) -> None:
            form = MeetingDialog(self._workspace, record, offered, self._entered, self, agenda)
            form.open()

        self._workspace.run(lambda: offered_today(self._workspace), show, self._bar.trouble)

    def _entered(self, saved: tuple[int, Changes]) -> None:
        number, changes = saved
        self._saved(changes, "已保存。议定的事项请逐项交办。")
        self._bar.offer("交办事项…", partial(self._task_of, number))
        self._workspace.run(lambda: None, lambda _none: self.desk.choose(number))

    def add_task(self) -> None:
        """Set a task the chosen meeting decided."""
        record = self.current()
        if record is not None:
            self._task_of(record.id)

    def _task_of(self, meeting_id: int) -> None:
        def read() -> tuple[MeetingRecord, Offered]:
            return self._meetings.get(meeting_id), offered_today(self._workspace)

        def show(found: tuple[MeetingRecord, Offered]) -> None:
            record, offered = found
            name = f"{short_day(record.day)}{label_of(record.level)}"
            task = TaskRecord(meeting_id=record.id, meeting=name)
            TaskDialog(self._workspace, task, offered, partial(self._set, meeting_id), self).open()

        self._workspace.run(read, show, self._bar.trouble)

    def _set(self, meeting_id: int, saved: tuple[int, Changes]) -> None:
        self._saved(saved[1], "已交办。")
        self._bar.offer("再交办一项…", partial(self._task_of, meeting_id))

    def remove(self) -> None:
        """Delete the chosen meeting after asking."""
        record = self.current()
        if record is None or not self._may:
            return
        title = f"{short_day(record.day)}{label_of(record.level)}"
        detail = f"“{title}”的记录会被删除，操作记录里留有内容。"
        if ask(self, "删除这次会议？", detail, "删除"):
            self._workspace.run(
                lambda: self._meetings.remove(record.id, record.version),
                lambda changes: self._saved(changes, "已删除。"),
                self._bar.trouble,
            )

    def write(self) -> None:
        """Write the minutes of the chosen meeting."""
        record = self.current()
        if record is None:
            return
        name = f"{record.day:%Y%m%d}-{label_of(record.level)}会议纪要.docx"
        FileOut(self._workspace, self._bar, self).write(
            "会议纪要", name, WORD, lambda path: self._meetings.export_minutes(record.id, path)
        )

    def export(self) -> None:
        """Write what is listed to a workbook."""
        choices, today = self.desk.filter.choices(), self._workspace.program.clock.today()
        wanted = wanted_of(choices, self.desk.filter.typed(), period_of(choices, today))
        FileOut(self._workspace, self._bar, self).write(
            "导出会议台账", "会议台账.xlsx", EXCEL, lambda path: self._meetings.export(path, wanted)
        )

    def _saved(self, changes: Changes, told: str) -> None:
        self._bar.tell(told)
        self._workspace.announce(changes)


def wanted_of(choices: Mapping[str, str], typed: str, days: Days) -> MeetingFilter:
    """Return the filter that the bar's choices make."""
    level = choices.get(LEVEL, "")
    return MeetingFilter(MeetingLevel(level) if level else None, days[0], days[1], typed)
