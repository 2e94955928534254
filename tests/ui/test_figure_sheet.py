from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from antifraud_desktop.records.submissions import FigureEdit
from tests.ui.days import INDICATORS, USUAL, with_figure
from ui.tables.figure_sheet import CellKey, Figure, FigureSheet

VISITS_OF_DASHI = ("U001", "households_visited")
VISITS_OF_ZHUYUAN = ("U003", "households_visited")
KEYS = st.sampled_from([(u.code, i.code) for u in USUAL.units for i in INDICATORS])
FIGURES = st.none() | st.integers(0, 50)


def typed(made: FigureSheet) -> dict[CellKey, Figure]:
    return {(e.unit_code, e.indicator): e.value for e in made.edits}


def sheet() -> FigureSheet:
    made = FigureSheet()
    made.load(USUAL)
    return made


def test_typing_keeps_the_saved_figure_below() -> None:
    s = sheet()
    s.enter({VISITS_OF_DASHI: 35, VISITS_OF_ZHUYUAN: 9}, "录入")
    assert (s.shown(VISITS_OF_DASHI), s.saved(VISITS_OF_DASHI)) == (35, 32)
    assert s.overwriting == 1
    assert s.edits == (
        FigureEdit("U001", "households_visited", 35),
        FigureEdit("U003", "households_visited", 9),
    )


def test_typing_the_saved_figure_again_is_no_edit() -> None:
    s = sheet()
    s.enter({VISITS_OF_DASHI: 35}, "录入")
    s.enter({VISITS_OF_DASHI: 32}, "录入")
    assert s.edits == ()


def test_r4_undo_after_saving_becomes_a_new_edit() -> None:
    s = sheet()
    s.enter({VISITS_OF_DASHI: 35}, "录入")
    s.load(with_figure(USUAL, *VISITS_OF_DASHI, 35))
    assert s.edits == ()
    s.undo()
    assert s.edits == (FigureEdit("U001", "households_visited", 32),)
    assert s.overwriting == 1


def test_undo_leaves_what_somebody_else_changed() -> None:
    s = sheet()
    s.enter({VISITS_OF_DASHI: 35}, "录入")
    s.load(with_figure(USUAL, *VISITS_OF_DASHI, 35))
    s.load(with_figure(USUAL, *VISITS_OF_DASHI, 40))
    assert s.undo() == ()
    assert s.shown(VISITS_OF_DASHI) == 40


def test_a_figure_saved_meanwhile_is_a_conflict_and_nothing_typed_is_lost() -> None:
    s = sheet()
    s.enter({VISITS_OF_DASHI: 35}, "录入")
    s.load(with_figure(USUAL, *VISITS_OF_DASHI, 40))
    conflict = s.conflict(VISITS_OF_DASHI)
    assert conflict is not None
    assert (conflict.base, s.saved(VISITS_OF_DASHI), s.shown(VISITS_OF_DASHI)) == (32, 40, 35)


def test_a_total_without_figures_is_none_and_a_zero_is_zero() -> None:
    s = sheet()
    assert s.total("people_reached") is None
    assert s.total("parent_notices") == 0
    assert s.total("households_visited") == 50


def test_a_draft_comes_back_on_a_fresh_sheet() -> None:
    s = sheet()
    s.enter({VISITS_OF_DASHI: 35, VISITS_OF_ZHUYUAN: None}, "录入")
    again = sheet()
    kept = again.restore((u, i, v, b) for u, i, v, b in s.draft())  # type: ignore[misc]
    assert kept == 1
    assert again.edits == s.edits


@given(st.lists(st.dictionaries(KEYS, FIGURES, min_size=1, max_size=4), max_size=6))
def test_undo_and_redo_are_exact(steps: list[dict[CellKey, Figure]]) -> None:
    s = sheet()
    pictures = [typed(s)]
    taken = 0
    for step in steps:
        if s.enter(step, "录入"):
            taken += 1
            pictures.append(typed(s))
    for n in range(taken - 1, -1, -1):
        s.undo()
        assert typed(s) == pictures[n]
    for n in range(1, taken + 1):
        s.redo()
        assert typed(s) == pictures[n]
