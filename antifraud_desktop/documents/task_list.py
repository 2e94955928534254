"""The list of tasks (交办事项清单) on paper and as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from antifraud_desktop.documents import word
from antifraud_desktop.documents.long_cells import parts
from antifraud_desktop.documents.supervision_paper import ROW_MM, assemble
from antifraud_desktop.documents.word import Cell
from antifraud_desktop.documents.workbook_export import Table
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.supervision import SheetHead, TaskRecord, TaskState
from antifraud_desktop.rules.day_words import day_text

WIDTHS_MM = (12.0, 51.0, 24.0, 25.0, 24.0, 20.0)
HEADS = ("序号", "事项", "责任人", "责任单位", "期限", "进展")
TITLE = "交办事项清单"
NONE = "没有符合条件的任务。"


def build_task_list(head: SheetHead, tasks: Sequence[TaskRecord]) -> bytes:
    """Return the list as .docx bytes; equal input gives equal bytes."""
    line = f"单位：{word.clean(head.issuer)}　　　日期：{day_text(head.day)}"
    content = word.paragraph("FormLine", line) + word.paragraph("TableNote", summary(tasks))
    if tasks:
        content += task_rows(tasks)
    return assemble(head, f"{head.township}反诈工作{TITLE}", content)


def summary(tasks: Sequence[TaskRecord]) -> str:
    """Return how many tasks there are and where they stand, in a sentence."""
    if not tasks:
        return NONE
    counts = ((state, sum(task.state is state for task in tasks)) for state in TaskState)
    told = "，".join(f"{label_of(state)}{count}项" for state, count in counts if count)
    return f"共{len(tasks)}项：{told}。"


def task_rows(tasks: Sequence[TaskRecord]) -> str:
    """Return the tasks as a ruled table."""
    rows = [row for number, task in enumerate(tasks, start=1) for row in _rows(number, task)]
    return word.table(WIDTHS_MM, [Cell(text) for text in HEADS], rows, row_mm=ROW_MM)


def task_table(head: SheetHead, tasks: Sequence[TaskRecord]) -> Table:
    """Return the list as a sheet of a workbook."""
    rows = tuple(
        (
            number,
            task.title,
            task.detail,
            task.owner,
            task.unit,
            task.meeting,
            task.set_on.isoformat(),
            task.due_on.isoformat(),
            label_of(task.state),
            task.done_on.isoformat() if task.done_on else "",
            task.result or task.dropped_reason,
        )
        for number, task in enumerate(tasks, start=1)
    )
    heads = ("序号", "事项", "具体要求", "责任人", "责任单位", "来自会议", "交办日期", "完成期限",
             "进展", "办结日期", "结果或取消原因")  # fmt: skip
    widths = (6, 30, 36, 12, 14, 20, 12, 12, 8, 12, 36)
    return Table(TITLE, f"{head.township}反诈工作{TITLE}", heads, rows, widths)


def _rows(number: int, task: TaskRecord) -> Iterator[tuple[Cell, ...]]:
    """Yield the row of a task, and further ones while a long text goes on."""
    ended = f"取消原因：{task.dropped_reason}" if task.dropped_reason else ""
    result = f"结果：{task.result}" if task.result else ended
    told = "\n".join(part for part in (task.title, task.detail, result) if part)
    for place, part in enumerate(parts(told, WIDTHS_MM[1] - 2 * word.CELL_MARGIN_MM)):
        first = place == 0
        yield (
            Cell(str(number) if first else ""),
            Cell(part, style="CellLeft", by_line=True),
            Cell(task.owner if first else "（续）"),
            Cell((task.unit or "镇级") if first else ""),
            Cell(f"{task.due_on.month}月{task.due_on.day}日" if first else ""),
            Cell(label_of(task.state) if first else ""),
        )
