"""Versions of the scheme: from a month on, tried out before, never into a frozen month (R15)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from antifraud_desktop.errors import ChangedElsewhere, Invalid, Refused
from antifraud_desktop.records.evaluation import Scheme
from antifraud_desktop.services.evaluation_schemes import SchemeService
from antifraud_desktop.services.evaluations import EvaluationService
from antifraud_desktop.work import Work
from tests.evaluation.by_chance import by_chance
from tests.evaluation.filling import FIRST
from tests.evaluation.townships import SHIPPED

SEPTEMBER = date(2023, 9, 1)


def other(scheme: Scheme, valid_from: date = SEPTEMBER, punctual: str = "25") -> Scheme:
    """Return a scheme that gives more for punctuality and less for visits."""
    weights = {"on_time": Decimal(punctual), "household_visits": 40 - Decimal(punctual)}
    criteria = tuple(replace(c, weight=weights.get(c.code, c.weight)) for c in scheme.criteria)
    return replace(scheme, valid_from=valid_from, criteria=criteria)


def test_r15_a_new_township_has_the_shipped_scheme(schemes: SchemeService) -> None:
    assert schemes.in_force(date(2023, 8, 31)) == SHIPPED
    assert schemes.in_force(date(2020, 1, 1)) == SHIPPED
    assert schemes.problems(SHIPPED) == ()


def test_r15_a_new_version_holds_from_its_month_on(schemes: SchemeService) -> None:
    schemes.save(other(SHIPPED), "县里要求")
    assert schemes.in_force(FIRST).number == 1
    assert schemes.in_force(SEPTEMBER).number == 2
    assert schemes.in_force(date(2024, 1, 1)).criteria[0].weight == 25
    newest, oldest = schemes.versions()
    assert (newest.reason, newest.set_by, newest.used) == ("县里要求", "张三", False)
    assert oldest.scheme == SHIPPED


def test_r15_what_a_change_would_have_made_of_the_last_month_is_shown_first(
    work: Work, schemes: SchemeService, months: EvaluationService
) -> None:
    by_chance(work, 3)
    unsaved = schemes.preview(other(SHIPPED), FIRST)
    assert unsaved.edition is None
    edition, _changes = months.draft(FIRST)
    shown = schemes.preview(other(SHIPPED), FIRST)
    assert shown.edition == 1
    assert shown.before == edition.result == unsaved.before
    assert shown.after == unsaved.after
    assert [c.weight for c in shown.after.units[0].criteria][:3] == [25, 10, 15]
    differing = {
        u.code
        for u in shown.before.units
        if (v := shown.after.unit(u.code)) and (v.total, v.rank) != (u.total, u.rank)
    }
    assert {change.code for change in shown.moved} == differing
    assert schemes.versions()[0].scheme.number == 1


def test_r18_no_version_reaches_into_a_frozen_month(
    work: Work, schemes: SchemeService, months: EvaluationService
) -> None:
    by_chance(work, 5)
    months.draft(FIRST)
    months.freeze(FIRST, "试行")
    with pytest.raises(Refused, match="8月已定稿"):
        schemes.save(other(SHIPPED, FIRST), "想改")
    schemes.save(other(SHIPPED, SEPTEMBER), "县里要求")
    assert [version.used for version in schemes.versions()] == [False, True]


def test_r18_a_draft_follows_the_version_in_force(
    work: Work, schemes: SchemeService, months: EvaluationService
) -> None:
    by_chance(work, 5)
    months.draft(FIRST)
    schemes.save(other(SHIPPED, FIRST), "县里要求")
    edition, _changes = months.draft(FIRST)
    assert edition.snapshot.scheme.number == 2


def test_r17_what_may_not_be_used_is_neither_saved_nor_tried_out(schemes: SchemeService) -> None:
    veto = replace(SHIPPED.criteria[0], name="一票否决")
    refused = replace(SHIPPED, criteria=(veto, *SHIPPED.criteria[1:]))
    with pytest.raises(Invalid, match="否决"):
        schemes.save(refused, "想改")
    with pytest.raises(Invalid, match="否决"):
        schemes.preview(refused, FIRST)


@pytest.mark.parametrize("reason", ["", "   ", "长" * 201])
def test_r15_a_change_needs_a_reason(schemes: SchemeService, reason: str) -> None:
    with pytest.raises(Invalid):
        schemes.save(other(SHIPPED), reason)


def test_r15_nothing_changed_is_no_version(schemes: SchemeService) -> None:
    with pytest.raises(Refused, match="没有改动"):
        schemes.save(replace(SHIPPED, valid_from=SEPTEMBER), "想改")


def test_r15_two_who_change_it_at_once(schemes: SchemeService) -> None:
    schemes.save(other(SHIPPED), "县里要求")
    with pytest.raises(ChangedElsewhere):
        schemes.save(other(SHIPPED, punctual="30"), "另一个想法")


def test_r17_the_office_is_offered_what_may_be_counted(schemes: SchemeService) -> None:
    assert [i.code for i in schemes.countable(FIRST)] == ["households_visited", "people_reached"]
