"""The day's grid without a window: saved figures, typed but unsaved ones, and their undo (R4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from antifraud_desktop.records.days import DayBook, FigureWarning, UnitDay
from antifraud_desktop.records.submissions import FigureEdit, PendingDoubt
from antifraud_desktop.records.units import IndicatorRecord

CellKey: TypeAlias = tuple[str, str]
"""Unit code and indicator code."""

Figure: TypeAlias = int | None


@dataclass(frozen=True, slots=True)
class Typed:
    """A typed, unsaved figure; ``base`` is what was saved when it was typed."""

    value: Figure
    base: Figure


@dataclass(frozen=True, slots=True)
class Step:
    """One undoable step: what the cells showed before and after."""

    label: str
    before: Mapping[CellKey, Figure]
    after: Mapping[CellKey, Figure]


class FigureSheet:
    """Figures of one day as shown: what is saved, with what was typed on top.

    Undo works on what is shown. After saving it turns the old figure into a new edit, so the
    next saving is a new version and nothing is overwritten silently (R4).
    """

    def __init__(self, changed: Callable[[Iterable[CellKey]], None] = lambda _keys: None) -> None:
        self._changed = changed
        self.indicators: dict[str, IndicatorRecord] = {}
        self.units: dict[str, UnitDay] = {}
        self.warnings: dict[CellKey, list[FigureWarning]] = {}
        self.doubts: dict[CellKey, list[PendingDoubt]] = {}
        self._typed: dict[CellKey, Typed] = {}
        self._done: list[Step] = []
        self._undone: list[Step] = []

    def load(self, book: DayBook, doubts: Iterable[PendingDoubt] = ()) -> None:
        """Show a day as it is saved now; typed figures stay, those that came true are dropped."""
        self.indicators = {i.code: i for i in book.indicators}
        self.units = {u.code: u for u in book.units}
        self.warnings = {}
        for warning in book.warnings:
            self.warnings.setdefault((warning.unit_code, warning.indicator), []).append(warning)
        self.doubts = {}
        for doubt in doubts:
            self.doubts.setdefault((doubt.unit_code, doubt.indicator or ""), []).append(doubt)
        self._typed = {
            k: t
            for k, t in self._typed.items()
            if k[0] in self.units and k[1] in self.indicators and t.value != self.saved(k)
        }

    def saved(self, key: CellKey) -> Figure:
        """Return the saved figure of a cell, None where there is none."""
        unit = self.units.get(key[0])
        return unit.figures.get(key[1]) if unit else None

    def shown(self, key: CellKey) -> Figure:
        """Return the figure a cell shows: the typed one before the saved one."""
        typed = self._typed.get(key)
        return typed.value if typed else self.saved(key)

    def is_typed(self, key: CellKey) -> bool:
        """Say whether a cell holds an unsaved figure."""
        return key in self._typed

    def conflict(self, key: CellKey) -> Typed | None:
        """Return the typed figure of a cell whose saved figure changed since it was typed."""
        typed = self._typed.get(key)
        return typed if typed and typed.base != self.saved(key) else None

    def total(self, indicator: str) -> Figure:
        """Return the sum of what is shown, None when no unit has a figure: 未报 is not 0."""
        figures = [f for u in self.units if (f := self.shown((u, indicator))) is not None]
        return sum(figures) if figures else None

    @property
    def edits(self) -> tuple[FigureEdit, ...]:
        """Return the typed figures in the order of units, to be saved."""
        order = {code: n for n, code in enumerate(self.units)}
        keys = sorted(self._typed, key=lambda k: order.get(k[0], 0))
        return tuple(FigureEdit(u, i, self._typed[u, i].value) for u, i in keys)

    @property
    def overwriting(self) -> int:
        """Return how many typed figures change or take away a saved one (needs a reason)."""
        return sum(self.saved(k) is not None for k in self._typed)

    def enter(self, values: Mapping[CellKey, Figure], label: str) -> int:
        """Take typed figures as one undoable step; return how many cells really change."""
        real = {k: v for k, v in values.items() if self.shown(k) != v}
        if not real:
            return 0
        self._done.append(Step(label, {k: self.shown(k) for k in real}, real))
        self._undone.clear()
        self._put(real)
        return len(real)

    @property
    def undo_label(self) -> str:
        """Return what undo would take back, empty when nothing."""
        return self._done[-1].label if self._done else ""

    @property
    def redo_label(self) -> str:
        """Return what redo would do again, empty when nothing."""
        return self._undone[-1].label if self._undone else ""

    def undo(self) -> tuple[CellKey, ...]:
        """Take the last step back; cells changed by somebody else since are left alone."""
        return self._walk(self._done, self._undone, lambda s: (s.after, s.before))

    def redo(self) -> tuple[CellKey, ...]:
        """Do the last undone step again, with the same care."""
        return self._walk(self._undone, self._done, lambda s: (s.before, s.after))

    def saved_below(self) -> dict[CellKey, Figure]:
        """Return the saved figures under everything typed; entering them takes typing back."""
        return {key: self.saved(key) for key in self._typed}

    def discard(self) -> None:
        """Forget every typed figure and the steps that led to them."""
        keys = tuple(self._typed)
        self._typed = {}
        self._done.clear()
        self._undone.clear()
        self._changed(keys)

    def draft(self) -> list[list[str | int | None]]:
        """Return the typed figures as plain values for a draft."""
        return [[u, i, t.value, t.base] for (u, i), t in self._typed.items()]

    def restore(self, draft: Iterable[tuple[str, str, Figure, Figure]]) -> int:
        """Take up a draft on the loaded day; return how many figures still wait for saving."""
        for unit, indicator, value, base in draft:
            key = (unit, indicator)
            known = unit in self.units and indicator in self.indicators
            if known and value != self.saved(key):
                self._typed[key] = Typed(value, base)
        self._changed(tuple(self._typed))
        return len(self._typed)

    def _walk(
        self,
        source: list[Step],
        target: list[Step],
        ends: Callable[[Step], tuple[Mapping[CellKey, Figure], Mapping[CellKey, Figure]]],
    ) -> tuple[CellKey, ...]:
        if not source:
            return ()
        step = source.pop()
        target.append(step)
        expected, wanted = ends(step)
        values = {k: v for k, v in wanted.items() if self.shown(k) == expected[k]}
        self._put(values)
        return tuple(values)

    def _put(self, values: Mapping[CellKey, Figure]) -> None:
        for key, value in values.items():
            held = self._typed.get(key)
            if value == self.saved(key):
                self._typed.pop(key, None)
            else:
                self._typed[key] = Typed(value, held.base if held else self.saved(key))
        self._changed(tuple(values))
