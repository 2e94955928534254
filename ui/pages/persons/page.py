"""人员档案: the list of persons, and one file in its place."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QStackedWidget, QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.records.person_views import FileView, PersonView
from antifraud_desktop.vocabulary import FileStatus
from ui.messages import MessageBar
from ui.page import Page
from ui.pages.persons.file_panel import FilePanel
from ui.pages.persons.file_steps import FileSteps
from ui.pages.persons.list_desk import ListDesk
from ui.workspace import Workspace

FILE, PERSON = "file", "person"
"""What a key names: ``file/12`` or ``person/7``."""


class PersonsPage(Page):
    """Shows the list first; a file takes its place until somebody goes back."""

    title = "人员档案"
    icon_name = "persons"
    help_topic = "persons"

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Lay the page out."""
        super().__init__(workspace, parent)
        self.bar = MessageBar()
        self.desk = ListDesk(workspace, self.bar)
        self.steps = FileSteps(workspace, self.bar, self, lambda: self.file.grant)
        self.file = FilePanel(workspace, self.bar, self.steps.codes)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.desk)
        self.stack.addWidget(self.file)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.stack, 1)
        self.desk.persons.opened.connect(self.open_person)
        self.desk.file_made.connect(self._made)
        self.file.back.connect(self._back)
        self.file.step_wanted.connect(self._step)
        self.file.entry_wanted.connect(self._entry)
        self.steps.erased.connect(self._back)
        self.steps.left.connect(self.file.again)

    def show_day(self, day: date) -> None:
        """Read the list; it does not depend on the day worked on."""
        del day
        self.desk.load()

    def refresh(self, changes: Changes) -> None:
        """Read again what a save touched."""
        if changes.persons or changes.forms or changes.units or changes.rights:
            self.desk.load()
            if self.stack.currentWidget() is self.file:
                self.file.again()

    def show_key(self, key: str) -> None:
        """Open a file (``file/12``), or the first file of a person (``person/7``)."""
        kind, _, number = key.partition("/")
        if number.isdecimal() and kind in (FILE, PERSON):
            (self.open_file if kind == FILE else self.open_person)(int(number))

    def open_person(self, person_id: int) -> None:
        """Show the person's file that is worked on, else the first one."""
        persons = self.program.persons

        def done(person: PersonView) -> None:
            files = sorted(person.files, key=lambda brief: brief.status is not FileStatus.OPEN)
            if files:
                self.open_file(files[0].file_id)
            else:
                self.bar.tell("此人还没有档案。有合法依据的，请点“新建档案”。", "wait")

        self.run(lambda: persons.person(person_id), done, self.bar.trouble)

    def open_file(self, file_id: int) -> None:
        """Show a file in place of the list."""
        self.bar.hide()
        self.file.open(file_id)
        self.stack.setCurrentWidget(self.file)

    def _made(self, file_id: int) -> None:
        self.open_file(file_id)
        self.bar.tell("已建档。下一步：安排随访，或先记一次走访。")

    def _back(self) -> None:
        self.file.leave()
        self.stack.setCurrentWidget(self.desk)

    def _step(self, code: str, view: FileView) -> None:
        self.steps.take(code, view)

    def _entry(self, kind: str, subject_id: int, view: FileView) -> None:
        self.steps.open_entry(kind, subject_id, view)
