"""The open data folder of one program: its data key in memory, and the engine on its database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from sqlalchemy import Engine

from antifraud_desktop.paths import DataFolder
from db import folder_lock, swap
from db.engine import open_engine
from db.errors import StorageBusy
from db.keyfile import DataKey
from db.youth_key import YouthSecret


class Vault:
    """Holds the data key, and the children's key, where no repr, log or report shows them.

    A rotation replaces the key while the program runs: the engine asks for it with every new
    connection. While a vault is open, nobody else can replace the files under it.
    """

    __slots__ = ("_held", "_key", "_youth", "engine", "folder")

    def __init__(self, folder: DataFolder, key: DataKey, held: ExitStack) -> None:
        """Open the database of ``folder``, which the caller holds in use.

        Errors as of ``db.engine.open_engine``; then ``held`` is the caller's to close.
        """
        self.folder = folder
        self._key, self._held = key, held
        self._youth: YouthSecret | None = None
        self.engine: Engine = open_engine(folder.database, lambda: self._key)

    @property
    def key(self) -> DataKey:
        """The data key of now."""
        return self._key

    @property
    def youth(self) -> YouthSecret | None:
        """The key of the children's module, if the signed-in account was granted it."""
        return self._youth

    def keep_youth(self, secret: YouthSecret | None) -> None:
        """Keep the children's key until the program is left; None forgets it."""
        self._youth = secret

    def replace_key(self, key: DataKey) -> None:
        """Use another data key from now on: the database was written anew under it."""
        self.engine.dispose()
        self._key = key

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Close every connection and hold the folder with nobody else in it, for a while.

        Raises:
            StorageBusy: another program uses the data.
        """
        self.engine.dispose()
        self._held.close()
        try:
            with folder_lock.alone(self.folder.lock):
                yield
        finally:
            self._held.enter_context(folder_lock.using(self.folder.lock))

    def tidy(self) -> None:
        """Delete what a rotation or a restore replaced, now that the new files have opened."""
        if not any(self.folder.root.glob(f"*{swap.REPLACED}*")):
            return
        try:
            with self.alone():
                swap.discard_replaced(self.folder.root)
        except StorageBusy:
            return  # another program is in the folder: the next good sign-in tidies

    def close(self) -> None:
        """Let go of database and folder."""
        self._youth = None
        self.engine.dispose()
        self._held.close()


def hold(folder: DataFolder) -> ExitStack:
    """Hold a folder in use, after finishing what a crash interrupted there.

    Raises:
        StorageTrouble: another program holds it alone, or it cannot be written to.
    """
    swap.settle(folder.root, folder.lock)
    held = ExitStack()
    held.enter_context(folder_lock.using(folder.lock))
    return held
