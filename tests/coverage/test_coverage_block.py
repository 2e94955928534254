"""A block pasted from a spreadsheet: only what is certain becomes a figure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.rules.coverage_block import read_block
from antifraud_desktop.vocabulary import UnitKind

UNITS = tuple(
    UnitRecord(code, name, UnitKind.VILLAGE, aliases=aliases)
    for code, name, aliases in (
        ("U1", "大石村", ("大石",)),
        ("U2", "河东村", ("河东", "东村")),
        ("U3", "竹园村", ("竹园", "东村")),
    )
)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("大石村\t120\n河东村\t1,204", {"U1": 120, "U2": 1204}),
        ("单位\t块数\n大石村\t120", {"U1": 120}),
        ("1\t大石村\t120\n2\t竹园\t30", {"U1": 120, "U3": 30}),
        ("大石村 １２０", {"U1": 120}),
        ("大石村，120", {"U1": 120}),
        ("大石村,120\n竹园村,1204", {"U1": 120, "U3": 1204}),
        ("大石村\t0", {"U1": 0}),
        ("大石村\t120.0", {"U1": 120}),
        ("\n大 石 村\t5\n".replace("大 石 村", "大石村"), {"U1": 5}),
        ("大石村\t5\n合计\t5", {"U1": 5}),
    ],
)
def test_r7_what_is_certain_is_read(text: str, values: dict[str, int]) -> None:
    found = read_block(text, UNITS)
    assert dict(found.values) == values
    assert not found.doubts


@pytest.mark.parametrize("text", ["大石村\t", "大石村\t-", "大石村"])
def test_r7_an_empty_number_is_no_figure(text: str) -> None:
    found = read_block(text, UNITS)
    assert not found.values
    assert not found.doubts


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("柳树村\t12", "没有找到"),
        ("东村\t12", "几个单位"),
        ("大石村\t12\t13", "几个数"),
        ("大石村\t约12", "不是整数"),
        ("大石村\t12.5", "不是整数"),
        ("大石村\t-3", "不是整数"),
        ("大石村\t999999999", "太大"),
        ("12\n13", "没有单位"),
    ],
)
def test_r7_what_is_doubtful_is_asked_about(text: str, said: str) -> None:
    found = read_block(text, UNITS)
    assert not found.values
    assert said in found.doubts[0].reason


def test_r7_a_unit_that_stands_there_twice_gets_neither_number() -> None:
    found = read_block("大石村\t5\n河东村\t6\n大石\t7\n大石村\t8", UNITS)
    assert dict(found.values) == {"U2": 6}
    assert [d.line for d in found.doubts] == [3, 4]


@given(st.dictionaries(st.sampled_from(["U1", "U2", "U3"]), st.integers(0, 10**8)))
def test_r7_what_was_copied_comes_back(values: dict[str, int]) -> None:
    names = {u.code: u.name for u in UNITS}
    text = "\n".join(f"{names[code]}\t{value}" for code, value in values.items())
    found = read_block(text, UNITS)
    assert dict(found.values) == values
    assert not found.doubts


@given(st.text(max_size=80))
def test_r7_no_text_breaks_the_reader(text: str) -> None:
    found = read_block(text, UNITS)
    assert all(0 <= value <= 10**8 for value in found.values.values())
