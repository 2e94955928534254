"""A short form with days and choices: a day nobody can read is told, never saved as none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from antifraud_desktop.errors import Invalid, Problem, Severity
from ui.dialogs.short_form import ShortForm
from ui.widgets.date_field import DateField
from ui.workspace import Workspace

UNREADABLE = "看不懂这个日期，可写成 8.12 或 2023-8-12"
LACKING = "请填写日期"
Options = Sequence[tuple[str, str]]


class DatedForm(ShortForm):
    """Adds lines, days and choices to a short form."""

    def __init__(
        self, workspace: Workspace, title: str, told: str, yes: str, parent: QWidget | None
    ) -> None:
        """Lay an empty form out, see :class:`ShortForm`."""
        super().__init__(workspace, title, told, yes, parent)
        self._days: dict[str, tuple[DateField, bool]] = {}

    @property
    def today(self) -> date:
        """Return the program's day."""
        return self.workspace.program.clock.today()

    def add_line(self, key: str, title: str, text: str = "", hint: str = "") -> QLineEdit:
        """Add a line."""
        line = QLineEdit(text)
        self.form.add_field(key, title, line, hint)
        return line

    def add_day(
        self, key: str, title: str, day: date | None, hint: str = "", *, needed: bool = True
    ) -> DateField:
        """Add a day; one that is ``needed`` cannot be left empty."""
        field = DateField(today=self.today)
        field.set_date(day)
        self._days[key] = (field, needed)
        self.form.add_field(key, title, field, hint)
        return field

    def add_choice(
        self, key: str, title: str, options: Options, value: str = "", hint: str = ""
    ) -> QComboBox:
        """Add a choice of (value, word), ``value`` chosen."""
        box = QComboBox()
        for one, word in options:
            box.addItem(word, one)
        box.setCurrentIndex(max(box.findData(value), 0))
        self.form.add_field(key, title, box, hint)
        return box

    def add_names(self, key: str, title: str, names: Sequence[str], text: str = "") -> QComboBox:
        """Add a line that offers names and takes any other."""
        box = QComboBox()
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.addItems(["", *dict.fromkeys(names)])
        box.setCurrentText(text)
        self.form.add_field(key, title, box)
        line = box.lineEdit()
        if line is not None:
            line.setAccessibleName(title)
        return box

    def day(self, key: str) -> date:
        """Return a day that is needed, once :meth:`unreadable` found nothing."""
        return self._days[key][0].date() or self.today

    def maybe(self, key: str) -> date | None:
        """Return a day that may be left out."""
        return self._days[key][0].date()

    def unreadable(self) -> tuple[Problem, ...]:
        """Return a problem for every day that cannot be read, or is needed and lacking."""
        found: list[Problem] = []
        for key, (field, needed) in self._days.items():
            if field.is_wrong():
                found.append(Problem(key, Severity.ERROR, UNREADABLE, "unreadable"))
            elif needed and field.date() is None:
                found.append(Problem(key, Severity.ERROR, LACKING, "required"))
        return tuple(found)

    def save(self) -> None:
        """Do what the form was opened for, unless a day cannot be read."""
        problems = self.unreadable()
        if problems:
            self.fail(Invalid(problems))
        else:
            self.act()
