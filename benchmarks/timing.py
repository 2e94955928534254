"""Timing side by side: ours and the bare baseline in turns, in one process, medians compared."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Ratio:
    """Seconds of ours and of the baseline, and what was promised."""

    name: str
    ours: float
    bare: float
    goal: float

    @property
    def value(self) -> float:
        """How many times the baseline ours takes."""
        return self.ours / self.bare

    def line(self) -> str:
        """One table row in Markdown."""
        kept = "kept" if self.value <= self.goal else "missed"
        return (
            f"| {self.name} | {self.ours * 1000:.1f} ms | {self.bare * 1000:.1f} ms "
            f"| {self.value:.2f}× | ≤ {self.goal}× | {kept} |"
        )


HEAD = "| what | ours | bare | ratio | goal | |\n|---|---|---|---|---|---|"


def compare(
    name: str,
    ours: Callable[[], object],
    bare: Callable[[], object],
    goal: float,
    rounds: int = 15,
    clock: Callable[[], float] = time.perf_counter,
) -> Ratio:
    """Run both in turns, so that a busy machine slows both, and compare medians.

    ``clock`` is wall time unless told otherwise; ``time.process_time`` counts the processor's.
    """
    ours()
    bare()
    mine: list[float] = []
    theirs: list[float] = []
    for _ in range(rounds):
        for function, found in ((ours, mine), (bare, theirs)):
            gc.collect()
            start = clock()
            function()
            found.append(clock() - start)
    return Ratio(name, statistics.median(mine), statistics.median(theirs), goal)
