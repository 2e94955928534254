"""任务: what was set to whom by when, overdue first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QLabel, QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.supervision import TaskFilter, TaskRecord, TaskState
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.rules.permissions import Permission
from ui.dialogs.ask_words import AskWords
from ui.dialogs.task import FinishDialog, Offered, TaskDialog, offered_today
from ui.file_out import EXCEL, WORD, FileOut
from ui.ledger_desk import LedgerDesk, LedgerList
from ui.messages import MessageBar, ask
from ui.pages.supervision.lines import TASK_WIDTHS, task_columns, task_told
from ui.pages.supervision.parts import (
    STATE,
    UNIT,
    Days,
    lay_out,
    menu_button,
    period_choice,
    period_of,
    reader,
    tell_counts,
    unit_choice,
    unit_options,
)
from ui.widgets.ledger_filter import Choice, LedgerFilterBar
from ui.widgets.pieces import hide_unless, push_button
from ui.workspace import Workspace

PLACE = "tasks"
DOING = "doing"
STATES = (
    ("", "全部状态"),
    (DOING, "未办结"),
    *((state.value, label_of(state)) for state in TaskState),
)
NOTHING = (
    "还没有任务。会议议定的、领导交办的，点“交办任务…”登记，到期当天和逾期以后，“今日”都会提醒。"
)
ENDED = (TaskState.DONE, TaskState.DROPPED)


class TasksTab(QWidget):
    """The list; what is chosen can be changed, done, dropped, taken up again, deleted."""

    def __init__(self, workspace: Workspace, bar: MessageBar) -> None:
        """Lay the tab out; what the account may not do is not offered."""
        super().__init__()
        self._workspace, self._bar = workspace, bar
        self._tasks = workspace.program.ledgers.tasks
        self._may = workspace.program.may(Permission.KEEP_LEDGERS)
        self.new = push_button("交办任务…", self.begin)
        self.new.setProperty("primary", True)
        self.done = push_button("办结…", self.finish)
        self.edit = push_button("修改…", self.change)
        self.more = menu_button(
            "更多",
            (("取消任务…", self.drop), ("恢复办理", self.reopen), ("删除…", self.remove)),
        )
        self.out = push_button("导出…", self.export)
        for button in (self.new, self.done, self.edit, self.more):
            hide_unless(button, self._may)
        self.desk = LedgerDesk(
            workspace,
            bar,
            self._listed(),
            LedgerFilterBar(
                "事项、责任人",
                (Choice(STATE, "状态", STATES), unit_choice(), period_choice("完成期限")),
            ),
            (self.new, self.done, self.edit, self.more, self.out),
        )
        self.counts = QLabel()
        self.told = reader("任务详情")
        lay_out(self, self.counts, self.desk, self.told)
        self.desk.chosen.connect(self._offer)
        self.desk.new_wanted.connect(self.begin)
        self.desk.opened.connect(lambda _record: self.change())
        self.desk.delete_wanted.connect(lambda _record: self.remove())
        self._offer()

    def _listed(self) -> LedgerList[TaskRecord]:
        today, tasks = self._workspace.program.clock.today, self._tasks

        def ids(choices: Mapping[str, str], typed: str) -> Sequence[int]:
            return tasks.ids(wanted_of(choices, typed, period_of(choices, today())))

        return LedgerList(
            PLACE,
            "任务",
            task_columns(),
            TASK_WIDTHS,
            ids,
            tasks.some,
            lambda record: record.id,
            NOTHING,
            "项",
        )

    def load(self) -> None:
        """Read the list, the counts and the units to choose from."""
        program = self._workspace.program

        def done(read: tuple[dict[TaskState, int], tuple[UnitRecord, ...]]) -> None:
            counts, units = read
            self._count(counts)
            self.desk.filter.offer(UNIT, unit_options(units))

        self._workspace.run(
            lambda: (self._tasks.counts(), program.units.list()), done, self._bar.trouble
        )
        self.desk.load()

    def _count(self, counts: dict[TaskState, int]) -> None:
        late = counts[TaskState.OVERDUE]
        told = f"办理中{counts[TaskState.OPEN]}项，已办结{counts[TaskState.DONE]}项"
        tell_counts(self.counts, f"逾期{late}项" if late else "", told)

    def choose(self, number: int) -> None:
        """Bring one task into view once the list is read."""
        self.desk.bring(number)

    def current(self) -> TaskRecord | None:
        """Return the chosen task."""
        found = self.desk.current()
        return found if isinstance(found, TaskRecord) else None

    def _offer(self) -> None:
        record = self.current()
        ended = record is not None and record.state in ENDED
        for button in (self.done, self.edit):
            button.setEnabled(record is not None and not ended)
        self.more.setEnabled(record is not None)
        drop, again, _remove = self.more.menu().actions()
        drop.setEnabled(not ended)
        again.setEnabled(ended)
        self.told.setPlainText(task_told(record) if record is not None else "")

    def begin(self) -> None:
        """Set a new task."""
        if self._may:
            self._open(TaskRecord())

    def change(self) -> None:
        """Change the chosen task while it is still to be done."""
        record = self.current()
        if record is None or not self._may:
            return
        if record.state in ENDED:
            self._bar.tell("这项任务已经办结或取消。需要再办的，点“更多”里的“恢复办理”。", "wait")
        else:
            self._open(record)

    def _open(self, record: TaskRecord) -> None:
        def show(offered: Offered) -> None:
            TaskDialog(self._workspace, record, offered, self._entered, self).open()

        self._workspace.run(lambda: offered_today(self._workspace), show, self._bar.trouble)

    def _entered(self, saved: tuple[int, Changes]) -> None:
        self._saved(saved[1], "已保存。")

    def finish(self) -> None:
        """Say that the chosen task was done."""
        record = self.current()
        if record is not None:
            FinishDialog(self._workspace, record, lambda c: self._saved(c, "已办结。"), self).open()

    def drop(self) -> None:
        """Say why the chosen task is no longer to be done."""
        record = self.current()
        if record is None:
            return
        told = f"{record.title}\n写明为什么不再办理。任务和原因都会保留。"
        form = AskWords(self._workspace, "取消任务", told, "reason", "取消任务", self)
        form.ask(
            lambda text: self._tasks.drop(record.id, text, record.version),
            lambda changes: self._saved(changes, "已取消。"),
        )

    def reopen(self) -> None:
        """Take up again what was done or dropped."""
        record = self.current()
        if record is not None:
            self._workspace.run(
                lambda: self._tasks.reopen(record.id, record.version),
                lambda changes: self._saved(changes, "已恢复办理。"),
                self._bar.trouble,
            )

    def remove(self) -> None:
        """Delete the chosen task after asking."""
        record = self.current()
        if record is None or not self._may:
            return
        detail = f"“{record.title}”会被删除，操作记录里留有内容。不再办理的任务请用“取消任务”。"
        if ask(self, "删除这项任务？", detail, "删除"):
            self._workspace.run(
                lambda: self._tasks.remove(record.id, record.version),
                lambda changes: self._saved(changes, "已删除。"),
                self._bar.trouble,
            )

    def export(self) -> None:
        """Write what is listed to a file."""
        program, choices = self._workspace.program, self.desk.filter.choices()
        wanted = wanted_of(
            choices, self.desk.filter.typed(), period_of(choices, program.clock.today())
        )
        FileOut(self._workspace, self._bar, self).write(
            "导出任务",
            "交办事项清单.xlsx",
            f"{EXCEL};;{WORD}",
            lambda path: self._tasks.export(path, wanted),
        )

    def _saved(self, changes: Changes, told: str) -> None:
        self._bar.tell(told)
        self._workspace.announce(changes)


def wanted_of(choices: Mapping[str, str], typed: str, days: Days) -> TaskFilter:
    """Return the filter that the bar's choices make."""
    state = choices.get(STATE, "")
    chosen = (TaskState(state),) if state and state != DOING else ()
    return TaskFilter(
        states=(TaskState.OVERDUE, TaskState.OPEN) if state == DOING else chosen,
        unit_code=choices.get(UNIT, ""),
        first=days[0],
        last=days[1],
        text=typed,
    )
