"""Reading, teaching and saving for the intake dialogs; all database work goes to the worker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject, Signal

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import KnownTrouble
from antifraud_desktop.records.submissions import Decision, IntakeResult, IntakeReview
from antifraud_desktop.records.units import IndicatorRecord, UnitRecord
from ui.operations import Operations
from ui.widgets.intake_choices import ReviewChoices, WarningKey
from ui.widgets.intake_review import IntakeReviewPanel


class IntakeDesk(QObject):
    """Keeps one review panel supplied.

    ``saved`` carries the result and what changed; ``taught`` asks the dialog to read again;
    ``trouble`` carries a sentence.
    """

    saved = Signal(object)
    changed = Signal(object)
    taught = Signal(str)
    trouble = Signal(str)
    ready = Signal()

    def __init__(self, program: Program, operations: Operations, panel: IntakeReviewPanel) -> None:
        super().__init__(panel)
        self.program = program
        self.operations = operations
        self._panel = panel
        panel.wording_taught.connect(self._teach_wording)
        panel.alias_taught.connect(self._teach_alias)

    def load_reference(self, day: date) -> None:
        """Read units and indicators for the choices in the panel."""
        program = self.program

        def work() -> tuple[tuple[UnitRecord, ...], tuple[IndicatorRecord, ...]]:
            return program.units.list(day), program.indicators.list()

        def done(found: tuple[tuple[UnitRecord, ...], tuple[IndicatorRecord, ...]]) -> None:
            self._panel.set_reference(*found)
            self.ready.emit()

        self.operations.run(work, done, self.tell)

    def accept(self, batches: Sequence[ReviewChoices]) -> None:
        """Save what is certain and decided, then note the reasons given for warnings (R5)."""
        program = self.program
        given = [
            (c.review, c.decisions(), dict(c.accepted_warnings())) for c in batches if c.review
        ]

        def done(result: IntakeResult) -> None:
            self.saved.emit(result)
            self.changed.emit(result.changes)

        self.operations.run(lambda: accept_all(program, given), done, self.tell)

    def tell(self, trouble: KnownTrouble) -> None:
        """Show known trouble as a sentence with its advice."""
        self.trouble.emit(f"{trouble.sentence}{trouble.advice}")

    def _teach_wording(self, code: str, wording: str) -> None:
        program = self.program
        self._teach(lambda: program.indicators.teach(code, wording), wording)

    def _teach_alias(self, code: str, alias: str) -> None:
        program = self.program
        self._teach(lambda: program.units.teach_alias(code, alias), alias)

    def _teach(self, work: Callable[[], Changes], text: str) -> None:
        def done(changes: Changes) -> None:
            self.changed.emit(changes)
            self.taught.emit(f"已记住“{text}”，正在重新识别…")

        self.operations.run(work, done, self.tell)


def accept_all(
    program: Program,
    given: Sequence[tuple[IntakeReview, Sequence[Decision], dict[WarningKey, str]]],
) -> IntakeResult:
    """Save the reviews one after another and accept the warnings that still stand."""
    result = IntakeResult((), Changes())
    reasons: dict[WarningKey, str] = {}
    for review, decisions, said in given:
        saved = program.intake.accept(review, decisions)
        result = IntakeResult((*result.rows, *saved.rows), result.changes | saved.changes)
        reasons |= said
    standing = {
        (w.unit_code, day, w.indicator, w.code)
        for day in {key[1] for key in reasons}
        for w in program.days.book(day).warnings
        if w.accepted_reason is None
    }
    for key, reason in reasons.items():
        if key in standing:
            changes = program.submissions.accept_warning(*key, reason)
            result = replace(result, changes=result.changes | changes)
    return result
