from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud_desktop.records.units import IndicatorRecord
from antifraud_desktop.vocabulary import Measure
from ui.figure_text import NotAFigureError, figure_text, read_figure

VISITS = IndicatorRecord("households_visited", "入户走访", "户")
LOSS = IndicatorRecord("loss_amount", "发案损失", "元", measure=Measure.MONEY)


@pytest.mark.parametrize(
    ("typed", "figure"),
    [
        ("31", 31),
        ("３１", 31),
        ("三十一", 31),
        ("31户", 31),
        ("1,206", 1206),
        ("2.6万", 26000),
        ("0", 0),
        ("", None),
        ("/", None),
        ("—", None),
    ],
)
def test_what_clerks_type(typed: str, figure: int | None) -> None:
    assert read_figure(typed, VISITS) == figure


@pytest.mark.parametrize(
    ("typed", "fen"), [("8600", 860000), ("2.6万元", 2600000), ("0.5", 50), ("12.30", 1230)]
)
def test_money_is_typed_in_yuan(typed: str, fen: int) -> None:
    assert read_figure(typed, LOSS) == fen


@pytest.mark.parametrize(
    "typed", ["十几", "约30", "30-40", "-3", "1.5", "31人", "无", "abc", "3 4"]
)
def test_what_is_not_certain_is_refused(typed: str) -> None:
    with pytest.raises(NotAFigureError, match="没有填入"):
        read_figure(typed, VISITS)


def test_a_tenth_of_a_fen_is_refused() -> None:
    with pytest.raises(NotAFigureError, match="分"):
        read_figure("0.001", LOSS)


def test_nothing_is_shown_for_nothing() -> None:
    assert figure_text(None, VISITS) == ""
    assert figure_text(0, VISITS) == "0"


@given(st.integers(0, 10**11))
def test_what_is_shown_reads_back(value: int) -> None:
    assert read_figure(figure_text(value, LOSS), LOSS) == value
    assert read_figure(figure_text(value, VISITS), VISITS) == value
