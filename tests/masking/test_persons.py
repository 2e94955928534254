"""What the services of person files give out shows masks; what is typed is found all the same.

The person's marks stand in the rows, which the last test makes sure of. What is handed to the
person whole, or approved by a second one, is tested with the papers.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from antifraud_desktop.bootstrap import Program, sign_in
from antifraud_desktop.cli import main
from antifraud_desktop.records.assistance import AssistanceFacts
from antifraud_desktop.records.case_requests import NewFile
from antifraud_desktop.records.person_views import PersonFilter
from antifraud_desktop.records.rights import NewRequest
from antifraud_desktop.records.trail import TrailFilter
from antifraud_desktop.records.visits import NewPaper, NewPlan, NewVisit
from antifraud_desktop.vocabulary import CaseCategory, PaperKind, RightKind, VisitKind
from tests.accounts.conftest import TestClock
from tests.masking.marks import marks_in
from tests.persons.conftest import AUDITOR, BASES, CLERK, PASSWORD, founded, identity, someone

__all__ = ["founded"]
NAME, NUMBER, PHONE, STREET = "李四甲", identity(123), "13899990000", "3组12号"
GUARDIAN, RELATIVE, TOLD = "王五乙", "赵六丙", f"来电{PHONE}，请再联系"
MARKS = (NAME, NUMBER, PHONE, STREET, GUARDIAN, RELATIVE)
DAY = date(2023, 8, 12)


@dataclass(frozen=True)
class Filed:
    """Where the marked person lies."""

    person: int
    abroad: int
    carded: int
    visit: int
    request: int


def fill(program: Program) -> Filed:
    """Put a marked person wherever person files take one."""
    facts = someone(NAME, 123, phone=PHONE, address=f"青禾镇大石村{STREET}", guardian=GUARDIAN)
    category = CaseCategory.ABROAD
    abroad, _ = program.case_files.open_file(NewFile(facts, category, BASES[category]))
    person = program.case_files.file(abroad).person.person_id
    category = CaseCategory.TWO_CARD
    carded, _ = program.case_files.open_file(NewFile(person, category, BASES[category], TOLD))
    program.plans.set(carded, NewPlan(DAY, days=(DAY,)))
    visit, _ = program.visits.log(
        NewVisit((abroad, carded), DAY, VisitKind.HOME, talk=TOLD, needs=TOLD, next_step=TOLD)
    )
    program.papers.add(carded, NewPaper(PaperKind.UNDERTAKING, DAY, TOLD))
    helped = AssistanceFacts(
        DAY, relative=RELATIVE, relative_volunteered=True, relative_since=DAY, wish=TOLD
    )
    program.assistance.save(abroad, helped)
    version = program.assistance.view(abroad).version
    program.assistance.add_contact(abroad, DAY, TOLD, version)
    request, _ = program.rights.receive(NewRequest(person, RightKind.ACCESS, DAY, TOLD))
    program.referrals.add(NAME, "V01", f"家里需要帮助，{TOLD}")
    return Filed(person, abroad, carded, visit, request)


@pytest.fixture(scope="session")
def marked_files(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Filed]:
    """The office with the marked person, made once."""
    root = Path(shutil.copytree(founded, tmp_path_factory.mktemp("marked-files") / "data"))
    program = sign_in(root, CLERK, PASSWORD, TestClock())
    filed = fill(program)
    program.close()
    return root, filed


@pytest.fixture
def office(marked_files: tuple[Path, Filed], tmp_path: Path) -> Iterator[tuple[Program, Filed]]:
    root, filed = marked_files
    copied = Path(shutil.copytree(root, tmp_path / "data"))
    program = sign_in(copied, CLERK, PASSWORD, TestClock())
    yield program, filed
    program.close()


def _lists(program: Program, filed: Filed, _folder: Path) -> str:
    persons, typed = program.persons, ("lsj", NAME, NUMBER, PHONE[-4:], "", "李")
    pages = [persons.page(PersonFilter(one)) for one in typed]
    assert [page.total for page in pages] == [1] * len(typed)
    rows = persons.rows(persons.ids(PersonFilter()))
    found = persons.matches(NAME, NUMBER, PHONE, "V01")
    assert found[0].why
    return repr((pages, rows, found, persons.person(filed.person)))


def _file(program: Program, filed: Filed, _folder: Path) -> str:
    files = program.case_files
    told = [(files.file(n), files.timeline(n)) for n in (filed.abroad, filed.carded)]
    return repr(told) + "".join(str(entry.text) for _file_, line in told for entry in line)


def _visits(program: Program, filed: Filed, _folder: Path) -> str:
    visit = program.visits.get(filed.visit)
    papers = program.papers.of_file(filed.carded)
    told = (visit, papers, program.plans.follow_up(filed.carded))
    return repr(told) + f"{visit.talk}{visit.needs}{visit.next_step}{papers[0].note}"


def _day_list(program: Program, _filed: Filed, folder: Path) -> bytes:
    path = folder / "list.docx"
    program.visit_days.write_list(DAY, path, [_filed.carded])
    return path.read_bytes() + repr(program.visit_days.entries(DAY)).encode()


def _masked_file(program: Program, filed: Filed, folder: Path) -> bytes:
    path = folder / "file.docx"
    program.person_papers.masked_file(filed.carded, path)
    return path.read_bytes()


def _due(program: Program, _filed: Filed, _folder: Path) -> str:
    due = program.due.due(date(2025, 2, 1))
    assert due.items
    return repr(due) + "".join(item.sentence for item in due.items)


def _abroad(program: Program, filed: Filed, _folder: Path) -> str:
    desk = program.assistance
    return repr((desk.list(), desk.view(filed.abroad), program.return_progress.units()))


def _rights(program: Program, filed: Filed, _folder: Path) -> str:
    desk = program.rights
    return repr((desk.list(), desk.of_person(filed.person), desk.get(filed.request)))


def _trail(program: Program, _filed: Filed, _folder: Path) -> str:
    program.persons.page(PersonFilter(NUMBER))
    auditor = sign_in(program.folder.root, AUDITOR, PASSWORD, TestClock())
    told = auditor.trail.page(TrailFilter())
    auditor.close()
    assert "搜索人员档案" in {entry.summary for entry in told.entries}
    return repr(told)


Outlet = Callable[[Program, Filed, Path], "bytes | str"]
OUTLETS: dict[str, Outlet] = {
    "lists and search": _lists,
    "a file and its timeline": _file,
    "visits, papers, plan": _visits,
    "the day's list on paper": _day_list,
    "the masked file on paper": _masked_file,
    "what is due": _due,
    "return assistance": _abroad,
    "rights desk": _rights,
    "referrals": lambda p, _f, _d: repr(p.referrals.list()),
    "audit trail": _trail,
    "search of the office": lambda p, _f, _d: repr([p.search.find(m) for m in (*MARKS, "李")]),
}


@pytest.mark.parametrize("name", OUTLETS)
def test_no_outlet_of_person_files_tells_of_the_person(
    name: str, office: tuple[Program, Filed], tmp_path: Path
) -> None:
    produced = OUTLETS[name](*office, tmp_path)
    assert produced
    assert marks_in(produced, MARKS) == set()


@pytest.mark.parametrize("more", [(), ("--json",), ("--text", NAME), ("--text", NUMBER, "--json")])
def test_the_command_that_lists_persons_tells_masks(
    more: tuple[str, ...],
    office: tuple[Program, Filed],
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    program, _filed = office
    monkeypatch.setenv("ANTIFRAUD_PASSWORD", PASSWORD)
    program.close()
    given = ("--data", str(program.folder.root), "--account", CLERK, "files", "list", *more)
    code = main(list(given), TestClock())
    told = capfd.readouterr()
    assert code == 0, told.err
    assert "李*" in told.out
    assert marks_in(told.out + told.err, MARKS) == set()


def test_the_person_is_really_there_and_opens_with_a_grant(office: tuple[Program, Filed]) -> None:
    """Were the marks nowhere, finding none of them would prove nothing."""
    program, filed = office
    grant = program.unmasking.unmask("person", str(filed.person), "核对身份")
    whole, now = program.persons.whole(grant), program.clock.now()
    values = (whole.name, whole.identity_number, whole.phone, whole.address, whole.guardian)
    opened = "".join(value.whole_for(grant, now) for value in values)
    with program.work.reading() as session:
        tables = ("visit", "signed_paper", "contact_entry", "rights_request", "referral")
        rows = [
            session.execute(text(f"SELECT * FROM {table}")).all()
            for table in (*tables, "return_assistance", "basis_document")
        ]
    assert {mark for mark in MARKS if mark in opened} == set(MARKS) - {RELATIVE}
    assert all(PHONE in repr(row) for row in rows)
    assert RELATIVE in repr(rows)
