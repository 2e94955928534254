"""合规: the forms the law asks for, how they stand, what to do next (PIPL 54-57)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.changes import Changes
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.protection import FormDue, FormRecord
from antifraud_desktop.rules.compliance_forms import FormDefinition
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.vocabulary import FormKind
from ui.dialogs.compliance_form import ComplianceFormDialog
from ui.messages import MessageBar
from ui.workspace import Workspace

ID_ROLE = Qt.ItemDataRole.UserRole
HEADS = ["表", "开始填写", "填写人", "状态"]
WIDTHS = (240, 130, 140)
ABOUT = (
    "法律要求单位事前评估、定期自查、记录安全事件。签署的表至少保存三年，不能修改和删除。"
    "表中文字由本程序编写，须经本单位法务人员（法律顾问）审核。"
)
Read = tuple[tuple[FormRecord, ...], tuple[FormDue, ...]]
Opened = tuple[FormRecord, FormDefinition, Changes]


@dataclass(frozen=True, slots=True)
class KindCard:
    """One kind of form: how it stands and what can be done."""

    state: QLabel
    fill: QPushButton
    blank: QPushButton


class FormsTab(QScrollArea):
    """A card for each kind of form, and the list of all that were begun; scrolls when short."""

    def __init__(self, workspace: Workspace, bar: MessageBar) -> None:
        """Lay the tab out."""
        super().__init__()
        self._workspace, self._bar = workspace, bar
        self._forms: tuple[FormRecord, ...] = ()
        self.cards: dict[FormKind, KindCard] = {}
        self.list = QTreeWidget()
        self.list.setAccessibleName("已有的表")
        self.list.setRootIsDecorated(False)
        self.list.setAlternatingRowColors(True)
        self.list.setHeaderLabels(HEADS)
        for column_number, width in enumerate(WIDTHS):
            self.list.setColumnWidth(column_number, width)
        self.list.setMinimumHeight(90)
        about = QLabel(ABOUT)
        about.setWordWrap(True)
        about.setProperty("quiet", True)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(about)
        for kind in FormKind:
            column.addWidget(self._card(kind))
        self.open = _button("打开（填写、签署）", self.open_chosen)
        self.paper = _button("另存为Word…", self.save_chosen)
        foot = QHBoxLayout()
        foot.addWidget(self.open)
        foot.addWidget(self.paper)
        foot.addStretch(1)
        column.addLayout(foot)
        column.addWidget(self.list, 1)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidget(inside)
        self.list.itemDoubleClicked.connect(lambda _item, _column: self.open_chosen())
        self._enable()

    def load(self) -> None:
        """Read every form and what is due."""
        program = self._workspace.program
        today = program.clock.today()
        self._workspace.run(
            lambda: (program.forms.list(), program.forms.due(today)), self._show, self._bar.trouble
        )

    def chosen(self) -> FormRecord | None:
        """Return the form chosen in the list."""
        item = self.list.currentItem() if self.list.topLevelItemCount() else None
        number = int(item.data(0, ID_ROLE)) if item is not None else 0
        return next((f for f in self._forms if f.id == number), None)

    def fill(self, kind: FormKind) -> None:
        """Begin a form of a kind, or go on with the open one."""
        forms = self._workspace.program.forms

        def work() -> Opened:
            record, changes = forms.start(kind)
            return record, forms.definition(kind, record.edition), changes

        self._workspace.run(work, self._open, self._bar.trouble)

    def open_chosen(self) -> None:
        """Open the chosen form."""
        found, forms = self.chosen(), self._workspace.program.forms
        if found is None:
            return
        number = found.id

        def work() -> Opened:
            record = forms.get(number)
            return record, forms.definition(record.kind, record.edition), Changes()

        self._workspace.run(work, self._open, self._bar.trouble)

    def save_chosen(self) -> None:
        """Ask for a file and write the chosen form into it."""
        found = self.chosen()
        if found is not None:
            path = self._ask_for_file(label_of(found.kind))
            if path:
                self.write(found, path)

    def save_blank(self, kind: FormKind) -> None:
        """Ask for a file and write an empty form into it."""
        path = self._ask_for_file(f"{label_of(kind)}（空白）")
        if path:
            self.write(kind, path)

    def write(self, what: FormRecord | FormKind, path: Path) -> None:
        """Write a form, or an empty one of a kind, as a Word document."""
        forms = self._workspace.program.forms

        def work() -> None:
            if isinstance(what, FormRecord):
                forms.write_paper(what.id, path)
            else:
                forms.write_blank(what, path)

        def done(_none: None) -> None:
            self._bar.tell(f"已存为 {path}。请打印签名后存档。")
            self._bar.offer("打开", lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))))

        self._workspace.run(work, done, self._bar.trouble)

    def _card(self, kind: FormKind) -> QFrame:
        frame = QFrame()
        frame.setObjectName("card")
        title, state = QLabel(label_of(kind)), QLabel()
        title.setProperty("role", "heading")
        state.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(title)
        words.addWidget(state)
        blank = _button("空白表…", lambda: self.save_blank(kind), label_of(kind))
        fill = _button("开始填写", lambda: self.fill(kind), label_of(kind))
        row = QHBoxLayout(frame)
        row.setContentsMargins(12, 6, 12, 6)
        row.addLayout(words, 1)
        row.addWidget(blank)
        row.addWidget(fill)
        self.cards[kind] = KindCard(state, fill, blank)
        return frame

    def _show(self, read: Read) -> None:
        self._forms, dues = read
        for kind, card in self.cards.items():
            self._show_card(card, kind, next((d for d in dues if d.kind is kind), None))
        kept = self.chosen()
        self.list.clear()
        for form in self._forms:
            item = QTreeWidgetItem(
                [
                    label_of(form.kind),
                    _day(form.started_at),
                    "、".join(form.filled_by),
                    _state(form),
                ]
            )
            item.setData(0, ID_ROLE, form.id)
            self.list.addTopLevelItem(item)
            if kept is not None and kept.id == form.id:
                self.list.setCurrentItem(item)
        if self.list.currentItem() is None and self._forms:
            self.list.setCurrentItem(self.list.topLevelItem(0))
        self._enable()

    def _show_card(self, card: KindCard, kind: FormKind, due: FormDue | None) -> None:
        of_kind = [f for f in self._forms if f.kind is kind]
        begun = next((f for f in of_kind if not f.is_signed), None)
        signed = max((f.signed_on for f in of_kind if f.signed_on), default=None)
        if due is not None:
            told, tone = f"⚠ {due.told}", "wait"
        elif signed is not None:
            told, tone = f"✓ 最近一次签署：{signed.year}年{signed.month}月{signed.day}日", "good"
        else:
            told, tone = "没有需要办理的。发现个人信息泄露、篡改、丢失时，立即在这里记录。", "muted"
        card.state.setText(told)
        card.state.setProperty("tone", tone)
        card.state.style().polish(card.state)
        if kind is FormKind.BREACH:
            card.fill.setText("记录一起安全事件")
        else:
            card.fill.setText("继续填写" if begun else "开始新的一份" if signed else "开始填写")
        card.fill.setProperty("primary", due is not None and kind is not FormKind.BREACH)
        card.fill.style().polish(card.fill)
        card.fill.setVisible(self._workspace.program.may(Permission.FILL_FORMS))

    def _enable(self) -> None:
        for button in (self.open, self.paper):
            button.setEnabled(bool(self._forms))

    def _open(self, opened: Opened) -> None:
        record, definition, changes = opened
        self._workspace.announce(changes)
        dialog = ComplianceFormDialog(
            self._workspace.program, self._workspace.operations, record, definition, self
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.changed.connect(self._workspace.announce)
        dialog.open()

    def _ask_for_file(self, name: str) -> Path | None:
        chosen, _kind = QFileDialog.getSaveFileName(
            self, "另存为Word", f"{name}.docx", "Word 文档 (*.docx)"
        )
        return Path(chosen) if chosen else None


def _state(form: FormRecord) -> str:
    if form.signed_on is None:
        return "还没有签署"
    on = form.signed_on
    return f"{on.year}-{on.month}-{on.day} {form.signed_by}签署"


def _day(at: datetime) -> str:
    local = at.astimezone()
    return f"{local.year}-{local.month}-{local.day}"


def _button(text: str, act: Callable[[], object], of: str = "") -> QPushButton:
    button = QPushButton(text)
    button.setAccessibleName(f"{of}{text.rstrip('…')}")
    button.clicked.connect(lambda _checked=False: act())
    return button
