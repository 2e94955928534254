"""The office of tests/persons in the window: a clerk, files, and how to wait for them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from antifraud_desktop.bootstrap import Program, sign_in
from antifraud_desktop.records.case_requests import NewFile
from antifraud_desktop.vocabulary import CaseCategory
from tests.accounts.conftest import TestClock
from tests.persons.conftest import BASES, CLERK, PASSWORD, founded, identity, someone
from tests.ui.office import DAY
from tests.ui.windows import quiet
from ui.dialogs.file_form import FileForm
from ui.pages.persons.page import PersonsPage
from ui.workspace import Workspace

__all__ = ["clerk", "desk", "founded", "open_one", "open_some", "opened", "saved", "shown"]


@pytest.fixture
def clerk(founded: Path, tmp_path: Path) -> Iterator[Program]:
    """Sign the clerk in at an office of one's own."""
    program = sign_in(Path(shutil.copytree(founded, tmp_path / "d")), CLERK, PASSWORD, TestClock())
    yield program
    program.close()


@pytest.fixture
def desk(qapp: object, clerk: Program) -> Iterator[Workspace]:
    """Give the clerk's workspace, ended afterwards."""
    made = Workspace(clerk, DAY)
    yield made
    made.close()


def open_some(program: Program, how_many: int) -> list[int]:
    """Open files of made-up persons; return their numbers."""
    return [open_one(program, serial) for serial in range(100, 100 + how_many)]


def open_one(
    program: Program, serial: int, category: CaseCategory = CaseCategory.CONVICTED, name: str = ""
) -> int:
    """Open the file of one made-up person."""
    given = someone(name or f"张三{'甲乙丙丁'[serial % 4]}", identity_number=identity(serial))
    request = NewFile(
        person=given, category=category, basis=BASES[category], officers=(program.account,)
    )
    return program.case_files.open_file(request)[0]


def shown(qtbot: QtBot, workspace: Workspace) -> PersonsPage:
    """Show the page with its list read."""
    page = PersonsPage(workspace)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    page.show_day(DAY)
    quiet(qtbot, workspace)
    return page


@pytest.fixture
def opened(qtbot: QtBot, desk: Workspace) -> Callable[..., FileForm]:
    """Give a way to show a form of a file, ready to be typed into."""

    def make(kind: Callable[..., FileForm], number: int, *more: object) -> FileForm:
        form = kind(desk, desk.program.case_files.file(number), *more)
        qtbot.addWidget(form)
        form.show()
        quiet(qtbot, desk)
        return form

    return make


def saved(qtbot: QtBot, form: FileForm) -> None:
    """Save a form, and wait until it went."""
    with qtbot.waitSignal(form.accepted):
        form.keep.click()
