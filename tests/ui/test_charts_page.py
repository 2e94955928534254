"""统计图表 in the window: drawn beside it, filtered, enlarged, copied, saved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QInputDialog
from pytestqt.qtbot import QtBot

from antifraud_desktop.labels import label_of
from antifraud_desktop.records.charts import ChartKind
from antifraud_desktop.records.submissions import FigureEdit
from antifraud_desktop.vocabulary import UnitKind
from tests.ui.office import DAY, NOW
from tests.ui.windows import quiet
from ui.pages.charts.chart_view import FullScreen
from ui.pages.charts.page import ChartsPage
from ui.workspace import Workspace


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> Iterator[ChartsPage]:
    workspace.program.submissions.type_figures(
        DAY, [FigureEdit("U001", "households_visited", 12)], received=NOW
    )
    made = ChartsPage(workspace)
    qtbot.addWidget(made)
    made.resize(1100, 640)
    made.show()
    made.show_day(DAY)
    qtbot.waitUntil(lambda: not made.view.image.isNull())
    quiet(qtbot, workspace)
    return made


def choose(page: ChartsPage, kind: ChartKind) -> None:
    wanted = label_of(kind)
    rows = [page.kinds.item(row).text() for row in range(page.kinds.count())]
    page.kinds.setCurrentRow(rows.index(wanted))


def told(page: ChartsPage) -> list[list[str]]:
    """Read the table of figures beside the chart."""
    table = page.table
    cells = [
        [table.item(row, column) for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]
    return [[item.text() if item else "" for item in row] for row in cells]


def test_the_figures_stand_beside_their_picture(page: ChartsPage) -> None:
    assert ["8月12日", "12"] in told(page)
    assert ["8月11日", "未报"] in told(page)
    assert "入户走访" in page.view.accessibleName()


def test_another_kind_asks_for_what_it_needs_and_is_drawn(qtbot: QtBot, page: ChartsPage) -> None:
    before = page.view.image
    choose(page, ChartKind.SUBMISSIONS)
    qtbot.waitUntil(lambda: page.view.image != before and "报送情况" in page.view.accessibleName())
    assert page.query.indicator.isHidden()
    assert page.query.since.isHidden()
    assert not page.query.until.isHidden()


def test_a_question_that_cannot_be_drawn_says_why(qtbot: QtBot, page: ChartsPage) -> None:
    page.query.since.set_date(DAY.replace(year=2020))
    page.load()
    qtbot.waitUntil(lambda: "太长" in page.bar.label.text())
    assert not page.save.isEnabled()
    page.query.since.set_date(DAY)
    page.load()
    qtbot.waitUntil(lambda: page.save.isEnabled() and page.bar.isHidden())


def test_the_chart_is_shown_over_the_whole_screen_and_left_again(
    qtbot: QtBot, page: ChartsPage
) -> None:
    qtbot.keyClick(page, Qt.Key.Key_F11)
    dialog = page.findChild(FullScreen)
    assert isinstance(dialog, FullScreen)
    qtbot.waitUntil(lambda: not dialog.view.image.isNull())
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(dialog, Qt.Key.Key_F11)


def test_the_copied_picture_is_the_one_for_paper(qtbot: QtBot, page: ChartsPage) -> None:
    QGuiApplication.clipboard().clear()
    page.copy.click()
    qtbot.waitUntil(lambda: not QGuiApplication.clipboard().image().isNull())
    assert QGuiApplication.clipboard().image().width() > 1200
    assert "已复制" in page.bar.label.text()


def test_a_chart_is_saved_where_the_clerk_says(
    qtbot: QtBot, page: ChartsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = tmp_path / "走势"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(chosen), "表格 (*.xlsx)"))
    page.save.click()
    qtbot.waitUntil(lambda: "已存到" in page.bar.label.text())
    assert (tmp_path / "走势.xlsx").stat().st_size > 0


def test_a_chart_is_kept_under_a_name_and_shown_again(
    qtbot: QtBot, page: ChartsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ["银行走势", "上旬各单位"]
    monkeypatch.setattr(QInputDialog, "getText", lambda *_a: (names.pop(0), True))
    page.query.unit_kind.setCurrentIndex(page.query.unit_kind.findData("bank"))
    page.query.since.set_date(DAY - timedelta(days=6))
    page.kept.keep.click()
    qtbot.waitUntil(lambda: page.kept.saved.findText("银行走势") > 0)
    choose(page, ChartKind.UNITS)
    page.query.unit_kind.setCurrentIndex(0)
    page.query.since.set_date(date(2023, 8, 1))
    page.query.until.set_date(date(2023, 8, 10))
    page.kept.keep.click()
    qtbot.waitUntil(lambda: page.kept.saved.findText("上旬各单位") > 0)

    page.kept.saved.setCurrentIndex(page.kept.saved.findText("银行走势"))
    asked = page.query.query()
    assert asked is not None
    assert (asked.kind, asked.unit_kind) == (ChartKind.FIGURES, UnitKind.BANK)
    assert (asked.since, asked.until) == (DAY - timedelta(days=6), DAY)
    assert page.kinds.currentItem().text() == label_of(ChartKind.FIGURES)
    page.kept.saved.setCurrentIndex(page.kept.saved.findText("上旬各单位"))
    asked = page.query.query()
    assert asked is not None
    assert (asked.kind, asked.unit_kind) == (ChartKind.UNITS, None)
    assert (asked.since, asked.until) == (date(2023, 8, 1), date(2023, 8, 10))
    page.kept.drop.click()
    qtbot.waitUntil(lambda: page.kept.saved.findText("上旬各单位") < 0)
    quiet(qtbot, page.workspace)
