"""The clerk's choices on a review, kept apart from the window: nothing is saved by them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeAlias

from antifraud_desktop.records.days import FigureWarning
from antifraud_desktop.records.intake import Doubt, IgnoredText
from antifraud_desktop.records.submissions import (
    Decision,
    IntakeReview,
    SubmissionReview,
    Verdict,
)

SubmissionKey: TypeAlias = tuple[str, date]
"""Unit code and reporting day."""

WarningKey: TypeAlias = tuple[str, date, str, str]
"""Unit code, day, indicator and the warning's code."""


@dataclass(slots=True)
class Choice:
    """What was decided about one submission so far."""

    values: dict[str, int | None] = field(default_factory=dict)
    dismissed: set[str] = field(default_factory=set)
    received: datetime | None = None
    nil: bool | None = None
    skip: bool = False

    def __bool__(self) -> bool:
        """Say whether anything was decided."""
        given = self.received is not None or self.nil is not None
        return bool(self.values or self.dismissed or self.skip or given)


@dataclass(frozen=True, slots=True)
class Counts:
    """The head line: 已识别 clear / all, 未识别, 需确认."""

    clear: int
    doubtful: int
    unrecognised: int

    @property
    def total(self) -> int:
        """Return every piece that carries figures or might."""
        return self.clear + self.doubtful + self.unrecognised


def key_of(submission: SubmissionReview) -> SubmissionKey:
    """Return what names a submission in a review."""
    return submission.unit_code, submission.date


class ReviewChoices:
    """Decisions on a review; they survive a new reading of the same text."""

    def __init__(self) -> None:
        self.review: IntakeReview | None = None
        self._choices: dict[SubmissionKey, Choice] = {}
        self._reasons: dict[WarningKey, str] = {}
        self._set_aside: set[str] = set()

    def choice(self, submission: SubmissionReview) -> Choice:
        """Return the choice on a submission, an empty one at first."""
        return self._choices.setdefault(key_of(submission), Choice())

    def is_open(self, submission: SubmissionReview, doubt: Doubt) -> bool:
        """Say whether a doubt still wants a word."""
        choice = self.choice(submission)
        if choice.skip or doubt.text in choice.dismissed:
            return False
        return doubt.indicator is None or doubt.indicator not in choice.values

    def open_doubts(self, submission: SubmissionReview) -> tuple[Doubt, ...]:
        """Return the doubts of a submission that still want a word."""
        return tuple(d for d in submission.doubts if self.is_open(submission, d))

    def take(self, submission: SubmissionReview, doubt: Doubt, value: int, code: str = "") -> None:
        """Settle a doubt with a figure, of indicator ``code`` where the doubt names none."""
        choice = self.choice(submission)
        choice.values[code or doubt.indicator or ""] = value
        if code and code != doubt.indicator:
            choice.dismissed.add(doubt.text)

    def dismiss(self, submission: SubmissionReview, doubt: Doubt) -> None:
        """Settle a doubt as no figure at all."""
        self.choice(submission).dismissed.add(doubt.text)

    def reopen(self, submission: SubmissionReview, doubt: Doubt) -> None:
        """Take the word on a doubt back."""
        choice = self.choice(submission)
        choice.dismissed.discard(doubt.text)
        choice.values.pop(doubt.indicator or "", None)

    def set_figure(self, submission: SubmissionReview, code: str, value: int | None) -> None:
        """Change, add or take away (None) a figure; back to what was read forgets the choice."""
        read = {f.indicator: f.value for f in submission.figures}
        values = self.choice(submission).values
        if read.get(code) == value:
            values.pop(code, None)
        else:
            values[code] = value

    def figures(self, submission: SubmissionReview) -> dict[str, int | None]:
        """Return the figures as they will be saved, None for one taken away."""
        read: dict[str, int | None] = {f.indicator: f.value for f in submission.figures}
        return read | self.choice(submission).values

    def set_reason(self, submission: SubmissionReview, warning: FigureWarning, text: str) -> None:
        """Note why a plausibility warning (R5) is accepted; empty takes it back."""
        key = (*key_of(submission), warning.indicator, warning.code)
        if text.strip():
            self._reasons[key] = text.strip()
        else:
            self._reasons.pop(key, None)

    def reason(self, submission: SubmissionReview, warning: FigureWarning) -> str:
        """Return the reason noted for a warning."""
        return self._reasons.get((*key_of(submission), warning.indicator, warning.code), "")

    def set_aside(self, text: IgnoredText) -> None:
        """Note that an unrecognised text is no submission."""
        self._set_aside.add(text.text)

    def unrecognised(self) -> tuple[IgnoredText, ...]:
        """Return the texts nobody has judged yet."""
        texts = self.review.reading.unrecognised if self.review else ()
        return tuple(t for t in texts if t.text not in self._set_aside)

    def without_time(self) -> tuple[SubmissionReview, ...]:
        """Return the submissions whose text names no time of receipt (R3)."""
        submissions = self.review.submissions if self.review else ()
        return tuple(s for s in submissions if any(r.received is None for r in s.readings))

    def counts(self) -> Counts:
        """Count what is clear, doubtful and unrecognised."""
        submissions = self.review.submissions if self.review else ()
        doubtful = sum(bool(self.open_doubts(s)) for s in submissions)
        return Counts(len(submissions) - doubtful, doubtful, len(self.unrecognised()))

    def to_save(self) -> int:
        """Return how many submissions confirming would write."""
        written = 0
        for submission in self.review.submissions if self.review else ():
            choice = self.choice(submission)
            if submission.verdict is Verdict.REFUSED or choice.skip:
                continue
            written += submission.verdict is not Verdict.UNCHANGED or bool(choice.values)
        return written

    def decisions(self) -> tuple[Decision, ...]:
        """Return the clerk's word for the service."""
        known = {key_of(s) for s in self.review.submissions} if self.review else set()
        return tuple(
            Decision(
                unit_code=unit,
                date=day,
                values=dict(choice.values),
                received=choice.received,
                nil=choice.nil,
                skip=choice.skip,
                dismissed=tuple(sorted(choice.dismissed)),
            )
            for (unit, day), choice in self._choices.items()
            if choice and (unit, day) in known
        )

    def accepted_warnings(self) -> Mapping[WarningKey, str]:
        """Return the reasons given for warnings, to be noted after saving."""
        skipped = {k for k, c in self._choices.items() if c.skip}
        return {k: why for k, why in self._reasons.items() if k[:2] not in skipped}

    def payload(self) -> list[dict[str, Any]]:
        """Return the choices as plain values for a draft."""
        return [
            {
                "unit": unit,
                "date": day.isoformat(),
                "values": dict(choice.values),
                "dismissed": sorted(choice.dismissed),
                "received": choice.received.isoformat() if choice.received else None,
                "nil": choice.nil,
                "skip": choice.skip,
            }
            for (unit, day), choice in self._choices.items()
            if choice
        ]

    def restore(self, payload: list[dict[str, Any]]) -> None:
        """Take up the choices of a draft."""
        for item in payload:
            key = (str(item["unit"]), date.fromisoformat(item["date"]))
            received = item.get("received")
            self._choices[key] = Choice(
                values=dict(item.get("values", {})),
                dismissed=set(item.get("dismissed", ())),
                received=datetime.fromisoformat(received) if received else None,
                nil=item.get("nil"),
                skip=bool(item.get("skip")),
            )

    def clear(self) -> None:
        """Forget every choice."""
        self.review = None
        self._choices.clear()
        self._reasons.clear()
        self._set_aside.clear()
