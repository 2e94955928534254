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
from antifraud_desktop.rules.message_results import DoubtFound, FigureFound, Left, SectionReading
from antifraud_desktop.rules.wordings import APP_NEW, APP_TOTAL, Wordings

_NIL = re.compile(f"(?:{words.NIL_REPORT})(?:了|的|哦|呢|哈|上报)?")
_TODAY = frozenset(words.TODAY.split("|"))
_MONEY_SOURCES = frozenset({"incidents", "dissuasions"})
_WHY_ASIDE = {
    lex.PERIOD: "累计或别的日子的数，不作当日数",
    lex.PLAN: "计划、差额或比较，不是报送的数",
    lex.SUB: "前一个数当中的一部分",
}
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


@dataclass(slots=True)
class _State:
    carry: Carry = field(default_factory=Carry)
    around: Surroundings | None = None
    last: list[FigureFound] = field(default_factory=list)
    found: list[FigureFound] = field(default_factory=list)
    aside: list[tuple[int, Aside]] = field(default_factory=list)
    nil: bool = False


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
        self._state = _State()
        self._around = Surroundings(told.wordings)
        self._groups = len({t.word for c in clauses for t in c.tokens if t.kind == lex.ORDINAL})

    def walk(self) -> SectionReading:
        for number, clause in enumerate(self._clauses):
            self._state.carry = carried(self._state.carry, clause)
            self._set_scene(number, clause)
            if clause.numbers:
                self._numbers(number, clause)
            else:
                self._words(number, clause)
            self._state.carry = after(self._state.carry, clause)
            self._remember(clause)
        self._settle()
        return self._result

    def _set_scene(self, number: int, clause: Clause) -> None:
        following = self._clauses[number + 1] if number + 1 < len(self._clauses) else None
        pair = following is not None and following.tokens[0].kind == lex.BARE_TOTAL
        new_sentence = number > 0 and self._clauses[number - 1].sentence != clause.sentence
        fresh_cases = new_sentence and self._clauses[number - 1].ending != "\n"
        of_cases = self._around.of_cases and not fresh_cases and self._case_heading(number)
        self._around = replace(self._around, total_follows=pair, of_cases=of_cases)

    def _case_heading(self, number: int) -> bool:
        """Say whether the talk is still of 重点人员: no other label came since."""
        return self._around.last == "case_visits"

    def _scene(self, clause: Clause) -> Scene:
        state = self._state
        today = self._told.day_said or today_in(clause) or state.carry.today == clause.sentence
        seen = {f.indicator.code: f.value for f in state.found} | dict(self._told.known)
        return Scene(self._around, today, state.carry.kind, self._groups, self._told.corrects, seen)

    def _numbers(self, number: int, clause: Clause) -> None:
        state = self._state
        if clause.bracketed and self._confirms(clause):
            self._leave(clause, "括号里重复前面的数")
            return
        outcome = read_numbers(clause, self._scene(clause))
        if isinstance(outcome, Aside):
            state.aside.append((number, outcome))
        elif isinstance(outcome, Refused):
            self._refuse(number, outcome)
        else:
            self._take(number, outcome)

    def _take(self, number: int, pairs: Sequence[Pairing]) -> None:
        state = self._state
        clause = self._clauses[number]
        objections = [(p, objection(p)) for p in pairs]
        state.last = []
        for pair, code in objections:
            if code is not None:
                start, end = (
                    (clause.start, clause.end) if len(pairs) == 1 else (pair.start, pair.end)
                )
                self._doubt(
                    number, code, start, end, pair.indicator, proposal(pair.indicator, pair.reading)
                )
                continue
            value = amount(pair.indicator, pair.reading.value) or 0
            known = self._told.known.get(pair.indicator.code)
            if self._told.adds and known is not None and not self._told.corrects:
                self._doubt(
                    number, "increment", clause.start, clause.end, pair.indicator, known + value
                )
                continue
            figure = FigureFound(pair.indicator, value, pair.start, pair.end, number)
            state.last.append(figure)
            state.found.append(figure)

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
        self._state.last = []
        self._doubt(number, refused.code, clause.start, clause.end, indicator, proposed)

    def _state_value(self, indicator: IndicatorRecord) -> int | None:
        for figure in self._state.found:
            if figure.indicator == indicator:
                return figure.value
        return self._told.known.get(indicator.code)

    def _doubt(
        self,
        number: int,
        code: str,
        start: int,
        end: int,
        indicator: IndicatorRecord | None,
        proposed: int | None,
    ) -> None:
        if start == self._clauses[number].start:
            end = self._with_remarks(number, end)
        self._result.doubts.append(DoubtFound(code, start, end, indicator, proposed))

    def _with_remarks(self, number: int, end: int) -> int:
        """Take number-free words behind a doubt into it: 接到1起冒充客服的，没被骗成."""
        for clause in self._clauses[number + 1 :]:
            if clause.sentence != self._clauses[number].sentence or clause.numbers:
                break
            if clause.labelled or not any(t.kind == lex.UNKNOWN for t in clause.tokens):
                break
            end = clause.end
        return end

    def _words(self, number: int, clause: Clause) -> None:
        state = self._state
        if self._says_nil(clause):
            state.nil = True
            return
        outcome = read_words(clause, self._scene(clause))
        if isinstance(outcome, Refused):
            code = outcome.code
            proposed = 0 if code == "nothing_unclear" else None
            self._doubt(number, code, clause.start, clause.end, outcome.indicator, proposed)
        elif isinstance(outcome, Zero):
            figure = FigureFound(outcome.indicator, 0, outcome.start, outcome.end, number)
            state.last = [figure]
            state.found.append(figure)
        elif not self._told.corrects:
            self._remark(number, clause)

    def _says_nil(self, clause: Clause) -> bool:
        bare = "".join(
            t.word
            for t in clause.tokens
            if t.kind not in {lex.UNIT, lex.DATE, lex.COLON} and t.word not in _TODAY
        )
        plain = "".join(
            t.word for t in clause.tokens if t.kind in {lex.NOTHING, lex.UNKNOWN, lex.LABEL}
        )
        return bool((bare and _NIL.fullmatch(bare)) or (plain and _NIL.fullmatch(plain)))

    def _remark(self, number: int, clause: Clause) -> None:
        """Let a wary remark (这是昨天的, 大概) take the certainty from what stands before it."""
        said = clause.text(self._text)
        if not any(word in said for word in words.WARY_TRAILERS):
            return
        state = self._state
        if said.startswith(words.WHOLE_REPORT_TRAILERS):
            for figure in state.found:
                self._unsettle(figure, "remark")
            return
        before = self._clauses[number - 1] if number else None
        if before is None or (before.sentence != clause.sentence and not clause.bracketed):
            return
        for figure in state.last:
            self._unsettle(figure, "remark", clause.end)

    def _unsettle(self, figure: FigureFound, code: str, end: int | None = None) -> None:
        clause = self._clauses[figure.clause]
        if figure in self._state.found:
            self._state.found.remove(figure)
        stop = max(end or clause.end, figure.end)
        self._result.doubts.append(
            DoubtFound(code, min(clause.start, figure.start), stop, figure.indicator, figure.value)
        )

    def _confirms(self, clause: Clause) -> bool:
        """Say whether a bracket only says the figure before again: （全员86人）."""
        numbers = clause.numbers
        if len(numbers) != 1 or numbers[0].number is None or len(self._state.last) != 1:
            return False
        lead = self._text[clause.start : numbers[0].start]
        same = amount(self._state.last[0].indicator, numbers[0].number.value)
        return bool(_CONFIRMING.fullmatch(lead)) and same == self._state.last[0].value

    def _leave(self, clause: Clause, why: str) -> None:
        self._result.left.append(Left(clause.start, clause.end, why))

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

    def _settle(self) -> None:
        """Compare everything said in the report with everything else."""
        self._settle_doubles()
        self._settle_asides()
        self._settle_totals()
        nil = self._state.nil
        figures = {f.indicator.code: f for f in self._state.found}
        if nil and (any(f.value for f in figures.values()) or self._result.doubts):
            first = self._clauses[0]
            self._result.doubts.append(
                DoubtFound("nil_contradicted", first.start, self._clauses[-1].end)
            )
        self._result.nil = nil and not any(f.value for f in figures.values())
        self._result.figures = figures

    def _settle_doubles(self) -> None:
        values: dict[str, set[int]] = {}
        for figure in self._state.found:
            values.setdefault(figure.indicator.code, set()).add(figure.value)
        for figure in list(self._state.found):
            if len(values[figure.indicator.code]) > 1:
                self._unsettle(figure, "two_values")

    def _settle_asides(self) -> None:
        """Leave 本周 and 计划 aside where the day's figure is known; doubt them where not."""
        sure = {f.indicator.code for f in self._state.found}
        for number, aside in self._state.aside:
            clause = self._clauses[number]
            known = aside.indicator is None or aside.indicator.code in sure
            if aside.kind == lex.SUB or (known and (aside.indicator or aside.kind == lex.PLAN)):
                self._leave(clause, _WHY_ASIDE[aside.kind])
                continue
            code = "period" if aside.kind == lex.PERIOD else "unclear"
            self._result.doubts.append(
                DoubtFound(code, clause.start, clause.end, aside.indicator, None)
            )

    def _settle_totals(self) -> None:
        by_code = {f.indicator.code: f for f in self._state.found}
        new, total = by_code.get(APP_NEW), by_code.get(APP_TOTAL)
        if new and total and new.value > total.value:
            self._unsettle(new, "new_over_total")
            self._unsettle(total, "new_over_total")
