"""What the audit trail costs a save: the same row with its sealed entry, and without any.

Run: python -m benchmarks.bench_audit
With: an entry with its payload, sealed into the chain, the head moved on, the side file told. No
ratio was promised; the trials of the design took 2.6 ms with the chain and 1.4 ms without.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from antifraud_desktop.work import Work
from benchmarks.three_years import KEY, LAST, work_on
from benchmarks.timing import compare
from db import schema
from db.engine import open_engine
from db.models import Chase


def main() -> int:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "office.db"
        schema.create(database, KEY)
        engine = open_engine(database, KEY)
        work = work_on(engine, Path(folder) / "office.anchor")
        audited(work)  # the first entry begins the chain
        found = compare("", lambda: audited(work), lambda: bare(work), 0, rounds=201)
        print("| what | with entry | without | ratio | in the trials |\n|---|---|---|---|---|")
        print(
            f"| save one row | {found.ours * 1000:.1f} ms | {found.bare * 1000:.1f} ms "
            f"| {found.value:.2f}× | 2.6 ms / 1.4 ms = 1.9× |"
        )
        engine.dispose()
    return 0


def bare(work: Work) -> None:
    """Save one row."""
    with work.writing(audited=False) as uow:
        uow.session.add(_row(work))
        uow.commit()


def audited(work: Work) -> None:
    """Save one row and its entry."""
    with work.writing() as uow:
        uow.session.add(_row(work))
        uow.record(
            "chase", "day", LAST.isoformat(), "催报2个单位", None, {"units": ["第1村", "第2村"]}
        )
        uow.commit()


def _row(work: Work) -> Chase:
    return Chase(date=LAST, at=work.clock.now(), units="第1村\n第2村", made_by=work.account)


if __name__ == "__main__":
    sys.exit(main())
