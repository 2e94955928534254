"""What follows a frozen month: the bottom is interviewed, two interviews bring a card (R19)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from antifraud_desktop.records.evaluation import (
    Cut,
    UnitScore,
)
from antifraud_desktop.records.evaluation_editions import (
    CardDue,
    InterviewFact,
)

PER_CARD = 2


def bottom(sheets: Sequence[UnitScore], count: int) -> Cut:
    """Return the ``count`` ranked units with the lowest totals (R19).

    When a tie goes across the cut, all that are tied are listed and a leader picks as many as are
    left to pick, with a reason. Units that are not ranked are never in it. Worst first; equal
    totals in the office's order.
    """
    judged = sorted(
        (s for s in sheets if s.rank is not None), key=lambda s: (s.total, s.order, s.code)
    )
    if len(judged) <= count:
        return Cut(certain=tuple(s.code for s in judged))
    at_cut = judged[count - 1].total if count else None
    if at_cut is None or judged[count].total > at_cut:
        return Cut(certain=tuple(s.code for s in judged[:count]))
    certain = tuple(s.code for s in judged if s.total < at_cut)
    tied = tuple(s.code for s in judged if s.total == at_cut)
    return Cut(certain=certain, tied=tied, pick=count - len(certain))


def cards_due(
    interviews: Iterable[InterviewFact], standing: Iterable[tuple[int, int]] = ()
) -> tuple[CardDue, ...]:
    """Return the yellow cards two interviews in a campaign ask for (R19).

    ``interviews`` are those of one campaign, held or still to be held, one a month of a unit; one
    that was withdrawn counts for nothing. ``standing`` are the pairs of interviews that cards
    already given, and not withdrawn, rest on: they are used up, and the next card takes two
    further ones. Those held are paired first, so that what is still to come changes no card that
    can be given today.
    """
    used = {number for pair in standing for number in pair}
    by_unit: dict[str, list[InterviewFact]] = {}
    for interview in sorted(interviews, key=lambda i: (not i.held, i.month, i.id)):
        if not interview.withdrawn and interview.id not in used:
            by_unit.setdefault(interview.unit, []).append(interview)
    return tuple(
        _card(unit, found[n], found[n + 1])
        for unit, found in sorted(by_unit.items())
        for n in range(0, len(found) - 1, PER_CARD)
    )


def _card(unit: str, one: InterviewFact, other: InterviewFact) -> CardDue:
    """Return a card on two interviews, that of the earlier month first."""
    first, second = sorted((one, other), key=lambda i: i.month)
    return CardDue(unit, first, second)
