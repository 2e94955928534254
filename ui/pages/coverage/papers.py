"""The papers about requirements: the numbered matrix, workbooks, a unit's own sheet."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QInputDialog, QWidget

from antifraud_desktop.labels import WORDS
from antifraud_desktop.vocabulary import UnitKind
from ui.file_out import EXCEL, WORD, FileOut
from ui.messages import MessageBar
from ui.workspace import Workspace

TITLE = "规定动作完成情况表"
SORTS = (UnitKind.SCHOOL, UnitKind.BANK, UnitKind.TELECOM, UnitKind.VILLAGE, UnitKind.COMMUNITY)


class RequirementPapers:
    """Has a paper made of a range of days, and shows where it is."""

    def __init__(self, workspace: Workspace, bar: MessageBar, over: QWidget) -> None:
        """Keep where sentences go."""
        self._out, self._over = FileOut(workspace, bar, over), over
        self._papers = workspace.program.ledgers.requirement_papers

    def issue(self, first: date, last: date) -> None:
        """Number and store the matrix of a range; the same range again is a new edition."""
        self._out.issue_and_write(lambda: self._papers.issue(first, last))

    def export(self, first: date, last: date) -> None:
        """Write the matrix and what is lacking as a workbook."""
        name = f"{TITLE}-{first:%Y%m%d}-{last:%Y%m%d}.xlsx"
        self._out.write("导出情况表", name, EXCEL, lambda p: self._papers.export(first, last, p))

    def sheet(self, unit_code: str, first: date, last: date) -> None:
        """Write the sheet of one unit, to be signed."""
        name = f"规定动作完成情况单-{last:%Y%m%d}.docx"
        self._out.write(
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
        self._out.write(
            "分类汇总", name, EXCEL, lambda p: self._papers.export_sheets(kind, first, last, p)
        )
