"""未成年人 in the window: shut without its key, masked, reported, forgotten after the return."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QInputDialog
from pytestqt.qtbot import QtBot

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.records.youth import YouthFields
from tests.accounts.conftest import TestClock
from tests.ui.office import DAY
from tests.ui.windows import quiet
from tests.youth.conftest import OFFICE, SECOND, WORKER, clock, enter, made, root
from ui.pages.youth import page as page_module
from ui.pages.youth.forms import OutcomeDialog, RecordDialog, ReportDialog
from ui.pages.youth.keys import CodeDialog
from ui.pages.youth.page import YouthPage
from ui.rooms import rooms_for
from ui.workspace import Workspace

__all__ = ["clock", "enter", "made", "root"]
Enter = Callable[..., Program]
CHILD = YouthFields(
    name="张三丰",
    birth_month="2010-05",
    school="青禾镇中学",
    village="大石村",
    guardian="李四光",
    guardian_phone="13800138000",
    why_left="家中无人照看",
)
WHOLE = ("张三丰", "李四光", "13800138000")


@pytest.fixture
def desk(qapp: object, enter: Enter) -> Workspace:
    return Workspace(enter(WORKER), DAY)


@pytest.fixture
def page(qtbot: QtBot, desk: Workspace) -> YouthPage:
    desk.program.youth_keys.found()
    return shown(qtbot, desk)


def shown(qtbot: QtBot, desk: Workspace) -> YouthPage:
    page = YouthPage(desk)
    qtbot.addWidget(page, before_close_func=lambda _page: desk.close())
    page.resize(1093, 614)
    page.show()
    page.show_day(DAY)
    quiet(qtbot, desk)
    return page


def dialog(page: YouthPage, qtbot: QtBot) -> QDialog:
    quiet(qtbot, page.workspace)
    return next(one for one in page.findChildren(QDialog) if one.isVisible())


def added(page: YouthPage, qtbot: QtBot, fields: YouthFields = CHILD) -> int:
    number, changes = page.program.youth.save(fields)
    page.workspace.announce(changes)
    quiet(qtbot, page.workspace)
    return number


def said(page: YouthPage) -> str:
    cells = [
        str(page.model.index(row, column).data())
        for row in range(page.model.rowCount())
        for column in range(page.model.columnCount())
    ]
    return "".join(cells) + page.panel.head.text() + page.panel.body.text()


def test_the_module_is_founded_once_and_its_code_shown_once(qtbot: QtBot, desk: Workspace) -> None:
    page = shown(qtbot, desk)
    assert page.stack.currentIndex() == 0
    assert not page.keys.recover.isVisible()
    page.keys.found.click()
    code = dialog(page, qtbot)
    assert isinstance(code, CodeDialog)
    assert len(code.code.text()) > 20
    code.accept()
    quiet(qtbot, desk)
    assert page.stack.currentIndex() == 1
    assert "新建记录" in page.told.text()


def test_a_worker_without_the_key_is_told_whom_to_ask(qtbot: QtBot, enter: Enter) -> None:
    enter(WORKER).youth_keys.found()
    page = shown(qtbot, Workspace(enter(SECOND), DAY))
    assert page.stack.currentIndex() == 0
    assert WORKER in page.keys.told.text()
    assert not page.keys.found.isVisible()


def test_the_key_is_granted_from_the_page(
    qtbot: QtBot, page: YouthPage, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QInputDialog, "getItem", lambda *_a: (SECOND, True))
    page.grant.click()
    quiet(qtbot, page.workspace)
    assert "授权" in page.bar.label.text()
    page.workspace.close()
    assert enter(SECOND).youth_keys.state().open


def test_a_record_is_typed_refused_for_a_label_and_kept_masked(
    qtbot: QtBot, page: YouthPage
) -> None:
    page.new.click()
    form = dialog(page, qtbot)
    assert isinstance(form, RecordDialog)
    for name, line in form.lines.items():
        line.setText(getattr(CHILD, name))
    form.why.setPlainText("涉诈人员家庭")
    form.save()
    quiet(qtbot, page.workspace)
    assert "标签" in form.form.problems_shown()["why_left"]
    form.why.setPlainText("家中无人照看")
    form.save()
    quiet(qtbot, page.workspace)
    assert "家中无人照看" in page.panel.body.text()
    assert "青禾镇中学" in said(page)
    assert not [whole for whole in WHOLE if whole in said(page)]


def test_a_record_opens_for_a_listed_reason_and_closes_with_the_page(
    qtbot: QtBot, page: YouthPage
) -> None:
    added(page, qtbot)
    assert not page.panel.unmask.reason.isEditable()
    page.panel.unmask.button.click()
    quiet(qtbot, page.workspace)
    assert "13800138000" in page.panel.head.text()
    page.hide()
    assert not [whole for whole in WHOLE if whole in said(page)]


def test_correcting_keeps_what_was_not_touched(qtbot: QtBot, page: YouthPage) -> None:
    added(page, qtbot)
    page.panel.change.click()
    form = dialog(page, qtbot)
    assert isinstance(form, RecordDialog)
    form.helped.setPlainText("已联系学校")
    form.save()
    quiet(qtbot, page.workspace)
    view = page.panel.view
    assert view is not None
    assert (str(view.help_given), str(view.guardian)) == ("已联系学校", "李*")


def test_a_mandatory_report_stays_open_until_its_outcome(qtbot: QtBot, page: YouthPage) -> None:
    added(page, qtbot)
    assert page.panel.report.property("primary")
    page.panel.report.click()
    form = dialog(page, qtbot)
    assert isinstance(form, ReportDialog)
    form.save()
    quiet(qtbot, page.workspace)
    assert "by" in form.form.problems_shown()
    form.by.setText("未保专干")
    form.save()
    quiet(qtbot, page.workspace)
    assert "1条报告待结果" in said(page)
    assert not page.panel.remove.isEnabled()
    page.panel.outcome.click()
    outcome = dialog(page, qtbot)
    assert isinstance(outcome, OutcomeDialog)
    outcome.text.setPlainText("民政已安排临时照料")
    outcome.save()
    quiet(qtbot, page.workspace)
    assert "民政已安排临时照料" in page.panel.body.text()
    assert page.panel.remove.isEnabled()


def test_the_modules_own_search_finds_by_name_pinyin_and_school(
    qtbot: QtBot, page: YouthPage
) -> None:
    added(page, qtbot)
    for text, found in (("zsf", 1), ("青禾", 1), ("王五", 0), ("", 1)):
        page.line.setText(text)
        page.load()
        quiet(qtbot, page.workspace)
        assert page.model.rowCount() == found, text


def test_records_go_six_months_after_the_return(
    qtbot: QtBot, page: YouthPage, clock: TestClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = added(page, qtbot)
    assert not page.clean.isEnabled()
    version = page.program.youth.read(number).version
    page.program.youth.back_at_school(number, date(2023, 2, 1), version)
    page.load()
    quiet(qtbot, page.workspace)
    assert page.panel.away.isVisible()
    assert "（1）" in page.clean.text()
    monkeypatch.setattr(page_module, "ask", lambda *_a: True)
    page.clean.click()
    quiet(qtbot, page.workspace)
    assert page.model.rowCount() == 0
    assert page.panel.view is None


def test_a_worker_opens_the_module_by_its_code_and_gets_the_next_one(
    qtbot: QtBot, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, _changes = enter(WORKER).youth_keys.found()
    page = shown(qtbot, Workspace(enter(SECOND), DAY))
    monkeypatch.setattr(QInputDialog, "getText", lambda *_a: ("AAAA", True))
    page.keys.recover.click()
    quiet(qtbot, page.workspace)
    assert page.stack.currentIndex() == 0
    assert page.bar.isVisible()
    monkeypatch.setattr(QInputDialog, "getText", lambda *_a: (code, True))
    page.keys.recover.click()
    following = dialog(page, qtbot)
    assert isinstance(following, CodeDialog)
    assert following.code.text() != code
    following.accept()
    assert page.stack.currentIndex() == 1


def test_nobody_else_has_the_room(enter: Enter, root: Path) -> None:
    assert "youth" in rooms_for(enter(WORKER))
    assert "youth" not in rooms_for(enter(OFFICE))
