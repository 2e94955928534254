"""签署材料: what was signed, with its scan; a scan is shown whole only after a reason."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QInputDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.errors import Invalid, Problem, Severity
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.person_views import FileView
from antifraud_desktop.records.visits import NewPaper, PaperRecord
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.vocabulary import PaperKind
from ui.dialogs.file_form import FileForm
from ui.widgets.pieces import hide_unless, push_button
from ui.workspace import Workspace

PICTURES = "照片或扫描件 (*.jpg *.jpeg *.png *.pdf)"
SMALL = QSize(64, 64)
RECORD_ROLE = Qt.ItemDataRole.UserRole
Read = tuple[tuple[PaperRecord, ...], dict[int, bytes]]


class PapersDialog(FileForm):
    """The list of papers above, a new one below."""

    def __init__(self, workspace: Workspace, view: FileView, parent: QWidget | None = None) -> None:
        """Lay the form out and read the papers."""
        super().__init__(workspace, view.file_id, "paper", "签署材料", parent)
        self._person_id = view.person.person_id
        self._scan: Path | None = None
        self.resize(640, 620)
        self.form.add_note(f"{view.person.name}　{label_of(view.category)}")
        self.list = QListWidget()
        self.list.setIconSize(SMALL)
        self.list.setMinimumHeight(150)
        self.form.add_field("papers", "已有材料", self.list)
        self.kind_box = self.add_choice(
            "kind", "新材料", {kind.value: label_of(kind) for kind in PaperKind}
        )
        self.signed = self.add_day("signed_on", "签署日期")
        self.signed.set_date(self.today)
        self.note = self.add_text("note", "说明")
        self.choose = push_button("选择照片或扫描件…", self._choose)
        self.choose.setAutoDefault(False)
        self.form.add_field(
            "scan",
            "扫描件",
            self.choose,
            "可不附。JPG、PNG、PDF，加密存放；拍摄地点、设备等信息会去掉",
        )
        self.look = push_button("查看扫描件…", self._look)
        self.drop = push_button("删除材料…", self._drop)
        for button in (self.look, self.drop):
            button.setAutoDefault(False)
            self.box.addButton(button, self.box.ButtonRole.ActionRole)
        self.keep.setText("登记新材料")
        self.keep.setAccessibleName("登记新材料")
        hide_unless(self.look, workspace.program.may(Permission.SEE_PERSONAL))
        self.list.currentRowChanged.connect(lambda _row: self._enable())
        self._enable()
        self.take_up()
        papers, number = workspace.program.papers, view.file_id

        def read() -> Read:
            found = papers.of_file(number)
            scans = [p.attachment.id for p in found if p.attachment and p.attachment.has_thumbnail]
            small = {scan: papers.thumbnail(scan) for scan in scans}
            return found, {scan: content for scan, content in small.items() if content}

        workspace.run(read, self._show, self.fail)

    def _show(self, read: Read) -> None:
        for paper in read[0]:
            scan = paper.attachment
            held = f"　{scan.size / 1024:.0f} KB" if scan else "　没有扫描件"
            text = f"{label_of(paper.kind)}　{paper.signed_on:%Y-%m-%d}{held}　{paper.note}"
            item = QListWidgetItem(text)
            item.setData(RECORD_ROLE, paper)
            if scan and scan.id in read[1]:
                picture = QPixmap()
                picture.loadFromData(read[1][scan.id])
                item.setIcon(QIcon(picture))
            self.list.addItem(item)
        if not read[0]:
            item = QListWidgetItem("还没有签署材料。")
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)

    def current(self) -> PaperRecord | None:
        """Return the chosen paper."""
        found = self.list.currentIndex().data(RECORD_ROLE)
        return found if isinstance(found, PaperRecord) else None

    def _enable(self) -> None:
        paper = self.current()
        shown = paper is not None and paper.attachment is not None
        self.look.setEnabled(shown)
        self.drop.setEnabled(paper is not None)

    def _choose(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, "选择照片或扫描件", "", PICTURES)
        if name:
            self.take(Path(name))

    def take(self, path: Path) -> None:
        """Take a scan; it is read when the paper is saved."""
        self._scan = path
        self.choose.setText("已选定，点这里另选…")

    def save(self) -> None:
        """Save the new paper with its scan."""
        papers, scan, signed = self.workspace.program.papers, self._scan, self.signed.date()
        if signed is None:
            problem = Problem("signed_on", Severity.ERROR, "请填写签署日期", "required")
            self.fail(Invalid((problem,)))
            return
        kind = PaperKind(self.kind_box.currentData())
        paper = NewPaper(kind, signed, self.note.toPlainText().strip())
        self.run(lambda: papers.add(self.file_id, paper, scan)[1])

    def _drop(self) -> None:
        paper, papers = self.current(), self.workspace.program.papers
        if paper is None:
            return
        reason, given = QInputDialog.getText(
            self, "删除材料", "登记错了的才删除，扫描件一起删除，不能恢复。原因："
        )
        if given:
            number = paper.id
            self.run(lambda: papers.remove_paper(number, reason))

    def _look(self) -> None:
        paper, program = self.current(), self.workspace.program
        if paper is None or paper.attachment is None:
            return
        scan = paper.attachment
        if not scan.has_thumbnail:
            self.say("PDF 扫描件只加密存放，不能在程序里显示；需要查看的请登记为照片。")
            return
        reason, given = QInputDialog.getText(
            self, "查看扫描件", "扫描件上是完整的个人信息，查看会记入操作记录。原因："
        )
        if not given:
            return

        def work() -> tuple[bytes, float]:
            grant = program.unmasking.unmask("person", str(self._person_id), reason)
            return program.papers.content(scan.id, grant), (
                grant.until - grant.since
            ).total_seconds()

        self.workspace.run(work, lambda found: self._show_scan(*found), self.fail)

    def _show_scan(self, content: bytes, seconds: float) -> None:
        dialog = ScanDialog(content, seconds, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


class ScanDialog(QDialog):
    """One scan, shown as long as it is open for; nothing of it can be saved from here."""

    def __init__(self, content: bytes, seconds: float, parent: QWidget | None = None) -> None:
        """Show the picture; it closes by itself."""
        super().__init__(parent)
        self.setWindowTitle("扫描件")
        self.resize(720, 560)
        picture = QPixmap()
        picture.loadFromData(content)
        label = QLabel()
        label.setPixmap(picture)
        label.setAccessibleName("扫描件")
        scroll = QScrollArea()
        scroll.setWidget(label)
        scroll.setAccessibleName("扫描件")
        close = push_button("关闭", self.reject)
        column = QVBoxLayout(self)
        column.addWidget(scroll, 1)
        column.addWidget(close)
        self._over = QTimer(self, singleShot=True, interval=round(seconds * 1000))
        self._over.timeout.connect(self.reject)
        self._over.start()
