"""The records behind a score as they are now, each with the page where it can be looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from antifraud_desktop.labels import label_of, state_label
from antifraud_desktop.records.charts import ChartKind, ChartQuery, SeriesChart
from antifraud_desktop.records.evaluation import Criterion, Snapshot, Source
from antifraud_desktop.records.evaluation_course import FalsificationFilter
from antifraud_desktop.records.supervision import FindingFilter
from antifraud_desktop.rules.day_words import short_day
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.rules.requirement_texts import cell_text
from antifraud_desktop.vocabulary import SubmissionState

if TYPE_CHECKING:
    from antifraud_desktop.bootstrap import Program

GRID, COVERAGE, SUPERVISION, PERSONS = "grid", "coverage", "supervision", "persons"
FALSIFIED = "falsification"


@dataclass(frozen=True, slots=True)
class Behind:
    """One record: what it is called, what it says, where it is; ``day`` is worked on then."""

    name: str
    told: str
    page: str = ""
    key: str = ""
    day: date | None = None


def records_behind(
    program: Program, criterion: Criterion, snapshot: Snapshot, unit: str
) -> tuple[Behind, ...]:
    """Return the records a unit's score in a criterion comes from; in the worker."""
    ways: dict[Source, Callable[[], tuple[Behind, ...]]] = {
        Source.ON_TIME: lambda: _days(program, snapshot, unit),
        Source.DATA_QUALITY: lambda: _days(program, snapshot, unit),
        Source.FLOW: lambda: _figures(program, criterion, snapshot, unit),
        Source.REQUIREMENTS: lambda: _requirements(program, snapshot, unit),
        Source.FOLLOW_UPS: lambda: _follow_ups(program),
        Source.FINDINGS: lambda: _findings(program, snapshot, unit),
    }
    return ways[criterion.source]()


def falsified(program: Program, snapshot: Snapshot, unit: str) -> tuple[Behind, ...]:
    """Return what was found falsified of a unit in the month (R6)."""
    wanted = FalsificationFilter(snapshot.month, unit)
    return tuple(
        Behind(
            _day(r.day), _falsified_told(r.indicator_name, r.evidence, r.lifted_on), key=FALSIFIED
        )
        for r in program.evaluations.falsifications.list(wanted)
    )


def _falsified_told(indicator: str, evidence: str, lifted_on: date | None) -> str:
    told = f"{indicator or '全部数字'}：{evidence}"
    return f"已于{_day(lifted_on)}撤销。{told}" if lifted_on else told


def _days(program: Program, snapshot: Snapshot, unit: str) -> tuple[Behind, ...]:
    month = snapshot.month
    calendar = program.days.month(month.year, month.month)
    cells = next((row[2] for row in calendar.rows if row[0] == unit), ())
    found = [c for c in cells if c.state is not None and c.date <= snapshot.until]
    found.sort(key=lambda c: (c.state is SubmissionState.ON_TIME, c.date))
    return tuple(
        Behind(_day(c.date), state_label(c.state, nil=c.nil), GRID, unit, c.date)
        for c in found
        if c.state is not None
    )


def _figures(
    program: Program, criterion: Criterion, snapshot: Snapshot, unit: str
) -> tuple[Behind, ...]:
    query = ChartQuery(
        ChartKind.FIGURES,
        snapshot.month,
        snapshot.until,
        indicator=criterion.indicator,
        unit=unit,
    )
    chart = program.ledgers.charts.data(query)
    if not isinstance(chart, SeriesChart) or not chart.series:
        return ()
    first = snapshot.month
    days = [first.replace(day=n) for n in range(1, snapshot.until.day + 1)]
    values = chart.series[0].values
    return tuple(
        Behind(_day(day), "没有报送" if value is None else f"{value:g}", GRID, unit, day)
        for day, value in zip(days, values, strict=False)
    )


def _requirements(program: Program, snapshot: Snapshot, unit: str) -> tuple[Behind, ...]:
    matrix = program.ledgers.requirement_matrix.matrix(snapshot.month, snapshot.until)
    cells = [row.cells for row in matrix.rows if row.party.code == unit]
    return tuple(
        Behind(asked.name, cell_text(cell), COVERAGE, "requirements")
        for row in cells
        for asked, cell in zip(matrix.requirements, row, strict=True)
        if cell is not None
    )


def _follow_ups(program: Program) -> tuple[Behind, ...]:
    if not program.may(Permission.READ_FILES):
        return ()
    return (Behind("人员档案", "随访记录在各人的档案里，这里只列次数", PERSONS),)


def _findings(program: Program, snapshot: Snapshot, unit: str) -> tuple[Behind, ...]:
    findings = program.ledgers.findings
    wanted = FindingFilter(unit_code=unit, first=snapshot.month, last=snapshot.until)
    return tuple(
        Behind(
            f"期限{_day(record.due_on)}",
            f"{label_of(record.state)}：{record.text}",
            SUPERVISION,
            f"督导整改/{record.id}",
        )
        for record in findings.some(findings.ids(wanted))
        if record is not None
    )


def _day(day: date | None) -> str:
    return short_day(day) if day else ""
