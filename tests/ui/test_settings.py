from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTime
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from antifraud_desktop.bootstrap import sign_in
from antifraud_desktop.clock import FixedClock
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.vocabulary import SubmissionState
from tests.ui.office import DAY, NOW, PASSWORD
from tests.ui.windows import quiet
from ui.pages.settings.about import about
from ui.pages.settings.page import SettingsPage
from ui.preferences import Appearance, load_appearance, save_appearance
from ui.workspace import Workspace

RULES, CALENDAR = "时间与文书", "报送日与豁免"
OWN = ("密码", "外观与锁定", "关于")
BEFORE = ("乡镇与行动", RULES, CALENDAR, "修改记录", *OWN)


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> Iterator[SettingsPage]:
    made = SettingsPage(workspace)
    qtbot.addWidget(made)
    made.show()
    made.show_day(DAY)
    quiet(qtbot, workspace)
    yield made
    made.close()


def opened(page: SettingsPage, qtbot: QtBot, title: str) -> Any:
    tab = page.tabs.open(title)
    quiet(qtbot, page.workspace)
    return tab


def click(page: SettingsPage, qtbot: QtBot, text: str) -> None:
    next(b for b in page.findChildren(QPushButton) if b.text() == text).click()
    qtbot.waitUntil(lambda: not page.workspace.operations.is_busy)
    quiet(qtbot, page.workspace)


def save_rules(page: SettingsPage, qtbot: QtBot) -> None:
    click(page, qtbot, "保存，自今日起生效")


def test_r1_a_changed_deadline_counts_from_today_and_is_kept_in_the_history(
    page: SettingsPage, qtbot: QtBot
) -> None:
    tab = opened(page, qtbot, RULES)
    tab.times["deadline"].setTime(QTime(17, 0))
    tab.times["reminder_time"].setTime(QTime(16, 30))
    save_rules(page, qtbot)
    townships = page.program.townships
    assert townships.settings(DAY).deadline.hour == 17
    assert townships.settings(DAY - timedelta(days=1)).deadline.hour == 18
    entry = opened(page, qtbot, "修改记录").entries.topLevelItem(0)
    assert "修改设置" in entry.text(2)
    said = [entry.child(n).text(2) for n in range(entry.childCount())]
    assert any("18:00" in line and "17:00" in line for line in said)


def test_what_cannot_be_is_told_at_its_field(page: SettingsPage, qtbot: QtBot) -> None:
    tab = opened(page, qtbot, RULES)
    tab.times["bulletin_time"].setTime(QTime(17, 0))
    save_rules(page, qtbot)
    assert "通报时间应晚于" in tab.form.problems_shown()["bulletin_time"]
    assert "还没有保存" in page.bar.label.text()
    assert page.program.townships.settings(DAY).bulletin_time.hour == 21


def test_the_texts_of_the_report_are_kept(page: SettingsPage, qtbot: QtBot) -> None:
    tab = opened(page, qtbot, RULES)
    tab.texts["issuer"].setText(" 青禾镇反诈办 ")
    tab.tomorrow.setPlainText("按时报送。\n\n 做好宣传。 ")
    save_rules(page, qtbot)
    settings = page.program.townships.settings(DAY)
    assert settings.issuer == "青禾镇反诈办"
    assert settings.tomorrow == ("按时报送。", "做好宣传。")


def test_what_is_being_typed_survives_other_savings(page: SettingsPage, qtbot: QtBot) -> None:
    rules = opened(page, qtbot, RULES)
    rules.texts["issuer"].setText("还没写完")
    opened(page, qtbot, "乡镇与行动").name.setText("青禾街道")
    click(page, qtbot, "保存乡镇与行动")
    assert page.program.townships.overview().name == "青禾街道"
    assert opened(page, qtbot, RULES).texts["issuer"].text() == "还没写完"
    save_rules(page, qtbot)
    assert page.program.townships.settings(DAY).issuer == "还没写完"


def test_a_wrong_date_is_never_saved_as_the_old_one(page: SettingsPage, qtbot: QtBot) -> None:
    opened(page, qtbot, "乡镇与行动").start.line.setText("2023-8-32")
    click(page, qtbot, "保存乡镇与行动")
    assert "请把日期填写完整" in page.bar.label.text()
    assert page.program.townships.overview().campaign.start == date(2023, 8, 1)


def test_r1_a_day_can_be_set_apart(page: SettingsPage, qtbot: QtBot) -> None:
    tab = opened(page, qtbot, CALENDAR)
    tab.day.line.setText("8.15")
    tab.reason.setText("防汛停报")
    click(page, qtbot, "保存这一天")
    assert not page.program.calendar.is_reporting(date(2023, 8, 15))
    assert "2023-08-15　不报送　防汛停报" in tab.days.item(0).text()


def test_r2_a_unit_can_be_excused_and_called_back(page: SettingsPage, qtbot: QtBot) -> None:
    tab = opened(page, qtbot, CALENDAR)
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
    opened(page, qtbot, CALENDAR)
    click(page, qtbot, "保存豁免")
    assert "起止日期" in page.bar.label.text()
    assert page.program.calendar.exemptions() == ()


def test_the_new_password_opens_the_file(
    page: SettingsPage, qtbot: QtBot, workspace: Workspace
) -> None:
    tab = opened(page, qtbot, "密码")
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
    tab = opened(page, qtbot, "密码")
    for line, text in ((tab.old, "wrong"), (tab.new, "Qinghe-2024-08")):
        line.setText(text)
    tab.again.setText("Qinghe-2024-08")
    tab.save()
    qtbot.waitUntil(page.bar.isVisible, timeout=15_000)
    assert "密码" in page.bar.label.text()
    assert tab.new.text() == "Qinghe-2024-08"


def test_the_look_is_asked_for_and_kept(page: SettingsPage, qtbot: QtBot, tmp_path: Path) -> None:
    tab = opened(page, qtbot, "外观与锁定")
    with qtbot.waitSignal(page.appearance_wanted) as told:
        tab.mode.setCurrentIndex(tab.mode.findData("dark"))
    assert told.args[0] == Appearance("dark", 100, collapsed=False)
    with qtbot.waitSignal(page.appearance_wanted) as told:
        tab.idle.setValue(3)
    wanted = told.args[0]
    assert wanted == Appearance("dark", idle_minutes=3)
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


def test_a_tab_nobody_looks_at_is_not_made(page: SettingsPage, qtbot: QtBot) -> None:
    assert set(page.tabs.made) == {"乡镇与行动"}
    opened(page, qtbot, "修改记录")
    assert set(page.tabs.made) == {"乡镇与行动", "修改记录"}


def test_a_half_filled_form_is_there_again_after_the_window_was_closed(
    page: SettingsPage, qtbot: QtBot, workspace: Workspace
) -> None:
    tab = opened(page, qtbot, RULES)
    tab.texts["issuer"].setText("还没写完")
    tab.times["deadline"].setTime(QTime(17, 45))
    assert page.keep_draft() == 1
    again = SettingsPage(workspace)
    qtbot.addWidget(again)
    again.show()
    again.show_day(DAY)
    quiet(qtbot, workspace)
    tab = again.tabs.tab(RULES)
    qtbot.waitUntil(lambda: tab.texts["issuer"].text() == "还没写完")
    assert tab.times["deadline"].time() == QTime(17, 45)
    assert "核对后保存" in again.bar.label.text()
    save_rules(again, qtbot)
    assert again.keep_draft() == 0
    quiet(qtbot, workspace)
    assert workspace.program.drafts.keys() == ()


@pytest.mark.parametrize(
    ("held", "shown"),
    [
        ({Permission.OWN_ACCOUNT}, OWN),
        (
            {Permission.OWN_ACCOUNT, Permission.READ_FIGURES},
            ("修改记录", *OWN),
        ),
    ],
)
def test_only_the_tabs_of_the_role_are_shown(
    qtbot: QtBot, workspace: Workspace, held: set[Permission], shown: tuple[str, ...]
) -> None:
    workspace.program = replace(workspace.program, permissions=frozenset(held))
    page = SettingsPage(workspace)
    qtbot.addWidget(page)
    assert tuple(title for title in page.tabs.titles if title in BEFORE) == shown


@pytest.mark.parametrize("kept", [0, 11, "x"])
def test_an_idle_time_out_of_bounds_is_the_longest(tmp_path: Path, kept: object) -> None:
    text = json.dumps({"mode": "light", "scale": 100, "idle_minutes": kept})
    (tmp_path / "appearance.json").write_text(text, encoding="utf-8")
    assert load_appearance(tmp_path).idle_minutes == 10
