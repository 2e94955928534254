"""Who has been at the bottom of frozen months, and for whom a yellow card follows (R19)."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from sqlalchemy.orm import Session

from antifraud_desktop.records.evaluation import MonthResult
from antifraud_desktop.records.evaluation_editions import CardOutlook
from antifraud_desktop.rules.consequences import PER_CARD
from antifraud_desktop.services.records_of import campaign_row
from antifraud_desktop.services.snapshots import from_json
from db.queries import evaluation_results as results
from db.vocabulary import EvaluationState


def card_outlook(session: Session, month: date) -> tuple[CardOutlook, ...]:
    """Return the units with two months or more that count, of the campaign up to a month.

    A month counts for a unit when it is frozen and the unit is certainly at its bottom, or was
    interviewed for it; it does not when that interview was withdrawn. Of units tied across the cut
    only those a leader picked, so that there is an interview, count.
    """
    campaign = campaign_row(session)
    first = campaign.start.replace(day=1)
    counted: dict[str, set[date]] = defaultdict(set)
    for when in _frozen_months(session, first, month):
        text = results.latest_frozen(session, when)
        for code in from_json(MonthResult, text).cut.certain if text else ():
            counted[code].add(when)
    for _id, code, when, withdrawn in results.interviews(session, first, month):
        if withdrawn is None:
            counted[code].add(when)
        else:
            counted[code].discard(when)
    given = {row[0] for row in results.standing_cards(session, campaign.id)}
    return tuple(
        CardOutlook(code, tuple(sorted(months)), code in given)
        for code, months in sorted(counted.items())
        if len(months) >= PER_CARD
    )


def _frozen_months(session: Session, first: date, last: date) -> list[date]:
    return sorted(
        {
            row.month
            for row in results.editions(session)
            if row.state is EvaluationState.FROZEN and first <= row.month <= last
        }
    )
