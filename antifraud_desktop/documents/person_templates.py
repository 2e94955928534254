"""The office's own templates of persons' papers over the shipped ones."""

from __future__ import annotations

from pathlib import Path

from antifraud_desktop.documents.own_files import OwnFiles, read_new
from antifraud_desktop.documents.paper_check import check_paper
from antifraud_desktop.files import write_whole
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.person_papers import PaperTemplate, PersonPaper


class PersonTemplateStore:
    """One folder of the office's own over the shipped one; what is broken is never used."""

    def __init__(self, shipped: Path, office: Path) -> None:
        """Keep both folders; the office's may not exist yet."""
        self._files = OwnFiles(shipped, office)

    def list(self) -> tuple[PaperTemplate, ...]:
        """Return the template in use for each paper."""
        return tuple(
            PaperTemplate(paper, label_of(paper), self._files.has(_file_name(paper)))
            for paper in PersonPaper
        )

    def content(self, paper: PersonPaper) -> bytes:
        """Return the template in use. An office's own is checked again: it lies in a folder.

        Raises Refused with what is wrong, EnvironmentTrouble when it cannot be read.
        """
        name = _file_name(paper)
        content = self._files.read(name, name)
        if self._files.has(name):
            check_paper(paper, content)
        return content

    def install(self, paper: PersonPaper, path: Path) -> None:
        """Take a reworded template into use after checking it."""
        content = read_new(path)
        check_paper(paper, content)
        self._files.put(_file_name(paper), content)

    def export(self, paper: PersonPaper, path: Path) -> None:
        """Write the template in use to a file, to be reworded in Word or WPS."""
        name = _file_name(paper)
        write_whole(path, self._files.read(name, name))

    def reset(self, paper: PersonPaper) -> None:
        """Go back to the shipped template; the office's own is kept beside as .old."""
        self._files.reset(_file_name(paper))


def _file_name(paper: PersonPaper) -> str:
    return f"{paper.value}.docx"
