"""Who has a data folder open, asked without loading the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from antifraud_desktop.errors import EnvironmentTrouble
from antifraud_desktop.paths import DataFolder
from db import folder_lock
from db.errors import AlreadyOpen, StorageTrouble


class OpenElsewhere(EnvironmentTrouble):
    """Another window shows this data folder."""


@contextmanager
def window_of(root: Path) -> Iterator[None]:
    """Be the one window on a data folder that exists; the system lets go when the process ends.

    Raises:
        OpenElsewhere: another window is.
        EnvironmentTrouble: the folder cannot be written to.
    """
    try:
        held = folder_lock.window(DataFolder(root).lock)
        held.__enter__()
    except AlreadyOpen as trouble:
        raise OpenElsewhere(trouble.sentence, trouble.advice) from trouble
    except StorageTrouble as trouble:
        raise EnvironmentTrouble(trouble.sentence, trouble.advice) from trouble
    try:
        yield
    finally:
        held.__exit__(None, None, None)
