"""A dozen made-up persons of the demonstration township, their files, plans and visits.

Nobody bears such a number: identity numbers begin with 99, documents are of a made-up county.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.demo.plan import DemoPlan, read_resource
from antifraud_desktop.records.assistance import AssistanceFacts
from antifraud_desktop.records.case_requests import NewFile, PersonFacts
from antifraud_desktop.records.persons import Basis, PartialDate
from antifraud_desktop.records.visits import NewPlan, NewVisit
from antifraud_desktop.rules.identity_numbers import check_character
from antifraud_desktop.vocabulary import (
    AbroadStatus,
    BasisKind,
    CaseCategory,
    FormKind,
    OrganLevel,
    VisitKind,
)

Told = Mapping[str, Any]
TOLD = "persons.json"
_MALE, _FEMALE = "1", "2"


@dataclass(slots=True)
class DemoPersons:
    """Lets the persons' files happen day by day; who is told is in resources/demo."""

    plan: DemoPlan
    _told: Told = field(default_factory=lambda: read_resource(TOLD))
    _files: dict[tuple[int, int], int] = field(default_factory=dict)
    _persons: dict[int, int] = field(default_factory=dict)

    def sign_assessment(self, program: Program) -> None:
        """Sign the sample impact assessment: before it no file can be opened."""
        told = self._told["assessment"]
        form, _changes = program.forms.start(FormKind.IMPACT_ASSESSMENT)
        form, _changes = program.forms.save(form.id, dict(told["answers"]), form.version)
        program.forms.sign(form.id, told["signed_by"], program.clock.today(), form.version)

    def live(self, program: Program, day: date) -> None:
        """Open the files and enter the visits of a day."""
        villages = [unit.code for unit in program.units.list() if unit.ranked]
        for number, person in enumerate(self._told["persons"]):
            for place, told in enumerate(person["files"]):
                if self._on(told["opened"]) == day:
                    home = villages[person["village"] % len(villages)]
                    self._open(program, (number, place), person, told, home)
            for place, told in enumerate(person["files"]):
                self._visit(program, (number, place), told, day)

    def _on(self, ago: int) -> date:
        """Return the day so long before the last one, the first day at the earliest."""
        return max(self.plan.until - timedelta(days=ago), self.plan.start)

    def _open(
        self, program: Program, key: tuple[int, int], person: Told, told: Told, home: str
    ) -> None:
        day, number = program.clock.today(), key[0]
        who = self._persons.get(number)
        request = NewFile(
            person=_facts(person, home) if who is None else who,
            category=CaseCategory(told["category"]),
            basis=_basis(told["basis"], day),
            officers=(program.account,),
        )
        file_id, _changes = program.case_files.open_file(request)
        self._files[key] = file_id
        self._persons[number] = program.case_files.file(file_id).person.person_id
        program.plans.set(file_id, NewPlan(starts_on=day, every_days=told["every"]))
        if "abroad" in told:
            _assist(program, file_id, told["abroad"])

    def _visit(self, program: Program, key: tuple[int, int], told: Told, day: date) -> None:
        if key not in self._files:
            return
        for visit in told["visits"]:
            if self.plan.until - timedelta(days=visit["ago"]) == day:
                program.visits.log(
                    NewVisit(
                        file_ids=(self._files[key],),
                        day=day,
                        kind=VisitKind(visit["kind"]),
                        failed=visit["failed"],
                        talk=visit["talk"],
                        needs=visit["needs"],
                        help_offered=visit["help"],
                        next_step=visit["next_step"],
                    )
                )


def _assist(program: Program, file_id: int, told: Told) -> None:
    """Begin the assistance of somebody abroad; what is not known stays 情况不明."""
    team = AssistanceFacts(notified_on=program.clock.today(), **read_resource(TOLD)["team"])
    program.assistance.save(file_id, team)
    if told:
        status, version = AbroadStatus(told["status"]), program.assistance.view(file_id).version
        program.assistance.set_status(file_id, status, told["reason"], version)


def _facts(person: Told, home: str) -> PersonFacts:
    born = person["born"].replace("-", "")
    first = f"990101{born}{person['serial']}{_MALE if person['gender'] == '男' else _FEMALE}"
    return PersonFacts(
        name=person["name"],
        identity_number=first + check_character(first),
        phone=person["phone"],
        unit_code=home,
        address=person["group"],
    )


def _basis(told: Told, opened: date) -> Basis:
    """Return a document; its days are told as so many days before the file was opened."""

    def day(name: str) -> date | None:
        return opened - timedelta(days=told[name]) if name in told else None

    starts, offence = day("starts"), day("offence")
    return Basis(
        kind=BasisKind(told["kind"]),
        organ=told.get("organ", ""),
        level=OrganLevel(told["level"]) if "level" in told else None,
        number=told.get("number", ""),
        issued_on=day("issued"),
        ground=told["ground"],
        offence_on=PartialDate(offence.year, offence.month) if offence else None,
        sentence_months=told.get("sentence_months"),
        starts_on=starts,
        ends_on=starts + timedelta(days=told["lasts"]) if starts else None,
        served_on=day("served"),
        names_person=told.get("names_person", False),
    )
