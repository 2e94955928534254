"""Appearance of this computer: kept beside the data as a small readable file."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from ui.theme import SCALES, Mode

FILE_NAME = "appearance.json"


@dataclass(frozen=True, slots=True)
class Appearance:
    """``mode`` is light or dark; ``scale`` the font size in percent."""

    mode: str = "light"
    scale: int = 100
    collapsed: bool = False


def load_appearance(folder: Path) -> Appearance:
    """Return what was kept, or the defaults when there is nothing usable."""
    try:
        stored = json.loads((folder / FILE_NAME).read_text(encoding="utf-8"))
        mode, scale = Mode(stored["mode"]), int(stored["scale"])
        collapsed = bool(stored.get("collapsed", False))
    except (OSError, ValueError, KeyError, TypeError):
        return Appearance()
    return Appearance(mode.value, scale if scale in SCALES else SCALES[0], collapsed)


def save_appearance(folder: Path, appearance: Appearance) -> bool:
    """Keep the appearance; say whether it could be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / FILE_NAME).write_text(json.dumps(asdict(appearance)), encoding="utf-8")
    except OSError:
        return False
    return True
