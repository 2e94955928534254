"""Histories by chance: whoever asks for interviews and cards is told the same (R19)."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from random import Random

import pytest

from antifraud_desktop.evaluations import Evaluations
from antifraud_desktop.records.consequences import CardState, InterviewHeld, InterviewState, NewCard
from antifraud_desktop.records.evaluation_editions import CardOutlook
from antifraud_desktop.rules.consequences import PER_CARD
from antifraud_desktop.work import Work
from tests.evaluation.filling import add_submission, add_unit, do
from tests.evaluation.offices import at

MONTHS = tuple(date(2023, month, 1) for month in (8, 9, 10, 11, 12))
NOW = datetime(2024, 1, 8, 10)
TODAY = NOW.date()
UNITS = 5
HELD = InterviewHeld(TODAY, "镇领导丙", "", "入户少", "每周入户", date(2024, 1, 31))


def freeze(work: Work, office: Evaluations, random: Random, month: date) -> None:
    """Freeze a month whose villages reported on few days: ties are common."""

    def fill(session: object) -> None:
        for unit in range(1, UNITS + 1):
            for day in random.sample(range(1, 29), random.choice((0, 1, 1, 2))):
                sent = datetime(month.year, month.month, day, 17)
                add_submission(session, unit, sent.date(), sent)

    do(work, fill)
    office.months.draft(month)
    office.months.freeze(month, "先行定稿")
    found = office.consequences.candidates(month).candidates
    assert tuple(c.unit_code for c in found) == office.months.results(month).result.cut.listed


def interviewed(office: Evaluations, random: Random, month: date) -> None:
    """Begin or pick the interviews a frozen month asks for."""
    found = office.consequences.candidates(month)
    if found.to_begin:
        office.consequences.begin(month)
    free = [c.unit_code for c in found.candidates if c.tied and c.interview_id is None]
    if found.left:
        office.consequences.pick(month, random.sample(free, found.left), "上月也在末位")


def followed(office: Evaluations, random: Random) -> None:
    """Hold or withdraw an interview; give, close or withdraw a card."""
    cards = office.cards.list()
    on_cards = {
        number
        for card in cards
        if card.state is not CardState.WITHDRAWN
        for number in (card.first_interview, card.second_interview)
    }
    for one in random.sample(office.interviews.list(), min(3, len(office.interviews.list()))):
        if one.state is InterviewState.CHOSEN and random.random() < 0.8:
            office.interviews.hold(one.id, HELD, one.version)
        elif one.id not in on_cards and one.state is not InterviewState.WITHDRAWN:
            office.interviews.withdraw(one.id, TODAY, "结果有误", one.version)
    for offer in office.consequences.offers()[:1]:
        office.cards.give(offer.unit_code, NewCard(TODAY, "限期整改", TODAY))
    for card in cards:
        if card.state is CardState.STANDING and random.random() < 0.4:
            withdraw = random.random() < 0.5
            change = office.cards.withdraw if withdraw else office.cards.close
            change(card.id, TODAY, "说明情况", card.version)


def months_that_count(office: Evaluations, frozen: tuple[date, ...]) -> Counter[str]:
    """Count a unit's months as the rule has it: certain or interviewed, and not withdrawn."""
    interviews = office.interviews.list()
    known = {(i.unit_code, i.month) for i in interviews}
    counting = {
        (i.unit_code, i.month) for i in interviews if i.state is not InterviewState.WITHDRAWN
    }
    for month in frozen:
        for one in office.consequences.candidates(month).candidates:
            if not one.tied and (one.unit_code, month) not in known:
                counting.add((one.unit_code, month))
    return Counter(unit for unit, _month in counting)


def of_cards(cards: tuple[CardOutlook, ...], *, given: bool) -> set[tuple[str, tuple[date, date]]]:
    return {(c.unit, c.months) for c in cards if c.held and c.given is given}


@pytest.mark.parametrize("seed", range(6))
def test_r19_the_command_and_the_desk_tell_the_same_cards(work: Work, seed: int) -> None:
    random = Random(seed)  # noqa: S311 - a history, not a secret
    do(work, lambda session: [add_unit(session, n) for n in range(1, UNITS + 1)])
    office, frozen, cards_seen = at(work, NOW), MONTHS[:0], 0
    for month in MONTHS:
        freeze(work, office, random, month)
        frozen = (*frozen, month)
        for _step in range(3):
            interviewed(office, random, random.choice(frozen))
            followed(office, random)
            told = office.months.card_outlook(month)
            standing = [c for c in office.cards.list() if c.state is not CardState.WITHDRAWN]
            assert of_cards(told, given=True) == {
                (c.unit_code, (c.first_month, c.second_month)) for c in standing
            }
            assert of_cards(told, given=False) == {
                (o.unit_code, (o.first.month, o.second.month)) for o in office.consequences.offers()
            }
            counted = months_that_count(office, frozen)
            assert Counter(c.unit for c in told) == Counter(
                {unit: number // PER_CARD for unit, number in counted.items()}
            )
            cards_seen += len(told)
    assert cards_seen
