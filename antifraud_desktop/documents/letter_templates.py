"""The office's own templates of notices and records over the shipped ones (R19)."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from antifraud_desktop.documents.letter_fields import LETTERS
from antifraud_desktop.documents.own_files import OwnFiles, read_new
from antifraud_desktop.documents.paper_check import check_template
from antifraud_desktop.files import write_whole
from antifraud_desktop.labels import label_of
from db.vocabulary import DocumentKind

FOLDER = "letters"


@dataclass(frozen=True, slots=True)
class LetterTemplate:
    """A letter's template as listed, and whether the office made it."""

    kind: DocumentKind
    title: str
    office: bool


def shipped_letter(kind: DocumentKind) -> bytes:
    """Return the template that comes with the program."""
    return (files("resources") / "documents" / FOLDER / _file_name(kind)).read_bytes()


class LetterStore:
    """One folder of the office's own over the shipped one; what is broken is never used."""

    def __init__(self, office: Path) -> None:
        """Keep the office's folder of templates; it may not exist yet."""
        self._files = OwnFiles(office / FOLDER, office / FOLDER)

    def list(self) -> tuple[LetterTemplate, ...]:
        """Return the template in use for each letter."""
        return tuple(
            LetterTemplate(kind, label_of(kind), self._files.has(_file_name(kind)))
            for kind in LETTERS
        )

    def content(self, kind: DocumentKind) -> bytes:
        """Return the template in use. An office's own is checked again: it lies in a folder.

        Raises Refused with what is wrong, EnvironmentTrouble when it cannot be read.
        """
        name = _file_name(kind)
        if not self._files.has(name):
            return shipped_letter(kind)
        content = self._files.read(name, name)
        check_template(LETTERS[kind], content)
        return content

    def install(self, kind: DocumentKind, path: Path) -> None:
        """Take a reworded template into use after checking it."""
        content = read_new(path)
        check_template(LETTERS[kind], content)
        self._files.put(_file_name(kind), content)

    def export(self, kind: DocumentKind, path: Path) -> None:
        """Write the template in use to a file, to be reworded in Word or WPS."""
        name = _file_name(kind)
        own = self._files.has(name)
        write_whole(path, self._files.read(name, name) if own else shipped_letter(kind))

    def reset(self, kind: DocumentKind) -> None:
        """Go back to the shipped template; the office's own is kept beside as .old."""
        self._files.reset(_file_name(kind))


def _file_name(kind: DocumentKind) -> str:
    return f"{kind.value}.docx"
