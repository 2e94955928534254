"""Who has been at the bottom of frozen months, and which yellow cards follow (R19)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from antifraud_desktop.records.evaluation import MonthResult
from antifraud_desktop.records.evaluation_editions import CardOutlook, InterviewFact
from antifraud_desktop.rules.consequences import cards_due
from antifraud_desktop.services.records_of import campaign_row
from antifraud_desktop.services.snapshots import from_json
from db.queries import evaluation_results as results
from db.vocabulary import EvaluationState


def card_outlook(session: Session, month: date) -> tuple[CardOutlook, ...]:
    """Return the campaign's yellow cards up to a month: given, due, or to follow interviews.

    The rule is :func:`antifraud_desktop.rules.consequences.cards_due`, as where a card is given;
    here the interviews still to be held are told to it too. A month asks for one of every unit
    that is certain at the bottom of its latest frozen edition; of units tied across the cut only
    of those a leader picked. An interview that was withdrawn asks for none.
    """
    campaign = campaign_row(session)
    first = campaign.start.replace(day=1)
    facts = _interviews(session, first, month)
    months = {fact.id: fact.month for fact in facts}
    pairs = results.standing_cards(session, campaign.id)
    given = [
        CardOutlook(code, (months[one], months[other]), held=True, given=True)
        for code, one, other in pairs
        if one in months and other in months
    ]
    due = cards_due(
        [*facts, *_to_begin(session, first, month, facts)],
        [(one, other) for _code, one, other in pairs],
    )
    following = [
        CardOutlook(card.unit, (card.first.month, card.second.month), held=card.held, given=False)
        for card in due
    ]
    return tuple(sorted([*given, *following], key=lambda card: (card.unit, card.months)))


def _interviews(session: Session, first: date, last: date) -> list[InterviewFact]:
    return [
        InterviewFact(number, code, when, withdrawn is not None, held is not None)
        for number, code, when, withdrawn, held in results.interviews(session, first, last)
    ]


def _to_begin(
    session: Session, first: date, last: date, begun: list[InterviewFact]
) -> Iterator[InterviewFact]:
    """Give the interviews nobody began yet: of the units certain at a frozen month's bottom."""
    known = {(fact.unit, fact.month) for fact in begun}
    for when in _frozen_months(session, first, last):
        text = results.latest_frozen(session, when)
        for code in from_json(MonthResult, text).cut.certain if text else ():
            if (code, when) not in known:
                yield InterviewFact(0, code, when, held=False)


def _frozen_months(session: Session, first: date, last: date) -> list[date]:
    return sorted(
        {
            row.month
            for row in results.editions(session)
            if row.state is EvaluationState.FROZEN and first <= row.month <= last
        }
    )
