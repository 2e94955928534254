"""When a file is reviewed and may go: it follows the last visit and the term of the office."""

from __future__ import annotations

from datetime import date

import pytest

from antifraud_desktop.records.visits import DueKind, NewVisit
from antifraud_desktop.services.file_retention import file_kinds
from antifraud_desktop.services.file_terms import kind_of
from antifraud_desktop.services.retention import RetentionService
from antifraud_desktop.vocabulary import CaseCategory, VisitKind
from db.models import CaseFile
from tests.accounts.conftest import TestClock
from tests.persons.conftest import Desk, someone


def stored(desk: Desk, number: int) -> tuple[date | None, date | None, int]:
    with desk.program.work.reading() as session:
        row = session.get_one(CaseFile, number)
        return row.retain_until, row.review_on, row.version


def shorten(desk: Desk, category: CaseCategory, amount: int) -> bool:
    service = RetentionService(desk.program.work, desk.program.folder, file_kinds())
    return service.set_term(kind_of(category), amount).persons


@pytest.mark.parametrize("category", [CaseCategory.RETURNEE, CaseCategory.ABROAD])
def test_r11_the_first_visit_moves_what_its_own_day_says(
    clerk: Desk, clock: TestClock, category: CaseCategory
) -> None:
    number = clerk.open(category)
    clock.turn(days=100)
    visit = NewVisit((number,), clock.today(), VisitKind.HOME)
    visit_id, _ = clerk.program.visits.log(visit)
    assert clock.today() == date(2023, 11, 20)
    assert stored(clerk, number)[:2] == (date(2024, 11, 20), date(2024, 8, 12))
    assert clerk.files.file(number).retain_until == date(2024, 11, 20)
    version = clerk.program.visits.get(visit_id).version
    clerk.program.visits.remove(visit_id, "登记错了", version)
    assert stored(clerk, number)[:2] == (date(2024, 8, 12), date(2024, 7, 13))


def test_r11_a_shortened_term_moves_the_files_that_are_there(clerk: Desk) -> None:
    number = clerk.open(CaseCategory.CONCERN)
    other = clerk.open(person=someone("李四", 124))
    before, kept = stored(clerk, number), stored(clerk, other)
    assert before[:2] == (date(2023, 9, 11), date(2023, 9, 4))
    assert shorten(clerk, CaseCategory.CONCERN, 10), "the pages of persons read again"
    until, review, version = stored(clerk, number)
    assert (until, review) == (date(2023, 8, 22), date(2023, 8, 15))
    assert version == before[2], "whoever edits the file is not disturbed"
    assert clerk.files.file(number).review_on == date(2023, 8, 15)
    assert stored(clerk, other) == kept
    due = clerk.program.due.due(date(2023, 8, 15))
    assert {item.kind: item.day for item in due.items} == {
        DueKind.REVIEW: date(2023, 8, 15),
        DueKind.CONCERN: date(2023, 8, 22),
    }
    shorten(clerk, CaseCategory.CONCERN, 30)
    assert stored(clerk, number) == before
