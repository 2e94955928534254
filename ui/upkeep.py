"""The care nobody has to think of: the day's backup, and once a month a check of the data."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from threading import Event

import shiboken6
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import KnownTrouble
from antifraud_desktop.records.backups import BackupMade, Verification
from antifraud_desktop.rules.permissions import Permission
from ui.dialogs.long_work import LongWork
from ui.messages import MessageBar
from ui.workspace import Workspace

TICK_MS = 30_000
IDLE = timedelta(minutes=2)
"""Work waits behind a backup, so it is made when nobody has touched anything for that long."""
LATEST = time(17)
"""At this time of day it is made whatever somebody is doing."""
NOON = time(12)
AGAIN = timedelta(hours=1)
DAILY = "daily"


class Upkeep(QObject):
    """Belongs to one window; ``idle`` says for how long nobody has worked.

    Closing the window with no backup of the day makes one first, which can be skipped.
    """

    def __init__(
        self,
        workspace: Workspace,
        bar: MessageBar,
        idle: Callable[[], timedelta],
        window: QWidget,
    ) -> None:
        """Begin where the account may look after the data."""
        super().__init__(window)
        self._workspace, self._bar, self._idle, self._window = workspace, bar, idle, window
        self._done_on: date | None = None
        self._checked_on: date | None = None
        self._known = self._busy = False
        self._not_before: datetime | None = None
        self.waiting: LongWork | None = None
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.tick)
        if workspace.program.may(Permission.VERIFY):
            window.installEventFilter(self)
            workspace.announced.connect(self._announced)
            self._timer.start()
            self._look()

    def end(self) -> None:
        """Stop: the window is going, and nothing more is made."""
        self._timer.stop()
        self._known = False
        if self.waiting is not None and shiboken6.isValid(self.waiting):
            self.waiting.reject()
        if shiboken6.isValid(self._window):
            self._window.removeEventFilter(self)

    @property
    def is_due(self) -> bool:
        """Say whether today's backup is known to be missing."""
        return self._known and self._done_on != self._workspace.program.clock.today()

    def tick(self) -> None:
        """Look at the clock and at who is working."""
        now = self._workspace.program.clock.now()
        if self._busy or not self._known:
            return
        quiet = self._idle() >= IDLE
        failed = self._not_before is not None and now < self._not_before
        if self.is_due and not failed and (quiet or now.time() >= LATEST):
            self._back_up()
        elif quiet and now.time() < NOON and self._checked_on != now.date():
            self._check()

    def _look(self) -> None:
        program = self._workspace.program

        def found(due: bool) -> None:
            self._known = True
            self._done_on = None if due else program.clock.today()

        self._workspace.run(lambda: program.backups.due(program.clock.now()), found)

    def _announced(self, changes: Changes) -> None:
        if changes.backups and not self._busy:
            self._look()

    def _back_up(self) -> None:
        self._busy = True
        backups = self._workspace.program.backups
        self._workspace.run(lambda: backups.before(DAILY), self._backed_up, self._not_backed_up)

    def _backed_up(self, result: tuple[BackupMade | None, Changes]) -> None:
        made, changes = result
        self._done_on = self._workspace.program.clock.today()
        if made is not None and made.second_trouble:
            self._bar.tell(f"今天的备份做好了。{made.second_trouble}", "wait")
        self._workspace.announce(changes)
        self._busy = False

    def _not_backed_up(self, trouble: KnownTrouble) -> None:
        self._busy = False
        self._not_before = self._workspace.program.clock.now() + AGAIN
        self._bar.tell(f"今天的备份没有做成：{trouble.sentence}{trouble.advice}", "bad")

    def _check(self) -> None:
        """Check everything once a month; whoever comes back to work does not wait for it."""
        self._busy = True
        program, idle, stopped = self._workspace.program, self._idle, Event()
        today = program.clock.today()

        def disturbed() -> bool:
            if idle() < IDLE:
                stopped.set()
            return stopped.is_set()

        def work() -> tuple[Verification | None, Changes]:
            if not program.verification.due(program.clock.utc()):
                return None, Changes()
            found = program.verification.run(cancelled=disturbed)
            return found, program.verification.sound(found)

        def done(result: tuple[Verification | None, Changes]) -> None:
            self._busy, self._checked_on = False, today
            self._tell(result[0])
            self._workspace.announce(result[1])

        def failed(trouble: KnownTrouble) -> None:
            self._busy = False
            if not stopped.is_set():
                self._checked_on = today
                self._bar.trouble(trouble)

        self._workspace.run(work, done, failed)

    def _tell(self, found: Verification | None) -> None:
        if found is None or found.ok:
            return
        self._bar.tell(
            f"每月检查数据发现{len(found.findings)}处问题：{found.findings[0].text}", "bad"
        )
        self._bar.offer("查看", lambda: self._workspace.open_page("settings", "备份"))

    # going

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hold the window open until today's backup is made or skipped."""
        if watched is not self._window or event.type() != QEvent.Type.Close:
            return False
        if self.waiting is None and not self.is_due:
            return False
        event.ignore()
        if self.waiting is None:
            self._last_backup()
        return True

    def _last_backup(self) -> None:
        self._busy = True
        told = "正在做今天的备份，做好就关闭…"
        waiting = self.waiting = LongWork(told, self._window, cancel="跳过，直接关闭")
        waiting.show()
        backups = self._workspace.program.backups

        def done(_result: object) -> None:
            self._go(waiting)

        def failed(trouble: KnownTrouble) -> None:
            if waiting.cancelled():
                self._go(waiting)
                return
            waiting.end()
            self.waiting, self._known = None, False  # the next closing goes without
            self._not_backed_up(trouble)
            self._bar.label.setText(f"{self._bar.label.text()}要先关机的，再关一次窗口就退出。")

        self._workspace.run(
            lambda: backups.before(DAILY, progress=waiting.report, cancelled=waiting.cancelled),
            done,
            failed,
        )

    def _go(self, waiting: LongWork) -> None:
        waiting.end()
        self.waiting = None
        self.end()
        self._window.close()
