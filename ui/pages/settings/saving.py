"""What the forms of 系统 share: their button, and where trouble is told."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, KnownTrouble
from ui.messages import MessageBar
from ui.widgets.record_form import RecordForm
from ui.workspace import Workspace

WIDEST = 760


def tell_at(form: RecordForm, bar: MessageBar, trouble: KnownTrouble) -> None:
    """Tell problems at their fields, other trouble in the bar."""
    if isinstance(trouble, Invalid):
        form.show_problems(trouble.problems)
        bar.tell("还没有保存，请看标红的地方。", "bad")
    else:
        bar.trouble(trouble)


def save_form(
    workspace: Workspace,
    form: RecordForm,
    bar: MessageBar,
    work: Callable[[], Changes],
    saved: Callable[[], None],
) -> None:
    """Save a form beside the window; what was typed stays until it is saved."""

    def done(changes: Changes) -> None:
        form.clear_problems()
        saved()
        workspace.announce(changes)

    workspace.run(work, done, lambda trouble: tell_at(form, bar, trouble))


def with_button(form: QWidget, text: str, act: Callable[[], None]) -> QWidget:
    """Return the form with its one button below."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.addWidget(form, 1)
    button = QPushButton(text)
    button.setAccessibleName(text)
    button.setProperty("primary", True)
    button.clicked.connect(lambda _checked=False: act())
    row = QHBoxLayout()
    row.addWidget(button)
    row.addStretch(1)
    column.addLayout(row)
    holder.setMaximumWidth(WIDEST)
    return holder
