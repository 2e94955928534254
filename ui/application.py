"""Starting the window: the application in Chinese, and its session."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from antifraud_desktop.paths import default_data_folder
from ui.session import Session

__all__ = ["Session", "chinese", "main"]


def chinese(application: QApplication) -> None:
    """Make Qt's own buttons Chinese."""
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_zh_CN", folder):
        application.installTranslator(translator)


def main(data: Path | None = None, account: str = "") -> int:
    """Open the window on a data folder and run until it is closed; return the exit code."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("antifraud-desktop")
    chinese(application)
    session = Session(application, data or default_data_folder(), account)
    session.faults.install()
    # From within the loop: a fault even of the first step is reported like any other.
    QTimer.singleShot(0, session.begin)
    code = application.exec()
    session.end()
    session.faults.remove()
    return code
