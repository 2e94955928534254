"""What every command stands on: folder, account, password, exit codes, output."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from antifraud_desktop.accounts import account_names
from antifraud_desktop.bootstrap import Program, is_set_up, sign_in
from antifraud_desktop.clock import Clock
from antifraud_desktop.errors import EnvironmentTrouble, Invalid, KnownTrouble
from antifraud_desktop.rules.masking import mask_text

REFUSED, COULD_NOT = 1, 3
"""Exit codes beside 0 (done) and 2 (wrong usage, click's own)."""

PASSWORD_VARIABLE = "ANTIFRAUD_PASSWORD"  # noqa: S105 - the variable's name
PATH_KEYS = frozenset({"data", "documents", "file"})
"""Keys whose texts are paths: a script opens what it is told."""

DAY = click.DateTime(["%Y-%m-%d"])

Command = TypeVar("Command", bound=Callable[..., Any])


def exit_code(trouble: KnownTrouble) -> int:
    """Return 3 when the environment does not allow it, 1 when a rule stands against it."""
    return COULD_NOT if isinstance(trouble, EnvironmentTrouble) else REFUSED


def sentences(trouble: KnownTrouble) -> str:
    """Return what happened and what to do next, every problem of a form on its own line."""
    lines = [trouble.sentence]
    if isinstance(trouble, Invalid):
        lines = [problem.text for problem in trouble.problems]
    return "\n".join([*lines, trouble.advice]).strip()


@dataclass(frozen=True, slots=True)
class Face:
    """The options given before the command."""

    folder: Path
    account: str
    password_file: Path | None
    clock: Clock

    def password_or(self, default: str) -> str:
        """Return the password given, ``default`` when none is."""
        if self.password_file is None and PASSWORD_VARIABLE not in os.environ:
            return default
        return self.password()

    def password(self) -> str:
        """Return the password from the file, else from the environment; never an argument."""
        if self.password_file is not None:
            return first_line(self.password_file)
        password = os.environ.get(PASSWORD_VARIABLE)
        if password is None:
            raise click.UsageError(
                "没有给密码：请用 --password-file 指定密码文件，"
                f"或设置环境变量 {PASSWORD_VARIABLE}。"
            )
        return password

    @contextmanager
    def program(self) -> Iterator[Program]:
        """Sign in and give the program; the account may be left out while there is one."""
        if not is_set_up(self.folder):
            raise EnvironmentTrouble(
                f"这个文件夹里还没有乡镇资料：{self.folder}。",
                "请先用 init 建立，或用 --data 指定另一个文件夹。",
            )
        password = self.password()
        program = sign_in(self.folder, self._account(), password, self.clock)
        for alarm in program.alarms:
            say(alarm)
        try:
            yield program
        finally:
            program.close()

    def _account(self) -> str:
        if self.account:
            return self.account
        names = account_names(self.folder)
        if len(names) != 1:
            raise click.UsageError(f"有{len(names)}个账号，请用 --account 指定：{'、'.join(names)}")
        return names[0]


def first_line(path: Path) -> str:
    """Return the first line of a file that holds a password or a code.

    Raises EnvironmentTrouble when it cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise EnvironmentTrouble(f"密码文件读不出来：{path}。", "请检查文件和读取权限。") from error
    return text.split("\n", 1)[0].rstrip("\r")


def json_option(command: Command) -> Command:
    """Add ``--json`` to a command."""
    option = click.option("--json", "as_json", is_flag=True, help="以JSON输出，键名固定。")
    return option(command)


def say(text: str) -> None:
    """Write a message for people to stderr, numbers of persons masked."""
    click.echo(mask_text(text), err=True)


def tell(text: str) -> None:
    """Write text for people to stdout, numbers of persons masked."""
    click.echo(mask_text(text))


def put_json(value: Mapping[str, Any]) -> None:
    """Write JSON to stdout; its texts are masked, its keys, figures and paths are not."""
    click.echo(json.dumps(_masked(value), ensure_ascii=False, indent=2))


def _masked(value: Any, key: str = "") -> Any:
    if isinstance(value, Mapping):
        return {name: _masked(part, name) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_masked(part, key) for part in value]
    return mask_text(value) if isinstance(value, str) and key not in PATH_KEYS else value
