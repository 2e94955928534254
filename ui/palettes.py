"""The colours of the window, light and dark, and the tone of every state."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from antifraud_desktop.vocabulary import SubmissionState


class Mode(StrEnum):
    """Light or dark."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Colours:
    """One palette; every text colour stands at 4.5:1 or more on its ground (tested)."""

    window: str
    surface: str
    raised: str
    line: str
    text: str
    quiet: str
    accent: str
    on_accent: str
    accent_soft: str
    good: str
    wait: str
    bad: str
    bad_soft: str
    wait_soft: str
    good_soft: str
    demo: str
    on_demo: str


LIGHT = Colours(
    window="#f3f5f8",
    surface="#ffffff",
    raised="#e9edf3",
    line="#d3dae4",
    text="#1c2430",
    quiet="#556274",
    accent="#1d5fb4",
    on_accent="#ffffff",
    accent_soft="#dfeafa",
    good="#1b6e3c",
    wait="#8a5300",
    bad="#b3261e",
    bad_soft="#fbe6e4",
    wait_soft="#fdf0d9",
    good_soft="#e1f3e7",
    demo="#7a3ea8",
    on_demo="#ffffff",
)
DARK = Colours(
    window="#171b21",
    surface="#1f252d",
    raised="#2a323d",
    line="#3a4452",
    text="#e8edf4",
    quiet="#a7b3c4",
    accent="#7db4ff",
    on_accent="#0d1a2b",
    accent_soft="#24384f",
    good="#6fd394",
    wait="#f0b95b",
    bad="#ff9b93",
    bad_soft="#472724",
    wait_soft="#43351c",
    good_soft="#1f3a2a",
    demo="#cda3f2",
    on_demo="#22102f",
)

STATE_TONES = {
    SubmissionState.ON_TIME: "good",
    SubmissionState.LATE: "wait",
    SubmissionState.MADE_UP: "wait",
    SubmissionState.MISSING: "bad",
    SubmissionState.RETURNED: "bad",
    SubmissionState.EXEMPT: "quiet",
}


def colours(mode: Mode) -> Colours:
    """Return the palette of a mode."""
    return DARK if mode is Mode.DARK else LIGHT
