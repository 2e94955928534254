"""A span of days, or one day, that a paper about materials tells of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from antifraud_desktop.errors import Invalid, Problem, Severity
from ui.dialogs.short_form import ShortForm
from ui.widgets.date_field import DateField
from ui.workspace import Workspace

READ = "看不懂这个日期，可写成 8.12"


class SpanForm(ShortForm):
    """Asks for the days and hands them on; ``one_day`` asks for a single one."""

    def __init__(
        self,
        workspace: Workspace,
        title: str,
        told: str,
        yes: str,
        days: tuple[date, date],
        then: Callable[[date, date], object],
        parent: QWidget,
        *,
        one_day: bool = False,
    ) -> None:
        """Show the days that are usual."""
        super().__init__(workspace, title, told, yes, parent)
        today = workspace.program.clock.today()
        self._then, self._one_day = then, one_day
        self.first, self.last = DateField(today=today), DateField(today=today)
        self.first.set_date(days[0])
        self.last.set_date(days[1])
        self.form.add_field("first", "日期" if one_day else "从", self.first)
        self.form.add_field("last", "到", self.last)
        self.form.show_field("last", shown=not one_day)
        self.resize(460, 240)

    def save(self) -> None:
        """Hand the days on and go."""
        first = self.first.date()
        last = first if self._one_day else self.last.date()
        wrong = [key for key, day in (("first", first), ("last", last)) if day is None]
        if first is None or last is None:
            self.fail(Invalid(tuple(Problem(k, Severity.ERROR, READ, "date") for k in wrong)))
        elif last < first:
            said = "截止日期早于起始日期"
            self.fail(Invalid((Problem("last", Severity.ERROR, said, "order"),)))
        else:
            self.accept()
            self._then(first, last)
