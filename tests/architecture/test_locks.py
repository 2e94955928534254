"""The locks: complete, hashed, silent about where packages come from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.helpers.sources import ROOT

PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)==([^ ;\\]+)(?: ; ([^\\]+?))? \\$", re.MULTILINE)
LOCKS = ("run.lock", "dev.lock")


def _text(name: str) -> str:
    return (ROOT / "requirements" / name).read_text(encoding="utf-8")


def _pins(name: str) -> set[tuple[str, str, str]]:
    return set(PIN.findall(_text(name)))


def _asked(path: Path) -> set[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    names = [re.match(r"[A-Za-z0-9._-]+", line) for line in lines if not line.startswith("-")]
    return {re.sub(r"[-_.]+", "-", name[0]).lower() for name in names if name}


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_pins_everything_asked_for_with_hashes(name: str) -> None:
    blocks = re.split(r"\n(?=[a-z0-9])", _text(name))[1:]
    assert all("--hash=sha256:" in block for block in blocks)
    asked = _asked(ROOT / "requirements" / name.replace(".lock", ".in"))
    assert asked <= {package for package, _version, _where in _pins(name)}


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_address(name: str) -> None:
    assert "://" not in _text(name)
    assert "--index" not in _text(name)


def test_developers_run_what_offices_run() -> None:
    assert _pins("run.lock") <= _pins("dev.lock")


def test_qt_stays_on_the_last_wheels_for_old_desktops() -> None:
    qt = {(version, where) for package, version, where in _pins("run.lock") if "pyside6" in package}
    assert qt == {
        ("6.8.3", "platform_machine != 'aarch64'"),
        ("6.8.0.2", "platform_machine == 'aarch64'"),
    }


def test_every_package_an_office_gets_has_its_licence_named() -> None:
    named = (ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8").lower()
    missing = {package for package, _version, _where in _pins("run.lock") if package not in named}
    assert missing == set()
