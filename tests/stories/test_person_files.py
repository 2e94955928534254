"""One person's way through the office: from the old register to the last erasure.

The commands make the township and take the register in, as a clerk would in a first week; the
services do the rest on the same folder, signed in anew for every part. Each step rests on what
the one before left in the encrypted file.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from docx import Document
from sqlalchemy import text

from antifraud_desktop.bootstrap import Program, sign_in
from antifraud_desktop.cli import main
from antifraud_desktop.errors import KnownTrouble, Refused
from antifraud_desktop.records.person_papers import PaperOrder, PersonPaper
from antifraud_desktop.records.person_views import PersonFilter, PersonRow
from antifraud_desktop.records.rights import NewRequest
from antifraud_desktop.records.trail import TrailFilter
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.records.visits import DueKind, NewPlan, NewVisit
from antifraud_desktop.services.form_definitions import load_definition
from antifraud_desktop.vocabulary import (
    CaseCategory,
    FileStatus,
    FormKind,
    RightKind,
    UnitKind,
    VisitKind,
)
from tests.accounts.conftest import TestClock
from tests.documents.geometry import all_text
from tests.helpers.forms import filled
from tests.helpers.plain_pages import times_in_file, times_in_log
from tests.helpers.registers import NUMBER, SAMPLE, write_register

ACCOUNT, PASSWORD = "经办", "一个很长的密码2026"
PHONE, STREET, TALK = "13800138000", "大石村3组", "说想学一门厨师手艺"
MONTH = timedelta(days=30)


class Office:
    """A folder, its clock, and the two ways in."""

    def __init__(self, root: Path, clock: TestClock) -> None:
        self.root, self.clock = root, clock

    def command(self, *given: object) -> int:
        return main(["--data", str(self.root), "--account", ACCOUNT, *map(str, given)], self.clock)

    @contextmanager
    def signed_in(self) -> Iterator[Program]:
        program = sign_in(self.root, ACCOUNT, PASSWORD, self.clock)
        try:
            yield program
        finally:
            program.close()


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Nothing yet: no folder, no account."""
    monkeypatch.setenv("ANTIFRAUD_PASSWORD", PASSWORD)
    return Office(tmp_path / "data", TestClock(datetime(2026, 11, 24, 9)))


@pytest.fixture
def taken_in(office: Office, tmp_path: Path) -> Office:
    """The township founded, the assessment signed, the register's sound rows on file."""
    founded = ("init", "--name", "青禾镇", "--campaign-start", "2026-09-01")
    assert office.command(*founded) == 0
    with office.signed_in() as program:
        program.units.save(UnitRecord(code="V01", name="大石村", kind=UnitKind.VILLAGE))
    register = write_register(tmp_path / "旧台账.xlsx", SAMPLE)
    assert office.command("files", "import", register, "--accept") == 1, "nobody has signed yet"
    answers = tmp_path / "answers.json"
    told = {"answers": filled(load_definition(FormKind.IMPACT_ASSESSMENT))}
    answers.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    signed = ("--signed-by", "王镇长", "--signed-on", "2026-11-20")
    assert office.command("assessment", "record", "--answers", answers, *signed) == 0
    assert office.command("files", "import", register, "--accept") == 0
    return office


def found(program: Program) -> PersonRow:
    (row,) = program.persons.page(PersonFilter("zs")).rows
    return row


def due_kinds(program: Program) -> dict[DueKind, int]:
    return {one.kind: one.count for one in program.due.due(program.clock.today()).counts}


def told_in(path: Path) -> str:
    return all_text(Document(io.BytesIO(path.read_bytes())))


def everything(program: Program) -> str:
    """Return every value of every table, decrypted."""
    with program.work.reading() as session:
        tables = session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'")).all()
        return "\n".join(
            f"{tuple(row)}"
            for table in tables
            for row in session.execute(text(f'SELECT * FROM "{table}"'))
        )


def visited(program: Program, *files: int, **more: object) -> int:
    given: dict[str, object] = {"talk": TALK, "needs": "找工作"}
    visit = NewVisit(files, program.clock.today(), VisitKind.HOME, **(given | more))  # type: ignore[arg-type]
    return program.visits.log(visit)[0]


def test_from_the_old_register_over_plan_and_visit_to_a_printed_record(
    taken_in: Office, tmp_path: Path
) -> None:
    with taken_in.signed_in() as program:
        person = found(program)
        assert (str(person.name), person.unit_name) == ("张*", "大石村")
        files = [brief.file_id for brief in person.files]
        assert [b.category for b in person.files] == [CaseCategory.CONVICTED, CaseCategory.TWO_CARD]
        program.plans.set(files[0], NewPlan(program.clock.today(), every_days=30))
        first = program.plans.follow_up(files[0]).next_due
    assert first is not None
    taken_in.clock.at = datetime.combine(first + timedelta(days=2), taken_in.clock.at.time())
    with taken_in.signed_in() as program:
        today = program.clock.today()
        assert due_kinds(program).get(DueKind.OVERDUE) == 1
        program.visit_days.write_list(today, tmp_path / "今日走访.docx")
        sheet = told_in(tmp_path / "今日走访.docx")
        assert "张*" in sheet
        assert [whole for whole in ("张三", NUMBER, PHONE, STREET) if whole in sheet] == []
        visited(program, files[0], failed=True, talk="", needs="")
        assert due_kinds(program).get(DueKind.OVERDUE) == 1, "nobody was met: still due (R12)"
        visit = visited(program, *files)
        assert DueKind.OVERDUE not in due_kinds(program)
        follow = program.plans.follow_up(files[0])
        assert (follow.next_due, follow.done, follow.failed) == (today + MONTH, 1, 1)
        assert program.plans.follow_up(files[1]).last_contact == today
        grant = program.unmasking.unmask("person", str(person.person_id), "上门送达走访记录")
        order = PaperOrder(PersonPaper.VISIT_RECORD, files[0], "上门送达", visit_id=visit)
        with pytest.raises(KnownTrouble):
            program.person_papers.hand_out(order, tmp_path / "a.docx")
        program.person_papers.hand_out(order, tmp_path / "走访记录.docx", grant)
    record = told_in(tmp_path / "走访记录.docx")
    assert [part for part in ("张三", TALK, "找工作") if part not in record] == []
    assert not (tmp_path / "a.docx").exists()


def test_what_the_person_asks_holds_the_files_still_and_then_ends_them(taken_in: Office) -> None:
    with taken_in.signed_in() as program:
        person = found(program)
        files = [brief.file_id for brief in person.files]
        program.plans.set(files[0], NewPlan(program.clock.today(), every_days=30))
        visited(program, *files)
        asked = NewRequest(person.person_id, RightKind.RESTRICTION, program.clock.today(), "有误")
        number, _ = program.rights.receive(asked)
        program.rights.grant(number, "核实期间停止使用", program.rights.get(number).version)
        assert {brief.status for brief in found(program).files} == {FileStatus.STOPPED}
        with pytest.raises(Refused):
            visited(program, files[0])
    taken_in.clock.turn(days=40)
    with taken_in.signed_in() as program:
        assert due_kinds(program).keys() & {DueKind.OVERDUE, DueKind.TODAY} == set()
        asked = NewRequest(person.person_id, RightKind.ERASURE, program.clock.today(), "请删除")
        number, _ = program.rights.receive(asked)
        program.rights.grant(number, "依据已不存在，全部删除", program.rights.get(number).version)
        assert_gone(program, taken_in.root)


def test_terms_run_out_and_nothing_of_the_person_is_left(taken_in: Office) -> None:
    with taken_in.signed_in() as program:
        files = [brief.file_id for brief in found(program).files]
        visited(program, *files)
        until = {program.case_files.file(number).retain_until for number in files}
    last = max(day for day in until if day is not None)
    taken_in.clock.at = datetime.combine(last, taken_in.clock.at.time())
    with taken_in.signed_in() as program:
        due = [d for d in program.retention.due(last) if d.subject_id in map(str, files)]
        assert {d.subject_id for d in due} == {str(number) for number in files}
        program.retention.carry_out(due, "保存期限已满")
        assert_gone(program, taken_in.root)


def assert_gone(program: Program, root: Path) -> None:
    """No list, no table, no byte of the file tells of the person; the trail tells what was done."""
    assert program.persons.page(PersonFilter()).rows == ()
    marks = (NUMBER, PHONE, STREET, TALK)
    kept = everything(program)
    assert [mark for mark in (*marks, "张三") if mark in kept] == []
    key = program.vault.key
    database = root / "office.db"
    for mark in marks:
        assert times_in_file(database, key, mark) + times_in_log(database, key, mark) == 0, mark
    told = {entry.summary for entry in program.trail.page(TrailFilter()).entries}
    assert {"搜索人员档案", "登记走访"} <= {summary[:6] for summary in told} | {s[:4] for s in told}
    found_wrong = program.verification.run().findings
    assert [finding for finding in found_wrong if finding.area != "backup"] == []
