"""What every command needs: where, who, the password, and how to answer."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from antifraud_desktop.bootstrap import Program, account_names, is_set_up, sign_in
from antifraud_desktop.clock import Clock
from antifraud_desktop.errors import EnvironmentTrouble, KnownTrouble, Refused

DONE, REFUSED, WRONG_USAGE, COULD_NOT = 0, 1, 2, 3
PASSWORD_VARIABLE = "ANTIFRAUD_PASSWORD"  # noqa: S105 - the variable's name, not a password


@dataclass(frozen=True, slots=True)
class Situation:
    """What the options before the command say."""

    data: Path
    account: str
    password_file: Path | None
    clock: Clock

    def password(self) -> str:
        """Return the password from the file or the environment, never from an argument."""
        if self.password_file is not None:
            try:
                return self.password_file.read_text(encoding="utf-8").rstrip("\r\n")
            except (OSError, UnicodeDecodeError) as error:
                raise EnvironmentTrouble(f"密码文件读不出来：{self.password_file}。") from error
        password = os.environ.get(PASSWORD_VARIABLE)
        if password is None:
            raise Refused(
                "没有密码。",
                f"请用 --password-file 指定密码文件，或设置环境变量 {PASSWORD_VARIABLE}。",
            )
        return password

    @contextmanager
    def program(self) -> Iterator[Program]:
        """Sign in for the time of one command."""
        if not is_set_up(self.data):
            raise EnvironmentTrouble(
                f"这个文件夹里没有乡镇资料：{self.data}。", "请先运行 init 或 demo。"
            )
        program = sign_in(self.data, self._account(), self.password(), self.clock)
        try:
            yield program
        finally:
            program.close()

    def _account(self) -> str:
        if self.account:
            return self.account
        names = account_names(self.data)
        if len(names) != 1:
            raise Refused("有多个账号。", f"请用 --account 指定：{'、'.join(names)}。")
        return names[0]


def answer(value: Any, *, as_json: bool, text: str) -> None:
    """Print JSON with stable keys, or sentences for people, on stdout."""
    if as_json:
        click.echo(json.dumps(value, ensure_ascii=False, indent=2))
    else:
        click.echo(text)


def told(message: str) -> None:
    """Print a message on stderr."""
    click.echo(message, err=True)


def code_of(trouble: KnownTrouble) -> int:
    """Return the exit code: 3 when the environment does not allow it, 1 when refused."""
    return COULD_NOT if isinstance(trouble, EnvironmentTrouble) else REFUSED


def utf8_streams() -> None:
    """Speak UTF-8 whatever the console's own code page is."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8")


class DayType(click.ParamType[date]):
    """A date written 2023-08-12."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the date; a wrong one is a wrong usage."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"日期应写成 2023-08-12，收到的是 {value}", param, ctx)


DAY = DayType()
JSON_OPTION = click.option("--json", "as_json", is_flag=True, help="以JSON输出。")
FILE = click.Path(path_type=Path, dir_okay=False)
"""A file; whether it can be read is told in our own words."""
