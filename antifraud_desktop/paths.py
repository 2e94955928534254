"""Where things lie in a data folder, and where that folder is by default."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class DataFolder:
    """One township's folder: database and key file belong together."""

    root: Path

    @property
    def database(self) -> Path:
        """The encrypted database."""
        return self.root / "office.db"

    @property
    def key_file(self) -> Path:
        """The key file with one slot per account."""
        return self.root / "office.keys"

    @property
    def anchor(self) -> Path:
        """The side file that knows the last commit of the audit chain."""
        return self.root / "office.anchor"

    @property
    def attempts(self) -> Path:
        """Failed sign-ins since the last good one; no secrets."""
        return self.root / "office.attempts"

    @property
    def erasures(self) -> Path:
        """What was erased, by number alone: applied again after a restore."""
        return self.root / "office.erasures"

    @property
    def lock(self) -> Path:
        """Tells programs apart that use the folder at the same time."""
        return self.root / "office.lock"

    @property
    def backups(self) -> Path:
        """Where backups lie unless the office names another folder."""
        return self.root / "backups"

    @property
    def templates(self) -> Path:
        """The office's own Word templates, over the shipped ones."""
        return self.root / "templates"

    @property
    def cache(self) -> Path:
        """What can be made again, e.g. the font list of the charts."""
        return self.root / "cache"

    @property
    def exports(self) -> Path:
        """Where documents are written to be opened."""
        return self.root / "documents"

    @property
    def crash_reports(self) -> Path:
        """Reports of our own faults, without personal data."""
        return self.root / "reports"


def default_data_folder() -> Path:
    """Return the user's own data folder by the system's custom."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "antifraud-desktop"
