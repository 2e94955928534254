"""Rows of schemes and editions into records, and the digest that binds inputs to results (R18)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from importlib.resources import files
from json import loads
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from antifraud_desktop.errors import EnvironmentTrouble, Refused
from antifraud_desktop.records.evaluation import (
    Basis,
    Criterion,
    Deduction,
    MonthResult,
    Scheme,
    Snapshot,
    Source,
)
from antifraud_desktop.records.evaluation_editions import Edition, EditionHead, Reproduction
from antifraud_desktop.rules.evaluation import evaluate
from antifraud_desktop.rules.evaluation_changes import moved, told
from antifraud_desktop.services.snapshots import from_json, to_json
from db.models import EvaluationResult, EvaluationScheme
from db.queries import evaluation_results as results
from db.vocabulary import UnitKind

SHIPPED_BY = "预置"


def preset_scheme(valid_from: date) -> Scheme:
    """Return the scheme shipped with the program (R15), in force from a month."""
    text = (files("resources") / "evaluation_scheme.json").read_text(encoding="utf-8")
    content = loads(text)
    return Scheme(
        name=content["name"],
        valid_from=valid_from.replace(day=1),
        criteria=tuple(_criterion(row) for row in content["criteria"]),
        deductions=tuple(
            Deduction(row["code"], row["name"], Decimal(row["points"]))
            for row in content["deductions"]
        ),
        bottom=content["bottom"],
        objection_days=content["objection_days"],
        number=1,
    )


def fill_schemes(session: Session, first_day: date) -> None:
    """Write the shipped scheme, in force from the campaign's first month."""
    scheme = preset_scheme(first_day)
    session.add(
        EvaluationScheme(
            number=scheme.number,
            name=scheme.name,
            valid_from=scheme.valid_from,
            content=to_json(scheme),
            set_at=datetime.combine(scheme.valid_from, time(), UTC),
            set_by=SHIPPED_BY,
        )
    )


def scheme_row(session: Session, month: date) -> EvaluationScheme:
    """Return the version in force in a month: the last that began; the first for months before.

    Raises EnvironmentTrouble when there is none.
    """
    s = EvaluationScheme
    begun = select(s).where(s.valid_from <= month).order_by(s.valid_from.desc(), s.number.desc())
    row = session.scalars(begun.limit(1)).first()
    if row is None:
        row = session.scalars(select(s).order_by(s.number).limit(1)).first()
    if row is None:
        raise EnvironmentTrouble("数据里没有考核方案。", "请重新登录以补充预置内容，或从备份恢复。")
    return row


def scheme_of(row: EvaluationScheme) -> Scheme:
    """Return a stored version."""
    return from_json(Scheme, row.content)


def latest_row(
    session: Session, month: date, edition: int | None = None
) -> EvaluationResult | None:
    """Return a month's edition, the latest when none is named."""
    r = EvaluationResult
    statement = select(r).where(r.month == month).order_by(r.edition.desc()).limit(1)
    if edition is not None:
        statement = statement.where(r.edition == edition)
    return session.scalars(statement).first()


def edition_row(session: Session, month: date, edition: int | None = None) -> EvaluationResult:
    """Return the same; Refused when there is none."""
    row = latest_row(session, month, edition)
    if row is None:
        raise Refused(f"{month.year}年{month.month}月还没有考核结果。", "请先计算该月考核。")
    return row


def heads(session: Session, month: date | None = None) -> tuple[EditionHead, ...]:
    """Return the editions without their figures, newest month and edition first."""
    return tuple(
        EditionHead(
            id=row.id,
            month=row.month,
            edition=row.edition,
            scheme=row.scheme,
            state=row.state,
            drafted_at=row.drafted_at,
            drafted_by=row.drafted_by,
            shown_on=row.shown_on,
            objections_until=row.objections_until,
            frozen_at=row.frozen_at,
            frozen_by=row.frozen_by,
            changes=row.changes,
            sha256=row.sha256,
            open_objections=row.open_objections,
            version=row.version,
        )
        for row in results.editions(session, month)
    )


def edition_of(session: Session, row: EvaluationResult) -> Edition:
    """Return an edition with what went in and what came out."""
    head = next(h for h in heads(session, row.month) if h.id == row.id)
    snapshot = from_json(Snapshot, row.inputs)
    return Edition(head, snapshot, from_json(MonthResult, row.results))


def digest(inputs: str, results: str) -> str:
    """Return the SHA-256 of an edition: its inputs, a line break, its results, as stored."""
    return hashlib.sha256(f"{inputs}\n{results}".encode()).hexdigest()


def reproduction(inputs: str, results: str, sha256: str) -> Reproduction:
    """Compute an edition anew from its stored inputs and compare it bit for bit."""
    again = evaluate(from_json(Snapshot, inputs))
    same = to_json(again) == results
    differences = [] if same else moved(from_json(MonthResult, results), again)
    return Reproduction(
        same=same and digest(inputs, results) == sha256,
        digest=digest(inputs, results) == sha256,
        differences=tuple(told([change]) for change in differences),
    )


def _criterion(row: Mapping[str, Any]) -> Criterion:
    return Criterion(
        code=row["code"],
        name=row["name"],
        weight=Decimal(row["weight"]),
        source=Source(row["source"]),
        indicator=row.get("indicator", ""),
        basis=Basis(row["basis"]) if "basis" in row else None,
        rate=Decimal(row["rate"]) if "rate" in row else None,
        cap=Decimal(row.get("cap", "1")),
        step=Decimal(row.get("step", "2")),
        unit_kinds=tuple(UnitKind(kind) for kind in row.get("unit_kinds", ())),
    )
