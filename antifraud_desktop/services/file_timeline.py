"""A file's timeline as records: each entry in words, its free text masked."""

from __future__ import annotations

from collections.abc import Callable, Mapping

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
from antifraud_desktop.vocabulary import (
    AppealState,
    AttentionLevel,
    BasisKind,
    CaseCategory,
    PaperKind,
    VisitKind,
)
from db.queries import timeline as queries
from db.queries.timeline import Entry
from db.reader import Source

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


def entries(
    source: Source, file_id: int, person_id: int, first: int, most: int
) -> tuple[TimelineEntry, ...]:
    """Return some entries of a file's timeline, newest first."""
    found = queries.timeline(source, file_id, first, most)
    return tuple(_entry(row, person_id) for row in found)


def _entry(row: Entry, person_id: int) -> TimelineEntry:
    title, text = _TOLD[row.kind](row)
    return TimelineEntry(
        kind=row.kind,
        subject_id=row.id,
        day=row.day,
        at=row.at,
        title=title,
        text=of_person(PersonalKind.TEXT, text, person_id),
        account=row.account,
    )


def _event(row: Entry) -> tuple[str, str]:
    word, before, after, reason = word_of(row.what, row.first), row.first, row.second, row.third
    tell = _WORDS.get(row.what)
    if tell is None:
        return word, reason
    before, after = (tell(part) if part else "" for part in (before, after))
    change = f"{before} → {after}" if before else after
    return f"{word}：{change or '（空）'}", reason


def _visit(row: Entry) -> tuple[str, str]:
    told = (
        ("", row.first),
        ("需求：", row.second),
        ("帮助：", row.third),
        ("下一步：", row.fourth),
    )
    title = f"{label_of(VisitKind(row.what))}{'（未见到）' if row.failed else ''}"
    return title, "\n".join([f"{head}{text}" for head, text in told if text])


def _paper(row: Entry) -> tuple[str, str]:
    return f"签署{label_of(PaperKind(row.what))}", row.first


def _measure(row: Entry) -> tuple[str, str]:
    return f"惩戒措施，至{row.first}：{row.what}", row.second


def _contact(row: Entry) -> tuple[str, str]:
    return "境外联系", row.first


_TOLD: Mapping[str, Callable[[Entry], tuple[str, str]]] = {
    queries.EVENT: _event,
    queries.VISIT: _visit,
    queries.PAPER: _paper,
    queries.MEASURE: _measure,
    queries.CONTACT: _contact,
}
