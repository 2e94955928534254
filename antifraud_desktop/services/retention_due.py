"""Which subjects are due, by the terms the office set and the reviews it made."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from antifraud_desktop.records.retention import DueCount, DueErasure, Term
from antifraud_desktop.rules.retention import due_on, latest_due, with_amount
from antifraud_desktop.services.retention_kinds import RetentionKind
from db.models import Option
from db.queries import retention as queries
from db.queries.retention import Due

Subject = tuple[str, str]
Kinds = Mapping[str, RetentionKind]
_TERM, _KEPT = "retention.", "kept."


def counts(session: Session, kinds: Kinds, today: date) -> tuple[DueCount, ...]:
    """Return how much of each kind is due; kinds of which nothing is are left out."""
    kept = _kept(session, today)
    found: list[DueCount] = []
    for code, kind in kinds.items():
        rule = kind.rule
        due = _query(session, kind, today)
        subjects, records = queries.count_of(session, due, kept.get(code, ()))
        if subjects:
            found.append(
                DueCount(
                    kind=code,
                    name=rule.name,
                    action=rule.action,
                    gone=rule.gone,
                    counted=rule.counted,
                    subjects=subjects,
                    records=records,
                )
            )
    return tuple(found)


def page(
    session: Session, kinds: Sequence[RetentionKind], today: date, first: int, most: int
) -> tuple[DueErasure, ...]:
    """Return due subjects of each of ``kinds``, the longest due first."""
    kept = _kept(session, today)
    found: list[DueErasure] = []
    for kind in kinds:
        rule, term = kind.rule, term_of(session, kind)
        due = _query(session, kind, today)
        found += [
            DueErasure(
                kind=rule.code,
                subject_id=row.subject,
                what=kind.describe(row),
                reference=row.reference,
                due_since=due_on(row.reference, term),
                action=rule.action,
                records=row.records,
            )
            for row in queries.page_of(session, due, kept.get(rule.code, ()), first, most)
        ]
    return tuple(found)


def due_of(session: Session, kinds: Kinds, wanted: set[Subject], today: date) -> set[Subject]:
    """Return those of ``wanted`` (kind and subject) that are due and not kept by a review."""
    kept, found = _kept(session, today), set[Subject]()
    for code, kind in kinds.items():
        subjects = {subject for one, subject in wanted if one == code}
        if subjects:
            due = queries.still_due(session, _query(session, kind, today), subjects)
            found |= {(code, subject) for subject in due - set(kept.get(code, ()))}
    return found


def term_of(session: Session, kind: RetentionKind) -> Term:
    """Return the term as set; never longer than allowed, whatever is stored."""
    key = term_key(kind.rule.code)
    stored = session.scalar(select(Option.value).where(Option.key == key))
    if stored is None:
        return kind.rule.term
    return with_amount(kind.rule, min(int(json.loads(stored)), kind.rule.term.amount))


def term_key(kind: str) -> str:
    """Return the option that holds a kind's term."""
    return f"{_TERM}{kind}"


def kept_key(kind: str, subject: str) -> str:
    """Return the option that holds until when a review keeps a subject."""
    return f"{_KEPT}{kind}.{subject}"


def _query(session: Session, kind: RetentionKind, today: date) -> Due:
    return kind.due(session, today, latest_due(today, term_of(session, kind)))


def _kept(session: Session, today: date) -> dict[str, list[str]]:
    """Return which subjects of each kind a review keeps beyond ``today``."""
    found: dict[str, list[str]] = {}
    rows = session.execute(select(Option.key, Option.value).where(Option.key.startswith(_KEPT)))
    for key, value in rows:
        kind, _dot, subject = key.removeprefix(_KEPT).partition(".")
        if date.fromisoformat(json.loads(value)) > today:
            found.setdefault(kind, []).append(subject)
    return found
