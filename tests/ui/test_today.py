from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from antifraud_desktop.records.submissions import FigureEdit
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.vocabulary import DocumentKind, SubmissionState, UnitKind
from tests.ui.days import USUAL, book, unit
from tests.ui.office import DAY, NOW
from tests.ui.windows import opened, quiet
from ui import afternoon
from ui.dialogs.import_workbooks import ImportWorkbooksDialog
from ui.dialogs.paste_messages import PasteMessagesDialog
from ui.main_window import MainWindow
from ui.pages.today import empty_text
from ui.widgets.countdown import remaining
from ui.widgets.day_counts import day_counts
from ui.workspace import Workspace

SIX = time(18)
VISITS = "households_visited"


@pytest.fixture
def window(qtbot: QtBot, workspace: Workspace) -> Iterator[MainWindow]:
    program = workspace.program
    program.submissions.type_figures(
        DAY, [FigureEdit("U001", VISITS, 32)], received=NOW.replace(hour=17, minute=5)
    )
    program.submissions.mark_nil("U002", DAY, NOW.replace(hour=17, minute=10))
    yield from opened(qtbot, workspace)


def press(window: MainWindow, step: str) -> None:
    window.page("today").buttons[step].click()


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (datetime(2023, 8, 12, 15, 0), ("3小时00分", "good")),
        (datetime(2023, 8, 12, 17, 0), ("1小时00分", "good")),
        (datetime(2023, 8, 12, 17, 30), ("30分钟", "wait")),
        (datetime(2023, 8, 12, 17, 59, 30), ("1分钟", "wait")),
        (datetime(2023, 8, 12, 18, 0), ("0分钟", "wait")),
        (datetime(2023, 8, 12, 18, 0, 1), ("已过", "quiet")),
        (datetime(2023, 8, 10, 18, 0), ("还有2天", "quiet")),
    ],
)
def test_the_clock_counts_down_to_the_deadline(now: datetime, told: tuple[str, str]) -> None:
    assert remaining(DAY, SIX, now) == told


def test_r2_zero_nil_missing_and_excused_are_counted_apart() -> None:
    exempt = replace(unit("U006", "石桥村"), state=SubmissionState.EXEMPT)
    late = replace(unit("U007", "北岭村", {VISITS: 0}), state=SubmissionState.LATE)
    uninvited = replace(unit("U008", "某企业", {VISITS: 3}), expected=False)
    counts = day_counts(book(*USUAL.units, exempt, late, uninvited))
    assert counts == {
        "应报": 7,
        "已报": 5,
        "未报": 1,
        "迟报": 1,
        "零报告": 1,
        "退回": 0,
        "豁免": 1,
        "待确认": 0,
    }


def test_an_empty_day_says_what_to_do_first() -> None:
    silent = book(unit("U001", "大石村"))
    assert "粘贴消息" in empty_text(silent)
    assert "导入单位清单" in empty_text(book())
    assert "不是报送日" in empty_text(replace(silent, reporting=False))
    assert empty_text(USUAL) == ""


def test_the_board_puts_the_missing_first_in_words_too(window: MainWindow) -> None:
    said = [tile.text() for tile in window.page("today").board.tiles]
    assert said == ["竹园村\n未报", "南湾村\n未报", "大石村\n按时", "河东村\n按时·零报告"]
    assert window.page("today").board.tiles[0].accessibleName() == "竹园村，未报"
    assert not any(tile.icon().isNull() for tile in window.page("today").board.tiles)


def test_a_tile_shows_figures_receipt_and_liaison(window: MainWindow) -> None:
    window.page("today").board.tiles[2].click()
    told = window.page("today").card.text.text()
    assert "大石村" in told
    assert "入户 32" in told
    assert "17:05" in told
    assert "张*" in window.page("today").card.contact.text()
    window.page("today").card.open.click()
    assert window.stack.currentWidget() is window.page("grid")


def test_the_buttons_stand_in_the_order_of_the_afternoon(window: MainWindow) -> None:
    said = [button.text() for button in window.page("today").buttons.values()]
    assert said == ["粘贴消息", "导入表格", "录入", "催报", "生成日报", "生成通报"]
    places = [button.x() for button in window.page("today").buttons.values()]
    assert places == sorted(places)


def test_before_the_deadline_chasing_stands_out(window: MainWindow) -> None:
    primary = [key for key, b in window.page("today").buttons.items() if b.property("primary")]
    assert primary == ["chase"]


def test_the_next_right_action_changes_with_the_day(
    window: MainWindow, qtbot: QtBot, workspace: Workspace
) -> None:
    submissions = workspace.program.submissions
    for code in ("U003", "U004"):
        workspace.announce(submissions.mark_nil(code, DAY, NOW))
    qtbot.waitUntil(lambda: bool(window.page("today").buttons["daily"].property("primary")))


def test_chasing_copies_a_text_that_names_the_missing(window: MainWindow, qtbot: QtBot) -> None:
    press(window, "chase")
    qtbot.waitUntil(window.page("today").bar.isVisible)
    copied = QApplication.clipboard().text()
    assert "竹园村" in copied
    assert "大石村" not in copied
    assert "10分钟" in copied
    quiet(qtbot, window.workspace)


def test_the_dialogs_of_intake_open(window: MainWindow, qtbot: QtBot) -> None:
    for step, kind in (("paste", PasteMessagesDialog), ("import", ImportWorkbooksDialog)):
        press(window, step)
        dialog = window.findChild(kind)
        assert dialog.isVisible()
        dialog.close()
        quiet(qtbot, window.workspace)


def test_typing_opens_the_grid(window: MainWindow, qtbot: QtBot) -> None:
    press(window, "type")
    assert window.stack.currentWidget() is window.page("grid")
    quiet(qtbot, window.workspace)


def answer(monkeypatch: pytest.MonkeyPatch, yes: bool) -> list[str]:
    """Stand in for the person who is asked; return what was asked."""
    asked: list[str] = []

    def ask(_parent: object, question: str, detail: str, _yes: str) -> bool:
        asked.append(f"{question}{detail}")
        return yes

    monkeypatch.setattr(afternoon, "ask", ask)
    return asked


def test_r4_the_report_is_issued_numbered_and_opened(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answer(monkeypatch, yes=True)
    opened_files: list[str] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: opened_files.append(url.toLocalFile()) or True
    )
    press(window, "daily")
    qtbot.waitUntil(lambda: "已生成" in window.page("today").bar.label.text(), timeout=30_000)
    assert "还有2个单位未报" in asked[0]
    assert "竹园村、南湾村" in asked[0]
    window.page("today").bar.action.click()
    issued = window.workspace.program.documents.issued()
    assert [r.kind for r in issued] == [DocumentKind.DAILY_REPORT]
    assert opened_files[0].endswith(".docx")
    content = window.workspace.program.documents.content(issued[0].id)
    assert Path(opened_files[0]).read_bytes() == content
    quiet(qtbot, window.workspace)


def test_saying_no_issues_nothing(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, yes=False)
    press(window, "daily")
    quiet(qtbot, window.workspace)
    assert window.workspace.program.documents.issued() == ()


def test_the_question_is_safe_by_default(window: MainWindow, qtbot: QtBot) -> None:
    press_later = window.page("today").buttons["daily"].click

    def leave() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        assert box.defaultButton().text() == "取消"
        box.defaultButton().click()

    QTimer.singleShot(200, window, leave)
    press_later()
    assert window.workspace.program.documents.issued() == ()
    quiet(qtbot, window.workspace)


def test_pending_doubts_lead_to_their_unit(
    window: MainWindow, qtbot: QtBot, workspace: Workspace
) -> None:
    intake = workspace.program.intake
    text = "竹园村 2023/8/12 17:02:10\n竹园村8月12日：入户十几户，宣传54人次\n"
    workspace.announce(intake.accept(intake.read_messages(text, DAY)).changes)
    qtbot.waitUntil(lambda: "竹园村" in window.page("today").due.item(0).text())
    assert "十几" in window.page("today").due.item(0).text()
    window.page("today").due.itemActivated.emit(window.page("today").due.item(0))
    assert window.stack.currentWidget() is window.page("grid")
    quiet(qtbot, workspace)


def test_seven_days_are_told_to_those_who_do_not_see_the_bars(window: MainWindow) -> None:
    assert "8月12日2/4" in window.page("today").trend.accessibleDescription()
    assert not window.page("today").trend.grab().isNull()


def test_a_new_unit_appears_at_once(window: MainWindow, qtbot: QtBot, workspace: Workspace) -> None:
    since = date(2023, 8, 1) - timedelta(days=1)
    record = UnitRecord("", "北岭村", UnitKind.VILLAGE, active_from=since, sort_order=9)
    workspace.announce(workspace.program.units.save(record))
    qtbot.waitUntil(lambda: len(window.page("today").board.tiles) == 5)
