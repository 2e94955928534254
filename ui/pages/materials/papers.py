"""The papers about materials: the ledger as document or workbook, slips to be signed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from ui.dialogs.material_span import SpanForm
from ui.file_out import EXCEL, WORD, FileOut
from ui.messages import MessageBar
from ui.workspace import Workspace


class MaterialPapers:
    """Asks for the days, has the paper made, and shows where it is."""

    def __init__(self, workspace: Workspace, bar: MessageBar, over: QWidget) -> None:
        """Keep where sentences go."""
        self._workspace, self._over = workspace, over
        self._out = FileOut(workspace, bar, over)
        self._papers = workspace.program.ledgers.material_papers

    def issue(self) -> None:
        """Number and store the ledger of a span, and open it."""
        told = "编号后存入“文书”，可以打开打印。同一期间再生成一次是新的版次。"
        self._span("宣传物料台账", told, "生成台账", self._issue)

    def export(self) -> None:
        """Write the ledger of a span as a workbook."""
        told = "四张表：物料汇总、镇里和各单位、出入库明细、缺货清单。导出会记入外发登记。"
        self._span("导出物料台账", told, "选择文件…", self._export)

    def orders(self, *, done_too: bool) -> None:
        """Write the listed orders as a workbook."""
        self._out.write(
            "导出订单", "印制订单.xlsx", EXCEL,
            lambda path: self._papers.export_orders(path, done_too=done_too),
        )  # fmt: skip

    def hanging(self, *, down: bool, due_only: bool) -> None:
        """Write what is listed of what hangs as a workbook."""
        self._out.write(
            "导出张挂清单", "张挂清单.xlsx", EXCEL,
            lambda path: self._papers.export_hanging(path, down=down, due_only=due_only),
        )  # fmt: skip

    def slips(self) -> None:
        """Write the slips of a day."""
        today = self._workspace.program.clock.today()
        told = "当天领了物料的单位，一个单位一页，打印两份，当面点清后签名。"
        form = SpanForm(
            self._workspace, "领用单", told, "选择文件…", (today, today), self._slips,
            self._over, one_day=True,
        )  # fmt: skip
        form.open()

    def _span(self, title: str, told: str, yes: str, then: Callable[[date, date], object]) -> None:
        today = self._workspace.program.clock.today()
        days = (today.replace(day=1), today)
        SpanForm(self._workspace, title, told, yes, days, then, self._over).open()

    def _issue(self, first: date, last: date) -> None:
        self._out.issue_and_write(lambda: self._papers.issue(first, last))

    def _export(self, first: date, last: date) -> None:
        name = f"宣传物料台账-{first:%Y%m%d}-{last:%Y%m%d}.xlsx"
        self._out.write("导出物料台账", name, EXCEL, lambda p: self._papers.export(first, last, p))

    def _slips(self, day: date, _last: date) -> None:
        name = f"宣传物料领用单-{day:%Y%m%d}.docx"
        self._out.write("领用单", name, WORD, lambda p: self._papers.print_slips(day, p))
