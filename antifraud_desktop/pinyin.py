"""Pinyin of names for search and sorting; pypinyin is loaded on first use."""

from __future__ import annotations

from dataclasses import dataclass

SURNAMES = {
    "单": "shan", "仇": "qiu", "解": "xie", "曾": "zeng", "查": "zha", "盖": "ge", "区": "ou",
    "朴": "piao", "尉": "yu", "繁": "po", "缪": "miao", "折": "she", "员": "yun", "翟": "zhai",
    "任": "ren", "华": "hua", "纪": "ji", "宁": "ning",
}  # fmt: skip
"""Surnames read otherwise than the word."""

HOMES = "家庄村屯寨楼店沟湾"
"""What follows a surname in the name of a village: 单家村, 仇庄."""


@dataclass(frozen=True, slots=True)
class Pinyin:
    """``full`` is dashicun, ``initials`` dsc; both lower case."""

    full: str
    initials: str


def pinyin_of(text: str, *, person: bool = False) -> Pinyin:
    """Return the pinyin of a name.

    The first character of a person's name, and of a village
    named after a family, is read as a surname.
    """
    from pypinyin import Style, lazy_pinyin

    syllables: list[str] = lazy_pinyin(text, style=Style.NORMAL)
    if text[:1] in SURNAMES and (person or text[1:2] in tuple(HOMES)):
        syllables[0] = SURNAMES[text[0]]
    plain = [s.lower() for s in syllables if s.strip()]
    return Pinyin("".join(plain), "".join(s[0] for s in plain))


def person_pinyin(name: str) -> Pinyin:
    """Return the pinyin of a person's name in letters alone: maimaitituerxun of 买买提·吐尔逊."""
    spelt = pinyin_of(name, person=True)
    return Pinyin(
        *("".join(c for c in part if c.isalnum()) for part in (spelt.full, spelt.initials))
    )
