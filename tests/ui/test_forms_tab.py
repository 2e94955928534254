"""合规: filling, keeping and signing the law's forms in the window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton, QFileDialog
from pytestqt.qtbot import QtBot

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.records.protection import FormRecord
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.vocabulary import FormKind
from tests.helpers.forms import filled
from tests.ui.office import DAY
from tests.ui.windows import quiet
from ui.dialogs.compliance_form import ComplianceFormDialog
from ui.messages import MessageBar
from ui.pages.settings.forms_tab import FormsTab
from ui.workspace import Workspace

ASSESSMENT, AUDIT, BREACH = FormKind.IMPACT_ASSESSMENT, FormKind.SELF_AUDIT, FormKind.BREACH


@pytest.fixture
def tab(qtbot: QtBot, workspace: Workspace) -> Iterator[FormsTab]:
    made = FormsTab(workspace, MessageBar())
    qtbot.addWidget(made)
    qtbot.addWidget(made._bar)
    workspace.announced.connect(lambda _changes: made.load())
    made.show()
    made.load()
    quiet(qtbot, workspace)
    yield made
    made.close()


def opened(qtbot: QtBot, workspace: Workspace, record: FormRecord) -> ComplianceFormDialog:
    definition = workspace.program.forms.definition(record.kind, record.edition)
    dialog = ComplianceFormDialog(workspace.program, workspace.operations, record, definition)
    qtbot.addWidget(dialog)
    dialog.show()
    quiet(qtbot, workspace)
    return dialog


def field(dialog: ComplianceFormDialog, code: str) -> Any:
    return next(f for f in dialog.fields if f.question.code == code)


def choose(dialog: ComplianceFormDialog, code: str, label: str) -> None:
    buttons: list[QAbstractButton] = field(dialog, code).choices.buttons()
    next(b for b in buttons if b.text() == label).click()


def test_each_form_says_how_it_stands_and_what_comes_next(
    tab: FormsTab, qtbot: QtBot, program: Program
) -> None:
    assert "还没有做过" in tab.cards[ASSESSMENT].state.text()
    assert tab.cards[ASSESSMENT].fill.text() == "开始填写"
    assert not tab.open.isEnabled()
    record, _changes = program.forms.start(ASSESSMENT)
    tab.load()
    quiet(qtbot, tab._workspace)
    assert "还没有签署" in tab.cards[ASSESSMENT].state.text()
    assert tab.cards[ASSESSMENT].fill.text() == "继续填写"
    answers = filled(program.forms.definition(ASSESSMENT))
    record, _changes = program.forms.save(record.id, answers, record.version)
    program.forms.sign(record.id, "李四", DAY, record.version)
    tab.load()
    quiet(qtbot, tab._workspace)
    assert "2023年8月12日" in tab.cards[ASSESSMENT].state.text()
    assert tab.cards[ASSESSMENT].fill.text() == "开始新的一份"
    assert "李四签署" in tab.list.topLevelItem(0).text(3)


def test_a_card_begins_its_form_and_opens_it(tab: FormsTab, qtbot: QtBot, program: Program) -> None:
    tab.cards[AUDIT].fill.click()
    quiet(qtbot, tab._workspace)
    [dialog] = tab.findChildren(ComplianceFormDialog)
    assert dialog.isVisible()
    assert dialog.windowTitle() == "个人信息保护合规自查表"
    assert tab.list.topLevelItemCount() == 1
    dialog.leave.click()
    quiet(qtbot, tab._workspace)
    tab.open_chosen()
    quiet(qtbot, tab._workspace)
    again = next(d for d in tab.findChildren(ComplianceFormDialog) if d.isVisible())
    again.leave.click()
    assert len(program.forms.list()) == 1


def test_the_reason_is_asked_for_where_something_is_not_met(
    qtbot: QtBot, workspace: Workspace, program: Program
) -> None:
    dialog = opened(qtbot, workspace, program.forms.start(AUDIT)[0])
    check = field(dialog, "own_accounts")
    assert not check.reason.isVisible()
    choose(dialog, "own_accounts", "不符合")
    assert check.reason.isVisible()
    check.reason.setText("两人共用，本周分开")
    dialog.save()
    quiet(qtbot, workspace)
    kept = program.forms.list()[0].answers
    assert kept == {"own_accounts": "not_met", "own_accounts.reason": "两人共用，本周分开"}
    choose(dialog, "own_accounts", "符合")
    dialog.save()
    quiet(qtbot, workspace)
    assert program.forms.list()[0].answers == {"own_accounts": "met"}
    dialog.close()


def test_signing_too_early_shows_every_gap_at_its_question(
    qtbot: QtBot, workspace: Workspace, program: Program
) -> None:
    dialog = opened(qtbot, workspace, program.forms.start(BREACH)[0])
    field(dialog, "what").fill({"what": "表格误发"})
    choose(dialog, "individuals", "没有通知")
    dialog.signature.button.click()
    quiet(qtbot, workspace)
    assert "请写明情况" in field(dialog, "individuals").told()
    assert "请填写日期" in field(dialog, "found_on").told()
    assert field(dialog, "what").told() == ""
    assert field(dialog, "department_on").told() == ""
    assert "请填写负责人姓名" in dialog.signature._told.text()
    assert "处要改" in dialog.status.text()
    record = program.forms.list()[0]
    assert not record.is_signed
    assert record.answers["what"] == "表格误发"
    dialog.close()


def test_the_next_gap_is_brought_into_view(
    qtbot: QtBot, workspace: Workspace, program: Program
) -> None:
    record = program.forms.start(ASSESSMENT)[0]
    answers = filled(program.forms.definition(ASSESSMENT))
    del answers["fit"]
    record = program.forms.save(record.id, answers, record.version)[0]
    dialog = opened(qtbot, workspace, record)
    assert "还有1处要填" in dialog.status.text()
    dialog.next.click()
    gap = field(dialog, "fit")
    qtbot.waitUntil(lambda: not gap.visibleRegion().isEmpty())
    assert "请选择" in gap.told()
    dialog.close()


def test_a_complete_form_is_signed_and_can_only_be_read_then(
    qtbot: QtBot, workspace: Workspace, program: Program
) -> None:
    dialog = opened(qtbot, workspace, program.forms.start(ASSESSMENT)[0])
    for one in dialog.fields:
        one.fill(filled(program.forms.definition(ASSESSMENT)))
    dialog.signature.who.setText("李四")
    with qtbot.waitSignal(dialog.changed):
        dialog.signature.button.click()
    quiet(qtbot, workspace)
    signed = program.forms.list()[0]
    assert (signed.signed_by, signed.signed_on) == ("李四", DAY)
    assert not dialog.signature.button.isVisible()
    assert not dialog.keep.isVisible()
    assert field(dialog, "purpose")._text.isReadOnly()
    assert "由李四签署" in dialog.signature._explained.text()
    dialog.close()
    quiet(qtbot, workspace)
    assert program.drafts.keys() == ()


def test_what_was_typed_and_not_saved_is_back_after_closing(
    qtbot: QtBot, workspace: Workspace, program: Program
) -> None:
    record = program.forms.start(BREACH)[0]
    dialog = opened(qtbot, workspace, record)
    qtbot.keyClicks(field(dialog, "found_by")._line, "office")
    qtbot.keyClicks(field(dialog, "found_on")._date.line, "8.x")
    dialog.reject()
    quiet(qtbot, workspace)
    assert program.forms.get(record.id).answers == {}
    again = opened(qtbot, workspace, program.forms.get(record.id))
    qtbot.waitUntil(lambda: "接着上次" in again.status.text())
    assert again.answers()["found_by"] == "office"
    again.save()
    quiet(qtbot, workspace)
    assert "请填写日期" in field(again, "found_on").told()
    field(again, "found_on").fill({"found_on": "2023-08-12"})
    again.save()
    quiet(qtbot, workspace)
    assert program.forms.get(record.id).answers["found_on"] == "2023-08-12"
    assert program.drafts.keys() == ()
    again.close()


def test_a_pause_in_typing_is_enough_for_the_draft(
    qtbot: QtBot, workspace: Workspace, program: Program
) -> None:
    record = program.forms.start(BREACH)[0]
    dialog = opened(qtbot, workspace, record)
    qtbot.keyClicks(field(dialog, "found_by")._line, "office")
    qtbot.waitUntil(lambda: program.drafts.load(f"compliance:{record.id}") is not None)
    dialog.close()


def test_a_draft_over_a_form_somebody_else_changed_says_so(
    qtbot: QtBot, workspace: Workspace, program: Program
) -> None:
    record = program.forms.start(BREACH)[0]
    dialog = opened(qtbot, workspace, record)
    qtbot.keyClicks(field(dialog, "found_by")._line, "office")
    changed = program.forms.save(record.id, {"what": "误发"}, record.version)[0]
    dialog.save()
    quiet(qtbot, workspace)
    assert "本次没有保存" in dialog.status.text()
    dialog.reject()
    quiet(qtbot, workspace)
    again = opened(qtbot, workspace, changed)
    qtbot.waitUntil(lambda: "有人改过" in again.status.text())
    again.close()
    quiet(qtbot, workspace)


def test_a_damaged_draft_is_dropped(qtbot: QtBot, workspace: Workspace, program: Program) -> None:
    record = program.forms.start(BREACH)[0]
    program.drafts.save(f"compliance:{record.id}", "[1")
    dialog = opened(qtbot, workspace, record)
    qtbot.waitUntil(lambda: program.drafts.keys() == ())
    assert dialog.answers() == {}
    dialog.close()


def test_who_may_only_read_finds_nothing_to_press(qtbot: QtBot, program: Program) -> None:
    record = program.forms.start(AUDIT)[0]
    less = program.permissions - {Permission.FILL_FORMS, Permission.SIGN_FORMS}
    space = Workspace(replace(program, permissions=less), DAY)
    tab = FormsTab(space, MessageBar())
    qtbot.addWidget(tab)
    qtbot.addWidget(tab._bar)
    tab.show()
    tab.load()
    quiet(qtbot, space)
    assert not tab.cards[AUDIT].fill.isVisible()
    dialog = opened(qtbot, space, record)
    assert not dialog.keep.isVisible()
    assert not dialog.signature.button.isVisible()
    assert "复核员或者领导" in dialog.signature._explained.text()
    dialog.close()
    tab.close()
    space.close()


def test_forms_and_empty_ones_are_written_where_the_clerk_says(
    tab: FormsTab, qtbot: QtBot, program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.forms.start(BREACH)
    tab.load()
    quiet(qtbot, tab._workspace)
    asked: list[str] = []

    def answer(_parent: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        asked.append(name)
        return str(tmp_path / name), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    tab.paper.click()
    quiet(qtbot, tab._workspace)
    tab.cards[AUDIT].blank.click()
    quiet(qtbot, tab._workspace)
    assert asked == ["个人信息安全事件记录.docx", "个人信息保护合规自查（空白）.docx"]
    assert all((tmp_path / name).read_bytes()[:2] == b"PK" for name in asked)
    assert "已存为" in tab._bar.label.text()


@pytest.mark.parametrize("size", [(1366, 768), (1093, 614)])
def test_the_dialog_is_no_taller_than_a_small_screen(
    qtbot: QtBot, workspace: Workspace, program: Program, size: tuple[int, int]
) -> None:
    dialog = opened(qtbot, workspace, program.forms.start(AUDIT)[0])
    dialog.resize(*size)
    assert dialog.minimumSizeHint().height() <= size[1]
    assert dialog.minimumSizeHint().width() <= size[0]
    last = dialog.signature.button
    dialog.questions.ensureWidgetVisible(last)
    qtbot.waitUntil(lambda: not last.visibleRegion().isEmpty())
    assert dialog.questions.horizontalScrollBar().maximum() == 0
    dialog.close()
