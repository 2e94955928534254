"""A month's evaluation: drafted, shown for objections, frozen, never changed after (R15-R18)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, Refused
from antifraud_desktop.records.evaluation import (
    MonthResult,
    Snapshot,
)
from antifraud_desktop.records.evaluation_editions import (
    CardOutlook,
    Edition,
    EditionHead,
    Lift,
    Reproduction,
)
from antifraud_desktop.rules.evaluation import evaluate
from antifraud_desktop.rules.evaluation_changes import moved, same_scores, told
from antifraud_desktop.rules.evaluation_lift import lifts
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.evaluation_checks import (
    check_month,
    check_over,
    check_units,
    what_lacks,
    why_not,
)
from antifraud_desktop.services.evaluation_consequences import card_outlook
from antifraud_desktop.services.evaluation_inputs import collect
from antifraud_desktop.services.evaluation_rows import (
    digest,
    edition_of,
    edition_row,
    heads,
    latest_row,
    reproduction,
    scheme_of,
    scheme_row,
)
from antifraud_desktop.services.snapshots import from_json, to_json
from antifraud_desktop.services.written_text import problems_of_texts
from antifraud_desktop.work import Work, allowed
from db.models import EvaluationResult
from db.queries.evaluation_course import accepted, forget_receipts
from db.vocabulary import EvaluationState

LONGEST_CHANGES = 2000


@dataclass(frozen=True, slots=True)
class _Computed:
    """A month as it stands now: stored texts, and the result they hold."""

    scheme_id: int
    inputs: str
    results: str
    result: MonthResult

    @property
    def sha256(self) -> str:
        return digest(self.inputs, self.results)


class EvaluationService:
    """Computes months, shows them, freezes them, and proves them again (考核结果)."""

    def __init__(self, work: Work) -> None:
        """Keep the way to the database."""
        self._work = work

    @allowed(Permission.READ_FIGURES)
    def editions(self, month: date | None = None) -> tuple[EditionHead, ...]:
        """Return the editions there are, newest month and edition first; of one month if given."""
        with self._work.reading() as session:
            return heads(session, month.replace(day=1) if month else None)

    @allowed(Permission.READ_FIGURES)
    def results(self, month: date, edition: int | None = None) -> Edition:
        """Return an edition with its figures, the latest when none is named."""
        with self._work.reading() as session:
            return edition_of(session, edition_row(session, month.replace(day=1), edition))

    @allowed(Permission.READ_FIGURES)
    def lifts(self, month: date, unit: str, edition: int | None = None) -> tuple[Lift, ...]:
        """Return what alone would have lifted a unit to the total of the one above it."""
        found = self.results(month, edition)
        return lifts(found.snapshot, found.result, unit)

    @allowed(Permission.READ_FIGURES)
    def card_outlook(self, month: date) -> tuple[CardOutlook, ...]:
        """Return the units with two months or more at the bottom up to a month (R19)."""
        with self._work.reading() as session:
            return card_outlook(session, month.replace(day=1))

    @allowed(Permission.READ_FIGURES)
    def reproduce(self, month: date, edition: int | None = None) -> Reproduction:
        """Compute an edition anew from its stored inputs and compare it bit for bit (R18)."""
        with self._work.reading() as session:
            row = edition_row(session, month.replace(day=1), edition)
            inputs, results, sha256 = row.inputs, row.results, row.sha256
        return reproduction(inputs, results, sha256)

    @allowed(Permission.RUN_EVALUATION)
    def draft(self, month: date, reason: str = "") -> tuple[Edition, Changes]:
        """Compute a month as it stands now and keep it as the open edition (R18).

        A draft is replaced. What was shown and comes out the same stays shown; what comes out
        differently is a draft again, to be shown anew. After a frozen edition a new one begins,
        which says what changed; nothing begins where nothing changed. ``reason`` says why a frozen
        month is drawn up again.

        Raises Refused for a month of which no day has ended, or before the campaign; Invalid for a
        reason that is too long or speaks of a measure there is no law for.
        """
        first = month.replace(day=1)
        _check_reason(reason)
        with self._work.writing() as uow:
            session = uow.session
            check_month(session, first, self._work.clock.today())
            computed = self._compute(session, first)
            row = latest_row(session, first)
            if row is not None and not _begins_anew(row, computed, reason):
                return edition_of(session, row), Changes()
            if row is None or row.state is EvaluationState.FROZEN:
                row = self._begin(session, first, row, computed, reason)
            else:
                _redraw(row, computed)
            row.drafted_at, row.drafted_by = self._work.clock.utc(), self._work.account
            session.flush()
            uow.record(
                "draft_evaluation",
                "evaluation",
                _subject(row),
                f"计算{_named(row)}考核",
                None,
                {"sha256": row.sha256, "changes": row.changes},
            )
            found = edition_of(session, row)
            uow.commit()
        return found, Changes(evaluation=True)

    @allowed(Permission.RUN_EVALUATION)
    def show(self, month: date) -> Changes:
        """Show a drafted month to the units: from today objections are open for some days (R18).

        Objections are received up to and on the last of these days.
        """
        first = month.replace(day=1)
        with self._work.writing() as uow:
            row = edition_row(uow.session, first)
            if row.state is not EvaluationState.DRAFT:
                raise Refused(f"{_named(row)}考核不是草稿，不能再次公示。", "请刷新后再看。")
            check_over(first, self._work.clock.today())
            check_units(from_json(MonthResult, row.results))
            today = self._work.clock.today()
            scheme = from_json(Snapshot, row.inputs).scheme
            row.state = EvaluationState.SHOWN
            row.shown_on = today
            row.objections_until = today + timedelta(days=scheme.objection_days)
            until = row.objections_until
            forget_receipts(uow.session, row.id)  # what is shown anew is to be seen anew
            uow.record(
                "show_evaluation",
                "evaluation",
                _subject(row),
                f"公示{_named(row)}考核，异议期至{until.month}月{until.day}日",
            )
            uow.commit()
        return Changes(evaluation=True)

    @allowed(Permission.DECIDE_RANKING)
    def freeze(self, month: date, reason: str = "") -> tuple[EditionHead, Changes]:
        """Freeze the open edition of a month: it never changes any more (R18).

        It must have been shown, its days for objections over, and every objection answered. With
        a ``reason`` it is frozen without the days for objections, and the edition says so; an open
        objection, or an accepted one whose correction was not drawn up, stands against it all the
        same.

        Raises Refused with what is still to be done; Invalid for a reason as above.
        """
        first = month.replace(day=1)
        _check_reason(reason)
        with self._work.writing() as uow:
            session = uow.session
            row = edition_row(session, first)
            if row.state is EvaluationState.FROZEN:
                raise Refused(
                    f"{_named(row)}考核已经定稿。", "需要更正时请重新计算，形成新的一版。"
                )
            check_over(first, self._work.clock.today())
            check_units(from_json(MonthResult, row.results))
            head = next(h for h in heads(session, first) if h.id == row.id)
            short = what_lacks(head, self._work.clock.today())
            if head.open_objections or (short and not reason.strip()):
                raise Refused(*why_not(head, short))
            if accepted(session, row.id) and not same_scores(
                from_json(MonthResult, row.results), self._compute(session, first).result
            ):
                raise Refused("采纳异议后更正的内容还没有计算进去。", "请重新计算，再公示一次。")
            if not reproduction(row.inputs, row.results, row.sha256).same:
                raise Refused("考核结果与底稿对不上，不能定稿。", "请重新计算该月考核。")
            row.state = EvaluationState.FROZEN
            row.frozen_at, row.frozen_by = self._work.clock.utc(), self._work.account
            if short:
                row.changes = f"{short}即定稿：{reason.strip()}。{row.changes}"[:LONGEST_CHANGES]
            uow.record(
                "freeze_evaluation",
                "evaluation",
                _subject(row),
                f"定稿{_named(row)}考核" + (f"（{short}）" if short else ""),
                None,
                {"sha256": row.sha256, "reason": reason.strip()},
            )
            session.flush()
            frozen = next(h for h in heads(session, first) if h.id == row.id)
            uow.commit()
        return frozen, Changes(evaluation=True)

    def _compute(self, session: Session, first: date) -> _Computed:
        version = scheme_row(session, first)
        snapshot = collect(session, first, scheme_of(version), self._work.clock.now())
        if snapshot.until < first:
            raise Refused("这个月还没有一天过了报送时限。", "请过了今天的报送时限再计算。")
        result = evaluate(snapshot)
        return _Computed(version.id, to_json(snapshot), to_json(result), result)

    def _begin(
        self,
        session: Session,
        first: date,
        before: EvaluationResult | None,
        computed: _Computed,
        reason: str,
    ) -> EvaluationResult:
        row = EvaluationResult(
            month=first,
            edition=before.edition + 1 if before else 1,
            scheme_id=computed.scheme_id,
            state=EvaluationState.DRAFT,
            inputs=computed.inputs,
            results=computed.results,
            sha256=computed.sha256,
            drafted_at=self._work.clock.utc(),
            drafted_by=self._work.account,
        )
        if before is not None:
            old = from_json(MonthResult, before.results)
            row.changes = told(moved(old, computed.result), reason)
        session.add(row)
        return row


def _check_reason(reason: str) -> None:
    problems = problems_of_texts({"reason": reason.strip()})
    if problems:
        raise Invalid(problems)


def _begins_anew(row: EvaluationResult, computed: _Computed, reason: str) -> bool:
    """Say whether an edition has to be drawn up again; once shown, only for other scores."""
    if row.sha256 == computed.sha256:
        return False
    if row.state is EvaluationState.DRAFT:
        return True
    frozen = row.state is EvaluationState.FROZEN
    old = from_json(MonthResult, row.results)
    return (frozen and bool(reason.strip())) or not same_scores(old, computed.result)


def _redraw(row: EvaluationResult, computed: _Computed) -> None:
    """Replace an open edition; one that was shown says what moved and is a draft again."""
    if row.state is EvaluationState.SHOWN:
        old = from_json(MonthResult, row.results)
        row.changes = told(moved(old, computed.result), "公示后重新计算")
        row.state = EvaluationState.DRAFT
        row.shown_on = row.objections_until = None
    row.scheme_id = computed.scheme_id
    row.inputs, row.results, row.sha256 = computed.inputs, computed.results, computed.sha256


def _subject(row: EvaluationResult) -> str:
    return f"{row.month:%Y-%m} {row.edition}"


def _named(row: EvaluationResult) -> str:
    version = f"第{row.edition}版" if row.edition > 1 else ""
    return f"{row.month.year}年{row.month.month}月{version}"
