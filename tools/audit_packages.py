"""Ask PyPI which pinned packages have known vulnerabilities. `make audit` runs it, and `make test`.

One question per package of the lock, to PyPI's page of that release, whose "vulnerabilities" come
from the Python Packaging Advisory Database. An answer serves for the day and the lock. Without an
answer it says so and does not fail: a test run without a network is still a test run.

Exit code 1: a vulnerability nobody excused, or an excuse without reason or past its day. Excuses
stand in requirements/audit-ignore.toml.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import tomllib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from http.client import HTTPException
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[1]
_PAGE = "https://pypi.org/pypi/{name}/{version}/json"
_PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)==([^\s;\\]+)", re.MULTILINE)
_SECONDS, _MOST_BYTES, _AT_ONCE = 10, 16_000_000, 8


class UnansweredError(Exception):
    """PyPI did not answer, or not in the form it documents."""


@dataclass(frozen=True, slots=True)
class Pin:
    """A package as the lock holds it."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A known vulnerability of a pinned release. ``names`` are its id and the aliases."""

    package: str
    names: tuple[str, ...]
    fixed_in: tuple[str, ...]
    summary: str


@dataclass(frozen=True, slots=True)
class Excuse:
    """A vulnerability the project knowingly lives with, why, and up to which day."""

    name: str
    reason: str
    until: date


@dataclass(frozen=True, slots=True)
class Answers:
    """What PyPI said, and of which packages it said nothing."""

    findings: tuple[Finding, ...]
    unanswered: tuple[str, ...]


Ask = Callable[[Pin], object]


def pins_of(lock: str) -> tuple[Pin, ...]:
    """Return every release a lock pins, in its order."""
    return tuple(Pin(name, version) for name, version in _PIN.findall(lock))


def findings_of(pin: Pin, page: object) -> tuple[Finding, ...]:
    """Read a release's page; advisories that were withdrawn count as none.

    Raises UnansweredError when the page has not the documented form: silence is no all-clear.
    """
    try:
        told = page["vulnerabilities"]  # type: ignore[index]
        standing = [entry for entry in told if not entry.get("withdrawn")]
        return tuple(
            Finding(
                package=f"{pin.name} {pin.version}",
                names=(str(entry["id"]), *map(str, entry.get("aliases") or ())),
                fixed_in=tuple(map(str, entry.get("fixed_in") or ())),
                summary=_line(entry.get("summary") or entry.get("details") or ""),
            )
            for entry in standing
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise UnansweredError(pin.name) from error


def excuses_of(text: str) -> tuple[Excuse, ...]:
    """Read the list of excuses: tables named ``ignore`` with id, reason and until.

    Raises ValueError when one lacks its id, its reason in words, or its day.
    """
    found = []
    for entry in tomllib.loads(text).get("ignore", []):
        name, reason, until = (entry.get(key) for key in ("id", "reason", "until"))
        if not (isinstance(name, str) and name):
            raise ValueError("an entry has no id")
        if not (isinstance(reason, str) and reason.strip()):
            raise ValueError(f"{name} has no reason")
        if type(until) is not date:
            raise ValueError(f"{name} has no day it ends on: until = 2030-12-31")
        found.append(Excuse(name, reason, until))
    return tuple(found)


def ask_all(pins: Sequence[Pin], ask: Ask) -> Answers:
    """Ask about every package; when the first has no answer, do not trouble with the others."""

    def one(pin: Pin) -> tuple[Finding, ...] | None:
        try:
            return findings_of(pin, ask(pin))
        except UnansweredError:
            return None

    first = one(pins[0])
    if first is None:
        return Answers((), tuple(pin.name for pin in pins))
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        rest = list(pool.map(one, pins[1:]))
    told = list(zip(pins, [first, *rest], strict=True))
    return Answers(
        findings=tuple(finding for _pin, found in told for finding in found or ()),
        unanswered=tuple(pin.name for pin, found in told if found is None),
    )


def verdict(answers: Answers, asked: int, excuses: Sequence[Excuse], day: date) -> tuple[str, ...]:
    """Return the lines to print; one that fails the run begins with "FAILED"."""
    lines = [
        f"FAILED {excuse.name}: its excuse ended on {excuse.until} ({excuse.reason})"
        for excuse in excuses
        if excuse.until < day
    ]
    excused = {excuse.name: excuse for excuse in excuses if excuse.until >= day}
    for finding in answers.findings:
        excuse = next((excused[name] for name in finding.names if name in excused), None)
        if excuse is not None:
            lines.append(f"excused until {excuse.until}: {finding.package} {finding.names[0]}")
            continue
        fixed = f"fixed in {', '.join(finding.fixed_in)}" if finding.fixed_in else "no fix yet"
        names = ", ".join(finding.names)
        lines.append(f"FAILED {finding.package}: {names}; {fixed}; {finding.summary}")
    if len(answers.unanswered) == asked:
        lines.append("could not ask PyPI, not audited today")
    elif answers.unanswered:
        lines.append(f"no answer for {', '.join(answers.unanswered)}: not audited today")
    known = asked - len(answers.unanswered)
    if known and not answers.findings:
        lines.append(f"{known} packages, no known vulnerability")
    return tuple(lines)


def run(lock: Path, ignore: Path, cache: Path, ask: Ask, day: date) -> tuple[str, ...]:
    """Return the verdict on a lock, asking at most once a day."""
    content = lock.read_bytes()
    pins = pins_of(content.decode())
    stamp = f"{day} {hashlib.sha256(content).hexdigest()}"
    answers = _remembered(cache, stamp)
    if answers is None:
        answers = ask_all(pins, ask)
        cache.parent.mkdir(exist_ok=True)
        cache.write_text(json.dumps({"stamp": stamp, **asdict(answers)}), encoding="utf-8")
    try:
        excuses = excuses_of(ignore.read_text(encoding="utf-8")) if ignore.exists() else ()
    except ValueError as error:  # also what is no TOML
        return (f"FAILED {ignore.name}: {error}",)
    return verdict(answers, len(pins), excuses, day)


def ask_pypi(pin: Pin) -> object:
    """Fetch the page of a release.

    Raises UnansweredError: no network, no such page, or no JSON.
    """
    try:
        with urlopen(  # noqa: S310 - one fixed https address
            _PAGE.format(name=pin.name, version=pin.version), timeout=_SECONDS
        ) as response:
            return json.loads(response.read(_MOST_BYTES))
    except (OSError, HTTPException, ValueError) as error:
        raise UnansweredError(pin.name) from error


def _remembered(cache: Path, stamp: str) -> Answers | None:
    try:
        kept = json.loads(cache.read_text(encoding="utf-8"))
        if kept["stamp"] != stamp:
            return None
        findings = tuple(
            Finding(f["package"], tuple(f["names"]), tuple(f["fixed_in"]), f["summary"])
            for f in kept["findings"]
        )
        return Answers(findings, tuple(kept["unanswered"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None  # none yet, or cut short: ask again


def _line(text: str) -> str:
    return " ".join(text.split())[:160]


def main() -> int:
    """Print the verdict on the developers' lock, which holds the office's pins too."""
    requirements = ROOT / "requirements"
    lines = run(
        lock=requirements / "dev.lock",
        ignore=requirements / "audit-ignore.toml",
        cache=ROOT / ".cache" / "audit.json",
        ask=ask_pypi,
        day=datetime.now(UTC).date(),
    )
    print("\n".join(lines))
    return int(any(line.startswith("FAILED") for line in lines))


if __name__ == "__main__":
    sys.exit(main())
