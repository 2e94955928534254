"""A figure as cells show it and as clerks type it: full-width digits, 三十一, 2.6万, 31户."""

from __future__ import annotations

from decimal import Decimal

from antifraud_desktop.records.units import IndicatorRecord
from antifraud_desktop.rules.numerals import read_quantity

LARGEST = 10**13
"""Beyond this a slip of the hand, not a figure."""

_NOTHING = frozenset({"", "/", "-", "—", "——", "－", "／"})
_FEN = 100
_PEOPLE = frozenset({"人", "人次", "名", "个"})
_YUAN = frozenset({"元", "块", "块钱"})


class NotAFigureError(ValueError):
    """What was typed is no certain figure; the message is a sentence for the clerk."""


def figure_text(value: int | None, indicator: IndicatorRecord) -> str:
    """Return a figure as a cell shows it: counts plain, money in 元; empty when there is none."""
    if value is None:
        return ""
    if not indicator.is_money:
        return str(value)
    yuan, fen = divmod(value, _FEN)
    return f"{yuan}.{fen:02}".rstrip("0") if fen else str(yuan)


def read_figure(text: str, indicator: IndicatorRecord) -> int | None:
    """Return a typed figure (分 for money), None for an empty cell.

    Raises:
        NotAFigureError: a rough word, a fraction, a minus, another measure word, no number.
    """
    bare = text.strip()
    if bare in _NOTHING:
        return None
    found = read_quantity(bare)
    if found is None:
        raise NotAFigureError(f"“{_short(bare)}”不是数字，没有填入。没有就写0，未报请留空")
    reading, word = found
    if reading.approximate:
        raise NotAFigureError(f"“{_short(bare)}”不是准确的数，没有填入，请核实后写确数")
    if word and word not in _words(indicator):
        raise NotAFigureError(f"“{_short(bare)}”的单位与“{indicator.measure_word}”不一致，没有填入")
    value = reading.value * (_FEN if indicator.is_money else Decimal(1))
    if value != value.to_integral_value():
        least = "精确到分" if indicator.is_money else "是整数"
        raise NotAFigureError(f"“{_short(bare)}”应{least}，没有填入")
    if not 0 <= value <= LARGEST:
        raise NotAFigureError(f"“{_short(bare)}”应是不小于0且合理的数，没有填入")
    return int(value)


def _words(indicator: IndicatorRecord) -> frozenset[str]:
    if indicator.is_money:
        return _YUAN
    if indicator.measure_word in _PEOPLE:
        return _PEOPLE
    return frozenset({indicator.measure_word})


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 12 else f"{line[:12]}…"  # noqa: PLR2004
