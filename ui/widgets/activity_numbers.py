"""Several counts side by side: whom an activity reached, what it used, what it adds to the day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSpinBox, QWidget

MOST = 99_999_999
ACROSS = 3


@dataclass(frozen=True, slots=True)
class Counted:
    """One count: its key, its word, and the measure word behind the number."""

    key: str
    word: str
    measure: str = ""


class CountBox(QSpinBox):
    """A count from 0 on; turning the wheel scrolls the form and changes no number."""

    def __init__(self, name: str, measure: str = "") -> None:
        """Start at 0."""
        super().__init__()
        self.setRange(0, MOST)
        self.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.show_measure(measure)

    def show_measure(self, measure: str) -> None:
        """Show a measure word behind the number."""
        self.setSuffix(f" {measure}" if measure else "")

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the form."""
        event.ignore()


class NumberGrid(QWidget):
    """``edited`` when somebody changed a number; what is set by the program tells nothing."""

    edited = Signal()

    def __init__(self, counted: Sequence[Counted] = (), across: int = ACROSS) -> None:
        """Show counts, ``across`` of them in a line."""
        super().__init__()
        self._across = across
        self.boxes: dict[str, CountBox] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self.offer(counted)

    def offer(self, counted: Sequence[Counted]) -> None:
        """Show other counts; numbers of those that stay are kept."""
        kept = self.values()
        while self._grid.count():
            old = self._grid.takeAt(0).widget()
            old.hide()
            old.deleteLater()
        self.boxes = {}
        for place, one in enumerate(counted):
            row, column = divmod(place, self._across)
            box = self.boxes[one.key] = CountBox(one.word, one.measure)
            box.setMinimumWidth(84)
            label = QLabel(one.word)
            label.setBuddy(box)
            self._grid.addWidget(label, row, column * 2)
            self._grid.addWidget(box, row, column * 2 + 1)
            box.setValue(kept.get(one.key, 0))
            box.valueChanged.connect(lambda _n: self.edited.emit())
        if self.boxes:
            self.setFocusProxy(next(iter(self.boxes.values())))
        for column in range(self._across):
            self._grid.setColumnStretch(column * 2 + 1, 1)

    def values(self) -> dict[str, int]:
        """Return the numbers above zero by key."""
        return {key: box.value() for key, box in self.boxes.items() if box.value()}

    def put(self, values: Mapping[str, int]) -> None:
        """Set every number, those that are not named to 0."""
        for key, box in self.boxes.items():
            box.blockSignals(True)
            box.setValue(values.get(key, 0))
            box.blockSignals(False)
