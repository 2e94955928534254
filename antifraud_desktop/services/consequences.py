"""What follows frozen months: who is at the bottom, who was picked, a unit's history (R19)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, Problem, Refused, Severity
from antifraud_desktop.records.consequences import (
    Candidate,
    CardOffer,
    HistoryMonth,
    MonthCandidates,
    UnitHistory,
)
from antifraud_desktop.records.evaluation_editions import InterviewFact
from antifraud_desktop.rules.consequences import cards_due
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.consequence_rows import (
    INTERVIEW,
    begun,
    card_records,
    falsification_records,
    interview_records,
    objection_records,
    unit_of,
)
from antifraud_desktop.services.evaluation_places import Places, frozen_places
from antifraud_desktop.services.file_texts import reason_problems
from antifraud_desktop.services.records_of import campaign_row
from antifraud_desktop.services.written_text import LINE
from antifraud_desktop.unit_of_work import UnitOfWork
from antifraud_desktop.work import Work, allowed
from db.models import Interview, Unit
from db.queries import evaluation_course as queries
from db.queries.evaluation_results import standing_cards


class ConsequenceService:
    """Nothing follows by itself: interviews are begun and picked by people, on frozen months."""

    def __init__(self, work: Work) -> None:
        """Keep the way to the database."""
        self._work = work

    @allowed(Permission.READ_FIGURES)
    def candidates(self, month: date) -> MonthCandidates:
        """Return the bottom of a month's latest frozen edition; Refused when none is frozen."""
        with self._work.reading() as session:
            return month_candidates(session, month.replace(day=1))

    @allowed(Permission.READ_FIGURES)
    def offers(self) -> tuple[CardOffer, ...]:
        """Return the yellow cards that two held interviews ask for and nobody gave yet (R19)."""
        with self._work.reading() as session:
            return offers_of(session)

    @allowed(Permission.READ_FIGURES)
    def history(self, unit_code: str) -> UnitHistory:
        """Return what the campaign's evaluation holds of a unit."""
        today = self._work.clock.today()
        with self._work.reading() as session:
            unit, first = unit_of(session, unit_code), begun(session)
            objections = objection_records(session, unit_code=unit_code)
            return UnitHistory(
                unit_code=unit_code,
                unit=unit.name,
                months=tuple(
                    _history_month(places, unit_code)
                    for places in frozen_places(session, first).values()
                    if unit_code in places.units
                ),
                objections=tuple(o for o in objections if o.month >= first),
                falsifications=falsification_records(
                    session, first=campaign_row(session).start, unit_code=unit_code
                ),
                interviews=interview_records(session, today, unit_code=unit_code),
                cards=card_records(session, today, unit_code=unit_code),
            )

    @allowed(Permission.RUN_EVALUATION)
    def begin(self, month: date) -> tuple[tuple[int, ...], Changes]:
        """Open the interviews of those who are certain to be at the bottom of a frozen month.

        Returns the numbers of the new ones. Refused when there is nobody to begin with.
        """
        with self._work.writing() as uow:
            places = _frozen(uow.session, month.replace(day=1))
            found = _candidates(uow.session, places).candidates
            codes = [c.unit_code for c in found if not c.tied and c.interview_id is None]
            if not codes:
                raise Refused("没有需要新登记的约谈单位。", "请刷新后再看。")
            numbers = self._open(uow, places, codes, "排名末位", "begin_interviews")
        return numbers, Changes(evaluation=True)

    @allowed(Permission.DECIDE_RANKING)
    def pick(
        self, month: date, unit_codes: Sequence[str], reason: str
    ) -> tuple[tuple[int, ...], Changes]:
        """Open interviews for those of the tied units a leader picked, with the reason (R19).

        Raises Invalid without a reason or for another number of units than are left to pick.
        """
        said, chosen = " ".join(reason.split()), tuple(dict.fromkeys(unit_codes))
        with self._work.writing() as uow:
            places = _frozen(uow.session, month.replace(day=1))
            found = _candidates(uow.session, places)
            free = {c.unit_code for c in found.candidates if c.tied and c.interview_id is None}
            if not found.left:
                raise Refused("这个月没有同分的单位要选。", "请刷新后再看。")
            problems = [*reason_problems("reason", said, "选定理由", LINE)]
            if len(chosen) != found.left or not free.issuperset(chosen):
                text = f"请在同分的单位里选{found.left}个"
                problems.append(Problem("units", Severity.ERROR, text, "range"))
            if problems:
                raise Invalid(tuple(problems))
            numbers = self._open(uow, places, chosen, said, "pick_interviews")
        return numbers, Changes(evaluation=True)

    def _open(
        self, uow: UnitOfWork, places: Places, codes: Sequence[str], reason: str, action: str
    ) -> tuple[int, ...]:
        session, numbers, names = uow.session, [], []
        for code in codes:
            unit = unit_of(session, code)
            row = _withdrawn(session, places.result_id, unit)
            row.chosen_by, row.chosen_reason = self._work.account, reason
            row.entered_at, row.entered_by = self._work.clock.utc(), self._work.account
            session.add(row)
            session.flush()
            numbers.append(row.id)
            names.append(unit.name)
        told = f"{places.month.year}年{places.month.month}月约谈单位：{'、'.join(names)}"
        subject = ",".join(map(str, numbers))
        uow.record(action, INTERVIEW, subject, told, None, {"units": names, "reason": reason})
        uow.commit()
        return tuple(numbers)


def candidates_of(session: Session, first: date) -> tuple[MonthCandidates, ...]:
    """Return the bottom of every frozen month from a month on."""
    return tuple(_candidates(session, p) for p in frozen_places(session, first).values())


def month_candidates(session: Session, month: date) -> MonthCandidates:
    """Return the bottom of one month; Refused when it is not frozen."""
    return _candidates(session, _frozen(session, month))


def offers_of(session: Session) -> tuple[CardOffer, ...]:
    """Return the cards due for interviews that were held and that no standing card used up."""
    campaign = campaign_row(session)
    rows = queries.interviews(session, campaign.start.replace(day=1))
    facts = [
        InterviewFact(row.id, code, month, row.withdrawn_on is not None)
        for row, month, _edition, code, _unit in rows
        if row.held_on is not None
    ]
    names = {code: unit for _row, _month, _edition, code, unit in rows}
    pairs = [(first, second) for _code, first, second in standing_cards(session, campaign.id)]
    return tuple(
        CardOffer(due.unit, names[due.unit], due.first, due.second)
        for due in cards_due(facts, pairs)
    )


def _frozen(session: Session, month: date) -> Places:
    found = frozen_places(session, month, month).get(month)
    if found is None:
        raise Refused(f"{month.year}年{month.month}月考核还没有定稿。", "请先定稿，再安排约谈。")
    return found


def _candidates(session: Session, places: Places) -> MonthCandidates:
    rows = queries.interviews(session, places.month, month=places.month)
    standing = {code: row.id for row, _m, _e, code, _u in rows if row.withdrawn_on is None}
    return MonthCandidates(
        month=places.month,
        edition=places.edition,
        candidates=tuple(_candidate(places, code, standing.get(code)) for code in places.listed),
        pick=places.pick,
    )


def _candidate(places: Places, code: str, interview_id: int | None) -> Candidate:
    name, total, rank, _why = places.units[code]
    return Candidate(code, name, total, rank or 0, code in places.tied, interview_id)


def _history_month(places: Places, code: str) -> HistoryMonth:
    _name, total, rank, why = places.units[code]
    return HistoryMonth(
        month=places.month,
        edition=places.edition,
        total=total,
        rank=rank,
        of=_ranked(places.units.values()),
        why=why,
        bottom=code in places.listed,
    )


def _ranked(units: Collection[tuple[str, object, int | None, str]]) -> int:
    return sum(unit[2] is not None for unit in units)


def _withdrawn(session: Session, result_id: int, unit: Unit) -> Interview:
    """Return a new interview, or the one that was withdrawn, which begins from the start."""
    i = Interview
    found = session.scalar(select(i).where(i.result_id == result_id, i.unit_id == unit.id))
    if found is None:
        return Interview(result_id=result_id, unit_id=unit.id)
    found.withdrawn_on, found.withdrawn_reason = None, ""
    return found
