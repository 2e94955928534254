"""Finding one person's file to name it beside another: typed, masked, chosen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.errors import KnownTrouble
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.person_views import FileBrief, PersonFilter, PersonPage, PersonRow
from antifraud_desktop.vocabulary import FileStatus
from ui.workspace import Workspace

AFTER_MS, MOST = 200, 30
CHOICE_ROLE = Qt.ItemDataRole.UserRole
Keep = Callable[[PersonRow, FileBrief], bool]


class PickFileDialog(QDialog):
    """``picked`` carries the file's number and how it is shown: 张*　大石村　两卡惩戒."""

    picked = Signal(int, str)

    def __init__(
        self,
        workspace: Workspace,
        title: str,
        keep: Keep,
        parent: QWidget | None,
        statuses: tuple[FileStatus, ...] = (FileStatus.OPEN,),
    ) -> None:
        """Make an empty search; ``keep`` says which files can be chosen, ``()`` is any status."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(480, 380)
        self._workspace, self._keep, self._statuses = workspace, keep, statuses
        self.line = QLineEdit()
        self.line.setPlaceholderText("姓名、拼音、身份证号或电话后四位")
        self.line.setAccessibleName("查找人员")
        self.list = QListWidget()
        self.list.setAccessibleName("找到的档案")
        self.told = QLabel("输入后即时查找。")
        self.told.setProperty("quiet", True)
        self.told.setWordWrap(True)
        box = QDialogButtonBox()
        self.take = box.addButton("选定", QDialogButtonBox.ButtonRole.AcceptRole)
        self.take.setAccessibleName("选定")
        self.take.setProperty("primary", True)
        self.take.setEnabled(False)
        box.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole).setAccessibleName("取消")
        box.accepted.connect(self._take)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (self.line, self.list, self.told, box):
            column.addWidget(widget)
        self._later = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._later.timeout.connect(self._find)
        self.line.textChanged.connect(self._later.start)
        self.list.itemActivated.connect(lambda _item: self._take())
        self.list.currentRowChanged.connect(lambda row: self.take.setEnabled(row >= 0))

    def _find(self) -> None:
        text, persons = self.line.text().strip(), self._workspace.program.persons
        self.list.clear()
        if not text:
            return
        wanted = PersonFilter(text=text, statuses=self._statuses)

        def done(page: PersonPage) -> None:
            if text == self.line.text().strip():
                self._show(page)

        self._workspace.run(lambda: persons.page(wanted, 0, MOST), done, self._fail)

    def _show(self, page: PersonPage) -> None:
        self.list.clear()
        for row in page.rows:
            for brief in row.files:
                if self._keep(row, brief):
                    shown = f"{row.name}　{row.unit_name}　{label_of(brief.category)}"
                    item = QListWidgetItem(shown)
                    item.setData(CHOICE_ROLE, (brief.file_id, shown))
                    self.list.addItem(item)
        self.list.setCurrentRow(0 if self.list.count() else -1)
        more = f"，只列出前{MOST}人，请再输几个字" if page.total > MOST else ""
        kind = "在办档案" if self._statuses else "档案"
        self.told.setText(f"找到{self.list.count()}份{kind}{more}。")

    def _fail(self, trouble: KnownTrouble) -> None:
        self.told.setText(f"⚠ {trouble.sentence}{trouble.advice}")

    def _take(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            number, shown = item.data(CHOICE_ROLE)
            self.picked.emit(int(number), str(shown))
            self.accept()
