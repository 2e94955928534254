"""What was typed and not saved before: told once after sign-in, to open or to let go."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from ui.form_drafts import COMPLIANCE, FORMS, read_draft
from ui.messages import ask
from ui.workspace import Workspace

GRID, PASTE = "grid:", "paste_messages"
_PAGES = {"basics": "基础信息", "coverage": "进度覆盖", "settings": "系统"}


@dataclass(frozen=True, slots=True)
class Found:
    """One draft: its key and what it holds, in words."""

    key: str
    told: str


def describe(key: str, payload: str) -> Found | None:
    """Return what a draft holds; None for one that holds nothing a clerk would open."""
    told = ""
    if key.startswith(GRID):
        told = _grid(key.removeprefix(GRID), payload)
    elif key == PASTE:
        told = "粘贴消息里的文字"
    elif key.startswith(FORMS):
        page, count = _PAGES.get(key.removeprefix(FORMS), ""), len(read_draft(payload))
        told = f"{page}里{count}张没填完的表" if page and count else ""
    elif key.startswith(COMPLIANCE):
        told = _compliance(key.removeprefix(COMPLIANCE), payload)
    return Found(key, told) if told else None


def _compliance(number: str, payload: str) -> str:
    try:
        answers = any(json.loads(payload)["answers"].values())
    except (ValueError, KeyError, TypeError, AttributeError):
        return ""
    return f"合规里没填完的第{number}号表" if answers else ""


def _grid(day_text: str, payload: str) -> str:
    try:
        day, count = date.fromisoformat(day_text), len(json.loads(payload)["figures"])
    except (ValueError, KeyError, TypeError):
        return ""
    return f"{day.month}月{day.day}日每日报送{count}处" if count else ""


class Recovery(QFrame):
    """Opens the newest draft first; letting go asks. ``step_wanted`` opens a dialog of 今日."""

    step_wanted = Signal(str)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Make it hidden."""
        super().__init__(parent)
        self._workspace = workspace
        self.found: tuple[Found, ...] = ()
        self.setObjectName("messageBar")
        self.setProperty("tone", "wait")
        self.label = QLabel()
        self.label.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.addWidget(self.label, 1)
        self.open, self.drop, self.later = (
            QPushButton("打开"),
            QPushButton("放弃…"),
            QPushButton("以后再说"),
        )
        for button, name in (
            (self.open, "打开没有保存的录入"),
            (self.drop, "放弃没有保存的录入"),
            (self.later, "以后再说"),
        ):
            button.setAccessibleName(name)
            row.addWidget(button)
        self.open.clicked.connect(self._open_first)
        self.drop.clicked.connect(self._let_go)
        self.later.clicked.connect(self.hide)
        self.hide()

    def look(self) -> None:
        """Look for drafts of the account, newest first."""
        drafts = self._workspace.program.drafts

        def work() -> tuple[Found, ...]:
            keys = drafts.keys()
            told = (describe(key, drafts.load(key) or "") for key in keys)
            return tuple(found for found in told if found is not None)

        self._workspace.run(work, self._show)

    def add(self, found: Found) -> None:
        """Offer one more thing that was under way; its key is a draft's or a step's of 今日."""
        self._show((found, *self.found))

    def seen(self, key: str) -> None:
        """Forget a draft that its page or dialog has taken up."""
        self._show(tuple(found for found in self.found if found.key != key))

    def _show(self, found: tuple[Found, ...]) -> None:
        self.found = found
        told = "；".join(one.told for one in found)
        self.label.setText(f"! 上次没有保存的录入：{told}。都还在。")
        self.setVisible(bool(found))

    def _open_first(self) -> None:
        key = self.found[0].key
        self.seen(key)
        if key.startswith(GRID):
            self._workspace.set_day(date.fromisoformat(key.removeprefix(GRID)))
            self._workspace.open_page("grid")
        elif key.startswith(COMPLIANCE):
            self._workspace.open_page("settings", "合规")
        elif key.startswith(FORMS):
            self._workspace.open_page(key.removeprefix(FORMS))
        else:
            self.step_wanted.emit("paste" if key == PASTE else key)

    def _let_go(self) -> None:
        told = "\n".join(one.told for one in self.found)
        if not ask(
            self.window(), "放弃这些没有保存的录入吗？", f"{told}\n放弃后找不回来。", "放弃"
        ):
            return
        keys, drafts = tuple(one.key for one in self.found), self._workspace.program.drafts

        def work() -> None:
            for key in keys:
                drafts.discard(key)

        self._show(())
        self._workspace.run(work, lambda _none: None)
