"""One file: who (masked), what it rests on, what is planned, what happened, what comes next."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.records.person_views import (
    FileView,
    TimelineEntry,
    WholePerson,
)
from antifraud_desktop.records.personal import Unmasked
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.vocabulary import FileStatus
from ui.messages import MessageBar
from ui.pages.persons.file_words import told_of
from ui.person_words import file_word
from ui.widgets.masked_field import UnmaskBar
from ui.widgets.pieces import heading, push_button
from ui.widgets.timeline import Timeline
from ui.workspace import Workspace

REASONS = ("上门走访核对身份", "电话联系", "核对公安通知", "本人来办事")
PAGE = 200
Read = tuple[FileView, tuple[TimelineEntry, ...], frozenset[str]]
KEPT = "（有草稿）"


@dataclass(frozen=True, slots=True)
class Step:
    """A thing to do with a file; ``needs`` is the permission, ``open_only`` not when closed."""

    code: str
    text: str
    needs: Permission
    open_only: bool = True


STEPS = (
    Step("visit", "记走访", Permission.WRITE_FILES),
    Step("plan", "安排随访…", Permission.WRITE_FILES),
    Step("paper", "签署材料…", Permission.WRITE_FILES),
    Step("print", "打印…", Permission.READ_FILES, open_only=False),
    Step("attention", "关注程度…", Permission.WRITE_FILES),
    Step("officers", "责任人…", Permission.ALL_FILES),
    Step("more", "更多…", Permission.READ_FILES, open_only=False),
)


class FilePanel(QWidget):
    """``back`` to the list; ``step_wanted`` carries a step's code and the file as it is shown.

    ``entry_wanted`` carries kind and number of an entry of the history, and the file.
    """

    back = Signal()
    step_wanted = Signal(str, object)
    entry_wanted = Signal(str, int, object)

    def __init__(self, workspace: Workspace, bar: MessageBar, offered: Collection[str]) -> None:
        """Lay the panel out; ``offered`` are the codes of the steps that can be taken."""
        super().__init__()
        self._workspace, self._bar = workspace, bar
        self._view: FileView | None = None
        self._entries: tuple[TimelineEntry, ...] = ()
        self.grant: Unmasked | None = None
        self.name, self.numbers, self.where = QLabel(), QLabel(), QLabel()
        self.name.setProperty("role", "title")
        for label in (self.numbers, self.where):
            label.setWordWrap(True)
        self.files = QComboBox()
        self.files.setAccessibleName("档案")
        self.unmask = UnmaskBar(REASONS, "身份信息")
        self.facts = QLabel()
        self.facts.setWordWrap(True)
        self.facts.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.facts.setTextFormat(Qt.TextFormat.PlainText)
        self.timeline = Timeline()
        self.earlier = push_button("更早的…", self._read_earlier)
        self.steps = {
            step.code: push_button(step.text, partial(self._step, step.code))
            for step in STEPS
            if step.code in offered and workspace.program.may(step.needs)
        }
        if "visit" in self.steps:
            self.steps["visit"].setProperty("primary", True)
        self._lay_out()
        self.timeline.chosen.connect(self._open_entry)
        self.files.currentIndexChanged.connect(self._chosen)
        self.unmask.wanted.connect(self._open_person)
        self.unmask.over.connect(self._shut)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(push_button("← 返回名单", self.back.emit))
        head.addWidget(self.name)
        head.addWidget(self.files)
        head.addStretch(1)
        head.addWidget(self.unmask)
        buttons = QHBoxLayout()
        for button in self.steps.values():
            buttons.addWidget(button)
        buttons.addStretch(1)
        inside = QWidget()
        left = QVBoxLayout(inside)
        left.addWidget(self.facts)
        left.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        scroll.setAccessibleName("档案内容")
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(heading("历程"))
        column.addWidget(self.timeline, 1)
        column.addWidget(self.earlier)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(scroll)
        split.addWidget(right)
        split.setSizes([470, 700])
        split.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(head)
        whole.addWidget(self.numbers)
        whole.addWidget(self.where)
        whole.addLayout(buttons)
        whole.addWidget(split, 1)

    @property
    def view(self) -> FileView | None:
        """The file that is shown."""
        return self._view

    def open(self, file_id: int) -> None:
        """Read and show a file; what was open of another person closes first."""
        if self._view is not None and self._view.file_id != file_id:
            self.unmask.close_now()
        program = self._workspace.program
        files, writes = program.case_files, program.may(Permission.WRITE_FILES)

        def work() -> Read:
            kept = program.file_drafts.kept(file_id) if writes else ()
            return *files.opened(file_id, PAGE), frozenset(kept)

        self._workspace.run(work, self._show, self._bar.trouble)

    def again(self) -> None:
        """Read the shown file again."""
        if self._view is not None:
            self.open(self._view.file_id)

    def leave(self) -> None:
        """Forget the file: nothing of it is shown or open any more."""
        self.unmask.close_now()
        self._view = None

    def _show(self, read: Read) -> None:
        shown, self._entries, kept = read
        if self._view is not None and self._view.person.person_id != shown.person.person_id:
            self.unmask.close_now()  # opened while the other file was already on its way
        self._view = view = shown
        person = view.person
        self.files.blockSignals(True)
        self.files.clear()
        for brief in person.files:
            self.files.addItem(file_word(brief), brief.file_id)
        self.files.setCurrentIndex(self.files.findData(view.file_id))
        self.files.blockSignals(False)
        self.files.setVisible(len(person.files) > 1)
        self._show_head()
        self.facts.setText(told_of(view, self._workspace.program.clock.today()))
        self._show_entries(self._entries, whole=len(self._entries) < PAGE)
        for step in STEPS:
            if step.code in self.steps:
                stopped = step.open_only and view.status is not FileStatus.OPEN
                self.steps[step.code].setEnabled(not stopped)
                self.steps[step.code].setText(step.text + (KEPT if step.code in kept else ""))

    def _show_entries(self, entries: tuple[TimelineEntry, ...], *, whole: bool) -> None:
        self._entries = entries
        self.timeline.show_entries(entries)
        self.earlier.setVisible(not whole)

    def _read_earlier(self) -> None:
        """Read the next older part of the history and add it."""
        view, known = self._view, self._entries
        if view is None:
            return
        files, number = self._workspace.program.case_files, view.file_id

        def done(found: tuple[TimelineEntry, ...]) -> None:
            if self._view is not None and self._view.file_id == number:
                row = self.timeline.count()
                self._show_entries((*known, *found), whole=len(found) < PAGE)
                self.timeline.setCurrentRow(min(row, self.timeline.count() - 1))

        self._workspace.run(
            lambda: files.timeline(number, len(known), PAGE), done, self._bar.trouble
        )

    def _shut(self) -> None:
        self.grant = None
        self._show_head()

    def _show_head(self) -> None:
        if self._view is None:
            return
        person = self._view.person
        self._show_person(
            str(person.name), str(person.identity_number), str(person.phone), str(person.address)
        )

    def _show_person(self, name: str, identity: str, phone: str, address: str) -> None:
        view = self._view
        if view is None:
            return
        person = view.person
        self.name.setText(name)
        age = f"{person.age}岁" if person.age is not None else "年龄不详"
        self.numbers.setText(
            f"{person.gender or '性别不详'}　{age}　身份证号 {identity or '（空）'}　"
            f"电话 {phone or '（空）'}"
        )
        self.where.setText(f"{person.unit_name or '所属单位待定'}　{address or '住址未填'}")

    def _open_person(self, reason: str) -> None:
        view = self._view
        if view is None:
            return
        program, person_id = self._workspace.program, view.person.person_id

        def work() -> tuple[Unmasked, WholePerson]:
            grant = program.unmasking.unmask("person", str(person_id), reason)
            return grant, program.persons.whole(grant)

        def done(opened: tuple[Unmasked, WholePerson]) -> None:
            grant, whole = opened
            now = program.clock.now()
            if self._view is None or self._view.person.person_id != whole.person_id:
                return
            self.grant = grant
            values = (whole.name, whole.identity_number, whole.phone, whole.address)
            self._show_person(*(value.whole_for(grant, now) for value in values))
            self.unmask.open_for((grant.until - now).total_seconds())

        self._workspace.run(work, done, self._bar.trouble)

    def _chosen(self) -> None:
        self.open(int(self.files.currentData()))

    def _open_entry(self, entry: TimelineEntry) -> None:
        if self._view is not None:
            self.entry_wanted.emit(entry.kind, entry.subject_id, self._view)

    def _step(self, code: str) -> None:
        if self._view is not None:
            self.step_wanted.emit(code, self._view)
