"""The rules of ledger and day by themselves (R4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from antifraud_desktop.records.units import IndicatorRecord
from antifraud_desktop.rules.activity_figures import Counted, proposed, standing_of, to_write
from antifraud_desktop.rules.submission_versions import VersionFacts, in_order, standing_after
from antifraud_desktop.vocabulary import Measure, Nature, UnitKind

CODES = st.sampled_from(("a", "b", "c"))
SUMS = st.dictionaries(CODES, st.integers(1, 50))
AT = datetime(2023, 8, 12, 17, 0)
HOUSES = IndicatorRecord("houses", "入户走访", "户")
PEOPLE = IndicatorRecord("people", "宣传群众", "人次")
LECTURES = IndicatorRecord("lectures", "讲座", "场", shown_for=(UnitKind.SCHOOL,))
AUDIENCE = IndicatorRecord("audience", "受众", "人", shown_for=(UnitKind.SCHOOL,))
KNOWN = (HOUSES, PEOPLE, LECTURES, AUDIENCE)


def versions() -> st.SearchStrategy[list[VersionFacts]]:
    one = st.builds(
        VersionFacts,
        number=st.just(0),
        received=st.integers(0, 59).map(lambda minute: AT.replace(minute=minute)),
        figures=st.dictionaries(CODES, st.none() | st.integers(0, 50)),
        from_log=st.booleans(),
    )
    return st.lists(one, max_size=6).map(
        lambda found: [replace(v, number=n) for n, v in enumerate(found, start=1)]
    )


@given(said=versions(), sums=SUMS, minute=st.integers(0, 59))
def test_r4_after_writing_every_figure_is_the_units_own_or_the_ledgers_sum(
    said: list[VersionFacts], sums: dict[str, int], minute: int
) -> None:
    standing = standing_of(said)
    figures = to_write(sums, standing)
    at = AT.replace(minute=minute)  # clocks go back, too
    late = VersionFacts(len(said) + 1, at, figures=figures, from_log=True)
    before = [{}, *standing_after(in_order(said))][-1]
    after = list(standing_after(in_order([*said, late])))[-1]
    for code in ("a", "b", "c"):
        if code in standing.own:
            assert after.get(code) == before.get(code)
        else:
            assert after.get(code) == sums.get(code)
    assert to_write(sums, standing_of([*said, late])) == {}


def test_a_drive_counts_its_households_and_a_lecture_itself() -> None:
    drive = Counted("houses", ("people",), "户")
    assert proposed(drive, UnitKind.VILLAGE, 60, 20, KNOWN) == {"houses": 20, "people": 60}
    assert proposed(drive, UnitKind.VILLAGE, 0, None, KNOWN) == {}
    lecture = Counted("lectures", ("audience", "people"))
    assert proposed(lecture, UnitKind.SCHOOL, 60, None, KNOWN) == {"lectures": 1, "audience": 60}
    assert proposed(lecture, UnitKind.VILLAGE, 60, None, KNOWN) == {"people": 60}


def test_a_measure_word_of_its_own_counts_the_activity_once() -> None:
    works = Counted("lectures", (), "件")
    assert proposed(works, UnitKind.SCHOOL, 0, 12, KNOWN) == {"lectures": 1}


def test_one_indicator_for_both_gets_both() -> None:
    assert proposed(Counted("people", ("people",)), UnitKind.BANK, 9, None, KNOWN) == {"people": 10}


def test_money_stocks_and_what_is_out_of_use_are_not_proposed() -> None:
    for other in (
        replace(PEOPLE, measure=Measure.MONEY),
        replace(PEOPLE, nature=Nature.STOCK),
        replace(PEOPLE, active=False),
    ):
        assert proposed(Counted("", ("people",)), UnitKind.BANK, 9, None, (other,)) == {}
