"""Cuts one post into the parts that speak for one unit each, in order."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.rules.message_units import UnitFinder, UnitHit

_DATED_LINE = re.compile(
    r"(?:^|(?<=\n))[ \t]*(?:补报|更正)?[ \t:]*(?P<date>20\d{2}[年./-]\d{1,2}[月./-]\d{1,2}[日号]?|"
    r"\d{1,2}月\d{1,2}[日号]|\d{1,2}[日号])"
)

_NUMBER = re.compile(r"\d|[一二两三四五六七八九十百]+[户人份张条块起场]")
_TELLS = re.compile(r"\d|[零一二两三四五六七八九十百]|无|没|未|情况|汇报|:")
_NOT_TELLING = re.compile(
    r"20\d{2}[年./-]\d{1,2}[月./-]\d{1,2}[日号]?|\d{1,2}月\d{1,2}[日号]|\d{1,2}[日号]|\d{1,2}:\d{2}|"
    r"(?<![\d.])\d{1,2}[./]\d{1,2}(?![\d.户人份张条])|(?:^|(?<=\n))[ \t]*[(]?\d{1,2}[.、)]"
)


@dataclass(slots=True)
class Section:
    """A part of a post: its unit, or None, and the stretches of text it covers."""

    unit: UnitRecord | None
    pieces: list[tuple[int, int]] = field(default_factory=list)
    heads: list[tuple[int, int]] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Return where the part begins."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """Return the place behind the part."""
        return self.pieces[-1][1]


def cut_sections(
    text: str, start: int, end: int, finder: UnitFinder, sender: UnitRecord | None
) -> tuple[tuple[int, int] | None, list[Section]]:
    """Return the preamble, if there is one, and the parts of the post by unit.

    A post that names no unit is its sender's. A signature at the end names the unit of a post
    that names none before.
    """
    hits = finder.heads(text, start, end, sender)
    signed = finder.signature(text, start, end)
    if signed and (not hits or hits[0].start >= signed.start):
        return None, [Section(signed.unit, [(start, signed.start)])]
    if signed and hits and hits[-1].start >= signed.start:
        hits = hits[:-1]
        end = signed.start
    if not hits:
        return None, [Section(sender, [(start, end)])]
    alone = len({h.unit.name for h in hits}) == 1 and hits[0].begin > start
    if alone and not _TELLS.search(text, hits[0].end, end):
        return None, [Section(hits[0].unit, [(start, end)])]
    return _by_hits(text, start, end, hits)


def split_days(text: str, section: Section, day_of: Callable[[str], date | None]) -> list[Section]:
    """Cut a part whose lines open with different dates into one part for each day."""
    found: list[tuple[int, date]] = []
    for start, end in section.pieces:
        for match in _DATED_LINE.finditer(text, start, end):
            day = day_of(match["date"])
            if day is not None:
                found.append((match.start(), day))
    if len({day for _, day in found}) < 2:  # noqa: PLR2004
        return [section]
    cuts = [place for place, _ in found]
    parts: list[Section] = []
    for start, end in section.pieces:
        inside = [c for c in cuts if start < c < end]
        for first, last in zip([start, *inside], [*inside, end], strict=True):
            if text[first:last].strip():
                heads = [h for h in section.heads if first <= h[0] < last]
                parts.append(Section(section.unit, [(first, last)], heads))
    return parts


def _by_hits(
    text: str, start: int, end: int, hits: Sequence[UnitHit]
) -> tuple[tuple[int, int] | None, list[Section]]:
    sections: dict[str, Section] = {}
    several = len({h.unit.name for h in hits}) > 1
    first = hits[0].start
    preamble: tuple[int, int] | None = None
    line = text.rfind("\n", start, first) + 1 if several else start
    opening = min(max(line, start), hits[0].begin)
    before = _NOT_TELLING.sub("", text[start : hits[0].begin])
    if _NUMBER.search(before):
        opening = hits[0].begin
        preamble = (start, opening)
    elif several and opening > start and text[start:opening].strip():
        preamble = (start, opening)
    for index, hit in enumerate(hits):
        begin = opening if index == 0 else hit.begin
        stop = hits[index + 1].begin if index + 1 < len(hits) else end
        section = sections.setdefault(hit.unit.name, Section(hit.unit))
        section.heads.append((hit.start, hit.end))
        if section.pieces and section.pieces[-1][1] == begin:
            section.pieces[-1] = (section.pieces[-1][0], stop)
        else:
            section.pieces.append((begin, stop))
    return preamble, list(sections.values())
