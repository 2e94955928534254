"""Reads WeChat copies, mail exports and bare text into versions, doubts and the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time

from antifraud_desktop.errors import Refused
from antifraud_desktop.records.intake import (
    Doubt,
    FigureReading,
    IgnoredText,
    IntakeContext,
    IntakeReading,
    Span,
    VersionReading,
)
from antifraud_desktop.records.units import IndicatorRecord, UnitRecord
from antifraud_desktop.rules.fraud_types import FraudType
from antifraud_desktop.rules.message_dates import day_in
from antifraud_desktop.rules.message_lexicon import DATE, Lexicon
from antifraud_desktop.rules.message_noise import asks, media, quoted_until, worth_asking
from antifraud_desktop.rules.message_numbering import numbering
from antifraud_desktop.rules.message_posts import Post, split_posts
from antifraud_desktop.rules.message_reading import PartReading, Setting, read_part
from antifraud_desktop.rules.message_results import DoubtFound
from antifraud_desktop.rules.message_rows import find_legends
from antifraud_desktop.rules.message_second_look import second_look
from antifraud_desktop.rules.message_sections import Section, cut_sections, split_days
from antifraud_desktop.rules.message_units import UnitFinder
from antifraud_desktop.rules.message_versions import MergedSubmission, fold_in, kind_of
from antifraud_desktop.rules.message_words import CODES
from antifraud_desktop.rules.text_normal import Folded, fold
from antifraud_desktop.rules.wordings import Wordings
from db.vocabulary import SourceKind, VersionKind

Previous = Mapping[tuple[str, date], Mapping[str, int]]
"""What is saved already: (unit name, day) → indicator code → value."""

_EARLY = 5
"""Before this hour a message without a date speaks most likely of the day before."""
LONGEST_LINE = 10_000
"""Characters; no village writes so much without a line end, and reading takes its square."""


def read_messages(
    text: str,
    units: Sequence[UnitRecord],
    indicators: Sequence[IndicatorRecord],
    context: IntakeContext,
    fraud_types: Sequence[FraudType] = (),
    previous: Previous | None = None,
) -> IntakeReading:
    """Read pasted text; versions come in order of receipt, places are those of ``text`` (R3, R4).

    Nothing uncertain is taken as a figure (law of intake): it is a doubt, or ignored with a
    reason, or unrecognised. ``previous`` tells what stands, so that additions can be judged.

    Raises Refused when a line is too long to be a message.
    """
    if any(len(line) > LONGEST_LINE for line in text.splitlines()):
        raise Refused(f"有一行超过{LONGEST_LINE}个字，不像是报送消息。", "请只复制当天的消息再试。")
    return _Reader(text, units, indicators, context, fraud_types, previous or {}).read()


@dataclass(slots=True)
class _Gathered:
    versions: list[VersionReading] = field(default_factory=list)
    ignored: list[IgnoredText] = field(default_factory=list)
    unrecognised: list[IgnoredText] = field(default_factory=list)
    ignored_rows: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


class _Reader:
    def __init__(
        self,
        text: str,
        units: Sequence[UnitRecord],
        indicators: Sequence[IndicatorRecord],
        context: IntakeContext,
        fraud_types: Sequence[FraudType],
        previous: Previous,
    ) -> None:
        self._raw = text
        self._folded: Folded = fold(text)
        self._text = self._folded.text
        self._context = context
        self._fraud_types = tuple(fraud_types)
        self._previous = previous
        self._finder = UnitFinder(units)
        self._lexicon = Lexicon(Wordings(indicators), fraud_types, self._finder.words)
        self._merged: dict[tuple[str, date], MergedSubmission] = {}
        self._out = _Gathered()

    def read(self) -> IntakeReading:
        posts, withdrawn = split_posts(self._text, self._context.pasted_at, self._knows)
        for line in withdrawn:
            self._ignore(line.start, line.end, "撤回消息的提示")
            name = line.name or "有人"
            self._out.notices.append(f"{name}撤回过一条消息，请留意其是否重新报送。")
        for post in sorted(posts, key=lambda p: p.received or datetime.max):  # noqa: DTZ901
            self._read_post(post)
        out = self._out
        place_of = {id(i): i.place.start if isinstance(i.place, Span) else 0 for i in out.ignored}
        return IntakeReading(
            source=SourceKind.MESSAGE,
            versions=tuple(out.versions),
            ignored=tuple(sorted(out.ignored, key=lambda i: place_of[id(i)])),
            unrecognised=tuple(out.unrecognised),
            ignored_rows=tuple(out.ignored_rows),
            notices=tuple(out.notices),
            text=self._raw,
        )

    def _knows(self, name: str) -> bool:
        return self._finder.of_sender(name) is not None or self._finder.is_office(name)

    def _span(self, start: int, end: int) -> Span:
        return Span(*self._folded.place(start, end))

    def _slice(self, start: int, end: int) -> str:
        first, last = self._folded.place(start, end)
        return self._raw[first:last].strip()

    def _ignore(self, start: int, end: int, why: str) -> None:
        self._out.ignored.append(IgnoredText(self._slice(start, end), why, self._span(start, end)))

    def _read_post(self, post: Post) -> None:
        start = quoted_until(self._text, post.start, post.end)
        if start > post.start:
            self._ignore(post.start, start, "引用的旧消息")
        if start >= post.end:
            return
        sender = self._finder.of_sender(post.sender)
        office = self._finder.is_office(post.sender)
        preamble, sections = cut_sections(self._text, start, post.end, self._finder, sender)
        legends = find_legends(self._text, start, post.end, self._lexicon.wordings)
        received = post.received or datetime.combine(self._context.working_date, time(12))
        setting = Setting(
            received=received.date(),
            preamble_day=self._day_of(preamble, received.date()),
            legends=legends,
            holes=sorted(
                [*numbering(self._text, start, post.end), *media(self._text, start, post.end)]
            ),
            fraud_types=self._fraud_types,
            known=lambda _day: {},
            several=len(sections) > 1,
            uncertain_day=post.received is not None and received.hour < _EARLY,
        )
        before = len(self._out.versions)
        if preamble is not None:
            self._preamble(preamble, sender, setting, post)
        for section in sections:
            for part in split_days(self._text, section, lambda w: day_in(w, setting.received)):
                self._read_section(part, setting, post, office=office)
        if len(self._out.versions) == before:
            self._nothing_of(start, post, sections, setting, office=office)

    def _day_of(self, preamble: tuple[int, int] | None, received: date) -> date | None:
        if preamble is None:
            return None
        for token in self._lexicon.tokens(self._text, *preamble):
            if token.kind == DATE and (day := day_in(token.word, received)):
                return day
        return None

    def _preamble(
        self, place: tuple[int, int], sender: UnitRecord | None, setting: Setting, post: Post
    ) -> None:
        """Read figures above the first unit's name: the sender's own, or nobody's."""
        part = read_part(self._text, Section(sender, [place]), self._lexicon, setting)
        if not part.result.figures and not part.result.doubts:
            return
        if sender is not None:
            self._version(Section(sender, [place]), part, post)
        else:
            text = self._slice(*place)
            self._out.unrecognised.append(IgnoredText(text, "没有写明单位", self._span(*place)))

    def _read_section(
        self, section: Section, setting: Setting, post: Post, *, office: bool
    ) -> None:
        if section.unit is None:
            return
        name = section.unit.name
        setting = replace(setting, known=lambda day: self._known(name, day))
        part = read_part(self._text, section, self._lexicon, setting)
        result = part.result
        self._out.ignored_rows += [self._slice(a, b).split()[0] for a, b in part.sum_rows]
        sure = result.figures or result.nil
        if not result.says_something:
            return
        if office and not sure and not part.rows:
            return
        if not sure and asks(self._text[section.start : section.end]):
            return
        self._version(section, part, post)
        for left in result.left:
            said = self._slice(left.start, left.end)
            self._out.notices.append(f"{section.unit.name}：“{said}”没有计入（{left.why}）。")

    def _known(self, unit: str, day: date) -> Mapping[str, int]:
        held = dict(self._previous.get((unit, day), {}))
        merged = self._merged.get((unit, day))
        return held | (merged.values() if merged else {})

    def _version(self, section: Section, part: PartReading, post: Post) -> None:
        result = part.result
        if section.unit is None:
            return
        doubts = [*result.doubts, *self._day_doubts(section, part, post)]
        doubts += self._zeros(section.unit.name, part)
        doubts.sort(key=lambda d: d.start)
        reading = VersionReading(
            unit=section.unit.name,
            date=part.day,
            received=post.received,
            kind=VersionKind.ORIGINAL,
            nil=result.nil,
            figures=tuple(
                FigureReading(
                    f.indicator.code,
                    f.value,
                    self._slice(f.start, f.end),
                    self._span(f.start, f.end),
                )
                for f in result.figures.values()
            ),
            doubts=tuple(self._doubt(d) for d in doubts),
            fraud_types=tuple(result.frauds),
            note=result.note,
            text="\n".join(self._slice(a, b) for a, b in section.pieces),
            place=self._span(section.start, section.end),
            sender=post.sender,
        )
        reading = second_look(self._raw, reading)
        key = (reading.unit, reading.date)
        before = self._merged.get(key)
        kind = kind_of(reading, before, corrects=result.corrects, adds=result.adds)
        reading = replace(reading, kind=kind)
        self._merged[key] = fold_in(before, reading, time(18))
        self._out.versions.append(reading)

    def _day_doubts(self, section: Section, part: PartReading, post: Post) -> list[DoubtFound]:
        if post.received is None:
            return []
        if part.day > post.received.date():
            return [DoubtFound("date_future", section.start, section.end)]
        if not part.day_said and post.received.hour < _EARLY:
            return [DoubtFound("date_unclear", section.start, section.end)]
        return []

    def _zeros(self, unit: str, part: PartReading) -> list[DoubtFound]:
        """Take zeros over earlier figures out of a message that corrects nothing (R4)."""
        known = self._known(unit, part.day)
        figures = part.result.figures
        over = [] if part.result.corrects else [
            f for c, f in figures.items() if not f.value and known.get(c)
        ]  # fmt: skip
        for figure in over:
            del figures[figure.indicator.code]
        return [DoubtFound("zero_over_figure", f.start, f.end, f.indicator, 0) for f in over]

    def _doubt(self, found: DoubtFound) -> Doubt:
        return Doubt(
            indicator=found.indicator.code if found.indicator else None,
            text=self._slice(found.start, found.end),
            why=CODES[found.code],
            code=found.code,
            proposed=found.proposed,
            place=self._span(found.start, found.end),
        )

    def _nothing_of(
        self, start: int, post: Post, sections: Sequence[Section], setting: Setting, *, office: bool
    ) -> None:
        """Say of a post without a submission whether it is chatter or not understood."""
        told = False
        for section in sections:
            part = read_part(self._text, section, self._lexicon, setting)
            told = told or worth_asking(part.result)
        if told and not (office and not sections[0].unit):
            why = "没有写明单位，或看不出是谁报送的"
            place = self._span(start, post.end)
            self._out.unrecognised.append(IgnoredText(self._slice(start, post.end), why, place))
            return
        self._ignore(start, post.end, "没有报送的数字")
