"""The life of a month: drafted, shown, objected to, frozen, and never changed after (R18)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, Refused
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.evaluations import EvaluationService
from antifraud_desktop.vocabulary import EvaluationState, ObjectionState
from antifraud_desktop.work import NotAllowed, Work
from db.models import AuditEntry, EvaluationResult, Objection
from tests.evaluation.conftest import later
from tests.evaluation.filling import (
    DAYS,
    FIRST,
    STAMP,
    add_falsification,
    do,
)

SEPTEMBER = date(2023, 9, 1)
pytestmark = pytest.mark.usefixtures("villages")


def false_day(work: Work, unit_id: int = 1, day: date = DAYS[3]) -> None:
    do(work, lambda session: add_falsification(session, unit_id, day))


def test_r18_a_draft_is_drawn_up_again_in_the_same_edition(
    work: Work, months: EvaluationService
) -> None:
    first, changes = months.draft(FIRST)
    assert changes == Changes(evaluation=True)
    false_day(work)
    second, _changes = months.draft(FIRST)
    assert (first.head.edition, second.head.edition) == (1, 1)
    assert first.result.units[0].total - second.result.units[-1].total == Decimal("5.00")
    assert second.head.state is EvaluationState.DRAFT


def test_r18_drawing_up_what_did_not_change_writes_nothing(months: EvaluationService) -> None:
    first, _changes = months.draft(FIRST)
    again, changes = months.draft(FIRST)
    assert again == first
    assert not changes


def test_r18_shown_for_three_days_then_frozen(work: Work, months: EvaluationService) -> None:
    months.draft(FIRST)
    months.show(FIRST)
    (head,) = months.editions()
    assert (head.shown_on, head.objections_until) == (date(2023, 9, 5), date(2023, 9, 8))
    with pytest.raises(Refused, match="异议期到9月8日，还没有满"):
        later(work, datetime(2023, 9, 8, 23)).freeze(FIRST)
    frozen, _changes = later(work, datetime(2023, 9, 9, 8)).freeze(FIRST)
    assert (frozen.state, frozen.frozen_by) == (EvaluationState.FROZEN, "张三")
    assert frozen.changes == ""


def test_r18_a_month_that_was_never_shown_is_frozen_only_with_a_reason_that_stays(
    months: EvaluationService,
) -> None:
    months.draft(FIRST)
    with pytest.raises(Refused, match="未经公示"):
        months.freeze(FIRST)
    frozen, _changes = months.freeze(FIRST, "由命令行定稿")
    assert frozen.changes.startswith("未经公示即定稿：由命令行定稿")


def test_r18_an_open_objection_stands_against_freezing_whatever_the_reason(
    work: Work, months: EvaluationService
) -> None:
    months.draft(FIRST)
    months.show(FIRST)
    (head,) = months.editions()

    def object_to(session: Session) -> None:
        session.add(
            Objection(
                result_id=head.id,
                unit_id=2,
                text="8月2日已报",
                received_on=SEPTEMBER,
                state=ObjectionState.OPEN,
                entered_at=STAMP,
                entered_by="张三",
            )
        )

    do(work, object_to)
    after = later(work, datetime(2023, 9, 20))
    with pytest.raises(Refused, match="还有1件异议没有答复"):
        after.freeze(FIRST, "等不及")
    do(work, lambda s: s.execute(update(Objection).values(state=ObjectionState.REJECTED)))
    assert after.freeze(FIRST)[0].state is EvaluationState.FROZEN


def test_r18_what_was_shown_and_comes_out_differently_has_to_be_shown_anew(
    work: Work, months: EvaluationService
) -> None:
    months.draft(FIRST)
    months.show(FIRST)
    assert not months.draft(FIRST)[1]
    assert months.editions()[0].state is EvaluationState.SHOWN
    false_day(work)
    drawn, _changes = months.draft(FIRST)
    assert (drawn.head.state, drawn.head.objections_until) == (EvaluationState.DRAFT, None)
    assert "第1村由" in drawn.head.changes
    assert "公示后重新计算" in drawn.head.changes


def test_r18_a_frozen_month_never_changes_a_correction_is_a_new_edition(
    work: Work, months: EvaluationService
) -> None:
    first, _changes = months.draft(FIRST)
    months.freeze(FIRST, "试行")
    assert not months.draft(FIRST)[1]
    false_day(work)
    second, _changes = months.draft(FIRST, "查实一起弄虚作假")
    assert second.head.edition == 2
    assert second.head.changes.startswith("查实一起弄虚作假。")
    before = months.results(FIRST, 1)
    assert (before.result, before.snapshot) == (first.result, first.snapshot)
    assert before.head.state is EvaluationState.FROZEN
    assert months.results(FIRST).head.edition == 2
    months.freeze(FIRST, "再来")
    with pytest.raises(Refused, match="已经定稿"):
        months.freeze(FIRST, "再来")


def test_r18_every_edition_comes_out_again_bit_for_bit_after_the_rows_moved_on(
    work: Work, months: EvaluationService
) -> None:
    months.draft(FIRST)
    months.freeze(FIRST, "试行")
    false_day(work)
    months.draft(FIRST)
    for edition in (1, 2):
        found = months.reproduce(FIRST, edition)
        assert (found.same, found.digest, found.differences) == (True, True, ())


def test_r18_an_edition_somebody_altered_in_the_file_is_found_out_and_not_frozen(
    work: Work, months: EvaluationService
) -> None:
    months.draft(FIRST)
    row = select(EvaluationResult.results)
    with work.reading() as session:
        (text,) = session.scalars(row)
    altered = text.replace('"rank":4', '"rank":1')
    assert altered != text
    do(work, lambda s: s.execute(update(EvaluationResult).values(results=altered)))
    found = months.reproduce(FIRST)
    assert (found.same, found.digest) == (False, False)
    assert "第4村由" in found.differences[0]
    with pytest.raises(Refused, match="对不上"):
        months.freeze(FIRST, "试行")


def test_r18_a_running_month_is_drafted_up_to_yesterday_but_neither_shown_nor_frozen(
    work: Work,
) -> None:
    running = later(work, datetime(2023, 8, 12, 17, 59))
    edition, _changes = running.draft(FIRST)
    assert edition.snapshot.until == date(2023, 8, 11)
    assert edition.snapshot.units[0].expected == 11
    assert edition.snapshot.units[0].target_days == 11
    for step in (running.show, lambda month: running.freeze(month, "x")):
        with pytest.raises(Refused, match="还没有结束"):
            step(FIRST)


@pytest.mark.parametrize(
    ("month", "why"),
    [(date(2023, 10, 1), "还没有到"), (date(2023, 6, 1), "不在专项行动期间")],
)
def test_r18_a_month_outside_is_refused(months: EvaluationService, month: date, why: str) -> None:
    with pytest.raises(Refused, match=why):
        months.draft(month)


def test_r18_on_the_first_morning_there_is_nothing_to_judge_yet(work: Work) -> None:
    with pytest.raises(Refused, match="还没有一天过了报送时限"):
        later(work, datetime(2023, 8, 1, 9)).draft(FIRST)


def test_r18_what_was_never_computed_is_said_so(months: EvaluationService) -> None:
    for ask in (months.results, months.reproduce, months.show):
        with pytest.raises(Refused, match="还没有考核结果"):
            ask(FIRST)


def test_r18_each_step_leaves_one_entry_without_personal_data(
    work: Work, months: EvaluationService
) -> None:
    months.draft(FIRST)
    months.show(FIRST)
    months.freeze(FIRST, "试行")
    with work.reading() as session:
        told = session.execute(
            select(AuditEntry.action, AuditEntry.summary)
            .where(AuditEntry.subject_kind == "evaluation")
            .order_by(AuditEntry.id)
        ).all()
    assert [tuple(row) for row in told] == [
        ("draft_evaluation", "计算2023年8月考核"),
        ("show_evaluation", "公示2023年8月考核，异议期至9月8日"),
        ("freeze_evaluation", "定稿2023年8月考核（异议期未满）"),
    ]


def test_r18_who_only_decides_may_freeze_but_not_draft(work: Work) -> None:
    EvaluationService(work).draft(FIRST)
    leader = replace(
        work, permissions=frozenset({Permission.READ_FIGURES, Permission.DECIDE_RANKING})
    )
    with pytest.raises(NotAllowed):
        EvaluationService(leader).draft(FIRST)
    assert EvaluationService(leader).freeze(FIRST, "试行")[0].state is EvaluationState.FROZEN
    clerk = replace(work, permissions=frozenset({Permission.RUN_EVALUATION}))
    with pytest.raises(NotAllowed):
        EvaluationService(clerk).freeze(FIRST, "试行")


@pytest.mark.parametrize(
    ("reason", "why"), [("长" * 201, "不超过200个字"), ("家属一律停水停电", "停")]
)
def test_r18_a_reason_is_short_and_speaks_of_no_unlawful_measure(
    months: EvaluationService, reason: str, why: str
) -> None:
    months.draft(FIRST)
    for step in (months.draft, months.freeze):
        with pytest.raises(Invalid, match=why):
            step(FIRST, reason)
