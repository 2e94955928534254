"""The command line on the services: for schedules, for checks, for machines without a screen.

Exit codes: 0 done, 1 refused (said why), 2 wrong usage, 3 could not (environment).
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from antifraud_desktop.clock import Clock, SystemClock
from antifraud_desktop.commands.accounts import accounts
from antifraud_desktop.commands.assessment import assessment
from antifraud_desktop.commands.charts import chart
from antifraud_desktop.commands.days import day_group, report
from antifraud_desktop.commands.evaluation import evaluate
from antifraud_desktop.commands.face import PASSWORD_VARIABLE, Face, exit_code, say, sentences
from antifraud_desktop.commands.faults import tell_fault
from antifraud_desktop.commands.files import files
from antifraud_desktop.commands.intake import intake
from antifraud_desktop.commands.safety import backup, restore, verify
from antifraud_desktop.commands.townships import demo, init
from antifraud_desktop.commands.units import units
from antifraud_desktop.errors import KnownTrouble
from antifraud_desktop.paths import default_data_folder

DEMO_FOLDER = "antifraud-desktop-demo"


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help="乡镇反诈工作台的命令行。不带命令则打开窗口。"
    "退出码：0 完成，1 不予办理（说明原因），2 用法不对，3 条件不具备。",
)
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    help="数据文件夹，默认是当前用户自己的。",
)
@click.option("--account", default="", help="账号；只有一个账号时可不写。")
@click.option(
    "--password-file",
    type=click.Path(dir_okay=False, path_type=Path),
    help=f"密码文件（取第一行）；也可用环境变量 {PASSWORD_VARIABLE}。",
)
@click.pass_context
def program(
    ctx: click.Context, data: Path | None, account: str, password_file: Path | None
) -> None:
    """Keep where, who and by which clock for the command."""
    folder = data or default_data_folder()
    if data is None and ctx.invoked_subcommand == demo.name:
        folder = folder.with_name(DEMO_FOLDER)  # made-up figures never land among real ones
    clock: Clock = ctx.obj or SystemClock()
    ctx.obj = Face(folder, account, password_file, clock)


for command in (
    demo,
    init,
    accounts,
    units,
    intake,
    day_group,
    files,
    assessment,
    report,
    chart,
    evaluate,
    backup,
    restore,
    verify,
):
    program.add_command(command)


def run() -> int:
    """Run the command this process was started with; a fault of ours is told without values."""
    sys.excepthook = tell_fault
    return main()


def main(arguments: Sequence[str] | None = None, clock: Clock | None = None) -> int:
    """Run one command and return its exit code."""
    _speak_utf8()
    try:
        result = program.main(
            args=None if arguments is None else list(arguments),
            prog_name="antifraud-desktop",
            obj=clock or SystemClock(),
            standalone_mode=False,
        )
    except KnownTrouble as trouble:
        say(sentences(trouble))
        return exit_code(trouble)
    except click.ClickException as wrong:
        wrong.show()
        return wrong.exit_code
    except click.Abort:
        return 1
    return result if isinstance(result, int) else 0


def _speak_utf8() -> None:
    """Write UTF-8 whatever the console's own code page is."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8")
