"""Reads one unit's part of a message into certain figures and doubts (law of intake).

A figure is certain only where every word of its clause is known and the words make a known
shape. Everything else that holds a number becomes a doubt or is left aside with a reason.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from antifraud_desktop.records.units import IndicatorRecord
from antifraud_desktop.rules import message_lexicon as lex
from antifraud_desktop.rules import message_words as words
from antifraud_desktop.rules.message_carry import Carry, after, carried, today_in
from antifraud_desktop.rules.message_clause_reading import (
    Aside,
    Scene,
    Zero,
    read_numbers,
    read_words,
)
from antifraud_desktop.rules.message_clauses import Clause
from antifraud_desktop.rules.message_figures import Pairing, amount, objection, proposal
from antifraud_desktop.rules.message_grammar import Refused, Surroundings
from antifraud_desktop.rules.message_ledger import Ledger
from antifraud_desktop.rules.message_results import FigureFound, SectionReading
from antifraud_desktop.rules.wordings import APP_NEW, APP_TOTAL, Wordings

_NIL = re.compile(f"(?:{words.NIL_REPORT})(?:了|的|哦|呢|哈|上报)?")
_WEAK_NIL = re.compile("(?:暂时?)?(?:没有?|无)(?:的|哦|呢|哈|了)?")
_TODAY = frozenset(words.TODAY.split("|"))
_MONEY_SOURCES = frozenset({"incidents", "dissuasions"})
_CONFIRMING = re.compile(
    r"(?:全员|全体|全部|全村|全社区|总人数|共|共计|合计|总计|计)(?:共|为|是)?\s?"
)


@dataclass(frozen=True, slots=True)
class Told:
    """What the reader knows before reading: labels, earlier figures, and the kind of message."""

    wordings: Wordings
    corrects: bool = False
    adds: bool = False
    day_said: bool = False
    known: Mapping[str, int] = field(default_factory=dict)


def read_report(text: str, clauses: Sequence[Clause], told: Told) -> SectionReading:
    """Return figures and doubts of one unit's clauses; places are those of the folded text."""
    return _Walk(text, clauses, told).walk()


class _Walk:
    """One pass over the clauses of one report."""

    def __init__(self, text: str, clauses: Sequence[Clause], told: Told) -> None:
        self._text = text
        self._clauses = clauses
        self._told = told
        self._result = SectionReading(corrects=told.corrects, adds=told.adds)
        self._carry = Carry()
        self._ledger = Ledger(clauses, self._result)
        self._around = Surroundings(told.wordings)
        self._groups = len({t.word for c in clauses for t in c.tokens if t.kind == lex.ORDINAL})

    def walk(self) -> SectionReading:
        for number, clause in enumerate(self._clauses):
            self._carry = carried(self._carry, clause)
            self._set_scene(number, clause)
            if clause.numbers:
                self._numbers(number, clause)
            else:
                self._words(number, clause)
            self._carry = after(self._carry, clause)
            self._remember(clause)
        self._ledger.settle()
        return self._result

    def _set_scene(self, number: int, clause: Clause) -> None:
        following = self._clauses[number + 1] if number + 1 < len(self._clauses) else None
        pair = following is not None and following.tokens[0].kind == lex.BARE_TOTAL
        new_sentence = number > 0 and self._clauses[number - 1].sentence != clause.sentence
        fresh_cases = new_sentence and self._clauses[number - 1].ending != "\n"
        of_cases = self._around.of_cases and not fresh_cases and self._case_heading()
        self._around = replace(
            self._around, total_follows=pair, of_cases=of_cases, bracketed=clause.bracketed
        )

    def _case_heading(self) -> bool:
        """Say whether the talk is still of 重点人员: no other label came since."""
        return self._around.last == "case_visits"

    def _scene(self, clause: Clause) -> Scene:
        ledger = self._ledger
        today = self._told.day_said or today_in(clause) or self._carry.today == clause.sentence
        seen = {f.indicator.code: f.value for f in ledger.found} | dict(self._told.known)
        return Scene(self._around, today, self._carry.kind, self._groups, self._told.corrects, seen)

    def _numbers(self, number: int, clause: Clause) -> None:
        ledger = self._ledger
        if clause.bracketed and self._confirms(clause):
            self._ledger.leave(clause, "括号里重复前面的数")
            return
        outcome = read_numbers(clause, self._scene(clause))
        if isinstance(outcome, list) and clause.ending == "?":
            outcome = Refused("question", outcome[0].indicator)
        dangling = self._dangling(number, clause)
        if isinstance(outcome, list) and dangling:
            outcome = Refused("dangling_label", outcome[0].indicator)
            before = self._clauses[number - 1]
            ledger.doubt(number - 1, "dangling_label", before.start, before.end, dangling, None)
        if isinstance(outcome, Refused) and outcome.code == "no_label" and self._orphan(number):
            for figure in list(ledger.last):
                ledger.unsettle(figure, "no_label")
        if isinstance(outcome, Aside):
            ledger.aside.append((number, outcome))
        elif isinstance(outcome, Refused):
            self._refuse(number, outcome)
        else:
            self._take(number, outcome)

    def _orphan(self, number: int) -> bool:
        """Say whether a bare number may be torn from the figure before it: 入户2 8户."""
        kinds = self._clauses[number].kinds
        before = self._clauses[number - 1].tokens[-1].kind if number else ""
        return kinds == lex.NUM or (kinds.startswith(lex.NUM) and before == lex.NUM)

    def _dangling(self, number: int, clause: Clause) -> IndicatorRecord | None:
        """Return the indicator of a lone label just before: in 海报、横幅3条 nothing is certain."""
        if not number or clause.joint not in {"、", "\n"}:
            return None
        before = self._clauses[number - 1].tokens
        return before[0].indicator if len(before) == 1 and before[0].kind == lex.LABEL else None

    def _take(self, number: int, pairs: Sequence[Pairing]) -> None:
        ledger = self._ledger
        clause = self._clauses[number]
        objections = [(p, objection(p)) for p in pairs]
        ledger.last = []
        for pair, code in objections:
            if code is not None:
                start, end = (
                    (clause.start, clause.end) if len(pairs) == 1 else (pair.start, pair.end)
                )
                ledger.doubt(
                    number, code, start, end, pair.indicator, proposal(pair.indicator, pair.reading)
                )
                continue
            value = amount(pair.indicator, pair.reading.value) or 0
            known = self._told.known.get(pair.indicator.code)
            if self._told.adds and known is not None and not self._told.corrects:
                ledger.doubt(
                    number, "increment", clause.start, clause.end, pair.indicator, known + value
                )
                continue
            figure = FigureFound(pair.indicator, value, pair.start, pair.end, number)
            ledger.last.append(figure)
            ledger.found.append(figure)

    def _refuse(self, number: int, refused: Refused) -> None:
        clause = self._clauses[number]
        indicator = refused.indicator
        proposed = None
        numbers = clause.numbers
        if indicator is not None and len(numbers) == 1 and numbers[0].number is not None:
            proposed = proposal(indicator, numbers[0].number)
            known = self._state_value(indicator)
            if refused.code == "increment" and proposed is not None and known is not None:
                proposed += known
        if refused.code in {"same_as_before", "not_counted_yet"}:
            proposed = None
        self._ledger.last = []
        self._ledger.doubt(number, refused.code, clause.start, clause.end, indicator, proposed)

    def _state_value(self, indicator: IndicatorRecord) -> int | None:
        for figure in self._ledger.found:
            if figure.indicator == indicator:
                return figure.value
        return self._told.known.get(indicator.code)

    def _words(self, number: int, clause: Clause) -> None:
        ledger = self._ledger
        if clause.ending == "?":
            return
        if self._says_nil(clause):
            ledger.nil = True
            ledger.nil_weak = (
                ledger.nil_weak or _WEAK_NIL.fullmatch(clause.text(self._text)) is not None
            )
            return
        outcome = read_words(clause, self._scene(clause))
        if isinstance(outcome, Refused):
            code = outcome.code
            proposed = 0 if code == "nothing_unclear" else None
            ledger.doubt(number, code, clause.start, clause.end, outcome.indicator, proposed)
        elif isinstance(outcome, Zero):
            figure = FigureFound(outcome.indicator, 0, outcome.start, outcome.end, number)
            ledger.last = [figure, *self._zeros_before(number)]
            ledger.found += ledger.last
        elif not self._told.corrects:
            self._remark(number, clause)

    def _zeros_before(self, number: int) -> list[FigureFound]:
        """Give the zeros of 横幅、海报、LED均无 that stand before its last label."""
        found: list[FigureFound] = []
        while number and self._clauses[number].joint == "、":
            number -= 1
            words = [t for t in self._clauses[number].tokens if t.kind != lex.FILLER]
            if len(words) != 1 or words[0].kind != lex.LABEL or words[0].indicator is None:
                break
            label = words[0]
            found.append(FigureFound(words[0].indicator, 0, label.start, label.end, number))
        return found

    def _says_nil(self, clause: Clause) -> bool:
        bare = "".join(
            t.word
            for t in clause.tokens
            if t.kind not in {lex.UNIT, lex.DATE, lex.COLON} and t.word not in _TODAY
        )
        aside = {lex.UNIT, lex.DATE, lex.COLON, lex.FILLER, lex.HARMLESS}
        plain = "".join(t.word for t in clause.tokens if t.kind not in aside)
        return bool((bare and _NIL.fullmatch(bare)) or (plain and _NIL.fullmatch(plain)))

    def _remark(self, number: int, clause: Clause) -> None:
        """Let a wary remark (这是昨天的, 大概) take the certainty from what stands before it."""
        said = "".join(t.word for t in clause.tokens if t.kind != lex.HARMLESS)
        if said.strip(" :") in {"截止", "截至"} or not any(
            word in said for word in words.WARY_TRAILERS
        ):
            return
        ledger = self._ledger
        if said.startswith(words.WHOLE_REPORT_TRAILERS):
            ledger.distrust = True
            return
        before = self._clauses[number - 1] if number else None
        if before is None or (before.sentence != clause.sentence and not clause.bracketed):
            return
        for figure in ledger.last:
            ledger.unsettle(figure, "remark", clause.end)

    def _confirms(self, clause: Clause) -> bool:
        """Say whether a bracket only says the figure before again: （全员86人）."""
        numbers = clause.numbers
        if len(numbers) != 1 or numbers[0].number is None or len(self._ledger.last) != 1:
            return False
        lead = self._text[clause.start : numbers[0].start]
        same = amount(self._ledger.last[0].indicator, numbers[0].number.value)
        return bool(_CONFIRMING.fullmatch(lead)) and same == self._ledger.last[0].value

    def _remember(self, clause: Clause) -> None:
        """Keep what the next clause must know of this one."""
        around = self._around
        for token in clause.tokens:
            if token.kind == lex.APP:
                around = replace(around, of_app=True)
            if token.indicator is None:
                continue
            code = token.indicator.code
            app = code in {APP_NEW, APP_TOTAL}
            money = code if code in _MONEY_SOURCES else around.money_of
            around = replace(
                around, last=code, of_app=app, of_cases=code == "case_visits", money_of=money
            )
        self._around = around
