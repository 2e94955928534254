"""List numbers (1. 2、 (3) ④ 一、) are found by sequence, so that none becomes a figure."""

from __future__ import annotations

import re

_CN = "一二三四五六七八九十"
_MARK = re.compile(
    r"(?P<line>^|\n)[ \t*#>-]*(?:[(\[]?(?P<n>\d{1,2})(?:[)\]、]|\.(?!\d)|"
    r":(?=[^\d\s]))|(?P<c>[①-⑳])[、.]?"
    rf"|[(]?(?P<z>[{_CN}]{{1,2}})(?:[、.)]))"
    r"|(?<=[\s;。,:户人次份张条块起场元个无])[(]?(?P<i>\d{1,2})(?:[)、]|\.(?!\d))(?=\s*[^\d\s,。;、)])"
    r"|(?P<o>[①-⑳])"
)


def numbering(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the places of list numbers in ``text[start:end]``.

    An Arabic number counts only in sequence (1, 2, 3 ...); circled ones always do.
    """
    found: list[tuple[int, int]] = []
    due = {"n": 0, "z": 0}
    inline = _inline_run(text, start, end)
    for match in _MARK.finditer(text, start, end):
        place = (match.start() + len(match["line"] or ""), match.end())
        if match["c"] or match["o"]:
            found.append(place)
        elif match["i"]:
            if match.start("i") in inline:
                found.append(place)
        else:
            key = "n" if match["n"] else "z"
            value = int(match["n"]) if match["n"] else _chinese(match["z"])
            if value in {1, due[key] + 1} and (value == 1 or due[key]):
                due[key] = value
                found.append(place)
            elif match.start("n") in inline:
                found.append(place)
    return found


def _inline_run(text: str, start: int, end: int) -> set[int]:
    """Return the places of numbers that run 1, 2, 3 through a line, from one that opens it."""
    run: list[int] = []
    places: set[int] = set()
    for match in _MARK.finditer(text, start, end):
        digits = match["i"] or match["n"]
        if not digits:
            continue
        place = match.start("i") if match["i"] else match.start("n")
        if int(digits) == 1:
            run = [place]
        elif run and int(digits) == len(run) + 1:
            run.append(place)
            places |= set(run)
    return places


def _chinese(text: str) -> int:
    if text == "十":
        return 10
    if text[0] == "十":
        return 10 + _CN.index(text[1]) + 1
    return _CN.index(text[0]) + 1
