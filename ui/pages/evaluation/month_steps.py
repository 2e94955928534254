"""What is done with the month itself: computed, shown, frozen, proved; each step tells it did."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.records.evaluation_editions import (
    Edition,
    EditionHead,
    Moved,
    Reproduction,
)
from antifraud_desktop.rules.day_words import month_text
from antifraud_desktop.rules.evaluation_changes import told
from antifraud_desktop.vocabulary import EvaluationState
from ui.dialogs.ask_words import AskWords
from ui.messages import MessageBar, ask
from ui.pages.evaluation.place import MonthPlace
from ui.workspace import Workspace

AGAIN = (
    "已经定稿的一版不会改动。重新计算后得分或名次有变化的，形成新的一版，需要重新公示。"
    "写明为什么重算。"
)
EARLY = (
    "一般先公示、等异议期满、答复全部异议，再定稿。写明为什么提前，定稿里会注明没有公示期满和这个理由。"
    "有未答复的异议时不能定稿。"
)
SHOWN_AGAIN = "正在公示。重新计算后得分或名次有变化的，退回草稿，需要重新公示；没有变化的照常公示。"


class MonthSteps:
    """Opens what must be asked over the page ``over``; what was done is announced."""

    def __init__(
        self, workspace: Workspace, bar: MessageBar, place: MonthPlace, over: QWidget
    ) -> None:
        """Keep where to ask and where to tell."""
        self._workspace, self._bar, self._place, self._over = workspace, bar, place, over
        self._months = workspace.program.evaluations.months

    def draft(self) -> None:
        """Compute the month; a frozen one with the reason, a shown one after asking."""
        head, month = self._place.latest(), self._place.month
        if head is not None and head.state is EvaluationState.FROZEN:
            form = AskWords(
                self._workspace, "重新计算已定稿的月份", AGAIN, "reason", "重新计算", self._over
            )
            form.ask(lambda text: self._months.draft(month, text), self._drafted)
            return
        shown = head is not None and head.state is EvaluationState.SHOWN
        if shown and not ask(self._over, "重新计算？", SHOWN_AGAIN, "重新计算"):
            return
        self._workspace.run(lambda: self._months.draft(month), self._drafted, self._bar.trouble)

    def _drafted(self, found: tuple[Edition, Changes]) -> None:
        edition, changes = found
        self._place.edition = None
        named = month_text(edition.head.month)
        if not changes:
            self._bar.tell(f"{named}的结果没有变化。")
            return
        until = edition.snapshot.until
        self._saved(f"已算出{named}考核（数据到{until.month}月{until.day}日）。", changes)

    def show(self) -> None:
        """Show the month to the units."""
        month = self._place.month
        detail = "公示后各单位可以在异议期内提出异议。公示期间得分有变化的要重新公示。"
        if not ask(self._over, f"公示{month_text(month)}考核？", detail, "公示"):
            return
        self._workspace.run(
            lambda: self._months.show(month),
            lambda changes: self._saved(
                "已公示。请把各单位的情况发给本单位，并登记回执。", changes
            ),
            self._bar.trouble,
        )

    def freeze(self) -> None:
        """Freeze the month after asking."""
        month = self._place.month
        detail = "定稿后这一版不再改动。以后发现差错，只能重新计算，形成新的一版。"
        if ask(self._over, f"定稿{month_text(month)}考核？", detail, "定稿"):
            self._workspace.run(lambda: self._months.freeze(month), self._frozen, self._bar.trouble)

    def freeze_early(self) -> None:
        """Freeze without the days for objections, with the reason."""
        month = self._place.month
        form = AskWords(self._workspace, "提前定稿", EARLY, "reason", "定稿", self._over)
        form.ask(lambda text: self._months.freeze(month, text), self._frozen)

    def _frozen(self, found: tuple[EditionHead, Changes]) -> None:
        head, changes = found
        self._place.edition = None
        self._saved(f"{month_text(head.month)}考核已定稿。", changes)

    def prove(self) -> None:
        """Compute the shown edition again from its stored inputs and say whether it is the same."""
        month, edition = self._place.month, self._place.edition

        def done(found: Reproduction) -> None:
            if found.same:
                self._bar.tell("用保存的底稿重新算了一遍，得分和名次完全一致。")
            else:
                differs = "；".join(found.differences[:3])
                self._bar.tell(f"与底稿对不上：{differs}。请备份数据并联系维护人员。", "bad")

        self._workspace.run(lambda: self._months.reproduce(month, edition), done, self._bar.trouble)

    def compare(self) -> None:
        """Say what drawing the latest edition up anew would change; nothing is written."""
        month, course = self._place.month, self._workspace.program.evaluations.course

        def done(found: tuple[Moved, ...]) -> None:
            if found:
                self._bar.tell(f"按现在的数据重算会变：{told(found)}。", "wait")
            else:
                self._bar.tell("按现在的数据重算，得分和名次没有变化。")

        self._workspace.run(lambda: course.moved_since(month), done, self._bar.trouble)

    def _saved(self, said: str, changes: Changes) -> None:
        self._bar.tell(said)
        self._workspace.announce(changes)
