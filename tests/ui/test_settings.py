from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QTime
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from antifraud_desktop.bootstrap import sign_in
from antifraud_desktop.clock import FixedClock
from antifraud_desktop.vocabulary import SubmissionState
from tests.ui.office import DAY, NOW, PASSWORD
from tests.ui.windows import quiet
from ui.pages.settings.about import about
from ui.pages.settings.page import SettingsPage
from ui.preferences import Appearance, load_appearance, save_appearance
from ui.workspace import Workspace


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> Iterator[SettingsPage]:
    made = SettingsPage(workspace)
    qtbot.addWidget(made)
    made.show()
    made.show_day(DAY)
    quiet(qtbot, workspace)
    yield made
    made.close()


def click(page: SettingsPage, qtbot: QtBot, text: str) -> None:
    next(b for b in page.findChildren(QPushButton) if b.text() == text).click()
    qtbot.waitUntil(lambda: not page.workspace.operations.is_busy)
    quiet(qtbot, page.workspace)


def save_rules(page: SettingsPage, qtbot: QtBot) -> None:
    click(page, qtbot, "保存，自今日起生效")


def test_r1_a_changed_deadline_counts_from_today_and_is_kept_in_the_history(
    page: SettingsPage, qtbot: QtBot
) -> None:
    page.times["deadline"].setTime(QTime(17, 0))
    page.times["reminder_time"].setTime(QTime(16, 30))
    save_rules(page, qtbot)
    townships = page.program.townships
    assert townships.settings(DAY).deadline.hour == 17
    assert townships.settings(DAY - timedelta(days=1)).deadline.hour == 18
    assert "修改设置" in page.history.entries.topLevelItem(0).text(2)
    entry = page.history.entries.topLevelItem(0)
    said = [entry.child(n).text(2) for n in range(entry.childCount())]
    assert any("18:00" in line and "17:00" in line for line in said)


def test_what_cannot_be_is_told_at_its_field(page: SettingsPage, qtbot: QtBot) -> None:
    page.times["bulletin_time"].setTime(QTime(17, 0))
    save_rules(page, qtbot)
    assert "通报时间应晚于" in page.rules.problems_shown()["bulletin_time"]
    assert "还没有保存" in page.bar.label.text()
    assert page.program.townships.settings(DAY).bulletin_time.hour == 21


def test_the_texts_of_the_report_are_kept(page: SettingsPage, qtbot: QtBot) -> None:
    page.texts["issuer"].setText(" 青禾镇反诈办 ")
    page.tomorrow.setPlainText("按时报送。\n\n 做好宣传。 ")
    save_rules(page, qtbot)
    settings = page.program.townships.settings(DAY)
    assert settings.issuer == "青禾镇反诈办"
    assert settings.tomorrow == ("按时报送。", "做好宣传。")


def test_what_is_being_typed_survives_other_savings(page: SettingsPage, qtbot: QtBot) -> None:
    page.texts["issuer"].setText("还没写完")
    page.name.setText("青禾街道")
    click(page, qtbot, "保存乡镇与行动")
    assert page.program.townships.overview().name == "青禾街道"
    assert page.texts["issuer"].text() == "还没写完"
    save_rules(page, qtbot)
    assert page.program.townships.settings(DAY).issuer == "还没写完"


def test_a_wrong_date_is_never_saved_as_the_old_one(page: SettingsPage, qtbot: QtBot) -> None:
    page.start.line.setText("2023-8-32")
    click(page, qtbot, "保存乡镇与行动")
    assert "请把日期填写完整" in page.bar.label.text()
    assert page.program.townships.overview().campaign.start == date(2023, 8, 1)


def test_r1_a_day_can_be_set_apart(page: SettingsPage, qtbot: QtBot) -> None:
    tab = page.calendar
    tab.day.line.setText("8.15")
    tab.reason.setText("防汛停报")
    click(page, qtbot, "保存这一天")
    assert not page.program.calendar.is_reporting(date(2023, 8, 15))
    assert "2023-08-15　不报送　防汛停报" in tab.days.item(0).text()


def test_r2_a_unit_can_be_excused_and_called_back(page: SettingsPage, qtbot: QtBot) -> None:
    tab = page.calendar
    tab.unit.setCurrentIndex(tab.unit.findText("竹园村"))
    tab.first.line.setText("8.10")
    tab.last.line.setText("8.20")
    tab.why.setText("换届")
    tab.allowed.setText("李四")
    click(page, qtbot, "保存豁免")
    assert _state(page, "竹园村") is SubmissionState.EXEMPT
    assert "换届（李四）" in tab.exemptions.item(0).text()
    click(page, qtbot, "所选单位自工作日期起恢复报送")
    assert _state(page, "竹园村") is SubmissionState.MISSING


def _state(page: SettingsPage, name: str) -> SubmissionState:
    return next(u.state for u in page.program.days.book(DAY).units if u.name == name)


def test_an_exemption_without_days_is_asked_for_them(page: SettingsPage, qtbot: QtBot) -> None:
    click(page, qtbot, "保存豁免")
    assert "起止日期" in page.bar.label.text()
    assert page.program.calendar.exemptions() == ()


def test_the_new_password_opens_the_file(
    page: SettingsPage, qtbot: QtBot, workspace: Workspace
) -> None:
    tab = page.password
    for line, text in ((tab.old, PASSWORD), (tab.new, "Qinghe-2024-08"), (tab.again, "x")):
        line.setText(text)
    tab.save()
    assert "不一样" in page.bar.label.text()
    tab.again.setText("Qinghe-2024-08")
    tab.save()
    qtbot.waitUntil(lambda: "密码已修改" in page.bar.label.text(), timeout=15_000)
    assert tab.old.text() == ""
    root = workspace.program.folder.root
    sign_in(root, "office", "Qinghe-2024-08", FixedClock(NOW)).close()


def test_a_wrong_old_password_is_told_and_nothing_is_lost(page: SettingsPage, qtbot: QtBot) -> None:
    tab = page.password
    for line, text in ((tab.old, "wrong"), (tab.new, "Qinghe-2024-08")):
        line.setText(text)
    tab.again.setText("Qinghe-2024-08")
    tab.save()
    qtbot.waitUntil(page.bar.isVisible, timeout=15_000)
    assert "密码" in page.bar.label.text()
    assert tab.new.text() == "Qinghe-2024-08"


def test_the_look_is_asked_for_and_kept(page: SettingsPage, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(page.appearance_wanted) as told:
        page.mode.setCurrentIndex(page.mode.findData("dark"))
    wanted = told.args[0]
    assert wanted == Appearance("dark", 100, collapsed=False)
    save_appearance(tmp_path, wanted)
    assert load_appearance(tmp_path) == wanted


@pytest.mark.parametrize("kept", ["", "{", '{"mode": "pink", "scale": 100}', '{"mode": 1}', "[]"])
def test_an_unreadable_look_is_the_usual_one(tmp_path: Path, kept: str) -> None:
    (tmp_path / "appearance.json").write_text(kept, encoding="utf-8")
    assert load_appearance(tmp_path) == Appearance()


def test_about_warns_of_state_secrets(qtbot: QtBot) -> None:
    label = about()
    qtbot.addWidget(label)
    assert "国家秘密不得录入" in label.text()
