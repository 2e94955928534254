"""从备份恢复: three steps on real backups; nothing is touched before the last word."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from antifraud_desktop.bootstrap import Program, at_moment
from antifraud_desktop.clock import FixedClock
from antifraud_desktop.errors import EnvironmentTrouble
from antifraud_desktop.records.submissions import FigureEdit
from tests.ui.office import DAY, NOW, PASSWORD
from ui import restoring
from ui.dialogs.restore import LOOK, WHO, RestoreDialog
from ui.operations import Operations
from ui.workspace import Workspace

LATER = NOW + timedelta(hours=1)
VISITS = "households_visited"


@pytest.fixture
def backed_up(program: Program) -> Program:
    """Return the office with a backup, and a figure typed after it."""
    program.backups.make()
    later = at_moment(program, FixedClock(LATER))
    later.submissions.type_figures(DAY, [FigureEdit("U001", VISITS, 32)], received=NOW)
    return later


@pytest.fixture
def dialog(qtbot: QtBot, backed_up: Program, workspace: Workspace) -> Iterator[RestoreDialog]:
    made = RestoreDialog(
        workspace.operations, backed_up.backups.list, backed_up.backups.preview_restore, "office"
    )
    qtbot.addWidget(made)
    made.show()
    settle(qtbot, workspace.operations)
    yield made
    made.close()


def settle(qtbot: QtBot, operations: Operations) -> None:
    qtbot.waitUntil(lambda: not operations.is_busy, timeout=15_000)


def press(qtbot: QtBot, dialog: RestoreDialog) -> None:
    dialog.next.click()
    settle(qtbot, dialog._operations)


def to_the_preview(qtbot: QtBot, dialog: RestoreDialog) -> str:
    press(qtbot, dialog)
    dialog.password.setText(PASSWORD)
    press(qtbot, dialog)
    assert dialog.steps.currentIndex() == LOOK
    return dialog.panel.text()


def test_what_comes_back_and_what_goes_is_told_before_anything_is_done(
    qtbot: QtBot, dialog: RestoreDialog, backed_up: Program
) -> None:
    told = to_the_preview(qtbot, dialog)
    assert "第1号" in told
    assert "单位4个" in told
    assert "备份以后的" in told
    assert "程序里不能撤回" in told
    assert "先自动备份现有数据" in told
    assert "没有保存的录入" in told
    assert backed_up.days.book(DAY).units  # the file was neither closed nor changed


def test_nothing_is_asked_for_before_somebody_says_that_they_have_seen_it(
    qtbot: QtBot, dialog: RestoreDialog
) -> None:
    asked: list[tuple[Path, object]] = []
    dialog.wanted.connect(lambda file, request: asked.append((file, request)))
    to_the_preview(qtbot, dialog)
    dialog.next.click()
    assert asked == []
    dialog.seen.setChecked(True)
    dialog.next.click()
    assert [file.name for file, _request in asked] == ["office-000001.db"]
    assert dialog.result() == dialog.DialogCode.Accepted


def test_a_wrong_password_is_told_and_the_step_stays(qtbot: QtBot, dialog: RestoreDialog) -> None:
    press(qtbot, dialog)
    assert dialog.account.currentText() == "office"
    press(qtbot, dialog)
    assert "请输入密码" in dialog.told.text()
    dialog.password.setText("not this one")
    press(qtbot, dialog)
    assert dialog.steps.currentIndex() == WHO
    assert "密码" in dialog.told.text()
    assert dialog.password.text() == "not this one"
    assert dialog.next.isEnabled()


def test_going_back_asks_to_look_again(qtbot: QtBot, dialog: RestoreDialog) -> None:
    to_the_preview(qtbot, dialog)
    dialog.seen.setChecked(True)
    dialog.back.click()
    press(qtbot, dialog)
    assert dialog.steps.currentIndex() == LOOK
    assert not dialog.next.isEnabled()


def test_the_recovery_code_stands_in_for_the_password(qtbot: QtBot, dialog: RestoreDialog) -> None:
    press(qtbot, dialog)
    dialog.by_code.setChecked(True)
    assert not dialog.password.isEnabled()
    press(qtbot, dialog)
    assert "请输入恢复码" in dialog.told.text()
    dialog.code.setText("AAAA-BBBB")
    press(qtbot, dialog)
    assert "恢复码" in dialog.told.text()
    assert dialog.steps.currentIndex() == WHO


def test_a_file_that_is_no_backup_is_told_as_one(
    qtbot: QtBot, dialog: RestoreDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "office.db"
    path.write_bytes(b"x")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(path), ""))
    dialog.choose_file()
    press(qtbot, dialog)
    assert "不是本程序的备份" in dialog.told.text()
    assert dialog.steps.currentIndex() == 0


def test_a_damaged_backup_cannot_be_chosen(
    qtbot: QtBot, backed_up: Program, workspace: Workspace
) -> None:
    (backed_up.folder.backups / "office-000001.keys").unlink()
    made = RestoreDialog(
        workspace.operations, backed_up.backups.list, backed_up.backups.preview_restore
    )
    qtbot.addWidget(made)
    settle(qtbot, workspace.operations)
    assert "没有可用的备份" in made.chosen.text()
    made.table.selectRow(0)
    assert not made.next.isEnabled()


def test_without_a_readable_office_nothing_is_undone(
    qtbot: QtBot, program: Program, workspace: Workspace
) -> None:
    program.backups.make()
    root = program.folder.root
    program.close()
    program.folder.database.write_bytes(b"")
    dialog = RestoreDialog(
        workspace.operations,
        lambda: restoring.backups_in(root),
        lambda file, request: restoring.preview_of(root, file, request),
    )
    qtbot.addWidget(dialog)
    settle(qtbot, workspace.operations)
    told = to_the_preview(qtbot, dialog)
    assert "没有什么可撤销" in told
    assert "密码" in told


def test_a_list_that_cannot_be_read_leaves_the_way_by_file(
    qtbot: QtBot, workspace: Workspace, program: Program
) -> None:
    def broken() -> tuple[()]:
        raise EnvironmentTrouble("备份文件夹读不了。", "请检查。")

    dialog = RestoreDialog(workspace.operations, broken, program.backups.preview_restore)
    qtbot.addWidget(dialog)
    settle(qtbot, workspace.operations)
    assert "读不了" in dialog.told.text()
    assert not dialog.next.isEnabled()
