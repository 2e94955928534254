"""Signed papers and their scans, stored in the encrypted database with the file they belong to.

A scan's own name is not kept: it often is the person's. It is called after its paper and day.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, Problem, Refused, Severity
from antifraud_desktop.intake.scans import SUFFIXES, Scan, read_scan
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.personal import Personal, PersonalKind, StillMaskedError, Unmasked
from antifraud_desktop.records.visits import AttachmentRecord, NewPaper, PaperRecord
from antifraud_desktop.rules.masking import personal
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.file_access import PERSON, file_row, file_to_change, note_view
from antifraud_desktop.services.file_drafts import PAPER_DRAFT, drop_draft
from antifraud_desktop.services.file_texts import reason_problems
from antifraud_desktop.services.follow_up import files_for_entry, gone
from antifraud_desktop.services.unmasking import is_open
from antifraud_desktop.services.written_text import problems_of_texts
from antifraud_desktop.work import Work, allowed
from db.models import Attachment, SignedPaper

MOST_IN_A_FILE = 50 * 1024 * 1024
"""Bytes of all scans of one file together."""
PAPER, ATTACHMENT = "paper", "attachment"


class PaperService:
    """Takes in papers and scans, shows them, and removes what was entered by mistake."""

    def __init__(self, work: Work) -> None:
        """Keep the way to the database."""
        self._work = work

    @allowed(Permission.READ_FILES)
    def of_file(self, file_id: int) -> tuple[PaperRecord, ...]:
        """Return a file's papers, the one signed last first; looking at them is noted."""
        with self._work.reading() as session:
            person_id = file_row(session, self._work, file_id).person_id
            scans = {a.id: a for a in _attachments(session, file_id)}
            statement = select(SignedPaper).where(SignedPaper.file_id == file_id)
            rows = session.scalars(
                statement.order_by(SignedPaper.signed_on.desc(), SignedPaper.id.desc())
            )
            found = tuple(_paper(row, scans, person_id) for row in rows)
        note_view(self._work, file_id)
        return found

    @allowed(Permission.READ_FILES)
    def scans(self, file_id: int) -> tuple[AttachmentRecord, ...]:
        """Return every scan of a file without its bytes, the latest first."""
        with self._work.reading() as session:
            file_row(session, self._work, file_id)
            found = _attachments(session, file_id)
        note_view(self._work, file_id)
        return found

    @allowed(Permission.READ_FILES)
    def thumbnail(self, attachment_id: int) -> bytes | None:
        """Return a scan's small picture (JPEG, at most 160 pixels); None for a PDF."""
        with self._work.reading() as session:
            return self._row(session, attachment_id).thumbnail

    @allowed(Permission.SEE_PERSONAL)
    def content(self, attachment_id: int, grant: Unmasked) -> bytes:
        """Return a scan's bytes: it shows the person whole, so the person's grant must be open.

        Noted on record. Raises StillMaskedError without an open grant for its person.
        """
        now = self._work.clock.now()
        with self._work.writing() as uow:
            row = self._row(uow.session, attachment_id)
            person_id = file_row(uow.session, self._work, row.file_id).person_id
            person = (PERSON, str(person_id))
            if not (is_open(grant, self._work.account, now) and grant.opens(*person, now)):
                raise StillMaskedError(ATTACHMENT)
            content = row.content
            uow.record("view_attachment", ATTACHMENT, attachment_id, "查看扫描件")
            uow.commit()
        return content

    @allowed(Permission.WRITE_FILES)
    def add(self, file_id: int, paper: NewPaper, scan: Path | None = None) -> tuple[int, Changes]:
        """Save a signed paper, with its scan when there is one; its draft goes with it.

        Raises Invalid with everything wrong; Refused for a scan or a file that cannot take it.
        """
        problems = self._problems(paper)
        if problems:
            raise Invalid(problems)
        self._reachable(file_id)
        taken = read_scan(scan) if scan is not None else None
        with self._work.writing() as uow:
            session = uow.session
            files_for_entry(session, self._work, [file_id], paper.signed_on)
            what = label_of(paper.kind)
            attached = self._attach(session, file_id, taken, what) if taken else None
            row = SignedPaper(
                file_id=file_id,
                kind=paper.kind,
                signed_on=paper.signed_on,
                note=paper.note.strip(),
                attachment_id=attached,
                entered_at=self._work.clock.utc(),
                entered_by=self._work.account,
            )
            session.add(row)
            drop_draft(session, self._work.account, file_id, PAPER_DRAFT)
            session.flush()
            number = row.id
            said = f"登记{what}" + ("，附扫描件" if attached else "")
            uow.record("add_paper", PAPER, number, said, None, _told(row))
            uow.commit()
        return number, Changes(persons=True)

    @allowed(Permission.WRITE_FILES)
    def attach(self, file_id: int, path: Path, paper_id: int | None = None) -> tuple[int, Changes]:
        """Add a scan to a file, or to one of its papers that has none yet.

        Raises Refused for what cannot be stored: kind, size, more than 50 MB in the file.
        """
        self._reachable(file_id)
        taken = read_scan(path)
        with self._work.writing() as uow:
            session = uow.session
            file_to_change(session, self._work, file_id)
            paper = _paper_without_scan(session, file_id, paper_id) if paper_id else None
            what = label_of(paper.kind) if paper else "扫描件"
            number = self._attach(session, file_id, taken, what)
            if paper is not None:
                paper.attachment_id = number
            told = {"file": file_id, "paper": paper_id, "size": len(taken.content)}
            uow.record("add_attachment", ATTACHMENT, number, "添加扫描件", None, told)
            uow.commit()
        return number, Changes(persons=True)

    @allowed(Permission.WRITE_FILES)
    def remove_paper(self, paper_id: int, reason: str) -> Changes:
        """Delete a paper that was entered by mistake, with its scan."""
        self._check_reason(reason)
        with self._work.writing() as uow:
            session = uow.session
            row = session.get(SignedPaper, paper_id)
            if row is None:
                raise gone("这份材料")
            file_to_change(session, self._work, row.file_id)
            before, scan = _told(row), row.attachment_id
            session.delete(row)
            session.flush()
            if scan is not None:
                session.delete(self._row(session, scan))
            after = {"reason": reason.strip()}
            uow.record("remove_paper", PAPER, paper_id, "删除签署材料", before, after)
            uow.commit()
        return Changes(persons=True)

    @allowed(Permission.WRITE_FILES)
    def remove_scan(self, attachment_id: int, reason: str) -> Changes:
        """Delete a scan; the paper it belonged to stays without one."""
        self._check_reason(reason)
        with self._work.writing() as uow:
            session = uow.session
            row = self._row(session, attachment_id)
            file_to_change(session, self._work, row.file_id)
            for paper in session.scalars(
                select(SignedPaper).where(SignedPaper.attachment_id == attachment_id)
            ):
                paper.attachment_id = None
            session.flush()
            session.delete(row)
            after = {"reason": reason.strip()}
            uow.record("remove_attachment", ATTACHMENT, attachment_id, "删除扫描件", None, after)
            uow.commit()
        return Changes(persons=True)

    def _reachable(self, file_id: int) -> None:
        """Refuse before a scan is read: opening a photo takes a moment."""
        with self._work.reading() as session:
            file_row(session, self._work, file_id)

    def _row(self, session: Session, attachment_id: int) -> Attachment:
        row = session.get(Attachment, attachment_id)
        if row is None:
            raise gone("这份扫描件")
        file_row(session, self._work, row.file_id)
        return row

    def _attach(self, session: Session, file_id: int, scan: Scan, what: str) -> int:
        held = select(func.coalesce(func.sum(Attachment.size), 0))
        used = session.scalars(held.where(Attachment.file_id == file_id)).one()
        if used + len(scan.content) > MOST_IN_A_FILE:
            raise Refused(
                f"这份档案的扫描件将超过50MB，现有{used / 1024 / 1024:.1f}MB。",
                "请删除不再需要的，或用较低的分辨率重新扫描。",
            )
        digest = hashlib.sha256(scan.content).hexdigest()
        same = select(Attachment.id).where(
            Attachment.file_id == file_id, Attachment.sha256 == digest
        )
        if session.scalars(same.limit(1)).first() is not None:
            raise Refused("这份扫描件已经在档案里。", "请看列表；要换一份请先删除原来的。")
        row = Attachment(
            file_id=file_id,
            name=f"{what}{self._work.clock.today():%Y%m%d}{SUFFIXES[scan.media_type]}",
            media_type=scan.media_type,
            size=len(scan.content),
            sha256=digest,
            content=scan.content,
            thumbnail=scan.thumbnail,
            added_at=self._work.clock.utc(),
            added_by=self._work.account,
        )
        session.add(row)
        session.flush()
        return row.id

    def _problems(self, paper: NewPaper) -> tuple[Problem, ...]:
        found = list(problems_of_texts({"note": paper.note}))
        if paper.signed_on > self._work.clock.today():
            found.append(Problem("signed_on", Severity.ERROR, "签署日期晚于今天", "future"))
        return tuple(found)

    def _check_reason(self, reason: str) -> None:
        problems = reason_problems("reason", reason, "为什么删除")
        if problems:
            raise Invalid(problems)


def _paper_without_scan(session: Session, file_id: int, paper_id: int) -> SignedPaper:
    paper = session.get(SignedPaper, paper_id)
    if paper is None or paper.file_id != file_id:
        raise gone("这份材料")
    if paper.attachment_id is not None:
        raise Refused("这份材料已有扫描件。", "请先删除原来的扫描件，再添加。")
    return paper


def _attachments(session: Session, file_id: int) -> tuple[AttachmentRecord, ...]:
    a = Attachment
    statement = (
        select(a.id, a.name, a.media_type, a.size, a.thumbnail.is_not(None), a.added_at, a.added_by)
        .where(a.file_id == file_id)
        .order_by(a.id.desc())
    )
    return tuple(
        AttachmentRecord(number, file_id, name, kind, size, small, at, account)
        for number, name, kind, size, small, at, account in session.execute(statement)
    )


def _paper(row: SignedPaper, scans: dict[int, AttachmentRecord], person_id: int) -> PaperRecord:
    return PaperRecord(
        id=row.id,
        file_id=row.file_id,
        kind=row.kind,
        signed_on=row.signed_on,
        note=_text(row.note, person_id),
        attachment=scans.get(row.attachment_id) if row.attachment_id else None,
        entered_at=row.entered_at,
        entered_by=row.entered_by,
    )


def _text(text: str, person_id: int) -> Personal:
    return personal(PersonalKind.TEXT, text, PERSON, str(person_id))


def _told(row: SignedPaper) -> dict[str, object]:
    return {
        "file": row.file_id,
        "kind": row.kind,
        "signed_on": row.signed_on,
        "note": row.note,
        "attachment": row.attachment_id,
    }
