"""Putting off what is to be reviewed, shortening terms, and who may do either."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from antifraud_desktop.errors import Invalid, Refused
from antifraud_desktop.paths import DataFolder
from antifraud_desktop.rules.permissions import permissions_of
from antifraud_desktop.services.retention import RetentionService
from antifraud_desktop.services.retention_kinds import office_kinds
from antifraud_desktop.work import NotAllowed, Work
from db.models import AuditEntry
from db.vocabulary import Role
from tests.helpers import old_records as old
from tests.helpers.old_records import DAY, on

ONE = timedelta(days=1)


def test_a_review_puts_off_what_is_to_be_looked_at_and_nothing_else(
    work: Work, tmp_path: Path
) -> None:
    old.ask_export(work)
    old.leave_draft(work)
    day = date(2026, 8, 12)
    service = old.retention(on(work, day), tmp_path)
    (item,) = service.due(day, "export_request")
    until = date(2027, 2, 1)
    assert service.review(item, until, "仍在核查")
    assert service.due(day, "export_request") == ()
    assert {c.kind for c in service.counts(day)} == {"draft", "audit_payload"}
    with pytest.raises(Refused):
        service.carry_out((item,), "期满")
    assert old.retention(work, tmp_path).due(until - ONE, "export_request") == ()
    assert old.retention(work, tmp_path).due(until, "export_request") == (item,)
    (draft,) = service.due(day, "draft")
    with pytest.raises(Refused, match="不能延期"):
        service.review(draft, until, "再等等")
    with pytest.raises(Invalid):
        service.review(item, date(2028, 1, 1), "")


def test_a_term_is_shortened_and_never_lengthened(work: Work, tmp_path: Path) -> None:
    old.leave_draft(work)
    service = old.retention(on(work, DAY + 30 * ONE), tmp_path)
    assert service.due(DAY + 30 * ONE, "draft") == ()
    assert service.set_term("draft", 30).retention
    (item,) = service.due(DAY + 30 * ONE, "draft")
    assert item.due_since == DAY + 30 * ONE
    assert not service.set_term("draft", 30)
    with pytest.raises(Invalid, match="最长保存90天"):
        service.set_term("draft", 91)
    with pytest.raises(Invalid, match="至少保存6个月"):
        service.set_term("audit_payload", 5)
    terms = {t.kind: t.term.label for t in service.terms()}
    assert (terms["draft"], terms["audit_payload"]) == ("30天", "36个月")
    with work.reading() as session:
        entry = session.scalars(select(AuditEntry).order_by(AuditEntry.sequence.desc())).first()
    assert entry is not None
    assert "由90天改为30天" in entry.summary


def test_erasing_takes_a_reason_and_saves_nothing_without(work: Work, tmp_path: Path) -> None:
    old.leave_draft(work)
    day = DAY + 200 * ONE
    service = old.retention(on(work, day), tmp_path)
    with pytest.raises(Invalid, match="请写明原因"):
        service.carry_out(service.due(day), " ")
    assert len(service.due(day)) == 1


@pytest.mark.parametrize(
    ("role", "reads", "erases"),
    [
        (Role.OPERATOR, True, True),
        (Role.REVIEWER, True, True),
        (Role.AUDITOR, True, False),
        (Role.LEADER, False, False),
        (Role.ADMINISTRATOR, False, False),
    ],
)
def test_who_may_read_the_list_and_who_may_erase(
    work: Work, tmp_path: Path, role: Role, reads: bool, erases: bool
) -> None:
    old.leave_draft(work)
    day = DAY + 200 * ONE
    items = old.retention(on(work, day), tmp_path).due(day)
    limited = replace(on(work, day), permissions=permissions_of([role], list(Role)))
    service = RetentionService(limited, DataFolder(tmp_path), office_kinds())

    def may(call: Callable[[], object]) -> bool:
        try:
            call()
        except NotAllowed:
            return False
        return True

    assert may(lambda: service.due(day)) is reads
    assert may(lambda: service.set_term("draft", 60)) is erases
    assert may(lambda: service.carry_out(items, "期满")) is erases


def test_a_kind_that_could_not_be_erased_again_is_refused_at_once(
    work: Work, tmp_path: Path
) -> None:
    kind = office_kinds()[0]
    strange = replace(kind, rule=replace(kind.rule, code="visits"))
    with pytest.raises(ValueError, match="visits"):
        RetentionService(work, DataFolder(tmp_path), (strange,))
