"""init, demo and units."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from antifraud_desktop.bootstrap import SetUp, set_up
from antifraud_desktop.commands.shared import (
    DAY,
    FILE,
    JSON_OPTION,
    REFUSED,
    Situation,
    answer,
    told,
)


@click.command(help="建立新的乡镇资料：数据文件夹、加密数据库、密钥文件、预设指标和目标。")
@click.option("--name", required=True, help="乡镇名称，如 青禾镇。")
@click.option("--campaign-name", default="打击治理电信网络诈骗专项行动", help="专项行动名称。")
@click.option("--campaign-start", type=DAY, required=True, help="行动开始日期，如 2023-08-01。")
@click.option("--account", "first_account", default="", help="第一个账号的名称。")
@JSON_OPTION
@click.pass_obj
def init(
    situation: Situation,
    name: str,
    campaign_name: str,
    campaign_start: date,
    first_account: str,
    as_json: bool,
) -> None:
    """Make a new township."""
    account = first_account or situation.account
    if not account:
        raise click.UsageError("请用 --account 给出第一个账号的名称")
    wanted = SetUp(name, campaign_name, campaign_start, account, situation.password())
    set_up(situation.data, wanted, situation.clock)
    answer(
        {"data": str(situation.data), "name": name, "account": account},
        as_json=as_json,
        text=f"已建立{name}的资料：{situation.data}",
    )


@click.command(help="建立演示乡镇（不是真实资料）。")
@click.option("--villages", type=click.IntRange(1, 200), default=24, help="村（社区）个数。")
@click.option("--days", type=click.IntRange(1, 1200), default=60, help="天数。")
@click.option("--seed", type=int, default=7, help="随机种子，相同种子得到相同资料。")
@click.option("--report/--no-report", default=True, help="是否同时写出日报、通报和图表。")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="文书写到哪里。")
@JSON_OPTION
@click.pass_obj
def demo(
    situation: Situation,
    villages: int,
    days: int,
    seed: int,
    report: bool,
    out: Path | None,
    as_json: bool,
) -> None:
    """Make a demonstration township."""
    from antifraud_desktop.demo.build import DemoPlan, build_demo, write_demo_documents

    made = build_demo(situation.data, DemoPlan(villages, days, seed), situation.clock)
    told(f"演示账号：{made.account}，密码：{made.password}")
    documents: tuple[Path, ...] = ()
    if report:
        folder = out or situation.data / "documents"
        documents = write_demo_documents(situation.data, folder, situation.clock)
    answer(
        {
            "data": str(situation.data),
            "account": made.account,
            "units": made.units,
            "days": made.days,
            "last_day": made.last_day.isoformat(),
            "documents": [str(p) for p in documents],
        },
        as_json=as_json,
        text="\n".join(
            [
                f"演示乡镇已建立：{situation.data}（{made.units}个单位，{made.days}天）",
                *(f"已写出：{p}" for p in documents),
            ]
        ),
    )


@click.group(help="单位：导入、列出。")
def units() -> None:
    """Group the commands on units."""


@units.command("import", help="导入单位清单（xlsx）：逐行说明新增、更新、未变、未接受。")
@click.argument("file", type=FILE)
@JSON_OPTION
@click.pass_obj
@click.pass_context
def import_units(context: click.Context, situation: Situation, file: Path, as_json: bool) -> None:
    """Import a unit list."""
    with situation.program() as program:
        rows = program.units.preview_import(file)
        program.units.accept_import(rows)
    words = {"create": "新增", "update": "更新", "unchanged": "未变", "refused": "未接受"}
    counts = {verdict: sum(r.verdict == verdict for r in rows) for verdict in words}
    lines = [f"{words[v]}{n}" for v, n in counts.items()]
    refused = [f"第{r.row}行 {r.name}：{r.reason}" for r in rows if r.verdict == "refused"]
    answer(
        {
            "counts": counts,
            "rows": [
                {
                    "row": r.row,
                    "unit": r.name,
                    "verdict": str(r.verdict),
                    "reason": r.reason,
                    "changed": list(r.changed),
                }
                for r in rows
            ],
        },
        as_json=as_json,
        text="\n".join(["，".join(lines), *refused]),
    )
    if rows and counts["refused"] == len(rows):
        context.exit(REFUSED)


@units.command("list", help="列出单位。")
@JSON_OPTION
@click.pass_obj
def list_units(situation: Situation, as_json: bool) -> None:
    """List the units."""
    with situation.program() as program:
        found = program.units.list()
    answer(
        {
            "units": [
                {
                    "code": u.code,
                    "name": u.name,
                    "kind": u.kind.value,
                    "aliases": list(u.aliases),
                    "households": u.households,
                    "residents": u.residents,
                    "reports_daily": u.reports_daily,
                    "ranked": u.ranked,
                    "leader": u.leader,
                }
                for u in found
            ]
        },
        as_json=as_json,
        text="\n".join(f"{u.code} {u.name}" for u in found),
    )
