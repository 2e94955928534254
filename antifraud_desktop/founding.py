"""Making a new township: all of it stands afterwards, or nothing."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path

from antifraud_desktop.clock import Clock
from antifraud_desktop.errors import EnvironmentTrouble, Invalid, Problem, Refused, Severity
from antifraud_desktop.intake.presets import load_indicators
from antifraud_desktop.paths import DataFolder
from antifraud_desktop.rules.calendar import last_daily_day
from antifraud_desktop.rules.passwords import check_password
from antifraud_desktop.services.indicators import add_indicators
from antifraud_desktop.services.presets import bring, shipped_presets
from antifraud_desktop.services.targets import add_targets, load_target_presets
from antifraud_desktop.unit_of_work import translated
from antifraud_desktop.vault import Vault, hold
from antifraud_desktop.work import Work
from db import keyfile, schema
from db.engine import session_factory
from db.key_slots import normal
from db.models import Account, AccountRole, Campaign, Township
from db.vocabulary import Role


@dataclass(frozen=True, slots=True)
class SetUp:
    """What is asked before the first day of a township."""

    township: str
    campaign_name: str
    campaign_start: date
    account: str
    password: str
    demonstration: bool = False


def is_set_up(root: Path) -> bool:
    """Say whether the folder holds a township, even one that is damaged or lost its key file."""
    folder = DataFolder(root)
    return folder.database.exists() or folder.key_file.exists()


def set_up(root: Path, wanted: SetUp, clock: Clock) -> None:
    """Make a township: key file, encrypted database, campaign, preset indicators and targets.

    Either all of it stands afterwards or nothing. Raises Invalid, Refused on a folder in use,
    EnvironmentTrouble when it cannot be written.
    """
    problems = _check(wanted)
    if problems:
        raise Invalid(problems)
    folder = DataFolder(root)
    if is_set_up(root):
        raise Refused("这个数据文件夹里已有乡镇资料。", "请换一个文件夹，或直接登录。")
    account = normal(wanted.account.strip())
    new_folder = not root.exists()
    try:
        with translated():
            _make_folder(root)
            with hold(folder) as held:
                key = keyfile.create_key_file(folder.key_file, account, wanted.password)
                schema.create(folder.database, key)
                vault = Vault(folder, key, held)
                try:
                    _first_rows(_founder(vault, clock, account), wanted)
                finally:
                    vault.close()
    except BaseException:
        undo_set_up(root, new_folder=new_folder)
        raise


def _make_folder(root: Path) -> None:
    try:
        # Nobody else on the machine looks in: documents lie here as they are.
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentTrouble(
            f"数据文件夹建不成：{root}。", "请换一个能写入的位置，或请管理员给予写入权限。"
        ) from error


def undo_set_up(root: Path, *, new_folder: bool) -> None:
    """Take away what a failed start left; there was nothing of the kind before it."""
    folder = DataFolder(root)
    made = (folder.key_file, folder.database, folder.anchor, folder.lock)
    for path in made:
        for side in ("", "-wal", "-shm"):
            with suppress(OSError):
                path.with_name(path.name + side).unlink(missing_ok=True)
    if new_folder:
        with suppress(OSError):
            root.rmdir()


def _check(wanted: SetUp) -> tuple[Problem, ...]:
    found: list[Problem] = []
    for field, value, name in (
        ("township", wanted.township, "乡镇名称"),
        ("campaign_name", wanted.campaign_name, "行动名称"),
        ("account", wanted.account, "账号"),
    ):
        if not value.strip():
            found.append(Problem(field, Severity.ERROR, f"请填写{name}", "required"))
        elif len(value) > 60:  # noqa: PLR2004 - what the columns and a title line bear
            found.append(Problem(field, Severity.ERROR, f"{name}太长", "long"))
    return (*found, *check_password(wanted.password, account=wanted.account.strip()))


def _founder(vault: Vault, clock: Clock, account: str) -> Work:
    sessions = session_factory(vault.engine)
    return Work(sessions, clock, account, frozenset(), vault.folder.anchor)


def _first_rows(work: Work, wanted: SetUp) -> None:
    with work.writing() as uow:
        session = uow.session
        now = work.clock.utc()
        session.add(
            Township(
                name=wanted.township.strip(), demonstration=wanted.demonstration, created_at=now
            )
        )
        campaign = Campaign(
            name=wanted.campaign_name.strip(),
            start=wanted.campaign_start,
            daily_until=last_daily_day(wanted.campaign_start),
        )
        session.add(campaign)
        session.add(
            Account(
                name=work.account,
                display_name=work.account,
                created_at=now,
                active=True,
                roles=[AccountRole(role=Role.OPERATOR)],
            )
        )
        session.flush()
        add_indicators(session, load_indicators())
        with as_file(files("resources") / "targets.json") as path:
            add_targets(session, campaign.id, load_target_presets(path, wanted.campaign_start))
        bring(uow, shipped_presets(), wanted.campaign_start)
        uow.record("init", "township", "1", f"建立{wanted.township.strip()}的资料")
        uow.commit()
