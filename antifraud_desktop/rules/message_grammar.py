"""Which numbers of a clause belong to which labels. Anything but a known shape is refused."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from antifraud_desktop.records.units import IndicatorRecord
from antifraud_desktop.rules import message_lexicon as lex
from antifraud_desktop.rules.message_figures import Pairing
from antifraud_desktop.rules.message_lexicon import Token
from antifraud_desktop.rules.message_measures import accepts, of_households, of_people
from antifraud_desktop.rules.wordings import APP_NEW, APP_TOTAL, Wordings

_APP_CODES = frozenset({APP_NEW, APP_TOTAL})
_NEW_MAY_FOLLOW = frozenset({"", "households_visited", "people_reached", "leaflets", *_APP_CODES})
_WITH_INCIDENTS = frozenset({"incidents", "loss_amount", "dissuasions", "amount_saved"})
_EVENT_CODES = frozenset({"incidents", "dissuasions"})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What was said just before: the last label, and whether the talk is of APP or of cases."""

    wordings: Wordings
    last: str = ""
    of_app: bool = False
    of_cases: bool = False
    money_of: str = ""
    total_follows: bool = False
    bracketed: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """Why the numbers of a clause cannot be taken; ``indicator`` where it is clear whose."""

    code: str
    indicator: IndicatorRecord | None = None


def resolve(tokens: Sequence[Token], around: Surroundings) -> list[Token] | Refused:
    """Turn 新增, 累计, 金额, 走访 and APP into the labels they stand for here."""
    resolved: list[Token] = []
    last, of_app = around.last, around.of_app
    for index, token in enumerate(tokens):
        rest = [t for t in tokens[index + 1 :] if t.kind != lex.COLON]
        found: Token | Refused | None = token
        if token.kind == lex.BARE_NEW:
            found = _bare_new(token, rest, last, around, of_app)
        elif token.kind == lex.BARE_TOTAL:
            found = _bare_total(token, rest, last, around, of_app=of_app)
        elif token.kind == lex.AMOUNT:
            found = _amount(token, last, around)
        elif token.kind == lex.APP:
            of_app = True
            found = _app(token, rest, around)
        elif token.kind == lex.VISIT:
            found = _visit(token, resolved, rest, around)
        if isinstance(found, Refused):
            return found
        if found is None:
            continue
        if found.indicator is not None:
            last = found.indicator.code
        resolved.append(found)
    return resolved


def _as_label(token: Token, indicator: IndicatorRecord | None) -> Token:
    if indicator is None:
        return replace(token, kind=lex.UNKNOWN)
    return replace(token, kind=lex.LABEL, indicator=indicator)


def _bare_new(
    token: Token, rest: Sequence[Token], last: str, around: Surroundings, of_app: bool
) -> Token | Refused | None:
    if rest and rest[0].kind == lex.LABEL and rest[0].indicator:
        if rest[0].indicator.code in _EVENT_CODES | _APP_CODES:
            return None
        return Refused("increment", rest[0].indicator)
    pair = around.total_follows or any(t.kind == lex.BARE_TOTAL for t in rest)
    if of_app or pair or last in _NEW_MAY_FOLLOW:
        return _as_label(token, token.indicator)
    return Refused("app_new_or_total", token.indicator)


def _bare_total(
    token: Token, rest: Sequence[Token], last: str, around: Surroundings, *, of_app: bool
) -> Token | Refused:
    follower = rest[0] if rest else None
    if follower is not None and follower.kind in {lex.LABEL, lex.VISIT, lex.BARE_NEW}:
        stock = follower.indicator is not None and follower.indicator.code == APP_TOTAL
        return replace(token, kind=lex.FILLER) if stock else Refused("period", follower.indicator)
    if last in _APP_CODES or of_app:
        return _as_label(token, token.indicator)
    before = around.wordings.by_code.get(last)
    measure = rest[1].word if len(rest) > 1 and rest[1].kind == lex.MEASURE else ""
    if before is not None and measure and accepts(before, measure):
        apart = token.indicator is None or not accepts(token.indicator, measure)
        if apart or around.bracketed:
            return Refused("period", before)
    return Refused("total_of_what", token.indicator)


def _amount(token: Token, last: str, around: Surroundings) -> Token:
    of = last if last in _WITH_INCIDENTS else around.money_of
    code = {"dissuasions": "amount_saved", "incidents": "loss_amount"}.get(of, "")
    if last in {"amount_saved", "loss_amount"}:
        return replace(token, kind=lex.FILLER)
    return _as_label(token, around.wordings.by_code.get(code))


def _app(token: Token, rest: Sequence[Token], around: Surroundings) -> Token | Refused | None:
    if not rest or rest[0].kind != lex.NUM:
        return None
    indicator = around.wordings.by_code.get(APP_NEW)
    if around.total_follows or any(t.kind == lex.BARE_TOTAL for t in rest):
        return _as_label(token, indicator)
    return Refused("app_new_or_total", indicator)


def _visit(
    token: Token, before: Sequence[Token], rest: Sequence[Token], around: Surroundings
) -> Token | None:
    if any(t.kind == lex.LABEL for t in (*before[-1:], *rest[:1])):
        return None
    measure = rest[1].word if len(rest) > 1 and rest[1].kind == lex.MEASURE else ""
    if around.of_cases and (not measure or of_people(measure)):
        return _as_label(token, around.wordings.by_code.get("case_visits"))
    if of_households(measure) and not around.of_cases:
        return _as_label(token, around.wordings.by_code.get("households_visited"))
    return replace(token, kind=lex.UNKNOWN)


def pair_up(tokens: Sequence[Token], wordings: Wordings) -> list[Pairing] | Refused:
    """Join labels, numbers and measures of a clause that holds nothing else."""
    words = _without_repeats(tokens)
    kinds = "".join(t.kind for t in words)
    if re.fullmatch("L(?:SL)+N(?:M?SN)+M?", kinds):
        return _slashed(words)
    if re.fullmatch("LNM?(?:SLNM?)+|(?:LNM?)+", kinds):
        return _label_first([t for t in words if t.kind != lex.SLASH])
    if re.fullmatch("(?:NML)+|NL", kinds):
        return _number_first(words)
    if re.fullmatch("LNMS?NM", kinds):
        return _homes_and_people(words, wordings)
    if re.fullmatch("LLNM", kinds):
        return _one_of_two(words)
    return _no_shape(words)


def _no_shape(words: Sequence[Token]) -> Refused:
    labels = {t.indicator.code: t.indicator for t in words if t.indicator}
    if not labels:
        return Refused("no_label")
    return Refused("unclear", next(iter(labels.values())) if len(labels) == 1 else None)


def _without_repeats(tokens: Sequence[Token]) -> list[Token]:
    """Drop a label that only says again what the one beside it said (发案 警情)."""
    kept: list[Token] = []
    for token in tokens:
        if (
            kept
            and token.kind == kept[-1].kind == lex.LABEL
            and token.indicator == kept[-1].indicator
        ):
            kept[-1] = replace(kept[-1], end=token.end)
        else:
            kept.append(token)
    return kept


def _pairing(label: Token, number: Token, measure: Token | None) -> Pairing:
    if label.indicator is None:
        raise ValueError("a label names an indicator")
    places = [label, number] + ([measure] if measure else [])
    return Pairing(
        label.indicator,
        number,
        measure.word if measure else "",
        min(t.start for t in places),
        max(t.end for t in places),
    )


def _label_first(words: Sequence[Token]) -> list[Pairing]:
    pairs: list[Pairing] = []
    for index, word in enumerate(words):
        if word.kind != lex.LABEL:
            continue
        behind = words[index + 2] if index + 2 < len(words) else None
        measure = behind if behind is not None and behind.kind == lex.MEASURE else None
        pairs.append(_pairing(word, words[index + 1], measure))
    return pairs


def _number_first(words: Sequence[Token]) -> list[Pairing] | Refused:
    """Read 28户入户; without a measure word only a zero (0发案) is certain."""
    if len(words) % 3:
        zero = words[0].number is not None and words[0].number.value == 0
        return [_pairing(words[1], words[0], None)] if zero else _no_shape(words)
    return [_pairing(words[i + 2], words[i], words[i + 1]) for i in range(0, len(words), 3)]


def _slashed(words: Sequence[Token]) -> list[Pairing] | Refused:
    labels = [t for t in words if t.kind == lex.LABEL]
    numbers = [(i, t) for i, t in enumerate(words) if t.kind == lex.NUM]
    if len(labels) != len(numbers):
        return Refused("count_of_values")
    pairs = []
    for label, (index, number) in zip(labels, numbers, strict=True):
        behind = words[index + 1] if index + 1 < len(words) else None
        measure = behind if behind is not None and behind.kind == lex.MEASURE else None
        pair = _pairing(label, number, measure)
        pairs.append(replace(pair, start=number.start, end=measure.end if measure else number.end))
    return pairs


def _homes_and_people(words: Sequence[Token], wordings: Wordings) -> list[Pairing] | Refused:
    """Read 入户走访群众28户96人: the people met are those reached."""
    label, first, homes, second, people = (w for w in words if w.kind != lex.SLASH)
    reached = wordings.by_code.get("people_reached")
    visited = label.indicator is not None and label.indicator.code == "households_visited"
    if (
        not visited
        or reached is None
        or not of_households(homes.word)
        or not of_people(people.word)
    ):
        return Refused("unclear", label.indicator)
    return [
        _pairing(label, first, homes),
        Pairing(reached, second, people.word, second.start, people.end),
    ]


def _one_of_two(words: Sequence[Token]) -> list[Pairing] | Refused:
    """Read 入户发放宣传单110份: of two labels side by side the measure fits only one."""
    first, second, number, measure = words
    fitting = [t for t in (first, second) if t.indicator and accepts(t.indicator, measure.word)]
    general = {"households_visited", "people_reached"}
    other = [t for t in (first, second) if t not in fitting]
    if len(fitting) != 1 or other[0].indicator is None or other[0].indicator.code not in general:
        return Refused("unclear")
    return [_pairing(fitting[0], number, measure)]
