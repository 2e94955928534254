"""A township as an office has it, used through the program's own commands alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing, redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any
from unittest.mock import patch

from antifraud_desktop.cli import main
from db import keyfile
from db.engine import connect
from tests.helpers.books import book

ROOT = Path(__file__).parents[2]
PASSWORD = "示例密码2023-长"
ACCOUNT = "zhangsan"
UNITS = tuple(f"{a}{b}村" for a in "东南西北上下" for b in "桥林塘坡山河")
FIRST = date(2023, 8, 2)

Figures = dict[tuple[str, str], int]
"""Households visited by date and unit."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def calm(self) -> bool:
        """Say whether it spoke Chinese to people, and no traceback."""
        said = self.out + self.err
        return "Traceback" not in said and any("一" <= sign <= "鿿" for sign in said)


@dataclass(frozen=True, slots=True)
class Desk:
    """A data folder and who sits before it."""

    root: Path
    account: str = ACCOUNT
    password: str = PASSWORD

    @property
    def database(self) -> Path:
        return self.root / "office.db"

    @property
    def log(self) -> Path:
        return self.root / "office.db-wal"

    def arguments(self, *words: object) -> list[str]:
        return ["--data", str(self.root), "--account", self.account, *map(str, words)]

    def environment(self, extra: Mapping[str, str] | None = None) -> dict[str, str]:
        own = {"ANTIFRAUD_PASSWORD": self.password, "PYTHONDONTWRITEBYTECODE": "1"}
        # What measures lines writes where a starved child may not, and takes memory of its own.
        around = {k: v for k, v in os.environ.items() if not k.startswith("COVERAGE")}
        return {**around, **own, **(extra or {})}

    def start(
        self, *words: object, extra: Mapping[str, str] | None = None
    ) -> subprocess.Popen[str]:
        """Start the program in a process of its own."""
        return subprocess.Popen(
            [sys.executable, str(ROOT / "main.py"), *self.arguments(*words)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            cwd=ROOT,
            env=self.environment(extra),
        )

    def command(self, *words: object, extra: Mapping[str, str] | None = None) -> Done:
        """Run a command in a process of its own, to its end."""
        with self.start(*words, extra=extra) as process:
            out, err = process.communicate(timeout=120)
        return Done(process.returncode, out, err)

    def here(self, *words: object) -> Done:
        """Run a command in this process: the same, without half a second of imports."""
        out, err = (TextIOWrapper(BytesIO(), encoding="utf-8") for _ in range(2))
        with (
            patch.dict(os.environ, {"ANTIFRAUD_PASSWORD": self.password}),
            redirect_stdout(out),
            redirect_stderr(err),
        ):
            code = main(self.arguments(*words))
        texts = []
        for stream in (out, err):
            stream.seek(0)
            texts.append(stream.read())
        return Done(code, *texts)

    def intake(self, message: Path) -> Done:
        """Take a message in and save what is certain."""
        return self.here("intake", "messages", message, "--accept")

    def as_account(self, account: str, password: str) -> Desk:
        return replace(self, account=account, password=password)

    def key(self) -> bytes:
        return keyfile.unlock(self.root / "office.keys", self.account, self.password)

    def figures(self, key: bytes | None = None) -> Figures:
        """Return every saved figure, read with the key past the program."""
        with closing(connect(self.database, key or self.key())) as connection:
            rows = connection.execute(
                "SELECT f.date, u.name, f.value FROM current_figure f"
                " JOIN unit u ON u.id = f.unit_id JOIN indicator i ON i.id = f.indicator_id"
                " WHERE i.code IN ('households_visited', 'visits')"
            ).fetchall()
        return {(day, unit): value for day, unit, value in rows}

    def shown(self, day: date) -> Figures:
        """Return the figures of a day as the program shows them."""
        told = self.here("day", "show", "--date", day, "--json")
        assert told.code == 0, told.err
        return {
            (day.isoformat(), unit["unit"]): unit["figures"]["households_visited"]
            for unit in told.json["units"]
            if "households_visited" in unit["figures"]
        }


def found_township(root: Path) -> Desk:
    """Make a township of 36 villages that have reported nothing yet."""
    desk = Desk(root)
    made = desk.here("init", "--name", "青禾镇", "--campaign-start", "2023-08-01")
    assert made.code == 0, made.err
    rows = [("单位名称", "类别", "户数", "常住人口"), *((unit, "村", 400, 1300) for unit in UNITS)]
    units = book(root.with_name(f"{root.name}-units.xlsx"), ("单位", rows))
    taken = desk.here("units", "import", units)
    assert taken.code == 0, taken.err
    units.unlink()
    return desk


def write_message(path: Path, day: date, unit: str, households: int, note: str = "") -> Path:
    """Write what a village sends, as it is copied from the chat."""
    stamp = f"{day.year}/{day.month}/{day.day} 17:05:00"
    path.write_text(f"{unit}联络员 {stamp}\n{unit}：入户{households}户{note}\n", encoding="utf-8")
    return path
