"""One child's record: masked, opened for a listed reason, with the buttons for what comes next."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.personal import Unmasked
from antifraud_desktop.records.youth import YouthFields, YouthReason, YouthView
from ui.dialogs.short_form import ShortForm
from ui.messages import MessageBar, ask
from ui.pages.youth.forms import BackDialog, Done, OutcomeDialog, RecordDialog, ReportDialog
from ui.pages.youth.lines import head_of, told_of
from ui.widgets.masked_field import UnmaskBar
from ui.widgets.pieces import push_button
from ui.workspace import Workspace

REASONS = {label_of(reason): reason for reason in YouthReason}
Opened = tuple[Unmasked, YouthFields]
Form = Callable[[Workspace, YouthView, Done, QWidget], ShortForm]
NOBODY = "请在左边选一条记录，或新建记录。"


class RecordPanel(QWidget):
    """Shows one record; what is open closes when another one is shown."""

    def __init__(self, workspace: Workspace, bar: MessageBar) -> None:
        """Lay the panel out, empty."""
        super().__init__()
        self._workspace, self._bar = workspace, bar
        self._view: YouthView | None = None
        self.head, self.body = QLabel(NOBODY), QLabel()
        for label in (self.head, self.body):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.head.setProperty("role", "heading")
        self.body.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.unmask = UnmaskBar(tuple(REASONS), "未成年人信息")
        self.unmask.reason.setEditable(False)
        self.report = push_button("登记强制报告…", partial(self._open, ReportDialog))
        self.outcome = push_button("报告结果…", partial(self._open, OutcomeDialog))
        self.back = push_button("登记复学…", partial(self._open, BackDialog))
        self.away = push_button("取消复学登记", self.left_again)
        self.change = push_button("修改…", self.correct)
        self.remove = push_button("删除…", self.erase)
        self._lay_out()
        self.unmask.wanted.connect(self._unmask)
        self.unmask.over.connect(self._show_masked)
        self._offer()

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        for button in (self.report, self.outcome, self.back, self.away):
            first.addWidget(button)
        for button in (self.change, self.remove):
            second.addWidget(button)
        for row in (first, second):
            row.addStretch(1)
        second.addWidget(self.unmask)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName("记录内容")
        scroll.setWidget(self.body)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 0, 0, 0)
        column.addWidget(self.head)
        column.addLayout(first)
        column.addLayout(second)
        column.addWidget(scroll, 1)

    @property
    def view(self) -> YouthView | None:
        """What is shown, masked."""
        return self._view

    def open(self, record_id: int) -> None:
        """Read and show a record."""
        youth = self._workspace.program.youth
        if self._view is not None and self._view.record_id != record_id:
            self.unmask.close_now()
        self._workspace.run(lambda: youth.read(record_id), self._show, self._bar.trouble)

    def clear(self) -> None:
        """Show nobody."""
        self.unmask.close_now()
        self._view = None
        self.head.setText(NOBODY)
        self.body.clear()
        self._offer()

    def _show(self, view: YouthView) -> None:
        self.unmask.close_now()
        self._view = view
        self._show_masked()
        self._offer()

    def _show_masked(self) -> None:
        view = self._view
        if view is not None:
            self.head.setText(
                head_of(str(view.name), str(view.guardian), _shown(view.guardian_phone))
            )
            self.body.setText(told_of(view))

    def _offer(self) -> None:
        view = self._view
        waits = view is not None and any(report.is_open for report in view.reports)
        here = view is not None and view.returned_on is not None
        for button in (self.report, self.change, self.unmask):
            button.setEnabled(view is not None)
        self.outcome.setEnabled(waits)
        self.back.setVisible(not here)
        self.back.setEnabled(view is not None)
        self.away.setVisible(here)
        self.remove.setEnabled(view is not None and not waits)
        self.report.setProperty("primary", view is not None and not view.reports)
        self.outcome.setProperty("primary", waits)
        for button in (self.report, self.outcome):
            button.style().polish(button)

    def _unmask(self, said: str) -> None:
        program = self._workspace.program

        def done(opened: Opened) -> None:
            grant, whole = opened
            view, now = self._view, program.clock.now()
            if view is not None and grant.subject_id == str(view.record_id):
                self.head.setText(head_of(whole.name, whole.guardian, whole.guardian_phone))
                self.body.setText(told_of(view, whole))
                self.unmask.open_for((grant.until - now).total_seconds())

        self._whole(REASONS[said], done)

    def _whole(self, reason: YouthReason, done: Callable[[Opened], None]) -> None:
        view, youth = self._view, self._workspace.program.youth
        if view is None:
            return
        number = view.record_id

        def work() -> Opened:
            grant = youth.unmask(number, reason)
            return grant, youth.whole(grant)

        self._workspace.run(work, done, self._bar.trouble)

    def correct(self) -> None:
        """Open the record for correcting; that it was opened is on record."""
        view = self._view

        def done(opened: Opened) -> None:
            if view is not None and view is self._view:
                RecordDialog(
                    self._workspace, lambda saved: self._saved(saved[1]), self, view, opened[1]
                ).open()

        self._whole(YouthReason.CORRECT, done)

    def _open(self, form: Form) -> None:
        if self._view is not None:
            form(self._workspace, self._view, self._saved, self).open()

    def left_again(self) -> None:
        """Take the return to school back."""
        view, youth = self._view, self._workspace.program.youth
        if view is not None:
            self._workspace.run(
                lambda: youth.back_at_school(view.record_id, None, view.version),
                self._saved,
                self._bar.trouble,
            )

    def erase(self) -> None:
        """Delete the record for good, when it was made in error or the guardian asks."""
        view, youth = self._view, self._workspace.program.youth
        if view is not None and ask(
            self.window(),
            "永久删除这条记录？",
            "只在登记有误或监护人要求时删除。删除后不能恢复，只留删除标记。",
            "永久删除",
        ):
            self._workspace.run(
                lambda: youth.remove(view.record_id), self._saved, self._bar.trouble
            )

    def _saved(self, changes: Changes) -> None:
        self._bar.tell("已保存。")
        self._workspace.announce(changes)


def _shown(value: object) -> str:
    return str(value) if value else ""
