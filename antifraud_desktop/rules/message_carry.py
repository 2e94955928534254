"""How 本周, 计划, 其中 and 今日 colour a clause and the clauses after it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from antifraud_desktop.rules import message_lexicon as lex
from antifraud_desktop.rules import message_words as words
from antifraud_desktop.rules.message_clauses import Clause

_TODAY = frozenset(words.TODAY.split("|"))
_NO_CARRY = ("原", "之前", "以前", "前期", "此前", "上次")
_CARRYING_PLANS = (
    "明",
    "后天",
    "下周",
    "下月",
    "下一步",
    "下步",
    "计划",
    "拟",
    "预计",
    "打算",
    "准备",
    "目标",
    "任务",
)


@dataclass(frozen=True, slots=True)
class Carry:
    """What earlier clauses say of this one. ``kind`` is a period, plan, sub or empty."""

    kind: str = ""
    sentence: int = -1
    heading: bool = False
    soft: bool = False
    today: int = -1


def today_in(clause: Clause) -> bool:
    """Say whether the clause ties itself to the reported day."""
    return any(t.word in _TODAY for t in clause.tokens)


def colour(clause: Clause) -> str:
    """Return the kind of another day, a plan or a part the clause itself names, else nothing."""
    for token in clause.tokens:
        if token.kind == lex.PERIOD and not _harmless(token.word, clause):
            return lex.PERIOD
        if token.kind in {lex.PLAN, lex.SUB, lex.DATE}:
            return token.kind
    return ""


def carried(carry: Carry, clause: Clause) -> Carry:
    """Return what still colours this clause: nothing after a stop, unless a heading said it."""
    if today_in(clause):
        return Carry(today=clause.sentence)
    if carry.kind == lex.PLAN and any(t.word == "实际" for t in clause.tokens):
        return Carry(today=carry.today)
    if carry.soft and _stock_alone(clause):
        return Carry(today=carry.today)
    if carry.heading or clause.sentence == carry.sentence:
        return carry
    return Carry(today=carry.today)


def after(carry: Carry, clause: Clause) -> Carry:
    """Return what colours the clauses behind this one."""
    kind = colour(clause)
    if not kind:
        return carry
    word = next(t.word for t in clause.tokens if t.kind == kind)
    if kind == lex.PLAN and not word.startswith(_CARRYING_PLANS):
        return carry
    if kind == lex.PERIOD and word.startswith(_NO_CARRY):
        return carry
    alone = not clause.numbers and not clause.labelled
    if kind == lex.PERIOD and alone and any(t.kind == lex.UNKNOWN for t in clause.tokens):
        return carry
    heads = not clause.numbers and clause.tokens[-1].kind == lex.COLON
    soft = alone and word in words.HARMLESS_WITH_STOCK
    return replace(carry, kind=kind, sentence=clause.sentence, heading=heads, soft=soft)


def _harmless(word: str, clause: Clause) -> bool:
    """Say whether 截至目前 stands with a stock, where it belongs."""
    return word in words.HARMLESS_WITH_STOCK and _stock_alone(clause)


def _stock_alone(clause: Clause) -> bool:
    """Say whether a clause names a stock (累计安装) and no flow."""
    stock = any(
        t.kind == lex.BARE_TOTAL or (t.indicator and t.indicator.flow_code) for t in clause.tokens
    )
    flow = any(
        t.kind == lex.LABEL and t.indicator and not t.indicator.flow_code for t in clause.tokens
    )
    return stock and not flow
