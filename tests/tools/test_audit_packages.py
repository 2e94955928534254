"""The audit of the lock: what PyPI knows is told, what it does not say is no all-clear."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.helpers.sources import ROOT
from tools import audit_packages as audit
from tools.audit_packages import Pin, UnansweredError

TODAY = date(2024, 3, 1)
LOCK = """\
# made by hand
left-pad==1.2.0 \\
    --hash=sha256:00
right.pad==2.0.post1 ; platform_machine != 'aarch64' \\
    --hash=sha256:01
    # via left-pad==9.9
"""
PAGE = {
    "info": {"name": "left-pad", "version": "1.2.0"},
    "vulnerabilities": [
        {
            "aliases": ["CVE-2024-0001", "GHSA-aaaa-bbbb-cccc"],
            "details": "Reads one\ntoo many.",
            "fixed_in": ["1.2.1", "1.3"],
            "id": "PYSEC-2024-1",
            "link": "an address",
            "source": "osv",
            "summary": None,
            "withdrawn": None,
        },
        {
            "aliases": [],
            "details": "Was none.",
            "fixed_in": [],
            "id": "PYSEC-2024-2",
            "summary": None,
            "withdrawn": "2024-02-01T00:00:00Z",
        },
    ],
}
CLEAN = {"info": {}, "vulnerabilities": []}


class Index:
    """Stands in for PyPI; counts what it is asked."""

    def __init__(self, **pages: object) -> None:
        self.pages = pages
        self.asked: list[str] = []

    def __call__(self, pin: Pin) -> object:
        self.asked.append(pin.name)
        if pin.name.replace(".", "_").replace("-", "_") not in self.pages:
            raise UnansweredError(pin.name)
        return self.pages[pin.name.replace(".", "_").replace("-", "_")]


class Place:
    """A project folder with a lock and perhaps excuses."""

    def __init__(self, root: Path) -> None:
        self.lock, self.ignore = root / "dev.lock", root / "ignore.toml"
        self.cache = root / ".cache" / "audit.json"
        self.lock.write_text(LOCK, encoding="utf-8")

    def run(self, index: Index, day: date = TODAY) -> tuple[str, ...]:
        return audit.run(self.lock, self.ignore, self.cache, index, day)

    def excuse(self, text: str) -> None:
        self.ignore.write_text(f'[[ignore]]\nid = "CVE-2024-0001"\n{text}\n', encoding="utf-8")


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def failures(lines: tuple[str, ...]) -> list[str]:
    return [line for line in lines if line.startswith("FAILED")]


def test_the_lock_of_the_project_is_read_whole() -> None:
    text = (ROOT / "requirements" / "dev.lock").read_text(encoding="utf-8")
    pins = audit.pins_of(text)
    assert {"sqlcipher3", "cryptography", "pytest"} <= {pin.name for pin in pins}
    entries = [line for line in text.splitlines() if line and line[0] not in " #"]
    assert len(pins) == len(entries)


def test_pins_are_read_with_their_markers_and_without_the_comments() -> None:
    assert audit.pins_of(LOCK) == (Pin("left-pad", "1.2.0"), Pin("right.pad", "2.0.post1"))


def test_a_known_vulnerability_fails_and_names_the_fix(place: Place) -> None:
    (failure,) = failures(place.run(Index(left_pad=PAGE, right_pad=CLEAN)))
    for word in ("left-pad 1.2.0", "PYSEC-2024-1", "CVE-2024-0001", "1.2.1", "Reads one too many."):
        assert word in failure


def test_a_withdrawn_advisory_is_none() -> None:
    assert [f.names[0] for f in audit.findings_of(Pin("left-pad", "1.2.0"), PAGE)] == [
        "PYSEC-2024-1"
    ]


def test_without_a_network_it_says_so_asks_once_and_does_not_fail(place: Place) -> None:
    index = Index()
    assert place.run(index) == ("could not ask PyPI, not audited today",)
    assert index.asked == ["left-pad"]


@pytest.mark.parametrize(
    "page", [{}, [], None, "vulnerabilities", {"vulnerabilities": [{"aliases": []}]}]
)
def test_an_answer_in_another_form_is_no_all_clear(place: Place, page: object) -> None:
    lines = place.run(Index(left_pad=CLEAN, right_pad=page))
    assert any("right.pad" in line and "not audited" in line for line in lines)
    assert not any(line.startswith("2 packages") for line in lines)


def test_an_excuse_holds_to_its_day_and_then_fails(place: Place) -> None:
    place.excuse('reason = "not reached"\nuntil = 2024-03-01')
    index = Index(left_pad=PAGE, right_pad=CLEAN)
    assert failures(place.run(index)) == []
    assert failures(place.run(index, date(2024, 3, 2)))[0].startswith(
        "FAILED CVE-2024-0001: its excuse ended"
    )
    assert len(failures(place.run(index, date(2024, 3, 2)))) == 2


@pytest.mark.parametrize(
    "text",
    [
        "until = 2030-01-01",
        'reason = " "\nuntil = 2030-01-01',
        'reason = "not reached"',
        'reason = "not reached"\nuntil = "2030-01-01"',
        'reason = "not reached"\nuntil =',
    ],
)
def test_an_excuse_needs_a_reason_and_a_day(place: Place, text: str) -> None:
    place.excuse(text)
    assert failures(place.run(Index(left_pad=CLEAN, right_pad=CLEAN)))


def test_it_asks_once_a_day_and_again_for_another_lock(place: Place) -> None:
    index = Index(left_pad=PAGE, right_pad=CLEAN)
    first = place.run(index)
    assert place.run(index) == first
    assert len(index.asked) == 2
    place.run(index, date(2024, 3, 2))
    assert len(index.asked) == 4
    place.lock.write_text(LOCK.replace("1.2.0", "1.3"), encoding="utf-8")
    place.run(index, date(2024, 3, 2))
    assert len(index.asked) == 6


def test_a_cut_memory_is_asked_again(place: Place) -> None:
    index = Index(left_pad=CLEAN, right_pad=CLEAN)
    place.run(index)
    place.cache.write_bytes(place.cache.read_bytes()[:20])
    assert place.run(index) == ("2 packages, no known vulnerability",)
