"""The demonstration township's leading group: members, meetings with tasks, inspections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.demo.plan import DemoPlan, read_resource
from antifraud_desktop.records.supervision import (
    InspectionRecord,
    MeetingRecord,
    MemberRecord,
    NewFinding,
    TaskRecord,
)
from antifraud_desktop.rules.working_days import is_working_day
from antifraud_desktop.vocabulary import GroupPost, MeetingLevel

Told = Mapping[str, Any]
TOLD = "supervision.json"
VERIFIER = "镇领导丙"
MISSED = 4
"""So many days ago the office did not meet: something to be named."""


@dataclass(frozen=True, slots=True)
class DemoSupervision:
    """Enters the ledger at the end; days are told as so many before the last one."""

    plan: DemoPlan

    def enter(self, program: Program) -> None:
        """Enter members, meetings with their tasks, and inspections with what became of them."""
        told = read_resource(TOLD)
        for place, member in enumerate(told["members"], start=1):
            record = MemberRecord(
                name=member["name"],
                post=GroupPost(member["post"]),
                title=member["title"],
                member_from=self.plan.start,
                sort_order=place,
            )
            program.ledgers.leading_group.save(record)
        villages = [unit.code for unit in program.units.list() if unit.ranked]
        for meeting in told["meetings"]:
            self._meet(program, meeting, villages)
        self._meet_daily(program, told["office"])
        for inspection in told["inspections"]:
            self._inspect(program, villages[inspection["unit"] % len(villages)], inspection)

    def _on(self, ago: int) -> date:
        """Return the day so long before the last one, the first day at the earliest."""
        return max(self.plan.until - timedelta(days=ago), self.plan.start)

    def _meet(self, program: Program, told: Told, villages: Sequence[str]) -> None:
        day = self._on(told["ago"])
        record = MeetingRecord(
            level=MeetingLevel(told["level"]),
            day=day,
            chair=told["chair"],
            attendees=told.get("attendees", ""),
            agenda=told.get("agenda", ""),
            minutes=told["minutes"],
        )
        meeting, _changes = program.ledgers.meetings.save(record)
        for task in told["tasks"]:
            unit = villages[task["unit"] % len(villages)] if "unit" in task else ""
            self._set(program, TaskRecord(meeting_id=meeting, set_on=day, unit_code=unit), task)

    def _set(self, program: Program, begun: TaskRecord, told: Told) -> None:
        tasks, day = program.ledgers.tasks, begun.set_on
        record = replace(
            begun,
            title=told["title"],
            detail=told.get("detail", ""),
            owner=told["owner"],
            due_on=max(self._on(told["due"]), day),
        )
        number, _changes = tasks.save(record)
        if "done" in told:
            done = max(self._on(told["done"]), day)
            tasks.finish(number, done, told["result"], tasks.get(number).version)
        if "drop" in told:
            tasks.drop(number, told["drop"], tasks.get(number).version)

    def _meet_daily(self, program: Program, told: Told) -> None:
        for ago in range(told["from"], 0, -told["every"]):
            day = self._on(ago)
            if ago != MISSED and is_working_day(day, frozenset()):
                record = MeetingRecord(level=MeetingLevel.OFFICE, day=day, minutes=told["minutes"])
                program.ledgers.meetings.save(record)

    def _inspect(self, program: Program, unit: str, told: Told) -> None:
        ledgers, day = program.ledgers, self._on(told["ago"])
        number, _changes = ledgers.inspections.save(
            InspectionRecord(
                unit_code=unit, day=day, inspectors=told["inspectors"], note=told["note"]
            ),
            [
                NewFinding(one["text"], one["demand"], max(self._on(one["due"]), day))
                for one in told["findings"]
            ],
        )
        found = ledgers.inspections.get(number).findings
        for record, one in zip(found, told["findings"], strict=True):
            self._put_right(program, record.id, day, one)
        if told.get("sheet"):
            ledgers.inspections.issue_sheet(number)

    def _put_right(self, program: Program, number: int, day: date, told: Told) -> None:
        findings = program.ledgers.findings
        if "rectified" not in told:
            return
        done = max(self._on(told["rectified"]), day)
        findings.rectify(number, done, told["how"], findings.get(number).version)
        version = findings.get(number).version
        if "verified" in told:
            findings.verify(number, max(self._on(told["verified"]), done), VERIFIER, version)
        if "back" in told:
            findings.send_back(number, told["back"], version)
