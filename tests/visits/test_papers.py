"""Signed papers and scans: with their file, encrypted, opened by a grant, bounded."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import func, select

from antifraud_desktop.errors import Invalid, Refused
from antifraud_desktop.records.personal import StillMaskedError
from antifraud_desktop.records.visits import NewPaper
from antifraud_desktop.services.papers import PaperService
from antifraud_desktop.services.unmasking import UnmaskService
from antifraud_desktop.vocabulary import FileStatus, PaperKind, Role
from antifraud_desktop.work import NotAllowed, Work
from db.models import Attachment, AuditEntry, CaseFile, SignedPaper
from tests.visits.conftest import DAY, TurnedClock

UNDERTAKING = NewPaper(PaperKind.UNDERTAKING, DAY, "本人签字，电话13800138001")


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "张三的承诺书.jpg"
    picture = Image.new("RGB", (900, 700), (200, 40, 40))
    out = io.BytesIO()
    picture.save(out, "JPEG")
    path.write_bytes(out.getvalue())
    return path


def pdf_of(path: Path, size: int, marker: bytes = b"") -> Path:
    noise = os.urandom(size).replace(b"/", b"_").replace(b"\xff", b"_")
    path.write_bytes(b"%PDF-1.7\n" + marker + noise + b"\n%%EOF\n")
    return path


def actions(work: Work) -> list[str]:
    with work.reading() as session:
        return list(session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


def test_a_paper_is_kept_with_its_scan(work: Work, scan: Path) -> None:
    papers = PaperService(work)
    number, changes = papers.add(1, UNDERTAKING, scan)
    (paper,) = papers.of_file(1)
    assert changes.persons
    assert (paper.id, paper.kind, paper.signed_on) == (number, PaperKind.UNDERTAKING, DAY)
    assert str(paper.note).endswith("138****8001")
    attached = paper.attachment
    assert attached is not None
    assert (attached.name, attached.media_type) == ("承诺书20230812.jpg", "image/jpeg")
    assert attached.has_thumbnail
    assert "张三" not in repr(paper)
    small = papers.thumbnail(attached.id)
    assert small is not None
    with Image.open(io.BytesIO(small)) as picture:
        assert max(picture.size) <= 160


def test_a_scan_opens_with_its_persons_grant_and_is_noted(
    work: Work, scan: Path, clock: TurnedClock
) -> None:
    papers = PaperService(work)
    number, _changes = papers.attach(1, scan)
    own = UnmaskService(work).unmask("person", "1", "核对签名")
    other = UnmaskService(work).unmask("person", "2", "核对签名")
    with Image.open(io.BytesIO(papers.content(number, own))) as picture:
        assert picture.size == (900, 700)
    assert actions(work)[-1] == "view_attachment"
    with pytest.raises(StillMaskedError):
        papers.content(number, other)
    clock.turn(minutes=6)
    with pytest.raises(StillMaskedError):
        papers.content(number, own)
    assert actions(work).count("view_attachment") == 1


def test_the_bytes_lie_encrypted(work: Work, tmp_path: Path) -> None:
    marker = b"MARKED-SCAN-BYTES"
    PaperService(work).attach(1, pdf_of(tmp_path / "a.pdf", 5000, marker))
    files = list(tmp_path.glob("office.db*"))
    assert files
    assert not any(marker in path.read_bytes() for path in files)
    with work.reading() as session:
        assert marker in session.scalars(select(Attachment.content)).one()


def test_a_file_holds_fifty_megabytes_and_no_more(work: Work, tmp_path: Path) -> None:
    papers = PaperService(work)
    size = 9 * 1024 * 1024
    for number in range(5):
        papers.attach(1, pdf_of(tmp_path / f"{number}.pdf", size))
    with pytest.raises(Refused, match="50MB"):
        papers.attach(1, pdf_of(tmp_path / "6.pdf", size))
    with pytest.raises(Refused, match="50MB"):
        papers.add(1, UNDERTAKING, tmp_path / "6.pdf")
    assert papers.of_file(1) == ()
    papers.attach(2, tmp_path / "6.pdf")
    papers.remove_scan(papers.scans(1)[0].id, "扫描不清楚")
    papers.attach(1, tmp_path / "6.pdf")


def test_the_same_scan_twice_is_told(work: Work, scan: Path) -> None:
    papers = PaperService(work)
    papers.attach(1, scan)
    with pytest.raises(Refused, match="已经在档案里"):
        papers.attach(1, scan)
    papers.attach(2, scan)


def test_a_scan_is_added_to_a_paper_later(work: Work, scan: Path, tmp_path: Path) -> None:
    papers = PaperService(work)
    number, _changes = papers.add(1, UNDERTAKING)
    elsewhere, _changes = papers.add(2, UNDERTAKING)
    with pytest.raises(Refused):
        papers.attach(1, scan, elsewhere)
    papers.attach(1, scan, number)
    with pytest.raises(Refused, match="已有扫描件"):
        papers.attach(1, pdf_of(tmp_path / "b.pdf", 100), number)
    assert len(papers.scans(1)) == 1


def test_removing_takes_a_reason_and_the_scan_along(work: Work, scan: Path) -> None:
    papers = PaperService(work)
    number, _changes = papers.add(1, UNDERTAKING, scan)
    with pytest.raises(Invalid):
        papers.remove_paper(number, " ")
    papers.remove_paper(number, "登记到别人名下了")
    with work.reading() as session:
        left = [
            session.scalar(select(func.count()).select_from(m)) for m in (SignedPaper, Attachment)
        ]
    assert left == [0, 0]


def test_removing_a_scan_leaves_its_paper(work: Work, scan: Path) -> None:
    papers = PaperService(work)
    papers.add(1, UNDERTAKING, scan)
    papers.remove_scan(papers.scans(1)[0].id, "扫描不清楚")
    (paper,) = papers.of_file(1)
    assert paper.attachment is None


@pytest.mark.parametrize(
    ("paper", "field"),
    [
        (NewPaper(PaperKind.OTHER, DAY.replace(day=13)), "signed_on"),
        (NewPaper(PaperKind.OTHER, DAY, "字" * 201), "note"),
        (NewPaper(PaperKind.OTHER, DAY, "全家连坐担保，一人违约全家停低保"), "note"),
    ],
)
def test_a_paper_that_cannot_be_kept(work: Work, paper: NewPaper, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        PaperService(work).add(1, paper)
    assert {p.field for p in refused.value.problems} == {field}


def test_an_officer_reaches_the_scans_of_the_own_files_alone(
    work: Work, officer: Work, scan: Path
) -> None:
    number, _changes = PaperService(work).attach(2, scan)
    papers = PaperService(officer)
    grant = UnmaskService(officer).unmask("person", "2", "想看一看")
    for refused in (
        lambda: papers.thumbnail(number),
        lambda: papers.content(number, grant),
        lambda: papers.scans(2),
        lambda: papers.of_file(2),
        lambda: papers.add(2, UNDERTAKING),
        lambda: papers.attach(2, scan),
        lambda: papers.remove_scan(number, "不需要了"),
    ):
        with pytest.raises(Refused):
            refused()
    papers.add(1, UNDERTAKING, scan)


def test_a_reviewer_reads_and_writes_nothing(
    work: Work, as_role: Callable[[str, Role], Work], scan: Path
) -> None:
    PaperService(work).add(1, UNDERTAKING, scan)
    papers = PaperService(as_role("复核", Role.REVIEWER))
    assert len(papers.of_file(1)) == 1
    with pytest.raises(NotAllowed):
        papers.add(1, UNDERTAKING)


def test_a_stopped_file_takes_no_paper(work: Work, scan: Path) -> None:
    with work.writing(audited=False) as uow:
        uow.session.get_one(CaseFile, 1).status = FileStatus.STOPPED
        uow.commit()
    for refused in (
        lambda: PaperService(work).add(1, UNDERTAKING),
        lambda: PaperService(work).attach(1, scan),
    ):
        with pytest.raises(Refused):
            refused()
