"""The shipped checklist of signs and the places of help, as readable files in resources/."""

from __future__ import annotations

import json
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from antifraud_desktop.records.assistance import HelpTexts, ReferralText, Sign


def load_help_texts() -> HelpTexts:
    """Return signs and referrals in the order of the files."""
    resources = files("resources")
    signs = _content(resources / "trafficking_signs.json")
    places = _content(resources / "referrals" / "abroad.json")
    return HelpTexts(
        signs=tuple(Sign(one["code"], one["text"]) for one in signs["signs"]),
        referrals=tuple(
            ReferralText(one["code"], one["title"], one["contact"], one["when"], one["text"])
            for one in places["referrals"]
        ),
        recommendation=places["recommendation"],
        note=places["note"],
    )


def _content(file: Traversable) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return content
