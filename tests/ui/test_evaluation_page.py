"""考核排名 in the window: the month and its next step, the ranking, how a score came about."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from antifraud_desktop.errors import EnvironmentTrouble
from antifraud_desktop.records.submissions import FigureEdit
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.evaluations import EvaluationService
from antifraud_desktop.vocabulary import EvaluationState
from tests.ui.evaluation_desk import (
    AUGUST,
    august_root,
    code_of,
    frozen_month,
    object_to,
    open_page,
    page,
    program,
    shown,
    shown_month,
    tab,
    without,
    workspace,
)
from tests.ui.evaluation_desk import at as at_time
from tests.ui.windows import quiet
from ui.dialogs.ask_words import AskWords
from ui.dialogs.explain import ExplainDialog
from ui.pages.evaluation import month_steps
from ui.pages.evaluation.course_tab import CourseTab
from ui.pages.evaluation.page import EvaluationPage
from ui.pages.evaluation.ranking_tab import RankingTab
from ui.rooms import rooms_for
from ui.widgets.rank_bar import BAR_ROLE
from ui.workspace import Workspace

__all__ = ["august_root", "page", "program", "workspace"]


@pytest.fixture
def agree(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    asked: list[str] = []

    def answer(_parent: object, question: str, *_rest: str) -> bool:
        asked.append(question)
        return True

    monkeypatch.setattr(month_steps, "ask", answer)
    return asked


def cells(ranking: RankingTab) -> list[list[str]]:
    model = ranking.sorted
    return [[model.index(row, column).data() for column in range(6)] for row in range(4)]


def test_an_empty_month_says_what_to_do_first(page: EvaluationPage, qtbot: QtBot) -> None:
    ranking = tab(page, qtbot, "名次", RankingTab)
    assert "计算考核" in ranking.told.text()
    assert page.months.month.currentText() == "2023年8月（未计算）", "the last month that is over"
    assert page.months.next.text() == "计算考核"
    assert not ranking.export.isEnabled()
    assert "evaluation" in rooms_for(page.program)


def test_a_month_goes_from_draft_to_frozen_by_the_big_button(
    page: EvaluationPage, qtbot: QtBot, agree: list[str]
) -> None:
    months = page.months
    months.next.click()
    quiet(qtbot, page.workspace)
    ranking = tab(page, qtbot, "名次", RankingTab)
    assert [row[:2] for row in cells(ranking)] == [
        ["1", "大石村"],
        ["2", "河东村"],
        ["3 末位", "竹园村"],
        ["4 末位", "南湾村"],
    ]
    assert (months.state.text(), months.next.text()) == ("○ 草稿", "公示给各单位")
    months.next.click()
    quiet(qtbot, page.workspace)
    assert (months.state.text(), months.next.text()) == ("● 公示中", "登记各单位回执")
    object_to(page.program, "南湾村", "8月4日断网")
    months.load()
    quiet(qtbot, page.workspace)
    assert months.next.text() == "答复异议"
    months.next.click()
    quiet(qtbot, page.workspace)
    assert page.tabs.current == "公示与异议"
    assert agree == ["公示2023年8月考核？"]


def test_a_shown_month_is_frozen_once_its_days_are_over(
    qtbot: QtBot, workspace: Workspace, agree: list[str]
) -> None:
    shown_month(workspace.program)
    program = at_time(workspace, datetime(2023, 9, 9, 10, 0))
    page = open_page(qtbot, workspace)
    assert page.months.next.text() == "定稿…"
    page.months.next.click()
    quiet(qtbot, workspace)
    (head,) = program.evaluations.months.editions(AUGUST)
    assert head.state is EvaluationState.FROZEN
    assert (page.months.state.text(), page.months.next.text()) == ("■ 已定稿", "安排约谈")
    assert agree == ["定稿2023年8月考核？"]


def test_freezing_early_wants_a_reason_and_keeps_it(page: EvaluationPage, qtbot: QtBot) -> None:
    shown_month(page.program)
    page.months.load()
    quiet(qtbot, page.workspace)
    page.steps.freeze_early()
    form = shown(page, qtbot, AskWords)
    form.save()
    quiet(qtbot, page.workspace)
    assert form.isVisible(), "nothing was said"
    form.words.setPlainText("县里要求5日前上报")
    form.save()
    qtbot.waitUntil(lambda: page.months.state.text() == "■ 已定稿")
    assert "县里要求5日前上报" in page.months.told.text()


def test_what_was_corrected_since_is_told_and_drawn_up_anew(
    page: EvaluationPage, qtbot: QtBot, agree: list[str]
) -> None:
    shown_month(page.program)
    code = code_of(page.program, "南湾村")
    page.program.submissions.type_figures(
        date(2023, 8, 4),
        [FigureEdit(code, "households_visited", 12)],
        datetime(2023, 8, 4, 17, 0),
    )
    page.months.load()
    quiet(qtbot, page.workspace)
    assert "重新计算后南湾村" in page.months.told.text()
    assert page.months.next.text() == "重新计算"
    page.months.next.click()
    quiet(qtbot, page.workspace)
    assert page.months.state.text() == "○ 草稿", "what was shown is to be shown anew"
    ranking = tab(page, qtbot, "名次", RankingTab)
    assert [row[0] for row in cells(ranking)] == ["1", "2", "3 末位", "3 末位"]
    assert agree == ["重新计算？"]


def test_a_new_edition_of_a_frozen_month_leaves_the_old_one_to_be_read(
    page: EvaluationPage, qtbot: QtBot
) -> None:
    frozen_month(page.program)
    code = code_of(page.program, "南湾村")
    edits = [FigureEdit(code, "households_visited", 12)]
    page.program.submissions.type_figures(date(2023, 8, 4), edits, datetime(2023, 8, 4, 17, 0))
    page.program.evaluations.months.draft(AUGUST, "补录8月4日报送")
    page.months.load()
    quiet(qtbot, page.workspace)
    assert not page.months.edition.isHidden()
    assert page.months.edition.currentText() == "第2版（最新）"
    page.months.edition.setCurrentIndex(1)
    page.months.edition.activated.emit(1)
    quiet(qtbot, page.workspace)
    assert "旧的一版" in page.months.told.text()
    assert page.months.next.isHidden()
    ranking = tab(page, qtbot, "名次", RankingTab)
    ranking.open_current()
    dialog = shown(page, qtbot, ExplainDialog)
    assert dialog.copy.isHidden()
    dialog.reject()
    page.steps.prove()
    quiet(qtbot, page.workspace)
    assert "完全一致" in page.bar.label.text()


def test_the_ranking_is_sorted_copied_and_written(
    page: EvaluationPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.program.evaluations.months.draft(AUGUST)
    page.months.load()
    quiet(qtbot, page.workspace)
    page.tabs.stale()
    ranking = tab(page, qtbot, "名次", RankingTab)
    bar = ranking.sorted.index(0, 2).data(BAR_ROLE)
    assert bar.text == ranking.sorted.index(0, 2).data()
    ranking.table.sortByColumn(2, Qt.SortOrder.AscendingOrder)
    assert [row[1] for row in cells(ranking)] == ["南湾村", "竹园村", "河东村", "大石村"]
    ranking.copy.click()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].split("\t")[:3] == ["名次", "单位", "总分"]
    assert lines[1].split("\t")[:2] == ["1", "大石村"]
    target = tmp_path / "底稿.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(target), ""))
    ranking.export.click()
    qtbot.waitUntil(target.is_file)
    quiet(qtbot, page.workspace)
    assert "记入外发登记" in page.bar.label.text()


def test_trouble_is_told_and_can_be_tried_again(
    page: EvaluationPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_given: object) -> tuple[()]:
        raise EnvironmentTrouble("数据文件被占用。", "请关闭占用它的程序再试。")

    with monkeypatch.context() as broken:
        broken.setattr(EvaluationService, "editions", locked)
        page.months.load()
        quiet(qtbot, page.workspace)
        assert "被占用" in page.bar.label.text()
    page.program.evaluations.months.draft(AUGUST)
    page.bar.action.click()
    quiet(qtbot, page.workspace)
    assert page.months.state.text() == "○ 草稿"


def test_a_leader_reads_and_decides_but_does_not_run_it(qtbot: QtBot, workspace: Workspace) -> None:
    shown_month(workspace.program)
    object_to(workspace.program, "南湾村", "8月4日断网")
    workspace.program = without(
        workspace.program,
        Permission.RUN_EVALUATION,
        Permission.ISSUE_DOCUMENTS,
        Permission.KEEP_BASICS,
    )
    page = open_page(qtbot, workspace)
    assert page.months.next.text() == "答复异议"
    assert not page.months.next.isHidden()
    offered = [action.text() for action in page.months.more.menu().actions()]
    assert "重新计算…" not in offered
    assert "提前定稿…" in offered
    course = tab(page, qtbot, "公示与异议", CourseTab)
    assert course.confirm.isHidden()
    assert not course.answer.isHidden()
    ranking = tab(page, qtbot, "名次", RankingTab)
    assert "生成通报" not in offered
    assert not ranking.export.isHidden()


def test_the_circular_is_offered_once_besides_the_next_step(
    qtbot: QtBot, workspace: Workspace
) -> None:
    frozen_month(workspace.program)
    page = open_page(qtbot, workspace)
    ranking = tab(page, qtbot, "名次", RankingTab)
    shown_words = [one.text() for one in ranking.findChildren(QPushButton)]
    assert "生成通报" not in shown_words
    assert page.months.next.text() == "安排约谈"
    (offered,) = [a for a in page.months.more.menu().actions() if a.text() == "生成通报"]
    offered.trigger()
    quiet(qtbot, workspace)
    found = [d.kind for d in workspace.program.documents.issued()]
    assert found == ["evaluation_circular"]


def test_who_only_reads_is_offered_no_step(qtbot: QtBot, workspace: Workspace) -> None:
    workspace.program = without(
        workspace.program,
        Permission.RUN_EVALUATION,
        Permission.DECIDE_RANKING,
        Permission.ISSUE_DOCUMENTS,
    )
    page = open_page(qtbot, workspace)
    assert page.months.next.isHidden()
    assert [a.text() for a in page.months.more.menu().actions()] == [
        "与现在的数据核对",
        "用底稿重算核验",
    ]


def test_another_page_opens_a_month_and_a_tab(page: EvaluationPage, qtbot: QtBot) -> None:
    page.show_key("interviews/2023-09")
    quiet(qtbot, page.workspace)
    assert page.months.month.currentText().startswith("2023年9月")
    assert page.tabs.current == "约谈"
    assert page.months.after.isEnabled() is False
    page.months.before.click()
    quiet(qtbot, page.workspace)
    assert page.months.month.currentText().startswith("2023年8月")
