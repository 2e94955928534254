"""保存期限: how long each kind is kept; an office may shorten a term, never lengthen it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QFormLayout, QSpinBox

from antifraud_desktop.records.retention import RetentionTerm
from ui.widgets.record_form import RecordForm

_HINT = "从{reference}起算；最长{longest}"


class TermsForm(RecordForm):
    """One number for each kind; its bounds are the rule's."""

    def __init__(self) -> None:
        """Make it empty: kinds come with the first reading."""
        super().__init__()
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)  # it stands narrow
        self._terms: Mapping[str, RetentionTerm] = {}
        self.numbers: dict[str, QSpinBox] = {}

    def show_terms(self, terms: Sequence[RetentionTerm], *, may_change: bool) -> None:
        """Show what is saved; a number somebody is changing is left alone."""
        changed = self.changed()
        self._terms = {term.kind: term for term in terms}
        for term in terms:
            if term.kind not in self.numbers:
                self._add(term)
            number = self.numbers[term.kind]
            number.setReadOnly(not may_change)
            if term.kind not in changed:
                number.setValue(term.term.amount)

    def changed(self) -> dict[str, int]:
        """Return the numbers that differ from what is saved."""
        return {
            kind: self.numbers[kind].value()
            for kind, term in self._terms.items()
            if self.numbers[kind].value() != term.term.amount
        }

    def _add(self, term: RetentionTerm) -> None:
        number = QSpinBox()
        number.setRange(term.least, term.longest.amount)
        number.setSuffix(f" {term.longest.label.lstrip('0123456789')}")
        hint = _HINT.format(reference=term.reference, longest=term.longest.label)
        if term.basis:
            hint += f"；最短{term.least}{number.suffix().strip()}（{term.basis}）"
        self.numbers[term.kind] = number
        self.add_field(term.kind, term.name, number, hint)
