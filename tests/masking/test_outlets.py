"""Every way out of the program without a window: marked persons are found in none of it."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import text

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.cli import main
from antifraud_desktop.clock import FixedClock
from antifraud_desktop.documents.collection_sheet import build_collection_sheet
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.vocabulary import DocumentKind, UnitKind
from tests.masking.marks import AMOUNT, MARKS, MESSAGE, NAME, NUMBERS, TEXT, marks_in
from tests.ui.office import DAY, NOW, PASSWORD

Outlet = Callable[[Program, Path], "bytes | str"]

DAILY, EVENING = DocumentKind.DAILY_REPORT, DocumentKind.EVENING_BULLETIN


def _issued(kind: DocumentKind) -> Outlet:
    def produce(program: Program, folder: Path) -> bytes:
        record, _changes = program.documents.issue(kind, DAY)
        path = folder / "out.docx"
        program.documents.export(record.id, path)
        assert program.documents.content(record.id) == path.read_bytes()
        return path.read_bytes() + record.title.encode()

    return produce


def _snapshot(program: Program, _folder: Path) -> str:
    record, _changes = program.documents.issue(DAILY, DAY)
    with program.work.reading() as session:
        stored = session.execute(text("SELECT snapshot FROM issued_document")).scalar_one()
    told: str = repr(program.documents.snapshot(record.id).day) + json.dumps(
        json.loads(stored)["day"], ensure_ascii=False
    )
    return told


def _collection(program: Program, folder: Path) -> bytes:
    path = folder / "collection.xlsx"
    program.intake.write_collection("U001", path, DAY)
    return path.read_bytes()


def _sheet(_program: Program, _folder: Path) -> bytes:
    unit = UnitRecord("U001", f"大石村{NUMBERS[0]}", UnitKind.VILLAGE, liaison=NAME, phone=TEXT)
    return build_collection_sheet(unit, (), DAY, f"青禾镇（{TEXT}）")


def _received(program: Program, folder: Path) -> str:
    """Give back a filled collection workbook: its sender stands masked."""
    path = folder / "collection.xlsx"
    program.intake.write_collection("U001", path, DAY)
    book = load_workbook(path)
    book.worksheets[0].cell(5, 3).value = 12
    book.save(path)
    (submission,) = program.intake.read_workbook(path, DAY).submissions
    assert "李*" in repr(submission.readings)
    return repr(submission.readings)


def _histories(program: Program, _folder: Path) -> str:
    told = [*program.townships.settings_history()]
    for unit in program.units.list():
        told += program.units.history(unit.code)
    assert any("138****0000" in line for entry in told for line in entry.details)
    return repr(told)


def _hits(program: Program, _folder: Path) -> str:
    asked = (*MARKS, *(mark[:6] for mark in MARKS), "大石", "dsc", "日报")
    return repr([program.search.find(wanted) for wanted in asked])


OUTLETS: dict[str, Outlet] = {
    "daily report": _issued(DAILY),
    "evening bulletin": _issued(EVENING),
    "daily report preview": lambda p, _f: p.documents.preview(DAILY, DAY),
    "evening bulletin preview": lambda p, _f: p.documents.preview(EVENING, DAY),
    "frozen figures of a report": _snapshot,
    "trend chart": lambda p, _f: p.documents.chart("trend", DAY),
    "chart by unit": lambda p, _f: p.documents.chart("by_unit", DAY),
    "collection workbook": _collection,
    "collection sheet on paper": _sheet,
    "collection workbook come back": _received,
    "chase text": lambda p, _f: p.days.chase_text(DAY),
    "receipts": lambda p, _f: "".join(p.days.receipt(u, DAY) for u in ("U001", "U002")),
    "the day's book": lambda p, _f: repr(p.days.book(DAY)),
    "unit list": lambda p, _f: repr((p.units.list(), p.units.get("U001"))),
    "doubts of the day": lambda p, _f: repr(p.submissions.doubts(DAY)),
    "histories": _histories,
    "search hits": _hits,
}


@pytest.mark.parametrize("name", OUTLETS)
def test_no_outlet_tells_of_a_person(name: str, program: Program, tmp_path: Path) -> None:
    produced = OUTLETS[name](program, tmp_path)
    assert produced
    assert marks_in(produced) == set()


def test_the_marks_are_really_there(program: Program) -> None:
    """The office holds every mark, or finding none would prove nothing."""
    versions = repr([program.submissions.versions(u, DAY) for u in ("U001", "U002")])
    assert {mark for mark in NUMBERS if mark in versions} == set(NUMBERS)
    with program.work.reading() as session:
        names = session.execute(text("SELECT name FROM contact")).scalars().all()
    assert NAME in names
    assert len(program.submissions.doubts(DAY)) > 0


def test_looking_finds_a_mark_in_a_package_and_in_a_picture(program: Program) -> None:
    from docx import Document
    from matplotlib.figure import Figure

    assert marks_in("".join(MARKS)) == set(MARKS)
    held = io.BytesIO()
    document = Document()
    paragraph = document.add_paragraph("来电")
    for part in (NUMBERS[0][:5], NUMBERS[0][5:]):
        paragraph.add_run(part)
    document.save(held)
    assert marks_in(held.getvalue()) == {NUMBERS[0]}
    book = Workbook()
    book.worksheets[0].append([NAME, TEXT])
    held = io.BytesIO()
    book.save(held)
    assert marks_in(held.getvalue()) == set(MARKS)
    held = io.BytesIO()
    Figure().savefig(held, format="png", metadata={"Title": TEXT})
    assert NUMBERS[0] in marks_in(held.getvalue())


def test_a_figure_that_looks_like_a_phone_stays(program: Program) -> None:
    yuan = "138001380元"
    assert yuan in program.days.receipt("U002", DAY)
    assert (
        next(u.figures["loss_amount"] for u in program.days.book(DAY).units if u.code == "U002")
        == AMOUNT
    )


COMMANDS: dict[tuple[str, ...], tuple[str, ...]] = {
    ("day", "show"): ("--date", "2023-08-12"),
    ("day", "chase"): ("--date", "2023-08-12"),
    ("units", "list"): (),
    ("intake", "messages"): ("{message}", "--date", "2023-08-12"),
    ("intake", "workbook"): ("{workbook}", "--date", "2023-08-12"),
    ("report",): ("daily", "--date", "2023-08-12", "--out", "{out}.docx"),
    ("chart",): ("by_unit", "--date", "2023-08-12", "--out", "{out}.png"),
}


@pytest.mark.parametrize("as_json", [False, True], ids=["text", "json"])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_tells_of_a_person(
    command: tuple[str, ...],
    as_json: bool,
    marked_root: Path,
    tmp_path: Path,
    program: Program,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ANTIFRAUD_PASSWORD", PASSWORD)
    message, workbook, out = tmp_path / "m.txt", tmp_path / "w.xlsx", tmp_path / "out"
    message.write_text(MESSAGE + f"\n王五 17:40:00\n随便说说{TEXT}\n", encoding="utf-8")
    program.intake.write_collection("U001", workbook, DAY)
    folder = program.folder.root
    program.close()
    given = [p.format(message=message, workbook=workbook, out=out) for p in COMMANDS[command]]
    more = ["--json"] if as_json else []
    code = main(["--data", str(folder), *command, *given, *more], FixedClock(NOW))
    told = capfd.readouterr()
    assert code == 0, told.err
    assert told.out + told.err
    assert marks_in(told.out + told.err) == set()
    for path in tmp_path.glob("out.*"):
        assert marks_in(path.read_bytes()) == set()


def test_trouble_on_the_command_line_tells_of_no_person(
    program: Program, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANTIFRAUD_PASSWORD", PASSWORD)
    folder = program.folder.root
    program.close()
    assert main(["--data", str(folder), "--account", NUMBERS[0], "units", "list"]) != 0
    told = capfd.readouterr()
    assert told.err
    assert marks_in(told.out + told.err) == set()


def test_a_crash_report_holds_no_value(tmp_path: Path) -> None:
    from ui.dialogs.crash_report import Circumstances, report_of, save_report

    def fault(told: str) -> None:
        held = [told, NAME]
        try:
            int(told)
        except ValueError as error:
            raise RuntimeError(f"{held} {error}") from error

    try:
        fault(TEXT)
    except RuntimeError as error:
        at = datetime(2023, 8, 12, 17, 50)
        report = report_of(error, at, Circumstances(tmp_path))
        path = save_report(tmp_path, report, at)
    assert path is not None
    assert "RuntimeError" in report
    assert "fault" in report
    assert marks_in(report) == marks_in(path.read_bytes()) == set()
