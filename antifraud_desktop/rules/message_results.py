"""What one unit's part of a message says, in places of the folded text."""

from __future__ import annotations

from dataclasses import dataclass, field

from antifraud_desktop.records.units import IndicatorRecord


@dataclass(frozen=True, slots=True)
class FigureFound:
    """A certain figure; ``value`` is a count or 分, ``clause`` the number of its clause."""

    indicator: IndicatorRecord
    value: int
    start: int
    end: int
    clause: int = -1


@dataclass(frozen=True, slots=True)
class DoubtFound:
    """Something not certain, with the code of the reason."""

    code: str
    start: int
    end: int
    indicator: IndicatorRecord | None = None
    proposed: int | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """Text with numbers that are certainly no figures of the day, and why."""

    start: int
    end: int
    why: str


@dataclass(slots=True)
class SectionReading:
    """All that was understood of one unit's part of a message."""

    figures: dict[str, FigureFound] = field(default_factory=dict)
    doubts: list[DoubtFound] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    nil: bool = False
    corrects: bool = False
    adds: bool = False
    frauds: list[str] = field(default_factory=list)
    note: str = ""

    @property
    def says_something(self) -> bool:
        """Say whether there is anything to save or to ask about."""
        return bool(self.figures or self.doubts or self.nil)
