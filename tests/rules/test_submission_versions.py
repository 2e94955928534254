"""R4: versions fold into what holds; nothing is overwritten silently."""

from __future__ import annotations

from datetime import date, datetime, time

from hypothesis import given
from hypothesis import strategies as st

from antifraud_desktop.records.units import IndicatorRecord
from antifraud_desktop.rules.submission_versions import VersionFacts, differences, effective

DAY = date(2023, 8, 11)
SIX = time(18)


def version(number: int, clock: str, nil: bool = False, **figures: int | None) -> VersionFacts:
    received = datetime.fromisoformat(f"2023-08-11T{clock}")
    return VersionFacts(number, received, nil=nil, figures=figures)


def test_r4_a_later_version_replaces_only_the_figures_it_names() -> None:
    held = effective(
        [version(1, "16:48:02", new=17, total=853, visited=28), version(2, "18:20:15", new=11)],
        DAY,
        SIX,
    )
    assert held is not None
    assert held.figures == {"new": 11, "total": 853, "visited": 28}
    assert held.versions == 2
    assert held.received == datetime(2023, 8, 11, 16, 48, 2)


def test_r4_a_correction_after_the_deadline_is_marked() -> None:
    first = version(1, "16:48:02", new=17)
    late = effective([first, version(2, "18:20:15", new=11)], DAY, SIX)
    early = effective([first, version(2, "17:20:15", new=11)], DAY, SIX)
    same = effective([first, version(2, "18:20:15", new=17)], DAY, SIX)
    assert late is not None
    assert early is not None
    assert same is not None
    assert late.corrected_after_deadline
    assert not early.corrected_after_deadline
    assert not same.corrected_after_deadline


def test_r2_a_late_first_message_is_no_correction() -> None:
    held = effective([version(1, "18:07:31", new=6)], DAY, SIX)
    assert held is not None
    assert not held.corrected_after_deadline


def test_r3_the_order_of_receipt_counts_not_of_typing() -> None:
    held = effective([version(1, "18:20:15", new=11), version(2, "16:48:02", new=17)], DAY, SIX)
    assert held is not None
    assert held.figures == {"new": 11}


def test_r2_nil_stands_until_a_figure_above_zero_comes() -> None:
    nil = effective([version(1, "17:52:31", nil=True)], DAY, SIX)
    zero = effective([version(1, "17:52:31", nil=True, new=0)], DAY, SIX)
    more = effective([version(1, "17:52:31", nil=True), version(2, "17:59:00", new=3)], DAY, SIX)
    assert nil is not None
    assert zero is not None
    assert more is not None
    assert nil.nil
    assert nil.figures == {}
    assert zero.nil
    assert not more.nil


def test_r4_taking_a_figure_away_is_a_version_of_its_own() -> None:
    held = effective([version(1, "17:00:00", new=3), version(2, "17:30:00", new=None)], DAY, SIX)
    assert held is not None
    assert held.figures == {}
    assert held.versions == 2


def test_nothing_received_is_nothing() -> None:
    assert effective([], DAY, SIX) is None


FIGURES = st.dictionaries(st.sampled_from("abc"), st.integers(0, 99), max_size=3)


@given(st.lists(FIGURES, min_size=1, max_size=5))
def test_r4_blanks_never_erase(rows: list[dict[str, int]]) -> None:
    versions = [version(n, f"17:{n:02}:00", **row) for n, row in enumerate(rows)]
    held = effective(versions, DAY, SIX)
    assert held is not None
    assert set(held.figures) == {code for row in rows for code in row}
    for code, value in held.figures.items():
        assert value == [row[code] for row in rows if code in row][-1]


def test_differences_keep_unreported_and_zero_apart() -> None:
    visited = IndicatorRecord("v", "入户走访", "户", short_name="入户")
    assert differences({}, {"v": 0}, (visited,)) == ("入户由未报改为0户",)
    assert differences({"v": 0}, {}, (visited,)) == ("入户由0户改为未报",)
    assert differences({"v": 3}, {"v": 3}, (visited,)) == ()
