"""Coverage figures (覆盖数): a column of units entered at once, listed, exported (R7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import ChangedElsewhere, Invalid, Problem, Refused, Severity
from antifraud_desktop.labels import WORDS
from antifraud_desktop.paths import DataFolder
from antifraud_desktop.records.coverage import CoverageEntry, FigureRecord, NewFigure
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.rules.coverage_block import LARGEST, BlockReading, read_block
from antifraud_desktop.rules.coverage_column import asked_kinds, base_of
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.rules.units import is_active
from antifraud_desktop.services.coverage_figures import holdings
from antifraud_desktop.services.ledger_export import export_tables
from antifraud_desktop.services.records_of import unit_records
from antifraud_desktop.work import Work, allowed
from db.models import CoverageFigure
from db.queries import coverage as queries
from db.vocabulary import CoverageSubject

if TYPE_CHECKING:
    from antifraud_desktop.documents.workbook_export import Table

LONGEST_SOURCE = 200
EXPORT_MOST = 20_000


class CoverageService:
    """Reads and writes columns: one subject, one day, every unit it is asked of."""

    def __init__(self, work: Work, folder: DataFolder) -> None:
        """Keep the way to the database, and the folder exports must stay out of."""
        self._work = work
        self._folder = folder

    @allowed(Permission.READ_FIGURES)
    def column(self, subject: CoverageSubject, day: date) -> tuple[CoverageEntry, ...]:
        """Return the units a subject is asked of, with what was entered for the day and holds."""
        with self._work.reading() as session:
            units = _asked(session, subject, day)
            base = base_of(subject)
            wanted = {subject} | ({base} if base else set())
            held = holdings(session, units, wanted, day)
            entered = {row.unit_id: row for row in queries.entered_on(session, subject, day)}
            return tuple(
                CoverageEntry(
                    unit_code=unit.code,
                    unit_name=unit.name,
                    kind=unit.kind,
                    value=entered[unit_id].value if unit_id in entered else None,
                    held=held.of(unit_id, subject),
                    base=held.of(unit_id, base) if base else None,
                    version=entered[unit_id].version if unit_id in entered else 0,
                )
                for unit_id, unit in units.items()
            )

    @allowed(Permission.READ_FIGURES)
    def read_block(self, text: str, subject: CoverageSubject, day: date) -> BlockReading:
        """Read what was copied from a sheet; what is not certain comes back as doubts."""
        with self._work.reading() as session:
            active = {i: u for i, u in unit_records(session).items() if is_active(u, day)}
        kinds = asked_kinds(subject)
        return read_block(text, [u for u in active.values() if not kinds or u.kind in kinds])

    @allowed(Permission.KEEP_LEDGERS)
    def save_column(
        self, subject: CoverageSubject, day: date, figures: Sequence[NewFigure], source: str = ""
    ) -> Changes:
        """Save a column's changed figures in one action; None takes one back.

        Raises Invalid with every problem, ChangedElsewhere when somebody entered one first.
        """
        said = " ".join(source.split())
        with self._work.writing() as uow:
            session = uow.session
            units = {u.code: (i, u) for i, u in _asked(session, subject, day).items()}
            problems = _problems(figures, units, said, day, self._work.clock.today())
            if problems:
                raise Invalid(problems)
            known = {row.unit_id: row for row in queries.entered_on(session, subject, day)}
            before: dict[str, object] = {}
            after: dict[str, object] = {}
            for figure in figures:
                unit_id, unit = units[figure.unit_code]
                row = known.get(unit_id)
                if (row.version if row else 0) != figure.version:
                    raise ChangedElsewhere(
                        f"{unit.name}的这个数刚被别人改动，本次没有保存。", "请查看最新内容后再填。"
                    )
                if _same(row, figure, said):
                    continue
                if row is not None:
                    before[unit.name] = row.value
                if figure.value is None:
                    session.delete(row)
                    continue
                after[unit.name] = figure.value
                if row is None:
                    row = CoverageFigure(unit_id=unit_id, subject=subject, day=day)
                    session.add(row)
                row.value, row.source = figure.value, said
                row.entered_at, row.entered_by = self._work.clock.utc(), self._work.account
            if not before and not after:
                return Changes()
            name = WORDS[CoverageSubject][subject]
            uow.record(
                "save_coverage",
                "coverage",
                f"{subject.value}:{day}",
                f"录入覆盖数：{name}（{day:%Y-%m-%d}），{len(set(before) | set(after))}个单位",
                before,
                after,
            )
            uow.commit()
        return Changes(coverage=True)

    @allowed(Permission.READ_FIGURES)
    def figures(
        self,
        unit_code: str = "",
        subject: CoverageSubject | None = None,
        limit: int = 200,
        offset: int = 0,
    ) -> tuple[FigureRecord, ...]:
        """Return dated figures, newest first, of one unit or subject when given."""
        with self._work.reading() as session:
            ids = [i for i, u in unit_records(session, names_only=True).items()
                   if u.code == unit_code] if unit_code else []  # fmt: skip
            if unit_code and not ids:
                raise Refused("没有这个单位，可能刚被改动。", "请刷新后再看。")
            return tuple(
                FigureRecord(
                    row.id, code, name, row.subject, row.day, row.value, row.source, row.entered_by
                )
                for row, code, name in queries.figures_page(session, ids, subject, limit, offset)
            )

    @allowed(Permission.READ_FIGURES)
    def export(self, path: Path) -> Changes:
        """Write all dated figures as a workbook; it is entered in the register of what left."""
        rows = self.figures(limit=EXPORT_MOST)
        tables = (_table(rows),)
        return export_tables(self._work, self._folder, path, "coverage", "覆盖数台账", tables)


def _asked(session: Session, subject: CoverageSubject, day: date) -> dict[int, UnitRecord]:
    kinds = asked_kinds(subject)
    return {
        i: unit
        for i, unit in unit_records(session, names_only=True).items()
        if is_active(unit, day) and (not kinds or unit.kind in kinds)
    }


def _same(row: CoverageFigure | None, figure: NewFigure, source: str) -> bool:
    if row is None:
        return figure.value is None
    return row.value == figure.value and (not source or row.source == source)


def _problems(
    figures: Sequence[NewFigure],
    units: Mapping[str, tuple[int, UnitRecord]],
    source: str,
    day: date,
    today: date,
) -> tuple[Problem, ...]:
    found: list[Problem] = []
    if day > today:
        found.append(_wrong("day", "日期在今天之后，请检查", "future"))
    if len(source) > LONGEST_SOURCE:
        found.append(_wrong("source", f"来源说明超过{LONGEST_SOURCE}个字", "long"))
    for figure in figures:
        if figure.unit_code not in units:
            found.append(_wrong(figure.unit_code, "这个单位当天没有启用，或不填这一项", "unit"))
        elif figure.value is not None and not 0 <= figure.value <= LARGEST:
            name = units[figure.unit_code][1].name
            found.append(_wrong(figure.unit_code, f"{name}：应是不小于0的整数", "range"))
    return tuple(found)


def _table(rows: Sequence[FigureRecord]) -> Table:
    from antifraud_desktop.documents.workbook_export import Table

    return Table(
        name="覆盖数",
        title="覆盖数台账",
        heads=("日期", "单位", "项目", "数", "来源", "录入人"),
        rows=tuple(
            (
                f"{r.day:%Y-%m-%d}",
                r.unit_name,
                WORDS[CoverageSubject][r.subject],
                r.value,
                r.source,
                r.entered_by,
            )
            for r in rows
        ),
        widths=(13, 22, 26, 10, 30, 14),
    )


def _wrong(field: str, text: str, code: str) -> Problem:
    return Problem(field, Severity.ERROR, text, code)
