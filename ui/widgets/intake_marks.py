"""What of a pasted text was understood, as marks on ranges of it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from antifraud_desktop.records.intake import Span, VersionReading
from antifraud_desktop.records.submissions import IntakeReview, SubmissionReview

_DATE = re.compile(
    r"(?:\d{4}\s*[年./-]\s*)?\d{1,2}\s*[月./]\s*\d{1,2}\s*[日号]?(?!\d|[万千元])|(?<!\d)\d{1,2}[日号]"
)
_HEAD = 40
"""A unit's name and the date stand at the beginning of a message."""


class MarkKind(StrEnum):
    """What a range of the text was understood as."""

    FIGURE = "figure"
    DOUBT = "doubt"
    UNIT = "unit"
    DATE = "date"
    IGNORED = "ignored"
    UNRECOGNISED = "unrecognised"


@dataclass(frozen=True, slots=True)
class TextMark:
    """A range understood; ``submission`` and ``number`` say which figure or doubt it is."""

    span: Span
    kind: MarkKind
    submission: int = -1
    code: str | None = None


class Utf16:
    """Turns character offsets into the text widget's positions (emoji count two there)."""

    def __init__(self, text: str) -> None:
        self._wide = [n for n, c in enumerate(text) if ord(c) > 0xFFFF]  # noqa: PLR2004
        self._positions = [n + extra for extra, n in enumerate(self._wide)]

    def position(self, offset: int) -> int:
        """Return the widget's position of a character."""
        return offset + bisect_left(self._wide, offset)

    def offset(self, position: int) -> int:
        """Return the character at a widget's position."""
        return position - bisect_right(self._positions, position - 1)


def marks_of(review: IntakeReview) -> tuple[TextMark, ...]:
    """Return the marks of a review, the more telling ones last."""
    text = review.reading.text
    marks = [
        TextMark(item.place, kind)
        for items, kind in (
            (review.reading.ignored, MarkKind.IGNORED),
            (review.reading.unrecognised, MarkKind.UNRECOGNISED),
        )
        for item in items
        if isinstance(item.place, Span)
    ]
    for number, submission in enumerate(review.submissions):
        for version in submission.readings:
            marks += _head_marks(text, number, submission, version)
            marks += _figure_marks(number, version)
    return tuple(marks)


def _head_marks(
    text: str, number: int, submission: SubmissionReview, version: VersionReading
) -> Iterator[TextMark]:
    if not isinstance(version.place, Span):
        return
    start = version.place.start
    head = text[start : min(start + _HEAD, version.place.end)]
    for name in (submission.unit, submission.unit[:-1]):
        at = head.find(name)
        if at >= 0 and len(name) > 1:
            yield TextMark(Span(start + at, start + at + len(name)), MarkKind.UNIT, number)
            break
    found = _DATE.search(head)
    if found:
        span = Span(start + found.start(), start + found.end())
        yield TextMark(span, MarkKind.DATE, number)


def _figure_marks(number: int, version: VersionReading) -> Iterator[TextMark]:
    for figure in version.figures:
        if isinstance(figure.place, Span):
            yield TextMark(figure.place, MarkKind.FIGURE, number, figure.indicator)
    for doubt in version.doubts:
        if isinstance(doubt.place, Span):
            yield TextMark(doubt.place, MarkKind.DOUBT, number, doubt.indicator)


def mark_at(marks: tuple[TextMark, ...], offset: int) -> TextMark | None:
    """Return the most telling mark that covers a character."""
    for mark in reversed(marks):
        if mark.span.start <= offset < mark.span.end:
            return mark
    return None
