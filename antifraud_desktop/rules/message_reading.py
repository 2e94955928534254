"""Reads one part of a post: its day, its rows of values, its sentences, its fraud types."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from antifraud_desktop.rules import message_lexicon as lex
from antifraud_desktop.rules import message_words as words
from antifraud_desktop.rules.fraud_types import FraudType, name_fraud_types
from antifraud_desktop.rules.message_clauses import Clause, split_clauses
from antifraud_desktop.rules.message_dates import day_in
from antifraud_desktop.rules.message_lexicon import Lexicon, Token
from antifraud_desktop.rules.message_results import DoubtFound, SectionReading
from antifraud_desktop.rules.message_rows import (
    Legend,
    is_row,
    is_sum_row,
    read_row,
    row_start,
)
from antifraud_desktop.rules.message_sections import Section
from antifraud_desktop.rules.submission_parser import Told, read_report

CORRECTS = re.compile(
    f"更正|改正|修正|订正|纠正|更改|修改|应为|应该是|改为|改成|{words.WRONG_BEFORE}"
)
ADDS = re.compile(r"补充(?!道)|漏报|少报了?|漏了|忘报了?|忘了报")
MAKES_UP = re.compile(r"补报|补交|补录|补发|补一下|补上|迟报|补(?=\d|昨|前)")
_NOTE = re.compile(r"(?:备注|说明|(?<![关备])注|情况说明)\s*[::]\s*(?P<said>[^\n]+)")
_WEAK_DATE = re.compile(
    r"(?P<lead>[^\d\n]{0,24}?)(?P<date>(?:1[0-2]|0?[1-9])[./\-](?:3[01]|[12]\d|0?[1-9]))"
    r"(?![\d%./]|\s?[万千百户人份张条块元起个次场组队社号楼区栋])(?=$|[\s:,、)】。]|日报|[\u4e00-\u9fff])"
)
_OF_A_REPORT = re.compile(r"的?(?:数据|日报|情况|报表|反诈)|的?:|报")
_TOWNSHIP = re.compile(r"[\u4e00-\u9fff]{2,4}(?:镇|乡|街道)")
_INCIDENTS = frozenset({"incidents", "loss_amount"})


@dataclass(frozen=True, slots=True)
class Setting:
    """What a part is read against: the day it came, the day its post's head names."""

    received: date
    preamble_day: date | None
    legends: Sequence[Legend]
    fraud_types: Sequence[FraudType]
    known: Callable[[date], Mapping[str, int]]
    holes: Sequence[tuple[int, int]] = ()
    uncertain_day: bool = False
    several: bool = False


@dataclass(frozen=True, slots=True)
class PartReading:
    """A part as understood: its day and what it says."""

    day: date
    day_said: bool
    result: SectionReading
    sum_rows: tuple[tuple[int, int], ...] = ()
    rows: bool = False


def read_part(text: str, section: Section, lexicon: Lexicon, setting: Setting) -> PartReading:
    """Read one unit's part of a post."""
    body = "\n".join(text[a:b] for a, b in section.pieces)
    rows = SectionReading()
    prose, sums = _rows_and_prose(text, section, setting, rows)
    tokens = _tokens(text, prose, lexicon, setting.holes)
    day, said = _day(text, tokens, body, setting)
    tokens = _told(tokens, section, day, setting.received)
    clauses = split_clauses(tokens)
    told = Told(
        wordings=lexicon.wordings,
        corrects=bool(CORRECTS.search(body)),
        adds=bool(ADDS.search(body)),
        day_said=said,
        known=setting.known(day),
    )
    result = read_report(text, clauses, told)
    _merge_rows(result, rows)
    result.frauds = list(_frauds(text, clauses, result, setting.fraud_types))
    if note := _NOTE.search(body):
        result.note = note["said"].strip()
    return PartReading(day, said, result, tuple(sums), bool(rows.figures or rows.doubts))


def _rows_and_prose(
    text: str, section: Section, setting: Setting, rows: SectionReading
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Take rows of bare values out of the part; return the prose and the sum rows left."""
    prose: list[tuple[int, int]] = []
    sums: list[tuple[int, int]] = []
    for start, end in _lines(text, section.pieces):
        legend = next((g for g in reversed(setting.legends) if g.start < start), None)
        inside = next((g for g in setting.legends if start <= g.start and g.end <= end), None)
        if inside is not None:
            prose += [(start, inside.start), (inside.end, end)]
            continue
        if (legend or setting.several) and is_sum_row(text[start:end]):
            sums.append((start, end))
            continue
        values = max([e for _, e in section.heads if start <= e <= end], default=start)
        values = _behind_name(text, values, end)
        if values == start:
            values = _behind_number(text, start, end)
        stop = _row_end(text, values, end, legend)
        if stop is None:
            prose.append((start, end))
            continue
        read_row(text, values, stop, legend, rows)
        serial = re.compile(r"[ \t|]*\d{1,3}[ \t|]+").match(text, start, values)
        prose += [(serial.end() if serial else start, values), (stop, end)]
    return [(a, b) for a, b in prose if b > a], sums


def _behind_number(text: str, start: int, end: int) -> int:
    match = re.compile(r"[ \t]*(?:\d{1,2}[.、)](?=[ \t]*[\d])[ \t]+)?").match(text, start, end)
    return match.end() if match else start


def _behind_name(text: str, start: int, end: int) -> int:
    """Step over what divides a unit's name from its row; of a table's rules only one."""
    match = re.compile(r"[ :】)]*(?:[|\t]|[-—]{1,2}(?=[ \d]))?").match(text, start, end)
    return match.end() if match else start


def _row_end(text: str, start: int, end: int, legend: Legend | None) -> int | None:
    line = text[start:end]
    if re.match(r"20\d{2}[/\-.]\d{1,2}[/\-.]\d{1,2}(?!\d)", line):
        return None
    if legend and is_row(line):
        return end
    if legend and legend.note and is_row(re.sub(r"[ \t|/、,]+[^\d\s|/、,]+[ \t|]*$", "", line)):
        return end
    opening = row_start(line)
    if opening:
        return start + opening.end()
    bare = re.fullmatch(r"[ \t]*\d+(?:[ \t/、]+\d+){2,}[ \t。]*", line)
    return end if bare else None


def _lines(text: str, pieces: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in pieces:
        position = start
        while position < end:
            stop = text.find("\n", position, end)
            stop = end if stop < 0 else stop
            if text[position:stop].strip():
                found.append((position, stop))
            position = stop + 1
    return found


def _tokens(
    text: str,
    prose: Sequence[tuple[int, int]],
    lexicon: Lexicon,
    holes: Sequence[tuple[int, int]],
) -> list[Token]:
    """Cut the prose into words; list numbers are holes in it."""
    tokens: list[Token] = []
    for index, (start, end) in enumerate(prose):
        position = start
        if index == 0:
            while position < end and text[position].isspace():
                position += 1
            hole = next((last for first, last in holes if first == position), None)
            position = _weak_date(text, hole or position, end, lexicon, tokens)
        for first, last in holes:
            if position <= first and last <= end:
                tokens += lexicon.tokens(text, position, first)
                tokens.append(Token(lex.BREAK, first, first, "\n"))
                position = last
        tokens += lexicon.tokens(text, position, end)
        tokens.append(Token(lex.BREAK, end, end, "\n"))
    return tokens


def _weak_date(text: str, start: int, end: int, lexicon: Lexicon, tokens: list[Token]) -> int:
    """Read 8.12 or 8/12 as a date where it stands in the head, before any label."""
    match = _WEAK_DATE.match(text, start, end)
    if match is None:
        return start
    lead = lexicon.tokens(text, start, match.start("date"))
    if any(t.kind in {lex.LABEL, lex.BARE_NEW, lex.BARE_TOTAL, lex.APP, lex.AMOUNT} for t in lead):
        return start
    tokens += lead
    tokens.append(Token(lex.DATE, match.start("date"), match.end("date"), match["date"]))
    return match.end()


def _day(text: str, tokens: Sequence[Token], body: str, setting: Setting) -> tuple[date, bool]:
    """Return the reported day and whether the message names it: dates before the first number."""
    makes_up = bool(MAKES_UP.search(body))
    for index, token in enumerate(tokens):
        if token.kind == lex.NUM:
            break
        if token.kind == lex.DATE:
            day = day_in(token.word, setting.received)
            if day is not None:
                return day, True
        if token.kind == lex.PERIOD and (makes_up or _OF_A_REPORT.match(text, token.end)):
            day = day_in(token.word, setting.received)
            if day is not None:
                return day, True
        if token.kind == lex.LABEL and index and tokens[index - 1].kind == lex.COLON:
            break
    if setting.preamble_day is not None:
        return setting.preamble_day, True
    if setting.uncertain_day:
        return setting.received - timedelta(days=1), False
    return setting.received, False


def _told(tokens: Sequence[Token], section: Section, day: date, received: date) -> list[Token]:
    """Drop the unit's own name and its own day; another day colours like 昨天 does."""
    names = section.unit
    own = {names.name, *names.aliases} if names else set()
    kept: list[Token] = []
    for token in tokens:
        if token.kind == lex.UNIT and any(n and n.upper() in token.word for n in own):
            if kept and kept[-1].kind == lex.UNKNOWN and _TOWNSHIP.fullmatch(kept[-1].word):
                kept[-1] = replace(kept[-1], kind=lex.FILLER)
            kept.append(replace(token, kind=lex.FILLER))
        elif token.kind == lex.DATE:
            same = day_in(token.word, received) == day
            kept.append(replace(token, kind=lex.FILLER) if same else token)
        elif (
            token.kind == lex.PERIOD
            and day != received
            and token.word in {"昨", "昨天", "昨日", "前天", "前日"}
            and day_in(token.word, received) == day
        ):
            kept.append(replace(token, kind=lex.FILLER))
        else:
            kept.append(token)
    return kept


def _merge_rows(result: SectionReading, rows: SectionReading) -> None:
    """Add what rows of values said; the same figure said otherwise in words is a doubt."""
    for code, figure in rows.figures.items():
        other = result.figures.get(code)
        if other is not None and other.value != figure.value:
            del result.figures[code]
            for each in (other, figure):
                result.doubts.append(
                    DoubtFound("two_values", each.start, each.end, each.indicator, each.value)
                )
            continue
        result.figures[code] = figure
    result.doubts += rows.doubts
    result.note = result.note or rows.note
    if rows.figures:
        result.nil = result.nil and not any(f.value for f in rows.figures.values())


def _frauds(
    text: str, clauses: Sequence[Clause], result: SectionReading, types: Sequence[FraudType]
) -> tuple[str, ...]:
    """Return the types named with an incident that happened, up to the next other subject."""
    happened = {f.clause for c, f in result.figures.items() if c in _INCIDENTS and f.value > 0}
    said: list[str] = []
    telling = False
    for number, clause in enumerate(clauses):
        codes = {t.indicator.code for t in clause.tokens if t.indicator}
        if number in happened:
            telling = True
        elif codes - _INCIDENTS:
            telling = False
        if telling:
            said.append(clause.text(text))
    named = [t for t in types if t.name != "其他"]
    return name_fraud_types("，".join(said), named)
