"""线索转介: what has no basis is only passed on; it opens no file and is gone after 15 days."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, KnownTrouble
from antifraud_desktop.records.person_views import ReferralView
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.referrals import DRAFT
from ui.dialogs.guarded_text import GuardedText
from ui.dialogs.kept_draft import TAKEN_UP, KeptDraft
from ui.widgets.pieces import push_button
from ui.widgets.record_form import RecordForm
from ui.workspace import Workspace

RECORD_ROLE = Qt.ItemDataRole.UserRole
RULE = (
    "没有依据的情况不建档，只转交给有权处理的单位。不写罪名、不贴标签，只写看到的情况和需要的帮助；"
    "登记满15天自动删除。遇到危险先打110。"
)
Read = tuple[tuple[ReferralView, ...], tuple[UnitRecord, ...]]


class ReferralsDialog(QDialog):
    """The list above, a new one below, its draft kept; ``saved`` carries Changes."""

    saved = Signal(object)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Lay the dialog out and read."""
        super().__init__(parent)
        self.setWindowTitle("线索转介")
        self.resize(680, 560)
        self._workspace = workspace
        rule = QLabel(RULE)
        rule.setWordWrap(True)
        self.list = QListWidget()
        self.list.setAccessibleName("还没有删除的转介")
        self.list.setWordWrap(True)
        self.name, self.unit = QLineEdit(), QComboBox()
        self.text = GuardedText(workspace, 3)
        self.form = RecordForm()
        self.form.add_field("name", "姓名", self.name)
        self.form.add_field("unit_code", "单位", self.unit)
        self.form.add_field("text", "情况和需要的帮助", self.text)
        self.text.judged.connect(lambda said: self.form.tell("text", said))
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.keep = push_button("登记", self._save)
        self.keep.setProperty("primary", True)
        self.passed = push_button("已转交…", self._pass_on)
        self.fresh = push_button("重新填写", self._begin_again)
        self.fresh.hide()
        row = QHBoxLayout()
        row.addWidget(self.told, 1)
        for button in (self.fresh, self.passed, self.keep, push_button("关闭", self.reject)):
            button.setAutoDefault(False)
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.addWidget(rule)
        column.addWidget(self.list, 1)
        column.addWidget(self.form, 1)
        column.addLayout(row)
        self.list.currentRowChanged.connect(lambda _row: self._enable())
        self._draft = KeptDraft(
            workspace,
            DRAFT,
            self,
            typed=self.form.typed,
            put=self.form.put_typed,
            told=self._taken_up,
            fail=self._fail,
        )
        self.load()

    def load(self) -> None:
        """Read what is not gone yet."""
        program = self._workspace.program
        self._workspace.run(
            lambda: (program.referrals.list(), program.units.list()), self._show, self._fail
        )

    def _show(self, read: Read) -> None:
        self.list.clear()
        for one in read[0]:
            to = f"已转{one.passed_to}" if one.passed_on else "还没有转交"
            text = (
                f"{one.name}　{one.unit_name}　{to}　{one.expires_on:%Y-%m-%d}删除\n　　{one.text}"
            )
            item = QListWidgetItem(text)
            item.setData(RECORD_ROLE, one)
            self.list.addItem(item)
        if not read[0]:
            empty = QListWidgetItem("没有待转交的线索。")
            empty.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(empty)
        if self.unit.count() == 0:
            for unit in read[1]:
                self.unit.addItem(unit.name, unit.code)
            self._keep_from_now()
        self._enable()

    def _keep_from_now(self) -> None:
        """Take the draft up once the units it may name are there, and keep what is typed."""
        if not self._workspace.program.may(Permission.WRITE_FILES):
            return
        self._draft.take_up()
        self.name.textChanged.connect(self._draft.touch)
        self.unit.currentIndexChanged.connect(self._draft.touch)
        self.text.textChanged.connect(self._draft.touch)

    def _taken_up(self) -> None:
        self.told.setText(TAKEN_UP)
        self.fresh.show()

    def _begin_again(self) -> None:
        self._draft.begin_again()
        self.form.clear_problems()
        self.told.clear()
        self.fresh.hide()

    def reject(self) -> None:
        """Leave; what was typed stays as a draft."""
        self._draft.flush()
        super().reject()

    def current(self) -> ReferralView | None:
        """Return the chosen referral."""
        found = self.list.currentIndex().data(RECORD_ROLE)
        return found if isinstance(found, ReferralView) else None

    def _enable(self) -> None:
        self.passed.setEnabled(self.current() is not None)

    def _save(self) -> None:
        referrals, name = self._workspace.program.referrals, self.name.text()
        unit, text = str(self.unit.currentData() or ""), self.text.toPlainText()

        self.keep.setEnabled(False)  # a second click would enter it twice
        self._draft.hold()

        def done(made: tuple[int, Changes]) -> None:
            self.keep.setEnabled(True)
            self.name.clear()
            self.text.clear()
            self._draft.rest()
            self.fresh.hide()
            self._done(made[1], "✓ 已登记。请尽快转交，转交后点“已转交”。")

        self._workspace.run(lambda: referrals.add(name, unit, text), done, self._not_saved)

    def _pass_on(self) -> None:
        one, referrals = self.current(), self._workspace.program.referrals
        if one is None:
            return
        to, given = QInputDialog.getText(self, "已转交", "转交给哪个单位：")
        if given:
            number, version = one.referral_id, one.version
            self._workspace.run(
                lambda: referrals.pass_on(number, to, version),
                lambda changes: self._done(changes, "✓ 已记下转交的单位。"),
                self._fail,
            )

    def _done(self, changes: Changes, sentence: str) -> None:
        self.form.clear_problems()
        self.told.setText(sentence)
        self.saved.emit(changes)
        self.load()

    def _not_saved(self, trouble: KnownTrouble) -> None:
        self._draft.go_on()
        self._fail(trouble)

    def _fail(self, trouble: KnownTrouble) -> None:
        self.keep.setEnabled(True)
        if isinstance(trouble, Invalid):
            self.form.show_problems(trouble.problems)
            self.told.setText("⚠ 还没有保存，请看标红的地方。")
        else:
            self.told.setText(f"⚠ {trouble.sentence}{trouble.advice}")
