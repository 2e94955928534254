"""The command line, for schedules, for checks and for machines without a screen.

Exit codes: 0 done, 1 refused (said why), 2 wrong usage, 3 could not (environment).
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from antifraud_desktop.clock import Clock, SystemClock
from antifraud_desktop.commands import intake, reports, setup
from antifraud_desktop.commands.shared import Situation, code_of, told, utf8_streams
from antifraud_desktop.errors import KnownTrouble
from antifraud_desktop.paths import default_data_folder


@click.group(help="反诈镇办：不写命令则打开窗口。")
@click.option("--data", type=click.Path(path_type=Path, file_okay=False), help="数据文件夹。")
@click.option("--account", default="", help="账号；只有一个时可以不写。")
@click.option(
    "--password-file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="密码文件；也可用环境变量 ANTIFRAUD_PASSWORD。",
)
@click.pass_context
def program(
    context: click.Context, data: Path | None, account: str, password_file: Path | None
) -> None:
    """Keep where, who and by which clock."""
    clock: Clock = context.obj
    context.obj = Situation(data or default_data_folder(), account, password_file, clock)


for _command in (
    setup.init,
    setup.demo,
    setup.units,
    intake.intake,
    reports.day,
    reports.report,
    reports.chart,
):
    program.add_command(_command)


def main(arguments: Sequence[str] | None = None, clock: Clock | None = None) -> int:
    """Run one command and return its exit code."""
    utf8_streams()
    try:
        result = program.main(
            args=None if arguments is None else list(arguments),
            prog_name="antifraud-desktop",
            obj=clock or SystemClock(),
            standalone_mode=False,
        )
    except KnownTrouble as trouble:
        told(f"{trouble.sentence}{trouble.advice}")
        return code_of(trouble)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as wrong:
        wrong.show(sys.stderr)
        return wrong.exit_code
    except click.Abort:
        return 1
    return result if isinstance(result, int) else 0
