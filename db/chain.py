"""Verifying the audit chain: every entry that was changed is named by its number.

What it proves and what it cannot is told in docs/storage.md.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from db import anchor as side_file
from db import links
from db.anchor import Mark, Unreadable
from db.chain_report import ChainFault, ChainProblem, ChainReport
from db.chain_walk import Walk
from db.models import AuditEntry, AuditHead

ALARM = "chain_alarm"
CLEARED = "clear_alarm"
SUBJECT = "audit_chain"
_BATCH = 2000
_UNREADABLE = (
    (Unreadable.MISSING, ChainFault.ANCHOR_MISSING),
    (Unreadable.DAMAGED, ChainFault.ANCHOR_DAMAGED),
    (Unreadable.FOREIGN, ChainFault.ANCHOR_FOREIGN),
)


def verify_chain(session: Session, anchor: Path | None) -> ChainReport:
    """Look at every entry and payload, at the head, the side file and alarms nobody cleared.

    ``anchor`` is None where no side file is kept. A file of before the chain has none to verify.

    Raises:
        StorageTrouble: the side file is there and cannot be read.
    """
    # Before the first query: a commit in between would make the file look ahead.
    content = None if anchor is None else side_file.content_of(anchor)
    secret = links.secret_of(session)
    head = _head_of(session)
    walk = Walk(links.keys_of(secret).chain if secret is not None else b"")
    problems: tuple[ChainProblem, ...] = ()
    rows = session.execute(links.stored_entries(), execution_options={"yield_per": _BATCH})
    if secret is None:
        sealed = 0
        for row in rows:
            walk.entries += 1
            sealed += row[-5] is not None
        if sealed or head is not None:
            problems = (ChainProblem(ChainFault.SECRET_MISSING, 0),)
    else:
        for row in rows:
            walk.step(row)
        walk.end(*(head or (None, None)))
        problems = walk.problems()
    beside = None if anchor is None else _beside(session, content)
    # An entry that was tampered with is named already; its MAC then differs from the anchor's too.
    if beside is not None and beside.sequence not in {p.sequence for p in problems if p.sequence}:
        problems += (beside,)
    known = _known(content, secret)
    return ChainReport(
        entries=walk.entries,
        erased=walk.erased,
        head=_number(head),
        anchored=known.sequence if isinstance(known, Mark) else 0,
        problems=(
            *problems,
            *(ChainProblem(ChainFault.OPEN_ALARM, number) for number in open_alarms(session)),
        ),
    )


def check_anchor(session: Session, anchor: Path | None) -> ChainProblem | None:
    """Compare the side file with the head and the one entry it names; cheap, for sign-in.

    A file that is behind is no problem, an older history than the file knows is. ``session`` has
    asked nothing yet: what it sees must not be older than the file.

    Raises:
        StorageTrouble: the side file is there and cannot be read.
    """
    return None if anchor is None else _beside(session, side_file.content_of(anchor))


def open_alarms(session: Session) -> tuple[int, ...]:
    """Return the numbers of alarms that no later entry has cleared, oldest first."""
    found = session.execute(
        select(AuditEntry.sequence, AuditEntry.action, AuditEntry.subject_id)
        .where(AuditEntry.action.in_((ALARM, CLEARED)))
        .order_by(AuditEntry.sequence)
    )
    standing: dict[str, int] = {}
    for sequence, action, subject_id in found:
        if action == ALARM:
            standing[str(sequence)] = sequence
        else:
            standing.pop(subject_id, None)
    return tuple(standing.values())


def _beside(session: Session, content: bytes | None) -> ChainProblem | None:
    secret, head = links.secret_of(session), _head_of(session)
    if secret is None:
        return _before_the_chain(content, begun=head is not None)
    known = _known(content, secret)
    if isinstance(known, Unreadable):
        return ChainProblem(dict(_UNREADABLE)[known], _number(head))
    if head is None:
        return ChainProblem(ChainFault.HEAD_MISMATCH, known.sequence)
    if _number(head) < known.sequence:
        return ChainProblem(ChainFault.TAIL_CUT, known.sequence, _number(head))
    return _compare(session, known, head)


def _compare(session: Session, known: Mark, head: tuple[object, object]) -> ChainProblem | None:
    """Compare a side file that is not ahead with the entry it names."""
    named = select(links.raw(AuditEntry.mac)).where(AuditEntry.sequence == known.sequence)
    mac = session.execute(named).one_or_none()
    if mac is None:
        return ChainProblem(ChainFault.DELETED, known.sequence, known.sequence)
    if mac[0] != known.mac:
        return ChainProblem(ChainFault.TAIL_CUT, known.sequence, _number(head))
    if _number(head) == known.sequence and head[1] != known.mac:
        return ChainProblem(ChainFault.HEAD_MISMATCH, known.sequence)
    return None


def _before_the_chain(content: bytes | None, *, begun: bool) -> ChainProblem | None:
    """Tell a file that never had a chain from one whose secret was taken away."""
    if begun:
        return ChainProblem(ChainFault.SECRET_MISSING, 0)
    return None if content is None else ChainProblem(ChainFault.ANCHOR_FOREIGN, 0)


def _known(content: bytes | None, secret: str | None) -> Mark | Unreadable:
    if secret is None:
        return Unreadable.MISSING
    return side_file.read(content, links.keys_of(secret).anchor)


def _head_of(session: Session) -> tuple[object, object] | None:
    head = session.execute(
        select(links.raw(AuditHead.sequence), links.raw(AuditHead.mac))
    ).one_or_none()
    return None if head is None else (head[0], head[1])


def _number(head: tuple[object, object] | None) -> int:
    return head[0] if head is not None and isinstance(head[0], int) else 0
