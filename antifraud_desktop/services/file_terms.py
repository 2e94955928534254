"""How long a file is kept and when it is looked at again, kept beside the file (R11)."""

from __future__ import annotations

import json
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from antifraud_desktop.records.retention import Term
from antifraud_desktop.rules.case_retention import LONGEST, CaseDates, retention_until, review_on
from antifraud_desktop.services.file_facts import PLAN_ENDS
from antifraud_desktop.services.retention_due import term_key
from db.models import CaseFile, Option
from db.queries import case_retention as queries
from db.vocabulary import CaseCategory, FileStatus


def kind_of(category: CaseCategory) -> str:
    """Return the code of a category's retention kind."""
    return f"file_{category.value}"


def settle_terms(session: Session, row: CaseFile) -> None:
    """Derive anew when a file is due for review and for erasing; the caller commits."""
    session.flush()
    row.retain_until, row.review_on = terms_of(session, row)


def terms_of(session: Session, row: CaseFile) -> tuple[date, date | None]:
    """Return the first day a file may not be kept any longer, and when it is reviewed."""
    dates = _dates(session, row)
    closed = row.status is FileStatus.CLOSED
    return retention_until(row.category, dates), None if closed else review_on(row.category, dates)


def retained_until(session: Session, row: CaseFile) -> date:
    """Return the first day a file may not be kept any longer, by the terms as they are now."""
    return retention_until(row.category, _dates(session, row))


def _dates(session: Session, row: CaseFile) -> CaseDates:
    helped = row.category in queries.HELPED
    return CaseDates(
        opened_on=row.opened_on,
        plan_ends_on=_help_ends(row),
        measure_ends_on=queries.last_measure(session, row.id),
        last_step_on=queries.last_step(session, row.id) if helped else None,
        reviewed_on=queries.last_review(session, row.id),
        renewals=row.renewals,
        shortened=_shortened(session, row.category),
    )


def _help_ends(row: CaseFile) -> date | None:
    """Return the day the help ends: the plan's last one, or the closing where that was sooner."""
    planned = json.loads(row.facts).get(PLAN_ENDS)
    ends = [date.fromisoformat(planned)] if planned else []
    ends += [row.closed_on] if row.closed_on is not None else []
    return min(ends, default=None)


def _shortened(session: Session, category: CaseCategory) -> Term | None:
    key = term_key(kind_of(category))
    stored = session.scalar(select(Option.value).where(Option.key == key))
    return None if stored is None else Term(int(json.loads(stored)), LONGEST[category].unit)
