"""生成小结: the text as it would be, every figure a link to where it comes from; then issued."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import KnownTrouble
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.days import IssuedRecord
from antifraud_desktop.records.summaries import SummaryView
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.summaries import SummaryService
from antifraud_desktop.vocabulary import DocumentKind
from ui.dialogs.summary_text import summary_head, summary_html
from ui.dialogs.summary_trace import SummaryTraceDialog
from ui.messages import MessageBar
from ui.widgets.date_field import DateField
from ui.widgets.pieces import hide_unless, push_button
from ui.workspace import Workspace

KINDS = (
    DocumentKind.WEEKLY_SUMMARY,
    DocumentKind.MONTHLY_SUMMARY,
    DocumentKind.WORK_SUMMARY,
)
WEEK = timedelta(days=7)
TOLD = "文字和数字都取自台账，点数字看它从哪里来。满意后编号生成，存入“文书”。"
READING, NO_DAY = "正在汇总台账……", "看不懂这个日期，可写成 8.12、昨天。"
Made = tuple[IssuedRecord, Changes]
T = TypeVar("T")


class SummaryDialog(QDialog):
    """Opened from 文书 and from whoever may read figures; issuing needs its permission."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Show the running week."""
        super().__init__(parent)
        self.setWindowTitle("生成小结")
        self.resize(900, 640)
        self._workspace, self._asked = workspace, 0
        self.view: SummaryView | None = None
        today = workspace.program.clock.today()
        self.kind = QComboBox()
        self.kind.setAccessibleName("种类")
        for kind in KINDS:
            self.kind.addItem(label_of(kind), kind.value)
        self.first, self.last = DateField(today=today), DateField(today=today)
        self.first.setAccessibleName("日期或起始日期")
        self.last.setAccessibleName("截止日期")
        self.first.set_date(today)
        self.last.set_date(today)
        self.until = QLabel("至")
        self.back = push_button("上一期", lambda: self._step(-1))
        self.forward = push_button("下一期", lambda: self._step(1))
        self.bar = MessageBar()
        self.span = QLabel()
        self.span.setProperty("role", "heading")
        self.text = QTextBrowser()
        self.text.setAccessibleName("小结正文")
        self.text.setOpenLinks(False)
        self.text.anchorClicked.connect(lambda url: self.show_source(url.fragment()))
        self.sources = push_button("数字从哪里来…", self.show_source)
        self.table = push_button("存为表格…", self.save_table)
        self.draft = push_button("看Word草稿", self.open_draft)
        self.make = push_button("编号生成", self.issue)
        self.make.setProperty("primary", True)
        self.shut = push_button("关闭", self.reject)
        for button in self._buttons():
            button.setAutoDefault(False)
        for button in (self.draft, self.make):
            hide_unless(button, workspace.program.may(Permission.ISSUE_DOCUMENTS))
        self._lay_out()
        self._show_fields()
        self.kind.currentIndexChanged.connect(lambda _row: self._switch())
        self.first.changed.connect(self.read)
        self.last.changed.connect(self.read)
        self.finished.connect(self.deleteLater)
        self.read()

    def _buttons(self) -> tuple[QPushButton, ...]:
        return (self.back, self.forward, self.sources, self.table, self.draft, self.make, self.shut)

    def _lay_out(self) -> None:
        told = QLabel(TOLD)
        told.setWordWrap(True)
        told.setProperty("quiet", True)
        asked, steps = QHBoxLayout(), QHBoxLayout()
        for part in (self.kind, self.first, self.until, self.last, self.back, self.forward):
            asked.addWidget(part)
        asked.addStretch(1)
        for button in (self.sources, self.table, self.draft):
            steps.addWidget(button)
        steps.addStretch(1)
        steps.addWidget(self.make)
        steps.addWidget(self.shut)
        column = QVBoxLayout(self)
        column.addWidget(told)
        column.addLayout(asked)
        column.addWidget(self.bar)
        column.addWidget(self.span)
        column.addWidget(self.text, 1)
        column.addLayout(steps)

    def chosen(self) -> DocumentKind:
        """Return the kind that is chosen."""
        return DocumentKind(self.kind.currentData())

    def days(self) -> tuple[date, date | None] | None:
        """Return the days that are meant, None while a date cannot be read."""
        first, last = self.first.date(), self.last.date()
        if first is None or (self._by_hand() and last is None):
            return None
        return first, last if self._by_hand() else None

    def _by_hand(self) -> bool:
        return self.chosen() is DocumentKind.WORK_SUMMARY

    def _switch(self) -> None:
        self._show_fields()
        if not self._by_hand():
            self.read()
            return
        program = self._workspace.program
        self._workspace.run(
            lambda: program.townships.overview().campaign.start, self._from, self._fail
        )

    def _from(self, start: date) -> None:
        self.first.set_date(start)
        self.read()

    def _show_fields(self) -> None:
        by_hand = self._by_hand()
        for part in (self.until, self.last):
            part.setVisible(by_hand)
        for button in (self.back, self.forward):
            button.setVisible(not by_hand)

    def _step(self, places: int) -> None:
        """Go to the week or month before or after."""
        day = self.first.date()
        if day is None:
            return
        if self.chosen() is DocumentKind.WEEKLY_SUMMARY:
            self.first.set_date(day + places * WEEK)
        else:
            months = day.year * 12 + day.month - 1 + places
            self.first.set_date(date(months // 12, months % 12 + 1, 1))
        self.read()

    def read(self) -> None:
        """Read the text of the chosen days in the worker; the last asked for is shown."""
        days = self.days()
        self._asked += 1
        asked, kind = self._asked, self.chosen()
        self._offer(on=False)
        if days is None:
            self.span.setText(NO_DAY)
            self.text.clear()
            return
        self.span.setText(READING)
        summaries = self._workspace.program.ledgers.summaries

        def show(view: SummaryView) -> None:
            if asked == self._asked:
                self._show(view)

        def fail(trouble: KnownTrouble) -> None:
            if asked == self._asked:
                self.span.clear()
                self.text.clear()
                self._fail(trouble)

        self._workspace.run(lambda: summaries.view(kind, *days), show, fail)

    def _show(self, view: SummaryView) -> None:
        self.view = view
        self.span.setText(summary_head(view))
        self.text.setHtml(summary_html(view))
        self.bar.hide()
        self._offer(on=True)

    def _offer(self, *, on: bool) -> None:
        for button in (self.sources, self.table, self.draft, self.make):
            button.setEnabled(on)

    def show_source(self, key: str = "") -> None:
        """Open where the figures come from, at one of them when its key is given."""
        days = self.days()
        if self.view is not None and days is not None:
            kind = self.chosen()
            SummaryTraceDialog(self._workspace, self.view, kind, days, key, self).open()

    def open_draft(self) -> None:
        """Write the draft and open it in the system's program for Word files."""
        summaries, kind, days = self._summaries()
        if days is not None:
            self._work(lambda: summaries.draft(kind, *days), self._open)

    def save_table(self) -> None:
        """Save text, figures and sources as a workbook."""
        summaries, kind, days = self._summaries()
        if days is None or self.view is None:
            return
        name, _kind = QFileDialog.getSaveFileName(
            self, "存为表格", f"{self.view.title}.xlsx", "Excel文件 (*.xlsx)"
        )
        if name:

            def saved(changes: Changes) -> None:
                self._workspace.announce(changes)
                self.bar.tell(f"已存到：{name}")

            self._work(lambda: summaries.export(kind, *days, Path(name)), saved)

    def issue(self) -> None:
        """Number, freeze and store the summary; of the same days again it is a new edition."""
        summaries, kind, days = self._summaries()
        if days is None:
            return
        program = self._workspace.program

        def work() -> tuple[Made, Path]:
            record, changes = summaries.issue(kind, *days)
            path = program.folder.exports / f"{record.date:%Y%m%d}-{record.title}.docx"
            return (record, changes | program.documents.export(record.id, path)), path

        def made(result: tuple[Made, Path]) -> None:
            (record, changes), path = result
            self._workspace.announce(changes)
            self.bar.tell(f"已生成{record.title}，存在“文书”里。")
            self.bar.offer("打开", lambda: self._open(path))

        self._work(work, made)

    def _summaries(self) -> tuple[SummaryService, DocumentKind, tuple[date, date | None] | None]:
        return self._workspace.program.ledgers.summaries, self.chosen(), self.days()

    def _work(self, work: Callable[[], T], done: Callable[[T], object]) -> None:
        self._offer(on=False)

        def ready(result: T) -> None:
            self._offer(on=True)
            done(result)

        def fail(trouble: KnownTrouble) -> None:
            self._offer(on=True)
            self._fail(trouble)

        self._workspace.run(work, ready, fail)

    def _fail(self, trouble: KnownTrouble) -> None:
        self.bar.trouble(trouble)

    def _open(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.bar.tell(f"没有可打开Word文件的程序，文件在：{path}", "wait")
