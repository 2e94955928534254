"""Who can sign in, read from the key file alone: the first window must not wait for the rest."""

from __future__ import annotations

from pathlib import Path

from antifraud_desktop.errors import EnvironmentTrouble
from antifraud_desktop.paths import DataFolder
from db import keyfile
from db.errors import StorageTrouble

DEMO_ACCOUNT = "演示"
DEMO_PASSWORD = "yanshi-2023"  # noqa: S105 - shown to everybody, for made-up figures only


def account_names(root: Path) -> tuple[str, ...]:
    """Return the accounts that can sign in.

    Raises EnvironmentTrouble when the key file is missing, damaged or of a newer program.
    """
    try:
        return keyfile.accounts(DataFolder(root).key_file)
    except StorageTrouble as trouble:
        raise EnvironmentTrouble(trouble.sentence, trouble.advice) from trouble
