"""备份 in the window, on real files: lights, list, checking, the second place, the card."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from antifraud_desktop.rules.permissions import ROLE_PERMISSIONS
from antifraud_desktop.vocabulary import Role
from tests.ui.windows import quiet
from ui.messages import MessageBar
from ui.pages.settings.backups_tab import BackupsTab
from ui.workspace import Workspace


@pytest.fixture
def tab(qtbot: QtBot, workspace: Workspace) -> Iterator[BackupsTab]:
    made = shown(qtbot, workspace)
    yield made
    made.close()


def shown(qtbot: QtBot, workspace: Workspace) -> BackupsTab:
    made = BackupsTab(workspace, MessageBar())
    qtbot.addWidget(made)
    qtbot.addWidget(made._bar)
    made.show()
    made.load()
    quiet(qtbot, workspace)
    return made


def press(qtbot: QtBot, tab: BackupsTab, button: QPushButton) -> str:
    button.click()
    quiet(qtbot, tab._workspace)
    return tab._bar.label.text()


def cell(tab: BackupsTab, row: int, column: int) -> str:
    return str(tab.list.model.index(row, column).data())


def folder(monkeypatch: pytest.MonkeyPatch, path: Path) -> Path:
    path.mkdir(exist_ok=True)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: str(path))
    return path


def test_an_office_without_a_backup_is_told_by_word_and_mark(tab: BackupsTab) -> None:
    assert tab.own.word.text() == "⚠ 请处理"
    assert "请现在备份一次" in tab.own.sentence.text()
    assert tab.second.word.text() == "! 请留意"
    assert not tab.none.isHidden()
    assert not tab.check.isEnabled()


def test_a_backup_made_now_stands_in_the_list_and_turns_the_light(
    qtbot: QtBot, tab: BackupsTab
) -> None:
    told = press(qtbot, tab, tab.now)
    assert "第1号" in told
    assert tab.own.word.text() == "✓ 正常"
    assert [cell(tab, 0, n) for n in (0, 2, 3, 5)] == ["1", "本机", "手动", "齐全"]
    assert (tab._workspace.program.folder.backups / "office-000001.db").exists()


def test_a_second_place_gets_a_copy_and_its_own_light(
    qtbot: QtBot, tab: BackupsTab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = folder(monkeypatch, tmp_path / "stick")
    tab.choose_second()
    quiet(qtbot, tab._workspace)
    assert "第二备份位置" in press(qtbot, tab, tab.now)
    assert {cell(tab, n, 2) for n in range(2)} == {"本机", "第二位置"}
    assert (stick / "office-000001.json").exists()
    stick.rename(tmp_path / "pulled out")
    told = press(qtbot, tab, tab.now)
    assert "没有连接" in told
    assert "没有连接" in tab.second.sentence.text()
    assert tab.own.word.text() == "✓ 正常"
    tab.forget.trigger()
    quiet(qtbot, tab._workspace)
    assert "还没有设" in tab.second.sentence.text()


def test_the_data_folder_itself_is_no_second_place(
    qtbot: QtBot, tab: BackupsTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder(monkeypatch, tab._workspace.program.folder.root)
    tab.choose_second()
    quiet(qtbot, tab._workspace)
    assert "不能在数据文件夹里面" in tab._bar.label.text()


def test_a_backup_can_go_anywhere_once(
    qtbot: QtBot, tab: BackupsTab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = folder(monkeypatch, tmp_path / "disk")
    press(qtbot, tab, tab.elsewhere)
    assert (disk / "office-000001.db").exists()
    assert tab.list.model.records == ()


def test_a_changed_byte_is_found_by_checking_and_stays_told(qtbot: QtBot, tab: BackupsTab) -> None:
    press(qtbot, tab, tab.now)
    press(qtbot, tab, tab.now)
    database = tab._workspace.program.folder.backups / "office-000001.db"
    content = bytearray(database.read_bytes())
    content[5000] ^= 1
    database.write_bytes(bytes(content))
    told = press(qtbot, tab, tab.check_every)
    assert "第1号备份不能用" in told
    assert cell(tab, 0, 5) == "✓ 已核对"
    assert cell(tab, 1, 5).startswith("⚠")
    tab.list.table.selectRow(0)
    press(qtbot, tab, tab.check)
    assert "没有问题" in tab._bar.label.text()


def test_a_file_missing_from_a_backup_is_seen_without_checking(
    qtbot: QtBot, tab: BackupsTab
) -> None:
    press(qtbot, tab, tab.now)
    (tab._workspace.program.folder.backups / "office-000001.keys").unlink()
    tab.load()
    quiet(qtbot, tab._workspace)
    assert cell(tab, 0, 5).startswith("⚠")
    assert tab.own.word.text() == "⚠ 请处理"


def test_checking_the_data_says_that_all_is_well_or_what_is_not(
    qtbot: QtBot, tab: BackupsTab
) -> None:
    assert not tab.due.isHidden()
    press(qtbot, tab, tab.now)
    assert "没有发现问题" in press(qtbot, tab, tab.verify)
    assert tab.due.isHidden()
    assert tab.found.isHidden()
    press(qtbot, tab, tab.check)
    assert cell(tab, 0, 5) == "✓ 已核对"
    database = tab._workspace.program.folder.backups / "office-000001.db"
    database.write_bytes(b"\0" * database.stat().st_size)
    assert "发现1处问题" in press(qtbot, tab, tab.verify)
    assert "第1号" in tab.found.toPlainText()
    assert cell(tab, 0, 5) == "齐全"  # what an earlier check said holds no longer
    assert not tab.found.isHidden()


def test_the_restore_card_is_written_for_paper(
    qtbot: QtBot, tab: BackupsTab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "card.docx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(path), ""))
    press(qtbot, tab, tab.card)
    assert path.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("role", "offered"),
    [
        (Role.AUDITOR, {"核对所选", "全部核对", "检查数据"}),
        (Role.OPERATOR, {"核对所选", "全部核对", "检查数据", "现在备份", "备份到…", "打印恢复卡…",
                         "第二备份位置"}),
        (Role.ADMINISTRATOR, {"核对所选", "全部核对", "检查数据", "现在备份", "备份到…",
                              "打印恢复卡…", "第二备份位置", "从备份恢复…"}),
    ],
)  # fmt: skip
def test_what_the_role_may_not_do_is_not_offered(
    qtbot: QtBot, workspace: Workspace, role: Role, offered: set[str]
) -> None:
    workspace.program = replace(workspace.program, permissions=ROLE_PERMISSIONS[role])
    tab = shown(qtbot, workspace)
    buttons = tab.findChildren(QPushButton)
    assert {b.text() for b in buttons if b.isVisible()} == offered
