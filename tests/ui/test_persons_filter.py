"""The filters of the list of persons: kept by name, by officer; and what an empty list says."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QInputDialog
from pytestqt.qtbot import QtBot

from antifraud_desktop.bootstrap import Program, sign_in
from antifraud_desktop.records.person_views import PersonFilter
from antifraud_desktop.vocabulary import CaseCategory
from tests.accounts.conftest import TestClock
from tests.persons.conftest import CHECKER, OTHER, PASSWORD
from tests.ui.office import DAY
from tests.ui.persons_office import clerk, desk, founded, open_one, shown
from ui.workspace import Workspace

__all__ = ["clerk", "desk", "founded"]


def test_a_filter_is_kept_and_taken_up_again(
    qtbot: QtBot, desk: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_one(desk.program, 123)
    open_one(desk.program, 201, CaseCategory.VICTIM)
    page = shown(qtbot, desk)
    bar = page.desk.persons.filter
    bar.category.setCurrentIndex(bar.category.findData(CaseCategory.VICTIM.value))
    qtbot.waitUntil(lambda: page.desk.persons.told.text() == "共1人")
    monkeypatch.setattr(QInputDialog, "getText", lambda *_a, **_k: ("受害人", True))
    bar.keep.click()
    qtbot.waitUntil(lambda: bar.saved.findData("受害人") > 0)
    bar.category.setCurrentIndex(0)
    qtbot.waitUntil(lambda: page.desk.persons.told.text() == "共2人")
    bar.saved.setCurrentIndex(bar.saved.findData("受害人"))
    qtbot.waitUntil(lambda: page.desk.persons.told.text() == "共1人")
    assert bar.category.currentData() == CaseCategory.VICTIM.value
    bar.drop.click()
    qtbot.waitUntil(lambda: bar.saved.count() == 1)


def test_who_sees_all_files_lists_those_of_one_officer(
    qtbot: QtBot, desk: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = desk.program
    handed = open_one(program, 123)
    program.case_files.set_officers(handed, (OTHER,), program.case_files.file(handed).version)
    open_one(program, 201)
    page = shown(qtbot, desk)
    bar, told = page.desk.persons.filter, page.desk.persons.told
    assert bar.officer.isVisible()
    bar.officer.setCurrentIndex(bar.officer.findData(OTHER))
    qtbot.waitUntil(lambda: told.text() == "共1人")
    assert bar.officer.currentData() == OTHER
    monkeypatch.setattr(QInputDialog, "getText", lambda *_a, **_k: ("包片", True))
    bar.keep.click()
    qtbot.waitUntil(lambda: bar.saved.findData("包片") > 0)
    bar.officer.setCurrentIndex(0)
    qtbot.waitUntil(lambda: told.text() == "共2人")
    bar.saved.setCurrentIndex(bar.saved.findData("包片"))
    qtbot.waitUntil(lambda: told.text() == "共1人")
    bar.put(PersonFilter(officer="已离岗的人"))
    qtbot.waitUntil(lambda: told.text() != "共1人")
    assert bar.officer.currentData() == "已离岗的人"


@pytest.mark.parametrize("name", [OTHER, CHECKER])
def test_an_empty_list_offers_nothing_the_account_may_not_do(
    qtbot: QtBot, qapp: object, clerk: Program, name: str
) -> None:
    root = clerk.folder.root
    clerk.close()
    program = sign_in(root, name, PASSWORD, TestClock())
    workspace = Workspace(program, DAY)
    page = shown(qtbot, workspace)
    told = page.desk.persons.told.text()
    assert told
    assert "new" not in page.desk.buttons
    assert "新建" not in told
    workspace.close()
    program.close()
