"""Drafts of what is typed into a person's file: never lost, never offered to another file.

A draft is found by account, file and kind, and says inside which file it belongs to: one that lies
under another file's key is not handed out. It needs the same right to the file as the file itself.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Refused
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.drafts import forget_draft
from antifraud_desktop.services.file_access import file_row
from antifraud_desktop.work import Work, allowed
from db.models import Draft

VISIT_DRAFT, PLAN_DRAFT, PAPER_DRAFT = "visit", "plan", "paper"
KINDS = (VISIT_DRAFT, PLAN_DRAFT, PAPER_DRAFT, "facts", "attention", "assistance")
"""What can be typed into a file; a correction of a stored record adds its number: ``visit:12``."""
_PREFIX = "file"
LARGEST = 100_000


class FileDraftService:
    """Keeps one draft per account, file and kind."""

    def __init__(self, work: Work) -> None:
        """Keep the way to the database."""
        self._work = work

    @allowed(Permission.WRITE_FILES)
    def save(self, file_id: int, kind: str, fields: Mapping[str, Any]) -> Changes:
        """Keep what was typed; ``fields`` as JSON can hold them. Empty fields drop the draft.

        Raises Refused for a file the account may not see, or more text than a form can hold.
        """
        payload = json.dumps({"file": file_id, "kind": kind, "fields": dict(fields)})
        if len(payload) > LARGEST:
            raise Refused("草稿太长，没有暂存。", "请分几次登记。")
        key = draft_key(file_id, kind)
        with self._work.writing(audited=False) as uow:
            file_row(uow.session, self._work, file_id)
            row = uow.session.scalars(_drafts(self._work.account, key)).one_or_none()
            if not any(fields.values()):
                drop_draft(uow.session, self._work.account, file_id, kind)
            elif row is None:
                made = Draft(account=self._work.account, key=key, payload=payload)
                made.saved_at = self._work.clock.utc()
                uow.session.add(made)
            else:
                row.payload, row.saved_at = payload, self._work.clock.utc()
            uow.commit()
        return Changes(drafts=True)

    @allowed(Permission.WRITE_FILES)
    def load(self, file_id: int, kind: str) -> dict[str, Any] | None:
        """Return what was typed for exactly this file and kind, None when nothing was."""
        with self._work.reading() as session:
            file_row(session, self._work, file_id)
            found = session.scalars(
                _drafts(self._work.account, draft_key(file_id, kind))
            ).one_or_none()
            if found is None:
                return None
            held: dict[str, Any] = json.loads(found.payload)
        if (held.get("file"), held.get("kind")) != (file_id, kind):
            return None
        fields: dict[str, Any] = held["fields"]
        return fields

    @allowed(Permission.WRITE_FILES)
    def discard(self, file_id: int, kind: str) -> Changes:
        """Forget a draft."""
        with self._work.writing(audited=False) as uow:
            drop_draft(uow.session, self._work.account, file_id, kind)
            uow.commit()
        return Changes(drafts=True)

    @allowed(Permission.WRITE_FILES)
    def kept(self, file_id: int) -> tuple[str, ...]:
        """Return the kinds a file has drafts of, to offer going on with them."""
        with self._work.reading() as session:
            file_row(session, self._work, file_id)
            keys = session.scalars(
                select(Draft.key)
                .where(
                    Draft.account == self._work.account,
                    Draft.key.startswith(draft_key(file_id, ""), autoescape=True),
                )
                .order_by(Draft.saved_at.desc(), Draft.id)
            ).all()
        return tuple(key.removeprefix(draft_key(file_id, "")) for key in keys)


def draft_key(file_id: int, kind: str) -> str:
    """Return where a draft lies: ``file:12:visit``. ValueError for a kind nobody knows."""
    if kind and kind.partition(":")[0] not in KINDS:
        raise ValueError(f"no kind of draft: {kind}")
    return f"{_PREFIX}:{file_id}:{kind}"


def drop_draft(session: Session, account: str, file_id: int, kind: str) -> None:
    """Delete a draft whose text was saved as a record, in the same transaction."""
    forget_draft(session, account, draft_key(file_id, kind))


def _drafts(account: str, key: str) -> Any:
    return select(Draft).where(Draft.account == account, Draft.key == key)
