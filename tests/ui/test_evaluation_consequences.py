"""约谈 and 黄牌 in the window: who is at the bottom, what is said, the card, a unit's history."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from antifraud_desktop.records.consequences import InterviewHeld, InterviewState
from antifraud_desktop.records.submissions import FigureEdit
from antifraud_desktop.rules.permissions import Permission
from tests.ui.evaluation_desk import (
    AUGUST,
    at,
    august_root,
    code_of,
    frozen_month,
    open_page,
    page,
    press,
    program,
    saved,
    shown,
    tab,
    without,
    workspace,
)
from tests.ui.windows import quiet
from ui.dialogs.interview import (
    FollowUpDialog,
    HoldDialog,
    PickDialog,
    PlanDialog,
    WithdrawInterviewDialog,
)
from ui.dialogs.yellow_card import CardMeasuresDialog, EndCardDialog, GiveCardDialog
from ui.pages.evaluation import interviews_tab
from ui.pages.evaluation.cards_tab import CardsTab
from ui.pages.evaluation.interviews_tab import InterviewsTab
from ui.pages.evaluation.page import EvaluationPage
from ui.workspace import Workspace

__all__ = ["august_root", "page", "program", "workspace"]
SEPTEMBER, OCTOBER_9 = date(2023, 9, 1), datetime(2023, 10, 9, 10, 0)
HELD = InterviewHeld(date(2023, 9, 5), "李四", "村主任", "报送少", "每天报送", date(2023, 9, 20))
HELD_AGAIN = InterviewHeld(
    OCTOBER_9.date(), "李四", "村主任", "没有报送", "每天报送", date(2023, 10, 20)
)


@pytest.fixture
def interviews(qtbot: QtBot, workspace: Workspace) -> tuple[EvaluationPage, InterviewsTab]:
    """Return the page of a frozen month."""
    frozen_month(workspace.program)
    made = open_page(qtbot, workspace)
    return made, tab(made, qtbot, "约谈", InterviewsTab)


def test_nothing_follows_before_a_month_is_frozen(page: EvaluationPage, qtbot: QtBot) -> None:
    page.program.evaluations.months.draft(AUGUST)
    found = tab(page, qtbot, "约谈", InterviewsTab)
    assert "还没有定稿" in found.told.text()
    assert not found.enter.isEnabled()
    page.begin()
    quiet(qtbot, page.workspace)
    assert page.program.evaluations.interviews.list() == ()


def test_an_interview_goes_from_the_bottom_to_its_close(
    interviews: tuple[EvaluationPage, InterviewsTab],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page, found = interviews
    monkeypatch.setattr(interviews_tab, "ask", lambda *_a: True)
    assert [c.unit for c in found.candidates.records] == ["南湾村", "竹园村"]
    found.enter.click()
    quiet(qtbot, page.workspace)
    assert {i.unit for i in found.interviews.records} == {"南湾村", "竹园村"}
    assert found.told.text() == "末位单位都已登记约谈。"
    assert page.months.next.text() == "生成通报"
    found.table.selectRow(0)
    unit = found.interviews.records[0].unit
    press(page, qtbot, found.table, Qt.Key.Key_Return)
    plan = shown(page, qtbot, PlanDialog)
    plan.save()
    quiet(qtbot, page.workspace)
    assert set(plan.form.problems_shown()) == {"planned_at"}
    plan.form.put_typed({"planned_at": "9.6", "time": "15:00:00", "place": "二楼会议室"})
    plan.who.setCurrentText("李四")
    saved(page, qtbot, plan)
    record = found.current()
    assert record is not None
    assert (record.unit, record.planned_at) == (unit, datetime(2023, 9, 6, 15, 0))
    press(page, qtbot, found.table, Qt.Key.Key_Return)
    hold = shown(page, qtbot, HoldDialog)
    hold.form.put_typed({"held_on": "9.5", "attendees": "村主任、联络员"})
    hold.problems.setPlainText("多日没有报送")
    hold.measures.setPlainText("每天17时前报送")
    hold.form.put_typed({"measures_due": "9.20"})
    saved(page, qtbot, hold)
    assert "整改要求：每天17时前报送（期限2023-9-20）" in found.detail.toPlainText()
    press(page, qtbot, found.table, Qt.Key.Key_Return)
    close = shown(page, qtbot, FollowUpDialog)
    close.said.setPlainText("已按时报送一周")
    saved(page, qtbot, close)
    record = found.current()
    assert record is not None
    assert record.state is InterviewState.CLOSED
    assert not found.close_it.isEnabled()


def test_an_interview_is_withdrawn_with_a_reason(
    interviews: tuple[EvaluationPage, InterviewsTab], qtbot: QtBot
) -> None:
    page, found = interviews
    _numbers, changes = page.program.evaluations.consequences.begin(AUGUST)
    page.workspace.announce(changes)
    quiet(qtbot, page.workspace)
    press(page, qtbot, found.table, Qt.Key.Key_Delete)
    form = shown(page, qtbot, WithdrawInterviewDialog)
    form.save()
    quiet(qtbot, page.workspace)
    assert set(form.form.problems_shown()) == {"reason"}
    form.reason.setText("村里受灾，改为走访")
    saved(page, qtbot, form)
    record = found.current()
    assert record is not None
    assert record.state is InterviewState.WITHDRAWN
    assert not found.notice.isEnabled()


def test_among_equal_totals_a_leader_picks_with_a_reason(
    qtbot: QtBot, workspace: Workspace
) -> None:
    program = workspace.program
    code = code_of(program, "南湾村")
    also = [("河东村", 5), ("竹园村", 4), ("竹园村", 5), ("南湾村", 4), ("南湾村", 5)]
    for name, number in also:
        edits = [FigureEdit(code_of(program, name), "households_visited", 12)]
        day = date(2023, 8, number)
        program.submissions.type_figures(
            day, edits, datetime(2023, 8, number, 17, 0), "补录" if name == "河东村" else ""
        )
    frozen_month(program)
    page = open_page(qtbot, workspace)
    found = tab(page, qtbot, "约谈", InterviewsTab)
    assert found.told.text() == "同分的单位里还要由领导选2个。"
    assert not found.enter.isEnabled()
    found.pick.click()
    form = shown(page, qtbot, PickDialog)
    assert len(form.boxes) == 3
    form.boxes[code].setChecked(True)
    form.save()
    quiet(qtbot, page.workspace)
    assert set(form.form.problems_shown()) == {"units", "reason"}
    form.boxes[code_of(program, "竹园村")].setChecked(True)
    form.reason.setText("连续两个月排在后面")
    saved(page, qtbot, form)
    assert {i.unit for i in found.interviews.records} == {"南湾村", "竹园村"}
    assert not found.pick.isEnabled()


def test_letters_are_issued_and_opened_from_the_documents(
    interviews: tuple[EvaluationPage, InterviewsTab],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page, found = interviews
    (number, *_rest), changes = page.program.evaluations.consequences.begin(AUGUST)
    page.program.evaluations.interviews.plan(number, datetime(2023, 9, 6, 15), "会议室", "李四", 1)
    page.workspace.announce(changes)
    quiet(qtbot, page.workspace)
    rows = [n for n, i in enumerate(found.interviews.records) if i.id == number]
    found.table.selectRow(rows[0])
    found.notice.click()
    quiet(qtbot, page.workspace)
    assert "约谈通知" in page.bar.label.text()
    opened: list[str] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: not opened.append(url.toLocalFile())
    )
    page.bar.action.click()
    quiet(qtbot, page.workspace)
    assert Path(opened[0]).is_file()
    page.months.next.click()
    qtbot.waitUntil(lambda: "考核通报" in page.bar.label.text(), timeout=20_000)


def twice_interviewed(workspace: Workspace) -> str:
    """Let a village be at the bottom of two frozen months and be interviewed for both."""
    frozen_month(workspace.program)
    for month, moment in ((AUGUST, datetime(2023, 9, 6, 10)), (SEPTEMBER, OCTOBER_9)):
        program = at(workspace, moment)
        evaluations = program.evaluations
        if month == SEPTEMBER:
            evaluations.months.draft(month)
            evaluations.months.freeze(month, "各单位已确认")
            tied = evaluations.consequences.candidates(month)
            picked = [code_of(program, "南湾村"), code_of(program, "竹园村")]
            assert tied.pick == 2
            numbers, _changes = evaluations.consequences.pick(month, picked, "八月也在末位")
        else:
            numbers, _changes = evaluations.consequences.begin(month)
        for number in numbers:
            held = HELD if month == AUGUST else HELD_AGAIN
            version = evaluations.interviews.get(number).version
            evaluations.interviews.hold(number, held, version)
    return code_of(workspace.program, "南湾村")


def test_two_interviews_offer_a_card_that_a_leader_gives_and_ends(
    qtbot: QtBot, workspace: Workspace
) -> None:
    code = twice_interviewed(workspace)
    page = open_page(qtbot, workspace)
    cards = tab(page, qtbot, "黄牌", CardsTab)
    rows = [n for n, offer in enumerate(cards.offers.records) if offer.unit_code == code]
    assert len(cards.offers.records) == 2
    assert "2023年8月、2023年9月两次约谈" in cards.offers.index(rows[0], 1).data()
    cards.offered.selectRow(rows[0])
    press(page, qtbot, cards.offered, Qt.Key.Key_Return)
    form = shown(page, qtbot, GiveCardDialog)
    form.save()
    quiet(qtbot, page.workspace)
    assert set(form.form.problems_shown()) == {"measures_due"}, "no day at all is no day"
    form.form.put_typed({"measures_due": "11.9"})
    form.save()
    quiet(qtbot, page.workspace)
    assert "measures" in form.form.problems_shown()
    form.measures.setPlainText("一个月内每天按时报送")
    form.form.put_typed({"measures_due": "11.9"})
    saved(page, qtbot, form)
    assert len(cards.offers.records) == 1
    assert cards.cards.index(0, 0).data() == "● 整改中"
    cards.more.menu().actions()[0].trigger()
    measures = shown(page, qtbot, CardMeasuresDialog)
    measures.form.put_typed({"measures_due": "11.20"})
    saved(page, qtbot, measures)
    assert "期限2023-11-20" in cards.told.toPlainText()
    cards.show_unit(code)
    quiet(qtbot, page.workspace)
    history = cards.history.toPlainText()
    assert "2023年8月：" in history
    assert "末位" in history
    assert "2023-10-9黄牌：整改中" in history
    assert "8月第4名" in cards.trend.accessibleDescription()
    cards.close_it.click()
    end = shown(page, qtbot, EndCardDialog)
    end.said.setPlainText("整改到位")
    saved(page, qtbot, end)
    assert cards.cards.index(0, 0).data() == "✓ 已解除"


def test_who_does_not_decide_gives_no_card(qtbot: QtBot, workspace: Workspace) -> None:
    twice_interviewed(workspace)
    workspace.program = without(workspace.program, Permission.DECIDE_RANKING)
    page = open_page(qtbot, workspace)
    cards = tab(page, qtbot, "黄牌", CardsTab)
    assert cards.give.isHidden()
    cards.open_give()
    quiet(qtbot, page.workspace)
    assert page.findChildren(GiveCardDialog) == []
