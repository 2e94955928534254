"""What 今日 says beside its figures: how safe the data is, and what the office owes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from antifraud_desktop.labels import label_of
from antifraud_desktop.records.backups import BackupState
from antifraud_desktop.records.evaluation_course import EvaluationDue
from antifraud_desktop.records.supervision import FindingState, Span, TaskFilter, TaskState
from antifraud_desktop.records.visits import DueItem, DueKind, DueList
from antifraud_desktop.records.youth import YouthDue
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.vocabulary import ExportState

if TYPE_CHECKING:
    from antifraud_desktop.bootstrap import Program

SETTINGS = "settings"
EXPORTS = "导出审批"
PERSONS, RIGHTS, YOUTH = "persons", "rights", "youth"
SUPERVISION, TASKS, MEETINGS, FINDINGS = "supervision", "任务", "会议", "督导整改"
INCIDENTS, STEPS, MATERIALS, HANGING = "incidents", "责任落实", "materials", "hanging"
EVALUATION, OBJECTIONS, INTERVIEWS, CARDS = "evaluation", "公示与异议", "约谈", "黄牌"
A_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that is due, and the page and tab where it is done."""

    text: str
    page: str
    tab: str


@dataclass(frozen=True, slots=True)
class Care:
    """``made_at`` is the time of today's backup, empty without one.

    ``persons`` says in a few words how much is due about persons, empty when nothing is.
    """

    backups: BackupState | None
    made_at: str
    points: tuple[Point, ...]
    persons: str = ""


def care_of(program: Program) -> Care:
    """Read what the account may know, in one piece of work."""
    today = program.clock.today()
    state = program.backups.state() if program.may(Permission.VERIFY) else None
    last = state.last if state is not None else None
    made_at = f"{last.made_at.astimezone():%H:%M}" if last and last.day == today else ""
    points: list[Point] = []
    persons = ""
    if program.may(Permission.READ_FILES):
        due = program.due.due(today)
        points += persons_due(due)
        persons = "　".join(f"{label_of(c.kind)}{c.count}" for c in due.counts)
    if program.may(Permission.READ_FIGURES):
        points += supervision_due(program)
        points += ledgers_due(program)
        points += evaluation_due(program.evaluations.course.due())
    if program.may(Permission.READ_FORMS):
        points += [Point(form.sentence, SETTINGS, "合规") for form in program.forms.due(today)]
    points += exports_due(program)
    if program.may(Permission.READ_RETENTION):
        counts = program.retention.counts(today)
        if counts:
            said = "、".join(f"{count.name}{count.subjects}{count.counted}" for count in counts)
            points.append(Point(f"保存到期：{said}，请核对后清理。", SETTINGS, "到期清理"))
    if program.may(Permission.YOUTH):
        points += youth_due(program.youth.due())
    return Care(state, made_at, tuple(points), persons)


def persons_due(due: DueList) -> list[Point]:
    """Return what is due about persons, kind by kind; of a long kind how many more there are."""
    points: list[Point] = []
    for counted in due.counts:
        items = [item for item in due.items if item.kind is counted.kind]
        points += [Point(item.sentence, *place_of(item)) for item in items]
        if counted.count > len(items):
            more = counted.count - len(items)
            page = RIGHTS if counted.kind is DueKind.RIGHTS else PERSONS
            points.append(Point(f"{label_of(counted.kind)}：另有{more}项，请逐项办理。", page, ""))
    return points


def exports_due(program: Program) -> list[Point]:
    """Return how many exports wait for this account: to be decided, or to be carried out."""
    points: list[Point] = []
    if program.may(Permission.DECIDE_EXPORT):
        waiting = sum(r.requested_by != program.account for r in program.exports.pending())
        if waiting:
            points.append(Point(f"有{waiting}份导出申请等您审批。", SETTINGS, EXPORTS))
    if program.may(Permission.ASK_EXPORT):
        now = program.clock.utc()
        ready = sum(
            r.state is ExportState.APPROVED and not r.expired(now) for r in program.exports.mine()
        )
        if ready:
            told = f"您申请的{ready}份导出已同意，请在24小时内导出。"
            points.append(Point(told, SETTINGS, EXPORTS))
    return points


def place_of(item: DueItem) -> tuple[str, str]:
    """Return the page where a thing due is done, and what to show there."""
    if item.kind is DueKind.RIGHTS:
        return RIGHTS, str(item.subject_id)
    if item.subject_kind == "case_file":
        return PERSONS, f"file/{item.subject_id}"
    belongs, number = item.name.subject
    return PERSONS, f"person/{number}" if belongs == "person" else ""


def youth_due(due: YouthDue) -> list[Point]:
    """Return what waits in the children's module, in numbers alone."""
    told = (
        (due.never_reported, "人还没有强制报告，请核对是否应当报告。"),
        (due.open_reports, "条强制报告还没有结果，请跟进。"),
        (due.to_erase, "条记录已复学满六个月，请删除。"),
    )
    return [Point(f"未成年人：{count}{text}", YOUTH, "") for count, text in told if count]


def supervision_due(program: Program) -> list[Point]:
    """Return what the leading group owes: tasks and findings by their day, meetings near (R9).

    Meetings of a level are reminded of once one of it was entered: who keeps none is left alone.
    """
    ledgers, today = program.ledgers, program.clock.today()
    due = ledgers.tasks.ids(TaskFilter(states=(TaskState.OPEN,), last=today))
    past = ledgers.findings.counts()
    told = (
        (ledgers.tasks.counts()[TaskState.OVERDUE], "项交办任务已逾期，请催办。", TASKS),
        (len(due), "项交办任务今天到期。", TASKS),
        (past[FindingState.OVERDUE], "个督导问题超期没有整改，请催办。", FINDINGS),
        (past[FindingState.RECTIFIED], "个督导问题已整改，等待验收。", FINDINGS),
    )
    points = [Point(f"{count}{text}", SUPERVISION, tab) for count, text, tab in told if count]
    return points + [
        Point(
            f"{label_of(standing.level)}{due_words(standing.due, today)}。", SUPERVISION, MEETINGS
        )
        for standing in ledgers.meetings.standings()
        if standing.near and standing.due is not None and standing.last_held is not None
    ]


def ledgers_due(program: Program) -> list[Point]:
    """Return what schools and offices owe after an incident (R20), and what should be down."""
    ledgers, today = program.ledgers, program.clock.today()
    steps = ledgers.accountability.rows(today - A_YEAR, today)
    late = sum(step.is_overdue(today) for step in steps)
    hanging = ledgers.material_movements.overdue()
    points: list[Point] = []
    if late:
        told = f"{late}项学校、机关发案后的责任落实已逾期，请催办。"
        points.append(Point(told, INCIDENTS, STEPS))
    if hanging:
        points.append(Point(f"{hanging}处张挂已经到期，请安排拆除。", MATERIALS, HANGING))
    return points


def due_words(due: Span, today: date) -> str:
    """Return by when a meeting is due, and that it is late when it is."""
    if due.due_on == today:
        return "今天应开"
    day = f"{due.due_on.month}月{due.due_on.day}日"
    return f"应于{day}前开，还没有开" if due.due_on < today else f"{day}前应开"


def evaluation_due(due: EvaluationDue) -> list[Point]:
    """Return what the monthly evaluation asks for: answers, freezing, interviews (R18, R19)."""
    told = (
        (due.open_objections, "件考核异议待答复。", OBJECTIONS),
        (due.to_choose, "个末位单位还没有安排约谈。", INTERVIEWS),
        (due.to_hold, "次约谈还没有进行。", INTERVIEWS),
        (due.measures_past, "项约谈或黄牌整改已过期限，请核实。", INTERVIEWS),
        (due.cards_offered, "个单位已约谈两次，请研究是否给予黄牌。", CARDS),
    )
    points = [Point(f"{count}{text}", EVALUATION, tab) for count, text, tab in told if count]
    if due.closing is not None and due.closing_on is not None:
        until = f"{due.closing_on.month}月{due.closing_on.day}日"
        points.append(Point(f"{due.closing.month}月考核异议期到{until}。", EVALUATION, ""))
    if due.to_freeze is not None:
        points.append(Point(f"{due.to_freeze.month}月考核异议期已满，可以定稿。", EVALUATION, ""))
    return points
