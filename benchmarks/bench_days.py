"""Three years, 40 units, 20 indicators: a day, a month, totals, against hand-written SQL.

Run: python -m benchmarks.bench_days
The baseline reads the same rows through the same driver and file, and puts them into plain
dictionaries; ours also works out states, trends and warnings from them.
"""

from __future__ import annotations

import random
import sys
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from antifraud_desktop.clock import FixedClock
from antifraud_desktop.services.days import DayService
from antifraud_desktop.work import Work
from benchmarks.timing import HEAD, compare
from db import schema
from db.engine import connect, open_engine, session_factory
from db.models import (
    Campaign,
    Contact,
    CurrentFigure,
    DailySubmission,
    Indicator,
    IndicatorWording,
    Township,
    Unit,
    UnitAlias,
)
from db.vocabulary import Ceiling, IndicatorGroup, Measure, Nature, UnitKind, WordingOrigin

KEY = bytes(range(32))
UNITS, INDICATORS, DAYS = 40, 20, 3 * 365
FIRST = date(2021, 1, 1)
LAST = FIRST + timedelta(days=DAYS - 1)


def fill(path: Path) -> None:
    """Make the database: every unit reports every indicator every day."""
    schema.create(path, KEY)
    engine = open_engine(path, KEY)
    work = Work(session_factory(engine), FixedClock(datetime(2023, 12, 31, 18)), "bench")
    chance = random.Random(7)  # noqa: S311 - figures, not secrets
    with work.writing() as uow:
        session = uow.session
        session.add(Township(name="基准镇", created_at=datetime(2021, 1, 1, tzinfo=UTC)))
        session.add(Campaign(name="专项行动", start=FIRST, daily_until=LAST))
        for n in range(1, UNITS + 1):
            session.add(
                Unit(
                    code=f"U{n:03}",
                    name=f"第{n}村",
                    kind=UnitKind.VILLAGE,
                    households=400,
                    residents=1300,
                    reports_daily=True,
                    ranked=True,
                    sort_order=n,
                    aliases=[UnitAlias(text=f"{n}村", origin=WordingOrigin.PRESET)],
                    contacts=[Contact(name=f"联络员{n}", liaison=True)],
                )
            )
        for n in range(1, INDICATORS + 1):
            session.add(
                Indicator(
                    code=f"i{n}",
                    name=f"指标{n}",
                    measure_word="次",
                    nature=Nature.FLOW,
                    measure=Measure.COUNT,
                    group=IndicatorGroup.WORK,
                    ceiling=Ceiling.NONE,
                    sort_order=n,
                    wordings=[IndicatorWording(text=f"词{n}", origin=WordingOrigin.PRESET)],
                )
            )
        session.flush()
        for offset in range(DAYS):
            day = FIRST + timedelta(days=offset)
            received = datetime(day.year, day.month, day.day, 17, 30)
            session.execute(
                DailySubmission.__table__.insert(),
                [
                    {
                        "unit_id": unit,
                        "date": day,
                        "received": received,
                        "nil": False,
                        "fraud_types": "",
                        "note": "",
                        "versions_count": 1,
                        "corrected_after_deadline": False,
                        "version": 1,
                    }
                    for unit in range(1, UNITS + 1)
                ],
            )
            session.execute(
                CurrentFigure.__table__.insert(),
                [
                    {
                        "date": day,
                        "unit_id": unit,
                        "indicator_id": indicator,
                        "value": chance.randrange(60),
                    }
                    for unit in range(1, UNITS + 1)
                    for indicator in range(1, INDICATORS + 1)
                ],
            )
        uow.record("init", "township", "1", "bench")
        uow.commit()
    engine.dispose()


def measure(path: Path) -> None:
    """Print the table."""
    engine = open_engine(path, KEY)
    days = DayService(
        Work(session_factory(engine), FixedClock(datetime(2023, 12, 31, 18)), "bench")
    )
    raw = connect(path, KEY)
    day = LAST - timedelta(days=3)

    def rows(sql: str, *arguments: str) -> list[tuple[object, ...]]:
        found: list[tuple[object, ...]] = raw.execute(sql, arguments).fetchall()
        return found

    def bare_references() -> None:
        rows("SELECT * FROM unit ORDER BY sort_order")
        rows("SELECT * FROM unit_alias")
        rows("SELECT * FROM contact")
        rows("SELECT * FROM indicator ORDER BY sort_order")
        rows("SELECT * FROM indicator_wording")

    def bare_day() -> None:
        raw.execute("BEGIN")
        bare_references()
        rows("SELECT * FROM daily_submission WHERE date = ?", day.isoformat())
        figures = rows(
            "SELECT date, unit_id, indicator_id, value FROM current_figure "
            "WHERE date BETWEEN ? AND ?",
            (day - timedelta(days=14)).isoformat(),
            day.isoformat(),
        )
        by_unit: dict[object, dict[object, dict[object, object]]] = {}
        for when, unit, indicator, value in figures:
            by_unit.setdefault(unit, {}).setdefault(when, {})[indicator] = value
        rows(
            "SELECT date, indicator_id, sum(value) FROM current_figure "
            "WHERE date BETWEEN ? AND ? GROUP BY date, indicator_id",
            (day - timedelta(days=6)).isoformat(),
            day.isoformat(),
        )
        rows(
            "SELECT indicator_id, sum(value) FROM current_figure "
            "WHERE date BETWEEN ? AND ? GROUP BY indicator_id",
            FIRST.isoformat(),
            day.isoformat(),
        )
        rows(
            "SELECT unit_id, date, received FROM daily_submission WHERE date BETWEEN ? AND ?",
            (day - timedelta(days=6)).isoformat(),
            day.isoformat(),
        )
        raw.execute("COMMIT")

    def bare_month() -> list[tuple[object, ...]]:
        raw.execute("BEGIN")
        units = rows("SELECT id, code, name FROM unit WHERE reports_daily ORDER BY sort_order")
        found = rows(
            "SELECT unit_id, date, received, nil, returned_reason FROM daily_submission "
            "WHERE date BETWEEN ? AND ?",
            day.replace(day=1).isoformat(),
            day.isoformat(),
        )
        bulletins = dict(
            rows(
                "SELECT date, min(issued_at) FROM issued_document WHERE kind = 'evening_bulletin' "
                "AND date BETWEEN ? AND ? GROUP BY date",
                day.replace(day=1).isoformat(),
                day.isoformat(),
            )
        )
        exempt = rows("SELECT unit_id, first_day, last_day FROM exemption")
        rows("SELECT date, reporting FROM calendar_day")
        table: dict[object, dict[object, tuple[str, object]]] = {}
        for unit, when, received, nil, returned in found:
            clock = str(received)
            if returned:
                state = "returned"
            elif clock[:19] <= f"{when} 18:00:00":
                state = "on_time"
            elif clock[:10] > str(when) or clock >= str(bulletins.get(when, "9")):
                state = "made_up"
            else:
                state = "late"
            table.setdefault(unit, {})[when] = (state, nil)
        first = day.replace(day=1)
        dates = [(first + timedelta(days=n)).isoformat() for n in range(31)]
        month: list[tuple[object, ...]] = []
        for unit, code, name in units:
            cells = []
            for when in dates:
                cell = table.get(unit, {}).get(when)
                if cell is None:
                    excused = any(u == unit and str(a) <= when <= str(b) for u, a, b in exempt)
                    cell = ("exempt" if excused else "missing", 0)
                cells.append((when, *cell))
            month.append((code, name, tuple(cells)))
        raw.execute("COMMIT")
        return month

    print(HEAD)
    print(compare("open a day", lambda: days.book(day), bare_day, 2.0).line())
    print(
        compare("month calendar", lambda: days.month(day.year, day.month), bare_month, 2.0).line()
    )
    raw.close()
    engine.dispose()


def main() -> int:
    """Make the file, measure, clean up."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "office.db"
        fill(path)
        print(f"{UNITS} units × {INDICATORS} indicators × {DAYS} days")
        measure(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
