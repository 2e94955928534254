"""The papers about requirements: the numbered matrix, workbooks, a unit's own sheet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QInputDialog, QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.labels import WORDS
from antifraud_desktop.records.days import IssuedRecord
from antifraud_desktop.vocabulary import UnitKind
from ui.messages import MessageBar
from ui.workspace import Workspace

WORD, EXCEL = "Word文件 (*.docx)", "Excel文件 (*.xlsx)"
TITLE = "规定动作完成情况表"
SORTS = (UnitKind.SCHOOL, UnitKind.BANK, UnitKind.TELECOM, UnitKind.VILLAGE, UnitKind.COMMUNITY)


class RequirementPapers:
    """Has a paper made of a range of days, and shows where it is."""

    def __init__(self, workspace: Workspace, bar: MessageBar, over: QWidget) -> None:
        """Keep where sentences go."""
        self._workspace, self._bar, self._over = workspace, bar, over
        self._papers = workspace.program.ledgers.requirement_papers

    def issue(self, first: date, last: date) -> None:
        """Number and store the matrix of a range; the same range again is a new edition."""
        program = self._workspace.program

        def work() -> tuple[IssuedRecord, Path, Changes]:
            record, changes = self._papers.issue(first, last)
            edition = f"-第{record.edition}版" if record.edition > 1 else ""
            name = f"{last:%Y%m%d}-{TITLE}-第{record.number}期{edition}.docx"
            path = program.folder.exports / name
            return record, path, changes | program.documents.export(record.id, path)

        self._workspace.run(work, self._issued, self._bar.trouble)

    def _issued(self, made: tuple[IssuedRecord, Path, Changes]) -> None:
        record, path, changes = made
        self._workspace.announce(changes)
        self._bar.tell(f"已生成{record.title}，存在“文书”里。")
        self._bar.offer("打开", lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))))

    def export(self, first: date, last: date) -> None:
        """Write the matrix and what is lacking as a workbook."""
        name = f"{TITLE}-{first:%Y%m%d}-{last:%Y%m%d}.xlsx"
        self._write("导出情况表", name, EXCEL, lambda p: self._papers.export(first, last, p))

    def sheet(self, unit_code: str, first: date, last: date) -> None:
        """Write the sheet of one unit, to be signed."""
        name = f"规定动作完成情况单-{last:%Y%m%d}.docx"
        self._write(
            "单位情况单",
            name,
            WORD,
            lambda p: self._papers.print_sheet(unit_code, first, last, p),
        )

    def sheets(self, first: date, last: date) -> None:
        """Write the sheets of all units of a sort as one workbook."""
        words = [WORDS[UnitKind][kind] for kind in SORTS]
        chosen, agreed = QInputDialog.getItem(
            self._over, "分类汇总", "每个单位一张表，请选择单位类别：", words, 0, editable=False
        )
        if not agreed:
            return
        kind = SORTS[words.index(chosen)]
        name = f"{chosen}规定动作-{first:%Y%m%d}-{last:%Y%m%d}.xlsx"
        self._write(
            "分类汇总", name, EXCEL, lambda p: self._papers.export_sheets(kind, first, last, p)
        )

    def _write(self, title: str, name: str, kind: str, write: Callable[[Path], Changes]) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(self._over, title, name, kind)
        if not chosen:
            return
        path = Path(chosen)

        def done(changes: Changes) -> None:
            self._workspace.announce(changes)
            self._bar.tell(f"已写入并记入外发登记：{path}")
            self._bar.offer("打开", lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))))

        self._workspace.run(lambda: write(path), done, self._bar.trouble)
