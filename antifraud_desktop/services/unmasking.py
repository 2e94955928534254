"""Unmasking one record: with a reason, on record, for five minutes."""

from __future__ import annotations

from datetime import datetime, timedelta

from antifraud_desktop.errors import Invalid, Problem, Severity
from antifraud_desktop.records.personal import Unmasked
from antifraud_desktop.rules.masking import mask_text
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.work import Work, allowed

OPEN_FOR = timedelta(minutes=5)
"""So long a record stays open (boundaries.md)."""
SHORTEST_REASON, LONGEST_REASON = 2, 200


class UnmaskService:
    """Gives the grants that open one record's personal values; nothing else makes them."""

    def __init__(self, work: Work) -> None:
        """Keep the way to the database."""
        self._work = work

    @allowed(Permission.SEE_PERSONAL)
    def unmask(self, subject_kind: str, subject_id: str, reason: str) -> Unmasked:
        """Open one record for the signed-in account, from now for five minutes.

        The reason stays in the audit trail. Raises Invalid when it says nothing.
        """
        said = " ".join(reason.split())
        problems = reason_problems(said)
        if problems:
            raise Invalid(problems)
        since = self._work.clock.now()
        grant = Unmasked(subject_kind, subject_id, self._work.account, since, since + OPEN_FOR)
        with self._work.writing() as uow:
            uow.record(
                "unmask",
                subject_kind,
                subject_id,
                "查看完整的个人信息",
                None,
                # A number given as the reason must not make the trail a list of numbers.
                {"reason": mask_text(said), "until": grant.until.isoformat(sep=" ")},
            )
            uow.commit()
        return grant

    @allowed(Permission.SEE_PERSONAL)
    def is_open(self, grant: Unmasked) -> bool:
        """Say whether a grant still opens its record, by the handed-over clock."""
        return is_open(grant, self._work.account, self._work.clock.now())


def is_open(grant: Unmasked, account: str, now: datetime) -> bool:
    """Say whether a grant is this account's and not over."""
    return grant.account == account and grant.opens(grant.subject_kind, grant.subject_id, now)


def reason_problems(reason: str) -> tuple[Problem, ...]:
    """Return what is wrong with a reason: too short, too long, one character again and again."""
    letters = [c for c in reason if c.isalpha()]
    if len(letters) < SHORTEST_REASON or len(set(letters)) < SHORTEST_REASON:
        text = "请写明为什么要看完整信息，例如催报联络"
        return (Problem("reason", Severity.ERROR, text, "required"),)
    if len(reason) > LONGEST_REASON:
        text = f"原因请不超过{LONGEST_REASON}个字"
        return (Problem("reason", Severity.ERROR, text, "long"),)
    return ()
