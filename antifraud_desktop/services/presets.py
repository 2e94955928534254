"""What comes with the program besides indicators and targets: brought where a table is empty.

A township made by an older edition gets them at its next sign-in; what the office changed or
retired is never brought back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from antifraud_desktop.services.activity_types import fill_types
from antifraud_desktop.services.evaluation_rows import fill_schemes
from antifraud_desktop.services.fraud_types import fill_fraud_types
from antifraud_desktop.services.material_rows import add_material_presets
from antifraud_desktop.services.requirement_rows import fill_requirements
from antifraud_desktop.services.school_terms import fill_terms
from antifraud_desktop.unit_of_work import UnitOfWork
from db.base import Base
from db.models import ActivityType, EvaluationScheme, FraudType, Material, Requirement, SchoolTerm


@dataclass(frozen=True, slots=True)
class Preset:
    """A shipped list: its Chinese name, its table, and what fills it (given the first day)."""

    name: str
    table: type[Base]
    fill: Callable[[Session, date], None]


def shipped_presets() -> tuple[Preset, ...]:
    """Return the lists in the order they must be filled in."""
    return (
        Preset("活动类型", ActivityType, fill_types),
        Preset("诈骗类型", FraudType, fill_fraud_types),
        Preset("宣传物料", Material, add_material_presets),
        Preset("学期", SchoolTerm, fill_terms),
        Preset("规定动作", Requirement, fill_requirements),
        Preset("考核方案", EvaluationScheme, fill_schemes),
    )


def lacking(session: Session, presets: Sequence[Preset]) -> tuple[Preset, ...]:
    """Return those whose table is empty."""
    return tuple(
        p for p in presets if not session.scalar(select(func.count()).select_from(p.table))
    )


def bring(uow: UnitOfWork, presets: Sequence[Preset], first_day: date) -> None:
    """Fill the tables; the caller records and commits."""
    for preset in presets:
        preset.fill(uow.session, first_day)
        uow.session.flush()
