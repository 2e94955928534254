"""What encryption costs on the day, month and report paths, against the same paths on plain SQLite.

Run: python -m benchmarks.bench_encryption
Both sides are the same program, services, schema and rows, through the same driver: SQLCipher's
SQLite without a key writes an ordinary SQLite file, so version, build and pragmas are the same and
only the cipher differs. Both files are copied from one original the same way: pages lie alike.

Warm is the running program. Cold is the first look after the start: new connections, and the file
taken out of the system's cache where the system allows it. "After another's save" is a running
program whose pages SQLite reads anew, because another connection has written since.

The goal is judged by processor time: a cipher costs nothing else (the file gets 2 % longer),
and a machine busy with other things does not change it much. Wall time, which a clerk waits for,
stands beside it: least and median of the runs. On a busy machine only the least says something.
"""

from __future__ import annotations

import gc
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver  # type: ignore[import-untyped]
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from antifraud_desktop.bootstrap import shipped_templates
from antifraud_desktop.documents.templates import TemplateStore
from antifraud_desktop.services.days import DayService
from antifraud_desktop.services.reports import DocumentService
from antifraud_desktop.vocabulary import DocumentKind
from antifraud_desktop.work import Work
from benchmarks.three_years import DAYS, INDICATORS, KEY, LAST, UNITS, fill, work_on
from benchmarks.timing import Ratio
from db.engine import _begin_sqlite, connect, open_engine
from db.models import Chase
from db.reencrypt import copy_under

GOAL = 1.15
DAY = LAST - timedelta(days=3)
HEAD = (
    "| what | encrypted | plain | ratio | goal | | wall, least | wall, median |\n"
    "|---|---|---|---|---|---|---|---|"
)
_SAME = ("busy_timeout", "temp_store", "cache_size", "synchronous", "foreign_keys", "secure_delete")


@dataclass(frozen=True)
class Side:
    """One of the two files, open."""

    path: Path
    engine: Engine

    def look(self, task: Callable[[Work], object]) -> tuple[float, float]:
        """Return the seconds a task takes: on the wall, and of the processor."""
        work = work_on(self.engine)
        gc.collect()
        start, start_cpu = time.perf_counter(), time.process_time()
        task(work)
        return time.perf_counter() - start, time.process_time() - start_cpu

    def forget(self) -> None:
        """Close every connection and ask the system to drop the file from its cache."""
        self.engine.dispose()
        with self.path.open("rb") as stream:
            os.fsync(stream.fileno())
            if hasattr(os, "posix_fadvise"):
                os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)

    def save_elsewhere(self) -> None:
        """Save something through a second connection; the first is held meanwhile."""
        with closing(self.engine.raw_connection()):
            save(work_on(self.engine))


def plain_copy(source: Path, target: Path) -> None:
    """Write the original's rows to an ordinary SQLite file."""
    with closing(connect(source, KEY)) as connection:
        connection.execute("ATTACH DATABASE ? AS plain KEY ''", (str(target),))
        connection.execute("SELECT sqlcipher_export('plain')")
        connection.execute("DETACH DATABASE plain")


def open_plain(path: Path, pragmas: dict[str, int]) -> Engine:
    """Open the plain file with the pragmas the program sets, in the program's kind of pool."""

    def one() -> Any:
        connection = driver.connect(str(path), isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA journal_mode = WAL")
        for name, value in pragmas.items():
            connection.execute(f"PRAGMA {name} = {value}")
        return connection

    engine = create_engine(
        "sqlite://", module=driver, creator=one, poolclass=QueuePool, pool_size=3, max_overflow=2
    )
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def pragmas_of(engine: Engine) -> dict[str, int]:
    """Return what the program's own connection is set to."""
    with closing(engine.raw_connection()) as raw:
        cursor = raw.cursor()
        return {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in _SAME}


def book(work: Work) -> object:
    """Open a day."""
    return DayService(work).book(DAY)


def month(work: Work) -> object:
    """Open a month."""
    return DayService(work).month(DAY.year, DAY.month)


def report(work: Work) -> object:
    """Read and write the daily report with its charts."""
    folder = shipped_templates()
    documents = DocumentService(work, TemplateStore(folder, folder / "none"))
    return documents.preview(DocumentKind.DAILY_REPORT, DAY)


def save(work: Work) -> None:
    """Save one audited line."""
    with work.writing() as uow:
        uow.session.add(Chase(date=DAY, at=work.clock.now(), units="第1村", made_by=work.account))
        uow.record("chase", "day", DAY.isoformat(), "催报1个单位", None, {"units": ["第1村"]})
        uow.commit()


def nothing(_side: Side) -> None:
    """Leave both files as they are."""


def compare(
    name: str,
    task: Callable[[Work], object],
    sides: tuple[Side, Side],
    rounds: int,
    before: Callable[[Side], None] = nothing,
) -> str:
    """Run a task on both files in turns and compare medians; ``before`` is not timed."""
    found: tuple[list[tuple[float, float]], list[tuple[float, float]]] = ([], [])
    for side in sides:
        side.look(task)
    for number in range(rounds):
        for which in (0, 1) if number % 2 else (1, 0):
            before(sides[which])
            found[which].append(sides[which].look(task))
    cpu, bare_cpu = (statistics.median(run[1] for run in runs) for runs in found)
    walls = (
        f"{measure(run[0] for run in found[0]) * 1000:.1f} / "
        f"{measure(run[0] for run in found[1]) * 1000:.1f} ms |"
        for measure in (min, statistics.median)
    )
    return f"{Ratio(name, cpu, bare_cpu, GOAL).line()} {' '.join(walls)}"


def main() -> int:
    """Make both files, measure, clean up."""
    with tempfile.TemporaryDirectory() as folder:
        original, sealed, plain = (Path(folder) / f"{n}.db" for n in ("first", "sealed", "plain"))
        fill(original)
        copy_under(original, KEY, sealed, KEY)
        plain_copy(original, plain)
        engine = open_engine(sealed, KEY)
        sides = (Side(sealed, engine), Side(plain, open_plain(plain, pragmas_of(engine))))
        megabytes = [side.path.stat().st_size / 1e6 for side in sides]
        print(f"{UNITS} units × {INDICATORS} indicators × {DAYS} days: ", end="")
        print(f"{megabytes[0]:.0f} MB encrypted, {megabytes[1]:.0f} MB plain")
        print(HEAD)
        print(compare("open a day, warm", book, sides, 5))
        print(compare("month calendar, warm", month, sides, 25))
        print(compare("daily report, warm", report, sides, 3))
        print(compare("save one line", save, sides, 31))
        print(compare("open a day after another's save", book, sides, 3, Side.save_elsewhere))
        print(compare("open a day, cold", book, sides, 3, Side.forget))
        print(compare("month calendar, cold", month, sides, 5, Side.forget))
        print(compare("daily report, cold", report, sides, 3, Side.forget))
        for side in sides:
            side.engine.dispose()
    return 0


if __name__ == "__main__":
    sys.exit(main())
