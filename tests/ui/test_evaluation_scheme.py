"""考核方案 in the window: versions, the editor's checks, the effect before anything is saved."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from antifraud_desktop.records.coverage import InstallOrderRecord
from antifraud_desktop.records.evaluation import Scheme
from antifraud_desktop.rules.permissions import Permission
from tests.ui.evaluation_desk import (
    AUGUST,
    august_root,
    frozen_month,
    open_page,
    page,
    press,
    program,
    shown,
    tab,
    without,
    workspace,
)
from tests.ui.windows import quiet
from ui.dialogs.scheme import SAVE, SEE, SchemeDialog
from ui.pages.evaluation.page import EvaluationPage
from ui.pages.evaluation.schemes_tab import SchemesTab
from ui.workspace import Workspace

__all__ = ["august_root", "page", "program", "workspace"]
VISITS = 2
"""The row of 入户走访 in the scheme as it is shipped."""


def editor(page: EvaluationPage, qtbot: QtBot) -> SchemeDialog:
    schemes = tab(page, qtbot, "考核方案", SchemesTab)
    schemes.change.click()
    return shown(page, qtbot, SchemeDialog)


def type_into(dialog: SchemeDialog, row: int, **fields: str) -> None:
    """Type into the form of a criterion as the keyboard does."""
    dialog.body.table.selectRow(row)
    form = dialog.body.form
    for name, text in fields.items():
        line = getattr(form, name)
        line.setText(text)
        line.textEdited.emit(text)


def leave(page: EvaluationPage, qtbot: QtBot, dialog: SchemeDialog) -> None:
    dialog.reject()
    quiet(qtbot, page.workspace)


def test_versions_tell_what_is_judged_and_what_rests_on_them(
    page: EvaluationPage, qtbot: QtBot
) -> None:
    frozen_month(page.program)
    schemes = tab(page, qtbot, "考核方案", SchemesTab)
    row = [schemes.versions.index(0, column).data() for column in (0, 2, 5)]
    assert row == ["第1版", "2023年8月起", "■ 已有定稿"]
    texts = [
        [schemes.criteria.index(n, column).data() for column in range(5)]
        for n in range(schemes.criteria.rowCount())
    ]
    assert texts[VISITS] == ["入户走访", "入户走访", "20", "每月户数的30%（户）", "村、社区"]
    assert "末位约谈2个单位，异议期3天" in schemes.told.text()


def test_a_change_is_saved_only_after_its_effect_was_seen(
    page: EvaluationPage, qtbot: QtBot
) -> None:
    page.program.evaluations.months.draft(AUGUST)
    page.months.load()
    quiet(qtbot, page.workspace)
    dialog = editor(page, qtbot)
    type_into(dialog, VISITS, weight="30")
    assert dialog.body.sum.text() == "⚠ 权重合计110分"
    type_into(dialog, 0, weight="10")
    assert dialog.body.sum.text() == "✓ 权重合计100分"
    assert dialog.agree.text() == SEE
    dialog.agree.click()
    quiet(qtbot, page.workspace)
    assert page.program.evaluations.schemes.versions()[0].scheme.number == 1, "nothing is saved yet"
    assert "按2023年8月已保存的底稿试算：4个单位" in dialog.effect.told.text()
    assert dialog.agree.text() == SAVE
    type_into(dialog, VISITS, name="入户宣传")
    assert dialog.agree.text() == SEE, "what was seen is not what is written any more"
    dialog.agree.click()
    quiet(qtbot, page.workspace)
    dialog.agree.click()
    quiet(qtbot, page.workspace)
    assert "请写明为什么修改方案" in dialog.told.text()
    dialog.body.reason.setText("入户更要紧")
    dialog.agree.click()
    qtbot.waitUntil(lambda: len(page.program.evaluations.schemes.versions()) == 2)
    quiet(qtbot, page.workspace)
    newest = page.program.evaluations.schemes.versions()[0]
    assert (newest.scheme.number, newest.reason) == (2, "入户更要紧")
    assert newest.scheme.criteria[VISITS].weight == Decimal(30)
    again = editor(page, qtbot)
    quiet(qtbot, page.workspace)
    assert again.fresh.isHidden(), "the draft went with what was saved"
    leave(page, qtbot, again)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": "在档人员走访"}, "不得按在档人员"),
        ({"name": "辍学人数"}, "不得按未成年人的人数考核"),
        ({"name": "发案数"}, "不得按发案"),
        ({"name": "发案一票否决"}, "不得"),
        ({"name": "APP安装"}, "除非系统管理员已登记要求排名的文件"),
        ({"name": ""}, "请填写考核项目的名称"),
    ],
)
def test_what_may_not_be_judged_is_refused_at_its_field(
    page: EvaluationPage, qtbot: QtBot, fields: dict[str, str], said: str
) -> None:
    dialog = editor(page, qtbot)
    type_into(dialog, VISITS, **fields)
    dialog.check()
    quiet(qtbot, page.workspace)
    assert said in dialog.body.form.problems_shown()["name"]
    assert str(dialog.body.model.index(VISITS, 0).data()).startswith("⚠")
    dialog.agree.click()
    quiet(qtbot, page.workspace)
    assert dialog.agree.text() == SEE
    assert dialog.tabs.currentWidget() is dialog.body
    leave(page, qtbot, dialog)


def test_persons_incidents_and_installs_cannot_be_chosen_as_indicators(
    page: EvaluationPage, qtbot: QtBot
) -> None:
    dialog = editor(page, qtbot)
    form = dialog.body.form
    offered = {form.indicator.itemData(n) for n in range(form.indicator.count())}
    assert {"households_visited", "people_reached"} <= offered
    for code in ("case_visits", "incidents", "loss_amount", "dissuasions", "app_installed_new"):
        assert code not in offered
    leave(page, qtbot, dialog)


def test_installs_can_be_chosen_from_the_month_a_document_orders_them(
    page: EvaluationPage, qtbot: QtBot
) -> None:
    october = date(2023, 10, 1)
    order = InstallOrderRecord("县反诈办", "1号", "通知", date(2023, 9, 1), october)
    page.program.ledgers.install_orders.save(order)
    dialog = editor(page, qtbot)
    form, month = dialog.body.form, dialog.body.month
    assert form.indicator.findData("app_installed_new") == -1
    month.setCurrentIndex(month.findData(october.isoformat()))
    month.activated.emit(month.currentIndex())
    quiet(qtbot, page.workspace)
    assert form.indicator.findData("app_installed_new") > 0
    dialog.body.table.selectRow(VISITS)
    assert form.indicator.currentData() == "households_visited"
    leave(page, qtbot, dialog)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"weight": "二十"}, "weight"),
        ({"rate": "0"}, "rate"),
        ({"cap": "80"}, "cap"),
        ({"cap": "151"}, "cap"),
    ],
)
def test_numbers_nobody_can_use_are_told_at_their_field(
    page: EvaluationPage, qtbot: QtBot, fields: dict[str, str], field: str
) -> None:
    dialog = editor(page, qtbot)
    type_into(dialog, VISITS, **fields)
    dialog.check()
    quiet(qtbot, page.workspace)
    assert field in dialog.body.form.problems_shown()
    leave(page, qtbot, dialog)


def test_criteria_are_added_moved_and_taken_out(page: EvaluationPage, qtbot: QtBot) -> None:
    dialog = editor(page, qtbot)
    body = dialog.body
    names = [c.name for c in body.model.records]
    body.table.selectRow(1)
    body.up.click()
    assert [c.name for c in body.model.records] == [names[1], names[0], *names[2:]]
    assert not body.up.isEnabled()
    body.add.click()
    added = body.model.records[-1]
    assert (added.code, body.form.name.text()) == ("item_1", "")
    body.remove.click()
    assert len(body.model.records) == len(names)
    leave(page, qtbot, dialog)


def test_what_was_written_is_there_again(page: EvaluationPage, qtbot: QtBot) -> None:
    dialog = editor(page, qtbot)
    type_into(dialog, VISITS, rate="4", name="入户")
    leave(page, qtbot, dialog)
    again = editor(page, qtbot)
    qtbot.waitUntil(lambda: again.body.model.records[VISITS].name == "入户")
    assert again.body.model.records[VISITS].rate == "4"
    again.fresh.click()
    quiet(qtbot, page.workspace)
    assert again.body.model.records[VISITS].name == "入户走访"
    leave(page, qtbot, again)


def test_a_frozen_month_is_not_offered_to_begin_with(page: EvaluationPage, qtbot: QtBot) -> None:
    frozen_month(page.program)
    page.tabs.stale()
    dialog = editor(page, qtbot)
    assert dialog.body.month.itemText(0) == "2023年9月"
    leave(page, qtbot, dialog)


def test_an_older_version_can_be_the_ground_of_a_new_one(
    page: EvaluationPage, qtbot: QtBot
) -> None:
    schemes = page.program.evaluations.schemes
    first = schemes.versions()[0].scheme
    schemes.save(Scheme("改过的方案", AUGUST, first.criteria, first.deductions, 3, 5, 1), "试行")
    found = tab(page, qtbot, "考核方案", SchemesTab)
    assert not found.again.isEnabled()
    found.table.selectRow(1)
    press(page, qtbot, found.table, Qt.Key.Key_Return)
    dialog = shown(page, qtbot, SchemeDialog)
    assert dialog.body.bottom.value() == 2
    dialog.body.reason.setText("恢复原方案")
    dialog.go_on()
    quiet(qtbot, page.workspace)
    dialog.go_on()
    qtbot.waitUntil(lambda: len(schemes.versions()) == 3)
    quiet(qtbot, page.workspace)
    assert (schemes.versions()[0].scheme.bottom, schemes.versions()[0].reason) == (2, "恢复原方案")


def test_who_does_not_run_it_reads_the_scheme(qtbot: QtBot, workspace: Workspace) -> None:
    workspace.program = without(workspace.program, Permission.RUN_EVALUATION)
    page = open_page(qtbot, workspace)
    schemes = tab(page, qtbot, "考核方案", SchemesTab)
    assert schemes.change.isHidden()
    schemes.open_current()
    quiet(qtbot, workspace)
    assert page.findChildren(SchemeDialog) == []
    assert schemes.criteria.rowCount() == 7
