"""Templates of persons' papers, checked before they are used: never an empty or unlawful paper."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from antifraud_desktop.documents.frames import (
    BROKEN,
    FULL_WIDTH,
    opened_template,
    render_frame,
    template_texts,
)
from antifraud_desktop.documents.paper_fields import FIELDS, TRIAL, PaperFields, trial_values
from antifraud_desktop.documents.paper_values import filled
from antifraud_desktop.errors import Refused
from antifraud_desktop.records.person_papers import PersonPaper
from antifraud_desktop.rules.boundaries import find_forbidden

_TAG = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)
_PLACED = re.compile(r"(\{[{%])(?:tr|tc|p|r) ")
"""docxtpl's tags that stand for a whole row, cell, paragraph or run."""
_NAME_IN_ERROR = re.compile(r"'([^']+)'(?!.*')")
_ALLOWED = "只可用“{{ 字段 }}”和 if、for 两种语句"


def check_paper(paper: PersonPaper, content: bytes) -> None:
    """Refuse a template that would not give a whole, lawful paper about a person."""
    check_template(FIELDS[paper], content)


def check_template(fields: PaperFields, content: bytes) -> None:
    """Refuse a template that would not give a whole, lawful paper with these fields.

    The package first, then every paragraph (its brackets, its tags, what it says), then a trial
    with marked values, of which nothing may be lost. Raises Refused naming the paragraph.
    """
    document = opened_template(content)
    texts = list(template_texts(document))
    for text in texts:
        _check_wording(text)
    sources = [_PLACED.sub(r"\1 ", text) for text in texts]
    _check_tags(fields, sources)
    _try(fields, content, sources)


def _check_wording(text: str) -> None:
    if FULL_WIDTH.search(text):
        raise Refused(
            f"模板这一段用了全角的花括号或百分号：{_shown(text)}。",
            "请改成英文半角的 {{ }} 再导入。",
        )
    for hit in find_forbidden(_TAG.sub("", text)):
        raise Refused(f"模板这一段不能用：{_shown(text)}。{hit.sentence}", hit.instead)


def _check_tags(fields: PaperFields, sources: list[str]) -> None:
    from jinja2 import TemplateSyntaxError, meta, nodes
    from jinja2.sandbox import SandboxedEnvironment

    environment = SandboxedEnvironment()
    for source in sources:
        if _count(source, "{{") != _count(source, "}}") or _count(source, "{%") != _count(
            source, "%}"
        ):
            raise Refused(f"模板这一段的花括号不成对：{_shown(source)}。", f"{_ALLOWED}。")
    try:
        tree = environment.parse("\n".join(sources))
    except TemplateSyntaxError as error:
        place = sources[min(error.lineno, len(sources)) - 1]
        raise Refused(
            f"模板这一段的语句有错：{_shown(place)}。", f"{_ALLOWED}。（{error}）"
        ) from error
    steps = (
        nodes.Call, nodes.Macro, nodes.CallBlock, nodes.Include, nodes.Import, nodes.FromImport,
        nodes.Extends, nodes.Block, nodes.Assign, nodes.AssignBlock, nodes.FilterBlock,
        nodes.With, nodes.Filter, nodes.Add, nodes.Mul, nodes.Pow, nodes.Div, nodes.Sub,
    )  # fmt: skip
    for node in tree.find_all(steps):
        raise Refused(f"模板这一段用了不支持的写法：{_shown(sources[node.lineno - 1])}。", _ALLOWED)
    used = meta.find_undeclared_variables(tree)
    for name in sorted(used - set(fields.names)):
        raise Refused(
            f"模板这一段用了没有的字段“{name}”：{_shown(_with(name, sources))}。",
            f"可用的字段有：{'、'.join(fields.names)}。",
        )
    lacking = [name for name in fields.needed if name not in used]
    if lacking:
        raise Refused(
            f"模板里缺少必要的字段：{'、'.join(lacking)}。", "请从默认模板重新改起，补上后再导入。"
        )


def _try(fields: PaperFields, content: bytes, sources: list[str]) -> None:
    """Fill the template with marked values: every line it should give must be there."""
    from jinja2 import StrictUndefined, TemplateError
    from jinja2.sandbox import SandboxedEnvironment

    values = filled(trial_values(fields), whole=True)
    environment = SandboxedEnvironment(undefined=StrictUndefined)
    try:
        expected = environment.from_string("\n".join(sources)).render(values)
    except (TemplateError, *BROKEN) as error:
        named = _NAME_IN_ERROR.search(str(error))
        place = _with(named[1], sources) if named else ""
        raise Refused(
            f"模板这一段填不进去：{_shown(place)}。", f"{_ALLOWED}。（{error}）"
        ) from error
    document = render_frame(content, values)
    found = {_plain(text) for text in template_texts(document)}
    for line in re.split(r"[\n\a]", expected):
        if _plain(line) and _plain(line) not in found:
            raise Refused(
                f"模板试填后内容不全，丢了这一段：{_shown(line)}。",
                "请看语句是否独占一段或一行，或从默认模板重新改起。",
            )
    _check_marks(fields, found)


def _check_marks(fields: PaperFields, found: Iterable[str]) -> None:
    whole = "\n".join(found)
    lost = [name for name in fields.needed if f"{TRIAL}<&>{name}" not in whole]
    if lost:
        raise Refused(
            f"模板试填后没有出现必要的字段：{'、'.join(lost)}。", "请从默认模板重新改起。"
        )


def _count(text: str, what: str) -> int:
    return text.count(what)


def _with(name: str, sources: list[str]) -> str:
    """Return the paragraph in one of whose tags a name stands."""
    return next((s for s in sources if any(name in tag[0] for tag in _TAG.finditer(s))), name)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _shown(text: Any) -> str:
    return f"“{str(text).strip()[:40]}”"
