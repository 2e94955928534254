"""A million activities over five years: the list, its filters, its sums, and the window.

Run: python -m benchmarks.bench_activities
The services against hand-written SQL through the same driver on the same encrypted file, in
turns, judged by processor time as in :mod:`benchmarks.bench_persons`.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.records.activities import ActivityFilter
from benchmarks.activities_made import ACTIVITIES, NOW, make
from benchmarks.bench_persons import HEAD, WINDOW_HEAD, _row, _settle, compare
from db.engine import connect

PAGE = 200
ROUNDS = 5
MONTH = (date(2026, 3, 1), date(2026, 3, 31))
_COLUMNS = """
SELECT a.id, a.day, a.at, t.name, u.name, a.title, a.place, a.audience, a.quantity,
       t.quantity_word, a.fills_daily, a.series,
       (SELECT count(*) FROM activity_picture p WHERE p.activity_id = a.id)
FROM (SELECT id FROM activity {where} ORDER BY day DESC, id DESC LIMIT :most OFFSET :start) w
JOIN activity a ON a.id = w.id JOIN activity_type t ON t.id = a.type_id
JOIN unit u ON u.id = a.unit_id
ORDER BY a.day DESC, a.id DESC
"""
_SUMS = """
SELECT {table}.name, s.n, s.heard, s.quantity FROM (
  SELECT {key}, count(*) n, sum(audience) heard, coalesce(sum(quantity), 0) quantity
  FROM activity WHERE day >= :first AND day <= :last GROUP BY {key}) s
JOIN {table} ON {table}.id = s.{key} ORDER BY {table}.sort_order, {table}.id
"""
_MONTHS = """
SELECT substr(day, 1, 7), count(*), sum(audience), coalesce(sum(quantity), 0)
FROM activity GROUP BY 1 ORDER BY 1
"""


class ByHand:
    """The same questions as one would write them in SQL."""

    def __init__(self, raw: Any) -> None:
        """Keep the connection."""
        self._raw = raw

    def page(
        self,
        where: str = "",
        values: Mapping[str, object] | None = None,
        start: int = 0,
        *,
        counted: bool = True,
    ) -> object:
        """Return a page, with the number of all rows."""
        given = dict(values or {})
        many = None
        if counted:
            text = f"SELECT count(*) FROM activity {where}"  # noqa: S608 - our own conditions
            many = self._raw.execute(text, given).fetchone()[0]
        rows = self._raw.execute(
            _COLUMNS.format(where=where), {**given, "most": PAGE, "start": start}
        )
        return many, rows.fetchall()

    def sums(self, table: str, key: str) -> object:
        """Return the sums of a month."""
        text = _SUMS.format(table=table, key=key)
        given = {"first": MONTH[0].isoformat(), "last": MONTH[1].isoformat()}
        return self._raw.execute(text, given).fetchall()

    def months(self) -> object:
        """Return the sums of all months."""
        return self._raw.execute(_MONTHS).fetchall()


def services(program: Program, hand: ByHand) -> None:
    """Print the table of the services."""
    listed, everything = program.ledgers.activity_list, ActivityFilter()
    first, last = (day.isoformat() for day in MONTH)

    def shown(wanted: ActivityFilter, start: int = 0) -> Callable[[], object]:
        return lambda: (listed.count(wanted), listed.page(wanted, start, PAGE))

    def row(name: str, ours: Callable[[], object], bare: Callable[[], object]) -> None:
        print(compare(name, ours, bare, ROUNDS), flush=True)

    print(HEAD)
    row("first page, with the length", shown(everything), hand.page)
    row(
        "next page",
        lambda: listed.page(everything, PAGE, PAGE),
        lambda: hand.page(start=PAGE, counted=False),
    )
    middle = ACTIVITIES // 2
    row(
        "a page from the middle",
        lambda: listed.page(everything, middle, PAGE),
        lambda: hand.page(start=middle, counted=False),
    )
    in_month = "WHERE day >= :first AND day <= :last"
    for name, wanted, where, values in (
        ("of a unit", ActivityFilter(unit_code="V07"), "WHERE unit_id = :unit", {"unit": 7}),
        ("of a type", ActivityFilter(type_code="lecture"), "WHERE type_id = :type", {"type": 2}),
        (
            "of a month",
            ActivityFilter(first=MONTH[0], last=MONTH[1]),
            in_month,
            {"first": first, "last": last},
        ),
        (
            "of a unit, type and month",
            ActivityFilter(first=MONTH[0], last=MONTH[1], unit_code="V07", type_code="lecture"),
            f"{in_month} AND unit_id = :unit AND type_id = :type",
            {"first": first, "last": last, "unit": 7, "type": 2},
        ),
        (
            "a text in a month",
            ActivityFilter(first=MONTH[0], last=MONTH[1], text="活动99"),
            f"{in_month} AND (title LIKE :text OR place LIKE :text OR hosts LIKE :text)",
            {"first": first, "last": last, "text": "%活动99%"},
        ),
        (
            "a text in everything",
            ActivityFilter(text="活动99"),
            "WHERE title LIKE :text OR place LIKE :text OR hosts LIKE :text",
            {"text": "%活动99%"},
        ),
    ):
        row(f"first page {name}", shown(wanted), lambda w=where, v=values: hand.page(w, v))
    month = ActivityFilter(first=MONTH[0], last=MONTH[1])
    row(
        "sums of a month by type",
        lambda: listed.sums(month, "type"),
        lambda: hand.sums("activity_type", "type_id"),
    )
    row(
        "sums of a month by unit",
        lambda: listed.sums(month, "unit"),
        lambda: hand.sums("unit", "unit_id"),
    )
    row("sums of five years by month", lambda: listed.sums(everything, "month"), hand.months)
    start = time.process_time()
    program.ledgers.activity_differences.list(*MONTH)
    cpu = time.process_time() - start
    print(f"\nledger against daily figures of a month: {cpu * 1000:.0f} ms of processor time")


def window(program: Program) -> None:
    """Print the table of the window's main thread."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from ui.pages.activities.page import ActivitiesPage
    from ui.workspace import Workspace

    application = QApplication([])
    workspace = Workspace(program, NOW.date())
    page = ActivitiesPage(workspace)
    page.resize(1366, 768)
    page.show()
    page.show_day(NOW.date())
    _settle(application, workspace)
    print(f"\n{WINDOW_HEAD}")
    _row("the whole list", application, workspace, page.list.load)
    bar = page.list.desk.table.verticalScrollBar()
    places = iter(range(10_000, ACTIVITIES, 90_001))
    _row("next page, scrolled to", application, workspace, lambda: bar.setValue(next(places)))
    units = iter(range(1, 60))
    box = page.list.filter.boxes["unit"]

    def narrow() -> None:
        box.blockSignals(True)
        box.setCurrentIndex(next(units))
        box.blockSignals(False)
        page.list.desk.load()

    _row("another unit", application, workspace, narrow)
    workspace.close()
    page.close()


def main() -> int:
    """Make the township, measure, clean up."""
    with tempfile.TemporaryDirectory() as folder:
        program = make(Path(folder) / "data")
        size = program.folder.database.stat().st_size / 1e6
        print(f"{ACTIVITIES:,} activities, {size:.0f} MB encrypted\n")
        with closing(connect(program.folder.database, program.vault.key)) as raw:
            services(program, ByHand(raw))
        window(program)
        program.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
