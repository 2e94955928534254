"""Keeping what a filter bar chooses under a name, and forgetting it again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QInputDialog, QWidget

from antifraud_desktop.changes import Changes
from ui.messages import MessageBar
from ui.widgets.ledger_filter import LedgerFilterBar
from ui.workspace import Workspace


class FilterKeeper:
    """``place`` names the list the filters belong to; ``after`` reads them again."""

    def __init__(
        self,
        workspace: Workspace,
        bar: MessageBar,
        place: str,
        filter_bar: LedgerFilterBar,
        over: QWidget,
        after: Callable[[], object],
    ) -> None:
        """Answer what the filter bar asks for; sentences go to ``bar``."""
        self._workspace, self._bar, self._place = workspace, bar, place
        self._filter, self._over, self._after = filter_bar, over, after
        self._filters = workspace.program.ledgers.filters
        filter_bar.keep_wanted.connect(self.keep)
        filter_bar.drop_wanted.connect(self.drop)

    def keep(self) -> None:
        """Ask for a name and keep what is chosen under it."""
        name, given = QInputDialog.getText(self._over, "存为常用筛选", "名称：")
        if given:
            choices = self._filter.choices()
            self._workspace.run(
                lambda: self._filters.keep(self._place, name, choices),
                self._kept,
                self._bar.trouble,
            )

    def drop(self, name: str) -> None:
        """Forget a filter."""
        self._workspace.run(
            lambda: self._filters.drop(self._place, name), self._kept, self._bar.trouble
        )

    def _kept(self, changes: Changes) -> None:
        self._workspace.announce(changes)
        self._after()
