"""A file's timeline as records: each entry in words, its free text masked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from antifraud_desktop.labels import label_of
from antifraud_desktop.records.person_views import TimelineEntry
from antifraud_desktop.records.personal import PersonalKind
from antifraud_desktop.rules.masking import personal
from antifraud_desktop.services.file_access import PERSON
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


def _labels(words: type[StrEnum]) -> Mapping[str, str]:
    return {word.value: label_of(word) for word in words}


_LEVEL: Callable[[str], str] = _labels(AttentionLevel).__getitem__
_VISITS, _PAPERS = _labels(VisitKind), _labels(PaperKind)
_WORDS: Mapping[str, Callable[[str], str]] = {
    OPENED: _labels(CaseCategory).__getitem__,
    BASIS: _labels(BasisKind).__getitem__,
    OFFICER: str,
    ATTENTION: _LEVEL,
    CONFIRMED: _LEVEL,
    DECLINED: _LEVEL,
    APPEAL: _labels(AppealState).__getitem__,
    MERGED: lambda word: f"第{word}号",
}
"""What the stored words of an event stand for; of others nothing is told but the reason."""


def entries(
    source: Source, file_id: int, person_id: int, first: int, most: int
) -> tuple[TimelineEntry, ...]:
    """Return some entries of a file's timeline, newest first."""
    found = queries.timeline(source, file_id, first, most)
    person = str(person_id)
    return tuple([_entry(row, person) for row in found])


def _entry(row: Entry, person: str) -> TimelineEntry:
    kind, title, text = row.kind, *_TOLD[row.kind](row)
    masked = personal(PersonalKind.TEXT, text, PERSON, person)
    return TimelineEntry(kind, row.id, row.day, row.at, title, masked, row.account)


def _event(row: Entry) -> tuple[str, str]:
    word, before, after, reason = word_of(row.what, row.first), row.first, row.second, row.third
    tell = _WORDS.get(row.what)
    if tell is None:
        return word, reason
    before, after = (tell(part) if part else "" for part in (before, after))
    change = f"{before} → {after}" if before else after
    return f"{word}：{change or '（空）'}", reason


def _visit(row: Entry) -> tuple[str, str]:
    told = [row.first] if row.first else []
    if row.second:
        told.append(f"需求：{row.second}")
    if row.third:
        told.append(f"帮助：{row.third}")
    if row.fourth:
        told.append(f"下一步：{row.fourth}")
    return f"{_VISITS[row.what]}{'（未见到）' if row.failed else ''}", "\n".join(told)


def _paper(row: Entry) -> tuple[str, str]:
    return f"签署{_PAPERS[row.what]}", row.first


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
