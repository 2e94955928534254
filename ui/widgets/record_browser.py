"""A searchable list left, a form right, with saving, history and a line for sentences."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.records.townships import HistoryEntry
from ui.widgets.record_form import RecordForm

_CODE = Qt.ItemDataRole.UserRole + 1
_SEARCH_AFTER_MS = 200
_ROW_HEIGHT = 28


class RecordBrowser(QWidget):
    """The frame of a basics tab; ``chosen`` carries a code, empty for a new record."""

    chosen = Signal(str)
    searched = Signal(str)
    save_wanted = Signal()
    history_wanted = Signal()

    def __init__(self, form: RecordForm, noun: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = form
        self.dirty = False
        self.search = QLineEdit()
        self.search.setPlaceholderText("搜索名称、别名或拼音首字母")
        self.search.setAccessibleName(f"搜索{noun}")
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setAccessibleName(f"{noun}列表")
        self.list.setUniformItemSizes(True)
        self.empty = QLabel()
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.new = QPushButton(f"新增{noun}")
        self.save = QPushButton("保存")
        self.save.setToolTip("Ctrl+S")
        self.undo = QPushButton("恢复")
        self.undo.setToolTip("放弃未保存的修改")
        self.history = QPushButton("历史")
        self.history.setCheckable(True)
        self.status = QLabel()
        self.status.setWordWrap(True)
        self.extra = QHBoxLayout()
        self._past = QTextBrowser()
        self._past.setAccessibleName("修改历史")
        self._later = QTimer(self, singleShot=True, interval=_SEARCH_AFTER_MS)
        self._lay_out()
        self.search.textChanged.connect(self._later.start)
        self._later.timeout.connect(lambda: self.searched.emit(self.search.text()))
        self.list.currentItemChanged.connect(self._choose)
        self.new.clicked.connect(self._choose_new)
        self.save.clicked.connect(self.save_wanted)
        self.undo.clicked.connect(lambda: self.chosen.emit(self.current_code()))
        self.history.toggled.connect(self._toggle_history)
        form.edited.connect(self.mark_dirty)
        self.set_dirty(False)

    def current_code(self) -> str:
        """Return the code of the record chosen, empty for a new one."""
        item: QListWidgetItem | None = self.list.currentItem()
        return str(item.data(_CODE)) if item is not None else ""

    def show_rows(self, rows: Sequence[tuple[str, str]], empty: str) -> None:
        """Show (code, text) rows; the current one stays. ``empty`` says what to do first."""
        current = self.current_code()
        self.list.blockSignals(True)
        self.list.clear()
        for code, text in rows:
            item = QListWidgetItem(text)
            item.setData(_CODE, code)
            item.setSizeHint(QSize(0, _ROW_HEIGHT))
            self.list.addItem(item)
        self.empty.setText(empty)
        self._left.setCurrentWidget(self.list if rows else self.empty)
        self.select(current)
        self.list.blockSignals(False)

    def select(self, code: str) -> bool:
        """Make a record the current row; False when it is not in the list."""
        for number in range(self.list.count()):
            if self.list.item(number).data(_CODE) == code:
                self.list.setCurrentRow(number)
                return True
        self.list.setCurrentRow(-1)
        return False

    def choose(self, code: str) -> None:
        """Make a record current, or begin a new one when the code is empty or unknown."""
        if not code or not self.select(code):
            self._choose_new()

    def mark_dirty(self) -> None:
        """Note that something was edited."""
        self.set_dirty(True)

    def set_dirty(self, on: bool) -> None:
        """Say whether the form holds unsaved edits."""
        self.dirty = on
        self.save.setEnabled(on)
        self.undo.setEnabled(on)
        self.list.setEnabled(not on)
        self.new.setEnabled(not on)
        self.search.setEnabled(not on)
        if on:
            self.status.setText("✎ 有修改未保存（保存或恢复后可换一条）")

    def show_history(self, entries: Sequence[HistoryEntry]) -> None:
        """Show who changed what, the newest first."""
        blocks = []
        for entry in entries:
            lines = [f"{entry.at:%Y-%m-%d %H:%M}　{entry.account}　{entry.summary}"]
            lines += [f"　　{detail}" for detail in entry.details]
            blocks.append("\n".join(lines))
        self._past.setPlainText("\n\n".join(blocks) or "还没有修改记录。")

    def _lay_out(self) -> None:
        self._left = QStackedWidget()
        self._left.addWidget(self.list)
        self._left.addWidget(self.empty)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.search)
        column.addWidget(self._left, 1)
        column.addWidget(self.new)
        self._right = QStackedWidget()
        self._right.addWidget(self.form)
        self._right.addWidget(self._past)
        buttons = QHBoxLayout()
        for button in (self.save, self.undo, self.history):
            buttons.addWidget(button)
        buttons.addLayout(self.extra)
        buttons.addStretch()
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(8, 0, 0, 0)
        column.addWidget(self._right, 1)
        column.addWidget(self.status)
        column.addLayout(buttons)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(left)
        split.addWidget(right)
        split.setSizes([300, 700])
        split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(split)

    def _choose(self) -> None:
        self.history.setChecked(False)
        if self.list.currentItem() is not None:
            self.chosen.emit(self.current_code())

    def _choose_new(self) -> None:
        self.list.setCurrentRow(-1)
        self.history.setChecked(False)
        self.chosen.emit("")

    def _toggle_history(self, on: bool) -> None:
        self._right.setCurrentWidget(self._past if on else self.form)
        if on:
            self.history_wanted.emit()
