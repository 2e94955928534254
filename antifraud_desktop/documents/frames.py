"""Frames of reports: filling their fields, and refusing what would not give a whole document."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from antifraud_desktop.errors import Refused

BODY_MARK = "〖正文〗"
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
NEEDED = ("issue", "date_line", "title")
"""Without these a report could not be told from another day's."""
UNPACKED_AT_MOST = 60 * 1024 * 1024
TRIAL = "试填字样"

FULL_WIDTH = re.compile("｛｛|｝｝|｛％|％｝|\\{％|％\\}|｛%|%｝")
_FIELD = re.compile(r"\{\{\s*(\w+)\s*\}\}")
BROKEN = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What an expression of a template can raise beside Jinja's own errors."""


def render_frame(content: bytes, context: Mapping[str, Any]) -> Any:
    """Return the frame as a python-docx document with its fields filled in.

    Text is escaped, unknown fields are errors, and the template cannot reach anything else.
    Raises Refused when the frame cannot be filled.
    """
    from docxtpl import DocxTemplate  # type: ignore[import-untyped]
    from jinja2 import StrictUndefined, TemplateError
    from jinja2.sandbox import SandboxedEnvironment
    from lxml.etree import LxmlError  # type: ignore[import-untyped]

    template = DocxTemplate(io.BytesIO(content))
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    try:
        template.render(dict(context), jinja_env=environment)
    except (TemplateError, LxmlError, *BROKEN) as error:
        raise Refused("模板没有填成。", f"原因：{error}。请改正模板或恢复默认模板。") from error
    return template.docx


def check_frame(content: bytes, needed: Sequence[str] = NEEDED) -> None:
    """Refuse a frame that would not give a whole document.

    The package first, then paragraph by paragraph (text boxes, tables, heads and feet too),
    then a trial. ``needed`` are the fields that cannot be left out. Raises Refused naming the
    paragraph and what is wrong in it.
    """
    document = opened_template(content)
    found: set[str] = set()
    for text in template_texts(document):
        _check_paragraph(text)
        found |= set(_FIELD.findall(text))
    marks = sum(p.text.strip() == BODY_MARK for p in document.paragraphs)
    if marks != 1:
        raise Refused(
            f"模板里应有且只有一个独占一段的“{BODY_MARK}”，现在有{marks}个。",
            "正文会写在这一段的位置，请补上后再导入。",
        )
    lacking = [name for name in needed if name not in found]
    if lacking:
        fields = "、".join(f"{{{{ {name} }}}}" for name in lacking)
        raise Refused(
            f"模板里缺少必要的字段：{fields}。", "期号、日期和标题不能省，请补上后再导入。"
        )
    _try(content, len(document.paragraphs))


def opened_template(content: bytes) -> Any:
    """Return a template as a python-docx document; Refused when it is none we can use."""
    from docx import Document
    from lxml.etree import LxmlError

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            entries = package.infolist()
            if sum(entry.file_size for entry in entries) > UNPACKED_AT_MOST:
                raise Refused("模板文件展开后太大。", "请删去大图片后再导入。")
            if any(entry.filename.lower().endswith(".bin") for entry in entries):
                raise Refused("模板里带有宏或嵌入对象。", "请另存为不带宏的.docx后再导入。")
            _refuse_links_outside(package)
        return Document(io.BytesIO(content))
    except (zipfile.BadZipFile, RuntimeError, KeyError, ValueError, LxmlError) as error:
        raise Refused(
            "这不是可用的Word文件（.docx）。", "请用Word或WPS另存为.docx后再导入。"
        ) from error


def _refuse_links_outside(package: zipfile.ZipFile) -> None:
    """Refuse parts fetched from elsewhere when the document is opened; links to click may stay."""
    for name in package.namelist():
        if not name.endswith(".rels"):
            continue
        relations = package.read(name).decode("utf-8", errors="replace")
        for relation in re.findall(r"<Relationship\b[^>]*>", relations):
            if 'TargetMode="External"' in relation and "/hyperlink" not in relation:
                raise Refused(
                    "模板引用了文件外的内容（如链接的图片或附加模板）。",
                    "请把内容放进文件本身后再导入。",
                )


def template_texts(document: Any) -> Iterator[str]:
    """Give the text of every paragraph a template field may stand in: body, heads, feet."""
    parts = [
        part
        for section in document.sections
        for part in (
            section.header,
            section.even_page_header,
            section.first_page_header,
            section.footer,
            section.even_page_footer,
            section.first_page_footer,
        )
        if not part.is_linked_to_previous
    ]
    # python-docx knows no other way to the text boxes of a head or foot.
    roots = [document.element.body, *(part._element for part in parts)]  # noqa: SLF001
    for root in roots:
        for paragraph in root.iter("{*}p"):
            texts = (t.text or "" for t in paragraph.xpath("./w:r/w:t | ./w:hyperlink/w:r/w:t"))
            yield "".join(texts)


def _check_paragraph(text: str) -> None:
    from jinja2 import StrictUndefined, TemplateError
    from jinja2.sandbox import SandboxedEnvironment

    shown = f"“{text.strip()[:40]}”"
    if FULL_WIDTH.search(text):
        raise Refused(
            f"模板这一段用了全角的花括号或百分号：{shown}。", "请改成英文半角的 {{ }} 再导入。"
        )
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    try:
        environment.from_string(text).render(dict.fromkeys(FIELDS, TRIAL))
    except (TemplateError, *BROKEN) as error:
        raise Refused(
            f"模板这一段填不进去：{shown}。",
            f"可用的字段有：{'、'.join(FIELDS)}。（{error}）",
        ) from error


def _try(content: bytes, paragraphs: int) -> None:
    """Fill the frame with marked text and see that nothing was cut off."""
    document = render_frame(content, {name: f"{TRIAL}<&>{name}" for name in FIELDS})
    texts = "\n".join(template_texts(document))
    cut = [name for name in NEEDED if f"{TRIAL}<&>{name}" not in texts]
    if cut or len(document.paragraphs) < paragraphs or BODY_MARK not in texts:
        raise Refused("模板试填后内容不全。", "请检查花括号是否成对，或从默认模板重新改起。")
