"""From a label, a number and a measure word to a certain figure, or to the reason why not."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from antifraud_desktop.records.units import IndicatorRecord
from antifraud_desktop.rules.message_lexicon import Token
from antifraud_desktop.rules.message_measures import accepts
from antifraud_desktop.rules.numerals import NumberReading
from db.vocabulary import Nature

FEN_PER_YUAN = 100
_LARGEST_COUNT = 1_000_000
_LARGEST_MONEY = 10**11
_SMALLEST_BARE_MONEY = 100


@dataclass(frozen=True, slots=True)
class Pairing:
    """A number said of an indicator, with its measure word if there is one."""

    indicator: IndicatorRecord
    number: Token
    measure: str
    start: int
    end: int

    @property
    def reading(self) -> NumberReading:
        """Return the number as read."""
        if self.number.number is None:
            raise ValueError("a pairing is made of a number")
        return self.number.number


def amount(indicator: IndicatorRecord, value: Decimal) -> int | None:
    """Return the stored integer of a value: a count, or 分 for money; None when it has a rest."""
    exact = value * FEN_PER_YUAN if indicator.is_money else value
    return int(exact) if exact == exact.to_integral_value() else None


def proposal(indicator: IndicatorRecord, reading: NumberReading) -> int | None:
    """Return a value worth proposing for a doubt, None when it would only mislead."""
    if reading.vague or reading.value < 0:
        return None
    return amount(indicator, reading.value)


def objection(pairing: Pairing) -> str | None:
    """Return the code of the doubt about a pairing; None when it is a certain figure."""
    indicator, reading = pairing.indicator, pairing.reading
    checks = (
        ("range", reading.is_range),
        ("approximate", reading.approximate),
        ("negative", reading.value < 0),
        ("measure", not accepts(indicator, pairing.measure)),
        ("not_whole", amount(indicator, reading.value) is None),
    )
    found = next((code for code, fails in checks if fails), None)
    if found is not None:
        return found
    return _of_money(pairing) if indicator.is_money else _of_count(pairing)


def _of_money(pairing: Pairing) -> str | None:
    """Doubt a bare small amount: 损失2.6 may well mean 万."""
    reading = pairing.reading
    bare = not pairing.measure and not any(c in reading.text for c in "万千百亿")
    if bare and 0 < reading.value < _SMALLEST_BARE_MONEY:
        return "unclear"
    return "too_big" if reading.value > _LARGEST_MONEY else None


def _of_count(pairing: Pairing) -> str | None:
    reading = pairing.reading
    if reading.value >= _LARGEST_COUNT:
        return "too_big"
    flow = pairing.indicator.nature is Nature.FLOW
    return "grouped" if reading.grouped and not pairing.measure and flow else None
