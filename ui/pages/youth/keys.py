"""The module's own key in the window: founding it, opening it by its code, granting it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.changes import Changes
from antifraud_desktop.records.youth import YouthState
from ui.messages import MessageBar, ask
from ui.widgets.pieces import push_button
from ui.workspace import Workspace

NEW = (
    "未成年人模块还没有启用。这里的记录用单独的密钥加密，只有未保专干打得开，"
    "管理员、其他经办员都看不到。启用时会显示一次模块恢复码，请抄到纸上，封好锁进保险柜。"
)
SHUT = (
    "这个账号还打不开未成年人模块。请已能打开的未保专干（{who}）在模块里授权，"
    "然后退出重新登录；都打不开了，用锁在保险柜里的模块恢复码。"
)
CODE_POINTS = 15


class CodeDialog(QDialog):
    """Shows a code once; it is kept nowhere and does not go to the clipboard."""

    def __init__(self, code: str, parent: QWidget) -> None:
        """Show the code large."""
        super().__init__(parent)
        self.setWindowTitle("模块恢复码")
        self.setMinimumWidth(520)
        told = QLabel(
            "请马上抄到纸上，核对一遍，封好锁进保险柜。所有未保专干都打不开时，只有它能打开记录。"
            "只有大写字母和数字2至7，像0的是字母O，像1的是字母I。"
            "关闭后不再显示，以前的恢复码作废。不要拍照、不要存成文件。"
        )
        told.setWordWrap(True)
        self.code = QLabel(code)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(CODE_POINTS)
        self.code.setFont(font)
        self.code.setWordWrap(True)
        self.code.setAccessibleName("模块恢复码")
        self.code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box = QDialogButtonBox()
        noted = box.addButton("已抄好并核对", QDialogButtonBox.ButtonRole.AcceptRole)
        noted.setAccessibleName("已抄好并核对")
        box.accepted.connect(self.accept)
        column = QVBoxLayout(self)
        for widget in (told, self.code, box):
            column.addWidget(widget)
        self.finished.connect(self.deleteLater)


class Keys(QWidget):
    """Stands in the module's place while it is shut; ``opened`` says that it can be used."""

    opened = Signal()

    def __init__(self, workspace: Workspace, bar: MessageBar) -> None:
        """Lay it out."""
        super().__init__()
        self._workspace, self._bar = workspace, bar
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.found = push_button("启用未成年人模块…", self.begin)
        self.found.setProperty("primary", True)
        self.recover = push_button("用模块恢复码打开…", self.by_code)
        row = QHBoxLayout()
        row.addWidget(self.found)
        row.addWidget(self.recover)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.addWidget(self.told)
        column.addLayout(row)
        column.addStretch(1)

    def show_state(self, state: YouthState) -> None:
        """Say what can be done."""
        holders = "、".join(state.holders) or "现在没有人"
        self.told.setText(SHUT.format(who=holders) if state.founded else NEW)
        self.found.setVisible(not state.founded)
        self.recover.setVisible(state.founded)

    def begin(self) -> None:
        """Found the module."""
        keys = self._workspace.program.youth_keys
        self._take(keys.found)

    def by_code(self) -> None:
        """Open the module by its printed code."""
        code, given = QInputDialog.getText(
            self, "模块恢复码", "请输入（空格、短横线不要紧）：", QLineEdit.EchoMode.Normal
        )
        if given:
            keys = self._workspace.program.youth_keys
            self._take(lambda: keys.recover(code))

    def _take(self, work: Callable[[], tuple[str, Changes]]) -> None:
        def done(made: tuple[str, Changes]) -> None:
            CodeDialog(made[0], self.window()).open()
            self._workspace.announce(made[1])
            self.opened.emit()

        self._workspace.run(work, done, self._bar.trouble)

    def new_code(self) -> None:
        """Make another code; the former one ends."""
        if not ask(self.window(), "生成新的模块恢复码？", "原来的恢复码立即作废。", "生成"):
            return
        keys = self._workspace.program.youth_keys
        self._workspace.run(
            keys.make_code,
            lambda code: CodeDialog(code, self.window()).open(),
            self._bar.trouble,
        )

    def grant(self, waiting: tuple[str, ...]) -> None:
        """Let another child-protection account open the module."""
        if not waiting:
            self._bar.tell("没有等待授权的未保专干账号。", "wait")
            return
        name, given = QInputDialog.getItem(
            self, "授权", "允许哪个账号打开未成年人模块：", list(waiting), 0, False
        )
        if given:
            keys = self._workspace.program.youth_keys

            def done(changes: Changes) -> None:
                self._bar.tell(f"已授权“{name}”，对方重新登录后可以打开。")
                self._workspace.announce(changes)

            self._workspace.run(lambda: keys.grant(name), done, self._bar.trouble)
