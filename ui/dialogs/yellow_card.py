"""Yellow cards: given after two interviews by a leader, measures, closing, withdrawal (R19)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.records.consequences import CardOffer, CardRecord, NewCard
from antifraud_desktop.rules.day_words import month_text, table_day
from ui.dialogs.dated_form import DatedForm
from ui.workspace import Workspace

Done = Callable[[Changes], object]


def told_of(record: CardRecord) -> str:
    """Return which card it is, for above a form."""
    return f"{record.unit}　{table_day(record.given_on)}发出的黄牌"


class GiveCardDialog(DatedForm):
    """Gives a unit the card its two interviews ask for."""

    def __init__(
        self, workspace: Workspace, offer: CardOffer, done: Done, parent: QWidget | None
    ) -> None:
        """Say what the card rests on."""
        months = f"{month_text(offer.first.month)}、{month_text(offer.second.month)}"
        told = f"{offer.unit}已两次约谈（{months}）。黄牌由领导决定，不发也可以。"
        super().__init__(workspace, "发黄牌", told, "发出黄牌", parent)
        self._offer, self._done = offer, done
        self.add_day("given_on", "发出日期", self.today)
        self.measures = self.add_text("measures", "整改要求", 4)
        self.add_day("measures_due", "整改期限", None)
        self.act = self._save

    def _save(self) -> None:
        given = NewCard(
            self.day("given_on"), self.measures.toPlainText(), self.maybe("measures_due")
        )
        cards, code = self.workspace.program.evaluations.cards, self._offer.unit_code
        self.run(lambda: cards.give(code, given), lambda found: self._done(found[1]))


class CardMeasuresDialog(DatedForm):
    """Changes what a unit is to do and by when."""

    def __init__(
        self, workspace: Workspace, record: CardRecord, done: Done, parent: QWidget | None
    ) -> None:
        """Show what is set."""
        super().__init__(workspace, "修改整改要求", told_of(record), "保存", parent)
        self._record, self._done = record, done
        self.measures = self.add_text("measures", "整改要求", 4)
        self.measures.setPlainText(record.measures)
        self.add_day("measures_due", "整改期限", record.measures_due)
        self.act = self._save

    def _save(self) -> None:
        record, cards = self._record, self.workspace.program.evaluations.cards
        said, due = self.measures.toPlainText(), self.maybe("measures_due")
        self.run(lambda: cards.set_measures(record.id, said, due, record.version), self._done)


class EndCardDialog(DatedForm):
    """Closes a card whose measures were carried out, or withdraws one given wrongly."""

    def __init__(
        self,
        workspace: Workspace,
        record: CardRecord,
        done: Done,
        parent: QWidget | None,
        *,
        withdrawing: bool,
    ) -> None:
        """Ask for the day and the words."""
        title = "撤销黄牌" if withdrawing else "解除黄牌"
        told = told_of(record)
        if withdrawing:
            told += "\n发错的才撤销：撤销后两次约谈重新计算，黄牌和撤销的原因都会保留。"
        else:
            told += f"\n整改要求：{record.measures}"
        super().__init__(workspace, title, told, title, parent)
        self._record, self._done, self._withdrawing = record, done, withdrawing
        field, name = ("reason", "撤销原因") if withdrawing else ("closing", "整改完成情况")
        self.said = self.add_text(field, name, 4)
        self.add_day("on", "撤销日期" if withdrawing else "解除日期", self.today)
        self.act = self._save

    def _save(self) -> None:
        record, cards = self._record, self.workspace.program.evaluations.cards
        on, said = self.day("on"), self.said.toPlainText()
        end: Callable[[int, date, str, int], Changes] = (
            cards.withdraw if self._withdrawing else cards.close
        )
        self.run(lambda: end(record.id, on, said, record.version), self._done)
