"""Imports stand at the top, save for the named slow ones; the contracts stand in setup.cfg."""

from __future__ import annotations

import ast
import subprocess
import sys

from tests.helpers.sources import PROGRAM, ROOT, imported_names, place, python_files, tree

# Imported on first use: each costs a clerk a tenth of a second or more at every start.
SLOW_LIBRARIES = (
    "alembic",
    "docx",
    "docxtpl",
    "jinja2",  # comes with docxtpl
    "lxml",
    "matplotlib",
    "numpy",
    "openpyxl",
    "pypinyin",
)
# Our own modules that stand on them.
SLOW_OWN = (
    "antifraud_desktop.demo",
    "antifraud_desktop.documents",
    "antifraud_desktop.intake.units_workbook",
    "antifraud_desktop.intake.workbooks",
)
# Other imports inside functions, each with its reason.
NAMED = {
    ("main.py", "antifraud_desktop.cli"),  # one of two faces: the other one is not loaded
    ("main.py", "ui.application"),  # the same
    ("main.py", "antifraud_desktop.intake.spreadsheet_child"),  # the same
    ("main.py", "antifraud_desktop.intake.picture_child"),  # the same
    ("db/network_paths.py", "ctypes"),  # asks Windows, and only there
    ("antifraud_desktop/intake/spreadsheet_child.py", "resource"),  # not on Windows
    ("antifraud_desktop/intake/picture_child.py", "resource"),  # the same
    ("ui/opening.py", "antifraud_desktop.bootstrap"),  # SQLAlchemy loads beside sign-in
    ("ui/opening.py", "antifraud_desktop.versions"),  # the same
    ("ui/restoring.py", "antifraud_desktop.services.restoring"),  # the same
    ("ui/session.py", "ui.main_window"),  # sign-in shows before the pages are loaded
    ("ui/rooms.py", "ui.pages.today"),  # a page is loaded when it is first opened
    ("ui/rooms.py", "ui.pages.daily_grid.page"),  # the same
    ("ui/rooms.py", "ui.pages.persons.page"),  # the same
    ("ui/rooms.py", "ui.pages.assistance.page"),  # the same
    ("ui/rooms.py", "ui.pages.rights.page"),  # the same
    ("ui/rooms.py", "ui.pages.youth.page"),  # the same
    ("ui/rooms.py", "ui.pages.activities.page"),  # the same
    ("ui/rooms.py", "ui.pages.materials.page"),  # the same
    ("ui/rooms.py", "ui.pages.coverage.page"),  # the same
    ("ui/rooms.py", "ui.pages.supervision.page"),  # the same
    ("ui/rooms.py", "ui.pages.incidents.page"),  # the same
    ("ui/rooms.py", "ui.pages.evaluation.page"),  # the same
    ("ui/rooms.py", "ui.pages.charts.page"),  # the same
    ("ui/rooms.py", "ui.pages.documents"),  # the same
    ("ui/rooms.py", "ui.pages.basics.page"),  # the same
    ("ui/rooms.py", "ui.pages.settings.page"),  # the same
}


def _belongs(name: str, families: tuple[str, ...]) -> bool:
    return any(name == family or name.startswith(family + ".") for family in families)


def test_only_the_named_slow_libraries_are_imported_in_functions() -> None:
    hidden = [
        f"{place(path, node.lineno)} {name}"
        for path in python_files(*PROGRAM)
        for function in ast.walk(tree(path))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in imported_names(node)
        if not _belongs(name, SLOW_LIBRARIES + SLOW_OWN) and (place(path), name) not in NAMED
    ]
    assert hidden == []


def test_opening_the_window_loads_no_slow_library() -> None:
    look = (
        "import sys, ui.application\n"
        f"slow = {SLOW_LIBRARIES!r}\n"
        "print(*sorted(name for name in slow if name in sys.modules))"
    )
    run = subprocess.run(
        [sys.executable, "-c", look], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == []


def test_help_of_the_command_line_loads_no_window() -> None:
    look = "import sys, antifraud_desktop.cli\nprint('PySide6' in sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", look], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "False"
