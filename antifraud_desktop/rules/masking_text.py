"""Finding identity numbers, mobile numbers and bank cards in what people wrote.

Digits may be full-width, grouped by blanks or dashes, and carry the invisible marks that phones
copy along. Found are: 18 digits (or 17 and X) whose middle can be a birthday, old ones of 15, 16
to 19 digits in a row or in fours, and 11 digits that begin like a mobile number, with 86 or 0
before them too. Left alone are amounts and counts (13800138000元), dates, time stamps, landlines
and extensions, and what stands inside a long code such as a checksum.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_DIGITS = re.compile(r"\d")
FEWEST = 11
"""Text with fewer digits holds none of what is looked for."""

_LONG_CODE = re.compile(r"(?=[0-9A-Za-z]*[A-Za-z])[0-9A-Za-z]{32,}")
_GROUP = re.compile(r"\d+")
_BETWEEN = re.compile(r"[ \u00a0\u3000\u2002-\u200a\-‐‑–—－.·]{1,2}")
_BIRTHDAY = r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_IDENTITY = re.compile(rf"[1-9]\d{{5}}{_BIRTHDAY}\d{{3}}[\dX]")
_OLD_IDENTITY = re.compile(r"[1-9]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}")
_STAMP = re.compile(r"20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d\d+")
_MOBILE = re.compile(r"(?:(?:00)?86|0)?(1[3-9]\d{9})")
_CARD = re.compile(r"\d{16,19}")
_COUNTED = re.compile(
    r"[ \u3000]?(?:[万亿]?元|块钱|人民币|人次|(?:人|户|次|条|份)(?=$|[\s，,。；;、）)！!]))|[.,]\d"
)
_TOLD = re.compile(r"(?:电话|手机|联系|号码|微信|致电|tel|phone)[^\d]{0,4}$", re.IGNORECASE)
_TOLD_WITHIN = 10
_MOST_GROUPS = 19
_MOBILE_GROUPS = frozenset({(3, 4, 4), (3, 3, 5), (4, 4, 3), (4, 3, 4), (3, 8), (7, 4)})

Mask = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class _Run:
    """Digits that may belong together: groups joined, with where they begin and end."""

    digits: str
    lengths: tuple[int, ...]
    start: int
    end: int


def plain_digits(text: str) -> str:
    """Return text with every decimal digit as 0-9 and half-width letters; length is kept."""
    if text.isascii():
        return text
    return "".join(_plain(c) for c in text)


def _plain(character: str) -> str:
    value = unicodedata.decimal(character, None)
    if value is not None:
        return str(value)
    code = ord(character)
    return chr(code - 0xFEE0) if 0xFF21 <= code <= 0xFF5A else character  # noqa: PLR2004 - Ａ to ｚ


def mask_runs(text: str, *, identity: Mask, mobile: Mask, account: Mask) -> str:
    """Return text with what is found replaced by its mask, the rest untouched.

    No number goes on in another line, so most lines are left without a second look.
    """
    if len(_DIGITS.findall(text)) < FEWEST:
        return text
    return "".join(
        line
        if len(_DIGITS.findall(line)) < FEWEST
        else _line_masked(line, identity, mobile, account)
        for line in text.splitlines(keepends=True)
    )


def _line_masked(text: str, identity: Mask, mobile: Mask, account: Mask) -> str:
    seen, places = _visible(text)
    codes = [match.span() for match in _LONG_CODE.finditer(seen)]
    parts: list[str] = []
    done = 0
    for run, masked in _found(seen, identity, mobile, account):
        if any(start <= run.start < end for start, end in codes):
            continue
        parts += (text[done : places[run.start]], masked)
        done = places[run.end - 1] + 1
    return "".join((*parts, text[done:]))


def _visible(text: str) -> tuple[str, list[int]]:
    """Return plain text without invisible marks, and where each character came from."""
    kept = [n for n, c in enumerate(text) if unicodedata.category(c) not in ("Cf", "Mn", "Me")]
    return plain_digits("".join(text[n] for n in kept)), kept


def _found(seen: str, identity: Mask, mobile: Mask, account: Mask) -> Iterator[tuple[_Run, str]]:
    groups = [match.span() for match in _GROUP.finditer(seen)]
    number = 0
    while number < len(groups):
        # The longest first: a card's last group is no number of its own.
        for run in reversed(list(_runs(seen, groups, number))):
            masked = _masked(seen, run, identity, mobile, account)
            if masked is not None:
                yield run, masked
                number += len(run.lengths)
                break
        else:
            number += 1


def _runs(seen: str, groups: list[tuple[int, int]], first: int) -> Iterator[_Run]:
    """Give the group alone, then with those that follow it; an X may end an identity number."""
    digits = ""
    lengths: list[int] = []
    start = groups[first][0]
    for number in range(first, min(first + _MOST_GROUPS, len(groups))):
        begin, end = groups[number]
        if lengths and not _BETWEEN.fullmatch(seen, groups[number - 1][1], begin):
            return
        digits += seen[begin:end]
        lengths.append(end - begin)
        yield _Run(digits, tuple(lengths), start, end)
        cross = re.compile(r"[ \-]?[Xx](?![0-9A-Za-z])").match(seen, end)
        if cross and len(digits) == 17:  # noqa: PLR2004 - 17 digits and the check X
            yield _Run(f"{digits}X", tuple(lengths), start, cross.end())


def _masked(seen: str, run: _Run, identity: Mask, mobile: Mask, account: Mask) -> str | None:
    grouped = len(run.lengths) > 1
    if grouped and _beside_mask(seen, run):
        return None
    if _IDENTITY.fullmatch(run.digits) or (not grouped and _OLD_IDENTITY.fullmatch(run.digits)):
        return identity(run.digits)
    phone = _MOBILE.fullmatch(run.digits)
    if phone and _phone_shape(run, len(run.digits) - FEWEST):
        return None if _is_figure(seen, run) else mobile(phone[1])
    if _CARD.fullmatch(run.digits) and _card_shape(run):
        return account(run.digits)
    return None


def _phone_shape(run: _Run, before: int) -> bool:
    """Say whether groups part a mobile number as people do; ``before`` is its prefix's length."""
    if len(run.lengths) == 1:
        return True
    lengths = run.lengths
    if before and lengths[0] == before:
        lengths = lengths[1:]
    elif before:
        lengths = (lengths[0] - before, *lengths[1:])
    return len(lengths) == 1 or lengths in _MOBILE_GROUPS or set(lengths) == {1}


def _card_shape(run: _Run) -> bool:
    """Say whether digits are a card's: a row that is no time stamp, or fours that are no years."""
    if len(run.lengths) == 1:
        return not _STAMP.fullmatch(run.digits)
    fours = set(run.lengths[:-1]) == {4} or run.lengths in {(6, 10), (6, 13), (6, 12), (6, 11)}
    return (fours or set(run.lengths) == {1}) and run.digits[0] not in "012"


def _is_figure(seen: str, run: _Run) -> bool:
    """Say whether eleven digits are an amount or a count and nobody called them a phone."""
    if _TOLD.search(seen[max(0, run.start - _TOLD_WITHIN) : run.start]):
        return False
    if re.search(r"\d[.,]$", seen[: run.start][-2:]):
        return True
    return bool(_COUNTED.match(seen, run.end))


def _beside_mask(seen: str, run: _Run) -> bool:
    """Say whether stars stand beside groups: they are what a mask left."""
    return seen[: run.start].endswith("**") or seen.startswith("**", run.end)
