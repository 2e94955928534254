"""A month of 1,000 units, 31 days, 20 indicators: the evaluation against SQL sums and a loop.

Run: python -m benchmarks.bench_evaluation
The baseline asks the same driver and file for the sums with hand-written SQL, and scores the
three criteria these rows bear on in a plain loop of whole numbers; ours also asks for calendar,
exemptions, requirements, follow-ups, findings and falsifications, and writes every sheet with its
inputs and formula. Processor time, not wall time: others may share the machine.
"""

from __future__ import annotations

import gc
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from antifraud_desktop.clock import FixedClock
from antifraud_desktop.records.evaluation import MonthResult, Snapshot
from antifraud_desktop.rules.evaluation import evaluate
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.evaluation_inputs import collect
from antifraud_desktop.services.evaluation_rows import fill_schemes, preset_scheme
from antifraud_desktop.services.snapshots import from_json, to_json
from antifraud_desktop.work import Work
from db import schema
from db.engine import connect, open_engine, session_factory
from db.models import Campaign, CurrentFigure, DailySubmission, Indicator, Township, Unit
from db.vocabulary import Ceiling, IndicatorGroup, Measure, Nature, UnitKind

KEY = bytes(range(32))
UNITS, INDICATORS, ROUNDS = 1000, 20, 9
MONTH, LAST = date(2023, 8, 1), date(2023, 8, 31)
NOW = datetime(2023, 9, 5, 10)
GOAL = 1.5
SUMS = (
    "SELECT unit_id, indicator_id, sum(value) FROM current_figure"
    " WHERE date BETWEEN '2023-08-01' AND '2023-08-31' GROUP BY unit_id, indicator_id"
)
RECEIPTS = (
    "SELECT unit_id, count(*), sum(received < date || ' 18:00:01'),"
    " sum(returned_reason IS NOT NULL OR corrected_after_deadline) FROM daily_submission"
    " WHERE date BETWEEN '2023-08-01' AND '2023-08-31' GROUP BY unit_id"
)


def fill(path: Path) -> None:
    """Make a file in which every unit reports every work indicator every day of the month."""
    schema.create(path, KEY)
    engine = open_engine(path, KEY)
    work = Work(session_factory(engine), FixedClock(NOW), "bench", frozenset(Permission))
    chance = random.Random(7)  # noqa: S311 - figures, not secrets
    codes = ["households_visited", "people_reached", *(f"i{n}" for n in range(3, INDICATORS + 1))]
    with work.writing() as uow:
        session = uow.session
        session.add(Township(name="基准镇", created_at=datetime(2023, 8, 1, tzinfo=UTC)))
        session.add(Campaign(name="专项行动", start=MONTH, daily_until=date(2023, 10, 31)))
        fill_schemes(session, MONTH)
        session.add_all(
            Unit(
                code=f"U{n:04}",
                name=f"第{n}村",
                kind=UnitKind.VILLAGE,
                households=400,
                residents=1300,
                reports_daily=True,
                ranked=True,
                sort_order=n,
            )
            for n in range(1, UNITS + 1)
        )
        session.add_all(
            Indicator(
                code=code,
                name=f"指标{n}",
                measure_word="次",
                nature=Nature.FLOW,
                measure=Measure.COUNT,
                group=IndicatorGroup.WORK,
                ceiling=Ceiling.NONE,
                sort_order=n,
            )
            for n, code in enumerate(codes, start=1)
        )
        session.flush()
        for offset in range(31):
            day = MONTH + timedelta(days=offset)
            noon = datetime(day.year, day.month, day.day, 12)
            session.execute(
                DailySubmission.__table__.insert(),
                [
                    {
                        "unit_id": unit,
                        "date": day,
                        "received": noon + timedelta(minutes=chance.randrange(240, 480)),
                        "nil": False,
                        "fraud_types": "",
                        "note": "",
                        "versions_count": 1,
                        "corrected_after_deadline": chance.random() < 0.03,
                        "version": 1,
                    }
                    for unit in range(1, UNITS + 1)
                ],
            )
            session.execute(
                CurrentFigure.__table__.insert(),
                [
                    {"date": day, "unit_id": u, "indicator_id": i, "value": chance.randrange(12)}
                    for u in range(1, UNITS + 1)
                    for i in range(1, INDICATORS + 1)
                ],
            )
        uow.record("init", "township", "1", "bench")
        uow.commit()
    engine.dispose()


def bare_month(raw: Any) -> list[tuple[object, ...]]:
    """Score the month from hand-written sums, in hundredths, and rank it."""
    raw.execute("BEGIN")
    units = raw.execute("SELECT id, code, name, households, residents FROM unit").fetchall()
    flows: dict[int, dict[int, int]] = {}
    for unit, indicator, total in raw.execute(SUMS).fetchall():
        flows.setdefault(unit, {})[indicator] = total
    receipts = {row[0]: row for row in raw.execute(RECEIPTS).fetchall()}
    raw.execute("COMMIT")
    found = []
    for unit, code, name, households, residents in units:
        _unit, _sent, on_time, slips = receipts[unit]
        weights = (2858, 1428, 2857, 2857)
        shares = (
            (on_time, 31),
            (max(0, 10 - 2 * slips), 10),
            (min(10 * flows[unit].get(1, 0), 3 * households), 3 * households),
            (min(10 * flows[unit].get(2, 0), 5 * residents), 5 * residents),
        )
        scores = [
            (2 * top * weight + below) // (2 * below)
            for (top, below), weight in zip(shares, weights, strict=True)
        ]
        found.append((sum(scores), code, name, scores))
    found.sort(key=lambda row: -row[0])
    ranks: list[tuple[object, ...]] = []
    rank, before = 0, -1
    for place, row in enumerate(found, start=1):
        if row[0] != before:
            rank, before = place, row[0]
        ranks.append((rank, *row))
    return ranks


def busy(function: Callable[[], object]) -> float:
    """Return the processor time a call takes, in seconds."""
    gc.collect()
    start = time.process_time()
    function()
    return time.process_time() - start


def measure(path: Path) -> None:
    """Print the table."""
    engine = open_engine(path, KEY)
    work = Work(session_factory(engine), FixedClock(NOW), "bench", frozenset(Permission))
    scheme = preset_scheme(MONTH)
    with closing(connect(path, KEY)) as raw:

        def gathered() -> Snapshot:
            with work.reading() as session:
                return collect(session, MONTH, scheme, NOW)

        def ours() -> MonthResult:
            return evaluate(gathered())

        times: dict[str, list[float]] = {"gather": [], "evaluate": [], "month": [], "bare": []}
        snapshot, stored = gathered(), to_json(gathered())
        result = to_json(evaluate(snapshot))
        ours()
        bare = bare_month(raw)
        best = evaluate(snapshot).units[0]
        if (int(best.total * 100), best.code) != (bare[0][1], bare[0][2]):
            sys.exit("the two do not agree on the first of the ranking")
        for _ in range(ROUNDS):
            times["gather"].append(busy(gathered))
            times["evaluate"].append(busy(lambda: evaluate(snapshot)))
            times["month"].append(busy(ours))
            times["bare"].append(busy(lambda: bare_month(raw)))
        again = busy(lambda: to_json(evaluate(from_json(Snapshot, stored))))
    engine.dispose()
    medians = {name: statistics.median(found) for name, found in times.items()}
    ratio = medians["month"] / medians["bare"]
    print(f"{UNITS} units × {INDICATORS} indicators × 31 days, processor time, {ROUNDS} rounds")
    for name, seconds in medians.items():
        print(f"| {name} | {seconds * 1000:.0f} ms |")
    kept = "kept" if ratio <= GOAL else "missed"
    print(f"| month / bare | {ratio:.2f}× | goal ≤ {GOAL}× | {kept} |")
    print(f"| proved again from the stored inputs | {again * 1000:.0f} ms |")
    print(f"| stored | {len(stored) + len(result):,} characters |")


def main() -> int:
    """Make the file, measure, clean up."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "office.db"
        fill(path)
        measure(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
