"""督导整改 and 领导小组 in the window: from an inspection to a verified finding."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from antifraud_desktop.records.supervision import (
    FindingState,
)
from antifraud_desktop.vocabulary import GroupPost
from tests.ui.supervision_desk import (
    add_finding,
    add_task,
    findings_of,
    page,
    saved,
    shown,
    tab,
    tasks_of,
)
from tests.ui.windows import quiet
from ui.dialogs.ask_words import AskWords
from ui.dialogs.finding import RectifyDialog, VerifyDialog
from ui.dialogs.group_member import LinkDialog, MemberDialog
from ui.dialogs.inspection import InspectionDialog, NoticeDialog
from ui.dialogs.task import FinishDialog
from ui.pages.supervision.group_tab import GroupTab
from ui.pages.supervision.page import SupervisionPage

__all__ = ["page"]


def test_an_inspection_tells_which_finding_is_wrong(page: SupervisionPage, qtbot: QtBot) -> None:
    findings = findings_of(page, qtbot)
    findings.new.click()
    form = shown(page, qtbot, InspectionDialog)
    first, second = form.rows.add(), form.rows.add()
    first.text.setPlainText("宣传栏没有更新")
    first.demand.setPlainText("更新")
    form.save()
    quiet(qtbot, page.workspace)
    assert "unit_code" in form.form.problems_shown()
    assert first.told.isHidden()
    assert "请写明发现的问题" in second.told.text()
    second.gone.emit()
    form.form.put_typed({"unit_code": "竹园村"})
    saved(page, qtbot, form)
    qtbot.waitUntil(lambda: findings.desk.told.text() == "共1个问题")


def test_findings_typed_and_left_are_there_again(page: SupervisionPage, qtbot: QtBot) -> None:
    findings = findings_of(page, qtbot)
    findings.begin()
    form = shown(page, qtbot, InspectionDialog)
    form.rows.add().text.setPlainText("宣传栏没有更新")
    form.reject()
    quiet(qtbot, page.workspace)
    findings.begin()
    again = shown(page, qtbot, InspectionDialog)
    qtbot.waitUntil(lambda: len(again.rows.rows) == 1)
    assert again.rows.rows[0].text.toPlainText() == "宣传栏没有更新"
    again.reject()
    quiet(qtbot, page.workspace)


def test_a_finding_goes_from_open_to_verified(page: SupervisionPage, qtbot: QtBot) -> None:
    number = add_finding(page, "宣传栏没有更新", -1)
    findings = findings_of(page, qtbot)
    counts = page.program.ledgers.findings.counts

    def chosen(state: FindingState) -> None:
        page.show_key(f"督导整改/{number}")
        qtbot.waitUntil(lambda: (one := findings.current()) is not None and one.state is state)

    chosen(FindingState.OVERDUE)
    assert (findings.rectify.isEnabled(), findings.verify.isEnabled()) == (True, False)
    findings.rectify.click()
    form = shown(page, qtbot, RectifyDialog)
    form.done_box.setPlainText("已经更新")
    form.save()
    qtbot.waitUntil(lambda: counts()[FindingState.RECTIFIED] == 1)
    quiet(qtbot, page.workspace)
    chosen(FindingState.RECTIFIED)
    findings.back.click()
    words = shown(page, qtbot, AskWords)
    words.words.setPlainText("背面还是旧的")
    words.save()
    qtbot.waitUntil(lambda: counts()[FindingState.OVERDUE] == 1)
    quiet(qtbot, page.workspace)
    chosen(FindingState.OVERDUE)
    assert "退回原因：背面还是旧的" in findings.told.toPlainText()
    row = findings.desk.table.currentIndex().row()
    assert findings.desk.model.index(row, 0).data() == "⚠ 退回超期"
    findings.open_current()
    form = shown(page, qtbot, RectifyDialog)
    assert form.done_box.toPlainText() == "已经更新"
    form.save()
    qtbot.waitUntil(lambda: counts()[FindingState.RECTIFIED] == 1)
    quiet(qtbot, page.workspace)
    chosen(FindingState.RECTIFIED)
    findings.verify.click()
    look = shown(page, qtbot, VerifyDialog)
    look.by.setCurrentText("王五")
    look.save()
    qtbot.waitUntil(lambda: counts()[FindingState.VERIFIED] == 1)
    quiet(qtbot, page.workspace)


def test_the_sheet_is_issued_and_can_be_opened(
    page: SupervisionPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = add_finding(page, "宣传栏没有更新")
    findings = findings_of(page, qtbot)
    page.show_key(f"督导整改/{number}")
    qtbot.waitUntil(lambda: findings.current() is not None)
    opened: list[str] = []

    def show(url: object) -> bool:
        opened.append(str(url))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", show)
    findings.sheet.click()
    qtbot.waitUntil(lambda: "〔2023〕1号" in page.bar.label.text())
    page.bar.action.click()
    qtbot.waitUntil(lambda: len(opened) == 1)
    quiet(qtbot, page.workspace)
    assert [d.kind for d in page.program.documents.issued()] == ["rectification_sheet"]


def test_a_notice_is_written_where_the_user_says(
    page: SupervisionPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "通知.docx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(target), ""))
    findings = findings_of(page, qtbot)
    findings.notice.click()
    form = shown(page, qtbot, NoticeDialog)
    form.save()
    quiet(qtbot, page.workspace)
    assert "unit" in form.form.problems_shown()
    assert not target.exists()
    form.form.put_typed({"unit": "大石村"})
    form.save()
    qtbot.waitUntil(target.is_file)
    quiet(qtbot, page.workspace)


def test_members_are_entered_and_units_get_their_leader(
    page: SupervisionPage, qtbot: QtBot
) -> None:
    group = tab(page, qtbot, "领导小组")
    assert isinstance(group, GroupTab)
    group.new.click()
    form = shown(page, qtbot, MemberDialog)
    form.form.put_typed({"name": "王五", "post": "组长"})
    form.save()
    qtbot.waitUntil(lambda: group.members.rowCount() == 1)
    assert page.program.ledgers.leading_group.members()[0].post is GroupPost.HEAD
    quiet(qtbot, page.workspace)
    group.link.click()
    link = shown(page, qtbot, LinkDialog)
    assert link.unit.currentText() == "大石村"
    link.leader.setCurrentText("赵六")
    link.save()
    qtbot.waitUntil(lambda: group.leaders.rowCount() == 1)
    quiet(qtbot, page.workspace)
    assert "没有挂钩领导的单位：河东村、竹园村、南湾村" in group.lacking.text()
    assert "不在领导小组的：赵六" in group.lacking.text()


def test_what_was_typed_of_an_end_is_there_again(page: SupervisionPage, qtbot: QtBot) -> None:
    number = add_finding(page, "宣传栏没有更新", -1)
    findings = findings_of(page, qtbot)
    page.show_key(f"督导整改/{number}")
    qtbot.waitUntil(lambda: findings.current() is not None)
    findings.rectify.click()
    form = shown(page, qtbot, RectifyDialog)
    form.done_box.setPlainText("已经更新")
    form.reject()
    quiet(qtbot, page.workspace)
    findings.rectify.click()
    again = shown(page, qtbot, RectifyDialog)
    qtbot.waitUntil(lambda: again.done_box.toPlainText() == "已经更新")
    again.save()
    quiet(qtbot, page.workspace)
    assert page.program.drafts.load(f"rectified:{number}") is None

    task = add_task(page, "更换旧横幅", 2)
    tasks = tasks_of(page, qtbot)
    page.show_key(f"任务/{task}")
    qtbot.waitUntil(lambda: tasks.current() is not None)
    tasks.done.click()
    ending = shown(page, qtbot, FinishDialog)
    ending.result_box.setPlainText("换好三处")
    ending.reject()
    quiet(qtbot, page.workspace)
    tasks.done.click()
    ending = shown(page, qtbot, FinishDialog)
    qtbot.waitUntil(lambda: ending.result_box.toPlainText() == "换好三处")
    ending.save()
    quiet(qtbot, page.workspace)
    assert page.program.drafts.load(f"task_done:{task}") is None
