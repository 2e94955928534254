"""The shapes of the phrase guard, with the lists of words put in (boundaries.md)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from antifraud_desktop.rules import boundary_lexicon as lexicon
from antifraud_desktop.rules.boundary_shapes_home import HOME
from antifraud_desktop.rules.boundary_shapes_life import LIFE
from antifraud_desktop.rules.boundary_shapes_losses import LOSSES, LOST, PRESSED, REST

_NAME = re.compile("<([A-Z_]+)>")
_FORM = re.compile("<(limits|pressed|lost):([A-Z_]+)>")
_ABOUT = (
    "(?:<RELATIVE>).{0,16}?(?P<act>(?:<FORBID>|<THREAT>).{0,8}?(?:<ABOUT>))",
    "(?P<act>(?:<FORBID>|<THREAT>).{0,10}?(?:<RELATIVE>).{0,10}?(?:<ABOUT>))",
    "(?:<RELATIVE>).{0,20}?(?:<ABOUT>)[^,]{0,8}?,?(?P<act><AFTERWARDS>)",
)
"""Limits on relatives: forbidden, threatened, or said afterwards."""
_FORMS: Mapping[str, tuple[str, ...]] = {"limits": _ABOUT, "pressed": PRESSED, "lost": LOST}


@cache
def shapes() -> Mapping[str, tuple[re.Pattern[str], ...]]:
    """Return the shapes of each rule, ready for use; group ``act`` is the measure itself.

    Made on first use: a start of the program does not wait for them.
    """
    return {
        code: tuple(re.compile(_filled(one)) for shape in written for one in _each(shape))
        for code, written in _written().items()
    }


@cache
def rest() -> re.Pattern[str]:
    """Return the shape that is asked when no rule of its own has found anything."""
    return re.compile(_filled(REST))


def _written() -> Mapping[str, tuple[str, ...]]:
    return {code: (*first, *LOSSES.get(code, ())) for code, first in {**HOME, **LIFE}.items()}


def _each(shape: str) -> Iterator[str]:
    general = _FORM.fullmatch(shape)
    if general is None:
        yield shape
        return
    for form in _FORMS[general[1]]:
        yield form.replace("<ABOUT>", f"<{general[2]}>")


def _filled(shape: str) -> str:
    while _NAME.search(shape):
        shape = _NAME.sub(lambda match: _words(match[1]), shape)
    return shape


def _words(name: str) -> str:
    words: Mapping[str, str] = vars(lexicon)
    return words[name]
