"""Asking for an export of personal data: what, for whom, why; somebody else decides."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.errors import Invalid, KnownTrouble
from antifraud_desktop.records.protection import ExportChoice
from ui.widgets.record_form import RecordForm

RULE = "含个人信息的导出须由第二人审批，文件每页带水印，写明谁、何时、报送哪里，并记入外发登记。"


class AskExportDialog(QDialog):
    """Emits ``wanted`` with (kind, recipient, reason); the opener accepts or fails it."""

    wanted = Signal(str, str, str)

    def __init__(
        self,
        choices: Sequence[ExportChoice],
        reviewers: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        """Offer the kinds there are, and say who could approve."""
        super().__init__(parent)
        self.setWindowTitle("申请导出个人信息")
        self.setMinimumWidth(520)
        rule = QLabel(RULE)
        rule.setWordWrap(True)
        rule.setProperty("quiet", True)
        self.kind, self.recipient, self.reason = QComboBox(), QLineEdit(), QLineEdit()
        for choice in choices:
            self.kind.addItem(choice.title, choice.code)
        self.recipient.setPlaceholderText("如 县反诈中心")
        self.reason.setPlaceholderText("如 县反诈中心要求报送联络员名单")
        self.form = RecordForm()
        self.form.add_field("kind", "导出什么", self.kind)
        self.form.add_field("recipient", "报送哪里", self.recipient)
        self.form.add_field("reason", "为什么要导出", self.reason)
        self.form.setMinimumHeight(190)
        who = "、".join(reviewers)
        told = (
            f"可以审批的人：{who}。"
            if reviewers
            else ("现在没有别人能审批。请系统管理员建一个复核员账号，再来申请。")
        )
        self.who = QLabel(told)
        self.who.setWordWrap(True)
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setProperty("tone", "bad")
        self.told.hide()
        box = QDialogButtonBox()
        self.send = box.addButton("提交申请", QDialogButtonBox.ButtonRole.AcceptRole)
        self.send.setProperty("primary", True)
        self.send.setAccessibleName("提交申请")
        box.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole).setAccessibleName("取消")
        box.accepted.connect(self._ask)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (rule, self.form, self.who, self.told, box):
            column.addWidget(widget)

    def _ask(self) -> None:
        kind = str(self.kind.currentData() or "")
        self.send.setEnabled(False)  # a second click is no second request
        self.wanted.emit(kind, self.recipient.text(), self.reason.text())

    def fail(self, trouble: KnownTrouble) -> None:
        """Tell what is wrong at its field; what was typed stays."""
        self.send.setEnabled(True)
        if isinstance(trouble, Invalid):
            self.form.show_problems(trouble.problems)
            self.told.setText("⚠ 还没有提交，请看标红的地方。")
        else:
            self.told.setText(f"⚠ {trouble.sentence}{trouble.advice}")
        self.told.show()
