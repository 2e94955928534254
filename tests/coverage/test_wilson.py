"""The 95 % Wilson interval of a sampled share (R7)."""

from __future__ import annotations

from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud_desktop.rules.wilson import Interval, Sampled, pooled, wilson

samples = st.integers(1, 5000).flatmap(
    lambda asked: st.builds(Sampled, st.just(asked), st.integers(0, asked))
)
NEAR = Decimal("1e-20")


def limits_by_quadratic(aware: int, asked: int) -> tuple[Decimal, Decimal]:
    """The two shares p with (p̂ - p)² = z² p (1 - p) / n, solved as a quadratic in p."""
    with localcontext() as context:
        context.prec = 60
        z = Decimal("1.959963984540054")
        n, found = Decimal(asked), Decimal(aware) / Decimal(asked)
        a = 1 + z * z / n
        b = -(2 * found + z * z / n)
        c = found * found
        root = max(b * b - 4 * a * c, Decimal(0)).sqrt()
        return (-b - root) / (2 * a), (-b + root) / (2 * a)


@pytest.mark.parametrize(
    ("aware", "asked", "low", "high"),
    [
        # Newcombe 1998, Statistics in Medicine 17, table I, method 3 (Wilson score).
        (81, 263, "0.2553", "0.3662"),
        (15, 148, "0.0624", "0.1605"),
        (0, 20, "0.0000", "0.1611"),
        (1, 29, "0.0061", "0.1718"),
    ],
)
def test_r7_published_intervals(aware: int, asked: int, low: str, high: str) -> None:
    found = wilson(Sampled(asked, aware))
    assert found is not None
    places = Decimal("0.0001")
    assert found.low.quantize(places) == Decimal(low)
    assert found.high.quantize(places) == Decimal(high)


@given(samples)
def test_r7_the_limits_solve_the_score_equation(sampled: Sampled) -> None:
    found = wilson(sampled)
    assert found is not None
    low, high = limits_by_quadratic(sampled.aware, sampled.asked)
    assert abs(found.low - low) < NEAR
    assert abs(found.high - high) < NEAR


@given(samples)
def test_r7_the_interval_holds_the_share_and_stays_between_0_and_1(sampled: Sampled) -> None:
    found = wilson(sampled)
    assert found is not None
    assert sampled.share is not None
    assert 0 <= found.low <= sampled.share <= found.high <= 1


@given(samples)
def test_r7_who_knew_and_who_did_not_mirror_each_other(sampled: Sampled) -> None:
    found = wilson(sampled)
    other = wilson(Sampled(sampled.asked, sampled.asked - sampled.aware))
    assert found is not None
    assert other is not None
    assert abs(found.low - (1 - other.high)) < NEAR


@given(samples)
def test_r7_ten_times_the_sample_tells_more(sampled: Sampled) -> None:
    def width(interval: Interval | None) -> Decimal:
        assert interval is not None
        return interval.high - interval.low

    assert width(wilson(Sampled(sampled.asked * 10, sampled.aware * 10))) < width(wilson(sampled))


def test_r7_the_ends_are_exact() -> None:
    none, every = wilson(Sampled(30, 0)), wilson(Sampled(30, 30))
    assert none is not None
    assert every is not None
    assert none.low == 0
    assert every.high == 1
    assert none.high > 0
    assert every.low < 1


def test_r7_units_are_summed_before_the_interval_is_taken() -> None:
    assert pooled([Sampled(45, 39), Sampled(30, 18)]) == Sampled(75, 57)


def test_r7_nobody_asked_has_no_interval() -> None:
    assert wilson(Sampled(0, 0)) is None
    assert Sampled(0, 0).share is None


@pytest.mark.parametrize("wrong", [Sampled(3, 4), Sampled(3, -1)])
def test_r7_more_knew_than_were_asked_is_a_fault(wrong: Sampled) -> None:
    with pytest.raises(ValueError, match="among"):
        wilson(wrong)
