"""How far the campaign's targets are as of a day (R7)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.paths import DataFolder
from antifraud_desktop.records.coverage import FigureSource, Held, TargetProgress
from antifraud_desktop.records.townships import TargetRecord
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.rules.coverage import (
    AWARENESS,
    BASES,
    SAMPLE,
    SUBJECTS,
    UnitStand,
    group_of,
    progress,
    sampled_progress,
)
from antifraud_desktop.rules.coverage_texts import progress_rows
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.rules.units import is_active
from antifraud_desktop.services.awareness import awareness_lines, summed
from antifraud_desktop.services.coverage_figures import Holdings, holdings
from antifraud_desktop.services.ledger_export import export_tables
from antifraud_desktop.services.records_of import township_record, unit_records
from antifraud_desktop.services.targets import target_records
from antifraud_desktop.work import Work, allowed
from db.vocabulary import CoverageSubject

SAMPLED = "抽样"


class CoverageProgressService:
    """Shows targets in use with what is reached, lacking and needed each day."""

    def __init__(self, work: Work, folder: DataFolder) -> None:
        """Keep the way to the database, and the folder exports must stay out of."""
        self._work = work
        self._folder = folder

    @allowed(Permission.READ_FIGURES)
    def progress(self, day: date) -> tuple[TargetProgress, ...]:
        """Return every target in use as of ``day``, in the office's order."""
        with self._work.reading() as session:
            return progress_on(session, day)

    @allowed(Permission.READ_FIGURES)
    def export(self, day: date, path: Path) -> Changes:
        """Write the progress with its units as a workbook; it is registered as having left."""
        from antifraud_desktop.documents.workbook_export import Table

        found = self.progress(day)
        title = f"目标进度（截至{day.year}年{day.month}月{day.day}日）"
        heads, rows = progress_rows(found)
        table = Table("目标进度", title, heads, rows, (34, 20, 11, 11, 10, 11, 12, 11, 16))
        return export_tables(self._work, self._folder, path, "progress", title, (table,))


def progress_on(session: Session, day: date) -> tuple[TargetProgress, ...]:
    """Return every target in use as of ``day`` (R7), for the window and for summaries."""
    targets = [t for t in target_records(session) if t.active]
    units = {i: u for i, u in unit_records(session, names_only=True).items() if is_active(u, day)}
    start = township_record(session).campaign.start
    held = holdings(session, units, (*SUBJECTS.values(), *BASES.values()), day)
    return tuple(_progress(session, target, units, held, start, day) for target in targets)


def _progress(
    session: Session,
    target: TargetRecord,
    units: Mapping[int, UnitRecord],
    held: Holdings,
    start: date,
    day: date,
) -> TargetProgress:
    asked = {i: u for i, u in units.items() if not target.unit_kinds or u.kind in target.unit_kinds}
    if target.subject != AWARENESS:
        subject = SUBJECTS.get(target.subject)
        return progress(target, _stands(asked, held, subject, target.basis), start, day)
    codes = {u.code: i for i, u in asked.items()}
    lines = [x for x in awareness_lines(session, group_of(target), day) if x.unit_code in codes]
    total = summed(lines)
    if target.basis == SAMPLE:
        return sampled_progress(target, total, day)
    aware = {codes[x.unit_code]: Held(x.aware, x.day, FigureSource.ENTERED, SAMPLED) for x in lines}
    stands = _stands(asked, held, None, target.basis, aware)
    return progress(target, stands, start, day, total)


def _stands(
    units: Mapping[int, UnitRecord],
    held: Holdings,
    subject: CoverageSubject | None,
    basis: str,
    aware: Mapping[int, Held] | None = None,
) -> list[UnitStand]:
    base = BASES.get(basis)
    told = aware or {}
    return [
        UnitStand(
            unit.code,
            unit.name,
            held.of(i, subject) if subject else told.get(i),
            held.of(i, base) if base else None,
        )
        for i, unit in units.items()
    ]
