from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

from antifraud_desktop.clock import FixedClock
from tests.ui.office import NOW, PASSWORD, copy
from tests.ui.windows import quiet
from ui import theme
from ui.application import Session, chinese
from ui.dialogs.crash_report import CrashDialog, report_of, save_report
from ui.main_window import MainWindow
from ui.preferences import Appearance, load_appearance

WAIT_MS = 15_000
SECRET = "张三 990101199001010011"


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    font, sheet, palette = qapp.font(), qapp.styleSheet(), qapp.palette()
    yield qapp
    qapp.setStyleSheet(sheet)
    qapp.setPalette(palette)
    qapp.setFont(font)


@pytest.fixture
def session(dressed: QApplication, tmp_path: Path, office_root: Path) -> Iterator[Session]:
    made = Session(dressed, copy(tmp_path / "data", office_root), clock=FixedClock(NOW))
    yield made
    for widget in (made.dialog, made.crash, made.window):
        if widget is not None:
            widget.close()
            widget.deleteLater()
    made.end()


@pytest.fixture
def window(session: Session, qtbot: QtBot) -> MainWindow:
    session.open_with("office", PASSWORD)
    qtbot.waitUntil(lambda: session.window is not None, timeout=WAIT_MS)
    assert session.window is not None
    quiet(qtbot, session.window.workspace)
    return session.window


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


def fault() -> tuple[type[BaseException], BaseException]:
    nobody: dict[str, int] = {}
    try:
        nobody[SECRET] += 1
    except KeyError as error:
        return KeyError, error
    raise AssertionError


def test_a_crash_report_says_where_but_nothing_of_people(tmp_path: Path) -> None:
    kind, error = fault()
    text = report_of(kind, error.__traceback__, NOW)
    assert "KeyError" in text
    assert "test_application.py" in text
    assert "张三" not in text
    assert "99010" not in text
    path = save_report(tmp_path / "reports", text, NOW)
    assert path is not None
    assert path.read_text(encoding="utf-8") == text


def test_a_report_that_cannot_be_kept_is_still_shown(tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "reports").write_text("a file stands here")
    path = save_report(tmp_path / "reports", "where", NOW)
    assert path is None
    dialog = CrashDialog("where", path)
    qtbot.addWidget(dialog)
    assert dialog.text.toPlainText() == "where"


def test_one_fault_after_another_opens_one_report(
    session: Session, window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(sys, "__excepthook__", lambda *_a: None)
    for _ in range(3):
        kind, error = fault()
        session.crashed(kind, error, error.__traceback__)
    assert len(window.findChildren(CrashDialog)) == 1
    assert session.crash is not None
    session.crash.close()
    assert session.crash is None
    assert window.isVisible()
    window.open_page("grid")
    quiet(qtbot, window.workspace)


def test_a_fault_while_signing_in_lets_the_clerk_try_again(
    session: Session, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(sys, "__excepthook__", lambda *_a: None)
    session.begin()
    qtbot.waitUntil(lambda: session.dialog is not None)
    session.dialog.password.setText("x")
    session.dialog.enter.setEnabled(False)
    kind, error = fault()
    session.crashed(kind, error, error.__traceback__)
    assert session.dialog.enter.isEnabled()
    assert "没有打开" in session.dialog.told.text()


def test_the_buttons_of_qt_are_chinese(qapp: QApplication, qtbot: QtBot) -> None:
    before = QLocale()
    chinese(qapp)
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert "取消" in box.button(QDialogButtonBox.StandardButton.Cancel).text()
    QLocale.setDefault(before)
