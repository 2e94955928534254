"""Clauses of a report: stretches of words between commas, stops, brackets and closing spaces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from antifraud_desktop.rules import message_lexicon as lex
from antifraud_desktop.rules.message_lexicon import Token

_STOPS = frozenset("。;!?\n")
_COMPLETE = frozenset({lex.NUM, lex.MEASURE, lex.NOT_YET, lex.SAME})
_AWAITING = frozenset({lex.LABEL, lex.COLON, lex.BARE_NEW, lex.BARE_TOTAL, lex.CORRECTION})
_LABELS = frozenset({lex.LABEL, lex.BARE_NEW, lex.BARE_TOTAL, lex.APP})


@dataclass(frozen=True, slots=True)
class Clause:
    """Words of one clause without spaces. ``sentence`` counts stops, semicolons, line ends.

    ``joint`` is the character that ended the clause before; ``ending`` the one behind this.
    """

    tokens: tuple[Token, ...]
    sentence: int
    joint: str = ""
    ending: str = ""
    bracketed: bool = False

    @property
    def start(self) -> int:
        """Return where the clause begins in the folded text."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Return the place behind the clause."""
        return self.tokens[-1].end

    @property
    def kinds(self) -> str:
        """Return one letter for each word."""
        return "".join(t.kind for t in self.tokens)

    @property
    def numbers(self) -> list[Token]:
        """Return the numbers in the clause."""
        return [t for t in self.tokens if t.kind == lex.NUM]

    @property
    def labelled(self) -> bool:
        """Say whether any indicator is named."""
        return any(t.kind in _LABELS for t in self.tokens)

    def text(self, source: str) -> str:
        """Return the clause as it stands in the folded text."""
        return source[self.start : self.end]


def split_clauses(tokens: Sequence[Token]) -> list[Clause]:
    """Cut words into clauses; a space ends a clause only behind a finished figure."""
    cutter = _Cutter()
    for index, token in enumerate(tokens):
        following = _next_kind(tokens, index) if token.kind in {lex.BREAK, lex.SPACE} else ""
        cutter.put(token, following)
    cutter.close("")
    return cutter.clauses


class _Cutter:
    """Gathers words until something ends their clause."""

    def __init__(self) -> None:
        self.clauses: list[Clause] = []
        self._current: list[Token] = []
        self._sentence = 0
        self._joint = ""
        self._depth = 0

    def put(self, token: Token, following: str) -> None:
        last = self._current[-1].kind if self._current else ""
        if token.kind == lex.BREAK:
            awaited = token.word == "\n" and last in _AWAITING and following == lex.NUM
            if not awaited:
                self.close(token.word)
                self._sentence += token.word in _STOPS
        elif token.kind == lex.SPACE:
            if last in _COMPLETE and following not in {lex.MEASURE, lex.ROUGH}:
                self.close(" ")
        elif token.kind in {lex.OPEN, lex.CLOSE}:
            self.close(token.kind)
            self._depth = max(0, self._depth + (1 if token.kind == lex.OPEN else -1))
        else:
            self._current.append(token)

    def close(self, ending: str) -> None:
        if self._current:
            bracketed = self._depth > 0
            words = tuple(self._current)
            self.clauses.append(Clause(words, self._sentence, self._joint, ending, bracketed))
            self._current = []
            self._joint = ending
        elif ending not in {" ", ""}:
            self._joint = ending


def _next_kind(tokens: Sequence[Token], index: int) -> str:
    for token in tokens[index + 1 :]:
        if token.kind != lex.SPACE and token.word != "\n":
            return token.kind
    return ""
