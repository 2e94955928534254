"""新建档案: who, which kind, on which document, whose; then what stands against it, then done.

Nothing is kept of what was begun and not opened: a person without a lawful basis stays out of
the database, also as a draft.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, KnownTrouble, Problem, Severity
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.case_requests import NewFile
from antifraud_desktop.records.persons import Refusal
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.rules.case_basis import Answer, stops
from antifraud_desktop.services.file_refusals import FileRefused
from antifraud_desktop.vocabulary import FileStatus
from ui.dialogs.basis_form import BasisForm
from ui.dialogs.leaving import AskingDialog
from ui.dialogs.new_file_pages import CategoryPage, FindPage, PersonPage, told_of
from ui.widgets.pieces import push_button
from ui.workspace import Workspace

FIND, CATEGORY, BASIS, PERSON, CHECK = range(5)
STEPS = ("查找", "类别", "依据", "人员与责任人", "核对")
READY = "✓ 依据符合规定，可以建档。请对照原件再核对一遍；程序的判断不代替法务审核。"


class NewFileDialog(AskingDialog):
    """``saved`` carries Changes, ``made`` the new file's number, ``join_wanted`` a person's."""

    saved = Signal(object)
    made = Signal(int)
    join_wanted = Signal(int)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Begin with the search."""
        super().__init__(parent)
        self.setWindowTitle("新建档案")
        self.resize(720, 580)
        self._workspace = workspace
        self.search, self.category = FindPage(workspace), CategoryPage()
        self.basis, self.person = BasisForm(workspace), PersonPage(workspace)
        self.check, self.told = QLabel(), QLabel()
        for label in (self.check, self.told):
            label.setWordWrap(True)
        self.told.setProperty("tone", "bad")
        self.told.hide()
        self.where = QLabel()
        self.where.setProperty("role", "heading")
        self.stack = QStackedWidget()
        for page in (self.search, self.category, self.basis, self.person, _top(self.check)):
            self.stack.addWidget(page)
        self.back = push_button("上一步", self._go_back)
        self.further = push_button("下一步", self._go_on)
        self.open_old = push_button("打开原有档案", self._open_old)
        self.leave = push_button("取消", self.leave_or_ask)
        self.further.setProperty("primary", True)
        self.further.setDefault(True)
        row = QHBoxLayout()
        for button in (self.open_old, self.back, self.further, self.leave):
            if button is self.back:
                row.addStretch(1)
            row.addWidget(button)
        for button in (self.back, self.open_old, self.leave):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.addWidget(self.where)
        column.addWidget(self.stack, 1)
        column.addWidget(self.told)
        column.addLayout(row)
        self.search.chosen.connect(self._show_buttons)
        self._read()
        self._show(FIND)

    def _read(self) -> None:
        program = self._workspace.program

        def done(read: tuple[tuple[UnitRecord, ...], tuple[str, ...]]) -> None:
            self.search.show_units(read[0])
            self.person.show_officers(read[1], program.account)

        self._workspace.run(
            lambda: (program.units.list(), program.case_files.officers()), done, self._fail
        )

    def loses(self) -> tuple[str, str]:
        """Tell of a file that was begun; no draft of it may be kept before it has a basis."""
        if self.stack.currentIndex() > FIND:
            return "还没有建档，要离开吗？", "填写的内容不会保存，连草稿也没有。"
        return "", ""

    def request(self) -> NewFile:
        """Return the file as it stands; Invalid for what nobody can read or is not chosen."""
        category = self.category.category()
        if category is None:
            raise Invalid((Problem("category", Severity.ERROR, "请选择类别", "required"),))
        known = self.search.person()
        return NewFile(
            person=self.person.facts(self.search) if known is None else known,
            category=category,
            basis=self.basis.basis(),
            officers=self.person.chosen(),
        )

    def _show(self, step: int) -> None:
        self.stack.setCurrentIndex(step)
        self.where.setText(
            "　›　".join(f"【{s}】" if n == step else s for n, s in enumerate(STEPS))
        )
        self.told.hide()
        self._show_buttons()

    def _show_buttons(self) -> None:
        step = self.stack.currentIndex()
        row = self.search.row()
        self.back.setEnabled(step > FIND)
        self.open_old.setVisible(step == FIND and row is not None and bool(row.files))
        self.further.setText("建档" if step == CHECK else "下一步")
        self.further.setAccessibleName(self.further.text())
        if step != CHECK:
            self.further.setEnabled(True)

    def _go_back(self) -> None:
        self._show(self.stack.currentIndex() - 1)

    def _go_on(self) -> None:
        step = self.stack.currentIndex()
        said = self._missing(step)
        if said:
            self._say(said)
            return
        if step == CATEGORY:
            category = self.category.category()
            assert category is not None  # noqa: S101 - said above when it is missing
            self.basis.set_category(category)
        if step == BASIS:
            self._judge(PERSON)
        elif step == PERSON:
            self._judge(CHECK)
        elif step == CHECK:
            self._open()
        else:
            self._show(step + 1)
        self.person.show_person(self.search.row())

    def _missing(self, step: int) -> str:
        """Return what must be done before going on, empty when nothing."""
        if step == FIND and self.search.person() is None and not self.search.name.text().strip():
            return "请填写姓名，或从名单里选定此人。"
        if step == CATEGORY:
            chosen, row = self.category.category(), self.search.row()
            if chosen is None:
                return "请选择类别。"
            closed = FileStatus.CLOSED
            if row and any(f.category is chosen and f.status is not closed for f in row.files):
                return f"此人已有在办的“{label_of(chosen)}”档案。请回到上一步，点“打开原有档案”。"
        return ""

    def _judge(self, then: int) -> None:
        """Ask what stands against the file; a refusal is told where the document is entered."""
        try:
            request = self.request()
        except Invalid as trouble:
            self._fail(trouble)
            return
        files = self._workspace.program.case_files
        self.further.setEnabled(False)

        def done(answers: tuple[Answer, ...]) -> None:
            self.further.setEnabled(True)
            refused = tuple(a for a in answers if isinstance(a, Refusal))
            own = [a for a in answers if isinstance(a, Problem) and a.field in self.basis.editors]
            wrong = tuple(p for p in own if p.severity is Severity.ERROR)
            if then == PERSON and (refused or wrong):
                self.basis.form.show_problems(wrong)
                self._say(told_of(refused) or "⚠ 请看标红的地方。")
                return
            self._show(then)
            if then == CHECK:
                self._show_answers(answers)

        self._workspace.run(lambda: files.check(request), done, self._fail)

    def _show_answers(self, answers: tuple[Answer, ...]) -> None:
        told = told_of(answers)
        good = not stops(answers)
        self.check.setText(f"{READY}\n\n{told}".strip() if good else told)
        self.further.setEnabled(good)

    def _open(self) -> None:
        files, request = self._workspace.program.case_files, self.request()
        self.further.setEnabled(False)

        def done(opened: tuple[int, Changes]) -> None:
            self.accept()
            self.saved.emit(opened[1])
            self.made.emit(opened[0])

        self._workspace.run(lambda: files.open_file(request), done, self._fail)

    def _open_old(self) -> None:
        number = self.search.person()
        if number is not None:
            self.accept()
            self.join_wanted.emit(number)

    def _say(self, sentence: str) -> None:
        self.told.setText(sentence)
        self.told.show()

    def _fail(self, trouble: KnownTrouble) -> None:
        self.further.setEnabled(True)
        if isinstance(trouble, FileRefused):
            self._say(told_of(trouble.refusals))
        elif isinstance(trouble, Invalid):
            for form in (self.basis.form, self.person.form):
                form.clear_problems()
            step = self.stack.currentIndex()
            here = {BASIS: self.basis.form, PERSON: self.person.form}.get(step)
            if here is not None:
                here.show_problems(trouble.problems)
            self._say("⚠ " + "；".join(problem.text for problem in trouble.problems) + "。")
        else:
            self._say(f"⚠ {trouble.sentence}{trouble.advice}")


def _top(label: QLabel) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(label)
    column.addStretch(1)
    return box
