"""How a score came about, in the window: formula, figures, records, what is handed on."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.ui.evaluation_desk import (
    AUGUST,
    august_root,
    code_of,
    page,
    program,
    shown,
    shown_month,
    tab,
    workspace,
)
from tests.ui.windows import quiet
from ui.dialogs.explain import ExplainDialog
from ui.pages.evaluation.page import EvaluationPage
from ui.pages.evaluation.ranking_tab import RankingTab

__all__ = ["august_root", "page", "program", "workspace"]


def test_a_score_opens_its_formula_figures_and_records(page: EvaluationPage, qtbot: QtBot) -> None:
    page.program.evaluations.months.draft(AUGUST)
    page.tabs.stale()
    ranking = tab(page, qtbot, "名次", RankingTab)
    qtbot.waitUntil(lambda: ranking.current() is not None)
    ranking.choose(code_of(page.program, "河东村"))
    page.activateWindow()
    ranking.table.setFocus()
    qtbot.keyClick(ranking.table, Qt.Key.Key_Return)
    dialog = shown(page, qtbot, ExplainDialog)
    quiet(qtbot, page.workspace)
    assert dialog.head.text().startswith("河东村　2023年8月　草稿")
    said = dialog.formula.toPlainText()
    assert "按时5天÷应报31天" in said
    assert "未报：26" in said
    names = [b.name for b in dialog.behind.records]
    assert len(names) == 31
    assert (names[0], dialog.behind.records[0].told) == ("8月6日", "未报"), "what is wrong first"
    lifts = [dialog.lifts.item(n).text() for n in range(dialog.lifts.count())]
    # 3.77 points are lacking: a day is worth 28.57 / 31, a household 28.57 / 120.
    assert lifts[:2] == [
        "按时报送：多5天按时报送 → 37.80分，第1名",
        "入户走访：入户走访多16 → 36.99分，第1名",
    ]
    asked: list[tuple[str, str]] = []
    page.workspace.page_wanted.connect(lambda name, key: asked.append((name, key)))
    dialog.jump()
    assert asked == [("grid", code_of(page.program, "河东村"))]
    assert page.workspace.day == date(2023, 8, 6)
    quiet(qtbot, page.workspace)


def test_the_figures_of_a_flow_are_listed_by_day(page: EvaluationPage, qtbot: QtBot) -> None:
    page.program.evaluations.months.draft(AUGUST)
    page.tabs.stale()
    ranking = tab(page, qtbot, "名次", RankingTab)
    qtbot.waitUntil(lambda: ranking.current() is not None)
    ranking.open_current()
    dialog = shown(page, qtbot, ExplainDialog)
    dialog.table.selectRow(2)
    quiet(qtbot, page.workspace)
    assert "本月完成：72" in dialog.formula.toPlainText()
    told = [b.told for b in dialog.behind.records]
    assert told[:7] == ["12"] * 6 + ["没有报送"]
    dialog.turn(1)
    quiet(qtbot, page.workspace)
    assert dialog.head.text().startswith("河东村")
    dialog.reject()


def test_a_unit_s_own_result_is_copied_and_names_nobody_else(
    page: EvaluationPage, qtbot: QtBot
) -> None:
    shown_month(page.program)
    page.tabs.stale()
    ranking = tab(page, qtbot, "名次", RankingTab)
    qtbot.waitUntil(lambda: ranking.current() is not None)
    ranking.open_current()
    dialog = shown(page, qtbot, ExplainDialog)
    dialog.copy.click()
    quiet(qtbot, page.workspace)
    text = QGuiApplication.clipboard().text()
    assert "大石村" in text
    assert not any(name in text for name in ("河东村", "竹园村", "南湾村"))
    dialog.reject()
