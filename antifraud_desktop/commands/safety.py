"""backup, restore, verify: the care for the data, for schedules and machines without a screen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from antifraud_desktop.commands.face import REFUSED, Face, first_line, json_option, put_json, say
from antifraud_desktop.paths import DataFolder
from antifraud_desktop.records.backups import BackupFile
from antifraud_desktop.services.restoring import RestoreRequest, accounts_in, restore_backup

FILE = click.Path(dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command("backup", help="备份：一份经过核对的加密副本和密钥文件。")
@click.option(
    "--to",
    "to",
    type=FOLDER,
    help="备份到哪个文件夹（须已存在）；不写则同窗口里一样，备份到本机和第二备份位置。",
)
@json_option
@click.pass_obj
def backup(face: Face, to: Path | None, *, as_json: bool) -> None:
    """Make a checked backup: into a folder, or where the office keeps them."""
    with face.program() as program:
        made, _changes = program.backups.make(to)
    if as_json:
        put_json(_shape(made.backup))
    say(f"已备份为第{made.backup.number}号：{made.backup.database}")
    if made.copy is not None:
        say(f"第二备份位置：{made.copy.database}")
    if made.second_trouble:
        say(made.second_trouble)


@click.command("restore", help="从备份恢复到数据文件夹；恢复前会先备份现有数据。")
@click.argument("file", type=FILE)
@click.option("--into", "into", type=FOLDER, required=True, help="恢复到哪个数据文件夹。")
@click.option(
    "--backup-password-file", type=FILE, help="备份当天的密码（取第一行）；与现在不同时才需要。"
)
@click.option("--recovery-file", type=FILE, help="打印的恢复码（取第一行），忘记密码时代替密码。")
@json_option
@click.pass_obj
def restore(
    face: Face,
    file: Path,
    into: Path,
    backup_password_file: Path | None,
    recovery_file: Path | None,
    *,
    as_json: bool,
) -> None:
    """Restore a backup into a data folder."""
    request = RestoreRequest(
        face.account or _only_account(file),
        face.password_or("") if recovery_file else face.password(),
        first_line(backup_password_file) if backup_password_file else None,
        first_line(recovery_file) if recovery_file else None,
    )
    done = restore_backup(DataFolder(into.absolute()), file, request, face.clock)
    if as_json:
        put_json(
            {
                "number": done.number,
                "into": str(into),
                "upgraded_from": done.upgraded_from,
                "erased_again": done.erased_again,
                "lost_entries": done.lost,
                "key_file_kept": done.key_file_kept,
            }
        )
    again = f"；恢复后再次清理了{done.erased_again}项" if done.erased_again else ""
    say(f"已从第{done.number}号备份恢复到 {into}{again}。请登录后核对。")


@click.command("verify", help="核验：数据文件、操作记录、发文指纹、密钥文件、最近的备份。")
@json_option
@click.pass_obj
def verify(face: Face, *, as_json: bool) -> int:
    """Verify everything; 1 when something is wrong."""
    with face.program() as program:
        found = program.verification.run()
    if as_json:
        put_json(
            {
                "ok": found.ok,
                "checked": found.checked,
                "problems": [
                    {"area": f.area, "kind": f.kind, "where": f.where, "text": f.text}
                    for f in found.findings
                ],
            }
        )
    for finding in found.findings:
        say(finding.text)
    say(f"发现{len(found.findings)}处问题。" if found.findings else "核验完毕，没有发现问题。")
    return REFUSED if found.findings else 0


def _only_account(file: Path) -> str:
    names = accounts_in(file)
    if len(names) != 1:
        raise click.UsageError(f"有{len(names)}个账号，请用 --account 指定：{'、'.join(names)}")
    return names[0]


def _shape(made: BackupFile) -> dict[str, Any]:
    return {
        "number": made.number,
        "file": str(made.database),
        "keys": str(made.key_file),
        "manifest": str(made.manifest),
        "made_at": made.made_at.isoformat(),
        "size": made.size,
        "sha256": made.sha256,
        "audit_sequence": made.audit_sequence,
        "counts": dict(made.counts),
    }
