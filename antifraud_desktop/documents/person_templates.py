"""The office's own templates of persons' papers over the shipped ones."""

from __future__ import annotations

from pathlib import Path

from antifraud_desktop.documents.paper_check import check_paper
from antifraud_desktop.documents.templates import LARGEST_BYTES
from antifraud_desktop.errors import EnvironmentTrouble, Refused
from antifraud_desktop.files import write_whole
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.person_papers import PaperTemplate, PersonPaper


class PersonTemplateStore:
    """One folder of the office's own over the shipped one; what is broken is never used."""

    def __init__(self, shipped: Path, office: Path) -> None:
        """Keep both folders; the office's may not exist yet."""
        self._shipped, self._office = shipped, office

    def list(self) -> tuple[PaperTemplate, ...]:
        """Return the template in use for each paper."""
        return tuple(
            PaperTemplate(paper, label_of(paper), self._own(paper).exists())
            for paper in PersonPaper
        )

    def content(self, paper: PersonPaper) -> bytes:
        """Return the template in use. An office's own is checked again: it lies in a folder.

        Raises Refused with what is wrong, EnvironmentTrouble when it cannot be read.
        """
        own = self._own(paper)
        office = own.exists()
        path = own if office else self._shipped / _file_name(paper)
        try:
            content = path.read_bytes()
        except OSError as error:
            raise EnvironmentTrouble(
                f"模板文件读不出来：{path.name}。", "请恢复默认模板后重试。"
            ) from error
        if office:
            check_paper(paper, content)
        return content

    def install(self, paper: PersonPaper, path: Path) -> None:
        """Take a reworded template into use after checking it."""
        try:
            if path.stat().st_size > LARGEST_BYTES:
                raise Refused("模板文件太大。", "模板不应超过5MB，请删去大图片后再导入。")
            content = path.read_bytes()
        except OSError as error:
            raise EnvironmentTrouble(
                f"读不到模板文件：{path.name}。", "请看文件是否还在，或是否正被打开。"
            ) from error
        check_paper(paper, content)
        write_whole(self._own(paper), content)

    def export(self, paper: PersonPaper, path: Path) -> None:
        """Write the template in use to a file, to be reworded in Word or WPS."""
        own = self._own(paper)
        source = own if own.exists() else self._shipped / _file_name(paper)
        write_whole(path, source.read_bytes())

    def reset(self, paper: PersonPaper) -> None:
        """Go back to the shipped template; the office's own is kept beside as .old."""
        own = self._own(paper)
        if own.exists():
            own.replace(own.with_suffix(".old"))

    def _own(self, paper: PersonPaper) -> Path:
        return self._office / _file_name(paper)


def _file_name(paper: PersonPaper) -> str:
    return f"{paper.value}.docx"
