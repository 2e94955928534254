"""The charts an account looks at again and again: kind and filter under a name."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal

from ui.pages.charts.query_bar import QueryBar
from ui.widgets.ledger_filter import LedgerFilterBar

PLACE = "charts"


class KeptCharts(LedgerFilterBar):
    """Keeps what ``query`` asks for; ``taken`` carries a kept one to be shown."""

    taken = Signal(object)

    def __init__(self, query: QueryBar) -> None:
        """Lay the boxes out."""
        super().__init__("", ())
        self._query = query

    def choices(self) -> dict[str, str]:
        """Return what the shown chart is asked for."""
        return self._query.choices()

    def put(self, choices: Mapping[str, str]) -> None:
        """Have a kept chart shown."""
        self.taken.emit(dict(choices))
