"""今日 says how safe the data is and what the office owes; a click leads to where it is done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from antifraud_desktop.bootstrap import Program, at_moment
from antifraud_desktop.clock import FixedClock
from antifraud_desktop.rules.permissions import ROLE_PERMISSIONS
from antifraud_desktop.vocabulary import Role
from tests.helpers import old_records
from tests.ui.office import NOW
from tests.ui.windows import opened, quiet
from ui.care import exports_due
from ui.main_window import MainWindow
from ui.workspace import Workspace


@pytest.fixture
def window(qtbot: QtBot, workspace: Workspace) -> Iterator[MainWindow]:
    yield from opened(qtbot, workspace)


def lines(window: MainWindow) -> list[str]:
    due = window.page("today").due
    return [due.item(row).text() for row in range(due.count())]


def back_up(window: MainWindow, qtbot: QtBot) -> str:
    workspace = window.workspace
    workspace.announce(workspace.program.backups.make()[1])
    quiet(qtbot, workspace)
    return str(window.page("today").light.text())


def test_the_light_turns_with_a_backup_and_opens_its_tab(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    light = window.page("today").light
    assert light.text().startswith("⚠ 备份：还没有")
    assert back_up(window, qtbot).startswith("! 备份：今天")
    assert "没有设第二位置" in light.text()
    stick = tmp_path / "stick"
    stick.mkdir()
    window.workspace.program.backups.set_second_target(stick)
    back_up(window, qtbot)
    stick.rename(tmp_path / "elsewhere")
    assert "第二位置没有连接" in back_up(window, qtbot)
    light.click()
    quiet(qtbot, window.workspace)
    assert window.current == "settings"
    assert window.page("settings").tabs.current == "备份"


def test_the_light_names_the_time_of_today_and_the_date_of_another_day(
    window: MainWindow, qtbot: QtBot
) -> None:
    workspace = window.workspace
    told = back_up(window, qtbot)
    made = workspace.program.backups.list()[0].made_at.astimezone()
    assert f"今天{made:%H:%M}完好" in told
    tomorrow = FixedClock(NOW + timedelta(days=1))
    workspace.program = at_moment(workspace.program, tomorrow)
    workspace.set_day(tomorrow.today())
    quiet(qtbot, workspace)
    assert "最近一次8月12日" in window.page("today").light.text()


def test_what_the_law_asks_for_stands_in_the_list_and_leads_to_the_forms(
    window: MainWindow, qtbot: QtBot
) -> None:
    due = window.page("today").due
    row = next(n for n, text in enumerate(lines(window)) if "影响评估" in text)
    due.itemActivated.emit(due.item(row))
    quiet(qtbot, window.workspace)
    assert window.current == "settings"
    assert window.page("settings").tabs.current == "合规"


def test_what_is_to_be_erased_is_counted_in_one_line(window: MainWindow, qtbot: QtBot) -> None:
    workspace = window.workspace
    old_records.everything(workspace.program.work)
    later = FixedClock(NOW.replace(year=2030))
    workspace.program = at_moment(workspace.program, later)
    workspace.set_day(later.today())
    quiet(qtbot, workspace)
    told = [text for text in lines(window) if "保存到期" in text]
    assert len(told) == 1


@pytest.mark.parametrize(("role", "forms"), [(Role.OPERATOR, True), (Role.CASE_OFFICER, False)])
def test_each_account_reads_only_what_it_may(
    qtbot: QtBot, workspace: Workspace, role: Role, forms: bool
) -> None:
    held = ROLE_PERMISSIONS[role]
    work = replace(workspace.program.work, permissions=held)
    again = at_moment(replace(workspace.program, work=work, permissions=held), FixedClock(NOW))
    workspace.program = again
    for window in opened(qtbot, workspace):
        assert window.page("today").light.isVisible()
        assert any("影响评估" in text for text in lines(window)) == forms


def test_an_export_leads_each_of_both_to_the_step_that_is_theirs(
    qtbot: QtBot, workspace: Workspace
) -> None:
    everybody = workspace.program
    roles = {"张三": Role.CASE_OFFICER, "李四": Role.REVIEWER}
    for name, role in roles.items():
        everybody.accounts.add(name, "", (role,), "given-by-another")

    def sit_down(name: str) -> Program:
        held = ROLE_PERMISSIONS[roles[name]]
        work = replace(everybody.work, account=name, permissions=held)
        told = replace(everybody, account=name, work=work, permissions=held)
        workspace.program = at_moment(told, FixedClock(NOW))
        return workspace.program

    def told() -> list[str]:
        points = exports_due(workspace.program)
        assert {(point.page, point.tab) for point in points} <= {("settings", "导出审批")}
        return [point.text for point in points]

    asked, _ = sit_down("张三").exports.ask("unit_contacts", {}, "县反诈中心", "核对联络员")
    assert told() == []
    reviewer = sit_down("李四")
    assert told() == ["有1份导出申请等您审批。"]
    reviewer.exports.decide(asked.id, agreed=True, why="", version=asked.version)
    assert told() == []
    sit_down("张三")
    assert told() == ["您申请的1份导出已同意，请在24小时内导出。"]
    for window in opened(qtbot, workspace):
        assert any("请在24小时内导出" in text for text in lines(window))
        window.open_page("settings", "导出审批")
        quiet(qtbot, workspace)
        tab = window.page("settings").tabs.made["导出审批"]
        assert [record.id for record in tab.requests.records] == [asked.id]
        assert tab.carry.isEnabled()
        assert not tab.register_table.isVisible(), "the register is not a case officer's to read"
