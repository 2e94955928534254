"""Units, contacts and indicators as the floors above the database see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from antifraud_desktop.records.personal import Personal
from db.vocabulary import Ceiling, IndicatorGroup, Measure, Nature, UnitKind


@dataclass(frozen=True, slots=True)
class UnitRecord:
    """A unit (单位). ``code`` is stable; ``version`` guards against two editors.

    Services hold ``liaison`` and ``phone`` whole; what they hand up is masked
    (rules/contacts.py).
    """

    code: str
    name: str
    kind: UnitKind
    aliases: tuple[str, ...] = ()
    households: int | None = None
    residents: int | None = None
    reports_daily: bool = True
    ranked: bool = True
    leader: str = ""
    liaison: str = ""
    phone: str = ""
    active_from: date | None = None
    active_until: date | None = None
    sort_order: int = 0
    version: int = 0


@dataclass(frozen=True, slots=True)
class UnitContact:
    """A unit's liaison and phone, opened one by one with a grant for the unit."""

    liaison: Personal
    phone: Personal


@dataclass(frozen=True, slots=True)
class IndicatorRecord:
    """A reported figure (指标).

    ``measure_word`` is the unit of measure shown (户, 人次, 元). Money is held in 分.
    ``flow_code`` of a stock names the flow that adds to it (R5).
    ``aliases`` are preset wordings, ``learnt`` those a clerk taught.
    """

    code: str
    name: str
    measure_word: str
    nature: Nature = Nature.FLOW
    measure: Measure = Measure.COUNT
    group: IndicatorGroup = IndicatorGroup.WORK
    ceiling: Ceiling = Ceiling.NONE
    flow_code: str | None = None
    short_name: str = ""
    aliases: tuple[str, ...] = ()
    learnt: tuple[str, ...] = ()
    shown_for: tuple[UnitKind, ...] = ()
    in_report: bool = True
    active: bool = True
    sort_order: int = 0
    version: int = 0

    @property
    def label(self) -> str:
        """Return the short heading used in tables, e.g. ``入户``."""
        return self.short_name or self.name

    @property
    def is_money(self) -> bool:
        """Say whether the integer is an amount in 分."""
        return self.measure is Measure.MONEY
