"""The program speaks to no network: it imports nothing that could."""

from __future__ import annotations

import ast

import pytest

from tests.helpers.sources import PROGRAM, imported_names, place, python_files, tree

SPEAKING = {
    "aiohttp", "asyncio", "ftplib", "http", "httpx", "imaplib", "poplib", "requests", "smtplib",
    "socket", "socketserver", "ssl", "telnetlib", "urllib3", "webbrowser", "websockets", "xmlrpc",
}  # fmt: skip
SPEAKING_PARTS = ("urllib.request", "PySide6.QtNetwork", "PySide6.QtWebSockets", "PySide6.QtWeb")


def _speaks(name: str) -> bool:
    return name.split(".", maxsplit=1)[0] in SPEAKING or name.startswith(SPEAKING_PARTS)


def _names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.ImportFrom):
        return [*imported_names(node), *(f"{node.module}.{alias.name}" for alias in node.names)]
    return list(imported_names(node)) if isinstance(node, ast.Import) else []


def test_no_module_of_the_program_can_speak_to_a_network() -> None:
    found = [
        f"{place(path, node.lineno)}: {name}"
        for path in python_files(*PROGRAM)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in _names(node)
        if _speaks(name)
    ]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "import socket",
        "from urllib import request",
        "import http.client",
        "from PySide6 import QtNetwork",
    ],
)
def test_the_look_sees_every_spelling(line: str) -> None:
    assert any(map(_speaks, _names(ast.parse(line).body[0])))
