"""Setting a task: what is to be done, by whom, by when; and saying that it was done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from PySide6.QtWidgets import QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.records.supervision import MemberRecord, TaskRecord
from antifraud_desktop.records.units import UnitRecord
from ui.dialogs.dated_form import DatedForm
from ui.workspace import Workspace

A_WEEK = timedelta(days=7)
TOWNSHIP = "镇级（不属于某个单位）"
Done = Callable[[tuple[int, Changes]], object]


@dataclass(frozen=True, slots=True)
class Offered:
    """What forms of the supervision offer: the units there are today, the group's members."""

    units: Sequence[UnitRecord]
    members: Sequence[MemberRecord]

    def unit_options(self, none: str) -> tuple[tuple[str, str], ...]:
        """Return code and name of each unit, ``none`` standing first for none of them."""
        return (("", none), *((unit.code, unit.name) for unit in self.units))

    def names(self) -> tuple[str, ...]:
        """Return members and linked leaders, each once."""
        leaders = (unit.leader for unit in self.units if unit.leader)
        return tuple(dict.fromkeys([*(m.name for m in self.members), *leaders]))


def offered_today(workspace: Workspace) -> Offered:
    """Read what is offered; in the worker."""
    program = workspace.program
    today = program.clock.today()
    return Offered(program.units.list(today), program.ledgers.leading_group.members(today))


def draft_key(record: TaskRecord) -> str:
    """Return where a task's form is kept; a meeting's next task apart from others."""
    return f"task:{record.id}:{record.meeting_id or 0}"


class TaskDialog(DatedForm):
    """A new task, or one that is still to be done."""

    def __init__(
        self,
        workspace: Workspace,
        record: TaskRecord,
        offered: Offered,
        done: Done,
        parent: QWidget | None,
    ) -> None:
        """Fill the form; a new one is due in a week."""
        title = "修改任务" if record.id else "交办任务"
        told = f"来自会议：{record.meeting}" if record.meeting else ""
        super().__init__(workspace, title, told, "保存", parent)
        self._record, self._done = record, done
        new = record.id == 0
        self.name = self.add_line("title", "要办的事", record.title)
        self.detail = self.add_text("detail", "具体要求", 3, "可以不填。")
        self.detail.setPlainText(record.detail)
        self.owner = self.add_names("owner", "责任人", offered.names(), record.owner)
        options = offered.unit_options(TOWNSHIP)
        self.unit = self.add_choice("unit_code", "责任单位", options, record.unit_code)
        self.add_day("set_on", "交办日期", self.today if new else record.set_on)
        self.add_day("due_on", "完成期限", self.today + A_WEEK if new else record.due_on)
        self.act = self._save
        self.keep_under(draft_key(record))

    def _save(self) -> None:
        record = replace(
            self._record,
            title=self.name.text(),
            detail=self.detail.toPlainText(),
            owner=self.owner.currentText(),
            unit_code=str(self.unit.currentData() or ""),
            set_on=self.day("set_on"),
            due_on=self.day("due_on"),
        )
        tasks, key = self.workspace.program.ledgers.tasks, draft_key(self._record)
        self.run(lambda: tasks.save(record, key), self._done)


class FinishDialog(DatedForm):
    """A task was done: when, and with what result."""

    def __init__(
        self,
        workspace: Workspace,
        record: TaskRecord,
        done: Callable[[Changes], object],
        parent: QWidget | None,
    ) -> None:
        """Ask for the day and the result."""
        super().__init__(workspace, "办结任务", record.title, "办结", parent)
        self._record, self._done = record, done
        self.add_day("done_on", "办结日期", self.today)
        self.result_box = self.add_text("result", "办理结果", 4)
        self.act = self._save
        self._key = f"task_done:{record.id}"
        self.keep_under(self._key)

    def _save(self) -> None:
        record, on, said = self._record, self.day("done_on"), self.result_box.toPlainText()
        tasks, key = self.workspace.program.ledgers.tasks, self._key
        self.run(lambda: tasks.finish(record.id, on, said, record.version, key), self._done)
