"""记走访: several persons, tried in vain, drafts that stay with their file, the phrase guard."""

from __future__ import annotations

from datetime import date, time

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from antifraud_desktop.records.visits import NewVisit
from antifraud_desktop.vocabulary import VisitKind
from db.models import AuditEntry
from tests.ui.office import DAY
from tests.ui.persons_office import clerk, desk, founded, open_some
from tests.ui.windows import quiet
from ui.dialogs.kept_draft import TAKEN_UP
from ui.dialogs.visit import VisitDialog, read_time
from ui.pages.persons import file_panel
from ui.pages.persons.page import PersonsPage
from ui.workspace import Workspace

__all__ = ["clerk", "desk", "founded"]


def form_for(
    qtbot: QtBot, desk: Workspace, file_id: int, visit_id: int | None = None
) -> VisitDialog:
    record = desk.program.visits.get(visit_id) if visit_id else None
    made = VisitDialog(desk, desk.program.case_files.file(file_id), record)
    qtbot.addWidget(made)
    made.show()
    quiet(qtbot, desk)
    return made


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("9:30", time(9, 30)),
        ("9点", time(9)),
        ("0930", time(9, 30)),
        ("25:00", None),
        ("早上", None),
    ],
)
def test_a_time_is_read_as_one_writes_it(text: str, wanted: time | None) -> None:
    assert read_time(text) == wanted


def test_a_visit_with_two_persons_stands_in_both_files(qtbot: QtBot, desk: Workspace) -> None:
    first, second = open_some(desk.program, 2)
    form = form_for(qtbot, desk, first)
    form.others.put(second, "李*")
    form.at.setText("9:30")
    form.texts["talk"].setPlainText("近况稳定")
    with qtbot.waitSignal(form.accepted):
        form.keep.click()
    for number in (first, second):
        found = desk.program.visits.of_file(number)
        assert [(v.day, v.at, v.kind, str(v.talk)) for v in found] == [
            (date(2023, 8, 12), time(9, 30), VisitKind.HOME, "近况稳定")
        ]


def test_r12_tried_in_vain_is_no_contact(qtbot: QtBot, desk: Workspace) -> None:
    (number,) = open_some(desk.program, 1)
    form = form_for(qtbot, desk, number)
    form.failed.setChecked(True)
    with qtbot.waitSignal(form.accepted):
        form.keep.click()
    assert desk.program.case_files.file(number).last_contact is None
    assert desk.program.plans.follow_up(number).failed == 1


def test_what_was_typed_comes_back_in_its_own_file_only(qtbot: QtBot, desk: Workspace) -> None:
    first, second = open_some(desk.program, 2)
    form = form_for(qtbot, desk, first)
    form.texts["needs"].setPlainText("想参加电工培训")
    form.others.put(second, "李*")
    form.reject()
    quiet(qtbot, desk)
    other = form_for(qtbot, desk, second)
    assert other.texts["needs"].toPlainText() == ""
    again = form_for(qtbot, desk, first)
    assert again.texts["needs"].toPlainText() == "想参加电工培训"
    assert again.others.numbers() == (second,)
    assert TAKEN_UP in again.told.text()


def test_a_saved_visit_leaves_nothing_for_the_next_one(qtbot: QtBot, desk: Workspace) -> None:
    (number,) = open_some(desk.program, 1)
    form = form_for(qtbot, desk, number)
    form.texts["talk"].setPlainText("近况稳定")
    form.keep_draft()
    form.texts["talk"].setPlainText("近况稳定，已就业")
    with qtbot.waitSignal(form.accepted):
        form.keep.click()
    qtbot.wait(700)
    quiet(qtbot, desk)
    assert form_for(qtbot, desk, number).texts["talk"].toPlainText() == ""
    assert desk.program.file_drafts.kept(number) == ()


def test_a_draft_can_be_thrown_away(qtbot: QtBot, desk: Workspace) -> None:
    (number,) = open_some(desk.program, 1)
    desk.program.file_drafts.save(number, "visit", {"talk": "旧的内容"})
    form = form_for(qtbot, desk, number)
    assert form.fresh.isVisible()
    form.fresh.click()
    quiet(qtbot, desk)
    assert form.texts["talk"].toPlainText() == ""
    assert form.day.date() == date(2023, 8, 12)
    assert desk.program.file_drafts.load(number, "visit") is None


def test_words_outside_the_closed_list_are_underlined_and_not_saved(
    qtbot: QtBot, desk: Workspace
) -> None:
    (number,) = open_some(desk.program, 1)
    form = form_for(qtbot, desk, number)
    form.texts["talk"].setPlainText("近况稳定。已通知其家属一并停发低保。")
    qtbot.waitUntil(lambda: bool(form.texts["talk"].marked()))
    assert "低保" in form.texts["talk"].marked()[0]
    assert form.form.problems_shown()["talk"]
    form.keep.click()
    qtbot.waitUntil(lambda: "还没有保存" in form.told.text())
    assert desk.program.visits.of_file(number) == ()
    form.texts["talk"].setPlainText("近况稳定。")
    qtbot.waitUntil(lambda: "talk" not in form.form.problems_shown())
    with qtbot.waitSignal(form.accepted):
        form.keep.click()


def test_correcting_never_saves_a_mask(qtbot: QtBot, desk: Workspace) -> None:
    (number,) = open_some(desk.program, 1)
    talk = "请回电13900139000"
    visit = NewVisit((number,), date(2023, 8, 12), VisitKind.HOME, talk=talk)
    visit_id, _ = desk.program.visits.log(visit)
    form = form_for(qtbot, desk, number, visit_id)
    assert "13900139000" not in form.texts["talk"].toPlainText()
    form.texts["needs"].setPlainText("希望培训")
    with qtbot.waitSignal(form.accepted):
        form.keep.click()
    grant = desk.program.unmasking.unmask("visit", str(visit_id), "核对记录内容")
    again = desk.program.visits.get(visit_id)
    assert again.talk.whole_for(grant, desk.program.clock.now()) == talk
    assert str(again.needs) == "希望培训"


CALL = "请回电13900139000"


def opened_visit(qtbot: QtBot, desk: Workspace) -> tuple[VisitDialog, int, int]:
    """Show a visit whose talk holds a number, opened with a reason."""
    (number,) = open_some(desk.program, 1)
    visit = NewVisit((number,), date(2023, 8, 12), VisitKind.HOME, talk=CALL, needs="想学电工")
    visit_id, _ = desk.program.visits.log(visit)
    form = form_for(qtbot, desk, number, visit_id)
    assert "13900139000" not in form.texts["talk"].toPlainText()
    form.unmask.button.click()
    quiet(qtbot, desk)
    return form, number, visit_id


def test_a_number_in_the_talk_is_opened_with_a_reason_and_closes_again(
    qtbot: QtBot, desk: Workspace
) -> None:
    form, _number, visit_id = opened_visit(qtbot, desk)
    assert form.texts["talk"].toPlainText() == CALL
    assert "5分钟" in form.unmask.told.text()
    with desk.program.work.reading() as session:
        entry = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()
        told = (entry.action, entry.subject_kind, entry.subject_id)
    assert told == ("unmask", "visit", str(visit_id))
    form.texts["needs"].setPlainText("想学电工和焊工")
    form.unmask.timer.setInterval(1)
    qtbot.waitUntil(lambda: "13900139000" not in form.texts["talk"].toPlainText())
    assert form.texts["needs"].toPlainText() == "想学电工和焊工", "what was typed stays"
    with qtbot.waitSignal(form.accepted):
        form.keep.click()
    record = desk.program.visits.get(visit_id)
    grant = desk.program.unmasking.unmask("visit", str(visit_id), "核对记录内容")
    assert record.talk.whole_for(grant, desk.program.clock.now()) == CALL


def test_looking_at_a_number_leaves_no_open_draft(qtbot: QtBot, desk: Workspace) -> None:
    form, number, visit_id = opened_visit(qtbot, desk)
    form.place.setText("村委会")
    form.form.touch()
    form.reject()
    quiet(qtbot, desk)
    kept = desk.program.file_drafts.load(number, f"visit:{visit_id}")
    assert kept is not None
    assert kept["place"] == "村委会"
    assert "13900139000" not in kept["talk"]


def test_a_number_that_was_opened_can_be_corrected(qtbot: QtBot, desk: Workspace) -> None:
    form, _number, visit_id = opened_visit(qtbot, desk)
    form.texts["talk"].setPlainText("请回电13800138000")
    with qtbot.waitSignal(form.accepted):
        form.keep.click()
    grant = desk.program.unmasking.unmask("visit", str(visit_id), "核对记录内容")
    found = desk.program.visits.get(visit_id).talk
    assert found.whole_for(grant, desk.program.clock.now()) == "请回电13800138000"


def test_a_visit_is_not_opened_for_nothing(qtbot: QtBot, desk: Workspace) -> None:
    (number,) = open_some(desk.program, 1)
    assert form_for(qtbot, desk, number).unmask.isHidden(), "a new visit hides nothing"
    visit_id, _ = desk.program.visits.log(
        NewVisit((number,), date(2023, 8, 12), VisitKind.HOME, talk=CALL)
    )
    form = form_for(qtbot, desk, number, visit_id)
    form.unmask.reason.setCurrentText("。")
    form.unmask.button.click()
    quiet(qtbot, desk)
    assert "13900139000" not in form.texts["talk"].toPlainText()
    assert "为什么要看" in form.told.text()


def test_a_date_nobody_can_read_is_told_at_its_field(qtbot: QtBot, desk: Workspace) -> None:
    (number,) = open_some(desk.program, 1)
    form = form_for(qtbot, desk, number)
    form.day.line.setText("某一天")
    form.keep.click()
    assert "日期" in form.form.problems_shown()["day"]
    assert desk.program.visits.of_file(number) == ()


def shown_page(qtbot: QtBot, desk: Workspace) -> PersonsPage:
    page = PersonsPage(desk)
    qtbot.addWidget(page)
    page.show()
    page.show_day(DAY)
    quiet(qtbot, desk)
    return page


def test_a_long_history_is_read_on_and_a_draft_is_told_at_its_button(
    qtbot: QtBot, desk: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    (number,) = open_some(desk.program, 1)
    for day in (10, 11, 12):
        visit = NewVisit((number,), date(2023, 8, 12), VisitKind.TELEPHONE, at=time(day))
        desk.program.visits.log(visit)
    desk.program.file_drafts.save(number, "plan", {"days": "9.1"})
    monkeypatch.setattr(file_panel, "PAGE", 2)
    page = shown_page(qtbot, desk)
    page.open_file(number)
    qtbot.waitUntil(lambda: page.file.timeline.count() == 2)
    assert "有草稿" in page.file.steps["plan"].text()
    assert "有草稿" not in page.file.steps["visit"].text()
    while page.file.earlier.isVisible():
        before = page.file.timeline.count()
        page.file.earlier.click()
        quiet(qtbot, desk)
        assert page.file.timeline.count() >= before
    assert page.file.timeline.count() == len(desk.program.case_files.timeline(number))


def test_a_step_opens_its_form_and_leaving_it_tells_of_the_draft(
    qtbot: QtBot, desk: Workspace
) -> None:
    (number,) = open_some(desk.program, 1)
    page = shown_page(qtbot, desk)
    page.open_file(number)
    qtbot.waitUntil(lambda: page.file.view is not None)
    page.file.steps["visit"].click()
    (form,) = page.findChildren(VisitDialog)
    quiet(qtbot, desk)
    form.texts["talk"].setPlainText("近况稳定")
    form.reject()
    qtbot.waitUntil(lambda: "有草稿" in page.file.steps["visit"].text())
    quiet(qtbot, desk)
