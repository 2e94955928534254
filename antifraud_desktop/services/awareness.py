"""Samples of awareness (知晓率抽样): counts of people asked, with the Wilson interval (R7)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, Problem, Severity
from antifraud_desktop.labels import WORDS
from antifraud_desktop.paths import DataFolder
from antifraud_desktop.records.coverage import AwarenessLine, SampleRecord
from antifraud_desktop.rules.coverage_block import LARGEST
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.rules.wilson import Sampled, pooled, wilson
from antifraud_desktop.services.drafts import forget_draft
from antifraud_desktop.services.ledger_export import export_tables
from antifraud_desktop.services.records_of import unit_records
from antifraud_desktop.services.taking import taken_row
from antifraud_desktop.work import Work, allowed
from db.models import AwarenessSample, Unit
from db.queries import coverage as queries
from db.vocabulary import AwarenessGroup

SAMPLE = "awareness_sample"
LONGEST_METHOD = 200
EXPORT_MOST = 20_000


class AwarenessService:
    """Enters and sums samples; who was asked is never recorded."""

    def __init__(self, work: Work, folder: DataFolder) -> None:
        """Keep the way to the database, and the folder exports must stay out of."""
        self._work = work
        self._folder = folder

    @allowed(Permission.READ_FIGURES)
    def list(self, limit: int = 200, offset: int = 0) -> tuple[SampleRecord, ...]:
        """Return samples, newest first."""
        with self._work.reading() as session:
            rows = queries.samples_page(session, limit, offset)
            return tuple(_record(row, code, name) for row, code, name in rows)

    @allowed(Permission.READ_FIGURES)
    def summary(self, group: AwarenessGroup, day: date) -> tuple[AwarenessLine, ...]:
        """Return the sum over the units first, then each unit's latest samples; () without any."""
        with self._work.reading() as session:
            lines = awareness_lines(session, group, day)
        total = summed(lines)
        return () if total is None else (total, *lines)

    @allowed(Permission.KEEP_LEDGERS)
    def save(self, record: SampleRecord, draft: str = "") -> Changes:
        """Enter (id 0) or change a sample; ``draft`` is the form's, and goes.

        Raises Invalid with every problem, ChangedElsewhere on a stale version.
        """
        with self._work.writing() as uow:
            session = uow.session
            forget_draft(session, self._work.account, draft)
            unit = session.scalar(select(Unit).where(Unit.code == record.unit_code))
            problems = check_sample(record, self._work.clock.today(), known=unit is not None)
            if problems or unit is None:
                raise Invalid(problems)
            if record.id:
                row = self._row(session, record.id, record.version)
                before = _told(row)
            else:
                row, before = AwarenessSample(), None
                session.add(row)
            row.unit_id, row.group, row.day = unit.id, record.group, record.day
            row.asked, row.aware = record.asked, record.aware
            row.method = " ".join(record.method.split())
            row.entered_at, row.entered_by = self._work.clock.utc(), self._work.account
            session.flush()
            done = "修改" if before else "登记"
            summary = f"{done}知晓率抽样：{unit.name}，{row.aware}/{row.asked}"
            uow.record("save_sample", SAMPLE, row.id, summary, before, _told(row))
            uow.commit()
        return Changes(coverage=True)

    @allowed(Permission.KEEP_LEDGERS)
    def remove(self, sample_id: int, version: int) -> Changes:
        """Take back a sample that was entered by mistake."""
        with self._work.writing() as uow:
            row = self._row(uow.session, sample_id, version)
            before = _told(row)
            uow.session.delete(row)
            uow.record("remove_sample", SAMPLE, sample_id, "删除知晓率抽样", before)
            uow.commit()
        return Changes(coverage=True)

    @allowed(Permission.READ_FIGURES)
    def export(self, path: Path) -> Changes:
        """Write all samples as a workbook; it is entered in the register of what left."""
        from antifraud_desktop.documents.workbook_export import Table

        table = Table(
            name="知晓率抽样",
            title="防骗知晓率抽样台账",
            heads=("日期", "单位", "对象", "询问人数", "知晓人数", "抽样方法", "录入人"),
            rows=tuple(
                (
                    f"{s.day:%Y-%m-%d}",
                    s.unit_name,
                    WORDS[AwarenessGroup][s.group],
                    s.asked,
                    s.aware,
                    s.method,
                    s.entered_by,
                )
                for s in self.list(limit=EXPORT_MOST)
            ),
            widths=(13, 22, 12, 12, 12, 30, 14),
        )
        title = "知晓率抽样台账"
        return export_tables(self._work, self._folder, path, "awareness", title, (table,))

    def _row(self, session: Session, sample_id: int, version: int) -> AwarenessSample:
        return taken_row(session, AwarenessSample, sample_id, version, SAMPLE, "这次抽样")


def awareness_lines(
    session: Session, group: AwarenessGroup, day: date
) -> tuple[AwarenessLine, ...]:
    """Return each unit's samples of its latest day up to ``day``, in the office's order."""
    found = {row[0]: row for row in queries.latest_samples(session, group, day)}
    return tuple(
        _line(unit.code, unit.name, Sampled(int(found[i][2]), int(found[i][3])), found[i][1])
        for i, unit in unit_records(session, names_only=True).items()
        if i in found
    )


def summed(lines: Iterable[AwarenessLine]) -> AwarenessLine | None:
    """Return the sum over units with its interval, None without any sample.

    Everybody asked weighs the same, wherever asked.
    """
    total = pooled(Sampled(line.asked, line.aware) for line in lines)
    return _line("", "合计", total, None) if total.asked else None


def check_sample(record: SampleRecord, today: date, *, known: bool) -> tuple[Problem, ...]:
    """Return everything wrong with a sample's form."""
    found: list[Problem] = []
    if not known:
        found.append(_wrong("unit_code", "请选择单位", "required"))
    if not 0 < record.asked <= LARGEST:
        found.append(_wrong("asked", "询问人数应大于0", "range"))
    elif not 0 <= record.aware <= record.asked:
        found.append(_wrong("aware", "知晓人数应在0到询问人数之间", "range"))
    if record.day > today:
        found.append(_wrong("day", "日期在今天之后，请检查", "future"))
    if len(record.method) > LONGEST_METHOD:
        found.append(_wrong("method", f"抽样方法超过{LONGEST_METHOD}个字", "long"))
    return tuple(found)


def _line(code: str, name: str, sampled: Sampled, day: date | None) -> AwarenessLine:
    interval = wilson(sampled)
    if interval is None:
        raise ValueError("a stored sample asked somebody")
    return AwarenessLine(code, name, sampled.asked, sampled.aware, interval.low, interval.high, day)


def _record(row: AwarenessSample, code: str, name: str) -> SampleRecord:
    return SampleRecord(
        unit_code=code,
        group=row.group,
        day=row.day,
        asked=row.asked,
        aware=row.aware,
        method=row.method,
        id=row.id,
        unit_name=name,
        entered_by=row.entered_by,
        version=row.version,
    )


def _told(row: AwarenessSample) -> dict[str, object]:
    return {
        "group": row.group.value,
        "day": row.day.isoformat(),
        "asked": row.asked,
        "aware": row.aware,
        "method": row.method,
    }


def _wrong(field: str, text: str, code: str) -> Problem:
    return Problem(field, Severity.ERROR, text, code)
