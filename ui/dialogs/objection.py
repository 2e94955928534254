"""Objections of units: a receipt, taking one in, answering it (R18)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.evaluation_course import (
    Corrected,
    FalsificationRecord,
    NewObjection,
    ObjectionAnswer,
    ObjectionRecord,
    UnitReceipt,
)
from antifraud_desktop.rules.day_words import month_text, table_day
from antifraud_desktop.vocabulary import ObjectionState
from ui.dialogs.dated_form import DatedForm
from ui.workspace import Workspace

Taken = Callable[[tuple[int, Changes]], object]
Done = Callable[[Changes], object]
WHOLE = "整个结果"
HOWS = ("微信群回复“收到”", "联络员电话确认", "签收考核告知单", "会上宣读")
NO_NUMBERS = (
    "答复不直接改分。采纳的，先到相应的页面更正数据（弄虚作假可在下面撤销），再重新计算，"
    "分数由数据得出。"
)
ANSWERS = (
    ("", "请选择"),
    (ObjectionState.ACCEPTED.value, "采纳"),
    (ObjectionState.PARTLY.value, "部分采纳"),
    (ObjectionState.REJECTED.value, "不采纳"),
)
YES = "1"


class ReceiptDialog(DatedForm):
    """Notes that units saw their results; several at once, for a group chat answers together."""

    def __init__(
        self,
        workspace: Workspace,
        month: date,
        receipts: Sequence[UnitReceipt],
        done: Done,
        parent: QWidget | None,
    ) -> None:
        """Ask for the day and how they said so."""
        names = "、".join(receipt.unit for receipt in receipts[:8])
        more = f"等{len(receipts)}个单位" if len(receipts) > 8 else ""  # noqa: PLR2004 - as above
        super().__init__(workspace, "登记回执", f"{names}{more}", "保存", parent)
        self._month, self._receipts, self._done = month, tuple(receipts), done
        first = receipts[0]
        self.add_day("on", "看到结果的日期", first.confirmed_on or self.today)
        self.how = self.add_names("how", "怎么确认的", HOWS, first.how or HOWS[0])
        self.act = self._save

    def _save(self) -> None:
        course, month = self.workspace.program.evaluations.course, self._month
        on, how = self.day("on"), self.how.currentText()
        codes = [receipt.unit_code for receipt in self._receipts]

        def work() -> Changes:
            for code in codes:
                course.confirm(month, code, on, how)
            return Changes(evaluation=True)

        self.run(work, self._done)


class ObjectionDialog(DatedForm):
    """Takes in what a unit says against a month that is shown."""

    def __init__(
        self,
        workspace: Workspace,
        month: date,
        offered: tuple[Sequence[UnitReceipt], Mapping[str, str]],
        unit_code: str,
        done: Taken,
        parent: QWidget | None,
    ) -> None:
        """Offer the month's units and criteria."""
        told = f"{month_text(month)}考核。写单位自己的话，口头提出的也登记。"
        super().__init__(workspace, "登记异议", told, "登记", parent)
        receipts, criteria = offered
        self._month, self._done, self._key = month, done, f"objection:{month:%Y-%m}"
        units = [("", "请选择"), *((r.unit_code, r.unit) for r in receipts)]
        self.unit = self.add_choice("unit_code", "单位", units, unit_code)
        self.add_day("received_on", "收到日期", self.today, "按收到的那天算，在异议期内就有效。")
        self.criterion = self.add_choice(
            "criterion", "针对哪一项", [("", WHOLE), *criteria.items()]
        )
        self.text = self.add_text("text", "异议内容", 5)
        self.act = self._save
        self.keep_under(self._key)

    def _save(self) -> None:
        given = NewObjection(
            unit_code=str(self.unit.currentData() or ""),
            text=self.text.toPlainText(),
            received_on=self.day("received_on"),
            criterion=str(self.criterion.currentData() or ""),
        )
        objections, month, key = (
            self.workspace.program.evaluations.objections,
            self._month,
            self._key,
        )
        self.run(lambda: objections.receive(month, given, key), self._done)


class AnswerDialog(DatedForm):
    """Answers an objection: whether it is right, why, and what was put right because of it."""

    def __init__(
        self,
        workspace: Workspace,
        record: ObjectionRecord,
        falsifications: Sequence[FalsificationRecord],
        done: Done,
        parent: QWidget | None,
    ) -> None:
        """Show what was said; ``falsifications`` are the unit's that still cost points."""
        against = f"{month_text(record.month)}{record.criterion_name or WHOLE}"
        told = f"{record.unit}对{against}：{record.text}"
        super().__init__(workspace, "答复异议", f"{told}\n{NO_NUMBERS}", "答复", parent)
        self._record, self._done, self._key = record, done, f"objection-answer:{record.id}"
        self.state = self.add_choice("state", "是否采纳", ANSWERS)
        self.answer = self.add_text("answer", "答复", 4)
        self.corrected = {kind: QCheckBox(label_of(kind)) for kind in Corrected}
        self.form.add_field("corrected", "更正了什么", _column(self.corrected.values(), 2))
        self.effect = self.add_text("effect", "更正的内容", 2, "如：8月3日入户数由12改为21。")
        self.lifts = {f.id: QCheckBox(_told(f)) for f in falsifications}
        self.form.add_field(
            "lifts", "撤销弄虚作假认定", _column(self.lifts.values()), "勾选的随答复一起撤销。"
        )
        self.form.show_field("lifts", shown=bool(self.lifts))
        self.add_day("decided_on", "答复日期", self.today)
        self.state.currentIndexChanged.connect(lambda _row: self._arrange())
        self._arrange()
        self.resize(640, 640)
        self.act = self._save
        self.keep_under(self._key)
        for box in (*self.corrected.values(), *self.lifts.values()):
            box.toggled.connect(self.touch)

    def _arrange(self) -> None:
        righted = self.state.currentData() in {"accepted", "partly"}
        for field in ("corrected", "effect"):
            self.form.show_field(field, shown=righted)
        self.form.show_field("lifts", shown=righted and bool(self.lifts))

    def typed(self) -> dict[str, str]:
        """Return the form with what is ticked."""
        ticked = {f"is:{kind}": box for kind, box in self.corrected.items()}
        ticked |= {f"lift:{number}": box for number, box in self.lifts.items()}
        return self.form.typed() | {k: YES if b.isChecked() else "" for k, b in ticked.items()}

    def put(self, typed: Mapping[str, str]) -> None:
        """Put back what was typed and ticked."""
        self.form.put_typed(typed)
        for kind, box in self.corrected.items():
            box.setChecked(typed.get(f"is:{kind}") == YES)
        for number, box in self.lifts.items():
            box.setChecked(typed.get(f"lift:{number}") == YES)

    def _save(self) -> None:
        state = str(self.state.currentData() or "")
        righted = state in {"accepted", "partly"}
        given = ObjectionAnswer(
            state=ObjectionState(state) if state else ObjectionState.OPEN,
            answer=self.answer.toPlainText(),
            decided_on=self.day("decided_on"),
            corrected=tuple(k for k, b in self.corrected.items() if righted and b.isChecked()),
            effect=self.effect.toPlainText() if righted else "",
            lifts=tuple(n for n, b in self.lifts.items() if righted and b.isChecked()),
        )
        record, key = self._record, self._key
        objections = self.workspace.program.evaluations.objections
        self.run(lambda: objections.answer(record.id, given, record.version, key), self._done)


class WithdrawObjectionDialog(DatedForm):
    """The unit takes its objection back itself."""

    def __init__(
        self, workspace: Workspace, record: ObjectionRecord, done: Done, parent: QWidget | None
    ) -> None:
        """Ask for the day."""
        told = f"{record.unit}自己撤回这件异议：{record.text}"
        super().__init__(workspace, "单位撤回异议", told, "登记撤回", parent)
        self._record, self._done = record, done
        self.add_day("on", "撤回日期", self.today)
        self.act = self._save

    def _save(self) -> None:
        record, on = self._record, self.day("on")
        objections = self.workspace.program.evaluations.objections
        self.run(lambda: objections.withdraw(record.id, on, record.version), self._done)


def _told(record: FalsificationRecord) -> str:
    return f"{table_day(record.day)}　{record.indicator_name or '全部数字'}：{record.evidence[:40]}"


def _column(boxes: Iterable[QCheckBox], across: int = 1) -> QWidget:
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    for place, box in enumerate(boxes):
        grid.addWidget(box, place // across, place % across)
    return holder
