"""How personal data is shown: the one place that decides it (boundaries.md, masked by default).

A masked value keeps what tells two records of a village apart and no more. It always carries
``****`` or ``*``, so nobody takes it for empty; an empty value stays empty. Masking what is
masked changes nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

from antifraud_desktop.records.personal import Personal, PersonalKind
from antifraud_desktop.rules.masking_text import mask_runs, plain_digits

STARS = "****"
COMPOUND_SURNAMES = frozenset({
    "欧阳", "太史", "端木", "上官", "司马", "东方", "独孤", "南宫", "万俟", "闻人", "夏侯",
    "诸葛", "尉迟", "公羊", "赫连", "澹台", "皇甫", "宗政", "濮阳", "公冶", "太叔", "申屠",
    "公孙", "慕容", "仲孙", "钟离", "长孙", "宇文", "司徒", "鲜于", "司空", "闾丘", "子车",
    "亓官", "司寇", "巫马", "公西", "颛孙", "壤驷", "公良", "漆雕", "乐正", "宰父", "谷梁",
    "拓跋", "夹谷", "轩辕", "令狐", "段干", "百里", "呼延", "东郭", "南门", "羊舌", "微生",
    "梁丘", "左丘", "西门", "第五", "南荣", "东里", "仲长", "子书", "子桑", "即墨", "达奚",
    "褚师",
})  # fmt: skip
"""Surnames of two characters; the mask keeps a surname whole, when a given name follows it."""

_SEPARATORS = re.compile(r"([、,，;；/／|]\s*)")
_MASKED_PHONE = re.compile(r"(?:\d{3}|0\d{2,3}-)?\*{4}\d{0,4}")
_AREA = re.compile(r"(0\d{2,3})[-—–－ ()（）]+(\d{7,8})(?!\d)")
_VILLAGE = re.compile(r"[^\d*]{0,30}?(?:村|社区)")
_TOWN = re.compile(r"[^\d*]{0,30}?(?:街道|[镇乡县区市])")
IDENTITY_LENGTHS = (15, 18)
MOBILE, LANDLINE_LEAST, ACCOUNT_LEAST = 11, 7, 12


def mask_name(name: str) -> str:
    """Return a name as its surname and one star: 张*, 欧阳*; 买* of 买买提·吐尔逊, J* of John.

    The star does not tell how long the name is. A name of one character is all star. Several
    names in one field are masked each.
    """
    # Letters alone hold nothing to part or to leave out; a list is masked in half the time.
    return _surname(name) if name.isalpha() else _each(name, _one_name)


def _one_name(name: str) -> str:
    kept = "".join(c for c in name if unicodedata.category(c)[0] not in "CZ")
    return _surname(kept) if kept else ""


def _surname(kept: str) -> str:
    if len(kept) > 2 and kept[:2] in COMPOUND_SURNAMES:  # noqa: PLR2004 - surname and something
        return f"{kept[:2]}*"
    first = kept[0] if kept[0].isalpha() and len(kept) > 1 else ""
    return f"{first}*"


def mask_identity(number: str) -> str:
    """Return an identity number as 99****…**1X; other documents keep first and last character."""
    # As nearly every number is stored, there is nothing to leave out.
    plain = number if number.isascii() and number.isdecimal() else _bare(number)
    if not plain:
        return ""
    if "*" in plain:
        return plain if len(plain.replace("*", "").replace("…", "")) <= 4 else STARS  # noqa: PLR2004
    if len(plain) in IDENTITY_LENGTHS and plain[:-1].isdecimal():
        return f"{plain[:2]}{STARS}…**{plain[-2:]}"
    return f"{plain[0]}{STARS}{plain[-1]}" if len(plain) >= LANDLINE_LEAST else STARS


def mask_phone(phone: str) -> str:
    """Return a phone as 138****0000, a landline as 0571-****34; a short number is all stars.

    What stands beside the digits (微信同号, an extension) is left out. Several numbers in one
    field are masked each.
    """
    if len(phone) == MOBILE and phone[0] == "1" and phone.isascii() and phone.isdecimal():
        return _mobile(phone)  # as nearly every phone is stored: nothing to part or to leave out
    return _each(phone, _one_phone)


def _mobile(digits: str) -> str:
    return f"{digits[:3]}{STARS}{digits[-4:]}"


def _one_phone(phone: str) -> str:
    plain = plain_digits(phone).strip()
    if not plain or _MASKED_PHONE.fullmatch(plain):
        return plain
    digits = re.sub(r"^(?:00)?86(?=1\d{10}$)", "", re.sub(r"\D", "", plain))
    if len(digits) == MOBILE and digits[0] == "1":
        return _mobile(digits)
    area = _AREA.search(plain)
    if area:
        return f"{area[1]}-{STARS}{area[2][-2:]}"
    return f"{STARS}{digits[-2:]}" if len(digits) >= LANDLINE_LEAST else STARS


def mask_address(address: str) -> str:
    """Return an address down to its village (青禾镇大石村****), else to its town, else stars."""
    plain = " ".join(address.split())
    if not plain:
        return ""
    found = (match for shape in (_VILLAGE, _TOWN) if (match := shape.match(plain)))
    # An address that is no more than a village hides the village.
    kept = next((match[0] for match in found if match[0] != plain), "")
    return f"{kept}{STARS}"


def mask_account(number: str) -> str:
    """Return a bank card by its last four digits (****1234), shorter accounts as stars."""
    plain = _bare(number)
    if not plain:
        return ""
    if re.fullmatch(r"\*{4}\d{0,4}", plain):
        return plain
    kept = plain[-4:] if len(plain) >= ACCOUNT_LEAST and plain.isdecimal() else ""
    return f"{STARS}{kept}"


def mask_text(text: str) -> str:
    """Return free text with identity numbers, mobile numbers and bank cards masked.

    Everything else stays as it was, character by character: figures, dates, landlines, stamps.
    See :mod:`antifraud_desktop.rules.masking_text` for what counts as one.
    """
    return mask_runs(text, identity=mask_identity, mobile=mask_phone, account=mask_account)


_MASKS: Mapping[PersonalKind, Callable[[str], str]] = {
    PersonalKind.NAME: mask_name,
    PersonalKind.IDENTITY: mask_identity,
    PersonalKind.PHONE: mask_phone,
    PersonalKind.ADDRESS: mask_address,
    PersonalKind.ACCOUNT: mask_account,
    PersonalKind.TEXT: mask_text,
}


def mask(kind: PersonalKind, whole: str) -> str:
    """Return a value of a kind as it is shown."""
    return _MASKS[kind](whole)


def personal(kind: PersonalKind, whole: str, subject_kind: str, subject_id: str) -> Personal:
    """Return a value that shows itself masked; it belongs to one record."""
    return Personal(kind, whole, _MASKS[kind](whole), subject_kind, subject_id)


def masked(
    name: str, identity: str, phone: str, subject_kind: str, subject_id: str
) -> tuple[Personal, Personal, Personal]:
    """Return what a list shows of a person, each value as :func:`personal` gives it."""
    return (
        Personal(PersonalKind.NAME, name, mask_name(name), subject_kind, subject_id),
        Personal(
            PersonalKind.IDENTITY, identity, mask_identity(identity), subject_kind, subject_id
        ),
        Personal(PersonalKind.PHONE, phone, mask_phone(phone), subject_kind, subject_id),
    )


def holds_mask(text: str) -> bool:
    """Say whether text is a mask or part of one: such text is never stored as a value."""
    return "*" in text or "＊" in text


def _each(text: str, masked: Callable[[str], str]) -> str:
    parts = _SEPARATORS.split(text.strip())
    if len(parts) == 1:
        return masked(parts[0])
    return "".join(part if n % 2 else masked(part) for n, part in enumerate(parts))


def _bare(number: str) -> str:
    """Return a number without blanks and dashes, half-width, capital X."""
    plain = plain_digits(number).upper()
    return plain if plain.isalnum() else "".join(c for c in plain if c.isalnum() or c in "*…")
