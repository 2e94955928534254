"""Coverage of the demonstration township: boards, pupils, staff, samples, targets with a day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.demo.plan import DemoPlan
from antifraud_desktop.records.coverage import CoverageEntry, NewFigure, SampleRecord
from antifraud_desktop.vocabulary import AwarenessGroup, CoverageSubject, UnitKind

S = CoverageSubject
RURAL = (UnitKind.VILLAGE, UnitKind.COMMUNITY)
FIRST_COUNT, SECOND_COUNT = timedelta(days=21), timedelta(days=2)
BY = {"notice_boards": timedelta(days=45), "school_coverage": timedelta(days=20)}
SAMPLES, METHOD = 8, "入户随机"
LIST, NOTICE = "村干部清点", "教办统计表"
ASKED, AWARE_SHARE = (20, 45), (0.55, 0.9)
SILENT_EVERY = 11


@dataclass(frozen=True, slots=True)
class DemoCoverage:
    """Enters two counts of the boards and what else the targets rest on."""

    plan: DemoPlan

    def enter(self, program: Program) -> None:
        """Enter everything at the township's last moment, dated as it was counted."""
        begin, end = self.plan.start, self.plan.until
        first, second = max(begin, end - FIRST_COUNT), max(begin, end - SECOND_COUNT)
        self._count(program, S.NOTICE_BOARDS, first, (0.06, 0.16), LIST)
        if second > first:
            self._count(program, S.NOTICE_BOARDS, second, (0.14, 0.34), LIST)
        self._boards(program, second)
        self._count(program, S.PUPILS_REACHED, second, (0.7, 1.0), NOTICE)
        self._staff(program, second)
        self._sample(program, second)
        for target in program.targets.list():
            if target.code in BY:
                program.targets.save(replace(target, by=self.plan.until + BY[target.code]))

    def _count(
        self,
        program: Program,
        subject: CoverageSubject,
        day: date,
        shares: tuple[float, float],
        source: str,
    ) -> None:
        """Enter a share of each unit's base; now and then a unit says nothing."""
        dice = self.plan.dice("coverage", subject, day)
        column = program.ledgers.coverage.column(subject, day)
        figures = [
            NewFigure(entry.unit_code, int(entry.base.value * dice.uniform(*shares)))
            for number, entry in enumerate(column, start=1)
            if entry.base and number % SILENT_EVERY
        ]
        program.ledgers.coverage.save_column(subject, day, figures, source)

    def _boards(self, program: Program, day: date) -> None:
        dice = self.plan.dice("covenant boards")
        column = program.ledgers.coverage.column(S.COVENANT_BOARDS, day)
        villages = [entry for entry in column if entry.kind is UnitKind.VILLAGE]
        figures = [NewFigure(e.unit_code, dice.choice((0, 1, 1, 1, 2))) for e in villages]
        program.ledgers.coverage.save_column(S.COVENANT_BOARDS, day, figures, LIST)

    def _staff(self, program: Program, day: date) -> None:
        """Enter how many of the offices' and outlets' people have the app."""
        dice = self.plan.dice("staff")
        staff = {e.unit_code: e for e in program.ledgers.coverage.column(S.STAFF, day)}
        figures = [
            NewFigure(code, _most(entry, dice.uniform(0.8, 1.0)))
            for code, entry in staff.items()
            if entry.held
        ]
        program.ledgers.coverage.save_column(S.APP_INSTALLED, day, figures, "单位上报")

    def _sample(self, program: Program, day: date) -> None:
        dice = self.plan.dice("awareness")
        rural = [u for u in program.units.list(day) if u.kind in RURAL]
        for unit in dice.sample(rural, min(SAMPLES, len(rural))):
            asked = dice.randint(*ASKED)
            aware = round(asked * dice.uniform(*AWARE_SHARE))
            group = AwarenessGroup.RESIDENTS
            program.ledgers.awareness.save(
                SampleRecord(unit.code, group, day, asked, aware, METHOD)
            )


def _most(entry: CoverageEntry, share: float) -> int:
    return round(entry.held.value * share) if entry.held else 0
