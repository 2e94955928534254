"""Judging one row of an old register: what it would open, or everything that stands against it.

What a row leaves open stays open, and what contradicts itself is for a person: such a row is
refused with its reasons, the decisive one first. Of a sealed record nothing more is told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date

from antifraud_desktop.errors import Problem, Severity
from antifraud_desktop.intake.person_register import RawRow
from antifraud_desktop.intake.workbook_units import UnitSeeker
from antifraud_desktop.records.case_requests import PersonFacts
from antifraud_desktop.records.persons import Basis, BasisReading, PartialDate, Refusal
from antifraud_desktop.records.register import ColumnRole
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.rules import refusals
from antifraud_desktop.rules.basis_reading import read_basis
from antifraud_desktop.rules.case_basis import Answer, check_basis
from antifraud_desktop.rules.case_categories import read_category, speaks_of_relative
from antifraud_desktop.rules.identity_numbers import (
    IdentityReading,
    as_eighteen,
    read_identity,
    read_phone,
)
from antifraud_desktop.rules.masking import holds_mask
from antifraud_desktop.rules.partial_dates import read_date
from antifraud_desktop.rules.sealed_records import sealed_answers
from antifraud_desktop.rules.text_normal import fold_text
from db.vocabulary import BasisKind, CaseCategory

R = ColumnRole
LONGEST_NAME = 30
_NO_NAME = re.compile(r"[\d*＊?？]|^(?:某|无名|不详|未知|不明)")
_UNDER_AGE = re.compile("(?<!非)未成年|未满(?:18|十八)|不满(?:18|十八)|封存")
_CRIMINAL = (BasisKind.JUDGMENT, BasisKind.NON_PROSECUTION)
_NAMED = re.compile("本人|该人|列名|点名|名单|写明")
_GENDERS = {"男": "男", "男性": "男", "女": "女", "女性": "女"}
_ABOVE_TOWN = re.compile("^(?:[^镇乡道村社]*(?:省|区|市|州|盟|县|旗))?")
_TOWN = re.compile(
    r"^(?:[^省市县区镇乡]{2,4}(?:省|自治区))?(?:[^省市县区镇乡]{2,6}(?:市|州|盟))?"
    r"(?:[^省市县区镇乡]{1,6}(?:市|县|区|旗))?"
)
_TOWN = re.compile(r"([^\d村社区镇乡]{2,6}(?:镇|乡|街道))(?!村|社区|组|\d)(?=.{2})")
_OUR_OWN = "请在原台账改正后再导入"


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """A row as it was judged by itself, without the other rows and without what is on file.

    ``number`` is the identity number in eighteen characters where it is sound. ``reasons`` stand
    against the row, ``notes`` want a look. ``sealed`` rows are to leave no trace.
    """

    raw: RawRow
    name: str = field(default="", repr=False)
    number: str = field(default="", repr=False)
    birth: date | None = field(default=None, repr=False)
    category: CaseCategory | None = None
    person: PersonFacts | None = field(default=None, repr=False)
    basis: Basis | None = field(default=None, repr=False)
    officer: str = ""
    reasons: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    sealed: bool = False

    @property
    def stands(self) -> bool:
        """Say whether nothing stands against the row by itself."""
        return not self.reasons and self.person is not None


@dataclass(frozen=True, slots=True)
class RowJudge:
    """Judges rows on a day, in a township with these units.

    ``title`` is the sheet's, for registers without a column of categories. A township that has
    no units yet cannot tell whose an address is: the unit then stays open.
    """

    today: date
    units: tuple[UnitRecord, ...]
    title: str = ""
    township: str = ""

    def judge(self, raw: RawRow) -> JudgedRow:
        """Return what a row would open, or everything that stands against it."""
        if raw.skipped:
            return JudgedRow(raw, notes=(raw.skipped,))
        identity = read_identity(
            raw.text(R.IDENTITY), self.today, number_cell=R.IDENTITY in raw.numeric
        )
        told = _birth(raw)
        reading = read_basis(raw.basis)
        name = " ".join(raw.text(R.NAME).split())
        category, notes, against = self._category(raw, reading)
        row = JudgedRow(
            raw,
            name=name,
            number=as_eighteen(identity.number) if identity.sound else "",
            birth=identity.birth or (told.whole if told else None),
            category=category,
            officer=" ".join(raw.text(R.OFFICER).split()),
        )
        protecting = identity.birth or (told.latest if told else None)
        if _is_sealed(reading.basis, protecting, self.today):
            return replace(row, reasons=(refusals.sealed().text,), sealed=True)
        basis = _naming(reading.basis, raw, name)
        reasons = [refusal.text for refusal in against]
        reasons += _name_reasons(name)
        reasons += [p.text for p in identity.problems if p.severity is Severity.ERROR]
        reasons += _contradictions(identity, told, raw)
        if not raw.text(R.IDENTITY) and row.birth is None:
            reasons.append(f"没有身份证号，也没有完整的出生日期，分不清是谁，{_OUR_OWN}")
        answers = self._answers(category, basis, reading, row.birth)
        reasons += [a.text for a in answers if _stops(a)]
        reasons += _under_age_said(basis, raw)
        unit, doubt, pending = self._unit(raw)
        reasons += doubt
        notes += [p.text for p in identity.problems if p.severity is Severity.WARNING]
        notes += [a.text for a in answers if not _stops(a)]
        notes += [d for d in reading.doubts if d not in notes] + pending
        person, more = _person(raw, row, unit)
        return replace(
            row,
            person=person,
            basis=basis,
            reasons=tuple(dict.fromkeys(reasons)),
            notes=tuple(dict.fromkeys([*notes, *more])),
        )

    def _category(
        self, raw: RawRow, reading: BasisReading
    ) -> tuple[CaseCategory | None, list[str], list[Refusal]]:
        """Return the category, what to look at, and the refusal of a word that is none."""
        said = raw.text(R.CATEGORY)
        word = said or ("" if read_category(self.title).category is None else self.title)
        meant = read_category(word)
        reasons_given = [word, raw.basis, *([raw.text(R.REMARK)] if reading.basis is None else [])]
        against = [refusals.relative()] if any(map(speaks_of_relative, reasons_given)) else []
        if meant.category is not None:
            return meant.category, [], against
        notice = reading.basis is not None and reading.basis.kind is BasisKind.POLICE_NOTICE
        if meant.labelling and notice:
            note = f"“{word}”不登记，按公安机关书面提示建档"
            return CaseCategory.CONCERN, [note], against
        if meant.labelling or not word:
            return None, [], [refusals.no_category(word), *against]
        if speaks_of_relative(word):
            return None, [], against
        return None, [], [refusals.several_categories(word), *against]

    def _answers(
        self,
        category: CaseCategory | None,
        basis: Basis | None,
        reading: BasisReading,
        birth: date | None,
    ) -> list[Answer]:
        if category is None:
            return []
        answers = list(check_basis(category, basis, self.today, birth=birth))
        if basis is None:
            doubts = [Problem("basis", Severity.ERROR, text) for text in reading.doubts]
            return [*doubts, *answers]
        return answers

    def _unit(self, raw: RawRow) -> tuple[UnitRecord | None, list[str], list[str]]:
        """Return the unit a row names, what stands against it, and what is left open.

        An address of another township is refused. One that only tells no unit of ours leaves
        the unit open, for a person to settle: it is no matter of law.
        """
        told = [text for text in (raw.text(R.UNIT), *raw.addresses) if text]
        if any(_elsewhere(text, self.township) for text in told):
            return None, [f"住址写的是别的乡镇，不应由本镇建档；写错的{_OUR_OWN}"], []
        if not self.units:
            return None, [], ["本镇还没有录入单位，所属单位待定"]
        if not told:
            return None, [], ["没有住址，所属单位待定"]
        seeker = UnitSeeker(self.units)
        found = (seeker.cell(text) or seeker.inside(text) for text in told)
        unit = next((one for one in found if one is not None), None)
        if unit is None:
            return None, [], ["住址对应不到本镇单位，所属单位待定，请核对是否属于本镇"]
        return unit, [], []


def _elsewhere(address: str, township: str) -> bool:
    """Say whether an address names a township, and another one than this."""
    named = _TOWN.match(_ABOVE_TOWN.sub("", re.sub(r"\s", "", fold_text(address))))
    own = fold_text(township)
    return named is not None and bool(own) and not own.endswith(named[1])


def _is_sealed(basis: Basis | None, birth: date | None, today: date) -> bool:
    if basis is None:
        return False
    return any(isinstance(answer, Refusal) for answer in sealed_answers(basis, birth, today))


def _naming(basis: Basis | None, raw: RawRow, name: str) -> Basis | None:
    """Return the basis with what the row itself says: that a notice names this very person."""
    if basis is None or basis.kind is not BasisKind.POLICE_NOTICE:
        return basis
    text = fold_text(raw.basis)
    return replace(basis, names_person=bool(_NAMED.search(text)) or (bool(name) and name in text))


def _name_reasons(name: str) -> list[str]:
    if not name:
        return [f"没有姓名，{_OUR_OWN}"]
    if holds_mask(name):
        return [f"姓名是隐去的，不能导入，{_OUR_OWN}"]
    if len(name) > LONGEST_NAME or _NO_NAME.search(name):
        return [f"姓名栏不像一个人的姓名，{_OUR_OWN}"]
    return []


def _birth(raw: RawRow) -> PartialDate | None:
    text = raw.text(R.BIRTH)
    # A number cell shows 1980.10 as 1980.1: then only the year is certain.
    if R.BIRTH in raw.numeric and re.fullmatch(r"\d{4}\.1", text):
        text = text[:4]
    return read_date(text)


def _contradictions(identity: IdentityReading, told: PartialDate | None, raw: RawRow) -> list[str]:
    """Return where the identity number and the columns beside it disagree."""
    found: list[str] = []
    if identity.birth and told and not told.earliest <= identity.birth <= told.latest:
        found.append(f"出生年月与身份证号不一致，可能串了行，{_OUR_OWN}")
    gender = _GENDERS.get(fold_text(raw.text(R.GENDER)).strip())
    if identity.female is not None and gender and (gender == "女") != identity.female:
        found.append(f"性别与身份证号不一致，可能串了行，{_OUR_OWN}")
    return found


def _under_age_said(basis: Basis | None, raw: RawRow) -> list[str]:
    """Return a doubt where the register speaks of a minor's offence and the dates do not."""
    said = f"{raw.basis}{raw.text(R.REMARK)}"
    if basis is None or basis.kind not in _CRIMINAL or not _UNDER_AGE.search(fold_text(said)):
        return []
    return ["台账写有未成年或封存的字样，可能是应当封存的记录；请按判决书核对，封存的不得建档"]


def _person(raw: RawRow, row: JudgedRow, unit: UnitRecord | None) -> tuple[PersonFacts, list[str]]:
    notes: list[str] = []
    phone = read_phone(raw.text(R.PHONE))
    if phone.problems:
        notes.append("电话不像本人的一个号码，没有登记，请核对后补录")
    gender = _GENDERS.get(fold_text(raw.text(R.GENDER)).strip(), "")
    return PersonFacts(
        name=row.name,
        identity_number=row.number,
        birth_on=row.birth,
        gender=gender,
        phone="" if phone.problems else phone.number,
        unit_code=unit.code if unit else "",
        address=" ".join(raw.addresses[0].split()) if raw.addresses else "",
    ), notes


def _stops(answer: Answer) -> bool:
    return isinstance(answer, Refusal) or answer.severity is Severity.ERROR
