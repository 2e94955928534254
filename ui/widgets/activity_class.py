"""Which class an activity was of: none, one, or each class of the school."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox

from antifraud_desktop.records.activities import UnitClassRecord
from ui.widgets.pieces import offer_choices

NO_CLASS, EACH = "不分班级", "每个班级各一条"
EACH_CLASS = 0
"""Stands for every class of the school; classes are numbered from 1."""
TOLD = "按班级要求的（如主题班会），选了班级才计入。各一条的：人数填每个班级的，不填按班级人数"


class ClassChoice(QComboBox):
    """Offers the classes of one school."""

    def __init__(self, *, each: bool) -> None:
        """Start without a class; ``each`` lets one form be for each class."""
        super().__init__()
        self._each = each
        self.addItem(NO_CLASS, None)

    def offer(self, classes: Sequence[UnitClassRecord]) -> None:
        """Offer other classes; the one that is chosen stays chosen where it is offered."""
        each = [(EACH_CLASS, EACH)] if self._each and len(classes) > 1 else []
        offer_choices(self, [(None, NO_CLASS), *each, *((one.id, one.name) for one in classes)])

    def is_each(self) -> bool:
        """Say whether the form is for each class."""
        return self.currentData() == EACH_CLASS and self.currentData() is not None

    def class_id(self) -> int | None:
        """Return the class, None for no single one."""
        return self.currentData() or None
