"""What can be done to one unit of the day beside the grid: versions, doubts, receipt, 退回."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, QTimer

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import KnownTrouble
from antifraud_desktop.records.submissions import VersionView
from ui.clipboard import copy_text
from ui.received_text import NotATimeError, read_received
from ui.tables.day_units_model import state_sentence
from ui.tables.figure_sheet import FigureSheet
from ui.widgets.intake_nodes import Node
from ui.widgets.versions_panel import VersionsPanel
from ui.workspace import Workspace

_READ_AFTER_MS = 120


class UnitSide(QObject):
    """Keeps the panel beside the grid on the current unit; ``tell`` shows a sentence."""

    def __init__(
        self,
        workspace: Workspace,
        panel: VersionsPanel,
        sheet: FigureSheet,
        tell: Callable[[str, str], None],
    ) -> None:
        super().__init__(panel)
        self._workspace = workspace
        self._panel = panel
        self._sheet = sheet
        self._tell = tell
        self._unit = ""
        self._day = date.min
        # Walking through rows with the arrow keys must not read every unit on the way.
        self._later = QTimer(self, singleShot=True, interval=_READ_AFTER_MS)
        self._later.timeout.connect(self._read)
        panel.receipt_wanted.connect(self._copy_receipt)
        panel.nil_wanted.connect(self._mark_nil)
        panel.return_wanted.connect(self._send_back)
        panel.doubt_panel.taken.connect(self._take)
        panel.doubt_panel.dismissed.connect(lambda node: self._settle(node, None, None))
        panel.doubt_panel.wording_taught.connect(self._teach)

    def choose(self, unit: str, day: date) -> None:
        """Turn to a unit of a day; read its versions when the panel is open."""
        self._unit, self._day = unit, day
        record = self._sheet.units.get(unit)
        # The panel's title already says the name, the sentence's first line.
        sentence = state_sentence(record).partition("\n")[2] if record else ""
        self._panel.show_unit(record, sentence)
        self._later.stop()
        if record is not None and not self._panel.isHidden():
            self._later.start()

    def open(self) -> None:
        """Show the panel with the current unit."""
        self._panel.show()
        self.choose(self._unit, self._day)

    def _read(self) -> None:
        unit, day, program = self._unit, self._day, self._workspace.program
        if unit:
            self._workspace.run(
                lambda: program.submissions.versions(unit, day),
                lambda found: self._show(unit, day, found),
                self._trouble,
            )

    def _show(self, unit: str, day: date, versions: tuple[VersionView, ...]) -> None:
        if (unit, day) != (self._unit, self._day):
            return
        doubts = tuple(
            d for (u, _code), found in self._sheet.doubts.items() if u == unit for d in found
        )
        self._panel.show_versions(versions, doubts, self._sheet.indicators)

    def _copy_receipt(self) -> None:
        unit, day, program = self._unit, self._day, self._workspace.program

        def copy(text: str) -> None:
            copy_text(text)
            self._tell("回执已复制，可以粘贴到微信发给联络员。", "notice")

        self._workspace.run(lambda: program.days.receipt(unit, day), copy, self._trouble)

    def _mark_nil(self, typed: str) -> None:
        unit, day, program = self._unit, self._day, self._workspace.program
        try:
            received = read_received(typed, day) or program.clock.now()
        except NotATimeError as error:
            self._tell(str(error), "error")
            return
        self._write(lambda: program.submissions.mark_nil(unit, day, received), "已记为零报告。")

    def _send_back(self, reason: str) -> None:
        unit, day, program = self._unit, self._day, self._workspace.program
        self._write(
            lambda: program.submissions.send_back(unit, day, reason),
            "已退回，等村里更正；仍按第一次收到的时间算。",
        )

    def _take(self, node: Node, value: int, code: str) -> None:
        self._settle(node, value, code)

    def _settle(self, node: Node, value: int | None, code: str | None) -> None:
        doubt, program = int(node.identity[-1]), self._workspace.program
        self._write(lambda: program.submissions.settle_doubt(doubt, value, code), "已处理。")

    def _teach(self, code: str, wording: str) -> None:
        program = self._workspace.program
        self._write(
            lambda: program.indicators.teach(code, wording), f"已记住“{wording}”，以后直接识别。"
        )

    def _write(self, work: Callable[[], Changes], done: str) -> None:
        def announce(changes: Changes) -> None:
            self._tell(done, "notice")
            self._workspace.announce(changes)

        self._workspace.run(work, announce, self._trouble)

    def _trouble(self, trouble: KnownTrouble) -> None:
        self._tell(f"{trouble.sentence}{trouble.advice}", "error")
