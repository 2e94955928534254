"""Notices and records that follow a frozen month, filled from their templates (R19)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from antifraud_desktop.documents import word
from antifraud_desktop.documents.evaluation_texts import guarded
from antifraud_desktop.documents.frames import render_frame
from antifraud_desktop.documents.package import deterministic_bytes
from antifraud_desktop.documents.paper_values import filled, tell_fonts
from antifraud_desktop.documents.person_papers import mark_heads, refuse_forbidden, reopened
from antifraud_desktop.documents.report import DEMONSTRATION, DRAFT
from antifraud_desktop.records.evaluation import UnitScore
from antifraud_desktop.records.evaluation_papers import CardLetter, InterviewLetter
from antifraud_desktop.records.person_papers import LongText, Sheet
from antifraud_desktop.rules.day_words import day_text, month_text

LATER = "另行通知"
WEAK, MOST_WEAK = Decimal("0.8"), 4
"""Criteria below this share of their points are named, so many at most, the weakest first."""


def interview_notice(letter: InterviewLetter, template: bytes) -> bytes:
    """Return the notice as .docx bytes; equal input gives equal bytes."""
    record = letter.interview
    sheet = {
        **_place(letter),
        "when": _moment(record.planned_at) if record.planned_at else LATER,
        "items": _weak(letter.score),
    }
    return _built(letter, template, sheet, f"{record.unit}约谈通知")


def interview_record(letter: InterviewLetter, template: bytes) -> bytes:
    """Return the record as .docx bytes; what is not known yet stays free to be written."""
    record = letter.interview
    sheet = {
        **_place(letter),
        "held_on": _day(record.held_on),
        "attendees": record.attendees,
        "measures_due": _day(record.measures_due),
        "closed_on": _day(record.closed_on),
        "problems": LongText("存在的问题", record.problems),
        "measures": LongText("整改措施", record.measures),
        "follow_up": LongText("整改跟进", record.follow_up),
    }
    return _built(letter, template, sheet, f"{record.unit}约谈记录")


def yellow_card_notice(letter: CardLetter, template: bytes) -> bytes:
    """Return the notice of a yellow card as .docx bytes."""
    card = letter.card
    sheet = {
        **_office(letter, card.unit),
        "first_month": month_text(card.first_month),
        "second_month": month_text(card.second_month),
        "given_on": day_text(card.given_on),
        "measures": card.measures,
        "measures_due": _day(card.measures_due),
    }
    return _built(letter, template, sheet, f"{card.unit}黄牌警示通知")


def _built(
    letter: InterviewLetter | CardLetter, template: bytes, sheet: Sheet, title: str
) -> bytes:
    document = render_frame(template, filled(sheet))
    refuse_forbidden(document)
    tell_fonts(document)
    document = reopened(document)
    marks = [DEMONSTRATION] if letter.demonstration else []
    marks += [] if letter.head.number else [DRAFT]
    if marks:
        mark_heads(document, "　　".join(marks))
    document.core_properties.title = word.held(title)
    return deterministic_bytes(document)


def _office(letter: InterviewLetter | CardLetter, unit: str) -> dict[str, Any]:
    head = letter.head
    return {
        "township": letter.township,
        "issuer": head.issuer,
        "date": day_text(head.issued_at.date()),
        "number": f"〔{head.year}〕{head.number}号" if head.number else "草稿",
        "unit": unit,
    }


def _place(letter: InterviewLetter) -> dict[str, Any]:
    record = letter.interview
    return {
        **_office(letter, record.unit),
        "month": month_text(record.month),
        "total": "" if record.total is None else str(record.total),
        "rank": "" if record.rank is None else str(record.rank),
        "ranked": str(letter.ranked),
        "interviewer": record.interviewer or "镇领导",
        "place": record.place or LATER,
    }


def _weak(score: UnitScore | None) -> Sequence[Sheet]:
    """Return where the points were lost: the criteria with the smallest share reached."""
    found = [c for c in score.criteria if c.applicable and c.raw < WEAK] if score else []
    lost = [
        {
            "name": c.name,
            "score": str(c.score),
            "weight": str(c.effective),
            "text": guarded(c),
        }
        for c in sorted(found, key=lambda c: c.raw)[:MOST_WEAK]
    ]
    taken = [
        {"name": d.name, "score": f"－{d.points}", "weight": "—", "text": f"{d.count}次"}
        for d in (score.deductions if score else ())
    ]
    none = {"name": "各项", "score": "", "weight": "", "text": "没有明显失分的项目"}
    return tuple([*lost, *taken] or [none])


def _moment(at: datetime) -> str:
    return f"{day_text(at.date())}{at.hour}时" + (f"{at.minute:02}分" if at.minute else "")


def _day(day: date | None) -> str:
    return "____年__月__日" if day is None else day_text(day)
