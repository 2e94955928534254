"""The demonstration township's leading group has something to show, and the same every time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.demo.plan import DemoPlan
from antifraud_desktop.demo.supervision import DemoSupervision
from antifraud_desktop.records.supervision import FindingState, TaskRecord, TaskState
from tests.supervision.conftest import CLERK, START, TODAY

PLAN = DemoPlan(until=TODAY, days=(TODAY - START).days + 1)


def test_it_shows_every_state_and_a_missed_meeting(clerk: Program) -> None:
    DemoSupervision(PLAN).enter(clerk)
    ledgers = clerk.ledgers
    assert all(ledgers.tasks.counts()[state] for state in TaskState)
    assert all(ledgers.findings.counts()[state] for state in FindingState)
    assert any(standing.missed for standing in ledgers.meetings.standings())
    assert [d.kind for d in clerk.documents.issued()] == ["rectification_sheet"] * 2


def test_the_same_plan_gives_the_same_ledger(enter: Callable[[str], Program]) -> None:
    def told(program: Program) -> list[TaskRecord]:
        tasks = program.ledgers.tasks
        found = [t for t in tasks.some(tasks.ids()) if t is not None]
        return [replace(t, id=0, meeting_id=None) for t in found]

    program = enter(CLERK)
    DemoSupervision(PLAN).enter(program)
    first = told(program)
    for task in program.ledgers.tasks.some(program.ledgers.tasks.ids()):
        assert task is not None
        program.ledgers.tasks.remove(task.id, task.version)
    for member in program.ledgers.leading_group.members():
        program.ledgers.leading_group.remove(member.id, member.version)
    DemoSupervision(PLAN).enter(program)
    assert told(program) == first
