"""A plain form: labelled fields, every problem told beside its field at once."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QFormLayout, QLabel, QVBoxLayout, QWidget

from antifraud_desktop.errors import Problem


class Form(QWidget):
    """Fields by name; ``tell`` puts each problem under the field it belongs to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without fields."""
        super().__init__(parent)
        self._rows = QFormLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setVerticalSpacing(8)
        self._told: dict[str, QLabel] = {}

    def add(self, name: str, label: str, widget: QWidget) -> None:
        """Add a field with its label."""
        widget.setAccessibleName(label)
        told = QLabel()
        told.setWordWrap(True)
        told.setProperty("tone", "bad")
        told.hide()
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(widget)
        column.addWidget(told)
        caption = QLabel(label)
        caption.setBuddy(widget)
        self._rows.addRow(caption, holder)
        self._told[name] = told

    def tell(self, problems: Iterable[Problem]) -> str:
        """Show problems beside their fields; return those that belong to none as a sentence."""
        for label in self._told.values():
            label.hide()
        rest: list[str] = []
        for problem in problems:
            label = self._told.get(problem.field)
            if label is None:
                rest.append(problem.text)
                continue
            label.setText(f"⚠ {problem.text}")
            label.show()
        return "；".join(rest)
