"""init and demo: a new township, a made-up township."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from antifraud_desktop.bootstrap import SetUp, set_up
from antifraud_desktop.commands.face import DAY, Face, json_option, put_json, say


@click.command(
    "init", help="建立一个新乡镇：建数据文件夹、账号，指标和目标取自预置。密码至少10个字符。"
)
@click.option("--name", required=True, help="乡镇名称，如 青禾镇。")
@click.option("--campaign-start", type=DAY, required=True, help="专项行动开始日期。")
@click.option("--campaign-name", default="反诈专项行动", show_default=True, help="专项行动名称。")
@click.option("--account", default="", help="第一个账号的名称（也可写在 init 之前）。")
@json_option
@click.pass_obj
def init(
    face: Face,
    name: str,
    campaign_start: datetime,
    campaign_name: str,
    account: str,
    *,
    as_json: bool,
) -> None:
    """Make a township; the password is the account's first."""
    account = account or face.account
    if not account.strip():
        raise click.UsageError("请用 --account 给第一个账号取名。")
    wanted = SetUp(
        township=name,
        campaign_name=campaign_name,
        campaign_start=campaign_start.date(),
        account=account,
        password=face.password(),
    )
    set_up(face.folder, wanted, face.clock)
    if as_json:
        put_json({"data": str(face.folder), "township": name, "account": account.strip()})
    say(f"已建立{name}，数据在 {face.folder}。")


@click.command(
    "demo", help="建立一个演示乡镇：数据都是编造的，并生成最近一个完整日的日报、通报和图表。"
)
@click.option("--villages", type=click.IntRange(1, 200), default=24, show_default=True)
@click.option("--days", type=click.IntRange(2, 1200), default=60, show_default=True)
@click.option("--seed", type=int, default=7, show_default=True, help="相同的数得到相同的数据。")
@click.option("--until", type=DAY, help="最后一天（停在下午），默认今天。")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="文书存到哪里。")
@click.option("--no-report", is_flag=True, help="不把日报、通报和图表另存出来。")
@json_option
@click.pass_obj
def demo(
    face: Face,
    villages: int,
    days: int,
    seed: int,
    until: datetime | None,
    out: Path | None,
    *,
    no_report: bool,
    as_json: bool,
) -> None:
    """Make the demonstration township."""
    from antifraud_desktop.demo import DEMO_PASSWORD, DemoPlan, make_demo, write_documents

    plan = DemoPlan(
        villages=villages,
        days=days,
        seed=seed,
        until=until.date() if until else face.clock.today(),
        account=face.account or "演示",
        password=face.password_or(DEMO_PASSWORD),
    )
    make_demo(face.folder, plan)
    say(f"演示乡镇已建立，数据在 {face.folder}。")
    if plan.password == DEMO_PASSWORD:
        say(f"账号：{plan.account}，密码：{plan.password}（仅供演示）")
    else:
        say(f"账号：{plan.account}，密码：您给出的密码")
    written: tuple[Path, ...] = ()
    if not no_report:
        written = write_documents(face.folder, plan, out)
        say(f"日报、通报和图表在 {written[0].parent}：")
        for path in written:
            say(f"  {path.name}")
    if as_json:
        put_json(
            {
                "data": str(face.folder),
                "account": plan.account,
                "last_day": plan.until.isoformat(),
                "documents": [str(path) for path in written],
            }
        )
