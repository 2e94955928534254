"""公示与异议 and 弄虚作假 in the window: receipts, objections, answers, what was falsified."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from antifraud_desktop.records.evaluation_course import (
    FalsificationFilter,
    NewFalsification,
    ObjectionFilter,
)
from antifraud_desktop.vocabulary import ObjectionState
from tests.ui.evaluation_desk import (
    AUGUST,
    SEPTEMBER_5,
    august_root,
    code_of,
    object_to,
    open_page,
    page,
    press,
    program,
    saved,
    shown,
    shown_month,
    tab,
    workspace,
)
from tests.ui.windows import quiet
from ui.dialogs.falsification import EvidenceDialog, FalsificationDialog, LiftDialog
from ui.dialogs.objection import (
    AnswerDialog,
    ObjectionDialog,
    ReceiptDialog,
    WithdrawObjectionDialog,
)
from ui.pages.evaluation import course_tab
from ui.pages.evaluation.course_tab import CourseTab
from ui.pages.evaluation.falsifications_tab import FalsificationsTab
from ui.pages.evaluation.page import EvaluationPage
from ui.workspace import Workspace

__all__ = ["august_root", "page", "program", "workspace"]
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def course(qtbot: QtBot, workspace: Workspace) -> tuple[EvaluationPage, CourseTab]:
    """Return the page of a month that is shown."""
    shown_month(workspace.program)
    made = open_page(qtbot, workspace)
    return made, tab(made, qtbot, "公示与异议", CourseTab)


def falsify(page: EvaluationPage, name: str) -> int:
    given = NewFalsification(
        code_of(page.program, name),
        date(2023, 8, 2),
        "走访照片是前一天的",
        SEPTEMBER_5.date(),
        "李四",
    )
    number, changes = page.program.evaluations.falsifications.record(given)
    page.workspace.announce(changes)
    return number


def test_a_draft_has_nothing_to_receive(page: EvaluationPage, qtbot: QtBot) -> None:
    receipts = tab(page, qtbot, "公示与异议", CourseTab)
    assert "还没有计算" in receipts.told.text()
    page.program.evaluations.months.draft(AUGUST)
    page.months.load()
    page.tabs.stale()
    quiet(qtbot, page.workspace)
    assert "还是草稿" in receipts.told.text()
    assert not receipts.confirm.isEnabled()
    page.begin()
    quiet(qtbot, page.workspace)
    assert page.findChildren(ObjectionDialog) == []
    assert "公示期间才登记异议" in page.bar.label.text()


def test_a_frozen_month_offers_no_entry_of_an_objection(
    course: tuple[EvaluationPage, CourseTab], qtbot: QtBot
) -> None:
    page, receipts = course
    assert "点“登记异议…”" in receipts.none.text()
    page.program.evaluations.months.freeze(AUGUST, "各单位已确认")
    page.months.load()
    page.tabs.stale()
    quiet(qtbot, page.workspace)
    assert receipts.none.text() == "公示期间没有收到异议。"
    assert not receipts.object.isEnabled()


def test_several_receipts_are_entered_at_once_and_one_is_taken_back(
    course: tuple[EvaluationPage, CourseTab], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, receipts = course
    assert receipts.told.text() == "9月5日公示，异议期到9月8日（含当天）；4个单位还没有回执。"
    receipts.choose_waiting()
    receipts.confirm.click()
    form = shown(page, qtbot, ReceiptDialog)
    form.form.put_typed({"on": "9.1"})
    form.save()
    quiet(qtbot, page.workspace)
    assert "早于公示日期" in form.form.problems_shown()["on"]
    form.form.put_typed({"on": "9.5", "how": "联络员电话确认"})
    saved(page, qtbot, form)
    assert page.program.evaluations.course.course(AUGUST).unconfirmed == 0
    assert receipts.told.text().endswith("各单位都有回执。")
    receipts.choose_waiting()
    assert "都有回执了" in page.bar.label.text()
    asked: list[str] = []

    def answer(_parent: object, question: str, *_rest: str) -> bool:
        asked.append(question)
        return len(asked) > 1

    monkeypatch.setattr(course_tab, "ask", answer)
    receipts.table.selectRow(0)
    press(page, qtbot, receipts.table, Qt.Key.Key_Delete)
    assert page.program.evaluations.course.course(AUGUST).unconfirmed == 0
    press(page, qtbot, receipts.table, Qt.Key.Key_Delete)
    assert page.program.evaluations.course.course(AUGUST).unconfirmed == 1
    assert asked == ["撤销回执？"] * 2


def test_an_objection_is_taken_in_with_problems_at_their_fields(
    course: tuple[EvaluationPage, CourseTab], qtbot: QtBot
) -> None:
    page, receipts = course
    receipts.table.selectRow(3)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    qtbot.keyClick(page, Qt.Key.Key_N, CTRL)
    form = shown(page, qtbot, ObjectionDialog)
    assert form.unit.currentText() == "南湾村", "the chosen unit"
    form.form.put_typed({"received_on": "9.6"})
    form.save()
    quiet(qtbot, page.workspace)
    assert set(form.form.problems_shown()) == {"received_on", "text"}
    form.form.put_typed({"received_on": "9.5", "criterion": "按时报送"})
    form.text.setPlainText("8月4日全村停电，次日补报")
    saved(page, qtbot, form)
    (record,) = page.program.evaluations.objections.list(ObjectionFilter(AUGUST))
    assert (record.unit, record.criterion_name) == ("南湾村", "按时报送")
    assert receipts.objections.index(0, 0).data() == "● 待答复"
    assert "全村停电" in receipts.detail.toPlainText()
    assert page.months.next.text() == "答复异议"


def test_an_objection_half_typed_is_there_again(
    course: tuple[EvaluationPage, CourseTab], qtbot: QtBot
) -> None:
    page, receipts = course
    receipts.open_objection()
    form = shown(page, qtbot, ObjectionDialog)
    form.text.setPlainText("8月4日停")
    form.reject()
    quiet(qtbot, page.workspace)
    receipts.open_objection()
    again = shown(page, qtbot, ObjectionDialog)
    qtbot.waitUntil(lambda: again.text.toPlainText() == "8月4日停")
    saved(page, qtbot, again)
    receipts.open_objection()
    fresh = shown(page, qtbot, ObjectionDialog)
    quiet(qtbot, page.workspace)
    assert fresh.text.toPlainText() == ""
    fresh.reject()
    quiet(qtbot, page.workspace)


def test_an_answer_says_what_was_put_right_and_lifts_a_falsification(
    course: tuple[EvaluationPage, CourseTab], qtbot: QtBot
) -> None:
    page, receipts = course
    number = falsify(page, "南湾村")
    page.program.evaluations.months.draft(AUGUST)
    page.program.evaluations.months.show(AUGUST)
    object_to(page.program, "南湾村", "照片是当天拍的")
    page.tabs.stale()
    quiet(qtbot, page.workspace)
    press(page, qtbot, receipts.objected, Qt.Key.Key_Return)
    form = shown(page, qtbot, AnswerDialog)
    form.save()
    quiet(qtbot, page.workspace)
    assert set(form.form.problems_shown()) == {"state", "answer"}
    form.state.setCurrentText("采纳")
    form.answer.setPlainText("核对原图，确是当天拍的")
    form.save()
    quiet(qtbot, page.workspace)
    assert set(form.form.problems_shown()) == {"corrected", "effect"}
    for kind, box in form.corrected.items():
        box.setChecked(kind.value == "falsification")
    form.effect.setPlainText("撤销8月2日的认定")
    form.lifts[number].setChecked(True)
    saved(page, qtbot, form)
    (record,) = page.program.evaluations.objections.list(ObjectionFilter(AUGUST))
    assert record.state is ObjectionState.ACCEPTED
    assert page.program.evaluations.falsifications.get(number).lifted_on == SEPTEMBER_5.date()
    assert "重新计算后南湾村" in page.months.told.text(), "nothing moved by the answer itself"
    assert page.months.next.text() == "重新计算"


def test_a_rejected_objection_hides_what_was_put_right(
    course: tuple[EvaluationPage, CourseTab], qtbot: QtBot
) -> None:
    page, receipts = course
    object_to(page.program, "南湾村", "应算按时")
    page.tabs.stale()
    quiet(qtbot, page.workspace)
    receipts.open_answer()
    form = shown(page, qtbot, AnswerDialog)
    form.state.setCurrentText("采纳")
    form.effect.setPlainText("更正")
    form.state.setCurrentText("不采纳")
    assert not form.effect.isVisible()
    form.answer.setPlainText("首次收到在18时以后")
    saved(page, qtbot, form)
    (record,) = page.program.evaluations.objections.list(ObjectionFilter(AUGUST))
    assert (record.state, record.effect) == (ObjectionState.REJECTED, "")
    assert not receipts.answer.isEnabled()


def test_a_unit_withdraws_its_objection(
    course: tuple[EvaluationPage, CourseTab], qtbot: QtBot
) -> None:
    page, receipts = course
    object_to(page.program, "南湾村", "应算按时")
    page.tabs.stale()
    quiet(qtbot, page.workspace)
    receipts.withdraw.click()
    saved(page, qtbot, shown(page, qtbot, WithdrawObjectionDialog))
    assert receipts.objections.index(0, 0).data() == "— 已撤回"


def test_a_falsification_is_entered_mended_and_lifted(page: EvaluationPage, qtbot: QtBot) -> None:
    found = tab(page, qtbot, "弄虚作假", FalsificationsTab)
    assert "没有认定就不扣分" in found.none.text()
    page.begin()
    form = shown(page, qtbot, FalsificationDialog)
    form.form.put_typed({"unit_code": "大石村", "day": "8.20"})
    form.save()
    quiet(qtbot, page.workspace)
    assert "没有报送" in form.form.problems_shown()["day"]
    assert set(form.form.problems_shown()) == {"day", "evidence", "decided_by"}
    form.form.put_typed({"day": "8.2", "decided_by": "李四"})
    form.evidence.setPlainText("走访照片是前一天的")
    saved(page, qtbot, form)
    assert found.model.index(0, 6).data() == "● 扣分"
    press(page, qtbot, found.table, Qt.Key.Key_Return)
    amend = shown(page, qtbot, EvidenceDialog)
    amend.evidence.setPlainText("走访照片是前一天的，已当面核实")
    saved(page, qtbot, amend)
    assert "当面核实" in found.detail.toPlainText()
    press(page, qtbot, found.table, Qt.Key.Key_Delete)
    lift = shown(page, qtbot, LiftDialog)
    lift.save()
    quiet(qtbot, page.workspace)
    assert set(lift.form.problems_shown()) == {"reason"}
    lift.reason.setPlainText("重新核对，照片是当天的")
    saved(page, qtbot, lift)
    assert found.model.index(0, 6).data() == "✓ 2023-9-5撤销"
    assert not found.lift.isEnabled()
    found.scope.setCurrentIndex(1)
    found.scope.activated.emit(1)
    quiet(qtbot, page.workspace)
    assert found.model.records == ()
    wanted = FalsificationFilter(AUGUST)
    assert len(page.program.evaluations.falsifications.list(wanted)) == 1
    falsify(page, "河东村")
    quiet(qtbot, page.workspace)
    asked: list[tuple[str, str]] = []
    page.workspace.page_wanted.connect(lambda name, key: asked.append((name, key)))
    found.jump()
    assert asked == [("grid", code_of(page.program, "河东村"))]
    assert page.workspace.day == date(2023, 8, 2)
    quiet(qtbot, page.workspace)
