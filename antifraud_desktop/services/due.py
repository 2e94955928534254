"""What is due about persons, for 今日: contacts, ends, reviews, requests (R12, R14)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from sqlalchemy.orm import Session

from antifraud_desktop.records.personal import PersonalKind
from antifraud_desktop.records.visits import DueItem, DueKind, DueList, PersonsDue
from antifraud_desktop.rules.masking import personal
from antifraud_desktop.rules.measures import TOLD_BEFORE
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.file_access import FILE, PERSON, visible_files
from antifraud_desktop.work import Work, allowed
from db.queries import due as queries
from db.queries.due import Due

A_WEEK = timedelta(days=7)
ANSWERED_BEFORE = timedelta(days=5)
PASSED_BEFORE = timedelta(days=5)
FIRST_ITEMS, PAGE = 5, 50
MEASURE, RIGHTS, REFERRAL = "measure", "rights_request", "referral"
_SUBJECTS: Mapping[DueKind, str] = {
    DueKind.MEASURE: MEASURE,
    DueKind.RIGHTS: RIGHTS,
    DueKind.REFERRAL: REFERRAL,
}
_KINDS: Mapping[DueKind, Callable[[date], Due]] = {
    DueKind.OVERDUE: queries.contacts_overdue,
    DueKind.TODAY: queries.contacts_today,
    DueKind.MEASURE: lambda today: queries.measures(today, today + TOLD_BEFORE),
    DueKind.REVIEW: queries.reviews,
    DueKind.CONCERN: lambda today: queries.concerns(today + A_WEEK),
    DueKind.ATTENTION: lambda today: queries.attentions(today + A_WEEK),
    DueKind.CONFIRM: queries.unconfirmed,
    DueKind.RIGHTS: lambda today: queries.rights(today + ANSWERED_BEFORE),
    DueKind.REFERRAL: lambda today: queries.referrals(today + PASSED_BEFORE),
}


_NEEDS: Mapping[DueKind, Permission] = {
    DueKind.CONFIRM: Permission.REVIEW_FILES,
    DueKind.RIGHTS: Permission.RIGHTS_DESK,
    DueKind.REFERRAL: Permission.ALL_FILES,
}
"""What an account may do who is told of a kind; of the others everybody with the file is."""


class DueService:
    """Derives what is due; an account sees that of its own files, or of all it may read."""

    def __init__(self, work: Work) -> None:
        """Keep the way to the database."""
        self._work = work

    @allowed(Permission.READ_FILES)
    def due(self, today: date, most: int = FIRST_ITEMS) -> DueList:
        """Return how much of every kind is due, and the first ``most`` of each.

        Kinds of which nothing is due are left out.
        """
        with self._work.reading() as session:
            counts = tuple(
                PersonsDue(kind, count)
                for kind, due in self._kinds(today)
                if (count := queries.count(session, due, visible_files(self._work)))
            )
            found = {c.kind for c in counts}
            items = tuple(
                item
                for kind, due in self._kinds(today)
                if kind in found
                for item in self._items(session, kind, due, today, 0, most)
            )
        return DueList(today, counts, items)

    @allowed(Permission.READ_FILES)
    def items(
        self, today: date, kind: DueKind, first: int = 0, most: int = PAGE
    ) -> tuple[DueItem, ...]:
        """Return some of what is due of one kind, the longest due first."""
        with self._work.reading() as session:
            for one, due in self._kinds(today):
                if one is kind:
                    return tuple(self._items(session, kind, due, today, first, most))
        return ()

    def _kinds(self, today: date) -> Iterator[tuple[DueKind, Due]]:
        """Yield the kinds the account is told of."""
        for kind, due in _KINDS.items():
            needs = _NEEDS.get(kind)
            if needs is None or self._work.may(needs):
                yield kind, due(today)

    def _items(
        self, session: Session, kind: DueKind, due: Due, today: date, first: int, most: int
    ) -> Iterator[DueItem]:
        rows = queries.items(session, due, visible_files(self._work), first, most)
        for subject, person, name, unit, day in rows:
            belongs = (REFERRAL if kind is DueKind.REFERRAL else PERSON, str(person))
            shown = personal(PersonalKind.NAME, name, *belongs)
            yield DueItem(
                kind=kind,
                subject_kind=_SUBJECTS.get(kind, FILE),
                subject_id=subject,
                name=shown,
                unit=unit or "",
                day=day,
                sentence=sentence(kind, str(shown), unit or "", day, today),
            )


def sentence(kind: DueKind, name: str, unit: str, day: date, today: date) -> str:
    """Return one thing due in a sentence; ``name`` as it is shown."""
    who, when = f"{unit}{name}", f"{day.month}月{day.day}日"
    late, left = (today - day).days, (day - today).days
    told = {
        DueKind.OVERDUE: f"应于{when}走访，已逾期{late}天。",
        DueKind.TODAY: "今天应走访。",
        DueKind.MEASURE: f"的惩戒措施{when}到期，到期自动结束。",
        DueKind.REVIEW: f"的档案应于{when}审核。",
        DueKind.CONCERN: f"的公安机关书面提示{when}到期，不续期即结案删除。",
        DueKind.ATTENTION: f"的关注程度{_until(when, left)}，请核定是否继续。",
        DueKind.CONFIRM: f"的重点关注（至{when}）等待复核，请核对后同意或退回。",
        DueKind.RIGHTS: f"的权利事项应于{when}前答复{_late(late)}。",
        DueKind.REFERRAL: f"的线索{when}自动删除，请在此之前转交。",
    }
    return f"{who}{told[kind]}"


def _until(when: str, left: int) -> str:
    return f"已于{when}到期" if left < 0 else f"{when}到期"


def _late(late: int) -> str:
    return f"，已超过{late}天" if late > 0 else ""
