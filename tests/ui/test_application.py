from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

from antifraud_desktop.clock import FixedClock
from tests.ui.office import NOW, copy
from tests.ui.sessions import begun, signed_in
from ui import theme
from ui.application import Session, chinese
from ui.main_window import MainWindow
from ui.preferences import Appearance, load_appearance


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    font, sheet, palette = qapp.font(), qapp.styleSheet(), qapp.palette()
    yield qapp
    qapp.setStyleSheet(sheet)
    qapp.setPalette(palette)
    qapp.setFont(font)


@pytest.fixture
def session(dressed: QApplication, tmp_path: Path, office_root: Path) -> Iterator[Session]:
    yield from begun(dressed, copy(tmp_path / "data", office_root), FixedClock(NOW))


@pytest.fixture
def window(session: Session, qtbot: QtBot) -> MainWindow:
    return signed_in(session, qtbot)


def ink(icon: QIcon) -> QColor:
    """Return the strongest colour of an icon."""
    image = icon.pixmap(32, 32).toImage()
    points = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return max(points, key=lambda c: c.alpha())


def test_dark_and_large_reach_everything_at_once_and_are_kept(
    session: Session, window: MainWindow, dressed: QApplication
) -> None:
    light = ink(window.navigation.buttons["grid"].icon())
    tile = ink(window.page("today").board.tiles[0].icon())
    tab = window.page("settings").tabs.open("外观与锁定")
    tab.mode.setCurrentIndex(tab.mode.findData("dark"))
    tab.scale.setCurrentIndex(tab.scale.findData(130))
    assert theme.is_dark(dressed)
    assert light.lightness() < 128 < ink(window.navigation.buttons["grid"].icon()).lightness()
    assert ink(window.page("today").board.tiles[0].icon()) != tile
    assert load_appearance(session.root) == Appearance("dark", 130)


def test_the_buttons_of_qt_are_chinese(qapp: QApplication, qtbot: QtBot) -> None:
    before = QLocale()
    chinese(qapp)
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert "取消" in box.button(QDialogButtonBox.StandardButton.Cancel).text()
    QLocale.setDefault(before)
