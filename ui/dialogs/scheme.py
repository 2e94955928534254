"""Writing a version of the scheme: checked while it is typed, its effect seen before it is saved.

What no criterion may count (R8, R17) is refused at its field, in the words of the rule.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import shiboken6
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, KnownTrouble, Problem
from antifraud_desktop.records.evaluation import Scheme, SchemeVersion
from antifraud_desktop.records.evaluation_editions import Preview
from antifraud_desktop.records.units import IndicatorRecord
from ui.dialogs.kept_draft import TAKEN_UP, KeptDraft
from ui.dialogs.scheme_body import SchemeBody
from ui.dialogs.scheme_effect import SchemeEffect
from ui.tables.record_table import chosen
from ui.widgets.scheme_fields import TypedCriterion, kept, scheme_of, taken_up, typed_scheme
from ui.workspace import Workspace

CHECK_AFTER_MS = 350
KEY = "evaluation-scheme"
SEE, SAVE = "下一步：看对上月的影响", "保存为新版本"
CONTENT, EFFECT = "方案内容", "对上月的影响"
Done = Callable[[Changes], object]


class SchemeDialog(QDialog):
    """The button first shows the effect; only what was looked at can be saved."""

    def __init__(
        self,
        workspace: Workspace,
        base: SchemeVersion,
        offered: tuple[Sequence[IndicatorRecord], Sequence[date], date],
        codes: frozenset[str],
        done: Done,
        parent: QWidget | None,
    ) -> None:
        """Begin with a version; ``offered`` are indicators, months to begin, the month tried on."""
        super().__init__(parent)
        self.setWindowTitle("修改考核方案")
        self.resize(1160, 640)
        indicators, months, self._tried = offered
        self._workspace, self._done, self._number = workspace, done, base.scheme.number
        self._schemes = workspace.program.evaluations.schemes
        self._seen: Scheme | None = None
        self.body = SchemeBody(indicators, months, codes)
        self.effect = SchemeEffect()
        self.tabs = QTabWidget()
        self.tabs.addTab(self.body, CONTENT)
        self.tabs.addTab(self.effect, EFFECT)
        self.told = QLabel()
        self.told.setWordWrap(True)
        box = QDialogButtonBox()
        self.agree = box.addButton(SEE, QDialogButtonBox.ButtonRole.AcceptRole)
        self.agree.setProperty("primary", True)
        self.fresh = box.addButton("重新填写", QDialogButtonBox.ButtonRole.ResetRole)
        self.fresh.clicked.connect(self._begin_again)
        self.fresh.hide()
        cancel = box.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        for button in (self.agree, self.fresh, cancel):
            button.setAccessibleName(button.text())
            button.setAutoDefault(False)
        box.accepted.connect(self.go_on)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.tabs, 1)
        row = QHBoxLayout()
        why = QLabel("修改原因")
        why.setBuddy(self.body.reason)
        self.body.reason.setAccessibleName("修改原因")
        row.addWidget(why)
        row.addWidget(self.body.reason, 1)
        column.addLayout(row)
        for part in (self.told, box):
            column.addWidget(part)
        self._later = QTimer(self, singleShot=True, interval=CHECK_AFTER_MS)
        self._later.timeout.connect(self.check)
        self.body.show_scheme(typed_scheme(base.scheme, months[0]))
        self._draft = KeptDraft(
            workspace,
            KEY,
            self,
            typed=lambda: {"scheme": kept(self.body.typed())},
            put=self._put,
            told=self._taken_up,
            fail=self.fail,
        )
        self.body.edited.connect(self._edited)
        self.body.month.activated.connect(lambda _row: self._offer_indicators())
        self.body.reason.textEdited.connect(lambda _text: self._draft.touch())
        self._draft.take_up()
        self.finished.connect(self.deleteLater)
        self.check()

    def _put(self, typed: Mapping[str, str]) -> None:
        found = taken_up(typed.get("scheme", ""))
        if found is not None:
            self.body.show_scheme(found)
            self._offer_indicators()
            self._edited()

    def _taken_up(self) -> None:
        self._tell(TAKEN_UP, "muted")
        self.fresh.show()

    def _begin_again(self) -> None:
        self._draft.begin_again()
        self.fresh.hide()
        self.told.hide()

    def _edited(self) -> None:
        """Note that what was looked at is no longer what is written."""
        self._draft.touch()
        self._later.start()
        self._offer()

    def scheme(self) -> Scheme:
        """Return the scheme as it is written now."""
        return scheme_of(self.body.typed(), self._number)

    def _offer(self) -> None:
        text = SAVE if self._seen == self.scheme() else SEE
        self.agree.setText(text)
        self.agree.setAccessibleName(text)

    def _offer_indicators(self) -> None:
        """Offer what may be counted from the month on: installs where a document orders them."""
        month = self.scheme().valid_from

        def done(indicators: tuple[IndicatorRecord, ...]) -> None:
            if shiboken6.isValid(self) and month == self.scheme().valid_from:
                self.body.model.know({one.code: one.name for one in indicators})
                self.body.form.offer(indicators)
                self.body.form.show_criterion(chosen(self.body.table, TypedCriterion))

        self._workspace.run(lambda: self._schemes.countable(month), done, self.fail)

    def check(self) -> None:
        """Tell what the rules refuse, at its field, while the scheme is written."""
        self._later.stop()
        scheme = self.scheme()

        def done(problems: tuple[Problem, ...]) -> None:
            if shiboken6.isValid(self) and scheme == self.scheme():
                self.body.show_problems(problems)

        self._workspace.run(lambda: self._schemes.problems(scheme), done, self.fail)

    def go_on(self) -> None:
        """Show the effect of what is written; once it was looked at, save it."""
        scheme = self.scheme()
        if self._seen == scheme:
            self._save(scheme)
            return
        self.agree.setEnabled(False)

        def done(preview: Preview) -> None:
            if shiboken6.isValid(self):
                self.effect.show_preview(preview)
                self._look(scheme)

        def failed(trouble: KnownTrouble) -> None:
            if isinstance(trouble, Invalid):
                self.fail(trouble)
                return
            self.effect.show_nothing(f"没有可以试算的月份：{trouble.sentence}{trouble.advice}")
            self._look(scheme)

        self._workspace.run(lambda: self._schemes.preview(scheme, self._tried), done, failed)

    def _look(self, scheme: Scheme) -> None:
        self.agree.setEnabled(True)
        self._seen = scheme
        self.tabs.setCurrentWidget(self.effect)
        self._tell("看过影响，写明修改原因后再保存。", "muted")
        self._offer()

    def _save(self, scheme: Scheme) -> None:
        reason = self.body.reason.text()
        self._draft.hold()
        self.agree.setEnabled(False)
        schemes = self._schemes

        def saved(changes: Changes) -> None:
            self.accept()
            self._done(changes)

        self._workspace.run(lambda: schemes.save(scheme, reason, KEY), saved, self.fail)

    def fail(self, trouble: KnownTrouble) -> None:
        """Tell everything wrong at its field; what was typed stays."""
        self.agree.setEnabled(True)
        self._draft.go_on()
        if isinstance(trouble, Invalid) and {p.field for p in trouble.problems} == {"reason"}:
            self._tell(f"⚠ {trouble.problems[0].text}。", "bad")
            self.body.reason.setFocus()
        elif isinstance(trouble, Invalid):
            self.body.show_problems(trouble.problems)
            self.tabs.setCurrentWidget(self.body)
            self._tell("⚠ 还没有保存，请看标红的地方。", "bad")
            self.body.show_first(trouble.problems)
        else:
            self._tell(f"⚠ {trouble.sentence}{trouble.advice}", "bad")

    def _tell(self, text: str, tone: str) -> None:
        self.told.setProperty("tone", tone)
        self.told.style().polish(self.told)
        self.told.setText(text)
        self.told.show()

    def reject(self) -> None:
        """Leave; what was typed stays as a draft."""
        self._draft.flush()
        super().reject()
