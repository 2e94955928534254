"""What comes due when, what erasing takes and leaves, and who may change a term."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from antifraud_desktop.errors import Refused
from antifraud_desktop.records.retention import DueErasure, RetentionAction
from antifraud_desktop.services.days import DayService
from antifraud_desktop.services.drafts import DraftService
from antifraud_desktop.services.retention_kinds import office_kinds
from antifraud_desktop.services.submissions import SubmissionService
from antifraud_desktop.work import Work
from db import chain
from db.models import (
    Account,
    AuditEntry,
    AuditPayload,
    Erasure,
    ExportRequest,
    SubmissionVersion,
    Unit,
    VersionFigure,
)
from tests.helpers import old_records as old
from tests.helpers.old_records import DAY, MARKER, holding, on

ONE = timedelta(days=1)


def due(work: Work, folder: Path, day: date, kind: str) -> tuple[DueErasure, ...]:
    return old.retention(on(work, day), folder).due(day, kind)


def erase(work: Work, folder: Path, day: date, *kinds: str) -> None:
    service = old.retention(on(work, day), folder)
    items = [item for kind in kinds for item in service.due(day, kind)]
    assert items
    report, changes = service.carry_out(items, "期满")
    assert report.finished, report.trouble
    assert changes.retention


@pytest.mark.parametrize(
    ("enter", "kind", "first"),
    [
        (old.take_messages, "message_text_running", date(2025, 8, 12)),
        (
            lambda work: old.retire(work, "U003", date(2023, 8, 31)),
            "retired_contact",
            date(2024, 2, 29),
        ),
        (old.leave_draft, "draft", date(2023, 11, 10)),
        (old.act, "audit_payload", date(2026, 8, 12)),
        (old.remove_account, "removed_account", date(2026, 8, 12)),
        (old.ask_export, "export_request", date(2026, 8, 12)),
    ],
)
def test_each_kind_is_due_on_its_day_and_not_before(
    work: Work, tmp_path: Path, enter: Callable[[Work], None], kind: str, first: date
) -> None:
    enter(work)
    assert due(work, tmp_path, first - ONE, kind) == ()
    (item,) = due(work, tmp_path, first, kind)
    assert item.due_since == first
    assert MARKER not in item.what
    erase(work, tmp_path, first, kind)
    assert due(work, tmp_path, first + 400 * ONE, kind) == ()


def test_messages_of_a_campaign_that_is_over_wait_for_its_end(work: Work, tmp_path: Path) -> None:
    old.take_messages(work)
    old.end_campaign(work, date(2024, 1, 31))
    assert due(work, tmp_path, date(2025, 1, 30), "message_text") == ()
    (item,) = due(work, tmp_path, date(2025, 1, 31), "message_text")
    assert (item.reference, item.subject_id) == (date(2024, 1, 31), "2023-08-12")
    assert due(work, tmp_path, date(2030, 1, 1), "message_text_running") == ()


def test_messages_received_after_the_end_count_from_their_receipt(
    work: Work, tmp_path: Path
) -> None:
    old.take_messages(work)
    old.end_campaign(work, date(2023, 8, 10))
    assert due(work, tmp_path, date(2024, 8, 11), "message_text") == ()
    (item,) = due(work, tmp_path, date(2024, 8, 12), "message_text")
    assert item.reference == DAY


def test_r4_figures_places_versions_and_digests_outlive_the_words(
    work: Work, tmp_path: Path
) -> None:
    old.take_messages(work)

    def kept() -> object:
        with work.reading() as session:
            v, f = SubmissionVersion, VersionFigure
            versions = select(v.id, v.number, v.kind, v.received, v.nil, v.digest)
            figures = select(f.version_id, f.indicator_id, f.value, f.place)
            return [tuple(r) for s in (versions, figures) for r in session.execute(s)]

    before, book = kept(), DayService(work).book(DAY).totals
    assert before
    erase(work, tmp_path, date(2025, 8, 12), "message_text_running")
    assert holding(work) == {}
    assert kept() == before
    assert DayService(work).book(DAY).totals == book
    assert {v.text for v in SubmissionService(work).versions("U001", DAY)} == {""}


def test_a_retired_units_contact_goes_and_the_unit_stays(work: Work, tmp_path: Path) -> None:
    old.retire(work, "U003", DAY)
    with work.reading() as session:
        version = session.scalar(select(Unit.version).where(Unit.code == "U003"))
    erase(work, tmp_path, date(2024, 2, 12), "retired_contact")
    assert holding(work) == {}
    with work.reading() as session:
        units = {u.code: u for u in session.scalars(select(Unit))}
    assert units["U003"].contacts == []
    assert units["U003"].version == version + 1  # an open form cannot save the contact back
    assert units["U004"].contacts[0].name == "联络员04"


def test_an_account_loses_the_person_and_keeps_its_name(work: Work, tmp_path: Path) -> None:
    old.remove_account(work)
    erase(work, tmp_path, date(2026, 8, 12), "removed_account")
    assert holding(work) == {}
    with work.reading() as session:
        row = session.scalars(select(Account).where(Account.name == "lisi")).one()
    assert row.display_name == "已注销账号"


def test_an_export_is_known_and_its_recipient_is_not(work: Work, tmp_path: Path) -> None:
    old.ask_export(work)
    erase(work, tmp_path, date(2026, 8, 12), "export_request")
    assert holding(work) == {}
    with work.reading() as session:
        row = session.scalars(select(ExportRequest)).one()
        action = session.scalars(select(Erasure.action)).one()
    assert (row.requested_by, row.title) == ("zhangsan", "单位名册")
    assert action == RetentionAction.ERASE


def test_entries_outlive_their_payloads_and_the_chain_still_verifies(
    work: Work, tmp_path: Path
) -> None:
    old.everything(work)
    with work.reading() as session:
        before = session.scalars(select(AuditEntry.summary).order_by(AuditEntry.sequence)).all()
        assert session.scalars(select(AuditPayload.entry_id)).all()
    erase(work, tmp_path, date(2026, 8, 12), "audit_payload")
    with work.reading() as session:
        after = session.scalars(select(AuditEntry.summary).order_by(AuditEntry.sequence)).all()
        assert after[:-1] == before
        assert chain.verify_chain(session, None).problems == ()


def test_erasing_everything_leaves_the_marker_in_no_column(work: Work, tmp_path: Path) -> None:
    old.everything(work)
    assert len(holding(work)) >= 9
    after_the_end = {"message_text", "activity_picture"}  # of a campaign that is over
    kinds = [k.rule.code for k in office_kinds() if k.rule.code not in after_the_end]
    erase(work, tmp_path, date(2026, 8, 12), *kinds)
    assert holding(work) == {}
    with work.reading() as session:
        entry = session.scalars(select(AuditEntry).order_by(AuditEntry.sequence.desc())).first()
        erasures = session.scalars(select(Erasure).order_by(Erasure.id)).all()
    assert entry is not None
    assert (entry.action, entry.account) == ("erase", "李四")
    assert "停用单位的联络员1个单位" in entry.summary
    assert {e.kind for e in erasures} == set(kinds)
    assert {(e.account, e.reason) for e in erasures} == {("李四", "期满")}


def test_counts_tell_what_the_list_holds(work: Work, tmp_path: Path) -> None:
    old.everything(work)
    day = date(2026, 8, 12)
    service = old.retention(on(work, day), tmp_path)
    counts = {c.kind: c for c in service.counts(day)}
    for kind, count in counts.items():
        items = service.due(day, kind)
        assert (len(items), sum(i.records for i in items)) == (count.subjects, count.records)
    assert service.counts(DAY) == ()
    assert len(service.due(day)) == sum(c.subjects for c in counts.values())


def test_a_long_list_is_read_in_pages_the_longest_due_first(work: Work, tmp_path: Path) -> None:
    for number in range(5):
        drafts = DraftService(on(work, DAY - number * ONE, f"a{number}"))
        drafts.save("grid", MARKER)
    service, day = old.retention(on(work, DAY + 200 * ONE), tmp_path), DAY + 200 * ONE
    whole = service.due(day, "draft")
    pages = [service.due(day, "draft", first, 2) for first in (0, 2, 4, 6)]
    assert [len(page) for page in pages] == [2, 2, 1, 0]
    assert tuple(item for page in pages for item in page) == whole
    assert [i.due_since for i in whole] == sorted(i.due_since for i in whole)


def test_a_draft_somebody_came_back_to_is_not_erased(work: Work, tmp_path: Path) -> None:
    old.leave_draft(work)
    day = DAY + 91 * ONE
    service = old.retention(on(work, day), tmp_path)
    items = service.due(day, "draft")
    DraftService(on(work, day, work.account)).save("grid:2023-08-12", "正在写")
    with pytest.raises(Refused, match="不在到期清单"):
        service.carry_out(items, "期满")
    assert DraftService(work).load("grid:2023-08-12") == "正在写"


def test_what_is_not_due_any_more_is_counted_as_skipped(work: Work, tmp_path: Path) -> None:
    old.everything(work)
    day = date(2026, 8, 12)
    service = old.retention(on(work, day), tmp_path)
    items = service.due(day, "draft") + service.due(day, "removed_account")
    service.carry_out(items[:1], "期满")
    report, _changes = service.carry_out(items, "期满")
    assert (report.skipped, [e.kind for e in report.erased]) == (1, ["removed_account"])
