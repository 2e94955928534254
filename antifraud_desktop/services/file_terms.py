"""How long a file is kept and when it is looked at again, kept beside the file (R11)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from antifraud_desktop.records.retention import Term
from antifraud_desktop.rules import case_retention as rules
from antifraud_desktop.rules.case_retention import LONGEST, CaseDates, retention_until, review_on
from antifraud_desktop.services.file_facts import PLAN_ENDS
from antifraud_desktop.services.retention_due import term_key
from db.models import CaseFile
from db.queries import case_retention as queries
from db.queries.file_page import FileFound
from db.reader import Source
from db.vocabulary import CaseCategory, FileStatus


def kind_of(category: CaseCategory) -> str:
    """Return the code of a category's retention kind."""
    return f"file_{category.value}"


def settle_terms(session: Session, row: CaseFile) -> None:
    """Derive anew when a file is due for review and for erasing; the caller commits."""
    session.flush()
    row.retain_until, row.review_on = terms_of(session, row)


def refresh_terms(session: Session, rows: Iterable[CaseFile]) -> None:
    """Derive the terms of files anew, and leave their versions alone; the caller commits.

    Whoever edits a file meanwhile is not disturbed. Call it after all that the terms follow from.
    """
    session.flush()
    for row in rows:
        until, review = terms_of(session, row)
        session.execute(
            update(CaseFile)
            .where(CaseFile.id == row.id)
            .values(retain_until=until, review_on=review)
            .execution_options(synchronize_session=False)
        )
    session.expire_all()


def refresh_category(category: CaseCategory, session: Session) -> None:
    """Derive the terms of a category's files anew, after its own term was changed."""
    refresh_terms(
        session, session.scalars(select(CaseFile).where(CaseFile.category == category)).all()
    )


def terms_of(session: Session, row: CaseFile) -> tuple[date, date | None]:
    """Return the first day a file may not be kept any longer, and when it is reviewed."""
    dates = _dates(session, row)
    closed = row.status is FileStatus.CLOSED
    return retention_until(row.category, dates), None if closed else review_on(row.category, dates)


def retained_until(source: Source, row: CaseFile | FileFound) -> date:
    """Return the first day a file may not be kept any longer, by the terms as they are now."""
    return retention_until(row.category, _dates(source, row))


def until_when_closed(session: Session, row: CaseFile, today: date) -> date:
    """Return the first day a file may not be kept any longer, were it closed today."""
    return rules.until_when_closed(row.category, _dates(session, row), today)


def _dates(source: Source, row: CaseFile | FileFound) -> CaseDates:
    helped = row.category in queries.HELPED
    listed = row.category is CaseCategory.TWO_CARD
    facts = queries.term_facts(source, row.id, term_key(kind_of(row.category)))
    return CaseDates(
        opened_on=row.opened_on,
        plan_ends_on=_help_ends(row),
        measure_ends_on=facts.last_measure if listed else None,
        last_step_on=facts.last_step if helped else None,
        reviewed_on=facts.last_review,
        renewals=row.renewals,
        shortened=_shortened(row.category, facts.shortened),
    )


def _help_ends(row: CaseFile | FileFound) -> date | None:
    """Return the day the help ends: the plan's last one, or the closing where that was sooner."""
    planned = json.loads(row.facts).get(PLAN_ENDS)
    ends = [date.fromisoformat(planned)] if planned else []
    ends += [row.closed_on] if row.closed_on is not None else []
    return min(ends, default=None)


def _shortened(category: CaseCategory, stored: str | None) -> Term | None:
    return None if stored is None else Term(int(json.loads(stored)), LONGEST[category].unit)
