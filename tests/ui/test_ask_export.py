"""Asking for an export: hurried hands ask once, and can try again after a refusal."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from antifraud_desktop.errors import Refused
from antifraud_desktop.records.protection import ExportChoice
from ui.dialogs.ask_export import AskExportDialog


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
