"""Keeps what a report said, clause by clause, and compares it when all is read."""

from __future__ import annotations

from collections.abc import Sequence

from antifraud_desktop.records.units import IndicatorRecord
from antifraud_desktop.rules import message_lexicon as lex
from antifraud_desktop.rules.message_clause_reading import Aside
from antifraud_desktop.rules.message_clauses import Clause
from antifraud_desktop.rules.message_results import DoubtFound, FigureFound, Left, SectionReading
from antifraud_desktop.rules.wordings import APP_NEW, APP_TOTAL

_WHY_ASIDE = {
    lex.PERIOD: "累计或别的日子的数，不作当日数",
    lex.PLAN: "计划、差额或比较，不是报送的数",
    lex.SUB: "前一个数当中的一部分",
}
_ASIDE_CODES = {lex.PERIOD: "period", lex.DATE: "other_day", lex.SUB: "sub_figure"}


class Ledger:
    """Figures found so far and everything that may yet take their certainty."""

    def __init__(self, clauses: Sequence[Clause], result: SectionReading) -> None:
        """Start with nothing found."""
        self._clauses = clauses
        self.result = result
        self.found: list[FigureFound] = []
        self.last: list[FigureFound] = []
        self.aside: list[tuple[int, Aside]] = []
        self.nil = False
        self.nil_weak = False
        self.distrust = False

    def doubt(
        self,
        number: int,
        code: str,
        start: int,
        end: int,
        indicator: IndicatorRecord | None,
        proposed: int | None,
    ) -> None:
        """Note a doubt about a clause, with the number-free words behind it."""
        if start == self._clauses[number].start:
            end = self._with_remarks(number, end)
        self.result.doubts.append(DoubtFound(code, start, end, indicator, proposed))

    def _with_remarks(self, number: int, end: int) -> int:
        """Take number-free words behind a doubt into it: 接到1起冒充客服的，没被骗成."""
        for clause in self._clauses[number + 1 :]:
            if clause.sentence != self._clauses[number].sentence or clause.numbers:
                break
            if clause.labelled or not any(t.kind == lex.UNKNOWN for t in clause.tokens):
                break
            end = clause.end
        return end

    def unsettle(self, figure: FigureFound, code: str, end: int | None = None) -> None:
        """Make a doubt of a figure found earlier."""
        clause = self._clauses[figure.clause]
        if figure in self.found:
            self.found.remove(figure)
        stop = max(end or clause.end, figure.end)
        self.result.doubts.append(
            DoubtFound(code, min(clause.start, figure.start), stop, figure.indicator, figure.value)
        )

    def leave(self, clause: Clause, why: str) -> None:
        """Note numbers that are certainly no figures of the day."""
        self.result.left.append(Left(clause.start, clause.end, why))

    def settle(self) -> None:
        """Compare everything said in the report with everything else."""
        if self.distrust:
            for figure in list(self.found):
                self.unsettle(figure, "remark")
        self._settle_doubles()
        self._settle_asides()
        self._settle_totals()
        nil = self.nil
        if nil and self.nil_weak and self._says_more():
            nil = False
            whole = (self._clauses[0].start, self._clauses[-1].end)
            self.result.doubts.append(DoubtFound("nil_unclear", *whole))
        figures = {f.indicator.code: f for f in self.found}
        if nil and (any(f.value for f in figures.values()) or self.result.doubts):
            first = self._clauses[0]
            for figure in [f for f in self.found if f.value]:
                self.unsettle(figure, "nil_contradicted")
            nil = False
            self.result.doubts.append(
                DoubtFound("nil_contradicted", first.start, self._clauses[-1].end)
            )
        self.result.nil = nil
        self.result.figures = {f.indicator.code: f for f in self.found}

    def _settle_doubles(self) -> None:
        values: dict[str, set[int]] = {}
        for figure in self.found:
            values.setdefault(figure.indicator.code, set()).add(figure.value)
        for figure in list(self.found):
            if len(values[figure.indicator.code]) > 1:
                self.unsettle(figure, "two_values")

    def _settle_asides(self) -> None:
        """Leave 本周 and 计划 aside where the day's figure is known; doubt them where not."""
        sure = {f.indicator.code for f in self.found}
        for number, aside in self.aside:
            clause = self._clauses[number]
            if self._set_aside_safely(number, aside, sure):
                self.leave(clause, _WHY_ASIDE[aside.kind])
                continue
            code = _ASIDE_CODES.get(aside.kind, "unclear")
            self.result.doubts.append(
                DoubtFound(code, clause.start, clause.end, aside.indicator, None)
            )

    def _settle_totals(self) -> None:
        by_code = {f.indicator.code: f for f in self.found}
        new, total = by_code.get(APP_NEW), by_code.get(APP_TOTAL)
        if new and total and new.value > total.value:
            self.unsettle(new, "new_over_total")
            self.unsettle(total, "new_over_total")

    def _set_aside_safely(self, number: int, aside: Aside, sure: set[str]) -> bool:
        """Say whether a part, plan or other period may be left without asking."""
        clause = self._clauses[number]
        if aside.kind == lex.DATE:
            return False
        if aside.kind == lex.SUB:
            return any(
                f.clause < number and self._clauses[f.clause].sentence == clause.sentence
                for f in self.found
            )
        if aside.indicator is not None:
            return aside.indicator.code in sure
        if aside.kind == lex.PERIOD:
            return clause.bracketed and any(f.clause == number - 1 for f in self.found)
        return any(t.kind == lex.PLAN and len(t.word) > 1 for t in clause.tokens)

    def _says_more(self) -> bool:
        """Say whether a bare 无 or 没有 stands among other words and may answer something else."""
        return any(t.kind == lex.UNKNOWN for c in self._clauses for t in c.tokens)
