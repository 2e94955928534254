"""A file's timeline as records: each entry in words, its free text masked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from antifraud_desktop.labels import label_of
from antifraud_desktop.records.person_views import TimelineEntry
from antifraud_desktop.records.personal import PersonalKind
from antifraud_desktop.services.file_events import (
    APPEAL,
    ATTENTION,
    BASIS,
    CONFIRMED,
    DECLINED,
    MERGED,
    OFFICER,
    OPENED,
    word_of,
)
from antifraud_desktop.services.person_search import of_person
from antifraud_desktop.vocabulary import AppealState, AttentionLevel, BasisKind, CaseCategory
from db.models import CaseFile
from db.queries import timeline as queries

_LEVEL: Callable[[str], str] = lambda word: label_of(AttentionLevel(word))  # noqa: E731
_WORDS: Mapping[str, Callable[[str], str]] = {
    OPENED: lambda word: label_of(CaseCategory(word)),
    BASIS: lambda word: label_of(BasisKind(word)),
    OFFICER: str,
    ATTENTION: _LEVEL,
    CONFIRMED: _LEVEL,
    DECLINED: _LEVEL,
    APPEAL: lambda word: label_of(AppealState(word)),
    MERGED: lambda word: f"第{word}号",
}
"""What the stored words of an event stand for; of others nothing is told but the reason."""


def entries(session: Session, file: CaseFile, first: int, most: int) -> tuple[TimelineEntry, ...]:
    """Return some entries of a file's timeline, newest first."""
    found = [(kind, number) for kind, number in queries.timeline(session, file.id, first, most)]
    rows: dict[tuple[str, int], Any] = {}
    for kind in dict.fromkeys(kind for kind, _number in found):
        numbers = [number for one, number in found if one == kind]
        content = queries.contents(session, kind, numbers)
        rows |= {(kind, number): row for number, row in content.items()}
    return tuple(_entry(kind, number, rows[kind, number], file) for kind, number in found)


def _entry(kind: str, number: int, row: Any, file: CaseFile) -> TimelineEntry:
    title, text = _TOLD[kind](row)
    return TimelineEntry(
        kind=kind,
        subject_id=number,
        day=row.day,
        at=row.at,
        title=title,
        text=of_person(PersonalKind.TEXT, text, file.person_id),
        account=row.account,
    )


def _event(row: Any) -> tuple[str, str]:
    word = word_of(row.what, row.before)
    tell = _WORDS.get(row.what)
    if tell is None:
        return word, row.reason
    before, after = (tell(part) if part else "" for part in (row.before, row.after))
    change = f"{before} → {after}" if before else after
    return f"{word}：{change or '（空）'}", row.reason


def _visit(row: Any) -> tuple[str, str]:
    told = (
        ("", row.talk),
        ("需求：", row.needs),
        ("帮助：", row.help_offered),
        ("下一步：", row.next_step),
    )
    title = f"{label_of(row.what)}{'（未见到）' if row.failed else ''}"
    return title, "\n".join(f"{head}{text}" for head, text in told if text)


def _paper(row: Any) -> tuple[str, str]:
    return f"签署{label_of(row.what)}", row.note


def _measure(row: Any) -> tuple[str, str]:
    return f"惩戒措施，至{row.ends_on.isoformat()}：{row.organ}", row.ground


def _contact(row: Any) -> tuple[str, str]:
    return "境外联系", row.text


_TOLD: Mapping[str, Callable[[Any], tuple[str, str]]] = {
    queries.EVENT: _event,
    queries.VISIT: _visit,
    queries.PAPER: _paper,
    queries.MEASURE: _measure,
    queries.CONTACT: _contact,
}
