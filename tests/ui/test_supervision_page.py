"""任务督导 in the window: tasks, meetings with their agendas, findings, the leading group."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from antifraud_desktop.errors import EnvironmentTrouble
from antifraud_desktop.records.supervision import (
    FindingState,
    InspectionRecord,
    MeetingFilter,
    NewFinding,
    TaskRecord,
    TaskState,
)
from antifraud_desktop.services.tasks import TaskService
from antifraud_desktop.vocabulary import GroupPost, MeetingLevel
from tests.ui.office import DAY
from tests.ui.windows import quiet
from ui.care import supervision_due
from ui.dialogs.agenda import AgendaDialog
from ui.dialogs.ask_words import AskWords
from ui.dialogs.finding import RectifyDialog, VerifyDialog
from ui.dialogs.group_member import LinkDialog, MemberDialog
from ui.dialogs.inspection import InspectionDialog, NoticeDialog
from ui.dialogs.meeting import MeetingDialog
from ui.dialogs.task import FinishDialog, TaskDialog
from ui.pages.supervision import finding_steps, tasks_tab
from ui.pages.supervision.findings_tab import FindingsTab
from ui.pages.supervision.group_tab import GroupTab
from ui.pages.supervision.meetings_tab import MeetingsTab
from ui.pages.supervision.page import SupervisionPage
from ui.pages.supervision.tasks_tab import TasksTab
from ui.rooms import rooms_for
from ui.workspace import Workspace

D = TypeVar("D", bound=QDialog)
A_DAY = timedelta(days=1)


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> SupervisionPage:
    made = SupervisionPage(workspace)
    qtbot.addWidget(made)
    made.resize(1190, 660)
    made.show()
    made.show_day(DAY)
    quiet(qtbot, workspace)
    return made


def tab(page: SupervisionPage, qtbot: QtBot, title: str) -> object:
    page.show_key(title)
    quiet(qtbot, page.workspace)
    return page.tabs.tab(title)


def tasks_of(page: SupervisionPage, qtbot: QtBot) -> TasksTab:
    found = tab(page, qtbot, "任务")
    assert isinstance(found, TasksTab)
    return found


def meetings_of(page: SupervisionPage, qtbot: QtBot) -> MeetingsTab:
    found = tab(page, qtbot, "会议")
    assert isinstance(found, MeetingsTab)
    return found


def findings_of(page: SupervisionPage, qtbot: QtBot) -> FindingsTab:
    found = tab(page, qtbot, "督导整改")
    assert isinstance(found, FindingsTab)
    return found


def shown(page: SupervisionPage, qtbot: QtBot, kind: type[D]) -> D:
    quiet(qtbot, page.workspace)
    found = [one for one in page.findChildren(kind) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def saved(page: SupervisionPage, qtbot: QtBot, form: TaskDialog | InspectionDialog) -> None:
    kind = type(form)
    form.save()
    qtbot.waitUntil(lambda: not any(one.isVisible() for one in page.findChildren(kind)))
    quiet(qtbot, page.workspace)


def add_task(page: SupervisionPage, title: str, due_in: int = 3) -> int:
    record = TaskRecord(
        title=title, owner="李四", set_on=DAY - 9 * A_DAY, due_on=DAY + due_in * A_DAY
    )
    number, changes = page.program.ledgers.tasks.save(record)
    page.workspace.announce(changes)
    return number


def add_finding(page: SupervisionPage, text: str, due_in: int = 3) -> int:
    unit = page.program.units.list()[0].code
    record = InspectionRecord(unit_code=unit, day=DAY - 9 * A_DAY)
    number, changes = page.program.ledgers.inspections.save(
        record, (NewFinding(text, "改好", DAY + due_in * A_DAY),)
    )
    page.workspace.announce(changes)
    return page.program.ledgers.inspections.get(number).findings[0].id


def test_an_empty_page_says_what_to_do_first(page: SupervisionPage, qtbot: QtBot) -> None:
    tasks, meetings = tasks_of(page, qtbot), meetings_of(page, qtbot)
    findings = findings_of(page, qtbot)
    assert "交办任务" in tasks.desk.told.text()
    assert "准备议程" in meetings.desk.told.text()
    assert "登记督导" in findings.desk.told.text()
    assert not tasks.done.isEnabled()
    group = tab(page, qtbot, "领导小组")
    assert isinstance(group, GroupTab)
    assert "登记成员" in group.told.text()
    assert "supervision" in rooms_for(page.program)


def test_a_task_is_set_with_problems_told_at_their_fields(
    page: SupervisionPage, qtbot: QtBot
) -> None:
    tasks = tasks_of(page, qtbot)
    page.activateWindow()
    tasks.desk.table.setFocus()
    qtbot.waitUntil(tasks.desk.table.hasFocus)
    qtbot.keyClick(tasks.desk.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    form = shown(page, qtbot, TaskDialog)
    form.form.put_typed({"due_on": "哪天"})
    form.save()
    assert "看不懂" in form.form.problems_shown()["due_on"]
    form.form.put_typed({"due_on": "8.20"})
    form.save()
    quiet(qtbot, page.workspace)
    assert set(form.form.problems_shown()) == {"title", "owner"}
    form.form.put_typed({"title": "更换旧横幅", "owner": "李四", "unit_code": "河东村"})
    saved(page, qtbot, form)
    qtbot.waitUntil(lambda: tasks.desk.told.text() == "共1项")
    qtbot.waitUntil(
        lambda: (
            [tasks.desk.model.index(0, column).data() for column in range(5)]
            == ["办理中", "更换旧横幅", "李四", "河东村", "2023-8-20"]
        )
    )


def test_what_was_typed_into_a_task_is_there_again(page: SupervisionPage, qtbot: QtBot) -> None:
    tasks = tasks_of(page, qtbot)
    tasks.begin()
    form = shown(page, qtbot, TaskDialog)
    form.name.setText("更换旧")
    form.reject()
    quiet(qtbot, page.workspace)
    tasks.begin()
    again = shown(page, qtbot, TaskDialog)
    qtbot.waitUntil(lambda: again.name.text() == "更换旧")
    again.form.put_typed({"title": "更换旧横幅", "owner": "李四"})
    saved(page, qtbot, again)
    tasks.begin()
    fresh = shown(page, qtbot, TaskDialog)
    quiet(qtbot, page.workspace)
    assert fresh.name.text() == ""
    fresh.reject()


def test_overdue_tasks_are_told_done_and_taken_up_again(
    page: SupervisionPage, qtbot: QtBot
) -> None:
    number = add_task(page, "更换旧横幅", -2)
    tasks = tasks_of(page, qtbot)
    qtbot.waitUntil(lambda: tasks.counts.text().startswith("⚠ 逾期1项"))
    page.show_key(f"任务/{number}")
    qtbot.waitUntil(lambda: tasks.current() is not None)
    assert "8月10日前办结" in tasks.told.toPlainText()
    tasks.done.click()
    form = shown(page, qtbot, FinishDialog)
    form.result_box.setPlainText("全部换好")
    form.save()
    qtbot.waitUntil(lambda: page.program.ledgers.tasks.counts()[TaskState.DONE] == 1)
    quiet(qtbot, page.workspace)
    page.show_key(f"任务/{number}")
    qtbot.waitUntil(lambda: (one := tasks.current()) is not None and one.state is TaskState.DONE)
    assert "晚了2天：全部换好" in tasks.told.toPlainText()
    assert not tasks.done.isEnabled()
    tasks.reopen()
    qtbot.waitUntil(lambda: page.program.ledgers.tasks.counts()[TaskState.OVERDUE] == 1)
    quiet(qtbot, page.workspace)


def test_deleting_a_task_asks_first(
    page: SupervisionPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = add_task(page, "更换旧横幅")
    tasks = tasks_of(page, qtbot)
    page.show_key(f"任务/{number}")
    qtbot.waitUntil(lambda: tasks.current() is not None)
    asked: list[str] = []

    def answer(_parent: object, question: str, *_rest: str) -> bool:
        asked.append(question)
        return len(asked) > 1

    monkeypatch.setattr(tasks_tab, "ask", answer)
    tasks.desk.table.setFocus()
    qtbot.keyClick(tasks.desk.table, Qt.Key.Key_Delete)
    quiet(qtbot, page.workspace)
    assert page.program.ledgers.tasks.ids() == (number,)
    qtbot.keyClick(tasks.desk.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: page.program.ledgers.tasks.ids() == ())
    assert asked == ["删除这项任务？"] * 2
    quiet(qtbot, page.workspace)


def test_the_list_of_tasks_is_filtered_and_written(
    page: SupervisionPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_task(page, "逾期的", -2)
    add_task(page, "没到期的", 9)
    tasks = tasks_of(page, qtbot)
    tasks.desk.filter.put({"state": "overdue"})
    qtbot.waitUntil(lambda: tasks.desk.told.text() == "共1项")
    target = tmp_path / "任务.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(target), ""))
    tasks.out.click()
    qtbot.waitUntil(target.is_file)
    quiet(qtbot, page.workspace)
    assert "已存到" in page.bar.label.text()


def test_an_agenda_is_prepared_copied_and_put_into_a_meeting(
    page: SupervisionPage, qtbot: QtBot
) -> None:
    add_task(page, "更换旧横幅", -2)
    meetings = meetings_of(page, qtbot)
    assert "今天应开" not in meetings.standings[MeetingLevel.OFFICE].text()  # a Saturday
    meetings.prepare[MeetingLevel.HEAD].click()
    dialog = shown(page, qtbot, AgendaDialog)
    texts = [row.line.text for row in dialog.model.records]
    assert "逾期1项：更换旧横幅（李四，逾期2天）。" in texts
    dialog.copy.click()
    assert "更换旧横幅" in QGuiApplication.clipboard().text()
    dialog.take.click()
    form = shown(page, qtbot, MeetingDialog)
    assert "2. 交办任务" in form.agenda.toPlainText()
    form.minutes.setPlainText("会议要求本周换完。")
    form.save()
    ledgers = page.program.ledgers
    qtbot.waitUntil(lambda: len(ledgers.meetings.ids()) == 1)
    quiet(qtbot, page.workspace)
    (number,) = ledgers.meetings.ids(MeetingFilter(level=MeetingLevel.HEAD))
    page.bar.action.click()
    task = shown(page, qtbot, TaskDialog)
    task.form.put_typed({"title": "本周换完横幅", "owner": "李四"})
    saved(page, qtbot, task)
    assert ledgers.meetings.get(number).tasks == 1
    qtbot.waitUntil(lambda: "再交办一项" in page.bar.action.text())
    assert "本期已开" in meetings.standings[MeetingLevel.HEAD].text()


def test_minutes_may_not_speak_of_measures_against_families(
    page: SupervisionPage, qtbot: QtBot
) -> None:
    meetings = meetings_of(page, qtbot)
    meetings.begin()
    form = shown(page, qtbot, MeetingDialog)
    form.minutes.setPlainText("会议决定停发家属低保")
    qtbot.waitUntil(lambda: bool(form.minutes.marked()))
    form.save()
    quiet(qtbot, page.workspace)
    assert "minutes" in form.form.problems_shown()
    assert page.program.ledgers.meetings.ids() == ()
    form.reject()
    quiet(qtbot, page.workspace)


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

    monkeypatch.setattr(finding_steps.QDesktopServices, "openUrl", show)
    findings.sheet.click()
    qtbot.waitUntil(lambda: "第1期" in page.bar.label.text())
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


@pytest.mark.parametrize("days", [0, 2])
def test_today_tells_what_the_group_owes(page: SupervisionPage, qtbot: QtBot, days: int) -> None:
    expected: list[tuple[str, str]] = []
    if days:
        add_task(page, "更换旧横幅", -days)
        add_finding(page, "宣传栏没有更新", -days)
        expected = [
            ("1项交办任务已逾期，请催办。", "任务"),
            ("1个督导问题超期没有整改，请催办。", "督导整改"),
        ]
    points = [
        (p.text, p.tab) for p in supervision_due(page.program) if not p.text.endswith("应开。")
    ]
    quiet(qtbot, page.workspace)
    assert points == expected
    assert all(p.page == "supervision" for p in supervision_due(page.program))


def test_trouble_is_told_above_the_list(
    page: SupervisionPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_given: object) -> tuple[int, ...]:
        raise EnvironmentTrouble("数据文件被占用。", "请关闭占用它的程序再试。")

    monkeypatch.setattr(TaskService, "ids", locked)
    page.tabs.stale()
    quiet(qtbot, page.workspace)
    assert page.bar.isVisible()
    assert "被占用" in page.bar.label.text()
