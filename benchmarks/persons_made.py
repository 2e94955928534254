"""A township of 100,000 made-up persons with files, plans and 500,000 visits, for measuring.

Filled with many rows a statement past the services, which are not what is measured here; every
row is one the schema's own checks accept. The numbers begin with 99, where no region is.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from antifraud_desktop.bootstrap import Program, SetUp, set_up, sign_in
from antifraud_desktop.clock import FixedClock
from antifraud_desktop.pinyin import Pinyin, person_pinyin
from antifraud_desktop.rules.identity_numbers import check_character
from db.engine import connect

PERSONS, VISITS, UNITS, OFFICERS = 100_000, 500_000, 40, 30
LONG_FILE, LONG_VISITS, LONG_EVENTS = 50_000, 150, 49
"""One file whose timeline has 200 entries: visits, steps and the opening."""

PASSWORD = "a-long-password"  # noqa: S105 - of a folder that is deleted afterwards
CLERK = "经办"
NOW = datetime(2023, 8, 12, 9)
TODAY = NOW.date()
STAMP = "2023-08-12 01:00:00.000000"
_SURNAMES = "张李王刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国志文海波红梅春生金福永顺"
_CATEGORIES = ("convicted", "two_card", "returnee", "abroad", "concern", "victim")
_BASES = ("judgment", "decision", "police_notice", "police_notice", "police_notice", "own_request")
Row = tuple[Any, ...]


def make(root: Path) -> Program:
    """Found the township, fill it, and return the signed-in program; the caller closes it."""
    clock = FixedClock(NOW)
    set_up(root, SetUp("基准镇", "专项行动", date(2023, 8, 1), CLERK, PASSWORD), clock)
    program = sign_in(root, CLERK, PASSWORD, clock)
    program.vault.engine.dispose()
    with closing(connect(program.folder.database, program.vault.key)) as raw:
        raw.execute("BEGIN IMMEDIATE")
        for statement, rows in _tables():
            raw.executemany(statement, rows)
        raw.execute("COMMIT")
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return program


def _tables() -> Iterator[tuple[str, Iterable[Row]]]:
    chance = random.Random(11)  # noqa: S311 - made-up rows, not secrets
    yield (
        _into("unit", "id code name kind reports_daily ranked leader pinyin initials sort_order"),
        ((n, f"V{n:02}", f"第{n}村", "village", 1, 1, "", "", "", n) for n in range(1, UNITS + 1)),
    )
    yield (
        _into(
            "person",
            "id name pinyin initials identity_number identity_tail birth_on gender phone"
            " phone_tail unit_id address guardian created_at created_by",
        ),
        _persons(chance),
    )
    files = list(_files(chance))
    yield (
        _into(
            "case_file",
            "id person_id category status opened_on opened_by closed_on closing attention"
            " attention_reason attention_until attention_reviewer facts last_contact next_due"
            " review_on retain_until renewals",
        ),
        files,
    )
    yield (
        _into(
            "basis_document",
            "file_id kind organ number issued_on offence offence_on text recorded_at recorded_by",
        ),
        (
            (row[0], _BASES[_CATEGORIES.index(row[2])], "青禾县有关机关", f"第{row[0]}号",
             row[4], "", "", "", STAMP, CLERK)
            for row in files
        ),
    )  # fmt: skip
    yield (
        _into(
            "punitive_measure",
            "file_id organ number ground starts_on ends_on appeal recorded_at recorded_by",
        ),
        (
            (row[0], "青禾市公安局", f"第{row[0]}号", "出租银行卡", row[4],
             max(row[4], _day(TODAY + timedelta(days=chance.randrange(-300, 700)))), "none",
             STAMP, CLERK)
            for row in files
            if row[2] == "two_card"
        ),
    )  # fmt: skip
    yield (
        _into("file_officer", "file_id account since"),
        ((row[0], f"包片{row[0] % OFFICERS + 1:02}", row[4]) for row in files),
    )
    yield (
        _into("follow_up_plan", "file_id every_days starts_on ended_reason set_by"),
        ((row[0], 30, row[4], "", CLERK) for row in files if row[3] == "open"),
    )
    event = _into("file_event", "file_id day at account kind before after reason")
    yield event, ((r[0], r[4], STAMP, CLERK, "opened", "", r[2], "") for r in files)
    yield (
        event,
        (
            (
                LONG_FILE,
                _day(TODAY - timedelta(days=n)),
                STAMP,
                CLERK,
                "facts",
                "",
                "",
                "核对后更正",
            )
            for n in range(LONG_EVENTS)
        ),
    )
    yield (
        _into(
            "visit",
            "id day kind failed place talk needs help_offered next_step entered_at entered_by",
        ),
        _visits(chance),
    )
    yield _into("visit_file", "visit_id file_id"), _visit_files(chance, len(files))


def _persons(chance: random.Random) -> Iterator[Row]:
    spelt: dict[str, Pinyin] = {}
    for n in range(1, PERSONS + 1):
        name = chance.choice(_SURNAMES) + "".join(chance.choices(_GIVEN, k=1 + (n % 4 > 0)))
        if name not in spelt:
            spelt[name] = person_pinyin(name)
        birth = date(1950, 1, 1) + timedelta(days=n % 19_000)
        head = f"990101{birth:%Y%m%d}{n // 19_000 * 31 + n % 31:03}"
        number, phone = head + check_character(head), f"138{(n * 7919) % 100_000_000:08}"
        gender = "女" if int(number[16]) % 2 == 0 else "男"
        yield (
            n, name, spelt[name].full, spelt[name].initials, number, number[-4:], _day(birth),
            gender, phone, phone[-4:], n % UNITS + 1, f"第{n % UNITS + 1}村{n % 9 + 1}组", "",
            STAMP, CLERK,
        )  # fmt: skip


def _files(chance: random.Random) -> Iterator[Row]:
    """Yield one file of each person and a second of every tenth; a hundredth is overdue."""
    for n in range(1, PERSONS + PERSONS // 10 + 1):
        person = n if n <= PERSONS else (n - PERSONS) * 10
        category = _CATEGORIES[n % 6] if n <= PERSONS else _CATEGORIES[(person + 1) % 6]
        status = "closed" if n % 7 == 1 and n != LONG_FILE else "open"
        opened = TODAY - timedelta(days=chance.randrange(30, 700))
        close = n % 33 == 0
        due = None
        if status == "open":
            ahead = -chance.randrange(1, 30) if n % 100 == 0 else chance.randrange(90)
            due = _day(TODAY + timedelta(days=ahead))
        yield (
            n, person, category, status, _day(opened), CLERK,
            _day(TODAY) if status == "closed" else None, "帮扶期满" if status == "closed" else "",
            "attention" if close else "normal", "公安机关提示" if close else "",
            _day(TODAY + timedelta(days=chance.randrange(-10, 90))) if close else None,
            "复核" if close else "", "{}", _day(TODAY - timedelta(days=n % 60)), due,
            _day(TODAY + timedelta(days=chance.randrange(-3, 365))),
            _day(TODAY + timedelta(days=chance.randrange(1, 900))), 0,
        )  # fmt: skip


def _visits(chance: random.Random) -> Iterator[Row]:
    kinds = ("home", "meeting", "telephone", "video")
    talk = "讲解不出租、不出借银行卡和电话卡，了解近期务工情况，本人表示理解并愿意配合。"
    for n in range(1, VISITS + 1):
        day = TODAY - timedelta(days=chance.randrange(540))
        failed = n % 12 == 0
        yield (
            n, _day(day), kinds[n % 4], int(failed), "家中", "" if failed else f"{talk}第{n}次",
            "", "介绍招工信息" if n % 5 == 0 else "", "", STAMP, CLERK,
        )  # fmt: skip


def _visit_files(chance: random.Random, files: int) -> Iterator[Row]:
    """Yield every visit's file; the first of them are of the long file alone."""
    for n in range(1, VISITS + 1):
        if n <= LONG_VISITS:
            yield n, LONG_FILE
            continue
        number = chance.randrange(1, files)
        yield n, number if number < LONG_FILE else number + 1


def _into(table: str, columns: str) -> str:
    """Return an INSERT; a table with a version begins it at 1."""
    names = columns.split()
    if table in {"unit", "person", "case_file", "follow_up_plan", "visit"}:
        return (
            f"INSERT INTO {table} ({', '.join(names)}, version) "  # noqa: S608 - our own words
            f"VALUES ({', '.join('?' * len(names))}, 1)"
        )
    marks = ", ".join("?" * len(names))
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608 - our own


def _day(day: date) -> str:
    return day.isoformat()
