"""What is typed into a file's form is never lost and never shows up in another file's."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select

from antifraud_desktop.errors import Refused
from antifraud_desktop.records.visits import NewPaper, NewVisit
from antifraud_desktop.services.drafts import DraftService
from antifraud_desktop.services.file_drafts import FileDraftService
from antifraud_desktop.services.papers import PaperService
from antifraud_desktop.services.visits import VisitService
from antifraud_desktop.vocabulary import PaperKind, Role, VisitKind
from antifraud_desktop.work import Work
from db.models import Draft, FileOfficer
from tests.visits.conftest import DAY

TYPED = {"talk": "还没有写完", "failed": False}


def test_a_draft_comes_back_for_its_own_file_and_kind_alone(work: Work) -> None:
    drafts = FileDraftService(work)
    drafts.save(1, "visit", TYPED)
    assert drafts.load(1, "visit") == TYPED
    assert [drafts.load(n, "visit") for n in (2, 3)] == [None, None]
    assert (drafts.load(1, "plan"), drafts.load(1, "visit:7")) == (None, None)
    assert drafts.kept(1) == ("visit",)
    assert drafts.kept(2) == ()


def test_file_1_does_not_find_what_belongs_to_file_12(work: Work) -> None:
    with work.writing(audited=False) as uow:
        uow.session.add(
            Draft(account="办公室", key="file:12:visit", payload="{}", saved_at=work.clock.utc())
        )
        uow.commit()
    assert FileDraftService(work).kept(1) == ()


def test_a_draft_that_lies_under_another_files_key_is_not_handed_out(work: Work) -> None:
    """Whatever put it there: it says itself whose it is."""
    drafts = FileDraftService(work)
    drafts.save(1, "visit", TYPED)
    with work.writing(audited=False) as uow:
        row = uow.session.scalars(select(Draft)).one()
        row.key = "file:2:visit"
        uow.commit()
    assert drafts.load(2, "visit") is None


def test_another_account_finds_nothing(work: Work, as_role: Callable[[str, Role], Work]) -> None:
    FileDraftService(work).save(1, "visit", TYPED)
    assert FileDraftService(as_role("同事", Role.OPERATOR)).load(1, "visit") is None


def test_saving_the_visit_ends_its_draft_and_no_other(work: Work) -> None:
    drafts = FileDraftService(work)
    for file_id, kind in ((1, "visit"), (1, "plan"), (2, "visit")):
        drafts.save(file_id, kind, TYPED)
    VisitService(work).log(NewVisit((1,), DAY, VisitKind.HOME))
    assert (drafts.kept(1), drafts.kept(2)) == (("plan",), ("visit",))
    drafts.save(1, "paper", TYPED)
    PaperService(work).add(1, NewPaper(PaperKind.UNDERTAKING, DAY))
    assert drafts.kept(1) == ("plan",)


def test_a_visit_that_could_not_be_saved_keeps_its_draft(work: Work) -> None:
    drafts = FileDraftService(work)
    drafts.save(1, "visit", TYPED)
    with pytest.raises(Refused):
        VisitService(work).log(NewVisit((1, 999), DAY, VisitKind.HOME))
    assert drafts.load(1, "visit") == TYPED


def test_who_lost_the_file_lost_the_draft(work: Work, officer: Work) -> None:
    drafts = FileDraftService(officer)
    drafts.save(1, "visit", TYPED)
    with pytest.raises(Refused):
        drafts.save(2, "visit", TYPED)
    with work.writing(audited=False) as uow:
        uow.session.scalars(select(FileOfficer)).one().until = DAY
        uow.commit()
    for refused in (lambda: drafts.load(1, "visit"), lambda: drafts.kept(1)):
        with pytest.raises(Refused):
            refused()


def test_emptying_the_form_drops_the_draft(work: Work) -> None:
    drafts = FileDraftService(work)
    drafts.save(1, "visit", TYPED)
    drafts.save(1, "visit", {"talk": "", "failed": False})
    assert DraftService(work).keys() == ()
    drafts.save(1, "visit", TYPED)
    drafts.discard(1, "visit")
    assert drafts.load(1, "visit") is None


def test_the_last_words_typed_are_the_ones_kept(work: Work) -> None:
    drafts = FileDraftService(work)
    for text in ("一", "一二", "一二三"):
        drafts.save(1, "visit", {"talk": text})
    assert drafts.load(1, "visit") == {"talk": "一二三"}
    with pytest.raises(Refused):
        drafts.save(1, "visit", {"talk": "长" * 200_000})
    assert drafts.load(1, "visit") == {"talk": "一二三"}


def test_an_unknown_kind_is_our_fault(work: Work) -> None:
    with pytest.raises(ValueError, match="no kind"):
        FileDraftService(work).save(1, "anything", TYPED)
