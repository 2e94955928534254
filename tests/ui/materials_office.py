"""The room 宣传物料 on a small office, and how its tests reach tabs and forms."""

from __future__ import annotations

from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from antifraud_desktop.changes import Changes
from tests.ui.office import DAY
from tests.ui.windows import quiet
from ui.pages.materials.page import MaterialsPage
from ui.pages.materials.stock_tab import StockTab
from ui.workspace import Workspace

T = TypeVar("T", bound=QWidget)


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> MaterialsPage:
    made = MaterialsPage(workspace)
    qtbot.addWidget(made)
    made.resize(1093, 614)
    made.show()
    made.show_day(DAY)
    quiet(qtbot, workspace)
    return made


def tab(page: MaterialsPage, qtbot: QtBot, title: str, kind: type[T]) -> T:
    found = page.tabs.open(title)
    quiet(qtbot, page.workspace)
    assert isinstance(found, kind)
    return found


def dialog(page: MaterialsPage, qtbot: QtBot, kind: type[T]) -> T:
    quiet(qtbot, page.workspace)
    (found,) = [d for d in page.findChildren(QDialog) if d.isVisible()]
    assert isinstance(found, kind)
    return found


def again(page: MaterialsPage, qtbot: QtBot) -> None:
    page.refresh(Changes(materials=True))
    quiet(qtbot, page.workspace)


def cell(stock: StockTab, unit: str, material: str) -> str:
    model = stock.model
    names = {model.index(r, 0).data(): r for r in range(model.rowCount())}
    heads = [
        model.headerData(c, Qt.Orientation.Horizontal).split("（")[0]
        for c in range(model.columnCount())
    ]
    return str(model.index(names[unit], heads.index(material)).data())
