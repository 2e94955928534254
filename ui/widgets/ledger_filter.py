"""What a ledger's list keeps: typed text, a row of choices, filters kept under a name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from antifraud_desktop.records.ledger_filters import LedgerFilter
from ui.widgets.pieces import offer_choices, push_button

AFTER_MS = 200
SHORTEST = 6
Options = Sequence[tuple[str, str]]
"""Value and word of each choice; the first one with an empty value means everything."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One box of the bar: its key in the filter, its name for a reader, what it offers."""

    key: str
    name: str
    options: Options


class LedgerFilterBar(QWidget):
    """``changed`` when something else is to be listed; ``keep_wanted``, ``drop_wanted`` a name."""

    changed = Signal()
    keep_wanted = Signal()
    drop_wanted = Signal(str)

    def __init__(self, hint: str, choices: Sequence[Choice], parent: QWidget | None = None) -> None:
        """Lay the bar out; an empty ``hint`` leaves the field for text out."""
        super().__init__(parent)
        self._saved: dict[str, Mapping[str, str]] = {}
        self.text = QLineEdit()
        self.text.setPlaceholderText(hint)
        self.text.setAccessibleName("查找")
        self.text.setClearButtonEnabled(True)
        if not hint:
            self.text.hide()  # never shown before it has a place: it would be a window of its own
        self.saved = QComboBox()
        self.saved.setAccessibleName("常用筛选")
        self.saved.addItem("常用筛选", "")
        self.keep = push_button("存为常用…", self.keep_wanted.emit)
        self.drop = push_button("删去", self._drop)
        self.drop.setEnabled(False)
        self._later = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._later.timeout.connect(self.changed)
        self.text.textChanged.connect(self._later.start)
        self.boxes: dict[str, QComboBox] = {}
        for choice in choices:
            box = self.boxes[choice.key] = QComboBox()
            box.setAccessibleName(choice.name)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(SHORTEST)
            for value, word in choice.options:
                box.addItem(word, value)
            box.currentIndexChanged.connect(self._later.start)
        self.saved.currentIndexChanged.connect(self._take)
        self._lay_out()

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.text, 1)
        if self.text.isHidden():
            first.addStretch(1)
        for part in (self.saved, self.keep, self.drop):
            first.addWidget(part)
        for box in self.boxes.values():
            second.addWidget(box, 1)
        both = QVBoxLayout(self)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(6)
        both.addLayout(first)
        both.addLayout(second)

    def typed(self) -> str:
        """Return the text that is looked for."""
        return self.text.text().strip()

    def choices(self) -> dict[str, str]:
        """Return the chosen value of every box."""
        return {key: str(box.currentData() or "") for key, box in self.boxes.items()}

    def is_open(self) -> bool:
        """Say that nothing is filtered."""
        return not self.typed() and not any(self.choices().values())

    def offer(self, key: str, options: Options) -> None:
        """Offer other values in a box, silently; the chosen one stays where it is offered."""
        offer_choices(self.boxes[key], options)

    def put(self, choices: Mapping[str, str]) -> None:
        """Choose values; what is not offered any more falls back to everything."""
        for key, box in self.boxes.items():
            box.setCurrentIndex(max(box.findData(choices.get(key, "")), 0))
        self._later.start()

    def show_saved(self, filters: Sequence[LedgerFilter]) -> None:
        """Offer the filters the account keeps."""
        self._saved = {kept.name: kept.choices for kept in filters}
        offer_choices(self.saved, [("", "常用筛选"), *((name, name) for name in self._saved)])
        self.drop.setEnabled(bool(self.saved.currentData()))

    def _take(self) -> None:
        name = str(self.saved.currentData() or "")
        self.drop.setEnabled(bool(name))
        if name:
            self.put(self._saved[name])

    def _drop(self) -> None:
        self.drop_wanted.emit(str(self.saved.currentData() or ""))
