"""The frames of the reports: Word files the office may reword, checked before they are used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from antifraud_desktop.documents.frames import NEEDED, check_frame
from antifraud_desktop.documents.own_files import OwnFiles, read_new
from antifraud_desktop.files import write_whole
from db.vocabulary import DocumentKind

FRAMES: Mapping[DocumentKind, str] = {
    DocumentKind.DAILY_REPORT: "daily_report.docx",
    DocumentKind.EVENING_BULLETIN: "evening_bulletin.docx",
    DocumentKind.ACTIVITY_BRIEF: "brief.docx",
    DocumentKind.WEEKLY_SUMMARY: "brief.docx",
    DocumentKind.MONTHLY_SUMMARY: "brief.docx",
    DocumentKind.INCIDENT_ANALYSIS: "brief.docx",
    DocumentKind.EVALUATION_CIRCULAR: "evaluation_circular.docx",
    DocumentKind.WORK_SUMMARY: "work_summary.docx",
}
"""The computed reports and the shipped file each is framed by; an office's own bears its kind."""


@dataclass(frozen=True, slots=True)
class FrameTemplate:
    """A frame's bytes and whether the office made it."""

    kind: DocumentKind
    content: bytes
    office: bool


@dataclass(frozen=True, slots=True)
class TemplateInfo:
    """A frame as listed: the office's own, or the shipped one."""

    kind: DocumentKind
    file_name: str
    office: bool


def shipped_frame(kind: DocumentKind) -> FrameTemplate:
    """Return the frame that comes with the program."""
    content = (files("resources") / "documents" / FRAMES[kind]).read_bytes()
    return FrameTemplate(kind, content, office=False)


class TemplateStore:
    """The office's folder of templates over the shipped one."""

    def __init__(self, shipped: Path, office: Path) -> None:
        """Keep both folders; the office's may not exist yet."""
        self._files = OwnFiles(shipped, office)

    def list(self) -> tuple[TemplateInfo, ...]:
        """Return the frame in use for each kind of report."""
        names = ((kind, _file_name(kind)) for kind in FRAMES)
        return tuple(TemplateInfo(kind, name, self._files.has(name)) for kind, name in names)

    def frame(self, kind: DocumentKind) -> FrameTemplate:
        """Return the frame in use; the office's own comes first."""
        name = _file_name(kind)
        office = self._files.has(name)
        return FrameTemplate(kind, self._files.read(name, FRAMES[kind]), office)

    def check(self, kind: DocumentKind, content: bytes) -> None:
        """Refuse a frame that would not give a whole document, naming the paragraph.

        Raises Refused with the paragraph and what is wrong in it.
        """
        check_frame(content, _needed(kind))

    def install(self, kind: DocumentKind, path: Path) -> None:
        """Take a reworded frame into use after checking it."""
        content = read_new(path)
        check_frame(content, _needed(kind))
        self._files.put(_file_name(kind), content)

    def export(self, kind: DocumentKind, path: Path) -> None:
        """Write the frame in use to a file, to be reworded in Word or WPS."""
        write_whole(path, self.frame(kind).content)

    def reset(self, kind: DocumentKind) -> None:
        """Go back to the shipped frame; the office's own is kept beside as .old."""
        self._files.reset(_file_name(kind))


def _needed(kind: DocumentKind) -> tuple[str, ...]:
    """Return the fields a frame cannot do without: a work summary has no issue number."""
    signed = kind is DocumentKind.WORK_SUMMARY
    return tuple(name for name in NEEDED if not (signed and name == "issue"))


def _file_name(kind: DocumentKind) -> str:
    return f"{kind.value}.docx"
