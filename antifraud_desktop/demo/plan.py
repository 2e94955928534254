"""What is asked of the demonstration township, and the dice it is thrown with."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

from antifraud_desktop.accounts import DEMO_ACCOUNT, DEMO_PASSWORD

ISSUED_DAYS = 3
"""The last full days that have their 18:00 report and 21:00 bulletin."""


@dataclass(frozen=True, slots=True)
class DemoPlan:
    """The same plan gives the same township. ``until`` is the last day, left in mid-afternoon."""

    until: date
    villages: int = 24
    days: int = 60
    seed: int = 7
    account: str = DEMO_ACCOUNT
    password: str = DEMO_PASSWORD

    @property
    def start(self) -> date:
        """The campaign's first day."""
        return self.until - timedelta(days=self.days - 1)

    @property
    def last_full_day(self) -> date:
        """The last day that was finished."""
        return self.until - timedelta(days=1)

    def all_days(self) -> tuple[date, ...]:
        """Return every day, the unfinished last one included."""
        return tuple(self.start + timedelta(days=n) for n in range(self.days))

    def dice(self, *about: object) -> random.Random:
        """Return dice of their own for a subject, so that one more village moves no other."""
        words = "|".join(str(word) for word in (self.seed, *about))
        return random.Random(words)  # noqa: S311 - believable figures, not secrets


def read_resource(name: str) -> Any:
    """Return a file of resources/demo."""
    return json.loads((files("resources") / "demo" / name).read_text(encoding="utf-8"))
