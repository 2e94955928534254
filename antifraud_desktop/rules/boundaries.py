"""The phrase guard: what no file, note or template may say, why, and what to write instead.

Actions against people in the files are a closed list (boundaries.md). Free text that speaks of
measures outside it cannot be saved until it is changed. Blanks, widths and marks between the
characters do not hide a wording; what is negated, asked about or corrected passes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from antifraud_desktop.rules.boundary_passes import (
    AFTER,
    ASKING,
    DENIED,
    HELP,
    NEGATED,
    NEVER,
    PASSES,
)
from antifraud_desktop.rules.boundary_shapes import rest, shapes
from antifraud_desktop.rules.boundary_words import WORDS, Words
from antifraud_desktop.rules.text_normal import fold

_FILLER = re.compile(r"[\s.·_*\-—~'\"“”‘’「」『』《》<>【】\[\]+=|/\\^`#@&$%…•]")
_TRADITIONAL = (
    "滯滞屬属護护簽签證证訴诉婦妇養养懲惩審审罰罚塗涂噴喷牆墙屆届軍军黨党職职籍籍銀银辦办禁禁學学"
)
_MORE = str.maketrans(_TRADITIONAL[::2], _TRADITIONAL[1::2])
RELATIVES = "relatives"
_SENTENCE = re.compile(r"[^。;!?\n]+")


@dataclass(frozen=True, slots=True)
class Hit:
    """A wording that is refused: where it stands in the given text (half-open), and the rule.

    ``code`` is stable and English; ``sentence`` names the rule, ``instead`` says what can be
    written; both are whole Chinese sentences.
    """

    start: int
    end: int
    code: str
    sentence: str
    instead: str


@dataclass(frozen=True, slots=True)
class _Bare:
    """Text without blanks and fillers, and where each of its characters came from."""

    text: str
    places: tuple[int, ...]


def find_forbidden(text: str) -> tuple[Hit, ...]:
    """Return what a text must not say, in its order; nothing when it may be saved."""
    bare = _bare(text)
    hits: list[Hit] = []
    for sentence in _SENTENCE.finditer(bare.text):
        for code, start, end in _in_sentence(sentence[0]):
            first, last = sentence.start() + start, sentence.start() + end - 1
            words = WORDS[code]
            hits.append(_hit(code, words, bare.places[first], bare.places[last] + 1))
    return tuple(sorted(hits, key=lambda hit: (hit.start, hit.code)))


def _bare(text: str) -> _Bare:
    folded = fold(text)
    kept = [n for n, c in enumerate(folded.text) if c == "\n" or not _FILLER.match(c)]
    places = tuple(folded.place(n, n + 1)[0] for n in kept)
    return _Bare("".join(folded.text[n] for n in kept).translate(_MORE), places)


def _in_sentence(sentence: str) -> Iterator[tuple[str, int, int]]:
    """Give each rule a sentence breaks, once, with the range that shows it."""
    found = [
        (code, hit.start(), hit.end())
        for code, forms in shapes().items()
        if (hit := _first(code, forms, sentence)) is not None
    ]
    yield from found
    if not found and (hit := _first(RELATIVES, (rest(),), sentence)) is not None:
        yield RELATIVES, hit.start(), hit.end()


def _first(code: str, forms: Iterable[re.Pattern[str]], sentence: str) -> re.Match[str] | None:
    return next(
        (
            match
            for shape in forms
            for match in shape.finditer(sentence)
            if not _passes(code, sentence, match)
        ),
        None,
    )


def _passes(code: str, sentence: str, match: re.Match[str]) -> bool:
    start = match.start("act")
    clause_start = max(sentence.rfind(",", 0, start), sentence.rfind(":", 0, start)) + 1
    before = sentence[clause_start:start]
    negated = DENIED if match["act"].startswith("不") else NEGATED
    if negated.search(before) or ASKING.search(before) or NEVER.search(sentence[:start]):
        return True
    if "soft" in match.re.groupindex and HELP.search(sentence):
        return True
    after = re.sub(r"^,", "", sentence[match.end() :])
    if AFTER.match(after):
        return True
    allowed = PASSES.get(code)
    return allowed is not None and bool(allowed.search(sentence))


def _hit(code: str, words: Words, start: int, end: int) -> Hit:
    return Hit(start, end, code, words.sentence, words.instead)
