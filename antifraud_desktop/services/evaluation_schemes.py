"""Versions of the scheme, in force from a month, never altered once used (R15, R17)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import ChangedElsewhere, Invalid, Problem, Refused, Severity
from antifraud_desktop.records.evaluation import (
    Scheme,
    SchemeVersion,
    Snapshot,
)
from antifraud_desktop.records.evaluation_editions import Preview
from antifraud_desktop.records.units import IndicatorRecord
from antifraud_desktop.rules.evaluation import evaluate
from antifraud_desktop.rules.evaluation_changes import moved
from antifraud_desktop.rules.evaluation_scheme import check_scheme, countable
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.drafts import forget_draft
from antifraud_desktop.services.evaluation_inputs import collect, installs_ordered
from antifraud_desktop.services.evaluation_rows import latest_row, scheme_of, scheme_row
from antifraud_desktop.services.records_of import indicator_records
from antifraud_desktop.services.snapshots import from_json, to_json
from antifraud_desktop.services.written_text import problems_of_texts
from antifraud_desktop.work import Work, allowed
from db.models import EvaluationResult, EvaluationScheme
from db.queries import evaluation_results as results
from db.vocabulary import EvaluationState


class SchemeService:
    """Reads, tries out and saves versions of the scheme (考核方案)."""

    def __init__(self, work: Work) -> None:
        """Keep the way to the database."""
        self._work = work

    @allowed(Permission.READ_FIGURES)
    def in_force(self, month: date) -> Scheme:
        """Return the version in force in the month ``month`` lies in."""
        with self._work.reading() as session:
            return scheme_of(scheme_row(session, month.replace(day=1)))

    @allowed(Permission.READ_FIGURES)
    def versions(self) -> tuple[SchemeVersion, ...]:
        """Return every version, newest first."""
        s, r = EvaluationScheme, EvaluationResult
        with self._work.reading() as session:
            used = set(
                session.scalars(select(r.scheme_id).where(r.state == EvaluationState.FROZEN))
            )
            return tuple(
                SchemeVersion(scheme_of(row), row.reason, row.set_at, row.set_by, row.id in used)
                for row in session.scalars(select(s).order_by(s.number.desc()))
            )

    @allowed(Permission.READ_FIGURES)
    def countable(self, month: date) -> tuple[IndicatorRecord, ...]:
        """Return the indicators a criterion may count from a month on (R8, R17)."""
        with self._work.reading() as session:
            known = {i.code: i for i in indicator_records(session).values() if i.active}
            ordered = installs_ordered(session, month)
        return tuple(known[code] for code in countable(known, installs_ordered=ordered))

    @allowed(Permission.READ_FIGURES)
    def problems(self, scheme: Scheme) -> tuple[Problem, ...]:
        """Return everything that stands against a scheme."""
        with self._work.reading() as session:
            return _problems(session, scheme)

    @allowed(Permission.RUN_EVALUATION)
    def preview(self, scheme: Scheme, month: date) -> Preview:
        """Return what a scheme would have made of a month, against what stands.

        It rests on the inputs of the month's latest edition; a month that was never drafted is
        collected as it stands now. Nothing is saved. Raises Invalid for a scheme that may not be
        used.
        """
        first = month.replace(day=1)
        with self._work.reading() as session:
            problems = _problems(session, scheme)
            if problems:
                raise Invalid(problems)
            row = latest_row(session, first)
            if row is not None:
                snapshot = from_json(Snapshot, row.inputs)
            else:
                current = scheme_of(scheme_row(session, first))
                snapshot = collect(session, first, current, self._work.clock.now())
        before = evaluate(snapshot)
        after = evaluate(replace(snapshot, scheme=scheme))
        edition = row.edition if row is not None else None
        return Preview(first, edition, before, after, moved(before, after))

    @allowed(Permission.RUN_EVALUATION)
    def save(self, scheme: Scheme, reason: str, draft: str = "") -> Changes:
        """Save a changed scheme as a new version; ``scheme.number`` is the one it was made from.

        ``draft`` is forgotten.

        Raises Invalid with every problem, Refused when it would reach into a frozen month or
        changes nothing, ChangedElsewhere when a newer version came in between.
        """
        with self._work.writing() as uow:
            session = uow.session
            problems = [*_problems(session, scheme), *_of_reason(reason)]
            if problems:
                raise Invalid(tuple(problems))
            frozen = results.last_frozen_month(session)
            if frozen is not None and scheme.valid_from <= frozen:
                raise Refused(
                    f"{frozen.year}年{frozen.month}月已定稿，新方案不能影响已定稿的月份。",
                    f"请从{_after(frozen)}起执行。",
                )
            newest = session.scalar(select(func.max(EvaluationScheme.number))) or 0
            if scheme.number != newest:
                raise ChangedElsewhere("考核方案刚被别人改动。", "请查看最新方案后再修改。")
            current = scheme_of(scheme_row(session, scheme.valid_from))
            if replace(scheme, number=0, valid_from=current.valid_from) == replace(
                current, number=0
            ):
                raise Refused("方案没有改动。", "请修改后再保存。")
            saved = replace(scheme, name=scheme.name.strip(), number=newest + 1)
            session.add(
                EvaluationScheme(
                    number=saved.number,
                    name=saved.name,
                    valid_from=saved.valid_from,
                    content=to_json(saved),
                    reason=reason.strip(),
                    set_at=self._work.clock.utc(),
                    set_by=self._work.account,
                )
            )
            uow.record(
                "save_scheme",
                "evaluation_scheme",
                saved.number,
                f"考核方案第{saved.number}版，自{saved.valid_from:%Y-%m}起执行",
                _told(current),
                {**_told(saved), "reason": reason.strip()},
            )
            forget_draft(session, self._work.account, draft)
            uow.commit()
        return Changes(evaluation=True)


def _problems(session: Session, scheme: Scheme) -> tuple[Problem, ...]:
    indicators = {i.code: i for i in indicator_records(session).values()}
    ordered = installs_ordered(session, scheme.valid_from)
    return check_scheme(scheme, indicators, installs_ordered=ordered)


def _of_reason(reason: str) -> tuple[Problem, ...]:
    if not reason.strip():
        return (Problem("reason", Severity.ERROR, "请写明为什么修改方案", "required"),)
    return problems_of_texts({"reason": reason.strip()})


def _after(month: date) -> str:
    following = (month.replace(day=28) + timedelta(days=4)).replace(day=1)
    return f"{following.year}年{following.month}月"


def _told(scheme: Scheme) -> dict[str, object]:
    return {
        "name": scheme.name,
        "valid_from": scheme.valid_from.isoformat(),
        "bottom": scheme.bottom,
        "objection_days": scheme.objection_days,
        "criteria": {c.code: f"{c.name} {c.weight}" for c in scheme.criteria},
        "deductions": {d.code: f"{d.name} {d.points}" for d in scheme.deductions},
    }
