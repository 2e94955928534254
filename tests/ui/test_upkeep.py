"""The day's backup and the month's check: when nobody works, by five, or at closing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from antifraud_desktop.bootstrap import Program, at_moment
from antifraud_desktop.rules.permissions import Permission
from tests.ui.office import NOW
from tests.ui.sessions import WallClock
from tests.ui.windows import quiet
from ui.messages import MessageBar
from ui.upkeep import Upkeep
from ui.workspace import Workspace

MORNING = NOW.replace(hour=9, minute=0)


class Desk:
    """A window on the office at nine in the morning; the test moves clock and hands."""

    def __init__(self, qtbot: QtBot, program: Program) -> None:
        self.qtbot, self.clock, self.still = qtbot, WallClock(MORNING), timedelta(0)
        self.program = at_moment(program, self.clock)
        self.workspace = Workspace(self.program, MORNING.date())
        self.window, self.bar = QWidget(), MessageBar()
        qtbot.addWidget(self.window)
        qtbot.addWidget(self.bar)
        self.window.show()
        self.upkeep = Upkeep(self.workspace, self.bar, lambda: self.still, self.window)
        quiet(qtbot, self.workspace)

    def tick(self) -> int:
        """Look once and return how many backups there are."""
        self.upkeep.tick()
        quiet(self.qtbot, self.workspace)
        return self.backups

    def hold_worker(self) -> Event:
        """Keep the worker busy until the event is set."""
        gate = Event()
        self.workspace.run(gate.wait, lambda _done: None)
        return gate

    @property
    def backups(self) -> int:
        return len(list(self.program.folder.backups.glob("*.json")))


@pytest.fixture
def desk(qtbot: QtBot, program: Program) -> Iterator[Desk]:
    made = Desk(qtbot, program)
    yield made
    made.upkeep.end()
    made.workspace.close()


def test_the_days_backup_waits_until_nobody_works(desk: Desk) -> None:
    assert desk.tick() == 0
    desk.still = timedelta(minutes=1, seconds=59)
    assert desk.tick() == 0
    desk.still = timedelta(minutes=2)
    assert desk.tick() == 1
    assert desk.tick() == 1
    assert desk.bar.isHidden()  # what went well disturbs nobody


def test_at_five_it_is_made_whatever_somebody_is_doing(desk: Desk) -> None:
    desk.clock.at = MORNING.replace(hour=16, minute=59)
    assert desk.tick() == 0
    desk.clock.at = MORNING.replace(hour=17)
    assert desk.tick() == 1


def test_every_day_has_its_own(desk: Desk) -> None:
    desk.still = timedelta(minutes=5)
    assert desk.tick() == 1
    desk.clock.go(timedelta(days=1))
    assert desk.tick() == 2


def test_one_made_by_hand_is_enough_for_the_day(desk: Desk) -> None:
    _made, changes = desk.program.backups.make()
    desk.workspace.announce(changes)
    quiet(desk.qtbot, desk.workspace)
    desk.still = timedelta(minutes=5)
    assert desk.tick() == 1


def test_a_backup_that_cannot_be_made_is_told_and_tried_again_in_an_hour(desk: Desk) -> None:
    place = desk.program.folder.backups
    place.write_bytes(b"a file where the folder should be")
    desk.still = timedelta(minutes=5)
    desk.upkeep.tick()
    quiet(desk.qtbot, desk.workspace)
    assert "没有做成" in desk.bar.label.text()
    place.unlink()
    assert desk.tick() == 0
    desk.clock.go(timedelta(hours=1))
    assert desk.tick() == 1


def test_closing_makes_the_days_backup_first(desk: Desk) -> None:
    assert not desk.window.close()
    assert desk.upkeep.waiting is not None
    assert "正在做今天的备份" in desk.upkeep.waiting.label.text()
    desk.qtbot.waitUntil(lambda: not desk.window.isVisible())
    assert desk.backups == 1


def test_closing_again_does_not_begin_twice(desk: Desk) -> None:
    assert not desk.window.close()
    assert not desk.window.close()
    desk.qtbot.waitUntil(lambda: not desk.window.isVisible())
    assert desk.backups == 1


def test_the_backup_at_closing_can_be_skipped(desk: Desk) -> None:
    gate = desk.hold_worker()
    assert not desk.window.close()
    assert desk.upkeep.waiting is not None
    skip = desk.upkeep.waiting.stop
    assert skip.text() == "跳过，直接关闭"
    skip.click()
    gate.set()
    desk.qtbot.waitUntil(lambda: not desk.window.isVisible())
    assert desk.backups == 0


def test_with_a_backup_of_the_day_the_window_closes_at_once(desk: Desk) -> None:
    desk.still = timedelta(minutes=5)
    assert desk.tick() == 1
    assert desk.window.close()


def test_a_backup_that_fails_at_closing_does_not_hold_anybody(desk: Desk) -> None:
    desk.program.folder.backups.write_bytes(b"no folder")
    assert not desk.window.close()
    quiet(desk.qtbot, desk.workspace)
    assert desk.window.isVisible()
    assert "再关一次窗口就退出" in desk.bar.label.text()
    assert desk.window.close()


def test_who_may_not_look_after_the_data_is_left_alone(qtbot: QtBot, program: Program) -> None:
    desk = Desk(qtbot, replace(program, permissions=frozenset({Permission.OWN_ACCOUNT})))
    desk.upkeep.end()
    desk.workspace.program = replace(desk.program, permissions=frozenset())
    window = QWidget()
    qtbot.addWidget(window)
    upkeep = Upkeep(desk.workspace, desk.bar, lambda: timedelta(hours=1), window)
    upkeep.tick()
    quiet(qtbot, desk.workspace)
    assert desk.backups == 0
    assert window.close()
    desk.workspace.close()


def damage(program: Program) -> Path:
    """Cut a document's bytes as a bad disk would, where only a full check sees it."""
    program.backups.make()
    path = program.folder.backups / "office-000001.db"
    path.write_bytes(b"\0" * path.stat().st_size)
    return path


def test_the_monthly_check_runs_in_a_quiet_morning_and_tells_what_it_found(desk: Desk) -> None:
    damage(desk.program)
    desk.still = timedelta(minutes=5)
    desk.upkeep._look()
    quiet(desk.qtbot, desk.workspace)
    desk.tick()
    assert "每月检查数据发现1处问题" in desk.bar.label.text()
    alarms = desk.program.trail.alarms()
    assert [alarm.summary[:8] for alarm in alarms] == ["每月检查数据发现"]
    desk.clock.go(timedelta(days=31))
    damage_told = desk.program.verification.run()
    assert not desk.program.verification.sound(damage_told)
    assert len(desk.program.trail.alarms()) == 1


@pytest.mark.parametrize("hour", [12, 15])
def test_the_monthly_check_leaves_the_afternoon_alone(desk: Desk, hour: int) -> None:
    desk.clock.at = MORNING.replace(hour=hour)
    desk.still = timedelta(minutes=5)
    assert desk.tick() == 1
    desk.tick()
    assert desk.program.verification.due(desk.clock.utc())


def test_a_check_that_found_nothing_is_not_made_again_for_a_month(desk: Desk) -> None:
    desk.still = timedelta(minutes=5)
    desk.tick()
    desk.tick()
    assert not desk.program.verification.due(desk.clock.utc())
    assert desk.bar.isHidden()
    assert desk.program.trail.alarms() == ()


def test_whoever_comes_back_does_not_wait_for_the_check(desk: Desk) -> None:
    desk.still = timedelta(minutes=5)
    assert desk.tick() == 1
    gate = desk.hold_worker()
    desk.upkeep.tick()
    desk.still = timedelta(0)
    gate.set()
    quiet(desk.qtbot, desk.workspace)
    assert desk.bar.isHidden()
    assert desk.program.verification.due(desk.clock.utc())
    desk.still = timedelta(minutes=5)
    desk.tick()
    assert not desk.program.verification.due(desk.clock.utc())
