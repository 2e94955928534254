"""操作记录 in a real window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.paths import DataFolder
from tests.ui.office import NOW, PASSWORD
from ui.dialogs.ask_words import AskWords
from ui.messages import MessageBar
from ui.pages.settings.trail_tab import TrailTab
from ui.workspace import Workspace


@pytest.fixture
def tab(qtbot: QtBot, workspace: Workspace) -> TrailTab:
    bar = MessageBar()
    qtbot.addWidget(bar)
    made = TrailTab(workspace, bar)
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.model.modelReset):
        made.look()
    return made


def test_entries_are_listed_newest_first_in_words(tab: TrailTab) -> None:
    first = [tab.model.index(0, column).data() for column in range(8)]
    assert first[2:4] == ["office", "登录"]
    assert "共" in tab.told.text()
    assert tab.alarm.isHidden()


def test_filters_narrow_the_list(qtbot: QtBot, tab: TrailTab) -> None:
    tab.action.setCurrentIndex(tab.action.findData("save_unit"))
    with qtbot.waitSignal(tab.model.modelReset):
        tab.look()
    assert {e.action for e in tab.model.records} == {"修改单位"}
    assert len(tab.model.records) == 4
    tab.last.line.setText("看不懂")
    tab.look()
    assert "看不懂日期" in tab._bar.label.text()


def test_a_long_trail_is_turned_page_by_page(
    qtbot: QtBot, program: Program, tab: TrailTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(210):
        with program.work.writing() as uow:
            uow.record("chase", "day", number, "催报", None, None)
            uow.commit()
    with qtbot.waitSignal(tab.model.modelReset):
        tab.look()
    assert len(tab.model.records) == 200
    assert tab.earlier.isEnabled()
    assert not tab.later.isEnabled()
    with qtbot.waitSignal(tab.model.modelReset):
        tab.earlier.click()
    assert tab.model.records[-1].sequence == 1
    assert not tab.earlier.isEnabled()
    with qtbot.waitSignal(tab.model.modelReset):
        tab.later.click()
    assert len(tab.model.records) == 200


def test_the_trail_is_exported_where_the_auditor_says(
    qtbot: QtBot, tab: TrailTab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "trail.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(path), ""))
    with qtbot.waitSignal(tab.model.modelReset):
        tab.export()
    assert path.exists()
    assert "外发登记" in tab._bar.label.text()


def test_an_alarm_stands_on_top_until_somebody_says_what_it_was(
    qtbot: QtBot, workspace: Workspace, program: Program
) -> None:
    from antifraud_desktop.bootstrap import sign_in
    from antifraud_desktop.clock import FixedClock

    root = program.folder.root
    program.close()
    DataFolder(root).anchor.unlink()
    again = sign_in(root, "office", PASSWORD, FixedClock(NOW))
    bar = MessageBar()
    qtbot.addWidget(bar)
    space = Workspace(again, NOW.date())
    tab = TrailTab(space, bar)
    qtbot.addWidget(tab)
    with qtbot.waitSignal(tab.model.modelReset):
        tab.look()
    qtbot.waitUntil(lambda: not tab.alarm.isHidden())
    assert "核对文件" in tab.alarm.text()
    tab.clear.click()
    (dialog,) = tab.findChildren(AskWords)
    dialog.words.setPlainText("漏拷")
    dialog.save()
    qtbot.waitUntil(lambda: "查清的情况" in dialog.form.problems_shown().get("reason", ""))
    assert dialog.isVisible()
    assert dialog.words.toPlainText() == "漏拷"
    dialog.words.setPlainText("搬电脑时漏拷了文件，已核对")
    with qtbot.waitSignal(tab.model.modelReset):
        dialog.save()
    qtbot.waitUntil(tab.alarm.isHidden)
    space.close()
    again.close()
