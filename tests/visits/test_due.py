"""What is due about persons: of every kind, of the own files, in sentences without persons."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from antifraud_desktop.records.visits import DueKind
from antifraud_desktop.services.due import DueService
from antifraud_desktop.vocabulary import FileStatus, Role
from antifraud_desktop.work import NotAllowed, Work
from db.models import CaseFile, PunitiveMeasure, Referral, RightsRequest
from db.vocabulary import (
    AppealState,
    AttentionLevel,
    CaseCategory,
    OrganLevel,
    RequestState,
    RightKind,
)
from tests.visits.conftest import DAY, NAMES

DAY_STAMP = datetime(2023, 8, 12, tzinfo=UTC)


def days(number: int) -> date:
    return DAY + timedelta(days=number)


def put(work: Work, file_id: int, **values: Any) -> None:
    with work.writing(audited=False) as uow:
        row = uow.session.get_one(CaseFile, file_id)
        for name, value in values.items():
            setattr(row, name, value)
        uow.commit()


def add(work: Work, row: Any) -> None:
    with work.writing(audited=False) as uow:
        uow.session.add(row)
        uow.commit()


def measure(file_id: int, ends_on: date, appeal: AppealState = AppealState.NONE) -> PunitiveMeasure:
    return PunitiveMeasure(
        file_id=file_id,
        organ="某市公安局",
        organ_level=OrganLevel.PREFECTURE,
        starts_on=date(2022, 1, 1),
        ends_on=ends_on,
        appeal=appeal,
        recorded_at=DAY_STAMP,
        recorded_by="办公室",
    )


def request(due_on: date, state: RequestState = RequestState.OPEN) -> RightsRequest:
    return RightsRequest(
        person_id=1,
        kind=RightKind.ACCESS,
        received_on=DAY,
        due_on=due_on,
        state=state,
        entered_at=DAY_STAMP,
        entered_by="办公室",
    )


def referral(expires_on: date, passed_on: date | None = None) -> Referral:
    return Referral(
        name="李四",
        unit_id=1,
        text="线索",
        created_at=DAY_STAMP,
        created_by="办公室",
        expires_on=expires_on,
        passed_on=passed_on,
    )


def found(work: Work) -> dict[DueKind, int]:
    return {c.kind: c.count for c in DueService(work).due(DAY).counts}


def told(work: Work, kind: DueKind) -> list[str]:
    return [item.sentence for item in DueService(work).items(DAY, kind)]


def test_r12_overdue_and_due_today_are_told_apart(work: Work) -> None:
    for file_id, ahead in ((1, -3), (2, 0), (3, 1)):
        put(work, file_id, next_due=days(ahead))
    assert found(work) == {DueKind.OVERDUE: 1, DueKind.TODAY: 1}
    assert told(work, DueKind.OVERDUE) == ["大石村张*应于8月9日走访，已逾期3天。"]
    assert told(work, DueKind.TODAY) == ["大石村李*今天应走访。"]


def test_what_is_stopped_or_closed_is_not_followed_up(work: Work) -> None:
    put(work, 1, next_due=days(-1), status=FileStatus.STOPPED)
    put(work, 2, next_due=days(-1), status=FileStatus.CLOSED)
    assert found(work) == {}


@pytest.mark.parametrize(("ends", "due"), [(-1, 0), (0, 1), (30, 1), (31, 0)])
def test_r14_a_measure_is_told_thirty_days_before_its_end_and_not_after(
    work: Work, ends: int, due: int
) -> None:
    add(work, measure(1, days(ends)))
    add(work, measure(1, days(ends), AppealState.REVOKED))
    assert found(work).get(DueKind.MEASURE, 0) == due


@pytest.mark.parametrize(("ahead", "due"), [(-2, 1), (0, 1), (7, 1), (8, 0)])
def test_a_concern_and_an_attention_level_are_told_a_week_before(
    work: Work, ahead: int, due: int
) -> None:
    put(work, 1, category=CaseCategory.CONCERN, retain_until=days(ahead))
    put(work, 2, retain_until=days(ahead))
    put(work, 3, attention=AttentionLevel.CLOSE, attention_until=days(ahead))
    expected = {DueKind.CONCERN: 1, DueKind.ATTENTION: 1} if due else {}
    assert found(work) == expected


def test_a_reviewer_is_told_whom_nobody_has_confirmed_yet(
    work: Work, as_role: Callable[[str, Role], Work]
) -> None:
    close = {"attention": AttentionLevel.CLOSE, "attention_until": days(60)}
    put(work, 1, **close)
    put(work, 2, **close, attention_reviewer="复核")
    put(work, 3, attention=AttentionLevel.ATTENTION, attention_until=days(60))
    assert found(work) == {}
    reviewer = as_role("复核", Role.REVIEWER)
    assert found(reviewer) == {DueKind.CONFIRM: 1}
    assert told(reviewer, DueKind.CONFIRM) == [
        "大石村张*的重点关注（至10月11日）等待复核，请核对后同意或退回。"
    ]
    put(work, 1, attention_until=days(-1))
    assert DueKind.CONFIRM not in found(reviewer), "what ran out is normal again"


def test_reviews_requests_and_referrals_wait(work: Work) -> None:
    put(work, 1, review_on=DAY)
    put(work, 2, review_on=days(1))
    for row in (
        request(days(-1)),
        request(days(5)),
        request(days(6)),
        request(DAY, RequestState.GRANTED),
        referral(days(5)),
        referral(days(6)),
        referral(DAY, passed_on=DAY),
    ):
        add(work, row)
    assert found(work) == {DueKind.REVIEW: 1, DueKind.RIGHTS: 2, DueKind.REFERRAL: 1}
    assert told(work, DueKind.RIGHTS)[0] == "大石村张*的权利事项应于8月11日前答复，已超过1天。"


def test_an_officer_is_told_of_the_own_files_alone(work: Work, officer: Work) -> None:
    for file_id in (1, 2, 3):
        put(work, file_id, next_due=days(-1), review_on=DAY)
        add(work, measure(file_id, days(3)))
    add(work, request(DAY))
    add(work, referral(DAY))
    assert found(officer) == {DueKind.OVERDUE: 1, DueKind.MEASURE: 1, DueKind.REVIEW: 1}
    items = DueService(officer).due(DAY).items
    assert {str(item.name) for item in items} == {"张*"}
    assert DueService(officer).items(DAY, DueKind.RIGHTS) == ()


def test_nothing_due_names_a_person(work: Work) -> None:
    for file_id in (1, 2, 3):
        put(work, file_id, next_due=days(-1), review_on=DAY, attention=AttentionLevel.ATTENTION)
        put(work, file_id, attention_until=DAY)
        add(work, measure(file_id, days(3)))
    add(work, request(DAY))
    add(work, referral(DAY))
    due = DueService(work).due(DAY)
    assert due.total == 3 + 3 + 3 + 3 + 1 + 1
    assert len({item.kind for item in due.items}) == 6
    assert not any(name in repr(due) for name in NAMES)


def test_items_come_by_page_the_longest_due_first(work: Work) -> None:
    for file_id, ahead in ((1, -3), (2, -9), (3, -6)):
        put(work, file_id, next_due=days(ahead))
    service = DueService(work)
    first = service.items(DAY, DueKind.OVERDUE, 0, 2)
    assert [item.subject_id for item in first] == [2, 3]
    assert [item.subject_id for item in service.items(DAY, DueKind.OVERDUE, 2, 2)] == [1]
    assert [item.subject_id for item in service.due(DAY, 1).items] == [2]
    assert service.due(DAY, 1).total == 3


def test_who_works_on_no_files_is_told_nothing(as_role: Any) -> None:
    with pytest.raises(NotAllowed):
        DueService(as_role("领导", Role.LEADER)).due(DAY)
