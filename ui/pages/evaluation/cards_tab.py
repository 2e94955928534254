"""黄牌: cards that may be given, cards that were, and what the campaign holds of a unit (R19)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QComboBox, QSplitter, QVBoxLayout, QWidget

from antifraud_desktop.records.consequences import CardOffer, CardRecord, CardState, UnitHistory
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.rules.permissions import Permission
from ui.dialogs.yellow_card import CardMeasuresDialog, EndCardDialog, GiveCardDialog
from ui.messages import MessageBar
from ui.pages.evaluation.history_text import history_text
from ui.pages.evaluation.lines import (
    CARD_WIDTHS,
    OFFER_WIDTHS,
    card_columns,
    card_told,
    offer_columns,
)
from ui.pages.evaluation.papers import EvaluationPapers
from ui.pages.evaluation.parts import (
    Done,
    add_key,
    follow,
    menu_button,
    quiet_label,
    reader,
    row_of,
    saying,
)
from ui.tables.record_table import choose, chosen, record_table
from ui.tables.row_model import RowModel
from ui.widgets.pieces import column_of, heading, push_button
from ui.widgets.rank_trend import RankTrend
from ui.workspace import Workspace

NONE = "本次行动还没有发过黄牌。同一单位两次约谈以后，这里会提示，由领导决定发不发。"
STANDING = (CardState.STANDING, CardState.OVERDUE)
Read = tuple[tuple[CardOffer, ...], tuple[CardRecord, ...], tuple[UnitRecord, ...]]


class CardsTab(QWidget):
    """Cards at the left, a unit's history at the right."""

    def __init__(self, workspace: Workspace, bar: MessageBar) -> None:
        """Lay the tab out; what the account may not do is not offered."""
        super().__init__()
        self._workspace, self._bar = workspace, bar
        self._runs = workspace.program.may(Permission.RUN_EVALUATION)
        self._decides = workspace.program.may(Permission.DECIDE_RANKING)
        papers = EvaluationPapers(workspace, bar, self)
        self.offers, self.cards = RowModel(offer_columns()), RowModel(card_columns())
        self.offered = record_table(self.offers, "可以发的黄牌", OFFER_WIDTHS)
        self.table = record_table(self.cards, "黄牌", CARD_WIDTHS)
        self.give = push_button("发黄牌…", self.open_give)
        self.close_it = push_button("解除…", self._with(self._close))
        self.notice = push_button("黄牌通知书", self._with(papers.card_notice))
        self.more = menu_button(
            "更多",
            (
                ("修改整改要求…", self._with(self._measures)),
                ("撤销黄牌…", self._with(self._withdraw)),
            ),
        )
        self.unit = QComboBox()
        self.unit.setAccessibleName("单位")
        self.trend, self.history = RankTrend(), reader("单位考核经过", 10)
        self.history.setMaximumHeight(16_777_215)
        self.none, self.told = quiet_label(NONE), reader("黄牌详情")
        self._lay_out()
        self.give.setVisible(self._decides)
        self.close_it.setVisible(self._runs)
        self.more.setVisible(self._runs or self._decides)
        papers.show_allowed(self.notice)
        for table in (self.offered, self.table):
            follow(table, self._enable)
        self.offered.activated.connect(lambda _index: self.open_give())
        self.table.activated.connect(lambda _index: self._with(self._close)())
        add_key(self.table, QKeySequence.StandardKey.Delete, self._with(self._withdraw))
        self.unit.activated.connect(lambda _row: self._read_history())
        self._enable()

    def _lay_out(self) -> None:
        self.offered.setMaximumHeight(130)
        left = column_of(
            row_of(self.give, self.close_it, self.notice, self.more),
            self.offered,
            self.none,
            self.table,
            self.told,
        )
        right = column_of(row_of(heading("单位考核经过"), self.unit), self.trend, self.history)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(left)
        split.addWidget(right)
        split.setSizes([620, 400])
        split.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(split, 1)

    def load(self) -> None:
        """Read offers, cards, and the units whose history can be looked at."""
        program = self._workspace.program

        def work() -> Read:
            evaluations = program.evaluations
            return evaluations.consequences.offers(), evaluations.cards.list(), program.units.list()

        self._workspace.run(work, lambda read: self._show(*read), self._bar.trouble)

    def _show(
        self,
        offers: tuple[CardOffer, ...],
        cards: tuple[CardRecord, ...],
        units: tuple[UnitRecord, ...],
    ) -> None:
        before, code = chosen(self.table, CardRecord), self.unit.currentData()
        number = before.id if before else 0
        self.offers.set_records(offers)
        self.cards.set_records(cards)
        choose(self.offered, offers, lambda _o: False)
        choose(self.table, cards, lambda c: c.id == number)
        self.offered.setVisible(bool(offers))
        self.none.setVisible(not cards)
        self.table.setVisible(bool(cards))
        self.told.setVisible(bool(cards))
        self.unit.clear()
        for unit in units:
            self.unit.addItem(unit.name, unit.code)
        wanted = code or (cards[0].unit_code if cards else None)
        self.unit.setCurrentIndex(max(0, self.unit.findData(wanted)))
        self._enable()
        self._read_history()

    def _enable(self) -> None:
        record = chosen(self.table, CardRecord)
        standing = record is not None and record.state in STANDING
        self.give.setEnabled(chosen(self.offered, CardOffer) is not None)
        self.close_it.setEnabled(standing)
        self.notice.setEnabled(record is not None and record.withdrawn_on is None)
        measures, withdraw = self.more.menu().actions()
        measures.setEnabled(standing and self._runs)
        withdraw.setEnabled(record is not None and record.withdrawn_on is None and self._decides)
        self.told.setPlainText(card_told(record) if record else "")

    def _read_history(self) -> None:
        code = self.unit.currentData()
        if not code:
            self.history.setPlainText("")
            return
        consequences = self._workspace.program.evaluations.consequences

        def done(found: UnitHistory) -> None:
            if self.unit.currentData() == code:
                self.trend.show_months(found.months)
                self.history.setPlainText(history_text(found))

        self._workspace.run(lambda: consequences.history(code), done, self._bar.trouble)

    def show_unit(self, code: str) -> None:
        """Show a unit's history."""
        self.unit.setCurrentIndex(max(0, self.unit.findData(code)))
        self._read_history()

    def _with(self, step: Callable[[CardRecord], None]) -> Callable[[], None]:
        def take() -> None:
            record = chosen(self.table, CardRecord)
            if record is not None:
                step(record)

        return take

    def open_give(self) -> None:
        """Give the chosen unit its card."""
        offer = chosen(self.offered, CardOffer)
        if offer is not None and self._decides:
            GiveCardDialog(self._workspace, offer, self._saved("已发出黄牌。"), self).open()

    def _close(self, record: CardRecord) -> None:
        if self._runs and record.state in STANDING:
            saved = self._saved("已解除。")
            EndCardDialog(self._workspace, record, saved, self, withdrawing=False).open()

    def _measures(self, record: CardRecord) -> None:
        CardMeasuresDialog(self._workspace, record, self._saved("已保存。"), self).open()

    def _withdraw(self, record: CardRecord) -> None:
        if self._decides and record.withdrawn_on is None:
            saved = self._saved("已撤销。")
            EndCardDialog(self._workspace, record, saved, self, withdrawing=True).open()

    def _saved(self, told: str) -> Done:
        return saying(self._workspace, self._bar, told)
