"""Verifying that nothing was damaged or changed by hand: everything, with every fault named."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from sqlalchemy import select

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import EnvironmentTrouble
from antifraud_desktop.records.backups import Finding, Verification
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.backup_rows import option, set_option
from antifraud_desktop.services.backups import BackupService
from antifraud_desktop.services.chain_alarms import alarms_of, sentence_of
from antifraud_desktop.unit_of_work import translated
from antifraud_desktop.vault import Vault
from antifraud_desktop.work import Work, allowed
from db import chain, erasures, key_document
from db.backup_reading import Cancel, Progress, refuse_cancelled
from db.chain import verify_chain
from db.chain_report import ChainFault
from db.errors import StorageTrouble
from db.inspection import REFERENCE, SEAL, STRUCTURE, UNREADABLE, inspect
from db.models import IssuedDocument

LAST_VERIFIED = "last_verified"
ALARM_KIND = "verification"
EVERY = timedelta(days=30)
_BATCH = 20
_TOLD = {
    SEAL: "数据文件有一页的封签不符，内容被损坏或改动过",
    STRUCTURE: "数据文件内部结构有错",
    REFERENCE: "有一条记录所指的另一条记录不在了",
    UNREADABLE: "数据文件有一处读不出来",
}
Area = Callable[["_Look"], Iterator[Finding]]


class _Look:
    """One verification while it goes on: what was counted, and whether to stop."""

    def __init__(self, cancelled: Cancel | None) -> None:
        self.checked: dict[str, int] = {}
        self.cancelled = cancelled

    def count(self, what: str, number: int = 1) -> None:
        self.checked[what] = self.checked.get(what, 0) + number


class VerificationService:
    """File, seals, references, audit chain, documents, key file, erasures, newest backup."""

    def __init__(self, work: Work, vault: Vault, backups: BackupService) -> None:
        """Keep the way to the database, to its folder and to the backups."""
        self._work = work
        self._vault = vault
        self._backups = backups

    @allowed(Permission.VERIFY)
    def run(
        self, progress: Progress | None = None, cancelled: Cancel | None = None
    ) -> Verification:
        """Verify everything; one audit entry says that it was done and how much was found.

        A fault is a finding, never an error: the rest is looked at, too. ``progress`` counts the
        areas. Raises EnvironmentTrouble when stopped by ``cancelled``.
        """
        look = _Look(cancelled)
        areas: tuple[tuple[str, Area], ...] = (
            ("database", self._database),
            ("audit", self._audit),
            ("documents", self._documents),
            ("key_file", self._key_file),
            ("erasures", self._erasures),
            ("backup", self._newest_backup),
        )
        found: list[Finding] = []
        for done, (name, area) in enumerate(areas, start=1):
            with translated():
                refuse_cancelled(cancelled)
            found += self._findings(name, area, look)
            if progress is not None:
                progress(done, len(areas))
        found += self._noted(len(found))
        return Verification(self._work.clock.utc(), look.checked, tuple(found))

    @allowed(Permission.VERIFY)
    def due(self, now: datetime) -> bool:
        """Say whether the monthly verification is to be made; ``now`` is aware UTC."""
        with self._work.reading() as session:
            last = option(session, LAST_VERIFIED)
        if not isinstance(last, dict):
            return True
        return abs(now - datetime.fromisoformat(last["at"])) >= EVERY

    @allowed(Permission.VERIFY)
    def sound(self, found: Verification) -> Changes:
        """Raise an alarm for what nobody asked for, unless one of an earlier time still stands.

        It stays in the trail until somebody says what it was.
        """
        if found.ok:
            return Changes()
        with self._work.writing() as uow:
            if ALARM_KIND in {kind for kind, _told in alarms_of(uow.session).values()}:
                return Changes()
            count = len(found.findings)
            told = f"每月检查数据发现{count}处问题，请到“备份”页点“检查数据”逐条处理"
            after = {"kind": ALARM_KIND, "problems": count}
            uow.record(chain.ALARM, chain.SUBJECT, ALARM_KIND, told, None, after)
            uow.commit()
        return Changes(accounts=True)

    def _findings(self, name: str, area: Area, look: _Look) -> list[Finding]:
        found: list[Finding] = []
        try:
            with translated():
                found += area(look)
        except EnvironmentTrouble as trouble:
            with translated():
                refuse_cancelled(look.cancelled)
            found.append(Finding(name, UNREADABLE, "", f"这一项没能查完：{trouble.sentence}"))
        return found

    def _database(self, look: _Look) -> Iterator[Finding]:
        folder = self._vault.folder
        pages, faults = inspect(folder.database, self._vault.key, look.cancelled)
        look.count("pages", pages)
        for fault in faults:
            told = (
                f"{_TOLD[fault.kind]}（{_in_short(fault.where)}）。请停止录入，从最近的备份恢复。"
            )
            yield Finding("database", fault.kind, fault.where, told)

    def _audit(self, look: _Look) -> Iterator[Finding]:
        with self._work.reading() as session:
            report = verify_chain(session, self._work.anchor)
            alarms = alarms_of(session)
        look.count("audit_entries", report.entries)
        look.count("erased_payloads", report.erased)
        for problem in report.problems:
            kind, told = problem.kind.value, sentence_of(problem)
            if problem.kind is ChainFault.OPEN_ALARM and problem.sequence in alarms:
                # What the alarm was about: the side file that told it has been begun anew since.
                kind, told = alarms[problem.sequence]
                told = f"{told}（第{problem.sequence}号报警，还没有人处理）"
            yield Finding("audit", kind, str(problem.sequence), told)

    def _documents(self, look: _Look) -> Iterator[Finding]:
        wanted = (
            IssuedDocument.id,
            IssuedDocument.title,
            IssuedDocument.sha256,
            IssuedDocument.content,
        )
        with self._work.reading() as session:
            statement = select(*wanted).order_by(IssuedDocument.id)
            for number, title, digest, content in session.execute(statement).yield_per(_BATCH):
                refuse_cancelled(look.cancelled)
                look.count("documents")
                if hashlib.sha256(content).hexdigest() != digest:
                    told = f"发文《{title}》的内容与定稿时的指纹不符，可能被改动过。"
                    yield Finding("documents", "hash", str(number), told)
        look.count("documents", 0)

    def _key_file(self, look: _Look) -> Iterator[Finding]:
        path = self._vault.folder.key_file
        try:
            document = key_document.read(path)
            key_document.verify(document, self._vault.key)
        except StorageTrouble as trouble:
            kind = type(trouble).__name__
            yield Finding("key_file", kind, path.name, f"{trouble.sentence}{trouble.advice}")
            return
        look.count("slots", len(document.slots))

    def _erasures(self, look: _Look) -> Iterator[Finding]:
        path = self._vault.folder.erasures
        look.count("erasures", 0)
        if not path.exists():
            return
        with self._work.reading() as session:
            log = erasures.read(path, session)
        look.count("erasures", len(log.lines))
        for number in log.bad:
            told = f"清理记录文件第{number}行被改动过或丢失：恢复备份时这一条不会再次清理。"
            yield Finding("erasures", "line", str(number), told)

    def _newest_backup(self, look: _Look) -> Iterator[Finding]:
        newest = self._backups.state().last
        look.count("backups", 0)
        if newest is None:  # nothing is damaged by that; the light on the first page says it
            return
        look.count("backups")
        checked = self._backups.verify(newest, look.cancelled)
        if checked.trouble:
            told = f"最近的备份（第{newest.number}号）有问题：{checked.trouble}请重新备份一次。"
            yield Finding("backup", "damaged", newest.database.name, told)

    def _noted(self, problems: int) -> list[Finding]:
        """Write down that it was done; a database that cannot take it is a finding, too."""
        at = self._work.clock.utc()
        told = f"核验数据，发现{problems}处问题" if problems else "核验数据，没有发现问题"
        try:
            with self._work.writing() as uow:
                set_option(uow.session, LAST_VERIFIED, {"at": at.isoformat(), "problems": problems})
                uow.record("verify", "verification", "all", told, None, {"problems": problems})
                uow.commit()
        except EnvironmentTrouble as trouble:
            text = f"核验结果没能记入操作记录：{trouble.sentence}"
            return [Finding("database", "not_written", "", text)]
        return []


def _in_short(where: str) -> str:
    """Return the first of the places SQLite names in one fault, and how many there are."""
    places = [line for line in where.splitlines() if line and not line.startswith("***")]
    if len(places) <= 1:
        return "".join(places) or where
    return f"{places[0]}，等{len(places)}处"
