"""到期清理: what is kept too long, what erasing takes for good, and the terms."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.changes import Changes
from antifraud_desktop.records.retention import (
    DueCount,
    DueErasure,
    ErasureReport,
    RetentionTerm,
)
from antifraud_desktop.rules.permissions import Permission
from ui.messages import MessageBar, ask
from ui.pages.settings.retention_list import DueTree, consequences
from ui.pages.settings.retention_terms import TermsForm
from ui.pages.settings.saving import save_form, with_button
from ui.widgets.date_field import DateField
from ui.widgets.pieces import push_button
from ui.workspace import Workspace

BACKUPS = "清理后不能找回。以前的备份里还有，会随备份轮换自行淘汰。"
Read = tuple[tuple[DueCount, ...], tuple[DueErasure, ...], tuple[RetentionTerm, ...], bool]


class RetentionTab(QWidget):
    """The list to the left, the terms to the right."""

    def __init__(self, workspace: Workspace, bar: MessageBar) -> None:
        """Lay the tab out."""
        super().__init__()
        self._workspace, self._bar = workspace, bar
        self._counts: tuple[DueCount, ...] = ()
        self._may_erase = workspace.program.may(Permission.ERASE)
        self.tree, self.terms = DueTree(), TermsForm()
        self.empty = _quiet("今天没有到期的内容。到了右边的期限会在这里列出，由您勾选后清理。")
        self.gone = _quiet("")
        self.reason = _line("原因", "原因，如 保存期满")
        self.erase = push_button("清理所选", self.carry_out)
        self.erase.setProperty("primary", True)
        self.until = DateField(today=workspace.program.clock.today())
        self.until.setAccessibleName("继续保存到")
        self.keep = push_button("继续保存", self.review)
        self.unfinished = QWidget()
        self.again = push_button("整理文件", self.finish)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self._due_side())
        split.addWidget(self._terms_side())
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.unfinished)
        column.addWidget(split, 1)
        self.tree.ticked.connect(self._tell)
        self.tree.itemSelectionChanged.connect(self._offer_review)

    def load(self) -> None:
        """Read what is due today, and the terms."""
        program = self._workspace.program
        today, retention = program.clock.today(), program.retention

        def work() -> Read:
            return (
                retention.counts(today),
                retention.due(today),
                retention.terms(),
                retention.unfinished(),
            )

        self._workspace.run(work, self._show, self._bar.trouble)

    def carry_out(self) -> None:
        """Erase what is ticked, after saying once more what will be gone."""
        chosen, reason = self.tree.chosen(), self.reason.text()
        if not reason.strip():
            self._bar.tell("请先写明清理的原因。", "bad")
            self.reason.setFocus()
            return
        detail = f"{consequences(self._counts, chosen)}\n\n{BACKUPS}"
        if not ask(self, f"清理所选的{len(chosen)}项？", detail, "清理"):
            return
        retention = self._workspace.program.retention
        self._workspace.run(
            lambda: retention.carry_out(chosen, reason), self._erased, self._bar.trouble
        )

    def review(self) -> None:
        """Keep the current line until a day."""
        item, until, reason = self.tree.to_review(), self.until.date(), self.reason.text()
        if item is None:
            return
        if until is None:
            self._bar.tell("请填写继续保存到哪一天，如 12.31。", "bad")
            return
        retention = self._workspace.program.retention

        def done(changes: Changes) -> None:
            self._said(f"已继续保存到{until.isoformat()}。", changes)

        self._workspace.run(lambda: retention.review(item, until, reason), done, self._bar.trouble)

    def finish(self) -> None:
        """Write the file anew after an erasing that could not."""
        self._workspace.run(
            self._workspace.program.retention.finish, self._finished, self._bar.trouble
        )

    def save_terms(self) -> None:
        """Save every changed term."""
        changed, retention = self.terms.changed(), self._workspace.program.retention

        def work() -> Changes:
            changes = Changes()
            for kind, amount in changed.items():
                changes |= retention.set_term(kind, amount)
            return changes

        def saved() -> None:
            self._bar.tell("保存期限已修改。" if changed else "保存期限没有改动。")

        save_form(self._workspace, self.terms, self._bar, work, saved)

    def _show(self, read: Read) -> None:
        self._counts, due, terms, unfinished = read
        self.tree.show_due(self._counts, due, may_tick=self._may_erase)
        self.terms.show_terms(terms, may_change=self._may_erase)
        self.unfinished.setVisible(unfinished)
        self.empty.setVisible(not self._counts)
        for widget in (self.tree, self.gone, self.foot):
            widget.setVisible(bool(self._counts))
        self.foot.setVisible(bool(self._counts) and self._may_erase)
        self._offer_review()

    def _tell(self) -> None:
        chosen = self.tree.chosen()
        self.erase.setEnabled(bool(chosen))
        self.erase.setText(f"清理所选{len(chosen)}项" if chosen else "清理所选")
        self.gone.setText(consequences(self._counts, chosen) or "勾选要清理的内容。" + BACKUPS)

    def _offer_review(self) -> None:
        wanted = self._may_erase and self.tree.to_review() is not None
        for widget in (self.until_label, self.until, self.keep):
            widget.setVisible(wanted)

    def _erased(self, result: tuple[ErasureReport, Changes]) -> None:
        report, changes = result
        said = "、".join(f"{e.name}{e.subjects}{e.counted}" for e in report.erased)
        skipped = f"另有{report.skipped}项已不在清单里。" if report.skipped else ""
        if report.finished:
            self._said(f"已清理：{said}。{skipped}以前的备份会随轮换自行淘汰。", changes)
        else:
            self._said(
                f"已清理：{said}。{skipped}但文件还没有整理完：{report.trouble}", changes, "wait"
            )
            self._bar.offer("整理文件", self.finish)

    def _finished(self, done: bool) -> None:
        if done:
            self._bar.tell("文件已整理完。")
        else:
            self._bar.tell("另有窗口或命令正在读取数据，请稍后再整理。", "wait")
        self.load()

    def _said(self, sentence: str, changes: Changes, tone: str = "good") -> None:
        self.reason.clear()
        self._bar.tell(sentence, tone)
        self._workspace.announce(changes)

    def _due_side(self) -> QWidget:
        left, column = _column("到期的内容")
        self.foot = QWidget()
        foot = QVBoxLayout(self.foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addLayout(_row(self.reason, self.erase))
        self.until_label = QLabel("这一件仍要用，保存到")
        keeping = _row(self.until_label, self.until, self.keep)
        keeping.addStretch(1)
        foot.addLayout(keeping)
        for widget in (self.empty, self.tree, self.gone, self.foot):
            column.addWidget(widget, 1 if widget is self.tree else 0)
        column.addStretch(0)
        for label in (self.empty, self.gone):
            label.setWordWrap(True)
        warned = _row(
            QLabel("上次清理后文件还没有整理完，清理掉的内容可能还留有痕迹。"), self.again
        )
        warned.addStretch(1)
        self.unfinished.setLayout(warned)
        self.unfinished.hide()
        self.again.setVisible(self._may_erase)
        self._offer_review()
        return left

    def _terms_side(self) -> QWidget:
        right, column = _column("保存期限（只能缩短，不能延长）")
        if self._may_erase:
            column.addWidget(with_button(self.terms, "保存修改", self.save_terms), 1)
        else:
            column.addWidget(self.terms, 1)
        return right


def _column(title: str) -> tuple[QWidget, QVBoxLayout]:
    side = QWidget()
    column = QVBoxLayout(side)
    heading = QLabel(title)
    heading.setProperty("role", "heading")
    column.addWidget(heading)
    return side, column


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    for widget in widgets:
        row.addWidget(widget, 1 if isinstance(widget, QLineEdit) else 0)
    return row


def _quiet(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("quiet", True)
    return label


def _line(name: str, hint: str) -> QLineEdit:
    line = QLineEdit()
    line.setAccessibleName(name)
    line.setPlaceholderText(hint)
    line.setMaxLength(200)
    return line
