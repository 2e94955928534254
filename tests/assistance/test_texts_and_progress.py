"""The shipped help texts are whole, and progress per unit goes nowhere else."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from antifraud_desktop.rules.accusations import find_accusation
from antifraud_desktop.rules.boundaries import find_forbidden
from antifraud_desktop.services.help_texts import load_help_texts
from tests.helpers.sources import imported_names, place, python_files, tree

ALLOWED = {
    "antifraud_desktop/bootstrap.py",
    "antifraud_desktop/services/return_progress.py",
}


def _names(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    yield from imported_names(node)
    yield from (alias.name for alias in node.names)


def test_every_place_of_help_says_whom_to_call_when_and_what_to_say() -> None:
    texts = load_help_texts()
    assert {r.code for r in texts.referrals} == {
        "police",
        "consular",
        "legal_aid",
        "medical",
        "shelter",
    }
    for one in texts.referrals:
        assert all((one.title, one.contact, one.when, one.text))
    assert len({sign.code for sign in texts.signs}) == len(texts.signs) > 10
    assert "法制人员审定" in texts.note


def test_the_texts_keep_to_the_rules_themselves() -> None:
    texts = load_help_texts()
    said = [texts.recommendation, *(s.text for s in texts.signs)]
    said += [part for r in texts.referrals for part in (r.when, r.text)]
    assert [text for text in said if find_forbidden(text) or find_accusation(text)] == []


def test_r17_progress_per_unit_is_read_by_no_document_report_or_export() -> None:
    """Shown to the office as progress only (R13)."""
    found = {
        place(path)
        for path in python_files("antifraud_desktop", "ui")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Import | ast.ImportFrom)
        if any("return_progress" in name for name in _names(node))
    }
    pages = {n for n in found if n.startswith(("ui/pages/persons/", "ui/pages/assistance/"))}
    assert found - pages == ALLOWED


@pytest.mark.parametrize("text", ["涉诈", "他做诈骗", "诈骗分子", "参与了网络诈骗", "嫌 疑 人"])
def test_accusing_words_are_found(text: str) -> None:
    assert find_accusation(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "被诈骗人员扣留",
        "被骗到园区",
        "没有参与诈骗",
        "不想做诈骗",
        "被迫做电诈",
        "是否从事诈骗不清楚",
        "反诈宣传已发",
        "担心是诈骗电话",
    ],
)
def test_harmless_neighbours_pass(text: str) -> None:
    assert find_accusation(text) == ""
