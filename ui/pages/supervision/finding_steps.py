"""What is done with the chosen finding and its inspection; each step tells what it did."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.records.supervision import FindingRecord, InspectionRecord
from ui.dialogs.ask_words import AskWords
from ui.dialogs.finding import FindingDialog, RectifyDialog, VerifyDialog, told_of
from ui.dialogs.inspection import InspectionDialog, NoticeDialog
from ui.dialogs.task import Offered, offered_today
from ui.file_out import FileOut
from ui.messages import MessageBar, ask
from ui.workspace import Workspace

BACK = "写明哪里还没有改好。问题回到整改中，期限不变。"


class FindingSteps:
    """Opens the forms over the tab ``over``; what was saved is announced."""

    def __init__(self, workspace: Workspace, bar: MessageBar, over: QWidget) -> None:
        """Keep where to open forms and where to tell."""
        self._workspace, self._bar, self._over = workspace, bar, over
        self._ledgers = workspace.program.ledgers
        self._out = FileOut(workspace, bar, over)

    def begin(self) -> None:
        """Enter an inspection."""
        self._with_offered(lambda offered: self._inspect(InspectionRecord(), offered))

    def notice(self) -> None:
        """Write the notice of an inspection to come."""

        def open_form(offered: Offered) -> None:
            def done(path: str, changes: Changes) -> None:
                self.saved(f"已存到：{path}", changes)

            NoticeDialog(self._workspace, offered, done, self._over).open()

        self._with_offered(open_form)

    def inspection(self, record: FindingRecord) -> None:
        """Change a finding's inspection, or add findings to it."""

        def read() -> tuple[InspectionRecord, Offered]:
            found = self._ledgers.inspections.get(record.inspection_id)
            return found, offered_today(self._workspace)

        self._workspace.run(read, lambda found: self._inspect(*found), self._bar.trouble)

    def _inspect(self, record: InspectionRecord, offered: Offered) -> None:
        def done(saved: tuple[int, Changes]) -> None:
            self.saved("已保存。有问题的，可以发整改通知单。", saved[1])

        InspectionDialog(self._workspace, record, offered, done, self._over).open()

    def change(self, record: FindingRecord) -> None:
        """Change a finding."""
        FindingDialog(self._workspace, record, partial(self.saved, "已保存。"), self._over).open()

    def rectify(self, record: FindingRecord) -> None:
        """Note what the unit did."""
        done = partial(self.saved, "已登记整改，等待验收。")
        RectifyDialog(self._workspace, record, done, self._over).open()

    def verify(self, record: FindingRecord) -> None:
        """Accept what the unit did."""

        def open_form(offered: Offered) -> None:
            done = partial(self.saved, "已验收销号。")
            VerifyDialog(self._workspace, record, offered, done, self._over).open()

        self._with_offered(open_form)

    def send_back(self, record: FindingRecord) -> None:
        """Do not accept what the unit did."""
        findings = self._ledgers.findings
        form = AskWords(
            self._workspace, "退回整改", f"{told_of(record)}\n{BACK}", "reason", "退回", self._over
        )
        form.ask(
            lambda text: findings.send_back(record.id, text, record.version),
            partial(self.saved, "已退回。"),
        )

    def reopen(self, record: FindingRecord) -> None:
        """Take a verification back."""
        findings = self._ledgers.findings
        self._run(lambda: findings.reopen(record.id, record.version), "已撤销验收，等待验收。")

    def remove(self, record: FindingRecord) -> None:
        """Delete a finding after asking."""
        findings = self._ledgers.findings
        detail = f"“{told_of(record)}”会被删除，操作记录里留有内容。"
        if ask(self._over, "删除这个问题？", detail, "删除"):
            self._run(lambda: findings.remove(record.id, record.version), "已删除。")

    def remove_inspection(self, record: FindingRecord) -> None:
        """Delete a finding's whole inspection after asking."""
        inspections, number = self._ledgers.inspections, record.inspection_id
        detail = f"对{record.unit}的这次督导和它的全部问题会被删除，操作记录里留有内容。"
        if ask(self._over, "删除这次督导？", detail, "删除"):
            self._run(
                lambda: inspections.remove(number, inspections.get(number).version), "已删除。"
            )

    def issue(self, record: FindingRecord) -> None:
        """Issue the sheet of a finding's inspection."""
        inspections = self._ledgers.inspections
        self._out.issue(lambda: inspections.issue_sheet(record.inspection_id))

    def saved(self, told: str, changes: Changes) -> None:
        """Tell what was done and let the pages read again."""
        self._bar.tell(told)
        self._workspace.announce(changes)

    def _run(self, work: Callable[[], Changes], told: str) -> None:
        self._workspace.run(work, partial(self.saved, told), self._bar.trouble)

    def _with_offered(self, open_form: Callable[[Offered], None]) -> None:
        self._workspace.run(lambda: offered_today(self._workspace), open_form, self._bar.trouble)
