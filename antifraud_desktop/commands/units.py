"""units import, units list."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from antifraud_desktop.commands.face import REFUSED, Face, json_option, put_json, say, tell
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.services.backups import BEFORE_IMPORT

VERDICTS = {"create": "新增", "update": "更新", "unchanged": "无变化", "refused": "未导入"}


@click.group("units", help="单位：导入、列出。")
def units() -> None:
    """Hold the commands on units."""


@units.command(
    "import", help="导入单位表（xlsx）。再次导入同一张表不会改动。全部行都未导入时退出码为1。"
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@json_option
@click.pass_obj
def import_units(face: Face, file: Path, *, as_json: bool) -> None:
    """Import a unit list: each row created, updated, unchanged or refused with its reason."""
    with face.program() as program:
        rows = program.units.preview_import(file)
        if any(row.verdict in ("create", "update") for row in rows):
            program.backups.before(BEFORE_IMPORT)
        program.units.accept_import(rows)
    counts = Counter(str(row.verdict) for row in rows)
    if as_json:
        put_json(
            {
                "rows": [
                    {
                        "row": row.row,
                        "name": row.name,
                        "verdict": str(row.verdict),
                        "reason": row.reason,
                        "changed": list(row.changed),
                    }
                    for row in rows
                ],
                **{verdict: counts[verdict] for verdict in VERDICTS},
            }
        )
    for row in rows:
        if row.verdict == "refused":
            say(f"第{row.row}行 {row.name}：{row.reason}")
    say("，".join(f"{word}{counts[verdict]}" for verdict, word in VERDICTS.items()))
    if rows and counts["refused"] == len(rows):
        click.get_current_context().exit(REFUSED)


@units.command("list", help="列出单位。")
@click.option("--text", default="", help="按名称、别名、拼音或首字母查找。")
@json_option
@click.pass_obj
def list_units(face: Face, text: str, *, as_json: bool) -> None:
    """List the units in the office's order."""
    with face.program() as program:
        found = program.units.list(text=text)
    if as_json:
        put_json({"units": [_shape(unit) for unit in found]})
        return
    for unit in found:
        reports = "每日报送" if unit.reports_daily else "不报送"
        tell(f"{unit.code}\t{unit.name}\t{label_of(unit.kind)}\t{reports}\t{unit.liaison}")


def _shape(unit: UnitRecord) -> dict[str, object]:
    return {
        "code": unit.code,
        "name": unit.name,
        "kind": unit.kind.value,
        "aliases": list(unit.aliases),
        "households": unit.households,
        "residents": unit.residents,
        "reports_daily": unit.reports_daily,
        "ranked": unit.ranked,
        "leader": unit.leader,
        "liaison": unit.liaison,
        "phone": unit.phone,
        "active_from": unit.active_from.isoformat() if unit.active_from else None,
        "active_until": unit.active_until.isoformat() if unit.active_until else None,
    }
