"""One person's return assistance: what is known, the signs, the team, help, the log of contacts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.records.assistance import AssistanceView, HelpTexts, ReferralText
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.vocabulary import AbroadStatus
from ui.messages import MessageBar
from ui.pages.assistance.forms import ContactForm, FactsForm, ReturnForm, StatusForm
from ui.pages.assistance.lines import status_word, told_of
from ui.pages.assistance.signs import HelpDialog, SignsDialog
from ui.widgets.pieces import push_button
from ui.workspace import Workspace

Read = tuple[AssistanceView, HelpTexts]
STEPS = {
    "facts": "登记工作小组…",
    "status": "情况变化…",
    "signs": "核对迹象…",
    "help": "求助渠道…",
    "contact": "记联系…",
    "return": "登记返回…",
}
"""What can be done, in the order one does it."""


class AssistancePanel(QWidget):
    """Shows one file; its buttons open the forms, the next right one stands out."""

    def __init__(self, workspace: Workspace, bar: MessageBar) -> None:
        """Lay the panel out, empty."""
        super().__init__()
        self._workspace, self._bar = workspace, bar
        self._read: Read | None = None
        self.head = QLabel("请在左边选一个人。")
        self.head.setProperty("role", "title")
        self.head.setWordWrap(True)
        self.warning = QLabel()
        self.warning.setWordWrap(True)
        self.warning.setProperty("tone", "bad")
        self.body = QLabel()
        self.body.setWordWrap(True)
        self.body.setTextFormat(Qt.TextFormat.PlainText)
        self.body.setAlignment(Qt.AlignmentFlag.AlignTop)
        writes = workspace.program.may(Permission.WRITE_FILES)
        self.steps = {
            code: push_button(text, partial(self.take, code))
            for code, text in STEPS.items()
            if writes
        }
        self.file = push_button("打开档案", self._open_file)
        self._lay_out()
        self._offer()

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        for number, button in enumerate(self.steps.values()):
            (first if number < len(STEPS) // 2 else second).addWidget(button)
        second.addWidget(self.file)
        for row in (first, second):
            row.addStretch(1)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 6, 0)
        column.addWidget(self.body)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName("协助返回情况")
        scroll.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(6, 0, 0, 0)
        whole.addWidget(self.head)
        whole.addWidget(self.warning)
        whole.addLayout(first)
        whole.addLayout(second)
        whole.addWidget(scroll, 1)

    @property
    def view(self) -> AssistanceView | None:
        """What is shown."""
        return self._read[0] if self._read is not None else None

    def open(self, file_id: int, name: str) -> None:
        """Read and show a file; ``name`` is the person's masked name."""
        assistance = self._workspace.program.assistance

        def work() -> Read:
            return assistance.view(file_id), assistance.help_texts()

        self._workspace.run(work, partial(self._show, name), self._bar.trouble)

    def clear(self) -> None:
        """Show nobody."""
        self._read = None
        self.head.setText("请在左边选一个人。")
        self.warning.hide()
        self.body.clear()
        self._offer()

    def _show(self, name: str, read: Read) -> None:
        self._read = read
        view, texts = read
        self.head.setText(f"{name}　{status_word(view.status)}")
        urgent = bool(view.signs) and view.status is not AbroadStatus.RETURNED
        self.warning.setText(f"⚠ {texts.recommendation}" if urgent else "")
        self.warning.setVisible(urgent)
        self.body.setText(told_of(view))
        self._offer()

    def _offer(self) -> None:
        view = self.view
        begun = view is not None and view.version > 0
        back = view is not None and view.status is AbroadStatus.RETURNED
        self.file.setEnabled(view is not None)
        following = next_step(view) if view is not None else ""
        for code, button in self.steps.items():
            button.setEnabled(view is not None and (begun or code == "facts"))
            button.setProperty("primary", code == following)
            button.style().polish(button)
        if back and "return" in self.steps:
            self.steps["return"].setEnabled(False)

    def take(self, code: str) -> None:
        """Open the form behind a button."""
        if self._read is None:
            return
        view, texts = self._read
        forms: Mapping[str, Callable[[], QDialog]] = {
            "facts": lambda: FactsForm(self._workspace, view, self),
            "status": lambda: StatusForm(self._workspace, view, self),
            "contact": lambda: ContactForm(self._workspace, view, self),
            "return": lambda: ReturnForm(self._workspace, view, self),
            "help": lambda: HelpDialog(self._workspace, view, texts, self),
            "signs": lambda: SignsDialog(self._workspace, view, texts, self),
        }
        dialog = forms[code]()
        if isinstance(dialog, SignsDialog):
            dialog.checked.connect(self._checked)
        else:
            dialog.saved.connect(self._saved)  # type: ignore[attr-defined]
            dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _checked(self, places: tuple[ReferralText, ...], changes: Changes) -> None:
        self._saved(changes)
        if places:
            told = "、".join(place.title for place in places[:2])
            self._bar.tell(f"有疑似被害迹象，请今天就求助：{told}等。", "bad")
            self._bar.offer("看求助渠道", partial(self.take, "help"))

    def _saved(self, changes: Changes) -> None:
        self._bar.tell("已保存。")
        self._workspace.announce(changes)

    def _open_file(self) -> None:
        if self.view is not None:
            self._workspace.open_page("persons", f"file/{self.view.file_id}")


def next_step(view: AssistanceView) -> str:
    """Return what comes next: the team, then help where there are signs, then contact."""
    if view.version == 0:
        return "facts"
    if view.status is AbroadStatus.RETURNED:
        return ""
    if view.signs and not view.referral:
        return "help"
    return "contact"
