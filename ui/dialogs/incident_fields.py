"""The fields of an entry of the incidents' ledger: for the quick bar and for the form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

from antifraud_desktop.errors import Problem, Severity
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.incidents import FraudTypeRecord, IncidentRecord
from antifraud_desktop.records.units import IndicatorRecord, UnitRecord
from antifraud_desktop.vocabulary import AgeBand, IncidentChannel, IncidentKind, Measure
from ui.figure_text import NotAFigureError, figure_text, read_figure
from ui.widgets.date_field import DateField

MONEY = IndicatorRecord(code="loss", name="金额", measure_word="元", measure=Measure.MONEY)
SHORTEST = 6
NO_TYPE = 0


class IncidentFields(QObject):
    """Editors without a layout; a digit chooses a word of a box: its number stands before it."""

    def __init__(self, today: date, parent: QObject) -> None:
        """Make the editors, empty."""
        super().__init__(parent)
        self._kept = IncidentRecord(
            IncidentKind.INCIDENT, "", today, NO_TYPE, IncidentChannel.TELEPHONE, AgeBand.UNKNOWN
        )
        self.day = DateField(today=today)
        self.day.set_date(today)
        self.unit, self.type = QComboBox(), QComboBox()
        self.kind, self.channel, self.age = (
            words_box(IncidentKind),
            words_box(IncidentChannel),
            words_box(AgeBand),
        )
        self.age.setCurrentIndex(self.age.findData(AgeBand.UNKNOWN))
        self.loss, self.saved = QLineEdit(), QLineEdit()
        for line in (self.loss, self.saved):
            line.setPlaceholderText("元，如 8600、2.6万")
        for box in (self.unit, self.type):
            _shrink(box)
        _let_type(self.unit)
        self.kind.currentIndexChanged.connect(lambda _row: self._match_kind())
        self._types: tuple[FraudTypeRecord, ...] = ()
        self.day.changed.connect(self._offer_types)

    def named(self) -> tuple[tuple[str, str, QWidget], ...]:
        """Return each field's key, its title and its editor, in the order of entering."""
        return (
            ("day", "日期", self.day),
            ("unit_code", "单位", self.unit),
            ("kind", "类别", self.kind),
            ("type_id", "诈骗类型", self.type),
            ("channel", "渠道", self.channel),
            ("age_band", "年龄段", self.age),
            ("loss", "损失金额", self.loss),
            ("saved", "挽回金额", self.saved),
        )

    def offer(self, units: Sequence[UnitRecord], types: Sequence[FraudTypeRecord]) -> None:
        """Offer units and types; what is chosen stays where it is offered."""
        kept, typed = self.unit.currentData(), self.unit.currentText()
        self.unit.clear()
        for unit in units:
            self.unit.addItem(unit.name, unit.code)
        row = self.unit.findData(kept) if kept else -1
        self.unit.setCurrentIndex(row)
        if row < 0:
            self.unit.setEditText(typed)
        self._types = tuple(types)
        self._offer_types()

    def show_record(self, record: IncidentRecord) -> None:
        """Put an entry into the fields."""
        self._kept = record
        self.day.set_date(record.day)
        self._offer_types()
        self.unit.setCurrentIndex(self.unit.findData(record.unit_code))
        for box, value in (
            (self.kind, record.kind),
            (self.type, record.type_id),
            (self.channel, record.channel),
            (self.age, record.age_band),
        ):
            box.setCurrentIndex(box.findData(value))
        self.loss.setText(_money(record.loss))
        self.saved.setText(_money(record.saved))

    def read(self) -> tuple[IncidentRecord | None, tuple[Problem, ...]]:
        """Return the entry as it stands, or what cannot be read of it."""
        problems: list[Problem] = []
        day = self.day.date()
        if day is None:
            problems.append(_error("day", "请填写日期，如 8.12、昨天"))
        amounts: dict[str, int] = {}
        for key, line in (("loss", self.loss), ("saved", self.saved)):
            try:
                amounts[key] = read_figure(line.text(), MONEY) or 0
            except NotAFigureError as error:
                problems.append(_error(key, str(error)))
        take_only(self.unit)
        code = self._unit_code()
        if not code:
            problems.append(_error("unit_code", "请选择单位：可输入名称里的几个字"))
        if self.type.currentData() is None:
            problems.append(_error("type_id", "请选择诈骗类型"))
        if problems or day is None:
            return None, tuple(problems)
        record = IncidentRecord(
            kind=IncidentKind(self.kind.currentData()),
            unit_code=code,
            day=day,
            type_id=int(self.type.currentData()),
            channel=IncidentChannel(self.channel.currentData()),
            age_band=AgeBand(self.age.currentData()),
            loss=amounts["loss"],
            saved=amounts["saved"],
            id=self._kept.id,
            version=self._kept.version,
        )
        return record, ()

    def clear_case(self) -> None:
        """Empty what belongs to one case; day, kind and unit stay for the next one."""
        self.loss.clear()
        self.saved.clear()
        self.age.setCurrentIndex(self.age.findData(AgeBand.UNKNOWN))

    def _unit_code(self) -> str:
        row = self.unit.findText(self.unit.currentText().strip())
        return str(self.unit.itemData(row)) if row >= 0 else ""

    def _offer_types(self) -> None:
        """Offer the types in use on the day; the entry's own one stays offered."""
        day, kept = self.day.date(), self.type.currentData()
        offered = [
            kind
            for kind in self._types
            if day is None or kind.holds_on(day) or kind.id == self._kept.type_id
        ]
        self.type.clear()
        for number, kind in enumerate(offered, start=1):
            self.type.addItem(f"{number} {kind.name}", kind.id)
        self.type.setCurrentIndex(self.type.findData(kept) if kept else -1)

    def _match_kind(self) -> None:
        stopped = self.kind.currentData() == IncidentKind.DISSUASION
        self.loss.setEnabled(not stopped)
        if stopped:
            self.loss.clear()


def words_box(words: type[StrEnum]) -> QComboBox:
    """Return a box of stored words, numbered so that a digit chooses."""
    box = QComboBox()
    for number, word in enumerate(words, start=1):
        box.addItem(f"{number} {label_of(word)}", word)
    _shrink(box)
    return box


def chosen_words(words: Iterable[StrEnum]) -> list[tuple[str, str]]:
    """Return stored words with their Chinese, for a box that filters."""
    return [(word.value, label_of(word)) for word in words]


def money_text(fen: int) -> str:
    """Return an amount as lists show it: 8,600 or 8,600.50."""
    yuan, rest = divmod(fen, 100)
    return f"{yuan:,}.{rest:02}" if rest else f"{yuan:,}"


def _money(fen: int) -> str:
    return figure_text(fen, MONEY) if fen else ""


def _let_type(box: QComboBox) -> None:
    """Let a unit be found by any characters of its name."""
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.setCurrentIndex(-1)
    completer = QCompleter(box.model(), box)
    completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    box.setCompleter(completer)
    line = box.lineEdit()
    if line is not None:
        line.editingFinished.connect(lambda: take_only(box))


def take_only(box: QComboBox) -> None:
    """Choose what is meant by a few characters, when only one name has them; else nothing."""
    typed = box.currentText().strip()
    if not typed or box.findText(typed) >= 0:
        return
    rows = [row for row in range(box.count()) if typed in box.itemText(row)]
    if len(rows) == 1:
        box.setCurrentIndex(rows[0])


def _shrink(box: QComboBox) -> None:
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(SHORTEST)


def _error(field: str, text: str) -> Problem:
    return Problem(field, Severity.ERROR, text)
