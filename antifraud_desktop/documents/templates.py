"""The frames of the reports: Word files the office may reword, checked before they are used."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from antifraud_desktop.errors import EnvironmentTrouble, Refused
from db.vocabulary import DocumentKind

BODY_MARK = "〖正文〗"
LARGEST_BYTES = 5 * 1024 * 1024
FIELDS = (
    "issuer",
    "issue",
    "date_line",
    "title",
    "report_to",
    "send_to",
    "copy_to",
    "issued_on",
)
"""What a frame may name, as {{ issuer }}."""

_FULL_WIDTH = re.compile("｛｛|｝｝|｛％|％｝|\\{％|％\\}")


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
    from importlib.resources import files

    content = (files("resources") / "documents" / _file_name(kind)).read_bytes()
    return FrameTemplate(kind, content, office=False)


class TemplateStore:
    """The office's folder of templates over the shipped one."""

    def __init__(self, shipped: Path, office: Path) -> None:
        """Keep both folders; the office's may not exist yet."""
        self._shipped = shipped
        self._office = office

    def list(self) -> tuple[TemplateInfo, ...]:
        """Return the frame in use for each kind of report."""
        return tuple(
            TemplateInfo(kind, _file_name(kind), self._own(kind).exists()) for kind in DocumentKind
        )

    def frame(self, kind: DocumentKind) -> FrameTemplate:
        """Return the frame in use; the office's own comes first."""
        own = self._own(kind)
        office = own.exists()
        path = own if office else self._shipped / _file_name(kind)
        try:
            return FrameTemplate(kind, path.read_bytes(), office)
        except OSError as error:
            raise EnvironmentTrouble(
                f"模板文件读不出来：{path.name}。", "请恢复默认模板后重试。"
            ) from error

    def check(self, content: bytes) -> None:
        """Refuse a frame that would not give a whole document, naming the paragraph.

        Raises Refused with the paragraph and what is wrong in it.
        """
        check_frame(content)

    def install(self, kind: DocumentKind, path: Path) -> None:
        """Take a reworded frame into use after checking it."""
        if path.stat().st_size > LARGEST_BYTES:
            raise Refused("模板文件太大。", "模板不应超过5MB，请删去大图片后再导入。")
        content = path.read_bytes()
        check_frame(content)
        self._office.mkdir(parents=True, exist_ok=True)
        part = self._own(kind).with_suffix(".part")
        part.write_bytes(content)
        part.replace(self._own(kind))

    def export(self, kind: DocumentKind, path: Path) -> None:
        """Write the frame in use to a file, to be reworded in Word or WPS."""
        path.write_bytes(self.frame(kind).content)

    def reset(self, kind: DocumentKind) -> None:
        """Go back to the shipped frame; the office's own is kept beside as .old."""
        own = self._own(kind)
        if own.exists():
            own.replace(own.with_suffix(".old"))

    def _own(self, kind: DocumentKind) -> Path:
        return self._office / _file_name(kind)


def render_frame(content: bytes, context: dict[str, str]) -> Any:
    """Return the frame as a python-docx document with its fields filled in.

    Text is escaped, unknown fields are errors, and the template cannot reach anything else.
    """
    from docxtpl import DocxTemplate  # type: ignore[import-untyped]
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    template = DocxTemplate(io.BytesIO(content))
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    template.render(context, jinja_env=environment)
    return template.docx


def check_frame(content: bytes) -> None:
    """Refuse what would not render: paragraph by paragraph first, then as a whole."""
    from docx import Document
    from jinja2 import TemplateError
    from lxml.etree import LxmlError  # type: ignore[import-untyped]

    try:
        document = Document(io.BytesIO(content))
    except (zipfile.BadZipFile, KeyError, ValueError, LxmlError) as error:
        raise Refused(
            "这不是可用的Word文件（.docx）。", "请用Word或WPS另存为.docx后再导入。"
        ) from error
    texts = [p.text for p in document.paragraphs]
    texts += [
        p.text for t in document.tables for row in t.rows for c in row.cells for p in c.paragraphs
    ]
    for text in texts:
        _check_paragraph(text)
    marks = sum(p.text.strip() == BODY_MARK for p in document.paragraphs)
    if marks != 1:
        raise Refused(
            f"模板里应有且只有一个独占一段的“{BODY_MARK}”，现在有{marks}个。",
            "正文会写在这一段的位置，请补上后再导入。",
        )
    try:
        render_frame(content, dict.fromkeys(FIELDS, "试"))
    except (TemplateError, LxmlError, ValueError) as error:
        raise Refused("模板试填没有成功。", f"原因：{error}。请改正后再导入。") from error


def _check_paragraph(text: str) -> None:
    from jinja2 import StrictUndefined, TemplateError
    from jinja2.sandbox import SandboxedEnvironment

    shown = f"“{text.strip()[:40]}”"
    if _FULL_WIDTH.search(text):
        raise Refused(
            f"模板这一段用了全角的花括号或百分号：{shown}。", "请改成英文半角的 {{ }} 再导入。"
        )
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    try:
        environment.from_string(text).render(dict.fromkeys(FIELDS, "试"))
    except TemplateError as error:
        raise Refused(
            f"模板这一段填不进去：{shown}。",
            f"可用的字段有：{'、'.join(FIELDS)}。（{error}）",
        ) from error


def _file_name(kind: DocumentKind) -> str:
    return f"{kind.value}.docx"
