"""Resident identity numbers and telephone numbers: one shape, and what exactly is wrong.

The check character (ISO 7064, MOD 11-2) finds every single wrong character and every swap of two
different neighbours, the check character among them. It does not find every pair of errors.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from antifraud_desktop.errors import Problem, Severity
from antifraud_desktop.rules.masking import holds_mask
from antifraud_desktop.rules.masking_text import plain_digits
from antifraud_desktop.rules.text_normal import fold_text

IDENTITY_LENGTH, OLD_LENGTH = 18, 15
CHECK_CHARACTERS = "10X98765432"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_PLACES = {"1": "12345", "2": "123", "3": "1234567", "4": "123456", "5": "01234", "6": "12345"}
_PLACES |= {"7": "1", "8": "123"}
PROVINCES = frozenset(f"{part}{place}" for part, places in _PLACES.items() for place in places)
SAMPLE_REGION = "99"
"""The region of made-up people: no place has it, so a sample is never somebody's number."""
FOREIGN_RESIDENT = "9"
"""Permanent residents from abroad: 9, then the province's two digits (cards since 2023)."""
EXACT_IN_A_CELL = 15
"""A number cell of a workbook keeps fifteen digits; what is longer has lost its end."""
CENTENARIAN = 996
"""Old numbers from this sequence on were given to people born before 1900."""

_LOST = "身份证号的末位数字已丢失：单元格是数字格式，请按证件重新录入并设为文本格式"
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E\+?\d+")
_MOBILE = re.compile(r"(?:(?:\+|00)?86|0)?(1[3-9]\d{9})")
_LANDLINE = re.compile(r"(?:(?:\+|00)?86)?(0(?:10|2\d|[3-9]\d\d))(\d{7,8})")
_BETWEEN_NUMBERS = re.compile(r"[、,;/|\n]+")


@dataclass(frozen=True, slots=True)
class IdentityReading:
    """An identity number in one shape: no blanks, half width, capital X.

    ``birth`` and ``female`` stand only where the number is ``sound``; nothing is read out of a
    number that is known to be wrong.
    """

    number: str
    birth: date | None = None
    female: bool | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def sound(self) -> bool:
        """Say whether there is a number and nothing is wrong with it."""
        return bool(self.number) and not any(p.severity is Severity.ERROR for p in self.problems)


@dataclass(frozen=True, slots=True)
class PhoneReading:
    """A telephone number in one shape: 13800138000, 0571-88881234."""

    number: str
    problems: tuple[Problem, ...] = ()

    @property
    def sound(self) -> bool:
        """Say whether there is a number and nothing is wrong with it."""
        return bool(self.number) and not self.problems


def check_character(first: str) -> str:
    """Return the check character of the first seventeen digits; ValueError for anything else."""
    if len(first) != len(WEIGHTS) or not (first.isascii() and first.isdecimal()):
        told = "seventeen digits are asked for"
        raise ValueError(told)
    total = sum(int(digit) * weight for digit, weight in zip(first, WEIGHTS, strict=True))
    return CHECK_CHARACTERS[total % 11]


def read_identity(value: object, today: date, *, number_cell: bool = False) -> IdentityReading:
    """Return an identity number as typed, or as it stood in a cell, with what is wrong with it.

    Nothing typed gives an empty number without problems. A number cell longer than fifteen
    digits has lost its end, even where the check character fits by chance: hand over the number
    itself, or its text with ``number_cell``.
    """
    if isinstance(value, int | float):
        value, number_cell = f"{value:.0f}", True
    text = "" if value is None else fold_text(plain_digits(str(value)))
    packed = re.sub(r"\s", "", text)
    if _SCIENTIFIC.fullmatch(packed) or (number_cell and len(packed) > EXACT_IN_A_CELL):
        return _lost(packed)
    number = "".join(c for c in text if c not in " \t\n-'’‘\"").upper().replace("×", "X")
    return _judged(number, today) if number else IdentityReading("")


def as_eighteen(number: str) -> str:
    """Return an old number of fifteen digits as its number of eighteen; others unchanged."""
    if len(number) != OLD_LENGTH:
        return number
    century = "18" if int(number[-3:]) >= CENTENARIAN else "19"
    first = f"{number[:6]}{century}{number[6:]}"
    return first + check_character(first)


def age_on(birth: date, day: date) -> int:
    """Return the full years reached on a day, as the law counts them.

    A year is full from the day *after* the birthday: on the eighteenth birthday itself a person
    is still under 18 (the Supreme People's Court's interpretation on juvenile cases, article 2).
    """
    reached = (day.month, day.day) > (birth.month, birth.day)
    return day.year - birth.year - (0 if reached else 1)


def read_phone(value: object) -> PhoneReading:
    """Return a mobile or landline number in one shape, with what is wrong with it.

    A landline needs its area code. Nothing typed gives an empty number without problems.
    """
    if isinstance(value, float):
        value = f"{value:.0f}"
    text = "" if value is None else fold_text(plain_digits(str(value))).strip()
    if not text:
        return PhoneReading("")
    if holds_mask(text):
        return PhoneReading(text, (_phone("电话里有隐去用的星号，请整个重写", "mask"),))
    bare = re.sub(r"[\s()\-.—]", "", text)
    if mobile := _MOBILE.fullmatch(bare):
        return PhoneReading(mobile[1])
    if landline := _LANDLINE.fullmatch(bare):
        return PhoneReading(f"{landline[1]}-{landline[2]}")
    parts = [part for part in _BETWEEN_NUMBERS.split(text) if part.strip()]
    if len(parts) > 1:
        return PhoneReading(text, (_phone("一栏里有多个电话，请只留本人的一个", "several"),))
    told = f"电话“{text}”不是11位手机号，也不是带区号的固定电话，请核对"
    return PhoneReading(text, (_phone(told, "shape"),))


def _judged(number: str, today: date) -> IdentityReading:
    problem = _shape_problem(number)
    if problem is not None:
        return IdentityReading(number, problems=(problem,))
    whole = as_eighteen(number)
    birth = _birth(whole)
    problem = _content_problem(number, whole, birth, today)
    if problem is not None:
        return IdentityReading(number, problems=(problem,))
    return IdentityReading(number, birth, int(whole[16]) % 2 == 0, _warnings(number))


def _shape_problem(number: str) -> Problem | None:
    if holds_mask(number):
        return _identity("身份证号里有隐去用的星号，请整个重写", "mask")
    if len(number) not in (OLD_LENGTH, IDENTITY_LENGTH):
        return _identity(f"身份证号应为18位，现在是{len(number)}位，请核对", "length")
    first, last = (number[:-1], number[-1]) if len(number) == IDENTITY_LENGTH else (number, "")
    if not (first.isascii() and first.isdecimal()) or last not in "0123456789X":
        told = "身份证号只能是数字，18位的最后一位可以是X，请核对"
        return _identity(told, "characters")
    return None


def _content_problem(number: str, whole: str, birth: date | None, today: date) -> Problem | None:
    if not _known_region(number):
        return _identity(f"身份证号开头的地区代码{number[:2]}不存在，请核对", "region")
    if birth is None:
        return _identity(f"身份证号里的出生日期{whole[6:14]}不存在，请核对", "birth")
    if birth > today:
        return _identity(f"身份证号里的出生日期{whole[6:14]}还没有到，请核对", "birth")
    if check_character(whole[:17]) == whole[17]:
        return None
    if whole.endswith("000"):
        return _identity(_LOST, "lost_digits")
    return _identity("身份证号的校验码（最后一位）不对，至少有一位录错，请对照证件核对", "check")


def _known_region(number: str) -> bool:
    if number[:2] in PROVINCES or number[:2] == SAMPLE_REGION:
        return True
    return number[0] == FOREIGN_RESIDENT and number[1:3] in PROVINCES


def _birth(whole: str) -> date | None:
    try:
        return date(int(whole[6:10]), int(whole[10:12]), int(whole[12:14]))
    except ValueError:
        return None


def _lost(number: str) -> IdentityReading:
    return IdentityReading(number, problems=(_identity(_LOST, "lost_digits"),))


def _warnings(number: str) -> tuple[Problem, ...]:
    """Return what a sound number should be looked at for once more."""
    if len(number) == OLD_LENGTH:
        told = "这是15位的旧号码，已停止使用，请换成现在的18位号码"
        return (Problem("identity", Severity.WARNING, told, "old"),)
    if number.endswith("000"):
        told = "身份证号以000结尾，可能是表格里丢了末位数字，请对照证件核对"
        return (Problem("identity", Severity.WARNING, told, "round"),)
    return ()


def _identity(text: str, code: str) -> Problem:
    return Problem("identity", Severity.ERROR, text, code)


def _phone(text: str, code: str) -> Problem:
    return Problem("phone", Severity.ERROR, text, code)
