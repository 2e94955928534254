"""考核排名 on a real encrypted database: August is over, four villages reported unevenly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from antifraud_desktop.bootstrap import Program, at_moment
from antifraud_desktop.clock import FixedClock
from antifraud_desktop.records.evaluation_course import NewObjection
from antifraud_desktop.records.submissions import FigureEdit
from antifraud_desktop.rules.permissions import Permission
from tests.ui.office import UNITS, copy, open_copy
from tests.ui.windows import quiet
from ui.dialogs.short_form import ShortForm
from ui.pages.evaluation.page import EvaluationPage
from ui.workspace import Workspace

D = TypeVar("D", bound=QDialog)
T = TypeVar("T")
AUGUST, SEPTEMBER_5 = date(2023, 8, 1), datetime(2023, 9, 5, 10, 0)
DAYS_SENT: Mapping[str, int] = {"大石村": 6, "河东村": 5, "竹园村": 4, "南湾村": 3}


def report(program: Program, days_sent: Mapping[str, int]) -> None:
    """Let each village report at 17:30 on the first days of August."""
    codes = {unit.name: unit.code for unit in program.units.list()}
    for number in range(1, max(days_sent.values()) + 1):
        day = AUGUST.replace(day=number)
        edits = [
            FigureEdit(codes[name], "households_visited", 12)
            for name in UNITS
            if number <= days_sent[name]
        ]
        program.submissions.type_figures(day, edits, datetime.combine(day, time(17, 30)))


@pytest.fixture(scope="session")
def august_root(tmp_path_factory: pytest.TempPathFactory, office_root: Path) -> Path:
    root = copy(tmp_path_factory.mktemp("august") / "data", office_root)
    program = open_copy(root)
    report(program, DAYS_SENT)
    program.close()
    return root


@pytest.fixture
def program(tmp_path: Path, august_root: Path) -> Iterator[Program]:
    opened = open_copy(tmp_path / "data", august_root)
    yield at_moment(opened, FixedClock(SEPTEMBER_5))
    opened.close()


@pytest.fixture
def workspace(qapp: object, program: Program) -> Iterator[Workspace]:
    del qapp
    made = Workspace(program, SEPTEMBER_5.date())
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> EvaluationPage:
    return open_page(qtbot, workspace)


def open_page(qtbot: QtBot, workspace: Workspace) -> EvaluationPage:
    made = EvaluationPage(workspace)
    qtbot.addWidget(made)
    made.resize(1190, 660)
    made.show()
    made.show_day(workspace.day)
    quiet(qtbot, workspace)
    return made


def at(workspace: Workspace, moment: datetime) -> Program:
    """Let time pass; pages made from now on see the other moment."""
    workspace.program = at_moment(workspace.program, FixedClock(moment))
    return workspace.program


def without(program: Program, *lost: Permission) -> Program:
    """Return the program of somebody who lacks permissions."""
    held = program.permissions - set(lost)
    return replace(program, permissions=held, work=replace(program.work, permissions=held))


def code_of(program: Program, name: str) -> str:
    return next(unit.code for unit in program.units.list() if unit.name == name)


def shown_month(program: Program) -> None:
    """Compute and show August."""
    program.evaluations.months.draft(AUGUST)
    program.evaluations.months.show(AUGUST)


def frozen_month(program: Program) -> None:
    """Compute and freeze August, early."""
    shown_month(program)
    program.evaluations.months.freeze(AUGUST, "各单位已确认")


def object_to(program: Program, name: str, text: str) -> int:
    given = NewObjection(code_of(program, name), text, SEPTEMBER_5.date(), "on_time")
    return program.evaluations.objections.receive(AUGUST, given)[0]


def tab(page: EvaluationPage, qtbot: QtBot, title: str, kind: type[T]) -> T:
    page.show_key(title)
    quiet(qtbot, page.workspace)
    found = page.tabs.tab(title)
    assert isinstance(found, kind)
    return found


def shown(page: EvaluationPage, qtbot: QtBot, kind: type[D]) -> D:
    quiet(qtbot, page.workspace)
    found = [one for one in page.findChildren(kind) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def press(page: EvaluationPage, qtbot: QtBot, where: QWidget, key: Qt.Key) -> None:
    """Press a key with the focus on a list."""
    page.activateWindow()
    where.setFocus()
    qtbot.waitUntil(where.hasFocus)
    qtbot.keyClick(where, key)
    quiet(qtbot, page.workspace)


def saved(page: EvaluationPage, qtbot: QtBot, form: ShortForm) -> None:
    kind = type(form)
    form.save()
    qtbot.waitUntil(lambda: not any(one.isVisible() for one in page.findChildren(kind)))
    quiet(qtbot, page.workspace)
