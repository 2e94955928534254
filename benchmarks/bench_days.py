"""Three years, 40 units, 20 indicators: a day, a month, totals, against hand-written SQL.

Run: python -m benchmarks.bench_days
The baseline reads the same rows through the same driver and file, and puts them into plain
dictionaries; ours also works out states, trends and warnings from them.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import timedelta
from pathlib import Path

from antifraud_desktop.services.days import DayService
from benchmarks.three_years import DAYS, FIRST, INDICATORS, KEY, LAST, UNITS, fill, work_on
from benchmarks.timing import HEAD, compare
from db.engine import connect, open_engine


def measure(path: Path) -> None:
    """Print the table."""
    engine = open_engine(path, KEY)
    days = DayService(work_on(engine))
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
