"""What a program asked of the disk, in order, as strace tells it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.faults.desk import ROOT

CALLS = "openat,write,pwrite64,ftruncate,lseek,sendfile,fsync,fdatasync,rename,unlink,unlinkat"
LONGEST = 4_000_000
_LINE = re.compile(r"^(\d+) +(.*)$")
_UNFINISHED = re.compile(r"^(.*) <unfinished \.\.\.>$")
_RESUMED = re.compile(r"^<\.\.\. \w+ resumed>(.*)$")
_CALL = re.compile(r"^(\w+)\((.*)\) += (-?\d+)(?:<(.*)>)?.*$")
_FD = re.compile(r"^(\d+)<(.*)>$")
_BYTE = re.compile(r"\\x([0-9a-f]{2})")


class Untraceable(Exception):  # noqa: N818 - told as it is
    """strace is not there or may not look on."""


@dataclass(frozen=True, slots=True)
class Event:
    """One call: what, on which file, where, with which bytes or second name."""

    call: str
    path: str
    offset: int = 0
    data: bytes = b""
    other: str = ""


def traced(arguments: Sequence[str], out: Path, environment: Mapping[str, str]) -> list[Event]:
    """Run Python with these arguments under strace and return what it asked of the disk."""
    tool = shutil.which("strace")
    if tool is None:
        raise Untraceable("strace is not installed")
    looking = [tool, "-f", "-y", "-xx", "-s", str(LONGEST), "-e", f"trace={CALLS}", "-o", str(out)]
    done = subprocess.run(
        [*looking, sys.executable, *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**environment, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    if done.returncode != 0:
        raise Untraceable(done.stdout + done.stderr)
    return list(events_of(out.read_text(encoding="ascii").splitlines()))


def events_of(lines: Sequence[str]) -> Iterator[Event]:
    """Yield the successful calls; ``write`` gets the place it wrote at."""
    places: dict[tuple[int, str], int] = {}
    for call, arguments, result, opened in _calls(lines):
        if result < 0:
            continue
        given = _arguments(arguments)
        if call == "openat":
            path, flags = _plain(opened), given[2]
            size = -1 if "O_APPEND" in flags else 0
            places[result, path] = size
            if "O_CREAT" in flags or "O_TRUNC" in flags:
                yield Event("trunc" if "O_TRUNC" in flags else "create", path)
        elif call in ("rename", "unlink"):
            yield Event(call, _text(given[0]), other=_text(given[1]) if call == "rename" else "")
        elif call == "unlinkat":
            yield Event("unlink", str(Path(_fd(given[0])[1]) / _text(given[1])))
        else:
            yield from _on_descriptor(call, given, result, places)


def _on_descriptor(
    call: str, given: list[str], result: int, places: dict[tuple[int, str], int]
) -> Iterator[Event]:
    number, path = _fd(given[0])
    place = (number, path)
    if call == "lseek":
        places[place] = result
    elif call == "pwrite64":
        yield Event("write", path, int(given[3]), _bytes(given[1])[:result])
    elif call == "write":
        at = places.get(place, 0)
        yield Event("write", path, at, _bytes(given[1])[:result])
        places[place] = at + result if at >= 0 else at
    elif call == "sendfile":
        at, start = places.get(place, 0), int(given[2].strip("[]").split("]")[0])
        yield Event("copy", path, at, f"{start} {result}".encode(), _fd(given[1])[1])
        places[place] = at + result
    elif call == "ftruncate":
        yield Event("cut", path, int(given[1]))
    else:
        yield Event("sync", path)


def _calls(lines: Sequence[str]) -> Iterator[tuple[str, str, int, str]]:
    begun: dict[str, str] = {}
    for line in lines:
        found = _LINE.match(line)
        if found is None:
            raise Untraceable(line[:200])
        process, text = found.groups()
        if unfinished := _UNFINISHED.match(text):
            begun[process] = unfinished[1]
            continue
        if resumed := _RESUMED.match(text):
            text = begun.pop(process) + resumed[1]
        if call := _CALL.match(text):
            yield call[1], call[2], int(call[3]), call[4] or ""


def _arguments(text: str) -> list[str]:
    """Split at commas: with -xx no comma stands inside a string."""
    return text.split(", ")


def _fd(text: str) -> tuple[int, str]:
    if text.startswith("AT_FDCWD<"):
        return -1, _plain(text[len("AT_FDCWD<") : -1])
    found = _FD.match(text)
    if found is None:
        raise Untraceable(text[:200])
    return int(found[1]), _plain(found[2])


def _bytes(text: str) -> bytes:
    if "..." in text:
        raise Untraceable("a write was too long to be told whole")
    return bytes.fromhex("".join(_BYTE.findall(text)))


def _text(text: str) -> str:
    return _bytes(text).decode()


def _plain(text: str) -> str:
    """Return a path, whether or not its signs were spelt in hex."""
    whole = re.sub(r"(?:\\x[0-9a-f]{2})+", lambda m: _bytes(m[0]).decode(), text)
    return whole.removesuffix(" (deleted)").strip('"')
