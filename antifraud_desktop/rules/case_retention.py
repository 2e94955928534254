"""How long each file is kept and when it is looked at again (R11); an office may only shorten."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from antifraud_desktop.errors import Problem, Severity
from antifraud_desktop.records.persons import Refusal
from antifraud_desktop.records.retention import Term, TermUnit
from antifraud_desktop.rules.retention import due_on
from antifraud_desktop.rules.text_normal import fold_text
from db.vocabulary import CaseCategory

LONGEST: Mapping[CaseCategory, Term] = {
    CaseCategory.CONVICTED: Term(60, TermUnit.MONTHS),
    CaseCategory.TWO_CARD: Term(90, TermUnit.DAYS),
    CaseCategory.RETURNEE: Term(12, TermUnit.MONTHS),
    CaseCategory.ABROAD: Term(12, TermUnit.MONTHS),
    CaseCategory.CONCERN: Term(30, TermUnit.DAYS),
    CaseCategory.VICTIM: Term(12, TermUnit.MONTHS),
}
"""The longest term of each category, from the date named in :data:`REFERENCES`."""
REFERENCES: Mapping[CaseCategory, str] = {
    CaseCategory.CONVICTED: "建档之日，帮扶计划先结束的到计划结束",
    CaseCategory.TWO_CARD: "惩戒结束之日",
    CaseCategory.RETURNEE: "最后一次必要工作之日",
    CaseCategory.ABROAD: "最后一次必要工作之日",
    CaseCategory.CONCERN: "建档之日，每续期一次加30天",
    CaseCategory.VICTIM: "建档之日",
}
YEARLY = Term(12, TermUnit.MONTHS)
MOST_RENEWALS = 2
REVIEWED_BEFORE = timedelta(days=30)
CONCERN_REVIEWED_BEFORE = timedelta(days=7)
LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class CaseDates:
    """The dates of a file that its term follows from.

    ``plan_ends_on`` is the help plan's end, ``measure_ends_on`` the last measure's,
    ``last_step_on`` the last necessary step's, ``reviewed_on`` the last review's; None where
    there is none. ``shortened`` is the term an office set for the category.
    """

    opened_on: date
    plan_ends_on: date | None = None
    measure_ends_on: date | None = None
    last_step_on: date | None = None
    reviewed_on: date | None = None
    renewals: int = 0
    shortened: Term | None = None


def retention_until(category: CaseCategory, dates: CaseDates) -> date:
    """Return the first day on which a file may not be kept any longer (R11).

    A term longer than the category allows changes nothing.
    """
    longest = _ends(category, dates, LONGEST[category])
    if dates.shortened is None:
        return longest
    return min(longest, _ends(category, dates, dates.shortened))


def until_when_closed(category: CaseCategory, dates: CaseDates, today: date) -> date:
    """Return the first day a file may not be kept any longer when it is closed today (R11).

    Closing ends the help of a convicted person, and is the last step of who came back or is abroad.
    """
    return retention_until(
        category,
        replace(
            dates,
            plan_ends_on=min(dates.plan_ends_on or today, today),
            last_step_on=max(dates.last_step_on or today, today),
        ),
    )


def review_on(category: CaseCategory, dates: CaseDates) -> date:
    """Return the day a person looks at a file again: yearly, and before its term is over (R11).

    A concern is looked at a week before its end, every other file thirty days before.
    """
    until = retention_until(category, dates)
    before = CONCERN_REVIEWED_BEFORE if category is CaseCategory.CONCERN else REVIEWED_BEFORE
    yearly = due_on(dates.reviewed_on or dates.opened_on, YEARLY)
    return max(min(yearly, until - before), dates.opened_on)


def answers_to_renewal(
    renewals: int, until: date, reason: str, earlier: Iterable[str], today: date
) -> tuple[Refusal | Problem, ...]:
    """Return what stands against renewing a concern for thirty more days (R11).

    Twice at most, before it ends, each time for a reason that was not given before (``earlier``,
    the concern of the notice among them).
    """
    if renewals >= MOST_RENEWALS:
        return (_no_third_renewal(),)
    found: list[Refusal | Problem] = []
    if today >= until:
        told = "期限已过，不能续期；确有新情况的，凭公安机关新的书面通知另建"
        found.append(Problem("until", Severity.ERROR, told, "over"))
    said = _core(reason)
    if not said:
        found.append(Problem("reason", Severity.ERROR, "请写明续期的新理由", "required"))
    elif len(reason.strip()) > LONGEST_REASON:
        found.append(Problem("reason", Severity.ERROR, f"理由超过{LONGEST_REASON}个字", "long"))
    elif any(said in _core(old) for old in earlier):
        told = "这个理由以前用过，续期须有新的理由"
        found.append(Problem("reason", Severity.ERROR, told, "used"))
    return tuple(found)


def _ends(category: CaseCategory, dates: CaseDates, term: Term) -> date:
    if category is CaseCategory.CONVICTED:
        last = due_on(dates.opened_on, term)
        return min(last, dates.plan_ends_on + timedelta(days=1)) if dates.plan_ends_on else last
    if category is CaseCategory.TWO_CARD:
        return due_on(dates.measure_ends_on or dates.opened_on, term)
    if category is CaseCategory.CONCERN:
        renewed = min(dates.renewals, MOST_RENEWALS)
        return due_on(dates.opened_on, Term(term.amount * (1 + renewed), term.unit))
    if category is CaseCategory.VICTIM:
        return due_on(dates.opened_on, term)
    return due_on(dates.last_step_on or dates.opened_on, term)


def _core(text: str) -> str:
    """Return the words of a reason without blanks and punctuation."""
    return "".join(c for c in fold_text(text) if c.isalnum())


def _no_third_renewal() -> Refusal:
    return Refusal(
        "renewals",
        "个人信息保护法第十九条",
        "公安机关书面提示的档案最多续期两次，每次30天",
        "请结案；确有新情况的，凭公安机关新的书面通知另建",
        "until",
    )
