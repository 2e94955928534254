"""A picture of an activity, as large as the screen allows; Esc closes."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

LARGEST = QSize(1000, 620)


class PictureDialog(QDialog):
    """Shows bytes that were written anew when they came in."""

    def __init__(self, content: bytes, name: str, parent: QWidget | None) -> None:
        """Fit the picture into the window."""
        super().__init__(parent)
        self.setWindowTitle(name)
        image = QImage.fromData(content)
        if image.width() > LARGEST.width() or image.height() > LARGEST.height():
            image = image.scaled(
                LARGEST,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        self.picture = QLabel()
        self.picture.setPixmap(QPixmap.fromImage(image))
        self.picture.setAccessibleName(name)
        column = QVBoxLayout(self)
        column.addWidget(self.picture)
        self.finished.connect(self.deleteLater)
