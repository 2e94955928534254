"""更多 of a file: one person made of two rows, and close attention confirmed by a reviewer."""

from __future__ import annotations

from datetime import date

from pytestqt.qtbot import QtBot

from antifraud_desktop.bootstrap import Program, sign_in
from antifraud_desktop.records.case_requests import NewFile
from antifraud_desktop.vocabulary import AttentionLevel, CaseCategory
from tests.accounts.conftest import TestClock
from tests.persons.conftest import BASES, CHECKER, PASSWORD, someone
from tests.ui.office import DAY
from tests.ui.persons_office import clerk, desk, founded, open_one
from tests.ui.windows import quiet
from ui.dialogs.doubles import DoublesDialog
from ui.dialogs.pick_file import PickFileDialog
from ui.pages.persons.more_steps import MoreSteps
from ui.pages.persons.page import PersonsPage
from ui.workspace import Workspace

__all__ = ["clerk", "desk", "founded"]


def test_from_a_file_its_person_becomes_one_with_somebody_found(
    qtbot: QtBot, desk: Workspace
) -> None:
    number = open_one(desk.program, 123, name="张三")
    other = someone("张叁", identity_number="")
    request = NewFile(other, CaseCategory.VICTIM, BASES[CaseCategory.VICTIM])
    desk.program.case_files.open_file(request)
    page = PersonsPage(desk)
    qtbot.addWidget(page)
    more = MoreSteps(desk, page, lambda _form: None, lambda: None)
    dict(more.offered(desk.program.case_files.file(number)))["与另一份资料合并…"]()
    (pick,) = page.findChildren(PickFileDialog)
    pick.line.setText("zhang")
    qtbot.waitUntil(lambda: pick.list.count() == 1)
    pick.take.click()
    qtbot.waitUntil(lambda: bool(page.findChildren(DoublesDialog)))
    (both,) = page.findChildren(DoublesDialog)
    qtbot.waitUntil(lambda: both.current() is not None)
    assert "张三" not in both.list.item(0).text()
    both.reason.setText("身份证核对为同一人")
    both.merge.click()
    both.merge.click()
    qtbot.waitUntil(lambda: "已合并" in both.told.text())
    quiet(qtbot, desk)
    person = desk.program.case_files.file(number).person
    assert len(person.files) == 2
    both.reject()


def test_a_reviewer_confirms_what_somebody_else_set(
    qtbot: QtBot, qapp: object, clerk: Program
) -> None:
    number = open_one(clerk, 123)
    version = clerk.case_files.file(number).version
    clerk.file_status.set_attention(
        number, AttentionLevel.CLOSE, "近期失业，需要多联系", date(2023, 11, 1), version
    )
    root = clerk.folder.root
    clerk.close()
    reviewer = sign_in(root, CHECKER, PASSWORD, TestClock())
    workspace = Workspace(reviewer, DAY)
    page = PersonsPage(workspace)
    qtbot.addWidget(page)
    page.show()
    page.open_file(number)
    quiet(qtbot, workspace)
    assert "visit" not in page.file.steps
    assert page.file.steps["more"].isEnabled()
    more = MoreSteps(workspace, page, lambda _form: None, lambda: None)
    offered = dict(more.offered(reviewer.case_files.file(number)))
    assert "退回重点关注…" in offered
    assert "结案…" not in offered
    offered["同意重点关注"]()
    quiet(qtbot, workspace)
    assert not reviewer.case_files.file(number).unconfirmed
    workspace.close()
    reviewer.close()
