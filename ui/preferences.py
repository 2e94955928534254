"""Appearance of this computer: kept beside the data as a small readable file."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from ui.theme import SCALES, Mode

IDLE_MINUTES = range(1, 11)
"""After how many minutes without key or mouse the window may lock itself."""
FILE_NAME = "appearance.json"


@dataclass(frozen=True, slots=True)
class Appearance:
    """``mode`` is light or dark; ``scale`` the font size in percent.

    ``idle_minutes`` without key or mouse lock the window.
    """

    mode: str = "light"
    scale: int = 100
    collapsed: bool = False
    idle_minutes: int = IDLE_MINUTES.stop - 1


def load_appearance(folder: Path) -> Appearance:
    """Return what was kept, or the defaults when there is nothing usable."""
    try:
        stored = json.loads((folder / FILE_NAME).read_text(encoding="utf-8"))
        mode, scale = Mode(stored["mode"]), int(stored["scale"])
        collapsed = bool(stored.get("collapsed", False))
        idle = int(stored.get("idle_minutes", IDLE_MINUTES.stop - 1))
    except (OSError, ValueError, KeyError, TypeError):
        return Appearance()
    scale = scale if scale in SCALES else SCALES[0]
    idle = idle if idle in IDLE_MINUTES else IDLE_MINUTES.stop - 1
    return Appearance(mode.value, scale, collapsed, idle)


def save_appearance(folder: Path, appearance: Appearance) -> bool:
    """Keep the appearance; say whether it could be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / FILE_NAME).write_text(json.dumps(asdict(appearance)), encoding="utf-8")
    except OSError:
        return False
    return True
