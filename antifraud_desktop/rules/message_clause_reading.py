"""Reads one clause: certain pairings, a zero, a refusal with its reason, or nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from antifraud_desktop.records.units import IndicatorRecord
from antifraud_desktop.rules import message_lexicon as lex
from antifraud_desktop.rules.message_carry import colour
from antifraud_desktop.rules.message_clauses import Clause
from antifraud_desktop.rules.message_figures import Pairing
from antifraud_desktop.rules.message_grammar import Refused, Surroundings, pair_up, resolve
from antifraud_desktop.rules.message_lexicon import Token
from db.vocabulary import Nature

_DROPPED = frozenset({lex.FILLER, lex.HARMLESS, lex.COLON})
_FRAUD_LABELS = frozenset({"incidents", "loss_amount", "dissuasions", "amount_saved"})
_REPLACING = frozenset({"更正为", "更改为", "改正为", "修改为", "修正为", "订正为", "调整为",
"变更为", "纠正为",
                        "应该为", "应该是", "应为", "应是", "改成", "改为", "实为", "实际为",
                        "实际是",
                        "正确的是", "正确为", "正确是", "→", "->", "=>"})  # fmt: skip
_CODES = {
    lex.ROUGH: "approximate", lex.DISTRIBUTIVE: "unclear", lex.NOT_YET: "not_counted_yet",
    lex.SAME: "same_as_before", lex.INCREMENT: "increment", lex.ALSO: "increment",
    lex.SUM: "sum", lex.UNIT: "other_unit", lex.NOTHING: "unclear", lex.CORRECTION: "unclear",
    lex.FRAUD: "unclear", lex.ORDINAL: "subset_unit", lex.DATE: "other_day",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Aside:
    """A clause whose numbers belong to another day, a plan or a part."""

    kind: str
    indicator: IndicatorRecord | None = None


@dataclass(frozen=True, slots=True)
class Zero:
    """无 or 没 said of an indicator: a figure of 0."""

    indicator: IndicatorRecord
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Scene:
    """What the reader of a clause must know of its report."""

    around: Surroundings
    today: bool
    carried: str
    groups: int
    corrects: bool
    seen: Mapping[str, int]


def read_numbers(clause: Clause, scene: Scene) -> list[Pairing] | Refused | Aside:
    """Read a clause that holds numbers."""
    words = [t for t in clause.tokens if t.kind not in _DROPPED]
    own = colour(clause)
    if own:
        return Aside(own, _only_indicator(words, scene))
    words = [t for t in words if t.kind != lex.PERIOD]
    if scene.carried == lex.SUB:
        if not clause.labelled or clause.joint == "、":
            return Aside(lex.SUB, None)
    elif scene.carried:
        return Refused("carried_period", _only_indicator(words, scene))
    narrowed = _without_qualifiers(words, scene)
    resolved = narrowed if isinstance(narrowed, Refused) else resolve(narrowed, scene.around)
    if isinstance(resolved, Refused):
        of_flow = resolved.code == "period"
        return Aside(lex.PERIOD, resolved.indicator) if of_flow else resolved
    return _unknown_in(resolved) or pair_up(resolved, scene.around.wordings)


def _unknown_in(resolved: Sequence[Token]) -> Refused | None:
    """Return the refusal that an unknown or doubtful word beside the numbers makes."""
    labelled = any(t.kind == lex.LABEL for t in resolved)
    for token in resolved:
        if token.kind == lex.UNKNOWN:
            return Refused("unclear" if labelled else "unknown_wording", _only_label(resolved))
        if token.kind in _CODES:
            return Refused(_CODES[token.kind], _only_label(resolved))
    return None


def _without_qualifiers(words: Sequence[Token], scene: Scene) -> list[Token] | Refused:
    """Drop qualifiers that are harmless here; refuse for those that are not."""
    kept = _after_correction(words) if scene.corrects else list(words)
    labels = {t.indicator.code for t in kept if t.kind == lex.LABEL and t.indicator}
    only = _only_label(kept)
    stock = only is not None and only.nature is Nature.STOCK
    zero = [t.number.value for t in kept if t.number] == [0]
    dropped: set[str] = set()
    for token in kept:
        if token.kind == lex.ORDINAL and scene.groups > 1:
            return Refused("subset_unit", only)
        if token.kind == lex.SUM and not (scene.today or stock):
            return Refused("sum", only)
        if token.kind == lex.ALSO and labels & scene.seen.keys():
            return Refused("increment", only)
        if token.kind == lex.FRAUD and not (labels and labels <= _FRAUD_LABELS):
            return Refused("unclear" if labels else "unknown_wording", only)
    dropped |= {lex.ORDINAL, lex.SUM, lex.ALSO, lex.FRAUD}
    if zero:
        dropped.add(lex.NOTHING)
    return [t for t in kept if t.kind not in dropped]


def _after_correction(words: Sequence[Token]) -> list[Token]:
    """Take the new of two numbers in 入户28户改为26户; else only drop the words of correction."""
    kinds = "".join(t.kind for t in words)
    if match := re.fullmatch("(k*)(L)(NM?)(k+)(NM?)k*", kinds):
        between = words[match.start(4) : match.end(4)]
        if any(t.word in _REPLACING for t in between):
            return [words[match.start(2)], *words[match.start(5) : match.end(5)]]
        return list(words)
    return [t for t in words if t.kind != lex.CORRECTION]


def read_words(clause: Clause, scene: Scene) -> Refused | Zero | None:
    """Read a clause without numbers: a zero, a figure not counted yet, or nothing."""
    words = [t for t in clause.tokens if t.kind not in _DROPPED]
    if colour(clause) in {lex.PERIOD, lex.PLAN}:
        kinds_here = {t.kind for t in words}
        if lex.SAME not in kinds_here:
            return None
    kinds = "".join(t.kind for t in words)
    label = _only_indicator(words, scene)
    if lex.NOT_YET in kinds and label:
        return Refused("not_counted_yet", label)
    if lex.SAME in kinds and (label or lex.UNKNOWN not in kinds):
        return Refused("same_as_before", label)
    if lex.NOTHING not in kinds or label is None:
        return None
    return _zero(words, label, scene)


def _zero(words: Sequence[Token], label: IndicatorRecord, scene: Scene) -> Refused | Zero | None:
    resolved = resolve(words, replace(scene.around, total_follows=True))
    if isinstance(resolved, Refused):
        return None if resolved.code == "increment" else resolved
    said = [t for t in resolved if t.kind not in {lex.FRAUD, lex.DISTRIBUTIVE}]
    kinds = re.sub("L+", "L", "".join(t.kind for t in said))
    if re.fullmatch("[aO]*(?:ZL|LZ)", kinds) and scene.carried not in {lex.PERIOD, lex.PLAN}:
        if label.nature is Nature.STOCK or scene.groups > 1:
            return Refused("nothing_unclear", label)
        return Zero(label, resolved[0].start, resolved[-1].end)
    if re.search("ZL$|LZ$", kinds):
        return Refused("nothing_unclear", label)
    return None


def _only_label(words: Sequence[Token]) -> IndicatorRecord | None:
    found = {t.indicator.code: t.indicator for t in words if t.indicator is not None}
    return next(iter(found.values())) if len(found) == 1 else None


def _only_indicator(words: Sequence[Token], scene: Scene) -> IndicatorRecord | None:
    """Return the one indicator a clause speaks of, 新增 and 走访 understood where they can be."""
    resolved = resolve(words, scene.around)
    if isinstance(resolved, Refused):
        return resolved.indicator
    return _only_label(resolved)
