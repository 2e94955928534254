"""What goes into a month: days, follow-ups, sizes, the month before; and yellow cards ahead."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from antifraud_desktop.records.evaluation import UnitInputs
from antifraud_desktop.services.evaluations import EvaluationService
from antifraud_desktop.vocabulary import UnitKind
from antifraud_desktop.work import Work
from db.models import FileEvent, InstallOrder, Interview
from tests.evaluation.conftest import later
from tests.evaluation.filling import (
    FIRST,
    STAMP,
    add_figure,
    add_file,
    add_plan,
    add_setting,
    add_unit,
    add_visit,
    do,
)

SEPTEMBER = date(2023, 9, 1)
pytestmark = pytest.mark.usefixtures("villages")


def unit_of(months: EvaluationService, code: str = "U001", month: date = FIRST) -> UnitInputs:
    return next(u for u in months.draft(month)[0].snapshot.units if u.code == code)


def test_r17_the_month_before_stands_beside_the_scores(
    work: Work, months: EvaluationService
) -> None:
    august, _changes = months.draft(FIRST)
    months.freeze(FIRST, "试行")
    september, _changes = later(work, datetime(2023, 10, 3)).draft(SEPTEMBER)
    sheet = september.result.unit("U001")
    before = august.result.unit("U001")
    assert sheet is not None
    assert before is not None
    assert (sheet.last_total, sheet.last_rank) == (before.total, before.rank)
    assert sheet.change == sheet.total - before.total


def test_r19_two_frozen_months_at_the_bottom_foretell_a_yellow_card(
    work: Work, months: EvaluationService
) -> None:
    august, _changes = months.draft(FIRST)
    months.freeze(FIRST, "试行")
    assert august.result.cut.certain == ("U004", "U003")
    assert months.card_outlook(FIRST) == ()
    autumn = later(work, datetime(2023, 10, 3))
    do(work, lambda s: [add_figure(s, n, date(2023, 9, 2), 1, 10 * n) for n in (1, 2, 4)])
    autumn.draft(SEPTEMBER)
    assert autumn.card_outlook(SEPTEMBER) == ()  # a draft is no ranking yet
    head, _changes = autumn.freeze(SEPTEMBER, "试行")
    assert autumn.results(SEPTEMBER).result.cut.certain == ("U003", "U001")
    (card,) = autumn.card_outlook(SEPTEMBER)
    assert (card.unit, card.months) == ("U003", (FIRST, SEPTEMBER))
    assert (card.held, card.given) == (False, False)
    day = date(2023, 10, 3)

    def withdraw(session: Session) -> None:
        session.add(
            Interview(
                result_id=head.id,
                unit_id=3,
                chosen_by="李四",
                withdrawn_on=day,
                entered_at=datetime(2023, 10, 3, tzinfo=UTC),
                entered_by="张三",
            )
        )

    do(work, withdraw)
    assert autumn.card_outlook(SEPTEMBER) == ()


def test_r8_installs_are_collected_only_when_an_order_holds_all_month(
    work: Work, months: EvaluationService
) -> None:
    def indicators() -> set[str]:
        return set(months.draft(FIRST)[0].snapshot.indicators)

    def order(number: str, valid_from: date) -> None:
        row = InstallOrder(
            organ="县反诈办",
            number=number,
            title="通知",
            issued_on=FIRST,
            valid_from=valid_from,
            entered_at=STAMP,
            entered_by="张三",
        )
        do(work, lambda session: session.add(row))

    assert indicators() == {"households_visited", "people_reached"}
    order("9号", date(2023, 8, 2))
    assert "app_installed_new" not in indicators()
    order("8号", FIRST)
    assert indicators() == {"households_visited", "people_reached", "app_installed_new"}


def test_r1_each_day_is_judged_by_the_deadline_of_that_day(
    work: Work, months: EvaluationService
) -> None:
    assert unit_of(months).on_time == 31
    do(work, lambda s: add_setting(s, "deadline", '"17:00:00"', date(2023, 8, 30)))
    assert (unit_of(months).on_time, unit_of(months).late) == (29, 2)


def test_r12_follow_ups_of_a_neglected_a_regular_and_a_stopped_file(
    work: Work, months: EvaluationService
) -> None:
    def fill(session: Session) -> None:
        neglected = add_file(session, 1)
        add_plan(session, neglected, date(2023, 7, 1), every=14)
        regular = add_file(session, 2)
        add_plan(session, regular, date(2023, 8, 1), every=10)
        for day in (date(2023, 8, 1), date(2023, 8, 11), date(2023, 8, 22)):
            add_visit(session, regular, day)
        add_visit(session, regular, date(2023, 8, 31), failed=True)
        stopped = add_file(session, 3)
        add_plan(session, stopped, date(2023, 7, 1), every=14)
        session.add(
            FileEvent(
                file_id=stopped, day=date(2023, 7, 20), at=STAMP, account="张三", kind="stopped"
            )
        )

    do(work, fill)
    assert [
        (u.follow_ups_due, u.follow_ups_done)
        for u in (unit_of(months, code) for code in ("U001", "U002", "U003"))
    ] == [(1, 0), (3, 2), (0, 0)]


@pytest.mark.parametrize(
    ("day", "asked"), [(date(2023, 8, 14), (1, 1)), (date(2023, 8, 16), (2, 1))]
)
def test_r12_a_stop_that_lasts_asks_for_nothing_from_its_first_day_on(
    work: Work, months: EvaluationService, day: date, asked: tuple[int, int]
) -> None:
    def fill(session: Session) -> None:
        file = add_file(session, 1)
        add_plan(session, file, date(2023, 8, 1), every=14)
        add_visit(session, file, date(2023, 8, 1))
        session.add(FileEvent(file_id=file, day=day, at=STAMP, account="张三", kind="stopped"))

    do(work, fill)
    unit = unit_of(months)
    assert (unit.follow_ups_due, unit.follow_ups_done) == asked


def test_r16_a_unit_of_no_size_and_no_reports_is_listed_and_not_ranked(
    work: Work, months: EvaluationService
) -> None:
    bare = {"kind": UnitKind.VENUE, "households": None, "residents": None, "reports_daily": False}
    do(work, lambda s: add_unit(s, 9, **bare))
    sheet = months.draft(FIRST)[0].result.unit("U009")
    assert sheet is not None
    assert (sheet.rank, sheet.why) == (None, "本月没有可以考核的内容")
