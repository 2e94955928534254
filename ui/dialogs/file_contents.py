"""What a file says: its allow-listed fields, a further basis, a copied measure, the person."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from antifraud_desktop.errors import Invalid, KnownTrouble, Problem
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.case_requests import MeasureFacts, PersonFacts
from antifraud_desktop.records.person_views import FileView
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.rules.case_files import FIELD_KINDS, FIELDS, NO, YES, FieldKind
from antifraud_desktop.rules.organ_levels import level_of
from antifraud_desktop.services.file_refusals import FileRefused
from antifraud_desktop.vocabulary import OrganLevel
from ui.dialogs.basis_form import BasisForm
from ui.dialogs.file_form import FileForm
from ui.dialogs.guarded_text import GuardedText
from ui.dialogs.new_file_pages import told_of
from ui.widgets.date_field import DateField
from ui.widgets.masked_field import MaskedLine
from ui.workspace import Workspace


class FactsDialog(FileForm):
    """The fields a file of this category has; there are no others."""

    def __init__(self, workspace: Workspace, view: FileView, parent: QWidget | None = None) -> None:
        """Show what stands in them, masked where it must be."""
        super().__init__(workspace, view.file_id, "facts", "档案内容", parent)
        self._version = view.version
        self.resize(620, 560)
        self.form.add_note(f"{view.person.name}　{label_of(view.category)}")
        now = {fact.code: str(fact.value) for fact in view.facts}
        self.editors: dict[str, Callable[[], str]] = {}
        for code, label in FIELDS[view.category].items():
            kind = FIELD_KINDS.get(code, FieldKind.TEXT)
            self.editors[code] = self._editor(code, label, kind, now.get(code, ""))
        self.take_up()

    def _editor(self, code: str, label: str, kind: FieldKind, value: str) -> Callable[[], str]:
        if kind is FieldKind.DATE:
            day: DateField = self.add_day(code, label)
            day.line.setText(value)
            return lambda: day.line.text().strip()
        if kind is FieldKind.YES_NO:
            box: QComboBox = self.add_choice(code, label, {"": "未填", YES: YES, NO: NO})
            box.setCurrentIndex(max(box.findData(value), 0))
            return lambda: str(box.currentData())
        text: GuardedText = self.add_text(code, label)
        text.setPlainText(value)
        return lambda: text.toPlainText().strip()

    def unreadable(self) -> tuple[Problem, ...]:
        """Leave dates to the service: a month or a year will do here."""
        return ()

    def save(self) -> None:
        """Save the fields."""
        files, version = self.workspace.program.case_files, self._version
        facts = {code: read() for code, read in self.editors.items()}
        drafts = self.workspace.program.file_drafts
        self.run(
            lambda: (
                files.change_facts(self.file_id, facts, version)
                | drafts.discard(self.file_id, "facts")
            )
        )


class BasisDialog(FileForm):
    """补充依据: judged like the document that opens a file."""

    def __init__(self, workspace: Workspace, view: FileView, parent: QWidget | None = None) -> None:
        """Show the empty parts of the kinds this category rests on."""
        super().__init__(workspace, view.file_id, "", "补充依据", parent)
        self._version = view.version
        self.resize(620, 560)
        self.form.hide()
        self.basis = BasisForm(workspace)
        self.basis.set_category(view.category)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)  # noqa: S101 - made so by the frame
        column.insertWidget(0, self.basis, 1)

    def save(self) -> None:
        """Add it."""
        files, version = self.workspace.program.case_files, self._version
        try:
            basis = self.basis.basis()
        except Invalid as trouble:
            self.fail(trouble)
            return
        self.run(lambda: files.add_basis(self.file_id, basis, version))

    def fail(self, trouble: KnownTrouble) -> None:
        """Tell the law's no with what can be done, and what is wrong at its field."""
        super().fail(trouble)
        if isinstance(trouble, FileRefused):
            self.say(told_of(trouble.refusals))
        elif isinstance(trouble, Invalid):
            self.basis.form.show_problems(trouble.problems)


class MeasureDialog(FileForm):
    """登记惩戒措施: a copy of what another authority decided."""

    def __init__(self, workspace: Workspace, view: FileView, parent: QWidget | None = None) -> None:
        """Lay the decision's parts out."""
        super().__init__(workspace, view.file_id, "", "登记惩戒措施", parent)
        self._version = view.version
        self.resize(580, 500)
        self.form.add_note(
            f"{view.person.name}\n只抄录其他机关已经作出的决定，到期自动结束；本办不作任何惩戒决定。"
        )
        self.organ = self.add_line("organ", "作出机关", "写全称", "如 青禾市公安局")
        levels = {"": "按机关名称判断"} | {level.value: label_of(level) for level in OrganLevel}
        self.level = self.add_choice("organ_level", "机关级别", levels)
        self.number = self.add_line("number", "文号")
        self.ground = self.add_text("ground", "事由")
        self.starts = self.add_day("starts_on", "起始日期")
        self.ends = self.add_day("ends_on", "截止日期")
        self.served = self.add_day("served_on", "送达日期", "未送达的先不填")

    def save(self) -> None:
        """Copy it into the file."""
        files, version = self.workspace.program.case_files, self._version
        organ, level = self.organ.text().strip(), str(self.level.currentData())
        given = MeasureFacts(
            organ=organ,
            organ_level=OrganLevel(level) if level else level_of(organ).level,
            number=self.number.text().strip(),
            ground=self.ground.toPlainText().strip(),
            starts_on=self.starts.date(),
            ends_on=self.ends.date(),
            served_on=self.served.date(),
        )
        self.run(lambda: files.add_measure(self.file_id, given, version)[1])

    def fail(self, trouble: KnownTrouble) -> None:
        """Tell the law's no with what can be done."""
        super().fail(trouble)
        if isinstance(trouble, FileRefused):
            self.say(told_of(trouble.refusals))


class PersonDialog(FileForm):
    """人员资料: masked values can be typed over without seeing them; left alone they stay."""

    def __init__(self, workspace: Workspace, view: FileView, parent: QWidget | None = None) -> None:
        """Show the person's masks."""
        super().__init__(workspace, view.file_id, "", "人员资料", parent)
        self._person = person = view.person
        self.resize(580, 480)
        self.form.add_note("已遮掩的内容可以直接改写；不改的保持原样。")
        self.lines = {
            key: self._line(key, title, str(value))
            for key, title, value in (
                ("name", "姓名", person.name),
                ("identity_number", "身份证号", person.identity_number),
                ("phone", "电话", person.phone),
                ("address", "住址", person.address),
                ("guardian", "监护人", person.guardian),
            )
        }
        self.birth = self.add_day("birth_on", "出生日期", "有身份证号的不用填；不填保持原样")
        self.gender = self.add_choice("gender", "性别", {"": "不详", "男": "男", "女": "女"})
        self.gender.setCurrentIndex(max(self.gender.findData(person.gender), 0))
        self.unit = self.add_choice("unit_code", "单位", {"": "还不知道"})
        units = workspace.program.units
        workspace.run(units.list, self._show_units, self.fail)

    def _line(self, key: str, title: str, shown: str) -> MaskedLine:
        line = self.add_field(key, title, MaskedLine())
        line.show_masked(shown)
        return line

    def _show_units(self, units: tuple[UnitRecord, ...]) -> None:
        for unit in units:
            self.unit.addItem(unit.name, unit.code)
        self.unit.setCurrentIndex(max(self.unit.findData(self._person.unit_code), 0))

    def save(self) -> None:
        """Save what was changed."""
        persons, person = self.workspace.program.persons, self._person
        given = PersonFacts(
            birth_on=self.birth.date(),
            gender=str(self.gender.currentData()),
            unit_code=str(self.unit.currentData() or ""),
            **{key: line.unseen().strip() for key, line in self.lines.items()},
        )
        self.run(lambda: persons.change_person(person.person_id, given, person.version))
