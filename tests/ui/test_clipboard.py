from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ui.tables.clipboard import read_block, spread, write_block

CELL = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), include_characters='\t\n"')
).map(str.strip)


def test_a_block_from_excel() -> None:
    assert read_block("12\t33\r\n9\t21\r\n") == (("12", "33"), ("9", "21"))


def test_a_quoted_cell_keeps_its_line_break_and_tab() -> None:
    assert read_block('"第一行\n第二行"\t5\n"a\tb"\t6') == (("第一行\n第二行", "5"), ("a\tb", "6"))


def test_a_stray_quotation_mark_is_a_character() -> None:
    assert read_block('5"\t6\n"7\t8') == (('5"', "6"), ('"7', "8"))


def test_a_blank_last_row_is_kept() -> None:
    assert read_block("1\r\n\r\n") == (("1",), ("",))


def test_nothing_copied() -> None:
    assert read_block("") == ()
    assert spread((), 2, 2) == ()


@given(st.integers(1, 3).flatmap(lambda w: st.lists(st.lists(CELL, min_size=w, max_size=w))))
def test_what_is_copied_reads_back(rows: list[list[str]]) -> None:
    block = tuple(tuple(row) for row in rows)
    if any(cell for row in block for cell in row):
        assert read_block(write_block(block)) == block


def test_one_cell_fills_the_selection() -> None:
    assert spread((("7",),), 2, 3) == (("7", "7", "7"), ("7", "7", "7"))


def test_a_row_is_repeated_down_a_selection() -> None:
    assert spread((("1", "2"),), 2, 2) == (("1", "2"), ("1", "2"))


def test_a_block_larger_than_the_selection_keeps_its_size() -> None:
    block = (("1", "2"), ("3", "4"))
    assert spread(block, 1, 1) == block
    assert spread(block, 3, 2) == block
