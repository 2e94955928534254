"""What a chart shows, before anybody draws it: series along an axis, or a grid of cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from db.vocabulary import UnitKind


class ChartKind(StrEnum):
    """The charts of the page 统计图表."""

    FIGURES = "figures"
    UNITS = "units"
    SUBMISSIONS = "submissions"
    YEAR_ON_YEAR = "year_on_year"
    COVERAGE = "coverage"
    REQUIREMENTS = "requirements"
    INCIDENT_TYPES = "incident_types"
    INCIDENT_MONTHS = "incident_months"
    RANKS = "ranks"


class ChartStep(StrEnum):
    """How long one point of a trend is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class Shape(StrEnum):
    """How series are drawn: along time, standing side by side, lying (for long names)."""

    LINES = "lines"
    BARS = "bars"
    LYING = "lying"
    RANKS = "ranks"


@dataclass(frozen=True, slots=True)
class ChartQuery:
    """What is asked of a chart; fields a kind has no use for are left alone.

    ``indicator`` and ``unit`` are codes, empty for the first and for all; ``until`` is included.
    ``now`` is when it is read, filled in by the service: a day that is not over is told as such.
    """

    kind: ChartKind
    since: date
    until: date
    step: ChartStep = ChartStep.DAY
    indicator: str = ""
    unit_kind: UnitKind | None = None
    unit: str = ""
    now: datetime | None = None


@dataclass(frozen=True, slots=True)
class ChartSeries:
    """One line or row of bars; None is no figure and is never drawn as 0."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class SeriesChart:
    """Series over named places. ``goal`` draws a line to be reached; ``gap`` names a missing value.

    ``source`` tells what was counted, ``empty`` is said in place of a chart without any value.
    """

    title: str
    shape: Shape
    measure: str
    places: tuple[str, ...]
    series: tuple[ChartSeries, ...]
    source: str
    empty: str
    gap: str = "未报"
    goal: float | None = None

    @property
    def has_values(self) -> bool:
        """Say whether there is anything to draw."""
        return any(value is not None for s in self.series for value in s.values)


@dataclass(frozen=True, slots=True)
class GridChart:
    """Rows and columns of cells; a cell holds a key of ``legend``, or an empty text for none.

    ``legend`` goes from what is well done to what is not, key to word, in drawing order: shades
    and marks follow it. ``texts`` is written into the cells where there is room.
    """

    title: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    legend: Mapping[str, str]
    source: str
    empty: str
    texts: tuple[tuple[str, ...], ...] = ()

    @property
    def has_values(self) -> bool:
        """Say whether there is anything to draw."""
        return any(cell for row in self.cells for cell in row)


AnyChart = SeriesChart | GridChart
ChartRows = tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]
"""Heads and rows of the figures a chart shows, in words."""
