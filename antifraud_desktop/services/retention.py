"""What is due for erasure, the erasing itself, and the terms an office may shorten."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import delete
from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import EnvironmentTrouble, Invalid, Refused
from antifraud_desktop.paths import DataFolder
from antifraud_desktop.records.retention import (
    DueCount,
    DueErasure,
    ErasedKind,
    ErasureReport,
    RetentionAction,
    RetentionTerm,
)
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.rules.retention import (
    problems_of_keeping,
    problems_of_reason,
    problems_of_term,
    with_amount,
)
from antifraud_desktop.services.erasing_now import UNFINISHED, finish
from antifraud_desktop.services.retention_due import (
    Subject,
    counts,
    due_of,
    kept_key,
    page,
    term_key,
    term_of,
)
from antifraud_desktop.services.retention_kinds import RetentionKind
from antifraud_desktop.unit_of_work import UnitOfWork
from antifraud_desktop.work import Work, allowed
from db.models import Erasure, Option
from db.queries.erasing import ERASERS

PAGE = 200


class RetentionService:
    """One engine for every kind; ``kinds`` are handed over where the parts are put together."""

    def __init__(self, work: Work, folder: DataFolder, kinds: Sequence[RetentionKind]) -> None:
        """Keep the way to the database and the kinds.

        Raises:
            ValueError: a kind that could not be erased again after a restore.
        """
        self._work, self._folder = work, folder
        self._kinds: Mapping[str, RetentionKind] = {kind.rule.code: kind for kind in kinds}
        unknown = sorted(set(self._kinds) - set(ERASERS))
        if unknown:
            raise ValueError(f"no erasing for {unknown}")

    @allowed(Permission.READ_RETENTION)
    def counts(self, today: date) -> tuple[DueCount, ...]:
        """Return how much of each kind is due; kinds of which nothing is are left out."""
        with self._work.reading() as session:
            return counts(session, self._kinds, today)

    @allowed(Permission.READ_RETENTION)
    def due(
        self, today: date, kind: str = "", first: int = 0, most: int = PAGE
    ) -> tuple[DueErasure, ...]:
        """Return what is due, the longest due first; ``first`` and ``most`` page one kind."""
        chosen = [self._kind(kind)] if kind else list(self._kinds.values())
        with self._work.reading() as session:
            return page(session, chosen, today, first, most)

    @allowed(Permission.ERASE)
    def carry_out(self, items: Sequence[DueErasure], reason: str) -> tuple[ErasureReport, Changes]:
        """Erase for good what is still due of ``items``: one transaction, one audit entry.

        Then the file is written anew and its log cut, so that the bytes are gone as well.
        Backups made before keep them until they rotate out.

        Raises:
            Invalid: no reason. Refused: nothing of it is due any more.
        """
        problems = problems_of_reason(reason)
        if problems:
            raise Invalid(problems)
        wanted = {(item.kind, item.subject_id) for item in items}
        with self._work.writing() as uow:
            due = self._due_of(uow.session, wanted)
            if not due:
                raise _gone_already()
            erased, changes = self._erase(uow, due, reason.strip())
            if self._due_of(uow.session, due):
                raise RuntimeError("what was erased is still there")
            _set(uow.session, UNFINISHED, "true")
            uow.commit()
        finished, trouble = False, "另有窗口或命令正在读取数据。"
        try:
            finished = finish(self._work, self._folder)
        except EnvironmentTrouble as known:
            trouble = f"{known.sentence}{known.advice}"
        report = ErasureReport(
            erased, len(wanted) - len(due), finished, "" if finished else trouble
        )
        return report, changes

    @allowed(Permission.READ_RETENTION)
    def unfinished(self) -> bool:
        """Say whether an erasing still waits for its file to be written anew."""
        with self._work.reading() as session:
            return session.get(Option, UNFINISHED) is not None

    @allowed(Permission.ERASE)
    def finish(self) -> bool:
        """Write the file anew and cut its log; False while somebody else reads.

        Raises:
            EnvironmentTrouble: no room on the disk, or somebody else writes.
        """
        return finish(self._work, self._folder)

    @allowed(Permission.ERASE)
    def review(self, item: DueErasure, keep_until: date, reason: str) -> Changes:
        """Keep a subject that is to be looked at until a day, a year off at most."""
        kind, today = self._kind(item.kind), self._work.clock.today()
        if kind.rule.action is not RetentionAction.REVIEW:
            raise Refused(f"{kind.rule.name}到期应清理，不能延期。", "请勾选后清理。")
        problems = problems_of_keeping(today, keep_until, reason)
        if problems:
            raise Invalid(problems)
        with self._work.writing() as uow:
            if not self._due_of(uow.session, {(item.kind, item.subject_id)}):
                raise _gone_already()
            key = kept_key(item.kind, item.subject_id)
            _set(uow.session, key, json.dumps(keep_until.isoformat()))
            uow.record(
                "keep",
                item.kind,
                item.subject_id,
                f"审核后继续保存：{kind.rule.name}，至{keep_until.isoformat()}",
                None,
                {"reason": reason.strip(), "until": keep_until},
            )
            uow.commit()
        return kind.touches(item.subject_id) | Changes(retention=True)

    @allowed(Permission.READ_RETENTION)
    def terms(self) -> tuple[RetentionTerm, ...]:
        """Return every kind with its term."""
        with self._work.reading() as session:
            return tuple(
                RetentionTerm(
                    kind=code,
                    name=kind.rule.name,
                    reference=kind.rule.reference,
                    action=kind.rule.action,
                    gone=kind.rule.gone,
                    term=term_of(session, kind),
                    longest=kind.rule.term,
                    least=kind.rule.least,
                    basis=kind.rule.basis,
                )
                for code, kind in self._kinds.items()
            )

    @allowed(Permission.ERASE)
    def set_term(self, kind: str, amount: int) -> Changes:
        """Shorten a kind's term, or lengthen a shortened one up to what is allowed at most."""
        rule = self._kind(kind).rule
        problems = problems_of_term(rule, amount)
        if problems:
            raise Invalid(problems)
        with self._work.writing() as uow:
            before = term_of(uow.session, self._kind(kind))
            if before.amount == amount:
                return Changes()
            after = with_amount(rule, amount)
            _set(uow.session, term_key(kind), json.dumps(amount))
            moved = self._kind(kind).settle(uow.session)
            uow.record(
                "set_term",
                "retention",
                kind,
                f"保存期限：{rule.name}由{before.label}改为{after.label}",
                {"term": before.label},
                {"term": after.label},
            )
            uow.commit()
        return Changes(retention=True) | moved

    def _kind(self, code: str) -> RetentionKind:
        if code not in self._kinds:
            raise Refused("没有这一类记录。", "请刷新后再看。")
        return self._kinds[code]

    def _due_of(self, session: Session, wanted: set[Subject]) -> set[Subject]:
        return due_of(session, self._kinds, wanted, self._work.clock.today())

    def _erase(
        self, uow: UnitOfWork, due: set[Subject], reason: str
    ) -> tuple[tuple[ErasedKind, ...], Changes]:
        session, changes = uow.session, Changes(retention=True)
        at, account = self._work.clock.utc(), self._work.account
        erased: list[ErasedKind] = []
        for code, kind in self._kinds.items():
            subjects = sorted(subject for one, subject in due if one == code)
            if not subjects:
                continue
            rule = kind.rule
            # A review that ends in erasing is an erasing.
            review = rule.action is RetentionAction.REVIEW
            action = RetentionAction.ERASE if review else rule.action
            records = ERASERS[code](session, subjects)
            for subject in subjects:
                changes |= kind.touches(subject)
                session.add(
                    Erasure(
                        kind=code,
                        subject_id=subject,
                        action=action,
                        at=at,
                        account=account,
                        reason=reason,
                    )
                )
                session.execute(delete(Option).where(Option.key == kept_key(code, subject)))
            erased.append(ErasedKind(code, rule.name, rule.counted, len(subjects), records))
        session.flush()
        said = "、".join(f"{e.name}{e.subjects}{e.counted}" for e in erased)
        told = {e.kind: {"subjects": e.subjects, "records": e.records} for e in erased}
        uow.record("erase", "retention", at.date(), f"到期清理：{said}"[:200], None, told)
        return tuple(erased), changes


def _gone_already() -> Refused:
    return Refused("所选内容已不在到期清单里，可能刚被处理。", "请刷新后再看。")


def _set(session: Session, key: str, value: str) -> None:
    session.merge(Option(key=key, value=value))
