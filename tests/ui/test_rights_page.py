"""权利事项 in the window: taken in, timed, answered; nothing unmasked on the page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QInputDialog
from pytestqt.qtbot import QtBot

from antifraud_desktop.records.rights import NewRequest, answer_key
from antifraud_desktop.vocabulary import FileStatus, RequestState, RightKind
from tests.persons.conftest import identity
from tests.ui.office import DAY
from tests.ui.persons_office import clerk, desk, founded, open_one
from tests.ui.windows import quiet
from ui.dialogs.guarded_text import GuardedText
from ui.dialogs.short_form import ShortForm
from ui.pages.rights import answers
from ui.pages.rights.page import RightsPage
from ui.pages.rights.receive import ReceiveDialog
from ui.rooms import rooms_for
from ui.workspace import Workspace

__all__ = ["clerk", "desk", "founded"]


@pytest.fixture
def page(qtbot: QtBot, desk: Workspace) -> RightsPage:
    made = RightsPage(desk)
    qtbot.addWidget(made)
    made.resize(1093, 614)
    made.show()
    made.show_day(DAY)
    quiet(qtbot, desk)
    return made


def asked(
    page: RightsPage, file_id: int, kind: RightKind, received: date = DAY, text: str = "请办理"
) -> int:
    program = page.program
    person = program.case_files.file(file_id).person.person_id
    number, changes = program.rights.receive(NewRequest(person, kind, received, text))
    page.workspace.announce(changes)
    return number


def form(page: RightsPage, qtbot: QtBot) -> ShortForm:
    quiet(qtbot, page.workspace)
    found = [one for one in page.findChildren(ShortForm) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def answer(page: RightsPage, qtbot: QtBot, text: str) -> ShortForm:
    dialog = form(page, qtbot)
    dialog.form.put_typed({"answer": text})
    dialog.save()
    quiet(qtbot, page.workspace)
    return dialog


def test_the_room_says_what_to_do_while_nothing_was_asked(page: RightsPage) -> None:
    assert "登记请求" in page.told.text()
    assert not page.grant.isEnabled()
    assert "rights" in rooms_for(page.program)


def test_a_request_is_taken_in_for_a_person_who_was_found(qtbot: QtBot, page: RightsPage) -> None:
    open_one(page.program, 123, name="李四光")
    page.receive.click()
    dialog = form(page, qtbot)
    assert isinstance(dialog, ReceiveDialog)
    dialog.save()
    assert "找到" in dialog.told.text()
    dialog.person.line.setText("lsg")
    dialog.person.look()
    quiet(qtbot, page.workspace)
    shown = dialog.person.found.item(0).text()
    assert "李*" in shown
    assert "李四光" not in shown
    assert identity(123) not in shown
    dialog.kind.setCurrentIndex(dialog.kind.findData(RightKind.CORRECTION))
    dialog.save()
    quiet(qtbot, page.workspace)
    assert "text" in dialog.form.problems_shown()
    dialog.text.setPlainText("住址写错了，应为竹园村")
    dialog.save()
    quiet(qtbot, page.workspace)
    record = page.current()
    assert record is not None
    assert (record.kind, record.state) == (RightKind.CORRECTION, RequestState.OPEN)
    assert "回执" in page.bar.label.text()
    cells = [str(page.model.index(0, c).data()) for c in range(page.model.columnCount())]
    assert "李四光" not in "".join(cells) + page.detail.text()
    assert "还有15个工作日" in cells


def test_late_requests_say_so_in_words(qtbot: QtBot, page: RightsPage) -> None:
    asked(page, open_one(page.program, 123), RightKind.ACCESS, date(2023, 7, 10))
    quiet(qtbot, page.workspace)
    assert "1件已超期" in page.told.text()
    assert str(page.model.index(0, 6).data()).startswith("⚠ 已超")


def test_a_refusal_needs_its_own_words(qtbot: QtBot, page: RightsPage) -> None:
    asked(page, open_one(page.program, 123), RightKind.ERASURE)
    quiet(qtbot, page.workspace)
    page.refuse.click()
    dialog = answer(page, qtbot, "不符合规定")
    assert "不少于10个字" in dialog.form.problems_shown()["answer"]
    answer(page, qtbot, "法院判决书要求帮扶到2025年，期满后再删")
    record = page.current()
    assert record is not None
    assert record.state is RequestState.REFUSED
    assert (page.grant.isEnabled(), page.decision.isEnabled()) == (False, True)


def test_restricting_holds_the_files(qtbot: QtBot, page: RightsPage) -> None:
    file_id = open_one(page.program, 123)
    asked(page, file_id, RightKind.RESTRICTION)
    quiet(qtbot, page.workspace)
    page.grant.click()
    answer(page, qtbot, "已暂停处理，核对依据后再恢复")
    assert page.program.case_files.file(file_id).status is FileStatus.STOPPED


def test_erasing_asks_once_more(
    qtbot: QtBot, page: RightsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    file_id = open_one(page.program, 123)
    asked(page, file_id, RightKind.ERASURE)
    quiet(qtbot, page.workspace)
    page.grant.click()
    said: list[str] = []

    def no(_parent: object, question: str, *_rest: str) -> bool:
        said.append(question)
        return False

    monkeypatch.setattr(answers, "ask", no)
    dialog = answer(page, qtbot, "已按本人要求删除全部档案")
    assert said == ["永久删除此人的全部档案？"]
    assert page.program.case_files.file(file_id).status is FileStatus.OPEN
    monkeypatch.setattr(answers, "ask", lambda *_a: True)
    dialog.save()
    quiet(qtbot, page.workspace)
    record = page.current()
    assert record is not None
    assert record.state is RequestState.GRANTED
    assert page.model.index(0, 1).data() == "（已删除）"
    assert not page.copy.isEnabled()
    assert not page.decision.isEnabled()


def test_the_receipt_is_written_for_the_asker(
    qtbot: QtBot, page: RightsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked(page, open_one(page.program, 123), RightKind.ACCESS)
    quiet(qtbot, page.workspace)
    target = tmp_path / "回执.docx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(target), ""))
    page.receipt.click()
    quiet(qtbot, page.workspace)
    assert target.read_bytes()[:2] == b"PK"
    assert "交给申请人" in page.bar.label.text()


def test_a_copy_of_the_own_data_waits_for_a_second_person(qtbot: QtBot, page: RightsPage) -> None:
    number = asked(page, open_one(page.program, 123), RightKind.COPY)
    quiet(qtbot, page.workspace)
    page.copy.click()
    quiet(qtbot, page.workspace)
    assert "第二人同意" in page.bar.label.text()
    assert [f"权利事项{number}" in r.title for r in page.program.exports.mine()] == [True]


def test_a_request_is_brought_into_view_by_its_number(qtbot: QtBot, page: RightsPage) -> None:
    first = open_one(page.program, 123)
    asked(page, first, RightKind.ACCESS)
    second = asked(page, first, RightKind.EXPLANATION, text="为什么有我的档案")
    page.show_key(str(second))
    quiet(qtbot, page.workspace)
    record = page.current()
    assert record is not None
    assert record.request_id == second


def test_words_that_stay_out_are_underlined_while_an_answer_is_typed(
    qtbot: QtBot, page: RightsPage
) -> None:
    asked(page, open_one(page.program, 123), RightKind.ERASURE)
    quiet(qtbot, page.workspace)
    page.refuse.click()
    dialog = form(page, qtbot)
    box = dialog.findChildren(GuardedText)[0]
    box.setPlainText("不撤回申请就不准其子女入学")
    qtbot.waitUntil(lambda: bool(box.marked()))
    dialog.reject()


def test_an_answer_begun_is_taken_up_for_its_own_request_alone(
    qtbot: QtBot, page: RightsPage
) -> None:
    first = asked(page, open_one(page.program, 123), RightKind.ACCESS)
    second = asked(page, open_one(page.program, 201), RightKind.ACCESS)
    begun = "法院判决书要求帮扶到2025年"
    quiet(qtbot, page.workspace)
    page.show_key(str(first))
    quiet(qtbot, page.workspace)
    page.refuse.click()
    dialog = form(page, qtbot)
    dialog.findChildren(GuardedText)[0].setPlainText(begun)
    dialog.reject()
    quiet(qtbot, page.workspace)
    page.grant.click()
    dialog = form(page, qtbot)
    assert dialog.form.typed() == {"answer": ""}, "another way of answering"
    dialog.reject()
    page.show_key(str(second))
    quiet(qtbot, page.workspace)
    page.refuse.click()
    dialog = form(page, qtbot)
    assert dialog.form.typed() == {"answer": ""}, "another person's request"
    dialog.reject()
    page.show_key(str(first))
    quiet(qtbot, page.workspace)
    page.refuse.click()
    dialog = form(page, qtbot)
    assert dialog.form.typed() == {"answer": begun}
    assert "上次" in dialog.told.text()
    answer(page, qtbot, f"{begun}，期满后再删")
    assert page.program.rights.get(first).state is RequestState.REFUSED
    assert page.program.drafts.load(answer_key(first, "refuse")) is None


def test_from_a_file_the_person_is_chosen_already(qtbot: QtBot, page: RightsPage) -> None:
    file_id = open_one(page.program, 123)
    person = page.program.case_files.file(file_id).person.person_id
    page.show_key(f"person/{person}")
    dialog = form(page, qtbot)
    assert isinstance(dialog, ReceiveDialog)
    assert dialog.person.person() == person
    dialog.save()
    quiet(qtbot, page.workspace)
    assert [record.person_id for record in page.model.records] == [person]


def test_the_person_may_take_a_request_back(qtbot: QtBot, page: RightsPage) -> None:
    asked(page, open_one(page.program, 123), RightKind.ACCESS)
    quiet(qtbot, page.workspace)
    page.withdraw.click()
    answer(page, qtbot, "8月12日本人来电说明不再申请")
    record = page.current()
    assert record is not None
    assert record.state is RequestState.WITHDRAWN
    assert not page.decision.isEnabled()


def test_the_office_promises_fewer_days(
    qtbot: QtBot, page: RightsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QInputDialog, "getInt", lambda *_a: (7, True))
    page.term.click()
    quiet(qtbot, page.workspace)
    assert page.program.rights.days() == 7


def test_a_state_can_be_looked_at_alone(qtbot: QtBot, page: RightsPage) -> None:
    asked(page, open_one(page.program, 123), RightKind.ACCESS)
    quiet(qtbot, page.workspace)
    page.state.setCurrentIndex(page.state.findText("不予办理"))
    quiet(qtbot, page.workspace)
    assert page.model.rowCount() == 0
    page.state.setCurrentIndex(page.state.findText("办理中"))
    quiet(qtbot, page.workspace)
    assert page.model.rowCount() == 1
