"""A contact stands masked on card and form; one click opens it, for five minutes, on record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.office import DAY, UNITS
from ui.pages.basics.units_tab import UnitsTab
from ui.pages.today import TodayPage
from ui.workspace import Workspace

NAME, PHONE = "李四甲", "13899990000"
MASKED = "联络员：李* 138****0000"
WHOLE = f"联络员：{NAME} {PHONE}"
FIVE_MINUTES = 300_000


@pytest.fixture
def reachable(workspace: Workspace) -> Workspace:
    units = workspace.program.units
    units.save(replace(units.get("U001"), liaison=NAME, phone=PHONE))
    return workspace


@pytest.fixture
def today(qtbot: QtBot, reachable: Workspace) -> Iterator[TodayPage]:
    page = TodayPage(reachable)
    qtbot.addWidget(page)
    page.show()
    page.show_day(DAY)
    qtbot.waitUntil(lambda: len(page.board.tiles) == len(UNITS))
    page._choose("U001")
    yield page
    page.close()


@pytest.fixture
def tab(qtbot: QtBot, reachable: Workspace) -> Iterator[UnitsTab]:
    made = UnitsTab(reachable)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    made.load()
    qtbot.waitUntil(lambda: made.form.name.text() == "大石村")
    yield made
    made.close()


def _opened(tab: UnitsTab, qtbot: QtBot) -> None:
    tab.form.unmask.button.click()
    qtbot.waitUntil(lambda: tab.form.phone.text() == PHONE)


def _stored(workspace: Workspace) -> tuple[str, str]:
    program = workspace.program
    grant = program.unmasking.unmask("unit", "U001", "核对保存结果")
    contact, now = program.units.contact(grant), program.clock.now()
    return contact.liaison.whole_for(grant, now), contact.phone.whole_for(grant, now)


def _unmaskings(workspace: Workspace) -> int:
    entries = workspace.program.units.history("U001")
    return sum(entry.summary == "查看完整的个人信息" for entry in entries)


def test_the_card_opens_with_one_click_on_record_and_closes_after_five_minutes(
    today: TodayPage, qtbot: QtBot, reachable: Workspace
) -> None:
    card = today.card
    assert card.contact.text() == MASKED
    card.unmask.button.click()
    qtbot.waitUntil(lambda: card.contact.text() == WHOLE)
    newest = reachable.program.units.history("U001")[0]
    assert "原因：（空） → 催报联络" in newest.details
    assert card.unmask.timer.interval() == FIVE_MINUTES
    card.unmask.timer.timeout.emit()
    assert card.contact.text() == MASKED
    assert card.unmask.button.text() == "显示"


def test_another_unit_on_the_card_closes_it_and_reading_the_day_again_does_not(
    today: TodayPage, qtbot: QtBot
) -> None:
    card = today.card
    card.unmask.button.click()
    qtbot.waitUntil(lambda: card.contact.text() == WHOLE)
    today._choose("U001")
    assert card.contact.text() == WHOLE
    today._choose("U002")
    today._choose("U001")
    assert card.contact.text() == MASKED


def test_an_answer_that_comes_for_another_unit_is_not_shown(
    today: TodayPage, qtbot: QtBot, reachable: Workspace
) -> None:
    today.card.unmask.button.click()
    today._choose("U002")
    qtbot.waitUntil(lambda: not reachable.operations.is_busy)
    assert NAME not in today.card.contact.text()
    assert not today.card.unmask.is_open


def test_a_form_saved_with_masks_keeps_the_contact(
    tab: UnitsTab, qtbot: QtBot, reachable: Workspace
) -> None:
    assert (tab.form.liaison.text(), tab.form.phone.text()) == ("李*", "138****0000")
    tab.form.leader.setText("王五")
    tab.form.touch()
    tab.save()
    qtbot.waitUntil(lambda: "已保存" in tab.browser.status.text())
    assert _stored(reachable) == (NAME, PHONE)


def test_a_phone_is_replaced_by_typing_over_its_mask(
    tab: UnitsTab, qtbot: QtBot, reachable: Workspace
) -> None:
    line: QLineEdit = tab.form.phone
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(line, "13700000001")
    assert line.text() == "13700000001"
    tab.save()
    qtbot.waitUntil(lambda: "已保存" in tab.browser.status.text())
    assert _stored(reachable) == (NAME, "13700000001")


def test_half_a_mask_is_told_at_its_field(
    tab: UnitsTab, qtbot: QtBot, reachable: Workspace
) -> None:
    tab.form.phone.setText("138****0001")
    tab.form.touch()
    tab.save()
    qtbot.waitUntil(lambda: "phone" in tab.form.problems_shown())
    assert "星号" in tab.form.problems_shown()["phone"]
    assert _stored(reachable) == (NAME, PHONE)


def test_the_form_opens_with_a_reason_and_closes_again(
    tab: UnitsTab, qtbot: QtBot, reachable: Workspace
) -> None:
    tab.form.unmask.reason.setCurrentText(" ")
    tab.form.unmask.button.click()
    qtbot.waitUntil(lambda: "⚠" in tab.browser.status.text())
    assert _unmaskings(reachable) == 0
    tab.form.unmask.reason.setCurrentText("更换联络员")
    _opened(tab, qtbot)
    assert tab.form.liaison.text() == NAME
    assert _unmaskings(reachable) == 1
    assert not tab.browser.dirty
    tab.form.unmask.button.click()
    assert (tab.form.liaison.text(), tab.form.phone.text()) == ("李*", "138****0000")


def test_what_was_typed_into_an_open_form_stays_when_it_closes(
    tab: UnitsTab, qtbot: QtBot, reachable: Workspace
) -> None:
    _opened(tab, qtbot)
    tab.form.phone.setText("13899990009")
    tab.form.touch()
    tab.form.unmask.timer.timeout.emit()
    assert (tab.form.liaison.text(), tab.form.phone.text()) == ("李*", "13899990009")
    tab.save()
    qtbot.waitUntil(lambda: "已保存" in tab.browser.status.text())
    assert _stored(reachable) == (NAME, "13899990009")


def test_saving_an_open_form_stores_the_contact_and_its_draft_does_not_hold_it(
    tab: UnitsTab, qtbot: QtBot, reachable: Workspace
) -> None:
    _opened(tab, qtbot)
    tab.form.leader.setText("王五")
    tab.form.touch()
    draft = repr(tab.form.typed())
    assert (NAME in draft, PHONE in draft, "138****0000" in draft) == (False, False, True)
    tab.save()
    qtbot.waitUntil(lambda: "已保存" in tab.browser.status.text())
    assert _stored(reachable) == (NAME, PHONE)


def test_another_unit_in_the_form_closes_it(tab: UnitsTab, qtbot: QtBot) -> None:
    _opened(tab, qtbot)
    tab.browser.select("U002")
    assert tab.form.phone.text() == ""
    tab.browser.select("U001")
    assert tab.form.phone.text() == "138****0000"
    assert not tab.form.unmask.is_open
