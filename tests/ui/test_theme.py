from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from antifraud_desktop.vocabulary import SubmissionState
from ui import theme
from ui.icons import icon, state_icon_name
from ui.theme import Mode

MODES = tuple(Mode)
LEGIBLE = 4.5
PAIRS = (
    *((ink, ground) for ink in ("text", "quiet", "accent") for ground in ("window", "surface")),
    ("text", "raised"),
    ("quiet", "raised"),
    ("on_accent", "accent"),
    ("accent", "accent_soft"),
    ("text", "accent_soft"),
    ("on_demo", "demo"),
    *((tone, ground) for tone in ("good", "wait", "bad") for ground in ("window", "surface")),
    *((ink, f"{tone}_soft") for tone in ("good", "wait", "bad") for ink in ("text", tone)),
)


def luminance(colour: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    c = QColor(colour)
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF())


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    font, sheet = qapp.font(), qapp.styleSheet()
    palette, style = qapp.palette(), qapp.style().objectName()
    yield qapp
    qapp.setStyleSheet(sheet)
    qapp.setStyle(style)
    qapp.setPalette(palette)
    qapp.setFont(font)


@pytest.mark.parametrize("mode", MODES)
def test_every_text_colour_is_legible_on_its_ground(mode: Mode) -> None:
    palette = theme.colours(mode)
    weak = {
        f"{ink} on {ground}": round(ratio, 2)
        for ink, ground in PAIRS
        if (ratio := contrast(getattr(palette, ink), getattr(palette, ground))) < LEGIBLE
    }
    assert weak == {}


@pytest.mark.parametrize("mode", MODES)
def test_the_palette_reaches_the_program(dressed: QApplication, mode: Mode) -> None:
    theme.apply(dressed, mode)
    assert theme.is_dark(dressed) is (mode is Mode.DARK)
    placeholder = dressed.palette().color(QPalette.ColorRole.PlaceholderText)
    assert contrast(placeholder.name(), theme.colours(mode).surface) >= LEGIBLE


@pytest.mark.parametrize("scale", theme.SCALES)
def test_text_is_never_smaller_than_ten_and_a_half_points(
    dressed: QApplication, scale: int
) -> None:
    theme.apply(dressed, Mode.LIGHT, scale)
    assert dressed.font().pointSizeF() == pytest.approx(10.5 * scale / 100)


def test_headings_grow_with_the_text(dressed: QApplication) -> None:
    theme.apply(dressed, Mode.LIGHT, 100)
    usual = dressed.styleSheet()
    theme.apply(dressed, Mode.LIGHT, 130)
    assert "font-size: 17.0pt" in usual
    assert "font-size: 22.1pt" in dressed.styleSheet()


def test_each_state_has_an_icon_of_its_own(qapp: QApplication) -> None:
    names = [state_icon_name(state) for state in SubmissionState]
    names.append(state_icon_name(SubmissionState.ON_TIME, nil=True))
    assert len(set(names)) == len(SubmissionState) + 1
    drawn = {icon(name, "#000000").pixmap(20, 20).toImage().bits().tobytes() for name in names}
    assert len(drawn) == len(names)
    assert set(theme.STATE_TONES) == set(SubmissionState)
