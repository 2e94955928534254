"""A township with a million made-up activities over five years, for measuring.

Filled by the database itself in a few statements, past the services, which are not what is
measured here; every row is one the schema's own checks accept.
"""

from __future__ import annotations

from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

from antifraud_desktop.bootstrap import Program, SetUp, set_up, sign_in
from antifraud_desktop.clock import FixedClock
from db.engine import connect

ACTIVITIES, UNITS, DAYS = 1_000_000, 60, 5 * 365
PASSWORD = "a-long-password"  # noqa: S105 - of a folder that is deleted afterwards
CLERK = "经办"
START = date(2023, 8, 1)
NOW = datetime.combine(START + timedelta(days=DAYS), datetime.min.time().replace(hour=9))
_UNITS = """
INSERT INTO unit (id, code, name, kind, reports_daily, ranked, leader, pinyin, initials,
                  sort_order, version)
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < :many)
SELECT i + 1, printf('V%02d', i + 1), '第' || (i + 1) || '村', 'village', 1, 1, '', '', '', i, 1
FROM n
"""
# Days go up with the number and types come round, with a stride that mixes units among them.
_ACTIVITIES = """
INSERT INTO activity (id, type_id, unit_id, day, at, title, place, hosts, media_link, summary,
                      audience, quantity, fills_daily, series, entered_at, entered_by, version)
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < :many)
SELECT i + 1, 1 + (i * 7 + i / 13) % 21, 1 + (i * 31 + i / 17) % :units,
       date(:start, (i * :days / :many) || ' days'), NULL,
       '反诈宣传活动' || (i % 997), '第' || (i % 40) || '组', '镇反诈办', '',
       '现场讲解常见骗局，发放宣传单，提醒不透露验证码。', 20 + i % 90,
       CASE WHEN i % 3 = 0 THEN i % 40 END, i % 2, '', '2023-08-01 01:00:00.000000', '经办', 1
FROM n
"""
_FIGURES = """
INSERT INTO activity_figure (activity_id, indicator_id, value)
SELECT id, (SELECT id FROM indicator WHERE code = 'people_reached'), audience
FROM activity WHERE fills_daily
"""


def make(root: Path) -> Program:
    """Found the township, fill it, and return the signed-in program; the caller closes it."""
    clock = FixedClock(NOW)
    set_up(root, SetUp("基准镇", "专项行动", START, CLERK, PASSWORD), clock)
    program = sign_in(root, CLERK, PASSWORD, clock)
    program.vault.engine.dispose()
    with closing(connect(program.folder.database, program.vault.key)) as raw:
        raw.execute("BEGIN IMMEDIATE")
        raw.execute(_UNITS, {"many": UNITS})
        raw.execute(
            _ACTIVITIES,
            {"many": ACTIVITIES, "units": UNITS, "days": DAYS, "start": START.isoformat()},
        )
        raw.execute(_FIGURES)
        raw.execute("COMMIT")
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return program
