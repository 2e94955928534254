"""任务督导 in the window: tasks, meetings with their agendas, what 今日 tells of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from antifraud_desktop.errors import EnvironmentTrouble
from antifraud_desktop.records.supervision import (
    MeetingFilter,
    MeetingRecord,
    Span,
    TaskState,
)
from antifraud_desktop.services.tasks import TaskService
from antifraud_desktop.vocabulary import MeetingLevel
from tests.ui.office import DAY
from tests.ui.supervision_desk import (
    A_DAY,
    add_finding,
    add_task,
    findings_of,
    meetings_of,
    page,
    saved,
    shown,
    tab,
    tasks_of,
)
from tests.ui.windows import quiet
from ui.care import due_words, supervision_due
from ui.dialogs.agenda import AgendaDialog
from ui.dialogs.meeting import MeetingDialog
from ui.dialogs.task import FinishDialog, TaskDialog
from ui.pages.supervision import tasks_tab
from ui.pages.supervision.group_tab import GroupTab
from ui.pages.supervision.page import SupervisionPage
from ui.rooms import rooms_for
from ui.workspace import Workspace

__all__ = ["page"]


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
    assert "已导出" in page.bar.label.text()


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


def test_today_tells_what_the_group_owes(page: SupervisionPage, qtbot: QtBot) -> None:
    assert supervision_due(page.program) == [], "who keeps no meetings is not reminded of them"
    add_task(page, "更换旧横幅", -2)
    add_task(page, "发宣传单", 0)
    add_finding(page, "宣传栏没有更新", -2)
    page.program.ledgers.meetings.save(
        MeetingRecord(level=MeetingLevel.DEPUTY, day=DAY - 7 * A_DAY, minutes="会商")
    )
    assert [(p.text, p.page, p.tab) for p in supervision_due(page.program)] == [
        ("1项交办任务已逾期，请催办。", "supervision", "任务"),
        ("1项交办任务今天到期。", "supervision", "任务"),
        ("1个督导问题超期没有整改，请催办。", "supervision", "督导整改"),
        ("副组长周会商应于8月11日前开，还没有开。", "supervision", "会议"),
    ]
    quiet(qtbot, page.workspace)


@pytest.mark.parametrize(
    ("day", "words"),
    [(10, "8月11日前应开"), (11, "今天应开"), (12, "应于8月11日前开，还没有开")],
)
def test_by_when_a_meeting_is_due(day: int, words: str) -> None:
    due = Span(date(2023, 8, 7), date(2023, 8, 13), date(2023, 8, 11))
    assert due_words(due, date(2023, 8, day)) == words


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


def test_who_only_reads_is_offered_no_entry(qtbot: QtBot, workspace: Workspace) -> None:
    reader = workspace.program.permissions - {"keep_ledgers", "keep_basics", "issue_documents"}
    workspace.program = replace(workspace.program, permissions=frozenset(reader))
    made = SupervisionPage(workspace)
    qtbot.addWidget(made)
    made.show()
    made.show_day(DAY)
    tasks, meetings, findings = (
        tasks_of(made, qtbot),
        meetings_of(made, qtbot),
        findings_of(made, qtbot),
    )
    group = tab(made, qtbot, "领导小组")
    assert isinstance(group, GroupTab)
    for button in (tasks.new, tasks.more, meetings.task, findings.verify, group.new, group.link):
        assert button.isHidden()
    assert not findings.out.isHidden()
    tasks.begin()
    meetings.show_agenda(MeetingLevel.DEPUTY)
    dialog = shown(made, qtbot, AgendaDialog)
    assert dialog.take.isHidden()
    assert made.findChildren(TaskDialog) == []
    dialog.reject()
    quiet(qtbot, workspace)


def test_meetings_and_the_group_leave_as_workbooks(
    page: SupervisionPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    meetings, group = meetings_of(page, qtbot), tab(page, qtbot, "领导小组")
    assert isinstance(group, GroupTab)
    for made, name in ((meetings, "会议"), (group, "小组")):
        path = tmp_path / f"{name}.xlsx"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, path=path: (str(path), ""))
        made.out.click()
        quiet(qtbot, page.workspace)
        assert str(path) in page.bar.label.text()
        assert path.exists()
