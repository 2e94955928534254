"""The demonstration township's persons: made up, lawful, with something to do today."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from antifraud_desktop.bootstrap import Program, sign_in
from antifraud_desktop.clock import FixedClock
from antifraud_desktop.demo import DEMO_PASSWORD, DemoPlan, make_demo
from antifraud_desktop.records.person_views import PersonFilter
from antifraud_desktop.vocabulary import CaseCategory, FileStatus
from db.models import Person

UNTIL = date(2026, 11, 24)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    root: Path = tmp_path_factory.mktemp("demo") / "data"
    plan = DemoPlan(until=UNTIL, villages=3, days=30)
    make_demo(root, plan)
    program = sign_in(root, plan.account, DEMO_PASSWORD, FixedClock(datetime(2026, 11, 24, 17, 8)))
    yield program
    program.close()


def test_every_category_has_somebody_and_the_assessment_is_signed(demo: Program) -> None:
    demo.forms.impact_gate()
    rows = demo.persons.page(PersonFilter()).rows
    files = [file for row in rows for file in row.files]
    assert len(rows) == 12
    assert {file.category for file in files} == set(CaseCategory)
    assert {file.status for file in files} == {FileStatus.OPEN}
    assert max(len(row.files) for row in rows) == 2, "one person has two files"


def test_something_is_due_and_something_was_done(demo: Program) -> None:
    assert demo.due.due(UNTIL).items
    files = [file for row in demo.persons.page(PersonFilter()).rows for file in row.files]
    assert any(file.last_contact for file in files)
    assert any(file.next_due and file.next_due > UNTIL for file in files)


def test_nobody_bears_the_numbers(demo: Program) -> None:
    with demo.work.reading() as session:
        found = session.execute(select(Person.identity_number, Person.phone)).all()
    assert all(re.fullmatch(r"99\d{15}[\dX]", number) for number, _phone in found)
    assert all(phone.startswith("13800138") for _number, phone in found)
