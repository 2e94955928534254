"""The demonstration township's evaluation: a frozen month with interviews, one that is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.demo.plan import DemoPlan, read_resource
from antifraud_desktop.records.consequences import InterviewHeld
from antifraud_desktop.records.evaluation_course import (
    NewFalsification,
    NewObjection,
    ObjectionAnswer,
)
from antifraud_desktop.vocabulary import ObjectionState

At = Callable[[datetime], Program]
TOLD = "evaluation.json"
MORNING = time(9, 30)
A_DAY = timedelta(days=1)
SHOWN_AFTER, FROZEN_AFTER, HELD_AFTER, MEASURES = 2, 6, 9, 14
"""Days: showing after a month's end, freezing after it, the interview, what the measures take."""
SILENT = 4
"""Every so manieth unit has not confirmed yet in the month that is shown."""


@dataclass(frozen=True, slots=True)
class DemoEvaluation:
    """Enters the last two months that are over; everything happens on believable days."""

    plan: DemoPlan

    def enter(self, at: At) -> None:
        """Freeze the month before last, show the last; with one month over, freeze that."""
        told = read_resource(TOLD)
        over = self.months()
        for month in over[:-1] or over:
            self._frozen(at, month, told)
        for month in over[1:]:
            self._shown(at, month, told)
        if not over:
            return
        self._draft_running(at)

    def months(self) -> tuple[date, ...]:
        """Return the first days of the last two months of the campaign that are over."""
        running = self.plan.until.replace(day=1)
        found: list[date] = []
        month = (running - A_DAY).replace(day=1)
        while len(found) < 2 and _ends(month) >= self.plan.start:  # noqa: PLR2004 - the last two
            found.append(month)
            month = (month - A_DAY).replace(day=1)
        return tuple(reversed(found))

    def _moment(self, day: date) -> datetime:
        """Return the morning of a day, the last day of the plan at the latest."""
        return datetime.combine(min(day, self.plan.until), MORNING)

    def _frozen(self, at: At, month: date, told: Mapping[str, Any]) -> None:
        shown = at(self._moment(_ends(month) + A_DAY * SHOWN_AFTER))
        self._falsify(shown, month, told["falsification"])
        self._show(shown, month, told, silent=0)
        after = at(self._moment(_ends(month) + A_DAY * FROZEN_AFTER))
        # On a plan that ends within these days it is frozen early, and the edition says why.
        after.evaluations.months.freeze(month, "各单位均已确认")
        after.evaluations.papers.issue_circular(month)
        self._interview(at, after, month, told)

    def _shown(self, at: At, month: date, told: Mapping[str, Any]) -> None:
        day = max(_ends(month) + A_DAY, self.plan.until - A_DAY)
        shown = at(self._moment(day))
        self._show(shown, month, told, silent=SILENT)
        today = at(self._moment(self.plan.until))
        result = shown.evaluations.months.results(month).result
        low = [u.code for u in result.units if u.rank is not None][-2:]
        numbers = []
        for code, one in zip(low, told["objections"], strict=False):
            given = NewObjection(code, one["text"], today.clock.today(), one["criterion"])
            numbers.append(today.evaluations.objections.receive(month, given)[0])
        if len(numbers) > 1:
            answer = ObjectionAnswer(ObjectionState.REJECTED, told["rejected"], today.clock.today())
            today.evaluations.objections.answer(numbers[0], answer, 1)

    def _show(self, program: Program, month: date, told: Mapping[str, Any], *, silent: int) -> None:
        evaluations, dice = program.evaluations, self.plan.dice("evaluation", month)
        edition, _changes = evaluations.months.draft(month)
        evaluations.months.show(month)
        for number, unit in enumerate(edition.result.units):
            if not silent or number % silent:
                how = dice.choice(told["receipts"])
                evaluations.course.confirm(month, unit.code, program.clock.today(), how)

    def _falsify(self, program: Program, month: date, told: Mapping[str, str]) -> None:
        """Decide one submission of the month's middle to be falsified, where there is one."""
        day = max(month + A_DAY * 14, self.plan.start)
        for unit in program.days.book(day).units:
            if unit.received is not None and "households_visited" in unit.figures:
                given = NewFalsification(
                    unit.code,
                    day,
                    told["evidence"],
                    program.clock.today(),
                    told["decided_by"],
                    "households_visited",
                )
                program.evaluations.falsifications.record(given)
                return

    def _interview(self, at: At, program: Program, month: date, told: Mapping[str, Any]) -> None:
        consequences = program.evaluations.consequences
        found = consequences.candidates(month)
        numbers: list[int] = []
        if found.to_begin:
            numbers += consequences.begin(month)[0]
        if found.left:
            tied = [c.unit_code for c in found.candidates if c.tied][: found.left]
            numbers += consequences.pick(month, tied, told["reason"])[0]
        said = told["interview"]
        held = self._moment(_ends(month) + A_DAY * HELD_AFTER)
        for number in numbers:
            program.evaluations.interviews.plan(number, held, said["place"], said["interviewer"], 1)
        if numbers:
            program.evaluations.letters.issue_notice(numbers[0])
            self._hold(at(held), numbers[0], said)

    def _hold(self, program: Program, number: int, said: Mapping[str, str]) -> None:
        today, interviews = program.clock.today(), program.evaluations.interviews
        given = InterviewHeld(
            held_on=today,
            interviewer=said["interviewer"],
            attendees=said["attendees"],
            problems=said["problems"],
            measures=said["measures"],
            measures_due=today + A_DAY * MEASURES,
        )
        interviews.hold(number, given, interviews.get(number).version)
        interviews.follow_up(number, said["follow_up"], interviews.get(number).version)
        program.evaluations.letters.issue_record(number)

    def _draft_running(self, at: At) -> None:
        """Draw up the running month as it stands, once a day of it is over."""
        month = self.plan.until.replace(day=1)
        if self.plan.until > month:
            at(self._moment(self.plan.until)).evaluations.months.draft(month)


def _ends(month: date) -> date:
    """Return the last day of a month."""
    return (month.replace(day=28) + A_DAY * 4).replace(day=1) - A_DAY
