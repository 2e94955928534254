"""Tasks: set with an owner and a day, done with a result, or dropped with a reason (交办事项)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, Refused
from antifraud_desktop.paths import DataFolder
from antifraud_desktop.records.supervision import TaskFilter, TaskRecord, TaskState
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.rules.tasks import problems_of_end, problems_of_task
from antifraud_desktop.services.drafts import forget_draft
from antifraud_desktop.services.file_texts import reason_problems
from antifraud_desktop.services.ledger_export import export_paper, export_tables
from antifraud_desktop.services.supervision_papers import sheet_head
from antifraud_desktop.services.supervision_rows import TASK, taken, tasks_of, unit_id_of
from antifraud_desktop.services.written_text import LINE, NOTE, problems_of_texts
from antifraud_desktop.work import Work, allowed
from db.models import Meeting, Task
from db.queries import supervision as queries

TITLE = "交办事项清单"


class TaskService:
    """What is open, overdue, done or dropped is derived of the days; see rules/tasks.py."""

    def __init__(self, work: Work, folder: DataFolder) -> None:
        """Keep the way to the database and where nothing is exported to."""
        self._work = work
        self._folder = folder

    @allowed(Permission.READ_FIGURES)
    def ids(self, wanted: TaskFilter | None = None) -> tuple[int, ...]:
        """Return the numbers of a list: overdue first, then by due day, ended ones last."""
        with self._work.reading() as session:
            return tuple(self._ids(session, wanted or TaskFilter()))

    @allowed(Permission.READ_FIGURES)
    def some(self, numbers: Sequence[int]) -> tuple[TaskRecord | None, ...]:
        """Return tasks in the order asked for; None for one that went meanwhile."""
        with self._work.reading() as session:
            found = tasks_of(session, numbers, self._work.clock.today())
        return tuple(found.get(number) for number in numbers)

    @allowed(Permission.READ_FIGURES)
    def get(self, task_id: int) -> TaskRecord:
        """Return one task; Refused when it is gone."""
        with self._work.reading() as session:
            taken(session, Task, task_id)
            return tasks_of(session, [task_id], self._work.clock.today())[task_id]

    @allowed(Permission.READ_FIGURES)
    def counts(self) -> dict[TaskState, int]:
        """Return how many tasks are in each state today; a state without one is 0."""
        with self._work.reading() as session:
            found = queries.task_counts(session, self._work.clock.today())
        return {state: found.get(state, 0) for state in TaskState}

    @allowed(Permission.KEEP_LEDGERS)
    def save(self, record: TaskRecord, draft: str = "") -> tuple[int, Changes]:
        """Set a task (id 0) or change one that is still to be done; ``draft`` is forgotten.

        Raises Invalid with every problem, Refused for one that has ended, ChangedElsewhere.
        """
        today = self._work.clock.today()
        texts = {"title": record.title, "owner": record.owner}
        problems = problems_of_task(record, today)
        problems += problems_of_texts(texts, LINE)
        problems += problems_of_texts({"detail": record.detail}, NOTE)
        if problems:
            raise Invalid(problems)
        with self._work.writing() as uow:
            session = uow.session
            if record.meeting_id is not None:
                taken(session, Meeting, record.meeting_id)
            unit_id = unit_id_of(session, record.unit_code, needed=False)
            row = self._to_write(session, record)
            before = _told(row) if record.id else None
            row.title, row.detail = record.title.strip(), record.detail.strip()
            row.owner, row.unit_id = record.owner.strip(), unit_id
            row.meeting_id, row.set_on, row.due_on = (
                record.meeting_id,
                record.set_on,
                record.due_on,
            )
            session.add(row)
            session.flush()
            done = "修改任务" if record.id else "交办任务"
            uow.record("save_task", TASK, row.id, done, before, _told(row))
            forget_draft(session, self._work.account, draft)
            number = row.id
            uow.commit()
        return number, Changes(supervision=True)

    @allowed(Permission.KEEP_LEDGERS)
    def finish(
        self, task_id: int, done_on: date, result: str, version: int, draft: str = ""
    ) -> Changes:
        """Note that a task was done, when and with what result; ``draft`` is forgotten."""
        said = result.strip()
        with self._work.writing() as uow:
            row = taken(uow.session, Task, task_id, version)
            _refuse_ended(row)
            today = self._work.clock.today()
            record = tasks_of(uow.session, [task_id], today)[task_id]
            problems = problems_of_end(record, done_on, today)
            problems += reason_problems("result", said, "办理结果", NOTE)
            if problems:
                raise Invalid(problems)
            before = _told(row)
            row.done_on, row.result = done_on, said
            uow.record("finish_task", TASK, task_id, "办结任务", before, _told(row))
            forget_draft(uow.session, self._work.account, draft)
            uow.commit()
        return Changes(supervision=True)

    @allowed(Permission.KEEP_LEDGERS)
    def drop(self, task_id: int, reason: str, version: int) -> Changes:
        """Note that a task is no longer to be done, and why."""
        problems = reason_problems("reason", reason, "为什么不再办理", LINE)
        if problems:
            raise Invalid(problems)
        with self._work.writing() as uow:
            row = taken(uow.session, Task, task_id, version)
            _refuse_ended(row)
            before = _told(row)
            row.dropped_on = max(self._work.clock.today(), row.set_on)
            row.dropped_reason = " ".join(reason.split())
            uow.record("drop_task", TASK, task_id, "取消任务", before, _told(row))
            uow.commit()
        return Changes(supervision=True)

    @allowed(Permission.KEEP_LEDGERS)
    def reopen(self, task_id: int, version: int) -> Changes:
        """Take back that a task was done or dropped; its result stays in the audit trail."""
        with self._work.writing() as uow:
            row = taken(uow.session, Task, task_id, version)
            if row.done_on is None and row.dropped_on is None:
                raise Refused("这项任务本来就在办理中。")
            before = _told(row)
            row.done_on, row.dropped_on = None, None
            row.result, row.dropped_reason = "", ""
            uow.record("reopen_task", TASK, task_id, "恢复办理任务", before, _told(row))
            uow.commit()
        return Changes(supervision=True)

    @allowed(Permission.KEEP_LEDGERS)
    def remove(self, task_id: int, version: int) -> Changes:
        """Delete a task entered by mistake."""
        with self._work.writing() as uow:
            row = taken(uow.session, Task, task_id, version)
            before = _told(row)
            uow.session.delete(row)
            uow.record("remove_task", TASK, task_id, "删除任务", before, None)
            uow.commit()
        return Changes(supervision=True)

    @allowed(Permission.READ_FIGURES)
    def export(self, path: Path, wanted: TaskFilter | None = None) -> Changes:
        """Write the tasks of a list as .xlsx or .docx; registered as what left the office.

        Raises Refused for another suffix, EnvironmentTrouble when it cannot be written.
        """
        from antifraud_desktop.documents.task_list import build_task_list, task_table

        today = self._work.clock.today()
        with self._work.reading() as session:
            numbers = self._ids(session, wanted or TaskFilter())
            found = tasks_of(session, numbers, today)
            head = sheet_head(session, self._work.clock)
        tasks = [found[number] for number in numbers]
        if path.suffix.lower() == ".docx":
            content = build_task_list(head, tasks)
            return export_paper(self._work, self._folder, path, "task_list", TITLE, content)
        table = task_table(head, tasks)
        return export_tables(self._work, self._folder, path, "task_list", TITLE, [table])

    def _ids(self, session: Session, wanted: TaskFilter) -> list[int]:
        today = self._work.clock.today()
        where = queries.where_of_tasks(
            today,
            wanted.states,
            wanted.unit_code,
            wanted.first,
            wanted.last,
            wanted.text,
            wanted.meeting_id,
        )
        return queries.task_ids(session, where, today)

    def _to_write(self, session: Session, record: TaskRecord) -> Task:
        if record.id == 0:
            return Task(entered_at=self._work.clock.utc(), entered_by=self._work.account)
        row = taken(session, Task, record.id, record.version)
        _refuse_ended(row)
        return row


def _refuse_ended(row: Task) -> None:
    if row.done_on is not None or row.dropped_on is not None:
        raise Refused("这项任务已经办结或取消。", "需要再办的，请先点“恢复办理”。")


def _told(row: Task) -> dict[str, object]:
    return {
        "title": row.title,
        "detail": row.detail,
        "owner": row.owner,
        "set_on": row.set_on,
        "due_on": row.due_on,
        "done_on": row.done_on,
        "result": row.result,
        "reason": row.dropped_reason,
    }
