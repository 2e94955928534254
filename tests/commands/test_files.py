"""files import, list, gate and assessment, as a clerk or a schedule calls them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import text

from antifraud_desktop.bootstrap import Program, sign_in
from antifraud_desktop.cli import main
from antifraud_desktop.clock import FixedClock
from antifraud_desktop.records.person_views import PersonFilter
from antifraud_desktop.records.register import ColumnRole
from antifraud_desktop.services.form_definitions import load_definition
from antifraud_desktop.vocabulary import FormKind, Role
from antifraud_desktop.work import NotAllowed
from tests.helpers.forms import filled
from tests.helpers.registers import (
    DECISION,
    HEADS,
    NUMBER,
    REFUSED_TRACES,
    SAMPLE,
    row_of,
    write_register,
)
from tests.helpers.signed_in import PASSWORD, found_office

NOW = datetime(2026, 11, 24, 10, 0)
CLOCK = FixedClock(NOW)
Told = dict[str, Any]
Run = Callable[..., tuple[int, Told]]


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("register") / "data"
    found_office(root)
    return root


@pytest.fixture
def root(founded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ANTIFRAUD_PASSWORD", PASSWORD)
    return Path(shutil.copytree(founded, tmp_path / "data"))


@pytest.fixture
def run(root: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run a command and give its exit code and JSON."""

    def go(*arguments: object) -> tuple[int, Told]:
        capfd.readouterr()
        code = main(["--data", str(root), *map(str, arguments)], CLOCK)
        out = capfd.readouterr().out
        return code, json.loads(out) if out.startswith("{") else {"text": out}

    return go


@pytest.fixture
def opened(run: Run, tmp_path: Path) -> Run:
    """The same, once the impact assessment is signed."""
    answers = tmp_path / "answers.json"
    told = {"answers": filled(load_definition(FormKind.IMPACT_ASSESSMENT))}
    answers.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    signed = ("--signed-by", "王镇长", "--signed-on", "2026-11-20")
    code, _told = run("assessment", "record", "--answers", answers, *signed, "--json")
    assert code == 0
    return run


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    return write_register(tmp_path / "旧台账.xlsx", SAMPLE)


@pytest.fixture
def program(root: Path) -> Iterator[Callable[[], Program]]:
    """Sign in to look; closed at the end."""
    made: list[Program] = []

    def look() -> Program:
        made.append(sign_in(root, "zhangsan", PASSWORD, CLOCK))
        return made[-1]

    yield look
    for one in made:
        one.close()


def dump(program: Program) -> str:
    """Return every value of every table, decrypted."""
    with program.work.reading() as session:
        tables = session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'")).all()
        return "\n".join(
            f"{table} {tuple(row)}"
            for table in tables
            for row in session.execute(text(f'SELECT * FROM "{table}"'))
        )


VERDICTS = {
    2: ("create", "convicted"),
    3: ("refused", "returnee"),
    4: ("refused", "convicted"),
    5: ("refused", None),
    6: ("join", "two_card"),
    7: ("refused", "two_card"),
    8: ("ignored", None),
}


def verdicts(told: Told) -> dict[int, tuple[str, str | None]]:
    return {row["row"]: (row["verdict"], row["category"]) for row in told["rows"]}


def test_r11_the_sample_register_is_taken_in_and_its_refused_rows_leave_no_trace(
    opened: Run, sample: Path, program: Callable[[], Program], root: Path
) -> None:
    code, told = opened("files", "import", sample, "--json")
    assert (code, told["accepted"]) == (0, False)
    assert verdicts(told) == VERDICTS
    code, told = opened("files", "import", sample, "--accept", "--json")
    assert (code, told["accepted"]) == (0, True)
    assert verdicts(told) == VERDICTS
    everything = dump(program())
    assert NUMBER in everything
    assert "惩戒决定〔2026〕5号" in everything
    assert [trace for trace in REFUSED_TRACES if trace in everything] == []
    assert "高危" not in everything
    code, told = opened("files", "list", "--json")
    (person,) = told["persons"]
    assert [one["category"] for one in person["files"]] == ["convicted", "two_card"]
    assert (person["name"], person["phone"]) == ("张*", "138****8000")
    code, told = opened("files", "import", sample, "--accept", "--json")
    assert (told["create"], told["join"], told["duplicate"]) == (0, 0, 2)


def test_reasons_name_no_number_of_a_person(opened: Run, sample: Path) -> None:
    _code, told = opened("files", "import", sample, "--json")
    reasons = "".join(row["reason"] for row in told["rows"])
    assert [trace for trace in (*REFUSED_TRACES, NUMBER, "张三") if trace in reasons] == []


def test_without_a_signed_assessment_nothing_comes_in_and_the_verdicts_are_told(
    run: Run, sample: Path, program: Callable[[], Program]
) -> None:
    code, told = run("files", "import", sample, "--accept", "--json")
    assert (code, told["accepted"]) == (1, False)
    assert verdicts(told) == VERDICTS
    assert NUMBER not in dump(program())
    assert run("files", "gate", "--json")[0] == 1


def test_the_gate_opens_by_the_answers_of_the_template(run: Run, tmp_path: Path) -> None:
    _code, told = run("assessment", "template")
    answers = filled(load_definition(FormKind.IMPACT_ASSESSMENT))
    assert set(told["answers"]) <= set(answers)
    file = tmp_path / "answers.json"
    signed = ("--signed-by", "王镇长", "--signed-on", "2026-11-20")
    file.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    assert run("assessment", "record", "--answers", file, *signed)[0] == 1
    file.write_text("no json", encoding="utf-8")
    assert run("assessment", "record", "--answers", file, *signed)[0] == 1
    file.write_text(json.dumps(told | {"answers": answers}, ensure_ascii=False), encoding="utf-8")
    assert run("assessment", "record", "--answers", file, *signed)[0] == 0
    code, told = run("files", "gate", "--json")
    assert (code, told["open"]) == (0, True)


def test_the_failed_rows_come_back_with_one_reason_column(
    opened: Run, sample: Path, tmp_path: Path, program: Callable[[], Program]
) -> None:
    out = tmp_path / "失败行.xlsx"
    opened("files", "import", sample, "--accept", "--failed", out, "--json")
    sheet = openpyxl.load_workbook(out).worksheets[0]
    rows = [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]
    head = next(n for n, row in enumerate(rows) if row[0] == "原表行号")
    assert rows[head] == ["原表行号", *HEADS, "未导入的原因"]
    back = {row[0]: row for row in rows[head + 1 :]}
    assert set(back) == {"3", "4", "5", "7"}
    assert "李四" in back["3"]
    assert "末位数字已丢失" in back["3"][-1]
    assert not any(back["4"][1:-1]), "of a sealed record nothing is handed back"
    assert "应当封存" in back["4"][-1]
    (entry,) = program().exports.register()
    assert (entry.title, entry.personal) == ("旧台账未导入的行", True)


def test_rows_put_right_come_in_from_the_failed_ones(
    opened: Run, sample: Path, tmp_path: Path
) -> None:
    out = tmp_path / "失败行.xlsx"
    opened("files", "import", sample, "--accept", "--failed", out, "--json")
    book = openpyxl.load_workbook(out)
    sheet = book.worksheets[0]
    for row in sheet.iter_rows():
        if row[0].value == 7:
            row[1 + HEADS.index("判决/文书")].value = DECISION.replace("5号", "9号")
    book.save(out)
    _code, told = opened("files", "import", out, "--accept", "--json")
    assert (told["accepted"], told["create"], told["refused"]) == (True, 1, 2)
    lost = next(row for row in told["rows"] if "身份证号" in row["reason"])
    assert "请整个重写" in lost["reason"], "a number that lost its end never comes back as text"


def test_settled_columns_are_remembered_without_a_word_of_the_sheet(
    opened: Run, tmp_path: Path, program: Callable[[], Program]
) -> None:
    heads = tuple("人员归类甲" if head == "类别" else head for head in HEADS)
    file = write_register(
        tmp_path / "a.xlsx", [row_of() | {"人员归类甲": "前科"}], heads, title="表"
    )
    desk = program().register
    first = desk.review(file)
    assert first.rows[0].verdict == "refused"
    roles = first.roles | {HEADS.index("类别") + 1: ColumnRole.CATEGORY}
    settled = desk.review(file, roles)
    assert settled.rows[0].verdict == "create"
    desk.accept(file, settled)
    newer = row_of(name="李四", number="990101198803030033") | {"人员归类甲": "前科"}
    later = write_register(tmp_path / "b.xlsx", [newer], heads, title="表")
    again = desk.review(later)
    assert again.remembered
    assert again.roles == roles
    assert "人员归类甲" not in dump(program())


def test_a_file_changed_after_the_preview_is_not_taken_in(
    opened: Run, tmp_path: Path, program: Callable[[], Program]
) -> None:
    del opened
    file = write_register(tmp_path / "a.xlsx", [row_of()])
    desk = program().register
    seen = desk.review(file)
    write_register(file, [row_of(), row_of(kind="两卡", basis=DECISION)])
    with pytest.raises(Exception, match="预览之后改动过"):
        desk.accept(file, seen)
    assert NUMBER not in dump(program())


def test_who_sees_only_own_files_cannot_import(
    opened: Run, tmp_path: Path, root: Path, program: Callable[[], Program]
) -> None:
    """Who cannot search everybody could not know whose file stands already."""
    del opened
    look = program()
    look.accounts.add("lisi", "李四", (Role.CASE_OFFICER,), "given-by-another")
    first = sign_in(root, "lisi", "given-by-another", CLOCK)
    first.accounts.change_password("given-by-another", "my-own-password")
    first.close()
    officer = sign_in(root, "lisi", "my-own-password", CLOCK)
    file = write_register(tmp_path / "a.xlsx", [row_of(officer="李四")])
    try:
        with pytest.raises(NotAllowed):
            officer.register.review(file)
        desk = look.register
        desk.accept(file, desk.review(file))
        (row,) = officer.persons.page(PersonFilter()).rows
        assert row.files[0].officers == ("lisi",), "the register's officer is known by name"
    finally:
        officer.close()
