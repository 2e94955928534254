"""The list: found however it is typed, filtered by one file, sorted, paged, kept under a name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import update

from antifraud_desktop.errors import Invalid
from antifraud_desktop.records.person_views import PersonFilter
from antifraud_desktop.vocabulary import CaseCategory, FileStatus
from db.models import CaseFile
from tests.accounts.conftest import TestClock
from tests.persons.conftest import CHECKER, OFFICER, OTHER, Desk, identity, someone

Enter = Callable[[str], Desk]
PEOPLE = (
    ("单小红", 201, "13800138001", "V01"),
    ("解放军", 202, "13800138002", "V01"),
    ("张三", 203, "13800138003", "V02"),
    ("张三丰", 204, "0571-88881234", "V02"),
    ("买买提·吐尔逊", 205, "13700001111", ""),
)


@pytest.fixture
def full(clerk: Desk) -> dict[str, int]:
    """Open a file of each; return the files by name."""
    return {
        name: clerk.open(person=someone(name, serial, phone=phone, unit_code=unit))
        for name, serial, phone, unit in PEOPLE
    }


def names(desk: Desk, wanted: PersonFilter) -> list[str]:
    """Return whole names of a list, opened one by one as a clerk would."""
    found = []
    for row in desk.persons.page(wanted).rows:
        grant = desk.program.unmasking.unmask("person", str(row.person_id), "核对名单")
        found.append(row.name.whole_for(grant, desk.program.clock.now()))
    return found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("张", ["张三", "张三丰"]),
        ("三丰", ["张三丰"]),
        ("shan", ["单小红"]),  # a surname read otherwise than the word
        ("Xie Fang", ["解放军"]),
        ("zs", ["张三", "张三丰"]),
        ("maimaiti", ["买买提·吐尔逊"]),
        ("买买提 吐", ["买买提·吐尔逊"]),
        ("8002", ["解放军"]),
        ("138 0013", ["解放军", "单小红", "张三"]),
        ("1234", ["张三丰"]),
        (identity(205), ["买买提·吐尔逊"]),
        (identity(203)[-6:], ["张三"]),
        ("张 8003", ["张三"]),
        ("张%", ["张三", "张三丰"]),
        ("王", []),
        ("1380013800199", []),
    ],
)
def test_a_person_is_found_however_it_is_typed(
    clerk: Desk, full: dict[str, int], typed: str, found: list[str]
) -> None:
    assert len(full) == len(PEOPLE)
    assert sorted(names(clerk, PersonFilter(typed))) == sorted(found)
    assert clerk.persons.page(PersonFilter(typed)).total == len(found)
    numbers = clerk.persons.ids(PersonFilter(typed))
    assert len(numbers) == len(found)
    assert clerk.persons.found(PersonFilter(typed)) == (numbers, clerk.persons.rows(numbers))


def test_a_list_and_its_first_page_hold_all_files_and_who_is_responsible(
    clerk: Desk, full: dict[str, int]
) -> None:
    person = clerk.files.file(full["张三"]).person.person_id
    second = clerk.open(CaseCategory.VICTIM, person, officers=(OTHER, OFFICER))
    for sort in ("name", "new", "unit", "due"):
        numbers, rows = clerk.persons.found(PersonFilter(sort=sort))
        assert [row.person_id for row in rows] == list(numbers)
        files = next(row.files for row in rows if row.person_id == person)
        assert [f.file_id for f in files] == [full["张三"], second]
        for file in files:
            responsible = clerk.files.file(file.file_id).officers
            assert file.officers == tuple(o.account for o in responsible)
        assert set(files[1].officers) == {OTHER, OFFICER}
        assert files == clerk.persons.person(person).files


def test_a_file_is_opened_with_the_newest_of_its_timeline(
    clerk: Desk, full: dict[str, int]
) -> None:
    number = full["张三"]
    opened = clerk.files.opened(number)
    assert opened == (clerk.files.file(number), clerk.files.timeline(number))
    assert opened[1]


def test_all_filters_are_of_one_and_the_same_file(clerk: Desk, full: dict[str, int]) -> None:
    person = clerk.files.file(full["张三"]).person.person_id
    clerk.open(CaseCategory.VICTIM, person, officers=(OFFICER,))
    clerk.files.set_officers(full["张三"], [OTHER], clerk.version(full["张三"]))
    convicted = PersonFilter(categories=(CaseCategory.CONVICTED,), officer=OFFICER)
    assert names(clerk, convicted) == []
    assert names(clerk, PersonFilter(categories=(CaseCategory.VICTIM,), officer=OFFICER)) == [
        "张三"
    ]
    assert sorted(names(clerk, PersonFilter(unit_codes=("V02",)))) == ["张三", "张三丰"]
    clerk.status.close(full["单小红"], "帮扶期满，生活稳定", clerk.version(full["单小红"]))
    assert names(clerk, PersonFilter(statuses=(FileStatus.CLOSED,))) == ["单小红"]
    both = PersonFilter("zs", statuses=(FileStatus.OPEN,), unit_codes=("V02",))
    assert clerk.persons.page(both).total == 2


def test_due_and_its_order(clerk: Desk, full: dict[str, int], clock: TestClock) -> None:
    today = clock.today()
    days = {"单小红": -2, "解放军": 0, "张三": 6, "张三丰": 7}
    with clerk.program.work.writing(audited=False) as uow:
        for name, ahead in days.items():
            row = CaseFile.id == full[name]
            due = today + timedelta(days=ahead)
            uow.session.execute(update(CaseFile).where(row).values(next_due=due))
        uow.commit()
    assert names(clerk, PersonFilter(due="overdue")) == ["单小红"]
    assert names(clerk, PersonFilter(due="today")) == ["解放军"]
    assert sorted(names(clerk, PersonFilter(due="week"))) == sorted(["解放军", "张三"])
    ordered = names(clerk, PersonFilter(sort="due"))
    assert ordered == ["单小红", "解放军", "张三", "张三丰", "买买提·吐尔逊"]


def test_pages_and_numbers_give_the_same_list(clerk: Desk, full: dict[str, int]) -> None:
    assert full
    for sort in ("name", "unit", "new", "due"):
        wanted = PersonFilter(sort=sort)
        paged = [
            row.person_id
            for first in (0, 2, 4)
            for row in clerk.persons.page(wanted, first, 2).rows
        ]
        assert tuple(paged) == clerk.persons.ids(wanted)
        assert [r.person_id for r in clerk.persons.rows(paged)] == paged
        assert clerk.persons.page(wanted, 0, 2).total == len(PEOPLE)


def test_a_filter_is_kept_for_its_account_without_what_was_typed(clerk: Desk, enter: Enter) -> None:
    wanted = PersonFilter(
        "张三", (CaseCategory.ABROAD,), (FileStatus.OPEN,), due="week", sort="due"
    )
    clerk.persons.save_filter("本周境外", wanted)
    clerk.persons.save_filter("本周境外", wanted)
    (kept,) = clerk.persons.filters()
    assert kept.name == "本周境外"
    assert kept.filter == PersonFilter(
        "", (CaseCategory.ABROAD,), (FileStatus.OPEN,), due="week", sort="due"
    )
    assert enter(CHECKER).persons.filters() == ()
    clerk.persons.drop_filter("本周境外")
    assert clerk.persons.filters() == ()
    with pytest.raises(Invalid):
        clerk.persons.save_filter("  ", wanted)


def test_whose_unit_is_not_known_yet_is_listed_too(clerk: Desk, full: dict[str, int]) -> None:
    view = clerk.files.file(full["买买提·吐尔逊"]).person
    assert (view.unit_code, view.unit_name) == ("", "")
    assert (
        date(1975, 2, 3)
        == clerk.persons.whole(
            clerk.program.unmasking.unmask("person", str(view.person_id), "核对名单")
        ).birth_on
    )
