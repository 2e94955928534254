from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.office import UNITS
from ui.pages.basics import BasicsPage
from ui.workspace import Workspace


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> Iterator[BasicsPage]:
    made = BasicsPage(workspace)
    qtbot.addWidget(made)
    made.resize(1000, 560)
    made.show()
    made.units.load()
    made.indicators.load()
    qtbot.waitUntil(lambda: made.units.browser.list.count() == len(UNITS))
    qtbot.waitUntil(lambda: made.indicators.browser.list.count() > 10)
    yield made
    made.close()


def test_a_unit_is_changed_and_its_history_told(
    page: BasicsPage, qtbot: QtBot, workspace: Workspace
) -> None:
    form = page.units.form
    form.liaison.setText("李四")
    form.liaison.textEdited.emit("李四")
    page.units.browser.save.click()
    qtbot.waitUntil(lambda: "已保存" in page.units.browser.status.text())
    assert workspace.program.units.get("U001").liaison == "李*"
    page.units.browser.history.click()
    qtbot.waitUntil(lambda: "大石村" in page.units.browser._past.toPlainText())


def test_all_problems_stand_beside_their_fields(page: BasicsPage) -> None:
    form = page.units.form
    form.name.clear()
    form.households.setText("很多")
    form.residents.setText("约一千")
    form.touch()
    page.units.browser.save.click()
    assert set(form.problems_shown()) == {"name", "households", "residents"}
    assert form.households.text() == "很多"


def test_a_name_already_taken_is_told_at_the_name(page: BasicsPage, qtbot: QtBot) -> None:
    page.units.form.name.setText("河东村")
    page.units.form.touch()
    page.units.browser.save.click()
    qtbot.waitUntil(lambda: "name" in page.units.form.problems_shown())


def test_changed_elsewhere_keeps_what_was_typed(
    page: BasicsPage, qtbot: QtBot, workspace: Workspace
) -> None:
    units = workspace.program.units
    units.save(replace(units.get("U001"), phone="13800000000"))
    page.units.form.leader.setText("王五")
    page.units.form.touch()
    page.units.browser.save.click()
    qtbot.waitUntil(lambda: "没有保存" in page.units.browser.status.text())
    assert page.units.form.leader.text() == "王五"
    assert units.get("U001").leader == ""


def test_a_unit_is_found_by_pinyin_and_retired(
    page: BasicsPage, qtbot: QtBot, workspace: Workspace
) -> None:
    page.units.browser.search.setText("nwc")
    qtbot.waitUntil(lambda: page.units.browser.list.count() == 1)
    qtbot.waitUntil(lambda: page.units.form.name.text() == "南湾村")
    page.units.retire.click()
    qtbot.waitUntil(lambda: "已停用" in page.units.browser.status.text())
    last = workspace.program.units.get("U004").active_until
    assert last == workspace.program.clock.today()


def test_a_new_unit_gets_a_code(page: BasicsPage, qtbot: QtBot, workspace: Workspace) -> None:
    page.units.browser.new.click()
    page.units.form.name.setText("北坡村")
    page.units.form.aliases.setText("北坡、 北坡村委会")
    page.units.form.touch()
    page.units.browser.save.click()
    qtbot.waitUntil(lambda: len(workspace.program.units.list()) == len(UNITS) + 1)
    assert workspace.program.units.get("U005").aliases == ("北坡", "北坡村委会")


def test_wordings_are_added_and_taken_away(
    page: BasicsPage, qtbot: QtBot, workspace: Workspace
) -> None:
    page.tabs.setCurrentWidget(page.indicators)
    words = page.indicators.form.wordings
    words.new.setText("串门")
    words.new.returnPressed.emit()
    gone = words.words()[0][0]
    words.list.setCurrentItem(words.list.findItems(gone, Qt.MatchFlag.MatchExactly)[0])
    words._remove_selected()
    page.indicators.browser.save.click()
    qtbot.waitUntil(lambda: "已保存" in page.indicators.browser.status.text())
    record = workspace.program.indicators.list()[0]
    assert record.learnt == ("串门",)
    assert gone not in record.aliases
