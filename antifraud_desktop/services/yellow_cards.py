"""Yellow cards: given after two interviews, with measures, closed, withdrawn (R19)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Problem, Refused, Severity
from antifraud_desktop.records.consequences import CardRecord, NewCard
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.consequence_rows import CARD, card_records, taken, unit_of
from antifraud_desktop.services.consequences import offers_of
from antifraud_desktop.services.file_texts import reason_problems
from antifraud_desktop.services.records_of import campaign_row
from antifraud_desktop.services.taking import require
from antifraud_desktop.services.written_text import LINE, NOTE, problems_of_texts
from antifraud_desktop.work import Work, allowed
from db.models import Interview, YellowCard


class YellowCardService:
    """A card is given by somebody, never by the program."""

    def __init__(self, work: Work) -> None:
        """Keep the way to the database."""
        self._work = work

    @allowed(Permission.READ_FIGURES)
    def list(self, unit_code: str = "") -> tuple[CardRecord, ...]:
        """Return the campaign's cards, newest first; those of one unit if given."""
        today = self._work.clock.today()
        with self._work.reading() as session:
            return card_records(session, today, unit_code=unit_code)

    @allowed(Permission.READ_FIGURES)
    def get(self, card_id: int) -> CardRecord:
        """Return one card; Refused when it is gone."""
        today = self._work.clock.today()
        with self._work.reading() as session:
            taken(session, YellowCard, card_id)
            return card_records(session, today, ids=[card_id])[0]

    @allowed(Permission.DECIDE_RANKING)
    def give(self, unit_code: str, given: NewCard) -> tuple[int, Changes]:
        """Give a unit the yellow card its two interviews ask for (R19).

        Raises Refused when it has not been interviewed twice, Invalid with every problem.
        """
        today = self._work.clock.today()
        with self._work.writing() as uow:
            session = uow.session
            unit = unit_of(session, unit_code)
            offer = next((o for o in offers_of(session) if o.unit_code == unit_code), None)
            if offer is None:
                raise Refused(
                    f"{unit.name}在本次行动中还没有两次已进行的约谈，不能发黄牌。",
                    "请先登记约谈情况。",
                )
            second = session.get_one(Interview, offer.second.id)
            require(
                (
                    *_of_day("given_on", given.given_on, second.held_on, today, "约谈"),
                    *_of_measures(given.measures, given.measures_due, given.given_on),
                )
            )
            row = YellowCard(
                unit_id=unit.id,
                campaign_id=campaign_row(session).id,
                first_interview_id=offer.first.id,
                second_interview_id=offer.second.id,
                given_on=given.given_on,
                given_by=self._work.account,
                measures=given.measures.strip(),
                measures_due=given.measures_due,
                entered_at=self._work.clock.utc(),
                entered_by=self._work.account,
            )
            session.add(row)
            session.flush()
            number = row.id
            uow.record("give_card", CARD, number, f"给予{unit.name}黄牌警示", None, _told(row))
            uow.commit()
        return number, Changes(evaluation=True)

    @allowed(Permission.RUN_EVALUATION)
    def set_measures(
        self, card_id: int, measures: str, measures_due: date | None, version: int
    ) -> Changes:
        """Set or change what the unit is to do and by when, until the card is closed."""

        def change(row: YellowCard) -> str:
            require(_of_measures(measures, measures_due, row.given_on))
            row.measures, row.measures_due = measures.strip(), measures_due
            return "修改黄牌整改要求"

        return self._write(card_id, version, "change_card", change)

    @allowed(Permission.RUN_EVALUATION)
    def close(self, card_id: int, on: date, closing: str, version: int) -> Changes:
        """Close a card: when, and what the unit did."""
        said, today = closing.strip(), self._work.clock.today()

        def change(row: YellowCard) -> str:
            require(
                (
                    *_of_day("on", on, row.given_on, today, "发出黄牌"),
                    *reason_problems("closing", said, "整改完成情况", NOTE),
                )
            )
            row.closed_on, row.closing = on, said
            return "解除黄牌"

        return self._write(card_id, version, "close_card", change)

    @allowed(Permission.DECIDE_RANKING)
    def withdraw(self, card_id: int, on: date, reason: str, version: int) -> Changes:
        """Withdraw a card that should not have been given: its interviews are free again."""
        said, today = " ".join(reason.split()), self._work.clock.today()

        def change(row: YellowCard) -> str:
            require(
                (
                    *_of_day("on", on, row.given_on, today, "发出黄牌"),
                    *reason_problems("reason", said, "撤销原因", LINE),
                )
            )
            row.withdrawn_on, row.withdrawn_reason = on, said
            return "撤销黄牌"

        return self._write(card_id, version, "withdraw_card", change)

    def _write(
        self, card_id: int, version: int, action: str, change: Callable[[YellowCard], str]
    ) -> Changes:
        with self._work.writing() as uow:
            row = taken(uow.session, YellowCard, card_id, version)
            if row.withdrawn_on is not None:
                raise Refused("这张黄牌已经撤销。", "请刷新后再看。")
            if row.closed_on is not None:
                raise Refused("这张黄牌已经解除，不能再改。")
            before = _told(row)
            told = change(row)
            uow.record(action, CARD, card_id, told, before, _told(row))
            uow.commit()
        return Changes(evaluation=True)


def _of_day(
    field: str, on: date, after: date | None, today: date, what: str
) -> tuple[Problem, ...]:
    if on > today:
        return (Problem(field, Severity.ERROR, "日期在今天之后，请核对", "late"),)
    if after is not None and on < after:
        return (Problem(field, Severity.ERROR, f"日期早于{what}，请核对", "early"),)
    return ()


def _of_measures(measures: str, due: date | None, given_on: date) -> tuple[Problem, ...]:
    found = [*problems_of_texts({"measures": measures}, NOTE)]
    if not measures.strip():
        found.append(Problem("measures", Severity.ERROR, "请写明整改要求", "required"))
    if due is None:
        found.append(Problem("measures_due", Severity.ERROR, "请填写整改期限", "required"))
    elif due < given_on:
        found.append(
            Problem("measures_due", Severity.ERROR, "整改期限早于发出日期，请核对", "early")
        )
    return tuple(found)


def _told(row: YellowCard) -> dict[str, object]:
    return {
        "given_on": row.given_on,
        "measures": row.measures,
        "measures_due": row.measures_due,
        "closed_on": row.closed_on,
        "closing": row.closing,
        "withdrawn_on": row.withdrawn_on,
        "withdrawn_reason": row.withdrawn_reason,
    }
