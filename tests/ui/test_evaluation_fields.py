"""What is typed of a scheme before it is one: read back, kept as a draft, numbers as typed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud_desktop.records.evaluation import Basis, Criterion, Deduction, Scheme, Source
from antifraud_desktop.vocabulary import UnitKind
from ui.widgets.scheme_fields import (
    TypedScheme,
    criterion_of,
    kept,
    new_code,
    read_number,
    scheme_of,
    taken_up,
    typed_criterion,
    typed_scheme,
)

AUGUST = date(2023, 8, 1)
cents = st.decimals(min_value="0.01", max_value=100, places=2)
flows = st.builds(
    Criterion,
    code=st.from_regex(r"[a-z][a-z0-9_]{0,9}", fullmatch=True),
    name=st.text("入户走访宣传群众", min_size=1, max_size=12),
    weight=cents,
    source=st.just(Source.FLOW),
    indicator=st.sampled_from(("households_visited", "people_reached")),
    basis=st.sampled_from(Basis),
    rate=st.decimals(min_value="0.0001", max_value=999, places=4),
    cap=st.decimals(min_value=1, max_value="1.5", places=2),
    unit_kinds=st.lists(st.sampled_from(UnitKind), unique=True, max_size=3).map(tuple),
)
plain = st.builds(
    Criterion,
    code=st.from_regex(r"[a-z][a-z0-9_]{0,9}", fullmatch=True),
    name=st.text("按时报送", min_size=1, max_size=8),
    weight=cents,
    source=st.sampled_from((Source.ON_TIME, Source.REQUIREMENTS, Source.FINDINGS)),
)
quality = st.builds(
    Criterion,
    code=st.just("data_quality"),
    name=st.just("数据质量"),
    weight=cents,
    source=st.just(Source.DATA_QUALITY),
    step=st.decimals(min_value="0.01", max_value=20, places=2),
)


@given(st.one_of(flows, plain, quality))
def test_a_criterion_comes_back_from_what_is_typed(criterion: Criterion) -> None:
    assert criterion_of(typed_criterion(criterion)) == criterion


@given(
    st.lists(st.one_of(flows, plain, quality), max_size=5).map(tuple),
    st.integers(0, 10),
    st.integers(1, 30),
    cents,
)
def test_a_scheme_comes_back_from_its_draft(
    criteria: tuple[Criterion, ...], bottom: int, days: int, points: Decimal
) -> None:
    lost = (Deduction("falsification", "弄虚作假", points),)
    scheme = Scheme("方案", AUGUST, criteria, lost, bottom, days, 3)
    again = taken_up(kept(typed_scheme(scheme, AUGUST)))
    assert isinstance(again, TypedScheme)
    assert scheme_of(again, 3) == scheme


@given(st.text(max_size=60))
def test_a_damaged_draft_is_nothing_and_no_number_is_0(text: str) -> None:
    assert taken_up(text) is None
    found = read_number(text)
    assert found.is_finite()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("30", "30"),
        (" ３０．５％ ", "30.5"),
        ("0.25%", "0.25"),
        ("NaN", "0"),
        ("Infinity", "0"),
        ("1e999999", "0"),
        ("", "0"),
        ("二十", "0"),
    ],
)
def test_numbers_are_read_as_people_type_them(text: str, number: str) -> None:
    assert read_number(text) == Decimal(number)


def test_a_new_criterion_takes_a_code_no_version_had() -> None:
    assert new_code({"item_1", "item_2", "on_time"}) == "item_3"
