"""The form of the document that orders install figures into rankings and circulars (R8)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from antifraud_desktop.errors import Invalid, Problem, Severity
from antifraud_desktop.records.coverage import InstallOrderRecord
from ui.dialogs.short_form import ShortForm
from ui.widgets.date_field import DateField
from ui.workspace import Workspace

TOLD = (
    "只有上级正式文件要求通报或排名安装情况时才登记。登记后，整月都在有效期内的月份才可以排名；"
    "不追溯以前的月份。"
)
READ = "请填写日期，如 2023-8-1"


class OrderForm(ShortForm):
    """``saved`` carries what changed."""

    saved = Signal(object)

    def __init__(
        self, workspace: Workspace, record: InstallOrderRecord | None, parent: QWidget | None
    ) -> None:
        """Show a document; None is a new one."""
        title = "修改文件依据" if record else "登记文件依据"
        super().__init__(workspace, title, TOLD, "保存", parent)
        self._record = record
        today = workspace.program.clock.today()
        self.organ = QLineEdit(record.organ if record else "")
        self.number = QLineEdit(record.number if record else "")
        self.title = QLineEdit(record.title if record else "")
        self.issued_on, self.valid_from, self.ended_on = (DateField(today=today) for _ in "123")
        if record is not None:
            self.issued_on.set_date(record.issued_on)
            self.valid_from.set_date(record.valid_from)
            self.ended_on.set_date(record.ended_on)
        add = self.form.add_field
        add("organ", "发文机关", self.organ)
        add("number", "文号", self.number, "如：县反诈联〔2023〕3号")
        add("title", "标题", self.title)
        add("issued_on", "发文日期", self.issued_on)
        add("valid_from", "生效日期", self.valid_from)
        add("ended_on", "停止日期", self.ended_on, "最后一天；仍然有效的留空")
        self.organ.setFocus()
        self.act = self._save

    def _save(self) -> None:
        issued, valid = self.issued_on.date(), self.valid_from.date()
        wrong = [
            key
            for key, is_wrong in (
                ("issued_on", issued is None),
                ("valid_from", valid is None),
                ("ended_on", self.ended_on.is_wrong()),
            )
            if is_wrong
        ]
        if wrong or issued is None or valid is None:
            self.fail(Invalid(tuple(Problem(k, Severity.ERROR, READ, "date") for k in wrong)))
            return
        before = self._record
        record = InstallOrderRecord(
            organ=self.organ.text(),
            number=self.number.text(),
            title=self.title.text(),
            issued_on=issued,
            valid_from=valid,
            ended_on=self.ended_on.date(),
            id=before.id if before else 0,
            version=before.version if before else 0,
        )
        orders = self.workspace.program.ledgers.install_orders
        self.run(lambda: orders.save(record), self.saved.emit)
