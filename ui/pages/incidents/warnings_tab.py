"""预警提示: the text for the villages' groups, and the poster, of this week's types (R21)."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.records.days import IssuedRecord
from antifraud_desktop.records.incidents import WarningSheet
from antifraud_desktop.rules.permissions import Permission
from ui.clipboard import copy_text
from ui.messages import MessageBar
from ui.widgets.date_field import DateField
from ui.widgets.pieces import hide_unless, push_button
from ui.workspace import Workspace

WIDEST = 860
DOCUMENTS = "documents"
ADVICE = "文字和海报只讲骗局和防法，不写起数、不写是哪个村。提示语在“诈骗类型”里修改。"
NONE_HERE = "这七天台账里没有登记，下面用列表前几类的提示语。"
Read = tuple[WarningSheet, str]


class WarningsTab(QWidget):
    """Shows the message as it will be copied."""

    def __init__(self, workspace: Workspace, bar: MessageBar) -> None:
        """Lay the tab out."""
        super().__init__()
        self._workspace, self._bar = workspace, bar
        self.day = DateField(today=workspace.program.clock.today())
        self.day.set_date(workspace.program.clock.today())
        self.day.setAccessibleName("截至日期")
        self.day.setMaximumWidth(180)
        self.copy = push_button("复制文字", self.copy_message)
        self.copy.setProperty("primary", True)
        self.poster = push_button("生成一页海报", self.issue_poster)
        hide_unless(self.poster, workspace.program.may(Permission.ISSUE_DOCUMENTS))
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("预警文字")
        advice = QLabel(ADVICE)
        advice.setWordWrap(True)
        advice.setProperty("quiet", True)
        row = QHBoxLayout()
        for part in (QLabel("截至"), self.day, self.copy, self.poster):
            row.addWidget(part)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.told)
        column.addWidget(self.text, 1)
        column.addWidget(advice)
        self.setMaximumWidth(WIDEST)
        self.day.changed.connect(self.load)

    def load(self) -> None:
        """Read the week's types and the message."""
        day = self.day.date()
        if day is None:
            self._bar.tell("请填写截至日期，如 8.12。", "bad")
            return
        ledgers = self._workspace.program.ledgers

        def work() -> Read:
            return ledgers.incident_figures.warnings(day), ledgers.incident_papers.message(day)

        self._workspace.run(work, self._show, self._bar.trouble)

    def _show(self, read: Read) -> None:
        sheet, message = read
        days = f"{sheet.first.month}月{sheet.first.day}日至{sheet.last.month}月{sheet.last.day}日"
        counted = "、".join(f"{w.type_name}{w.count}起" for w in sheet.warnings)
        self.told.setText(f"{days}登记：{counted}。" if sheet.from_ledger else NONE_HERE)
        self.text.setPlainText(message)

    def copy_message(self) -> None:
        """Put the message on the clipboard."""
        copy_text(self.text.toPlainText())
        self._bar.tell("预警文字已复制，可到微信群粘贴。")

    def issue_poster(self) -> None:
        """Number and freeze the poster."""
        day = self.day.date()
        if day is None:
            self._bar.tell("请填写截至日期，如 8.12。", "bad")
            return
        papers = self._workspace.program.ledgers.incident_papers

        def done(result: tuple[IssuedRecord, Changes]) -> None:
            record, changes = result
            self._workspace.announce(changes)
            self._bar.tell(f"已生成：{record.title}，一页，可直接打印张贴。")
            self._bar.offer(
                "到文书查看", lambda: self._workspace.open_page(DOCUMENTS, str(record.id))
            )

        self._workspace.run(lambda: papers.issue_poster(day), done, self._bar.trouble)
