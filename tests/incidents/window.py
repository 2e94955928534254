"""The page 发案劝阻 on the township of the incidents' tests, and how tests reach its parts."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from tests.incidents.office import DAY
from tests.ui.windows import quiet
from ui.pages.incidents.page import IncidentsPage
from ui.pages.incidents.register_tab import RegisterTab
from ui.workspace import Workspace

D = TypeVar("D", bound=QDialog)


def shown(qtbot: QtBot, workspace: Workspace) -> IncidentsPage:
    """Show the page and wait until it has read."""
    page = IncidentsPage(workspace)
    qtbot.addWidget(page)
    page.resize(1190, 640)
    page.show()
    qtbot.waitExposed(page)
    page.show_day(DAY)
    quiet(qtbot, workspace)
    return page


def register(page: IncidentsPage) -> RegisterTab:
    """Return the tab of entries."""
    tab = page.tabs.tab("登记")
    assert isinstance(tab, RegisterTab)
    return tab


def dialog_of(page: IncidentsPage, kind: type[D]) -> D:
    """Return the open dialog of a kind."""
    return next(d for d in page.findChildren(kind) if d.isVisible())
