"""A form that shows every problem at once, each beside its field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from antifraud_desktop.errors import Problem
from ui.widgets.form_values import put_text, text_of


class RecordForm(QScrollArea):
    """Rows of a label, an editor and a line for what is wrong with it; scrolls when short."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        inside = QWidget()
        self._form = QFormLayout(inside)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._general = QLabel()
        self._general.setWordWrap(True)
        self._general.setProperty("tone", "error")
        self._general.hide()
        self._form.addRow(self._general)
        self.setWidget(inside)
        inside.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self._editors: dict[str, QWidget] = {}
        self._told: dict[str, QLabel] = {}
        self._boxes: dict[str, QWidget] = {}
        self._refused: dict[str, str | None] = {}
        self._filling = False

    def add_field(self, key: str, title: str, editor: QWidget, hint: str = "") -> None:
        """Add one field; ``key`` is the record's field name that problems speak of."""
        editor.setAccessibleName(title)
        told = QLabel()
        told.setWordWrap(True)
        told.setProperty("tone", "error")
        told.hide()
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        # Else a row whose line is told keeps its old height and squeezes a tall editor.
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetMinimumSize)
        column.addWidget(editor)
        if hint:
            explained = QLabel(hint)
            explained.setWordWrap(True)
            explained.setProperty("tone", "muted")
            column.addWidget(explained)
        column.addWidget(told)
        label = QLabel(title)
        label.setBuddy(editor)
        self._form.addRow(label, box)
        self._editors[key], self._told[key], self._boxes[key] = editor, told, box

    def begin(self) -> None:
        """Put the cursor into the first field, unless it stands in one already."""
        at = self.window().focusWidget()
        if at is not self and self.isAncestorOf(at):
            return
        taking = (e for e in self._editors.values() if _takes_keys(e))
        first = next((e for e in taking if e.isVisibleTo(self) and e.isEnabled()), None)
        if first is not None:
            first.setFocus()

    def show_field(self, key: str, *, shown: bool) -> None:
        """Show or hide one field with its label."""
        self._form.setRowVisible(self._boxes[key], shown)

    def add_note(self, text: str) -> QLabel:
        """Add a line that says what the form is about."""
        note = QLabel(text)
        note.setWordWrap(True)
        self._form.addRow(note)
        return note

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Tell each problem at its field and move to the first; unknown fields are told on top."""
        self.clear_problems()
        texts: dict[str, list[str]] = {}
        for problem in problems:
            texts.setdefault(problem.field if problem.field in self._told else "", []).append(
                problem.text
            )
        for key, said in texts.items():
            label = self._told.get(key, self._general)
            label.setText("⚠ " + "；".join(said))
            label.show()
            if key in self._editors:
                self._refused[key] = text_of(self._editors[key])
        first = next((k for k in self._editors if k in texts), None)
        if first is not None:
            self._editors[first].setFocus()
            # What is told below a tall editor has its place only once the form is laid out anew.
            self._form.activate()
            self.ensureWidgetVisible(self._told[first])
            self.ensureWidgetVisible(self._editors[first])

    def tell(self, key: str, said: str) -> None:
        """Tell one sentence at a field while it is typed; an empty one takes it away.

        What was refused stays told until something else is typed: the guard may judge it later,
        and has nothing against it.
        """
        if not said and key in self._refused:
            if self._refused[key] == text_of(self._editors[key]):
                return
            del self._refused[key]
        label = self._told[key]
        label.setText(f"⚠ {said}")
        label.setVisible(bool(said))

    def clear_problems(self) -> None:
        """Take every problem away."""
        self._refused.clear()
        for label in (self._general, *self._told.values()):
            label.hide()

    def problems_shown(self) -> dict[str, str]:
        """Return what is told at which field."""
        return {k: label.text() for k, label in self._told.items() if not label.isHidden()}

    def typed(self) -> dict[str, str]:
        """Return what stands in the fields, to be kept as a draft."""
        found = {key: text_of(editor) for key, editor in self._editors.items()}
        return {key: text for key, text in found.items() if text is not None}

    def put_typed(self, values: Mapping[str, str]) -> None:
        """Put a draft back into the fields; fields it does not name stay as they are."""
        for key, text in values.items():
            if key in self._editors:
                put_text(self._editors[key], text)

    def begin_filling(self) -> None:
        """Stop telling edits while a record is put in."""
        self._filling = True
        self.clear_problems()

    def end_filling(self) -> None:
        """Tell edits again."""
        self._filling = False

    def touch(self, *_given: object) -> None:
        """Note that the user edited something."""
        if not self._filling:
            self.edited.emit()


def _takes_keys(editor: QWidget) -> bool:
    return editor.focusProxy() is not None or editor.focusPolicy() is not Qt.FocusPolicy.NoFocus
