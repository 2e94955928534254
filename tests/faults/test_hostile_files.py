"""Files made to harm: refused in a sentence, within bounds of time and memory, nothing saved."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from tests.faults.desk import FIRST, ROOT, UNITS, Desk, Done
from tests.helpers.books import book

SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
MOST_SECONDS, MOST_MEGABYTES = 25, 600
Make = Callable[[Path], Path]


def _sheet(inside: str, before: str = "") -> bytes:
    return f'{before}<worksheet xmlns="{SPREADSHEET}">{inside}</worksheet>'.encode()


def _with_part(folder: Path, name: str, content: bytes) -> Path:
    plain = book(folder / "plain.xlsx", ("甲", [("单位", "入户"), (UNITS[0], 14)]))
    target = folder / "坏.xlsx"
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename != name:
                new.writestr(entry.filename, old.read(entry))
        new.writestr(name, content)
    return target


def bomb(folder: Path) -> Path:
    return _with_part(folder, SHEET, b"0" * (101 * 1024 * 1024))


def sparse_giant(folder: Path) -> Path:
    """Two kilobytes that would be a sheet of 17 thousand million cells."""
    merged = '<sheetData/><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    return _with_part(folder, SHEET, _sheet(merged))


def column_giant(folder: Path) -> Path:
    """A few kilobytes in which every row names the last column."""
    rows = "".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(1, 60_000))
    return _with_part(folder, SHEET, _sheet(f"<sheetData>{rows}</sheetData>"))


def many_strings(folder: Path) -> Path:
    strings = f'<sst xmlns="{SPREADSHEET}">' + "<si><t/></si>" * 500_000 + "</sst>"
    return _with_part(folder, STRINGS, strings.encode())


def external_entity(folder: Path) -> Path:
    head = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    cell = '<sheetData><row r="1"><c t="inlineStr"><is><t>&e;</t></is></c></row></sheetData>'
    return _with_part(folder, SHEET, _sheet(cell, head))


def deep_nesting(folder: Path) -> Path:
    return _with_part(folder, SHEET, _sheet("<a>" * 200_000 + "</a>" * 200_000))


def thousands_of_parts(folder: Path) -> Path:
    path = folder / "多.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        for number in range(2001):
            package.writestr(f"{number}.xml", "")
    return path


def climbing_names(folder: Path) -> Path:
    return _with_part(folder, "../../office.db", b"x" * 100)


def document_called_workbook(folder: Path) -> Path:
    document = docx.Document()
    document.add_paragraph(f"{UNITS[0]}：入户28户")
    document.save(str(folder / "表.xlsx"))
    return folder / "表.xlsx"


def picture_called_workbook(folder: Path) -> Path:
    path = folder / "图.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + os.urandom(3000))
    return path


def cut_workbook(folder: Path) -> Path:
    path = book(folder / "半截.xlsx", ("甲", [("单位", "入户"), (UNITS[0], 14)]))
    path.write_bytes(path.read_bytes()[:-300])
    return path


REFUSED: tuple[Make, ...] = (
    bomb,
    sparse_giant,
    many_strings,
    external_entity,
    thousands_of_parts,
    document_called_workbook,
    picture_called_workbook,
    cut_workbook,
)


@pytest.mark.parametrize("make", REFUSED)
def test_a_hostile_workbook_is_refused_within_bounds(
    desk: Desk, tmp_path: Path, make: Make
) -> None:
    before = desk.figures()
    path = make(tmp_path)
    began = time.monotonic()
    told = desk.here("intake", "workbook", path, "--date", FIRST, "--accept")
    assert time.monotonic() - began < MOST_SECONDS
    assert told.code == 1
    assert told.calm
    assert path.name in told.err
    assert desk.figures() == before


def test_names_that_climb_out_of_the_package_write_nothing(desk: Desk, tmp_path: Path) -> None:
    path = climbing_names(tmp_path)
    before = {f: f.stat().st_size for f in tmp_path.glob("*") if f.is_file()}
    told = desk.here("intake", "workbook", path, "--date", FIRST)
    assert told.calm
    assert {f: f.stat().st_size for f in tmp_path.glob("*") if f.is_file()} == before


MEASURED = """
import resource, sys
from antifraud_desktop.cli import main
code = main(sys.argv[2:])
reader = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
with open("/proc/self/status") as status:  # getrusage would tell of the tests that began it, too
    own = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
with open(sys.argv[1], "w") as out:
    out.write(str(max(own, reader) // 1024))
sys.exit(code)
"""


def measured(desk: Desk, peak: Path, *words: object) -> tuple[Done, int]:
    """Run a command; return what it said and the most megabytes it or its reader took."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, str(peak), *desk.arguments(*words)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=ROOT,
        env=desk.environment(),
    )
    return Done(done.returncode, done.stdout, done.stderr), int(peak.read_text())


@pytest.mark.parametrize("make", [sparse_giant, column_giant, bomb, deep_nesting])
def test_memory_stays_bounded_whatever_a_workbook_claims_to_be(
    desk: Desk, tmp_path: Path, make: Make
) -> None:
    path = make(tmp_path)
    told, peak = measured(desk, tmp_path / "peak", "intake", "workbook", path, "--date", FIRST)
    assert told.code == 1
    assert told.calm
    assert peak < MOST_MEGABYTES


def _messages(folder: Path, content: bytes, name: str = "消息.txt") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_ten_megabytes_of_text_are_refused(desk: Desk, tmp_path: Path) -> None:
    path = _messages(tmp_path, f"{UNITS[0]}：入户28户\n".encode() * 350_000)
    assert path.stat().st_size > 8_000_000
    told = desk.here("intake", "messages", path, "--date", FIRST, "--accept")
    assert told.code == 1
    assert told.calm
    assert "太大" in told.err


@pytest.mark.parametrize(
    "content",
    [
        b"\0" * 5000,
        f"{UNITS[4]}联络员 2023/8/2 17:05:00\n{UNITS[4]}：\0入户\0".encode() * 50,
        "\u202e户82户入：村桥东\u202c".encode() * 100,
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
        b"\xff\xfe" + b"\xd8\x00" * 999,
        ("（" * 9_000).encode(),
        ("入户" * 4_500).encode(),
    ],
    ids=["zeros", "zeros between", "turned", "picture", "half signs", "brackets", "repeated"],
)
def test_text_that_is_none_saves_no_figure_and_takes_no_time(
    desk: Desk, tmp_path: Path, content: bytes
) -> None:
    before = desk.figures()
    path = _messages(tmp_path, content)
    began = time.monotonic()
    told = desk.here("intake", "messages", path, "--date", FIRST, "--accept")
    assert time.monotonic() - began < MOST_SECONDS
    assert told.code in (0, 1)
    assert told.calm
    assert desk.figures() == before


@pytest.mark.parametrize("sign", ["入户", "9", "（", "入户9户"])
def test_a_line_without_an_end_is_refused_at_once(desk: Desk, tmp_path: Path, sign: str) -> None:
    path = _messages(tmp_path, (sign * 400_000).encode())
    began = time.monotonic()
    told = desk.here("intake", "messages", path, "--date", FIRST, "--accept")
    assert time.monotonic() - began < MOST_SECONDS
    assert told.code == 1
    assert told.calm
    assert "一行" in told.err


def test_a_workbook_given_as_messages_is_told(desk: Desk, tmp_path: Path) -> None:
    before = desk.figures()
    path = book(tmp_path / "表.xlsx", ("甲", [("单位", "入户"), (UNITS[5], 14)]))
    told = desk.here("intake", "messages", path, "--date", FIRST, "--accept")
    assert told.calm
    assert desk.figures() == before


def test_marks_of_direction_do_not_turn_a_figure_round(desk: Desk, tmp_path: Path) -> None:
    """28 between marks of direction is saved as 28, or not at all: never as 82."""
    text = f"{UNITS[6]}联络员 2023/8/2 17:05:00\n{UNITS[6]}：入户\u202e28\u202c户"
    path = _messages(tmp_path, text.encode())
    told = desk.here("intake", "messages", path, "--date", FIRST, "--accept")
    assert told.calm
    assert desk.figures().get((str(FIRST), UNITS[6])) in (None, 28)
