"""Restoring with no window open: the assistant at sign-in, and the work itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from antifraud_desktop.clock import Clock
from antifraud_desktop.errors import KnownTrouble
from antifraud_desktop.records.backups import Restored
from ui import restoring
from ui.dialogs.long_work import LongWork
from ui.dialogs.restore import RestoreDialog
from ui.operations import Operations

if TYPE_CHECKING:
    from antifraud_desktop.services.restoring import RestoreRequest


class RestoreDesk(QObject):
    """``wanted`` carries file and request; after ``ended`` there is news to tell at sign-in."""

    wanted = Signal(object, object)
    ended = Signal()

    def __init__(self, operations: Operations, clock: Clock, parent: QObject | None = None) -> None:
        """Keep the worker."""
        super().__init__(parent)
        self._operations, self._clock = operations, clock
        self.dialog: RestoreDialog | None = None
        self.waiting: LongWork | None = None
        self._news = ""

    def take_news(self) -> str:
        """Return what the last restore did, once."""
        news, self._news = self._news, ""
        return news

    def offer(self, root: Path, account: str, over: QWidget | None) -> None:
        """Open the assistant over sign-in, on a folder nobody is signed in to."""
        dialog = self.dialog = RestoreDialog(
            self._operations,
            lambda: restoring.backups_in(root),
            lambda file, request: restoring.preview_of(root, file, request),
            account,
            over,
        )
        dialog.wanted.connect(self.wanted)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def carry_out(self, root: Path, file: Path, request: RestoreRequest) -> None:
        """Restore; the window and the file are closed by now."""
        waiting = self.waiting = LongWork("正在恢复，请不要关机…", None)
        clock = self._clock

        def done(result: Restored) -> None:
            self._end(waiting, f"✓ {restoring.told(result)}")

        def failed(trouble: KnownTrouble) -> None:
            told = f"{trouble.sentence}{trouble.advice}"
            self._end(waiting, f"⚠ 没有恢复，数据还是原样。{told}")

        self._operations.run(
            lambda: restoring.carry_out(
                root, file, request, clock, waiting.report, waiting.cancelled
            ),
            done,
            failed,
        )

    def _end(self, waiting: LongWork, news: str) -> None:
        waiting.end()
        self._news = news
        self.ended.emit()
