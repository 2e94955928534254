"""协助返回 in the window: danger first, signs lead to help, words stay with their file."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from antifraud_desktop.bootstrap import Program, sign_in
from antifraud_desktop.records.assistance import AssistanceFacts
from antifraud_desktop.vocabulary import AbroadStatus, CaseCategory
from tests.accounts.conftest import TestClock
from tests.persons.conftest import CLERK, OFFICER, PASSWORD, founded
from tests.ui.office import DAY
from tests.ui.persons_office import open_one
from tests.ui.windows import quiet
from ui.pages.assistance.forms import ContactForm, FactsForm, ReturnForm, StatusForm
from ui.pages.assistance.page import AssistancePage
from ui.pages.assistance.signs import HelpDialog, SignsDialog
from ui.workspace import Workspace

__all__ = ["founded"]
ABROAD = CaseCategory.ABROAD


@pytest.fixture
def root(founded: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(founded, tmp_path / "d"))


@pytest.fixture
def clerk(root: Path) -> Iterator[Program]:
    program = sign_in(root, CLERK, PASSWORD, TestClock())
    yield program
    program.close()


@pytest.fixture
def desk(qapp: object, clerk: Program) -> Iterator[Workspace]:
    made = Workspace(clerk, DAY)
    yield made
    made.close()


def shown(qtbot: QtBot, desk: Workspace) -> AssistancePage:
    page = AssistancePage(desk)
    qtbot.addWidget(page)
    page.resize(1093, 614)
    page.show()
    page.show_day(DAY)
    quiet(qtbot, desk)
    return page


def begun(program: Program, serial: int, name: str = "张三丰") -> int:
    number = open_one(program, serial, ABROAD, name)
    program.assistance.save(number, AssistanceFacts(DAY, region="某国", wish="想回来"))
    return number


def opened(page: AssistancePage, qtbot: QtBot, code: str) -> QDialog:
    page.panel.steps[code].click()
    quiet(qtbot, page.workspace)
    return next(one for one in page.findChildren(QDialog) if one.isVisible())


def test_without_anybody_abroad_it_says_where_to_begin(qtbot: QtBot, desk: Workspace) -> None:
    page = shown(qtbot, desk)
    assert "新建档案" in page.told.text()
    assert not any(button.isEnabled() for button in page.panel.steps.values())


def test_those_in_danger_stand_first_and_nobody_is_unmasked(qtbot: QtBot, desk: Workspace) -> None:
    begun(desk.program, 101)
    second = begun(desk.program, 102, "李四光")
    desk.program.assistance.set_status(
        second, AbroadStatus.SUSPECTED_TRAFFICKED, "家属来电说明被带走", 1
    )
    page = shown(qtbot, desk)
    first = page.model.records[0]
    assert (first.file_id, page.model.index(0, 2).data()) == (second, "⚠ 疑似被拐")
    said = page.panel.head.text() + page.panel.body.text()
    cells = [page.model.index(r, c).data() for r in range(2) for c in range(7)]
    assert not [name for name in ("李四光", "张三丰") if name in said + "".join(map(str, cells))]


def test_the_team_comes_first_and_the_relative_only_by_own_will(
    qtbot: QtBot, desk: Workspace
) -> None:
    number = open_one(desk.program, 101, ABROAD)
    page = shown(qtbot, desk)
    assert [c for c, b in page.panel.steps.items() if b.isEnabled()] == ["facts"]
    form = opened(page, qtbot, "facts")
    assert isinstance(form, FactsForm)
    form.save()
    assert "notified_on" in form.form.problems_shown()
    form.notified.set_date(DAY)
    form.lines["township_member"].setText("镇干部甲")
    form.lines["relative"].setText("李四")
    form.save()
    quiet(qtbot, desk)
    assert "自己愿意" in form.form.problems_shown()["relative"]
    form.volunteered.setChecked(True)
    form.since.set_date(DAY)
    form.save()
    quiet(qtbot, desk)
    view = desk.program.assistance.view(number)
    assert (view.township_member, str(view.relative)) == ("镇干部甲", "李*")
    assert "李四" not in page.panel.body.text()
    assert page.panel.steps["contact"].property("primary")


def test_what_is_masked_in_the_form_is_kept_as_it_is(qtbot: QtBot, desk: Workspace) -> None:
    number = begun(desk.program, 101)
    given = AssistanceFacts(DAY, wish="可打13800138000联系")
    desk.program.assistance.save(number, given, 1)
    page = shown(qtbot, desk)
    form = opened(page, qtbot, "facts")
    assert isinstance(form, FactsForm)
    assert "13800138000" not in form.notes["wish"].toPlainText()
    form.notes["help_given"].setPlainText("已联系领事馆")
    form.save()
    quiet(qtbot, desk)
    view = desk.program.assistance.view(number)
    assert view.wish.whole_for(desk.program.unmasking.unmask(*view.wish.subject, "核对本人意愿"),
                               desk.program.clock.now()) == "可打13800138000联系"  # fmt: skip


def test_signs_lead_to_help_until_help_was_called(qtbot: QtBot, desk: Workspace) -> None:
    begun(desk.program, 101)
    page = shown(qtbot, desk)
    form = opened(page, qtbot, "signs")
    assert isinstance(form, SignsDialog)
    form.boxes["passport_taken"].setChecked(True)
    form.save()
    quiet(qtbot, desk)
    assert "110" in page.bar.label.text()
    assert not page.panel.warning.isHidden()
    assert page.panel.steps["help"].property("primary")
    assert "未求助" in page.model.index(0, 3).data()
    helped = opened(page, qtbot, "help")
    assert isinstance(helped, HelpDialog)
    helped.copy.click()
    assert "12308" not in QGuiApplication.clipboard().text()
    helped.place.setCurrentIndex(1)
    helped.copy.click()
    assert "12308" in QGuiApplication.clipboard().text()
    helped.note.setPlainText("家属已打12308，编号待回")
    helped.save()
    quiet(qtbot, desk)
    assert "已求助" in page.model.index(0, 3).data()
    assert page.panel.steps["contact"].property("primary")


def test_what_was_typed_of_one_person_never_stands_in_anothers_form(
    qtbot: QtBot, desk: Workspace
) -> None:
    one, other = begun(desk.program, 101), begun(desk.program, 102, "李四光")
    page = shown(qtbot, desk)
    page.show_key(str(one))
    quiet(qtbot, desk)
    form = opened(page, qtbot, "contact")
    assert isinstance(form, ContactForm)
    form.text.setPlainText("本人来电报平安")
    form.reject()
    quiet(qtbot, desk)
    page.show_key(str(other))
    quiet(qtbot, desk)
    second = opened(page, qtbot, "contact")
    assert isinstance(second, ContactForm)
    assert second.text.toPlainText() == ""
    second.reject()
    page.show_key(str(one))
    quiet(qtbot, desk)
    again = opened(page, qtbot, "contact")
    assert isinstance(again, ContactForm)
    assert again.text.toPlainText() == "本人来电报平安"
    again.save()
    quiet(qtbot, desk)
    assert "本人来电报平安" in page.panel.body.text()


def test_words_against_a_family_are_refused_at_their_field(qtbot: QtBot, desk: Workspace) -> None:
    number = begun(desk.program, 101)
    page = shown(qtbot, desk)
    form = opened(page, qtbot, "status")
    assert isinstance(form, StatusForm)
    form.status.setCurrentIndex(form.status.findData(AbroadStatus.DECLINES.value))
    form.reason.setPlainText("不准其子女入学")
    form.save()
    quiet(qtbot, desk)
    assert "reason" in form.form.problems_shown()
    assert desk.program.assistance.view(number).status is AbroadStatus.UNKNOWN


def test_a_return_ends_the_steps(qtbot: QtBot, desk: Workspace) -> None:
    begun(desk.program, 101)
    page = shown(qtbot, desk)
    form = opened(page, qtbot, "return")
    assert isinstance(form, ReturnForm)
    form.note.setPlainText("由使馆协助回国，家属接回")
    form.save()
    quiet(qtbot, desk)
    assert page.panel.head.text().endswith("✓ 已返回")
    assert not page.panel.steps["return"].isEnabled()
    assert page.model.index(0, 6).data() == "2023-8-12"


def test_progress_is_for_the_office_alone(qtbot: QtBot, desk: Workspace, root: Path) -> None:
    begun(desk.program, 101)
    page = shown(qtbot, desk)
    assert page.progress.index(0, 3).data() == "1人"
    assert page.tabs.count() == 2
    desk.program.close()
    officer = sign_in(root, OFFICER, PASSWORD, TestClock())
    own = Workspace(officer, DAY)
    assert shown(qtbot, own).tabs.count() == 1
    own.close()
    officer.close()
