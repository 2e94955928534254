"""F1: the page's help, from a short text in resources/help."""

from __future__ import annotations

from importlib.resources import files

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget


class HelpDialog(QDialog):
    """One page of help."""

    def __init__(self, topic: str, parent: QWidget | None = None) -> None:
        """Show a topic; a page without one gets the help of 今日."""
        super().__init__(parent)
        self.setWindowTitle("帮助")
        self.resize(560, 460)
        self.text = QTextBrowser()
        self.text.setAccessibleName("帮助内容")
        self.text.setMarkdown(help_text(topic))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.text)
        column.addWidget(buttons)


def help_text(topic: str) -> str:
    """Return a topic's Markdown."""
    folder = files("resources") / "help"
    path = folder / f"{topic}.md"
    return (path if path.is_file() else folder / "today.md").read_text(encoding="utf-8")
