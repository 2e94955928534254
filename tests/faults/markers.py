"""Unmistakable personal data, entered wherever the program takes any, and looked for in bytes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.records.submissions import FigureEdit
from antifraud_desktop.vocabulary import Role
from tests.faults.desk import FIRST, UNITS, Desk

NAME, PHONE = "记号甲联络员", "13899997777"
MESSAGE, DRAFT = "记号乙九九三一", "记号丙九九三二"
REASON, SCOPE = "记号丁九九三三", "记号戊九九三四"
MARKERS = (NAME, PHONE, MESSAGE, DRAFT, REASON, SCOPE)
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
NEW_PASSWORD = "另一个密码2023-长"


def needles() -> dict[bytes, str]:
    """Return every marker in every encoding a file might keep it in."""
    return {marker.encode(e): f"{marker} as {e}" for marker in MARKERS for e in ENCODINGS}


def found_in(content: bytes) -> set[str]:
    return {name for needle, name in needles().items() if needle in content}


def found_under(*folders: Path) -> set[str]:
    """Return what was found in names and contents of all files, and where."""
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return {
        f"{path}: {what}"
        for path in files
        for what in found_in(path.read_bytes()) | found_in(path.name.encode())
    }


def fill(program: Program) -> None:
    """Put a marker into contacts, messages, notes, drafts, reasons and export requests."""
    day = f"{FIRST.year}/{FIRST.month}/{FIRST.day}"
    unit = program.units.get("U001")
    program.units.save(replace(unit, liaison=NAME, phone=PHONE))
    text = (
        f"{UNITS[0]}联络员 {day} 17:05:00\n"
        f"{UNITS[0]}：入户28户，新增约15人（{MESSAGE}打{PHONE}来电）\n备注：{NAME}外出，{MESSAGE}"
    )
    program.intake.accept(program.intake.read_messages(text, FIRST))
    program.submissions.type_figures(
        FIRST, [FigureEdit("U001", "households_visited", 29)], reason=f"核对后更正（{REASON}）"
    )
    program.drafts.save(f"grid:{FIRST}", f'{{"note": "{DRAFT}"}}')
    program.exports.ask("unit_contacts", {"units": ["U001"]}, f"县反诈中心{SCOPE}", f"建群{REASON}")


def add_reviewer(desk: Desk, folder: Path) -> None:
    """Give the office the second person of an export."""
    secret = folder / "secret"
    secret.write_text(NEW_PASSWORD, encoding="utf-8")
    words = ("--role", Role.REVIEWER.value, "--new-password-file", secret)
    done = desk.here("accounts", "add", "lisi", *words)
    if done.code != 0:
        raise RuntimeError(done.err)
