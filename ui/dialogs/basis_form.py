"""The document a file rests on, as its form: only the parts this kind must tell (R11)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QVBoxLayout, QWidget

from antifraud_desktop.errors import Invalid, Problem, Severity
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.persons import LIFE_SENTENCE, Basis, PartialDate
from antifraud_desktop.rules.basis_parts import MORE_REQUIRED, PART_NAMES, REQUIRED, WANTED
from antifraud_desktop.rules.case_basis import OPENS
from antifraud_desktop.rules.partial_dates import LENGTH, months_of, read_date
from antifraud_desktop.vocabulary import BasisKind, CaseCategory, OrganLevel
from ui.dialogs.guarded_text import GuardedText
from ui.widgets.date_field import DateField
from ui.widgets.pieces import offer_choices
from ui.widgets.record_form import RecordForm
from ui.workspace import Workspace

ORDER = ("organ", "level", "number", "issued_on", "ground", "offence_on", "sentence_months",
         "starts_on", "ends_on", "served_on", "names_person")  # fmt: skip
DATES = frozenset({"issued_on", "starts_on", "ends_on", "served_on"})
MORE: Mapping[BasisKind, tuple[str, ...]] = {
    BasisKind.JUDGMENT: ("ground", "sentence_months"),
    BasisKind.DECISION: ("level", "issued_on"),
    BasisKind.POLICE_NOTICE: ("number", "ground", "names_person"),
}
"""Parts a kind may tell besides those it must."""
HINTS: Mapping[str, str] = {
    "organ": "写全称，如 青禾市公安局；级别按名称判断",
    "offence_on": "到年、月、日都可以，如 2022-8；用来判断是否未成年时犯罪",
    "sentence_months": "如 1年2个月；拘役、管制、单处罚金填0",
    "served_on": "未送达的先问清楚；没有送达日期会提醒",
}
GROUNDS: Mapping[BasisKind, str] = {
    BasisKind.JUDGMENT: "罪名",
    BasisKind.OWN_REQUEST: "申请的帮助",
    BasisKind.FAMILY_REQUEST: "求助事项",
    BasisKind.POLICE_NOTICE: "提示事项",
}
_LENGTH = re.compile(LENGTH)


class BasisForm(QWidget):
    """Kind of document first, then its parts; what fits both kinds stays when the kind changes."""

    edited = Signal()

    def __init__(self, workspace: Workspace) -> None:
        """Make it empty; a category gives it its kinds."""
        super().__init__()
        self._workspace = workspace
        self._today = workspace.program.clock.today()
        self.category = CaseCategory.CONVICTED
        self.kind = QComboBox()
        self.kind.setAccessibleName("依据种类")
        self.form = RecordForm()
        self.editors: dict[str, QWidget] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.kind)
        self._column.addWidget(self.form, 1)
        self.kind.currentIndexChanged.connect(self._build)

    def set_category(self, category: CaseCategory) -> None:
        """Offer the kinds of basis that open this category."""
        if category is self.category and self.kind.count():
            return
        self.category = category
        first = BasisKind.DECISION  # a measure rests on its decision; a judgment alone is rare
        kinds = sorted(OPENS[category], key=lambda k: (k is not first, [*BasisKind].index(k)))
        offer_choices(self.kind, ((kind.value, label_of(kind)) for kind in kinds))
        self._build()

    def basis(self) -> Basis:
        """Return the document as it stands; Invalid with every entry nobody can read."""
        problems: list[Problem] = []
        given: dict[str, object] = {}
        for key, editor in self.editors.items():
            value, wrong = _value(key, editor)
            given[key] = value
            if wrong:
                problems.append(Problem(key, Severity.ERROR, wrong, "unreadable"))
        self.form.clear_problems()
        if problems:
            raise Invalid(tuple(problems))
        return Basis(kind=BasisKind(self.kind.currentData()), **given)  # type: ignore[arg-type]

    def _build(self) -> None:
        kept = self.form.typed()
        self._column.removeWidget(self.form)
        self.form.hide()
        self.form.deleteLater()
        self.form = RecordForm()
        self._column.addWidget(self.form, 1)
        kind = BasisKind(self.kind.currentData())
        asked = {*REQUIRED[kind], *MORE.get(kind, ())}
        asked |= {*MORE_REQUIRED.get(self.category, ()), *WANTED.get(self.category, ())}
        self.editors = {}
        for key in ORDER:
            if key in asked:
                editor = self._editor(key)
                self.editors[key] = editor
                title = self._title(key, kind)
                self.form.add_field(key, title, editor, HINTS.get(key, ""))
        self.form.put_typed(kept)
        self.edited.emit()

    def _title(self, key: str, kind: BasisKind) -> str:
        if key == "ground":
            return GROUNDS.get(kind, PART_NAMES[key])
        titles = {"level": "机关级别", "sentence_months": "刑期", "names_person": "写明本人"}
        return titles.get(key) or PART_NAMES[key]

    def _editor(self, key: str) -> QWidget:
        if key in DATES:
            day = DateField(today=self._today)
            day.line.textEdited.connect(self.edited)
            return day
        if key == "ground":
            text = GuardedText(self._workspace)
            text.judged.connect(partial(self.form.tell, key))
            text.textChanged.connect(self.edited)
            return text
        if key == "level":
            box = QComboBox()
            box.addItem("按机关名称判断", "")
            for level in OrganLevel:
                box.addItem(label_of(level), level.value)
            return box
        if key == "names_person":
            return QCheckBox("书面通知写明了此人姓名和提示事项")
        line = QLineEdit()
        line.textEdited.connect(self.edited)
        return line


def read_months(text: str) -> int | None:
    """Read a prison term in months: 14, 1年2个月, 无期; None when it is none."""
    plain = re.sub(r"\s", "", text).replace("有期徒刑", "")
    if plain in ("无期", "无期徒刑", "死刑", "死缓"):
        return LIFE_SENTENCE
    if plain.isdecimal():
        return int(plain)
    match = _LENGTH.fullmatch(plain)
    return months_of(match) if match else None


def _value(key: str, editor: QWidget) -> tuple[object, str]:
    """Return what an editor holds as its part, and what is wrong with it."""
    if isinstance(editor, DateField):
        wrong = "看不懂这个日期，可写成 2023-8-12" if editor.is_wrong() else ""
        return editor.date(), wrong
    if isinstance(editor, QCheckBox):
        return editor.isChecked(), ""
    if isinstance(editor, QComboBox):
        value = str(editor.currentData() or "")
        return (OrganLevel(value) if value else None), ""
    if isinstance(editor, GuardedText):
        return editor.toPlainText().strip(), ""
    assert isinstance(editor, QLineEdit)  # noqa: S101 - the last kind of editor made above
    text = editor.text().strip()
    reads: Mapping[str, tuple[Callable[[str], PartialDate | int | None], str]] = {
        "offence_on": (read_date, "看不懂这个时间，可写成 2022-8"),
        "sentence_months": (read_months, "看不懂这个刑期，可写成 1年2个月"),
    }
    if key not in reads:
        return text, ""
    read, told = reads[key]
    found = read(text) if text else None
    return found, told if text and found is None else ""
