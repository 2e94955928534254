"""The criteria of a scheme that is being written, a row each, with a mark where one is refused."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from antifraud_desktop.labels import label_of
from antifraud_desktop.records.evaluation import Basis, Source
from antifraud_desktop.rules.evaluation_words import BASIS_UNITS, BASIS_WORDS, SOURCE_WORDS
from antifraud_desktop.vocabulary import UnitKind
from ui.tables.row_model import Column, RowModel
from ui.widgets.scheme_fields import TypedCriterion

WIDTHS = (150, 170, 62, 200)


class SchemeModel(RowModel[TypedCriterion]):
    """``wrong`` are the codes of criteria the rules refuse."""

    def __init__(self, indicators: Mapping[str, str]) -> None:
        """Keep the names of indicators by code."""
        self._indicators = indicators
        self.wrong: frozenset[str] = frozenset()
        super().__init__(
            (
                Column("项目", self._name),
                Column("考什么", lambda c: what_text(c, self._indicators)),
                Column("权重", lambda c: c.weight, right=True),
                Column("目标", target_text),
                Column("适用", kinds_text),
            )
        )

    def know(self, indicators: Mapping[str, str]) -> None:
        """Learn the names of further indicators."""
        self._indicators = {**self._indicators, **indicators}

    def _name(self, criterion: TypedCriterion) -> str:
        mark = "⚠ " if criterion.code in self.wrong else ""
        return f"{mark}{criterion.name or '（未命名）'}"

    def mark(self, wrong: Collection[str]) -> None:
        """Mark the criteria that are refused."""
        self.wrong = frozenset(wrong)
        if self.records:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.records) - 1, 0))

    def put(self, row: int, criterion: TypedCriterion) -> None:
        """Replace one row while it is typed."""
        self.records = (*self.records[:row], criterion, *self.records[row + 1 :])
        self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))

    def arrange(self, criteria: Sequence[TypedCriterion]) -> None:
        """Show criteria in another order, or others."""
        self.set_records(criteria)


def what_text(criterion: TypedCriterion, indicators: Mapping[str, str]) -> str:
    """Return what a criterion judges."""
    source = Source(criterion.source)
    if source is not Source.FLOW:
        return SOURCE_WORDS[source]
    return indicators.get(criterion.indicator, criterion.indicator) or "（请选择指标）"


def target_text(criterion: TypedCriterion) -> str:
    """Return a criterion's target in words."""
    source = Source(criterion.source)
    if source is Source.DATA_QUALITY:
        return f"退回或更正一次扣{criterion.step}分"
    if source is not Source.FLOW:
        return "按完成率"
    basis = Basis(criterion.basis)
    if basis is Basis.UNIT:
        told = f"每单位每月{criterion.rate}"
    else:
        told = f"每月{BASIS_WORDS[basis]}的{criterion.rate}%（{BASIS_UNITS[basis]}）"
    return told if criterion.cap == "100" else f"{told}，封顶{criterion.cap}%"


def kinds_text(criterion: TypedCriterion) -> str:
    """Return which units a criterion applies to."""
    return "、".join(label_of(UnitKind(kind)) for kind in criterion.unit_kinds) or "全部单位"
