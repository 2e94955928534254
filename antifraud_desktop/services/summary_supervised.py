"""Meetings, tasks, inspections, visits and a frozen ranking in the days of a summary."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy.orm import Session

from antifraud_desktop.labels import WORDS
from antifraud_desktop.records.evaluation import MonthResult
from antifraud_desktop.records.summaries import Cared, Line, Ranked, Supervised
from antifraud_desktop.records.summary_figures import Figure, Ledger
from antifraud_desktop.services.evaluation_follow_ups import follow_ups_due
from antifraud_desktop.services.snapshots import from_json
from antifraud_desktop.services.summary_book import HUNDREDTHS, FigureBook
from db.queries import evaluation_results as results
from db.queries import summaries as queries
from db.vocabulary import DocumentKind, MeetingLevel

TIMES, ITEMS, PIECES, PERSONS = "次", "项", "个", "人次"
MOST_LEADING = 3


def supervised(session: Session, book: FigureBook) -> Supervised:
    """Return what the ledgers of meetings, tasks and inspections hold; none of them: None."""
    span = (book.period.first, book.period.until)
    held: dict[MeetingLevel, int] = dict(queries.meetings_by_level(session, span))
    tasks = queries.task_sums(session, span)
    inspections, units = queries.inspection_sums(session, span)
    findings = queries.finding_sums(session, span)
    return Supervised(
        meetings=_some(book, "meetings.all", sum(held.values()), TIMES, "会议次数", {"level": ""}),
        levels=tuple(
            Line(WORDS[MeetingLevel][level], _level(book, level, held[level]))
            for level in MeetingLevel
            if level in held
        ),
        tasks_set=_task(book, "set", tasks.set, "交办事项"),
        tasks_done=_task(book, "done", tasks.done, "办结事项"),
        tasks_overdue=_task(book, "overdue", tasks.overdue, "截至期末逾期未办结的事项"),
        inspections=_inspected(book, "inspections", inspections, TIMES, "督导检查次数"),
        inspected_units=_inspected(book, "units", units, PIECES, "督导检查的单位数"),
        findings=_finding(book, "found", findings.found, "督导发现的问题"),
        rectified=_finding(book, "rectified", findings.rectified, "其中截至期末已整改的问题"),
        verified=_finding(book, "verified", findings.verified, "其中截至期末已核验销号的问题"),
        findings_overdue=_finding(
            book, "overdue", findings.overdue, "截至期末超期未整改的问题（含以前督导发现的）"
        ),
    )


def cared(session: Session, book: FigureBook) -> Cared:
    """Return counts of visits and follow-ups (R12); small ones are not told exactly.

    Of what was due, the rest is not told beside a small part: the sum would give it away.
    """
    p = book.period
    met, failed = queries.visit_sums(session, (p.first, p.until))
    due = done = 0
    if p.judged is not None:
        found = follow_ups_due(session, p.first, p.judged).values()
        due, done = sum(one.due for one in found), sum(one.done for one in found)
    return Cared(
        met=_visit(book, "met", met, "走访台账登记的见面联系", "0"),
        failed=_visit(book, "failed", failed, "走访台账登记的未遇", "1"),
        due=_follow_up(book, "due", due, "到期应联系"),
        done=_follow_up(book, "done", done, "按时完成的联系"),
        not_done=_follow_up(book, "not_done", due - done, "没有按时完成的联系"),
    )


def ranked(session: Session, book: FigureBook) -> Ranked | None:
    """Return the ranking of a month's summary, or the latest frozen month of longer days (R18)."""
    p = book.period
    if p.kind is DocumentKind.WEEKLY_SUMMARY:
        return None
    month = p.until.replace(day=1)
    text = results.latest_frozen(session, month)
    while text is None and p.kind is DocumentKind.WORK_SUMMARY and month > p.first:
        month = (month.replace(day=1) - month.resolution).replace(day=1)
        text = results.latest_frozen(session, month)
    if text is None:
        return None
    chosen = {"month": month.isoformat()}
    units = [u for u in from_json(MonthResult, text).units if u.rank is not None]
    return Ranked(
        month,
        book.count(
            "evaluation.ranked", len(units), PIECES, "参加排名的单位数", Ledger.EVALUATION, chosen
        ),
        tuple(
            Line(
                u.name,
                book.points(
                    f"evaluation.total.{u.code}",
                    int(u.total * Decimal(HUNDREDTHS)),
                    f"{u.name}考核得分",
                    {**chosen, "unit": u.code},
                ),
            )
            for u in sorted(units, key=lambda u: (u.rank or 0, u.order))[:MOST_LEADING]
        ),
    )


def _some(
    book: FigureBook, key: str, value: int, measure: str, what: str, chosen: dict[str, str]
) -> Figure | None:
    ledger = Ledger(key.partition(".")[0])
    return book.count(key, value, measure, what, ledger, chosen) if value else None


def _level(book: FigureBook, level: MeetingLevel, value: int) -> Figure:
    what = f"{WORDS[MeetingLevel][level]}次数"
    chosen = {"level": level.value}
    return book.count(f"meetings.{level.value}", value, TIMES, what, Ledger.MEETINGS, chosen)


def _task(book: FigureBook, state: str, value: int, what: str) -> Figure | None:
    return _some(book, f"tasks.{state}", value, ITEMS, what, {"state": state})


def _inspected(book: FigureBook, by: str, value: int, measure: str, what: str) -> Figure | None:
    return _some(book, f"inspections.{by}", value, measure, what, {"by": by})


def _finding(book: FigureBook, state: str, value: int, what: str) -> Figure | None:
    return _some(book, f"findings.{state}", value, PIECES, what, {"state": state})


def _visit(book: FigureBook, key: str, value: int, what: str, failed: str) -> Figure | None:
    if not value:
        return None
    return book.count(
        f"visits.{key}", value, PERSONS, what, Ledger.VISITS, {"failed": failed}, small=True
    )


def _follow_up(book: FigureBook, side: str, value: int, what: str) -> Figure | None:
    if not value or book.period.judged is None:
        return None
    span = (book.period.first, book.period.judged)
    return book.count(
        f"follow_ups.{side}", value, PERSONS, what, Ledger.FOLLOW_UPS, {"side": side}, span,
        small=True,
    )  # fmt: skip
