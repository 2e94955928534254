"""The head of the window: township, working date, search, help, lock, who is signed in."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from antifraud_desktop.records.townships import TownshipRecord
from ui.icons import dress
from ui.widgets.date_field import DateField
from ui.workspace import Workspace

DEMO_TEXT = "演示乡镇：全部是编造的资料，不是真实数据"


class TopBar(QWidget):
    """Two strips; the upper one shows only over made-up data."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Lay the head out."""
        super().__init__(parent)
        self.township = QLabel()
        self.township.setProperty("role", "heading")
        self.day = DateField(today=workspace.program.clock.today())
        self.day.setAccessibleName("工作日期")
        self.day.set_date(workspace.day)
        self.day.setFixedWidth(170)
        self.busy = QLabel()
        self.busy.setProperty("quiet", True)
        self.search = _tool("search", "搜索", "Ctrl+F")
        self.help = _tool("help", "帮助", "F1")
        self.lock = _tool("lock", "锁定", "Ctrl+L")
        self.account = QLabel(workspace.program.account)
        self.account.setAccessibleName("登录账号")
        self.demo = self._demo_strip()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.demo)
        column.addWidget(self._strip())
        workspace.operations.busy.connect(self._show_busy)

    def show_township(self, record: TownshipRecord) -> None:
        """Tell whose figures these are, and whether they are made up."""
        self.township.setText(f"{record.name}　{record.campaign.name}")
        self.demo.setVisible(record.demonstration)

    def _strip(self) -> QFrame:
        bar = QFrame()
        bar.setObjectName("topBar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 6, 12, 6)
        row.setSpacing(10)
        caption = QLabel("工作日期")
        caption.setBuddy(self.day)
        for widget in (self.township, caption, self.day, self.busy):
            row.addWidget(widget)
        row.addStretch(1)
        for right in (self.search, self.help, self.lock, self.account):
            row.addWidget(right)
        return bar

    def _demo_strip(self) -> QFrame:
        strip = QFrame()
        strip.setObjectName("demoBar")
        row = QHBoxLayout(strip)
        row.setContentsMargins(16, 3, 16, 3)
        label = QLabel(DEMO_TEXT)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row.addWidget(label)
        strip.hide()
        return strip

    def _show_busy(self, busy: bool) -> None:
        self.busy.setText("正在处理…" if busy else "")


def _tool(icon_name: str, text: str, shortcut: str) -> QToolButton:
    button = QToolButton()
    dress(button, icon_name)
    button.setText(text)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setShortcut(shortcut)
    button.setToolTip(f"{text}（{shortcut}）")
    button.setAccessibleName(text)
    return button
