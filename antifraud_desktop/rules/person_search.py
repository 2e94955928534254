"""What is typed into the search of persons, as terms: numbers, letters, Chinese characters."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

TAIL = 4
"""So many characters at the end of an identity number or phone find it."""
LONGEST = 64
_PARTS = re.compile(r"[0-9]+x?(?![a-z])|[a-z]+|[^0-9a-z\W_]+")


@dataclass(frozen=True, slots=True)
class SearchTerms:
    """What a person must match, all of it. ``numbers`` are digits, an X at the end upper case.

    ``letters`` are pinyin or initials, lower case without blanks; ``names`` Chinese characters.
    """

    numbers: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Say whether there is anything to look for."""
        return bool(self.numbers or self.letters or self.names)


def search_terms(text: str) -> SearchTerms:
    """Return the terms of a typed text.

    Widths and case do not matter; blanks and dashes inside a number or a spelling do neither:
    138 0013 8000, zhang san. Stars of a mask and other marks are left out.
    """
    plain = unicodedata.normalize("NFKC", text[:LONGEST]).lower().replace("ü", "v")
    numbers: list[str] = []
    letters: list[str] = []
    names: list[str] = []
    last: list[str] | None = None
    for part in _PARTS.findall(plain):
        kind = names if not part[0].isascii() else numbers if part[0].isdigit() else letters
        if kind is last and kind is not names:
            kind[-1] += part
        else:
            kind.append(part)
        last = kind
    return SearchTerms(tuple(number.upper() for number in numbers), tuple(letters), tuple(names))


def tail_of(number: str) -> str:
    """Return the last four characters of a number; of a shorter one nothing."""
    return number[-TAIL:] if len(number) >= TAIL else ""
