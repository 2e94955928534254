"""The pages of 新建档案: who it is, which kind of file, whose; and what stands against it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.errors import Invalid, KnownTrouble, Problem, Severity
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.case_requests import PersonFacts
from antifraud_desktop.records.person_views import PersonRow
from antifraud_desktop.records.persons import Refusal
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.rules.case_basis import OPENS_IN_WORDS, Answer
from antifraud_desktop.vocabulary import CaseCategory
from ui.person_words import file_word
from ui.widgets.date_field import DateField
from ui.widgets.pieces import heading
from ui.widgets.record_form import RecordForm
from ui.workspace import Workspace

AFTER_MS = 300
ROW_ROLE = Qt.ItemDataRole.UserRole
FIRST = "先查有没有此人：填姓名，有证号、电话的也填上。"
NOT_FOUND = "已查过，档案里没有此人，可以新建。"
NOBODY = "名单里没有此人，新建人员资料"


class FindPage(QWidget):
    """Search before anything is made: by name, number and phone; ``chosen`` when that changed."""

    chosen = Signal()

    def __init__(self, workspace: Workspace) -> None:
        """Lay out the three things to find by, and who may be meant."""
        super().__init__()
        self._workspace = workspace
        self.name, self.number, self.phone = QLineEdit(), QLineEdit(), QLineEdit()
        self.unit = QComboBox()
        self.unit.addItem("还不知道", "")
        self.form = RecordForm()
        for key, title, editor in (
            ("name", "姓名", self.name),
            ("identity_number", "身份证号", self.number),
            ("phone", "电话", self.phone),
            ("unit_code", "单位", self.unit),
        ):
            self.form.add_field(key, title, editor)
        self.form.setMaximumHeight(190)
        self.list = QListWidget()
        self.list.setAccessibleName("可能是同一个人的")
        self.list.setWordWrap(True)
        self.told = QLabel()
        self.told.setProperty("quiet", True)
        self.told.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.form, heading("可能是同一个人的"), self.list, self.told):
            column.addWidget(widget)
        self._later = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._later.timeout.connect(self.look)
        for line in (self.name, self.number, self.phone):
            line.textEdited.connect(self._ask_later)
        self.unit.currentIndexChanged.connect(self._ask_later)
        self.list.currentRowChanged.connect(lambda _row: self.chosen.emit())
        self._show(())

    def show_units(self, units: Sequence[UnitRecord]) -> None:
        """Offer the township's units."""
        for unit in units:
            self.unit.addItem(unit.name, unit.code)

    def _ask_later(self) -> None:
        self._show(())  # what was found before was found for other words
        self._later.start()

    def look(self) -> None:
        """Look for who may be meant."""
        given = (self.name.text().strip(), self.number.text().strip(), self.phone.text().strip())
        unit = str(self.unit.currentData() or "")
        if not any(given):
            return
        persons = self._workspace.program.persons

        def done(rows: tuple[PersonRow, ...]) -> None:
            now = (self.name.text().strip(), self.number.text().strip(), self.phone.text().strip())
            if given == now:
                many = f"找到{len(rows)}人。是同一个人的，在原有资料下建档，不要重复新建。"
                self._show(rows, many if rows else NOT_FOUND)

        self._workspace.run(lambda: persons.matches(*given, unit), done, self._fail)

    def person(self) -> int | None:
        """Return the number of the person on file that is chosen, None for a new one."""
        row = self.row()
        return row.person_id if row else None

    def row(self) -> PersonRow | None:
        """Return the person on file that is chosen."""
        index = self.list.currentIndex()
        found = index.data(ROW_ROLE) if index.isValid() else None
        return found if isinstance(found, PersonRow) else None

    def _show(self, rows: Sequence[PersonRow], told: str = FIRST) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for row in rows:
            files = "、".join(file_word(brief) for brief in row.files) or "还没有档案"
            text = f"{row.name}　{row.identity_number}　{row.unit_name}　{files}　（{row.why}）"
            item = QListWidgetItem(text)
            item.setData(ROW_ROLE, row)
            self.list.addItem(item)
        self.list.addItem(NOBODY)
        self.list.blockSignals(False)
        self.list.setCurrentRow(0)
        self.told.setText(told)
        self.chosen.emit()

    def _fail(self, trouble: KnownTrouble) -> None:
        self.told.setText(f"⚠ {trouble.sentence}{trouble.advice}")


class CategoryPage(QWidget):
    """Which kind of file, each with the document it needs."""

    def __init__(self) -> None:
        """Offer all six; none is chosen at first."""
        super().__init__()
        self._group = QButtonGroup(self)
        self.buttons: dict[CaseCategory, QRadioButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(heading("建哪一类档案？手里要有对应的依据"))
        for category in CaseCategory:
            button = QRadioButton(label_of(category))
            button.setAccessibleName(label_of(category))
            needs = QLabel(f"　　需要：{OPENS_IN_WORDS[category]}")
            needs.setProperty("quiet", True)
            needs.setWordWrap(True)
            self._group.addButton(button)
            self.buttons[category] = button
            column.addWidget(button)
            column.addWidget(needs)
        rule = QLabel(
            "没有依据的不能建档：“高危”“重点”等说法不是依据，亲属关系也不是。"
            "发现的线索可以用“线索转介”交给主管机关。"
        )
        rule.setWordWrap(True)
        column.addSpacing(8)
        column.addWidget(rule)
        column.addStretch(1)

    def category(self) -> CaseCategory | None:
        """Return what is chosen."""
        return next((c for c, button in self.buttons.items() if button.isChecked()), None)


class PersonPage(QWidget):
    """The facts of a new person, and who is responsible for the file."""

    def __init__(self, workspace: Workspace) -> None:
        """Lay the fields out."""
        super().__init__()
        self.gender = QComboBox()
        for word in ("", "男", "女"):
            self.gender.addItem(word or "按身份证号", word)
        self.birth = DateField(today=workspace.program.clock.today())
        self.address, self.guardian = QLineEdit(), QLineEdit()
        self.officers = QListWidget()
        self.officers.setFixedHeight(110)
        self.officers.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.form = RecordForm()
        self.note = self.form.add_note("")
        self.form.add_field("birth_on", "出生日期", self.birth, "有身份证号的不用填")
        self.form.add_field("gender", "性别", self.gender)
        self.form.add_field("address", "住址", self.address)
        self.form.add_field("guardian", "监护人", self.guardian, "未成年人才填")
        self.form.add_field("officers", "包保责任人", self.officers, "勾选的账号才能看这份档案")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)

    def show_officers(self, accounts: Sequence[str], own: str) -> None:
        """Offer who can be responsible; the own account is ticked."""
        for name in accounts:
            item = QListWidgetItem(name)
            ticked = Qt.CheckState.Checked if name == own else Qt.CheckState.Unchecked
            item.setCheckState(ticked)
            self.officers.addItem(item)

    def chosen(self) -> tuple[str, ...]:
        """Return the accounts that are ticked."""
        items = (self.officers.item(n) for n in range(self.officers.count()))
        return tuple(i.text() for i in items if i.checkState() is Qt.CheckState.Checked)

    def show_person(self, row: PersonRow | None) -> None:
        """Ask for the facts of a new person only."""
        for widget in (self.gender, self.birth, self.address, self.guardian):
            widget.setEnabled(row is None)
        told = f"在原有资料下建档：{row.name}　{row.unit_name}" if row else "新建的人员资料"
        self.note.setText(told)

    def facts(self, find: FindPage) -> PersonFacts:
        """Return the new person as entered; Invalid for a date nobody can read."""
        if self.birth.is_wrong():
            said = "看不懂出生日期，请写成 1990-8-12"
            raise Invalid((Problem("birth_on", Severity.ERROR, said, "unreadable"),))
        return PersonFacts(
            name=find.name.text().strip(),
            identity_number=find.number.text().strip(),
            birth_on=self.birth.date(),
            gender=str(self.gender.currentData()),
            phone=find.phone.text().strip(),
            unit_code=str(find.unit.currentData() or ""),
            address=self.address.text().strip(),
            guardian=self.guardian.text().strip(),
        )


def told_of(answers: Sequence[Answer]) -> str:
    """Return what stands against a file: the law first, then what is missing, then what to heed."""
    refused = [a for a in answers if isinstance(a, Refusal)]
    problems = [a for a in answers if isinstance(a, Problem)]
    wrong = [p for p in problems if p.severity is Severity.ERROR]
    lines = [f"✖ 不能建档：{a.sentence}（{a.rule}）。\n　　可以：{a.instead}。" for a in refused]
    lines += [f"⚠ 请改正：{p.text}。" for p in wrong]
    lines += [f"! 请留意：{p.text}。" for p in problems if p not in wrong]
    return "\n".join(lines)
