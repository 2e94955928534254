"""accounts: who may sign in, for machines without a screen."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from antifraud_desktop.bootstrap import recover
from antifraud_desktop.commands.face import Face, first_line, json_option, put_json, say, tell
from antifraud_desktop.labels import label_of
from antifraud_desktop.paths import DataFolder
from antifraud_desktop.records.accounts import AccountRecord
from antifraud_desktop.services.recovery_file import sure_place, write_paper
from antifraud_desktop.vocabulary import Role

FILE = click.Path(dir_okay=False, path_type=Path)
NEW_PASSWORD = click.option(
    "--new-password-file", type=FILE, required=True, help="新密码所在文件（取第一行）。"
)
ROLES = click.option(
    "--role",
    "roles",
    multiple=True,
    required=True,
    type=click.Choice([role.value for role in Role]),
    help="角色，可写多次。",
)


@click.group("accounts", help="账号：列出、新增、改角色、重设密码、注销、恢复码。")
def accounts() -> None:
    """Group the commands about accounts."""


@accounts.command("list", help="列出账号。")
@json_option
@click.pass_obj
def list_accounts(face: Face, *, as_json: bool) -> None:
    """List the accounts."""
    with face.program() as program:
        found = program.accounts.list()
    if as_json:
        put_json({"accounts": [_shape(account) for account in found]})
        return
    for account in found:
        roles = "、".join(label_of(role) for role in account.roles) or "（无）"
        tell(f"{account.name}\t{roles}\t{_state(account)}")


@accounts.command("add", help="新增账号；本人首次登录须改密码。")
@click.argument("name")
@ROLES
@click.option("--display-name", default="", help="显示名，默认与账号相同。")
@NEW_PASSWORD
@click.pass_obj
def add(
    face: Face, name: str, roles: tuple[str, ...], display_name: str, new_password_file: Path
) -> None:
    """Add an account."""
    password = first_line(new_password_file)
    with face.program() as program:
        program.accounts.add(name, display_name, [Role(r) for r in roles], password)
    say(f"已新增账号：{name}。首次登录须改密码。")


@accounts.command("roles", help="改账号的角色，下次登录起生效。")
@click.argument("name")
@ROLES
@click.option("--suspend", is_flag=True, help="同时停用。")
@click.pass_obj
def change_roles(face: Face, name: str, roles: tuple[str, ...], *, suspend: bool) -> None:
    """Change an account's roles."""
    with face.program() as program:
        shown = next((a.display_name for a in program.accounts.list() if a.name == name), "")
        program.accounts.change(name, shown, [Role(r) for r in roles], active=not suspend)
    say(f"已修改账号：{name}。")


@accounts.command("reset-password", help="给忘记密码的人重设密码；本人登录后须改。")
@click.argument("name")
@NEW_PASSWORD
@click.pass_obj
def reset_password(face: Face, name: str, new_password_file: Path) -> None:
    """Give somebody a new password."""
    password = first_line(new_password_file)
    with face.program() as program:
        program.accounts.reset_password(name, password)
    say(f"已重设{name}的密码，本人登录后须改。")


@accounts.command("password", help="改自己的密码（首次登录必须先做这一步）。")
@NEW_PASSWORD
@click.pass_obj
def own_password(face: Face, new_password_file: Path) -> None:
    """Change the own password."""
    new = first_line(new_password_file)
    old = face.password()
    with face.program() as program:
        program.accounts.change_password(old, new)
    say("密码已修改。")


@accounts.command("remove", help="注销账号并更换数据密钥；中断后再运行一次即可完成。")
@click.argument("name")
@json_option
@click.pass_obj
def remove(face: Face, name: str, *, as_json: bool) -> None:
    """Remove an account; the data are written anew under another key."""
    with face.program() as program:
        program.accounts.remove(name)
    if as_json:
        put_json({"removed": name})
    say(f"已注销{name}，数据密钥已更换。注销前的备份仍可用那时的密码打开，请一并清理或妥善保管。")


@accounts.command("recovery-code", help="生成恢复码并写成Word文件打印；原来的恢复码作废。")
@click.option("--out", type=FILE, required=True, help="写到哪里，如U盘；打印后请删除文件。")
@click.pass_obj
def recovery_code(face: Face, out: Path) -> None:
    """Make the recovery code and write it as a document to be printed."""
    with face.program() as program:
        program.accounts.write_recovery_code(out)
    say(f"恢复码已写入 {out}，请打印、封存，并删除这个文件。")


@accounts.command("recover", help="用打印的恢复码重设密码；会生成新的恢复码，请立即打印。")
@click.argument("name")
@click.option("--code-file", type=FILE, required=True, help="恢复码所在文件（取第一行）。")
@NEW_PASSWORD
@click.option("--out", type=FILE, required=True, help="新的恢复码写到哪里。")
@click.pass_obj
def recover_password(
    face: Face, name: str, code_file: Path, new_password_file: Path, out: Path
) -> None:
    """Set a password by the recovery code."""
    password, given = first_line(new_password_file), first_line(code_file)
    with sure_place(DataFolder(face.folder), out):
        code = recover(face.folder, name, given, password, face.clock)
    write_paper(out, code, "", face.clock.today(), name)
    say(f"已重设{name}的密码。原恢复码已作废，新的在 {out}，请打印、封存，并删除这个文件。")


def _state(account: AccountRecord) -> str:
    if account.removal_pending:
        return "注销未完成，请再次注销"
    if account.removed_at is not None:
        return "已注销"
    if account.locked_until is not None:
        return "锁定中"
    return "在用" if account.active else "停用"


def _shape(account: AccountRecord) -> dict[str, object]:
    return {
        "name": account.name,
        "display_name": account.display_name,
        "roles": [role.value for role in account.roles],
        "active": account.active,
        "must_change": account.must_change,
        "removed": account.removed_at is not None,
        "removal_pending": account.removal_pending,
        "locked_until": _iso(account.locked_until),
        "last_sign_in": _iso(account.last_sign_in),
    }


def _iso(stamp: datetime | None) -> str | None:
    return stamp.isoformat() if stamp else None
