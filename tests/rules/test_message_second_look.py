"""Figures that are certain alone but not beside their neighbours become doubts."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from antifraud_desktop.intake.messages import read_messages
from antifraud_desktop.intake.presets import load_fraud_types, load_indicators
from antifraud_desktop.records.intake import IntakeContext, VersionReading
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.vocabulary import UnitKind


def read(text: str) -> VersionReading:
    village = UnitRecord("U001", "大石村", UnitKind.VILLAGE, aliases=("大石",))
    context = IntakeContext(date(2023, 8, 12), datetime(2023, 8, 12, 18, 5))
    (version,) = read_messages(
        text, [village], load_indicators(), context, load_fraud_types()
    ).versions
    return version


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("大石村：入户12户，单子1，300份", "leaflets"),
        ("大石村：入户12户，新增-1人", "app_installed_new"),
        ("大石村：入户12户，发案2起，分别损失3000元、5000元", "loss_amount"),
        ("大石村：入户12户，横幅2条、3条", "banners"),
    ],
)
def test_a_figure_its_neighbours_make_doubtful_is_never_taken(text: str, indicator: str) -> None:
    version = read(text)
    assert indicator not in {f.indicator for f in version.figures}
    assert indicator in {d.indicator for d in version.doubts}
    assert {f.indicator: f.value for f in version.figures}["households_visited"] == 12


def test_a_grouped_figure_with_a_narrow_comma_is_certain() -> None:
    version = read("大石村：累计装了1,206个，单子1,300份")
    figures = {f.indicator: f.value for f in version.figures}
    assert figures == {"app_installed_total": 1206, "leaflets": 1300}
    assert version.doubts == ()
