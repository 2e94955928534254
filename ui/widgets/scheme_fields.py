"""What is typed of a scheme before it is one: numbers as text, so that half a number is kept.

A number nobody can read becomes 0, and the rules refuse that at its field.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from antifraud_desktop.records.evaluation import Basis, Criterion, Deduction, Scheme, Source
from antifraud_desktop.rules.evaluation_shares import plain
from antifraud_desktop.vocabulary import UnitKind

FALSIFICATION = "falsification"
WIDE = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
HUNDRED = Decimal(100)
NUMBER = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?")


@dataclass(frozen=True, slots=True)
class TypedCriterion:
    """A criterion as it is typed; ``rate`` is in percent where a size is the basis, ``cap`` too."""

    code: str
    name: str = ""
    weight: str = ""
    source: str = Source.ON_TIME.value
    indicator: str = ""
    basis: str = Basis.HOUSEHOLDS.value
    rate: str = ""
    cap: str = "100"
    step: str = "2"
    unit_kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TypedScheme:
    """A scheme as it is typed; ``points`` is what a falsification costs."""

    name: str
    valid_from: str
    bottom: int
    objection_days: int
    points: str
    criteria: tuple[TypedCriterion, ...]
    reason: str = ""


def read_number(text: str) -> Decimal:
    """Return a typed number, 0 for none."""
    bare = text.translate(WIDE).strip().rstrip("%").strip()
    return Decimal(bare) if NUMBER.fullmatch(bare) else Decimal(0)


def typed_criterion(criterion: Criterion) -> TypedCriterion:
    """Return a criterion to be changed."""
    basis = criterion.basis or Basis.HOUSEHOLDS
    rate = criterion.rate
    if rate is not None and basis is not Basis.UNIT:
        rate *= HUNDRED
    return TypedCriterion(
        code=criterion.code,
        name=criterion.name,
        weight=plain(criterion.weight),
        source=criterion.source.value,
        indicator=criterion.indicator,
        basis=basis.value,
        rate="" if rate is None else plain(rate),
        cap=plain(criterion.cap * HUNDRED),
        step=plain(criterion.step),
        unit_kinds=tuple(kind.value for kind in criterion.unit_kinds),
    )


def criterion_of(typed: TypedCriterion) -> Criterion:
    """Return the criterion that is typed; what does not belong to its source is left out."""
    source = Source(typed.source)
    made = Criterion(
        code=typed.code,
        name=typed.name.strip(),
        weight=read_number(typed.weight),
        source=source,
        unit_kinds=tuple(UnitKind(kind) for kind in typed.unit_kinds),
    )
    if source is Source.DATA_QUALITY:
        return replace(made, step=read_number(typed.step))
    if source is not Source.FLOW:
        return made
    basis, rate = Basis(typed.basis), read_number(typed.rate)
    return replace(
        made,
        indicator=typed.indicator,
        basis=basis,
        rate=rate if basis is Basis.UNIT else rate / HUNDRED,
        cap=read_number(typed.cap) / HUNDRED,
    )


def typed_scheme(scheme: Scheme, valid_from: date) -> TypedScheme:
    """Return a scheme to be changed from a month on."""
    points = next((d.points for d in scheme.deductions if d.code == FALSIFICATION), Decimal(0))
    return TypedScheme(
        name=scheme.name,
        valid_from=valid_from.isoformat(),
        bottom=scheme.bottom,
        objection_days=scheme.objection_days,
        points=plain(points),
        criteria=tuple(typed_criterion(c) for c in scheme.criteria),
    )


def scheme_of(typed: TypedScheme, number: int) -> Scheme:
    """Return the scheme that is typed, made from version ``number``."""
    return Scheme(
        name=typed.name.strip(),
        valid_from=date.fromisoformat(typed.valid_from),
        criteria=tuple(criterion_of(c) for c in typed.criteria),
        deductions=(Deduction(FALSIFICATION, "弄虚作假", read_number(typed.points)),),
        bottom=typed.bottom,
        objection_days=typed.objection_days,
        number=number,
    )


def new_code(taken: Collection[str]) -> str:
    """Return a code for a new criterion that no version uses."""
    number = 1
    while f"item_{number}" in taken:
        number += 1
    return f"item_{number}"


def kept(typed: TypedScheme) -> str:
    """Return what is typed as a text to be kept as a draft."""
    return json.dumps(asdict(typed), ensure_ascii=False, sort_keys=True)


def taken_up(text: str) -> TypedScheme | None:
    """Return what a draft holds; None for one that does not fit any more."""
    try:
        given: dict[str, Any] = json.loads(text)
        criteria = tuple(
            TypedCriterion(**{**one, "unit_kinds": tuple(one["unit_kinds"])})
            for one in given.pop("criteria")
        )
        found = TypedScheme(**given, criteria=criteria)
        scheme_of(found, 0)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    return found
