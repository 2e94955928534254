"""Requests and referrals begun and not entered: there again after a lock, and in no other form."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from antifraud_desktop.bootstrap import sign_in
from antifraud_desktop.records.person_views import PersonView
from antifraud_desktop.records.rights import NewRequest, receive_key
from antifraud_desktop.services.referrals import DRAFT
from antifraud_desktop.vocabulary import RightKind
from tests.accounts.conftest import TestClock
from tests.persons.conftest import CLERK, PASSWORD
from tests.ui.office import DAY
from tests.ui.persons_office import clerk, desk, founded, open_one
from tests.ui.windows import quiet
from ui.dialogs.kept_draft import TAKEN_UP, read_typed
from ui.dialogs.referrals import ReferralsDialog
from ui.pages.rights.page import RightsPage
from ui.pages.rights.receive import ReceiveDialog
from ui.workspace import Workspace

__all__ = ["clerk", "desk", "founded"]

WORDS = "住址写错了，应为竹园村"
SEEN = "家属联系不上本人，请求帮助寻找"


@pytest.fixture
def page(qtbot: QtBot, desk: Workspace) -> RightsPage:
    made = RightsPage(desk)
    qtbot.addWidget(made)
    made.show()
    quiet(qtbot, desk)
    return made


def person(desk: Workspace, serial: int, name: str) -> PersonView:
    file_id = open_one(desk.program, serial, name=name)
    return desk.program.persons.person(desk.program.case_files.file(file_id).person.person_id)


def receive(qtbot: QtBot, page: RightsPage, view: PersonView | None = None) -> ReceiveDialog:
    page.begin(view)
    quiet(qtbot, page.workspace)
    (made,) = [one for one in page.findChildren(ReceiveDialog) if one.isVisible()]
    return made


def leave(qtbot: QtBot, desk: Workspace, dialog: ReceiveDialog | ReferralsDialog) -> None:
    """Close it as the lock of the window does."""
    dialog.reject()
    quiet(qtbot, desk)


def referrals(qtbot: QtBot, desk: Workspace) -> ReferralsDialog:
    made = ReferralsDialog(desk)
    qtbot.addWidget(made)
    made.show()
    quiet(qtbot, desk)
    return made


def test_a_request_begun_is_there_again_with_its_person(
    qtbot: QtBot, desk: Workspace, page: RightsPage
) -> None:
    who = person(desk, 123, "张三")
    dialog = receive(qtbot, page)
    dialog.person.line.setText("zs")
    dialog.person.look()
    quiet(qtbot, desk)
    dialog.kind.setCurrentIndex(dialog.kind.findData(RightKind.CORRECTION))
    dialog.text.setPlainText(WORDS)
    dialog.asked_by.setText("李四")
    leave(qtbot, desk, dialog)
    dialog = receive(qtbot, page)
    assert dialog.person.person() == who.person_id
    assert dialog.text.toPlainText() == WORDS
    assert dialog.asked_by.text() == "李四"
    assert RightKind(dialog.kind.currentData()) is RightKind.CORRECTION
    assert TAKEN_UP in dialog.told.text()
    assert "张三" not in (desk.program.drafts.load(receive_key(0)) or "")
    leave(qtbot, desk, dialog)


def test_a_crash_while_typing_loses_no_request(
    qtbot: QtBot, desk: Workspace, page: RightsPage
) -> None:
    dialog = receive(qtbot, page)
    dialog.text.setPlainText(WORDS)
    qtbot.waitUntil(lambda: desk.program.drafts.load(receive_key(0)) is not None)
    dialog.deleteLater()  # it goes without a word, as in a crash
    again = receive(qtbot, page)
    assert again.text.toPlainText() == WORDS
    leave(qtbot, desk, again)


def test_a_request_begun_for_one_person_is_not_offered_for_another(
    qtbot: QtBot, desk: Workspace, page: RightsPage
) -> None:
    first, second = person(desk, 123, "张三"), person(desk, 124, "李四")
    dialog = receive(qtbot, page, first)
    dialog.text.setPlainText(WORDS)
    leave(qtbot, desk, dialog)
    for view in (second, None):
        other = receive(qtbot, page, view)
        assert other.text.toPlainText() == ""
        leave(qtbot, desk, other)
    assert receive(qtbot, page, first).text.toPlainText() == WORDS


def test_a_request_entered_leaves_nothing_for_the_next(
    qtbot: QtBot, desk: Workspace, page: RightsPage
) -> None:
    first, second = person(desk, 123, "张三"), person(desk, 124, "李四")
    dialog = receive(qtbot, page)
    dialog.person.choose(first)
    dialog.text.setPlainText(WORDS)
    qtbot.waitUntil(lambda: desk.program.drafts.load(receive_key(0)) is not None)
    dialog.person.choose(second)  # at the last moment it is somebody else
    dialog.save()
    quiet(qtbot, desk)
    assert [one.person_id for one in desk.program.rights.list()] == [second.person_id]
    qtbot.wait(700)
    quiet(qtbot, desk)
    assert desk.program.drafts.keys() == ()
    assert receive(qtbot, page).text.toPlainText() == ""


def test_a_request_refused_by_the_rules_is_still_kept(
    qtbot: QtBot, desk: Workspace, page: RightsPage
) -> None:
    dialog = receive(qtbot, page, person(desk, 123, "张三"))
    dialog.asked_by.setText("李四")
    dialog.save()
    quiet(qtbot, desk)
    assert "proof" in dialog.form.problems_shown()
    leave(qtbot, desk, dialog)
    (key,) = desk.program.drafts.keys()
    assert read_typed(desk.program.drafts.load(key) or "")["asked_by"] == "李四"


def test_a_request_begun_can_be_thrown_away(
    qtbot: QtBot, desk: Workspace, page: RightsPage
) -> None:
    dialog = receive(qtbot, page)
    assert not dialog.fresh.isVisible()
    dialog.text.setPlainText(WORDS)
    dialog.received.line.setText("8.1")
    leave(qtbot, desk, dialog)
    dialog = receive(qtbot, page)
    dialog.fresh.click()
    quiet(qtbot, desk)
    assert dialog.text.toPlainText() == ""
    assert dialog.received.date() == DAY
    leave(qtbot, desk, dialog)
    assert desk.program.drafts.keys() == ()


def test_what_was_begun_about_an_erased_person_is_erased(desk: Workspace) -> None:
    program, clock = desk.program, TestClock()
    who, other = person(desk, 123, "张三"), person(desk, 124, "李四")
    asked = NewRequest(who.person_id, RightKind.ERASURE, clock.today(), "请删除")
    number, _changes = program.rights.receive(asked)
    program.drafts.save(receive_key(who.person_id), '{"text": "张三问"}')
    program.drafts.save(receive_key(0), f'{{"text": "张三问", "person_id": "{who.person_id}"}}')
    program.drafts.save(receive_key(other.person_id), '{"text": "李四问"}')
    program.rights.grant(number, "已按本人要求删除全部档案", 1)
    assert program.drafts.keys() == (receive_key(other.person_id),)


def test_a_referral_begun_is_there_again_until_it_is_entered(qtbot: QtBot, desk: Workspace) -> None:
    dialog = referrals(qtbot, desk)
    dialog.name.setText("李四")
    dialog.unit.setCurrentIndex(1)
    dialog.text.setPlainText(SEEN)
    unit = dialog.unit.currentText()
    leave(qtbot, desk, dialog)
    dialog = referrals(qtbot, desk)
    typed = (dialog.name.text(), dialog.unit.currentText(), dialog.text.toPlainText())
    assert typed == ("李四", unit, SEEN)
    assert TAKEN_UP in dialog.told.text()
    dialog.keep.click()
    qtbot.waitUntil(lambda: "已登记" in dialog.told.text())
    qtbot.wait(700)
    quiet(qtbot, desk)
    assert desk.program.drafts.load(DRAFT) is None
    leave(qtbot, desk, dialog)
    dialog = referrals(qtbot, desk)
    assert (dialog.name.text(), dialog.text.toPlainText()) == ("", "")
    leave(qtbot, desk, dialog)
    assert len(desk.program.referrals.list()) == 1


def test_a_referral_begun_can_be_thrown_away(qtbot: QtBot, desk: Workspace) -> None:
    desk.program.drafts.save(DRAFT, '{"name": "李四", "text": "旧的内容"}')
    dialog = referrals(qtbot, desk)
    assert dialog.name.text() == "李四"
    dialog.fresh.click()
    leave(qtbot, desk, dialog)
    assert desk.program.drafts.load(DRAFT) is None


def test_a_damaged_draft_is_nothing(qtbot: QtBot, desk: Workspace) -> None:
    desk.program.drafts.save(DRAFT, '["李四')
    dialog = referrals(qtbot, desk)
    assert dialog.name.text() == ""
    leave(qtbot, desk, dialog)


def test_a_referral_never_entered_goes_after_fifteen_days_too(desk: Workspace) -> None:
    desk.program.drafts.save(DRAFT, '{"name": "李四"}')
    root = desk.program.folder.root
    for days, kept in ((14, True), (16, False)):
        clock = TestClock()
        clock.turn(days=days)
        later = sign_in(root, CLERK, PASSWORD, clock)
        try:
            assert (later.drafts.load(DRAFT) is not None) is kept
        finally:
            later.close()


def test_a_refusal_stays_told_until_something_else_is_typed(qtbot: QtBot, desk: Workspace) -> None:
    dialog = referrals(qtbot, desk)
    dialog.name.setText("李四")
    dialog.text.setPlainText("疑似涉诈人员")
    dialog.keep.click()
    quiet(qtbot, desk)
    said = dialog.form.problems_shown()["text"]
    qtbot.wait(500)  # the guard judges what was typed, and finds nothing
    quiet(qtbot, desk)
    assert dialog.form.problems_shown() == {"text": said}
    dialog.text.setPlainText(SEEN)
    qtbot.waitUntil(lambda: not dialog.form.problems_shown())
    leave(qtbot, desk, dialog)
