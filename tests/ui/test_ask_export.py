"""Asking for an export: hurried hands ask once, and can try again after a refusal."""

from __future__ import annotations

from dataclasses import replace

from pytestqt.qtbot import QtBot

from antifraud_desktop.bootstrap import at_moment
from antifraud_desktop.clock import FixedClock
from antifraud_desktop.errors import Refused
from antifraud_desktop.records.protection import ExportChoice
from antifraud_desktop.rules.permissions import ROLE_PERMISSIONS
from antifraud_desktop.vocabulary import ExportState, Role
from tests.ui.office import NOW
from tests.ui.windows import quiet
from ui.dialogs.ask_export import AskExportDialog
from ui.dialogs.ask_words import AskWords
from ui.messages import MessageBar
from ui.pages.settings.exports_tab import ExportsTab
from ui.workspace import Workspace


def test_a_double_click_is_one_request_and_a_refused_one_can_be_sent_again(qtbot: QtBot) -> None:
    choice = ExportChoice("unit_contacts", "单位联络表", ".xlsx", personal=True, alone=True)
    dialog = AskExportDialog((choice,), ("李四",))
    qtbot.addWidget(dialog)
    asked: list[tuple[str, str]] = []
    dialog.wanted.connect(lambda kind, recipient, _reason: asked.append((kind, recipient)))
    dialog.recipient.setText("县反诈中心")
    dialog.send.click()
    dialog.send.click()
    assert asked == [("unit_contacts", "县反诈中心")]
    dialog.fail(Refused("没有可导出的单位。", "请先在单位列表中选择单位。"))
    dialog.send.click()
    assert len(asked) == 2


def test_a_reason_that_is_refused_stays_to_be_mended(qtbot: QtBot, workspace: Workspace) -> None:
    office = workspace.program
    office.exports.ask("unit_contacts", {}, "县反诈中心", "核对联络员")
    office.accounts.add("李四", "", (Role.REVIEWER,), "given-by-another")
    held = ROLE_PERMISSIONS[Role.REVIEWER]
    work = replace(office.work, account="李四", permissions=held)
    told = replace(office, account="李四", work=work, permissions=held)
    workspace.program = at_moment(told, FixedClock(NOW))
    tab = ExportsTab(workspace, MessageBar())
    qtbot.addWidget(tab)
    tab.show()
    tab.load()
    quiet(qtbot, workspace)
    tab.refuse.click()
    (dialog,) = tab.findChildren(AskWords)
    typed = "请先写明县反诈中心来文的日期和文号。" * 40
    dialog.words.setPlainText(typed)
    dialog.save()
    quiet(qtbot, workspace)
    assert "不能超过" in dialog.form.problems_shown()["decision"]
    assert dialog.words.toPlainText() == typed
    dialog.words.setPlainText("请先写明来文的日期和文号")
    dialog.save()
    quiet(qtbot, workspace)
    (record,) = office.exports.mine()
    assert (record.state, record.decision) == (ExportState.REFUSED, "请先写明来文的日期和文号")
