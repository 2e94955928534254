"""The end of a form: who answers for it, on which day, and the button that closes it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.errors import Problem, Severity
from antifraud_desktop.records.protection import FormRecord
from ui.widgets.date_field import DateField

EXPLAINED = (
    "填负责人在纸质表上签名的姓名。签署以后不能再改，情况有变化时另做一份。"
    "签署前请法务人员（法律顾问）审核。"
)
FIELDS = ("signed_by", "signed_on")


class SignatureBox(QFrame):
    """``wanted`` asks for signing."""

    wanted = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        """Make it with today's date in it."""
        super().__init__(parent)
        self.setObjectName("card")
        self.who = QLineEdit()
        self.who.setAccessibleName("负责人姓名")
        self.who.setMaximumWidth(220)
        self.when = DateField(today=today)
        self.when.setAccessibleName("签署日期")
        self.when.set_date(today)
        self.button = QPushButton("签署")
        self.button.setAccessibleName("签署")
        self.button.setAutoDefault(False)
        self.button.clicked.connect(lambda _checked=False: self.wanted.emit())
        self._told, self._explained = QLabel(), QLabel()
        for label, tone in ((self._told, "error"), (self._explained, "muted")):
            label.setWordWrap(True)
            label.setProperty("tone", tone)
        self._told.hide()
        self._line = QWidget()
        row = QHBoxLayout(self._line)
        row.setContentsMargins(0, 0, 0, 0)
        for title, editor in (("负责人", self.who), ("签署日期", self.when)):
            label = QLabel(title)
            label.setBuddy(editor)
            row.addWidget(label)
            row.addWidget(editor)
        row.addWidget(self.button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        for widget in (self._explained, self._line, self._told):
            column.addWidget(widget)
        self.setFocusProxy(self.who)

    def name(self) -> str:
        """Return who answers for the form."""
        return self.who.text()

    def day(self) -> date | None:
        """Return the day of the signature, None when there is none yet."""
        return self.when.date()

    def no_day(self) -> Problem:
        """Return the problem of a signature without a day."""
        return Problem("signed_on", Severity.ERROR, "请填写签署日期，如 2023-8-12", "date")

    def show_record(self, record: FormRecord, *, may_sign: bool) -> None:
        """Show the signature, or the place for it to who may sign."""
        self._line.setVisible(may_sign and not record.is_signed)
        if record.signed_on is not None:
            on = f"{record.signed_on.year}年{record.signed_on.month}月{record.signed_on.day}日"
            self._explained.setText(f"✓ {on}由{record.signed_by}签署。{record.note}")
        elif may_sign:
            self._explained.setText(EXPLAINED)
        else:
            self._explained.setText("填完后请复核员或者领导登录签署。")

    def show_problems(self, problems: Iterable[Problem]) -> bool:
        """Tell those of the signature; say whether there are any."""
        texts = [p.text for p in problems if p.field in FIELDS]
        self._told.setText("⚠ " + "；".join(texts))
        self._told.setVisible(bool(texts))
        return bool(texts)
