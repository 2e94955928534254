"""账号 in a real window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from antifraud_desktop.accounts import account_names
from antifraud_desktop.vocabulary import Role
from ui.dialogs.account_form import AccountDialog, NewPasswordDialog
from ui.messages import MessageBar
from ui.pages.settings import accounts_tab
from ui.pages.settings.accounts_tab import AccountsTab
from ui.workspace import Workspace

WAIT_MS = 15_000
GIVEN = "given-by-another"


@pytest.fixture
def tab(qtbot: QtBot, workspace: Workspace) -> AccountsTab:
    bar = MessageBar()
    qtbot.addWidget(bar)
    made = AccountsTab(workspace, bar)
    qtbot.addWidget(made)
    made.show()
    made.load()
    qtbot.waitUntil(lambda: made.list.topLevelItemCount() == 1, timeout=WAIT_MS)
    return made


def _dialog(tab: AccountsTab, kind: type) -> AccountDialog | NewPasswordDialog:
    found = tab.window().findChildren(kind)
    assert len(found) == 1
    return found[0]


def _rows(tab: AccountsTab) -> list[list[str]]:
    items = [tab.list.topLevelItem(n) for n in range(tab.list.topLevelItemCount())]
    return [[item.text(column) for column in range(4)] for item in items]


def _add(tab: AccountsTab, qtbot: QtBot, name: str, role: Role = Role.REVIEWER) -> None:
    tab.add.click()
    dialog = _dialog(tab, AccountDialog)
    dialog.name.setText(name)
    dialog.roles[role].setChecked(True)
    dialog.password.setText(GIVEN)
    count = tab.list.topLevelItemCount()
    dialog.buttons.buttons()[0].click()
    qtbot.waitUntil(lambda: tab.list.topLevelItemCount() == count + 1, timeout=WAIT_MS)


def test_an_account_is_added_with_its_roles(tab: AccountsTab, qtbot: QtBot) -> None:
    _add(tab, qtbot, "李四")
    assert _rows(tab)[1] == ["李四", "李四", "复核员", "待改初始密码"]


def test_every_problem_is_told_at_its_field_and_nothing_is_lost(
    tab: AccountsTab, qtbot: QtBot
) -> None:
    tab.add.click()
    dialog = _dialog(tab, AccountDialog)
    dialog.shown.setText("新来的")
    dialog.roles[Role.AUDITOR].setChecked(True)
    dialog.roles[Role.OPERATOR].setChecked(True)
    dialog.password.setText("short")
    dialog.buttons.buttons()[0].click()
    qtbot.waitUntil(
        lambda: set(dialog.form.problems_shown()) == {"name", "roles", "password"},
        timeout=WAIT_MS,
    )
    assert dialog.shown.text() == "新来的"
    assert len(_rows(tab)) == 1
    dialog.reject()


def test_what_cannot_be_done_with_oneself_is_not_offered(tab: AccountsTab, qtbot: QtBot) -> None:
    tab.choose("office")
    assert tab.change.isEnabled()
    assert not tab.reset.isEnabled()
    assert not tab.suspend.isEnabled()
    assert not tab.remove.isEnabled()
    _add(tab, qtbot, "李四")
    tab.choose("李四")
    assert tab.remove.isEnabled()


def test_suspending_and_letting_in_again(tab: AccountsTab, qtbot: QtBot) -> None:
    _add(tab, qtbot, "李四")
    tab.choose("李四")
    tab.suspend.click()
    qtbot.waitUntil(lambda: _rows(tab)[1][3] == "停用", timeout=WAIT_MS)
    assert tab.suspend.text() == "恢复使用"
    tab.suspend.click()
    qtbot.waitUntil(lambda: _rows(tab)[1][3] == "待改初始密码", timeout=WAIT_MS)


def test_a_removal_is_asked_for_shown_and_done(
    tab: AccountsTab, qtbot: QtBot, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    _add(tab, qtbot, "李四")
    tab.choose("李四")
    asked: list[str] = []
    answers: list[bool] = [False, True]

    def ask(_parent: object, question: str, detail: str, _yes: str) -> bool:
        asked.append(question + detail)
        return answers.pop(0)

    monkeypatch.setattr(accounts_tab, "ask", ask)
    tab.remove.click()
    assert "更换数据密钥" in asked[0]
    assert _rows(tab)[1][3] == "待改初始密码"
    tab.remove.click()
    qtbot.waitUntil(lambda: _rows(tab)[1][3] == "已注销", timeout=WAIT_MS)
    assert account_names(workspace.program.folder.root) == ("office",)
    assert workspace.program.units.list()  # goes on with the new key
    assert "备份" in tab._bar.label.text()


def test_a_reset_password_is_typed_twice(tab: AccountsTab, qtbot: QtBot) -> None:
    _add(tab, qtbot, "李四")
    tab.choose("李四")
    tab.reset.click()
    dialog = _dialog(tab, NewPasswordDialog)
    dialog.new.setText("another-password")
    dialog.again.setText("another-passwort")
    dialog.buttons.buttons()[0].click()
    assert "不一样" in dialog.told.text()
    dialog.again.setText("another-password")
    dialog.buttons.buttons()[0].click()
    qtbot.waitUntil(lambda: "已保存" in tab._bar.label.text(), timeout=WAIT_MS)


@pytest.mark.parametrize("inside", [True, False])
def test_the_recovery_paper_is_never_written_into_the_data_folder(
    tab: AccountsTab,
    qtbot: QtBot,
    workspace: Workspace,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    inside: bool,
) -> None:
    path = (workspace.program.folder.exports if inside else tmp_path) / "code.docx"
    monkeypatch.setattr(accounts_tab, "ask", lambda *_a: True)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(path), ""))
    told: Callable[[], str] = tab._bar.label.text
    tab.code.click()
    qtbot.waitUntil(lambda: ("不能存放" if inside else "已写入") in told(), timeout=WAIT_MS)
    assert path.exists() is not inside
