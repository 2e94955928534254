"""诈骗类型: the office's list, with the words messages use and the sentence for the villages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QSpinBox, QVBoxLayout, QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, KnownTrouble, Problem, Severity
from antifraud_desktop.records.incidents import FraudTypeRecord
from antifraud_desktop.rules.permissions import Permission
from ui.messages import MessageBar
from ui.widgets.date_field import DateField
from ui.widgets.pieces import hide_unless
from ui.widgets.record_browser import RecordBrowser
from ui.widgets.record_form import RecordForm
from ui.workspace import Workspace

LAST_ORDER = 999
WARNING_HEIGHT = 72
WINDOW = Qt.ShortcutContext.WindowShortcut


class TypeForm(RecordForm):
    """Edits one type."""

    def __init__(self, today: date) -> None:
        """Lay the form out, for a new type."""
        super().__init__()
        self._empty = FraudTypeRecord("", today, sort_order=LAST_ORDER)
        self._record = self._empty
        self.name, self.aliases, self.warning = QLineEdit(), QLineEdit(), QPlainTextEdit()
        self.warning.setFixedHeight(WARNING_HEIGHT)
        self.warning.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.warning.setTabChangesFocus(True)
        self.since, self.until = DateField(today=today), DateField(today=today)
        self.order = QSpinBox()
        self.order.setRange(0, LAST_ORDER)
        self.add_field("name", "类型名称", self.name)
        self.add_field("aliases", "消息里的说法", self.aliases, "用、隔开；报送消息里出现就认得")
        self.add_field("warning", "提示语", self.warning, "给村里的一句话：怎么骗，怎么防")
        self.add_field("valid_from", "启用日期", self.since)
        self.add_field("valid_until", "停用日期", self.until, "最后一天；留空表示在用")
        self.add_field("sort_order", "排序", self.order)
        for line in (self.name, self.aliases):
            line.textEdited.connect(self.touch)
        self.warning.textChanged.connect(self.touch)
        for field in (self.since, self.until):
            field.changed.connect(self.touch)
        self.order.valueChanged.connect(self.touch)

    def show_record(self, record: FraudTypeRecord | None) -> None:
        """Put a type into the form; None begins a new one."""
        self.begin_filling()
        self._record = record = record or self._empty
        self.name.setText(record.name)
        self.aliases.setText("、".join(record.aliases))
        self.warning.setPlainText(record.warning)
        self.since.set_date(record.valid_from)
        self.until.set_date(record.valid_until)
        self.order.setValue(record.sort_order)
        self.end_filling()

    def read_record(self) -> tuple[FraudTypeRecord, tuple[Problem, ...]]:
        """Return the type as typed and what cannot be read of it."""
        since = self.since.date()
        problems = [
            Problem(key, Severity.ERROR, "看不懂这个日期，可写成 2024-6-1")
            for key, wrong in (
                ("valid_from", since is None),
                ("valid_until", self.until.is_wrong()),
            )
            if wrong
        ]
        record = replace(
            self._record,
            name=self.name.text(),
            aliases=tuple(self.aliases.text().replace("，", "、").replace(",", "、").split("、")),
            warning=self.warning.toPlainText(),
            valid_from=since or self._record.valid_from,
            valid_until=self.until.date(),
            sort_order=self.order.value(),
        )
        return record, tuple(problems)


class TypesTab(QWidget):
    """A list left, the form of one type right."""

    def __init__(self, workspace: Workspace, bar: MessageBar) -> None:
        """Lay the tab out."""
        super().__init__()
        self._workspace, self._bar = workspace, bar
        self._types: dict[str, FraudTypeRecord] = {}
        self.form = TypeForm(workspace.program.clock.today())
        self.browser = RecordBrowser(self.form, "类型")
        self.browser.search.setPlaceholderText("搜索名称或说法")
        writes = workspace.program.may(Permission.KEEP_LEDGERS)
        for part in (self.browser.new, self.browser.save, self.browser.undo):
            hide_unless(part, writes)
        self.form.setEnabled(writes)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.browser)
        self.browser.searched.connect(lambda _text: self._show_rows())
        self.browser.chosen.connect(self._fill)
        self.browser.save_wanted.connect(self.save)
        self.browser.history_wanted.connect(self._load_history)
        if writes:
            self._key(QKeySequence.StandardKey.Save, self.save)
            self._key(QKeySequence.StandardKey.New, self.browser.new.click, WINDOW)
        self._fill("")

    def _key(
        self,
        key: QKeySequence.StandardKey,
        act: Callable[[], object],
        context: Qt.ShortcutContext = Qt.ShortcutContext.WidgetWithChildrenShortcut,
    ) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(context)
        shortcut.activated.connect(act)

    def load(self) -> None:
        """Read the types; an edited form is left alone."""
        self._workspace.run(
            self._workspace.program.ledgers.fraud_types.list, self._loaded, self._bar.trouble
        )

    def save(self) -> None:
        """Save the form; all problems come back at once."""
        record, problems = self.form.read_record()
        if problems:
            self.form.show_problems(problems)
            return
        types = self._workspace.program.ledgers.fraud_types

        def done(changes: Changes) -> None:
            self.browser.set_dirty(False)
            self.browser.status.setText(f"✓ 已保存：{record.name.strip()}")
            self._workspace.announce(changes)

        self._workspace.run(lambda: types.save(record), done, self._trouble)

    def _loaded(self, types: tuple[FraudTypeRecord, ...]) -> None:
        self._types = {str(kind.id): kind for kind in types}
        self._show_rows()
        if self.browser.dirty:
            return
        if not self.browser.current_code() and types:
            self.browser.select(str(types[0].id))
        self._fill(self.browser.current_code(), keep_status=True)

    def _show_rows(self) -> None:
        wanted = self.browser.search.text().strip()
        today = self._workspace.program.clock.today()
        rows = [
            (code, kind.name if kind.holds_on(today) else f"{kind.name}　停用")
            for code, kind in self._types.items()
            if wanted in kind.name or any(wanted in alias for alias in kind.aliases)
        ]
        self.browser.show_rows(rows, "没有找到这个类型。" if wanted else "还没有类型。")

    def _fill(self, code: str, *, keep_status: bool = False) -> None:
        self.form.show_record(self._types.get(code))
        self.browser.set_dirty(False)
        if not keep_status:
            self.browser.status.clear()

    def _load_history(self) -> None:
        code, types = self.browser.current_code(), self._workspace.program.ledgers.fraud_types
        if code:
            self._workspace.run(
                lambda: types.history(int(code)), self.browser.show_history, self._trouble
            )

    def _trouble(self, trouble: KnownTrouble) -> None:
        if isinstance(trouble, Invalid):
            self.form.show_problems(trouble.problems)
        self.browser.status.setText(f"⚠ {trouble.sentence}{trouble.advice}")
