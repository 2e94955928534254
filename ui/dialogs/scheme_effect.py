"""What another scheme would have made of a month: before and after, unit by unit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from antifraud_desktop.records.evaluation import UnitScore
from antifraud_desktop.records.evaluation_editions import Preview
from antifraud_desktop.rules.day_words import month_text
from ui.tables.record_table import record_table
from ui.tables.row_model import Column, RowModel
from ui.widgets.rank_words import NONE, change_text, rank_text

WIDTHS = (140, 110, 110, 90, 90, 90)


@dataclass(frozen=True, slots=True)
class Effect:
    """A unit under the scheme that stands, and under the one that is written."""

    before: UnitScore | None
    after: UnitScore

    @property
    def points(self) -> Decimal | None:
        """Return the points won or lost."""
        return None if self.before is None else self.after.total - self.before.total

    @property
    def moves(self) -> bool:
        """Say whether total or rank differs."""
        old = self.before
        return old is None or (old.total, old.rank) != (self.after.total, self.after.rank)


class SchemeEffect(QWidget):
    """A sentence and a table; nothing is saved by looking."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.model: RowModel[Effect] = RowModel(_columns())
        self.table = record_table(self.model, "对考核的影响", WIDTHS)
        column = QVBoxLayout(self)
        column.addWidget(self.told)
        column.addWidget(self.table, 1)

    def show_preview(self, preview: Preview) -> None:
        """Show a month before and after."""
        effects = effects_of(preview)
        self.model.set_records(effects)
        if effects:
            self.table.selectRow(0)
        self.told.setText(effect_text(preview, effects))

    def show_nothing(self, sentence: str) -> None:
        """Say why nothing can be shown."""
        self.model.set_records(())
        self.told.setText(sentence)


def effects_of(preview: Preview) -> tuple[Effect, ...]:
    """Return the units in their order after the change, those it moves first."""
    effects = [Effect(preview.before.unit(u.code), u) for u in preview.after.units]
    return tuple(sorted(effects, key=lambda effect: not effect.moves))


def effect_text(preview: Preview, effects: tuple[Effect, ...]) -> str:
    """Return the effect in a sentence: how many move, who would be at the bottom."""
    named = month_text(preview.month)
    basis = "已保存的底稿" if preview.edition else "现在的数据"
    moves = sum(effect.moves for effect in effects)
    names = {unit.code: unit.name for unit in preview.after.units}
    old, new = preview.before.cut.listed, preview.after.cut.listed
    told = f"按{named}{basis}试算：{moves}个单位的得分或名次会变。这里只是试算，不改{named}的结果。"
    if set(old) == set(new):
        return f"{told}末位单位不变。"
    listed = "、".join(names[code] for code in new) or "没有"
    return f"{told}末位单位会变成：{listed}。"


def _columns() -> tuple[Column[Effect], ...]:
    return (
        Column("单位", lambda e: e.after.name),
        Column("现在名次", lambda e: rank_text(e.before.rank) if e.before else NONE),
        Column("改后名次", lambda e: rank_text(e.after.rank)),
        Column("现在总分", lambda e: str(e.before.total) if e.before else NONE, right=True),
        Column("改后总分", lambda e: str(e.after.total), right=True),
        Column("差", lambda e: change_text(e.points), right=True),
        Column("", lambda e: "● 有变化" if e.moves else ""),
    )
