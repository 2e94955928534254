"""Two slots written in turn: what damages one leaves the other."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import anchor
from db.anchor import SLOT_BYTES, STRIDE, Mark, Unreadable
from db.links import Link

KEY = bytes(range(32))


@given(
    last=st.integers(2, 40),
    place=st.integers(0, STRIDE + SLOT_BYTES - 1) | st.integers(0, SLOT_BYTES - 1),
    bit=st.integers(0, 7),
)
def test_of_one_flipped_bit_a_commit_is_lost_at_most(
    tmp_path_factory: pytest.TempPathFactory, last: int, place: int, bit: int
) -> None:
    path = tmp_path_factory.mktemp("anchor") / "office.anchor"
    _fill(path, last)
    content = bytearray(path.read_bytes())
    content[place] ^= 1 << bit
    path.write_bytes(content)
    assert anchor.read(path.read_bytes(), KEY) in {
        Mark(last, _mac(last)),
        Mark(last - 1, _mac(last - 1)),
    }


@given(last=st.integers(2, 40), size=st.integers(0, STRIDE + SLOT_BYTES - 1))
def test_of_a_cut_file_the_first_slot_counts_or_it_is_damaged(
    tmp_path_factory: pytest.TempPathFactory, last: int, size: int
) -> None:
    path = tmp_path_factory.mktemp("anchor") / "office.anchor"
    _fill(path, last)
    path.write_bytes(path.read_bytes()[:size])
    found = anchor.read(path.read_bytes(), KEY)
    if size < SLOT_BYTES:
        assert found is Unreadable.DAMAGED
    else:
        assert found in {Mark(last, _mac(last)), Mark(last - 1, _mac(last - 1))}


def _mac(sequence: int) -> bytes:
    return b"%032d" % sequence


def _fill(path: Path, last: int) -> None:
    for number in range(1, last + 1):
        link = Link(number, _mac(number), _mac(number - 1), KEY, first=number == 1)
        assert anchor.advance(path, link)
