"""Which month, and which edition of it, the tabs of the page show."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QObject, Signal

from antifraud_desktop.records.evaluation_editions import EditionHead
from antifraud_desktop.vocabulary import EvaluationState

A_DAY = timedelta(days=1)


class MonthPlace(QObject):
    """Shared by the tabs. ``edition`` is None for the latest; ``changed`` says that either did."""

    changed = Signal()

    def __init__(self, month: date, parent: QObject | None = None) -> None:
        """Begin with a month."""
        super().__init__(parent)
        self.month = month.replace(day=1)
        self.edition: int | None = None
        self.heads: tuple[EditionHead, ...] = ()
        """Every edition there is, newest month and edition first."""

    def set(self, month: date, edition: int | None = None) -> None:
        """Show another month or edition."""
        first = month.replace(day=1)
        if (first, edition) != (self.month, self.edition):
            self.month, self.edition = first, edition
            self.changed.emit()

    def head(self) -> EditionHead | None:
        """Return the edition shown, None while the month was never computed."""
        for head in self.heads:
            if head.month == self.month and self.edition in {None, head.edition}:
                return head
        return None

    def latest(self) -> EditionHead | None:
        """Return the month's latest edition."""
        return next((head for head in self.heads if head.month == self.month), None)

    def is_old(self) -> bool:
        """Say whether an edition is shown that a later one replaced."""
        return self.head() != self.latest()


def months_between(first: date, last: date) -> tuple[date, ...]:
    """Return the months from one to the other, newest first."""
    month, found = first.replace(day=1), []
    while month <= last:
        found.append(month)
        month = following(month)
    return tuple(reversed(found))


def following(month: date) -> date:
    """Return the month after."""
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)


def usual_month(start: date, today: date, heads: tuple[EditionHead, ...]) -> date:
    """Return the month to begin with.

    The oldest that is being worked on and not frozen, else the last one that is over, else this.
    """
    latest: dict[date, EditionHead] = {}
    for head in heads:
        latest.setdefault(head.month, head)
    running = today.replace(day=1)
    unfinished = [
        month
        for month, head in latest.items()
        if head.state is not EvaluationState.FROZEN and month < running
    ]
    if unfinished:
        return min(unfinished)
    before = (running - A_DAY).replace(day=1)
    return before if before >= start.replace(day=1) else running
