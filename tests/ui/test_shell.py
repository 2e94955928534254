from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.clock import FixedClock
from antifraud_desktop.records.submissions import FigureEdit
from antifraud_desktop.rules.permissions import ROLE_PERMISSIONS
from antifraud_desktop.vocabulary import DocumentKind, Role
from tests.ui.office import DAY, NOW
from tests.ui.windows import opened, quiet
from ui.dialogs.help import HelpDialog, help_text
from ui.dialogs.search import SearchDialog
from ui.main_window import MainWindow
from ui.page import Page
from ui.workspace import Workspace

CONTROLS = (
    QAbstractButton,
    QLineEdit,
    QComboBox,
    QAbstractSpinBox,
    QPlainTextEdit,
    QAbstractItemView,
)
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
LEDGERS = (
    "活动台账",
    "宣传物料",
    "进度覆盖",
    "发案劝阻",
    "任务督导",
    "考核排名",
    "统计图表",
)
NUMBERS = tuple(Qt.Key(Qt.Key.Key_1.value + n) for n in range(9))


@pytest.fixture
def window(qtbot: QtBot, workspace: Workspace) -> Iterator[MainWindow]:
    yield from opened(qtbot, workspace)


def at(program: Program, moment: datetime) -> Program:
    return replace(program, clock=FixedClock(moment))


def test_the_keyboard_reaches_every_page(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    keys = [(key, held) for held in (CTRL, ALT) for key in NUMBERS]
    assert len(window.rooms) <= len(keys)
    for (key, held), name in zip(keys, window.rooms, strict=False):
        QTest.keyClick(window, key, held)
        qtbot.waitUntil(lambda wanted=name: window.current == wanted)
    quiet(qtbot, window.workspace)


def test_the_head_tells_township_campaign_day_and_account(window: MainWindow) -> None:
    assert window.top.township.text() == "青禾镇　反诈专项行动"
    assert window.top.day.line.text() == "2023-8-12"
    assert window.top.demo.isHidden()
    assert "演示" not in window.windowTitle()


def test_another_date_is_worked_on_everywhere(window: MainWindow, qtbot: QtBot) -> None:
    window.top.day.line.setText("8.11")
    QTest.keyClick(window.top.day.line, Qt.Key.Key_Return)
    assert window.workspace.day == date(2023, 8, 11)
    qtbot.waitUntil(lambda: window.page("today").book.date == date(2023, 8, 11))


def test_the_navigation_folds_to_icons(window: MainWindow) -> None:
    width = window.navigation.width()
    window.navigation.fold.click()
    assert window.navigation.width() < width
    assert window.navigation.buttons["grid"].toolTip().startswith("每日报送")
    window.navigation.fold.click()


def found(window: MainWindow, qtbot: QtBot, text: str, hits: int) -> SearchDialog:
    window.search()
    dialog = window.findChild(SearchDialog)
    dialog.line.setText(text)
    qtbot.waitUntil(lambda: dialog.list.count() == hits)
    return dialog


def enter(window: MainWindow, qtbot: QtBot, dialog: SearchDialog) -> None:
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    quiet(qtbot, window.workspace)


def test_search_finds_a_unit_by_pinyin_initials_and_opens_it(
    window: MainWindow, qtbot: QtBot
) -> None:
    dialog = found(window, qtbot, "zyc", 1)
    assert "竹园村" in dialog.list.item(0).text()
    enter(window, qtbot, dialog)
    assert window.stack.currentWidget() is window.page("basics")
    qtbot.waitUntil(lambda: window.page("basics").units.form.name.text() == "竹园村")


def test_search_opens_an_indicator(window: MainWindow, qtbot: QtBot) -> None:
    dialog = found(window, qtbot, "入户走访", 1)
    enter(window, qtbot, dialog)
    assert window.page("basics").tabs.currentWidget() is window.page("basics").indicators
    qtbot.waitUntil(
        lambda: window.page("basics").indicators.browser.current_code() == "households_visited"
    )


def test_search_opens_a_document(window: MainWindow, qtbot: QtBot) -> None:
    documents = window.workspace.program.documents
    first, _changes = documents.issue(DocumentKind.DAILY_REPORT, DAY)
    documents.issue(DocumentKind.EVENING_BULLETIN, DAY)
    dialog = found(window, qtbot, "日报", 1)
    enter(window, qtbot, dialog)
    assert window.stack.currentWidget() is window.page("documents")
    qtbot.waitUntil(lambda: window.page("documents").current() == first)


def test_the_arrows_move_through_what_was_found(window: MainWindow, qtbot: QtBot) -> None:
    dialog = found(window, qtbot, "村", 4)
    window.activateWindow()
    for key, row in ((Qt.Key.Key_Down, 1), (Qt.Key.Key_Down, 2), (Qt.Key.Key_Up, 1)):
        QTest.keyClick(dialog.line, key)
        assert dialog.list.currentRow() == row
    dialog.close()


def test_f1_opens_the_help_of_the_page(window: MainWindow, qtbot: QtBot) -> None:
    for name in window.rooms:
        window.open_page(name)
        window.help()
        dialog = window.findChild(HelpDialog)
        assert window.rooms[name].title in dialog.text.toPlainText()
        dialog.close()
        quiet(qtbot, window.workspace)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert len({help_text(name) for name in window.rooms}) == len(window.rooms)


def test_every_control_has_a_name_for_those_who_do_not_see_it(
    window: MainWindow, qtbot: QtBot
) -> None:
    for name in window.rooms:
        window.open_page(name)
        quiet(qtbot, window.workspace)
    for title in window.page("settings").tabs.titles:
        window.page("settings").tabs.open(title)
    nameless = [
        f"{type(w).__name__} in {_page_of(w)}"
        for w in window.findChildren(QWidget)
        if isinstance(w, CONTROLS) and w.focusPolicy() != Qt.FocusPolicy.NoFocus and not _named(w)
    ]
    assert nameless == []


def _named(widget: QWidget) -> bool:
    if widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()):
        return True
    # The line and the list inside a combo or spin box are told by their box.
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QComboBox | QAbstractSpinBox):
        above = above.parentWidget()
    return above is not None and bool(above.accessibleName())


def _page_of(widget: QWidget) -> str:
    above: QWidget | None = widget
    while above is not None and not isinstance(above, Page):
        above = above.parentWidget()
    return type(above).__name__


def test_what_one_page_saves_the_others_show(window: MainWindow, qtbot: QtBot) -> None:
    workspace = window.workspace
    changes = workspace.program.submissions.type_figures(
        DAY, [FigureEdit("U001", "households_visited", 32)], received=NOW
    )
    workspace.announce(changes)
    qtbot.waitUntil(lambda: window.page("today").counts.numbers["已报"].text() == "1")


def test_at_half_past_five_the_missing_are_named_once(window: MainWindow, qtbot: QtBot) -> None:
    assert "还有4个单位未报：大石村、河东村、竹园村、南湾村" in window.bar.label.text()
    window.bar.hide()
    window.notices.reminder.tick()
    quiet(qtbot, window.workspace)
    assert window.bar.isHidden()


def test_the_notice_chases_from_any_page(window: MainWindow, qtbot: QtBot) -> None:
    window.open_page("settings")
    window.bar.action.click()
    assert window.stack.currentWidget() is window.page("today")
    qtbot.waitUntil(lambda: "催报文字已复制" in window.page("today").bar.label.text())
    assert "竹园村" in QApplication.clipboard().text()


@pytest.mark.parametrize("moment", [datetime(2023, 8, 12, 17, 29), datetime(2023, 8, 12, 21, 0)])
def test_before_the_time_and_after_the_bulletin_nobody_is_disturbed(
    qtbot: QtBot, program: Program, moment: datetime
) -> None:
    for window in opened(qtbot, Workspace(at(program, moment), DAY)):
        assert window.bar.isHidden()


def test_a_machine_that_slept_is_reminded_late(qtbot: QtBot, program: Program) -> None:
    for window in opened(qtbot, Workspace(at(program, datetime(2023, 8, 12, 18, 20)), DAY)):
        assert "未报" in window.bar.label.text()


def test_after_midnight_the_new_day_is_offered(qtbot: QtBot, workspace: Workspace) -> None:
    for window in opened(qtbot, workspace):
        workspace.program = at(workspace.program, NOW + timedelta(hours=8))
        window.notices.reminder.tick()
        quiet(qtbot, workspace)
        assert "8月13日" in window.bar.label.text()
        window.bar.action.click()
        quiet(qtbot, workspace)
        assert workspace.day == date(2023, 8, 13)


def test_a_page_is_made_when_it_is_first_opened_and_read_once(
    window: MainWindow, qtbot: QtBot
) -> None:
    assert set(window.built) == {"today"}
    window.open_page("documents")
    quiet(qtbot, window.workspace)
    window.open_page("today")
    window.open_page("documents")
    assert set(window.built) == {"today", "documents"}


@pytest.mark.parametrize(
    ("role", "titles"),
    [
        (
            Role.OPERATOR,
            [
                *("今日", "每日报送", "人员档案", "协助返回", "权利事项"),
                *LEDGERS,
                *("文书", "基础信息", "系统"),
            ],
        ),
        (Role.CHILD_PROTECTION, ["未成年人", "系统"]),
        (Role.LEADER, ["今日", "每日报送", *LEDGERS, "文书", "系统"]),
        (Role.ADMINISTRATOR, ["系统"]),
    ],
)
def test_only_the_rooms_of_the_role_are_shown(
    qtbot: QtBot, program: Program, role: Role, titles: list[str]
) -> None:
    held = ROLE_PERMISSIONS[role]
    seen = replace(program, permissions=held, work=replace(program.work, permissions=held))
    for window in opened(qtbot, Workspace(seen, DAY)):
        assert [b.text() for b in window.navigation.buttons.values()] == titles
        assert window.current == next(iter(window.rooms))
        if window.current == "today":
            steps = window.page("today").buttons.values()
            assert all(b.isVisible() is (role is Role.OPERATOR) for b in steps)
        window.open_page("basics", "U001")
        assert ("看不到这一页" in window.bar.label.text()) == ("基础信息" not in titles)
        quiet(qtbot, window.workspace)
