"""What comes with the program besides indicators and targets: brought once, into empty tables.

A township made by an older edition gets them at its next sign-in; what the office changed or
removed is never brought back, as the lists that were brought are noted.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from antifraud_desktop.services.activity_types import fill_types
from antifraud_desktop.services.evaluation_rows import fill_schemes
from antifraud_desktop.services.fraud_types import fill_fraud_types
from antifraud_desktop.services.material_rows import add_material_presets
from antifraud_desktop.services.requirement_rows import fill_requirements
from antifraud_desktop.services.school_terms import fill_terms
from antifraud_desktop.unit_of_work import UnitOfWork
from db.base import Base
from db.models import (
    ActivityType,
    EvaluationScheme,
    FraudType,
    Material,
    Option,
    Requirement,
    SchoolTerm,
)

BROUGHT = "presets"
"""The option that names the lists that were brought, by their tables."""


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
    """Return those that were never brought; one look-up, as it is asked at every sign-in."""
    known = _brought(session)
    return tuple(p for p in presets if _code(p) not in known)


def bring(uow: UnitOfWork, presets: Sequence[Preset], first_day: date) -> tuple[Preset, ...]:
    """Fill the tables that are empty and note the lists; the caller records and commits.

    Returns those whose table was filled.
    """
    session, filled = uow.session, []
    for preset in presets:
        if session.scalar(select(exists().select_from(preset.table))):
            continue
        preset.fill(session, first_day)
        session.flush()
        filled.append(preset)
    known = sorted(_brought(session) | {_code(p) for p in presets})
    session.merge(Option(key=BROUGHT, value=json.dumps(known)))
    return tuple(filled)


def _brought(session: Session) -> frozenset[str]:
    text = session.scalar(select(Option.value).where(Option.key == BROUGHT))
    return frozenset(json.loads(text)) if text else frozenset()


def _code(preset: Preset) -> str:
    return str(preset.table.__tablename__)
