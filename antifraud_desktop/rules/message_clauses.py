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
    clauses: list[Clause] = []
    current: list[Token] = []
    sentence, joint, depth = 0, "", 0

    def close(ending: str) -> None:
        nonlocal current, joint
        if current:
            clauses.append(Clause(tuple(current), sentence, joint, ending, depth > 0))
            current = []
            joint = ending
        elif ending not in {" ", ""}:
            joint = ending

    for index, token in enumerate(tokens):
        last = current[-1].kind if current else ""
        if token.kind == lex.BREAK:
            if token.word == "\n" and last in _AWAITING and _next_kind(tokens, index) == lex.NUM:
                continue
            close(token.word)
            sentence += token.word in _STOPS
        elif token.kind == lex.SPACE:
            if last in _COMPLETE and _next_kind(tokens, index) not in {lex.MEASURE, lex.ROUGH}:
                close(" ")
        elif token.kind == lex.OPEN:
            close("(")
            depth += 1
        elif token.kind == lex.CLOSE:
            close(")")
            depth = max(0, depth - 1)
        else:
            current.append(token)
    close("")
    return clauses


def _next_kind(tokens: Sequence[Token], index: int) -> str:
    for token in tokens[index + 1 :]:
        if token.kind != lex.SPACE and token.word != "\n":
            return token.kind
    return ""
