"""The auditor's page, below the window: filter, alarms, export; and no content for the auditor."""

from __future__ import annotations

import ast
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from antifraud_desktop.action_words import ACTION_WORDS
from antifraud_desktop.bootstrap import Program
from antifraud_desktop.errors import EnvironmentTrouble, Invalid, Refused
from antifraud_desktop.paths import DataFolder
from antifraud_desktop.records.trail import TrailFilter
from antifraud_desktop.vocabulary import Role
from antifraud_desktop.work import NotAllowed
from tests.accounts.conftest import ADMIN, AUDITOR, CLERK, FOUNDER, TestClock
from tests.helpers.sources import python_files, tree

Enter = Callable[..., Program]


def test_the_auditor_filters_by_day_account_action_and_subject(
    enter: Enter, clock: TestClock
) -> None:
    clock.turn(days=1)
    enter(ADMIN).accounts.change(CLERK, "统计员", (Role.OPERATOR,), active=True)
    trail = enter(AUDITOR).trail
    today = TrailFilter(first=date(2023, 8, 13))
    assert [e.action for e in trail.page(today).entries] == ["登录", "修改账号", "登录"]
    assert trail.page(TrailFilter(last=date(2023, 8, 11))).total == 0
    assert {e.account for e in trail.page(TrailFilter(account=ADMIN)).entries} == {ADMIN}
    changed = trail.page(TrailFilter(action="change_account", subject=CLERK)).entries
    assert [(e.summary, e.detail) for e in changed] == [(f"修改账号：{CLERK}", "有")]
    assert trail.page(TrailFilter(looks=True)).total == 0
    assert set(trail.accounts()) >= {FOUNDER, ADMIN, CLERK}


def test_pages_follow_each_other_without_gap_or_overlap(enter: Enter) -> None:
    trail = enter(AUDITOR).trail
    whole = trail.page(TrailFilter(), limit=1000)
    numbers: list[int] = []
    for offset in range(0, whole.total, 5):
        numbers += [e.sequence for e in trail.page(TrailFilter(), 5, offset).entries]
    assert numbers == [e.sequence for e in whole.entries]
    assert numbers == sorted(numbers, reverse=True)


def test_nobody_else_reads_the_trail(enter: Enter) -> None:
    for name in (ADMIN, CLERK):
        with pytest.raises(NotAllowed):
            enter(name).trail.page(TrailFilter())


def test_the_trail_as_a_workbook_is_registered_and_on_record(
    enter: Enter, root: Path, tmp_path: Path
) -> None:
    trail = enter(AUDITOR).trail
    path = tmp_path / "trail.xlsx"
    trail.export(TrailFilter(account=ADMIN), path)
    sheet = openpyxl.load_workbook(path).active
    texts = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert "账号" in texts[1]
    assert {row[2] for row in texts[2:]} == {ADMIN}
    assert [e.action for e in trail.page(TrailFilter(looks=True)).entries] == ["导出"]
    with pytest.raises(EnvironmentTrouble):
        trail.export(TrailFilter(), path / "inside.xlsx")
    for wrong in (root / "office.xlsx", root / "office.keys", tmp_path / "trail"):
        with pytest.raises(Refused):
            trail.export(TrailFilter(), wrong)
    assert trail.page(TrailFilter(looks=True)).total == 1


def test_a_side_file_that_is_gone_is_an_alarm_until_the_auditor_clears_it(
    enter: Enter, root: Path
) -> None:
    DataFolder(root).anchor.unlink()
    first = enter(CLERK)
    assert "office.anchor" in first.alarms[0]
    first.close()
    second = enter(AUDITOR)
    assert second.alarms == ()  # told once at sign-in, kept in the trail
    (alarm,) = second.trail.alarms()
    with pytest.raises(Invalid):
        second.trail.clear_alarm(alarm.number, "好")
    second.trail.clear_alarm(alarm.number, "换电脑时漏拷了核对文件，已核对")
    assert second.trail.alarms() == ()
    with pytest.raises(Refused, match="处理过"):
        second.trail.clear_alarm(alarm.number, "再处理一次看看")


def test_every_action_the_program_records_has_a_word() -> None:
    recorded = {
        node.args[0].value
        for path in python_files("antifraud_desktop")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "record"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }
    assert len(recorded) > 25
    assert recorded - set(ACTION_WORDS) == set()
