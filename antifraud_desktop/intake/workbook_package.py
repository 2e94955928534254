"""A look through a workbook's XML before anything builds it in memory."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from xml.parsers import expat

MOST_CELLS = 200_000
MOST_SHEETS = 50
MOST_STRINGS = 400_000
LARGEST_PART = 64 * 1024 * 1024
_CHUNK = 1 << 16
_AREA = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")


class Hostile(ValueError):  # noqa: N818 - told as a sentence by who asked
    """The workbook would take more memory than any daily report needs, or is no honest XML."""


def look_through(path: str) -> None:
    """Count cells, strings, merged areas and column ranges; raise Hostile beyond the bounds."""
    with zipfile.ZipFile(path) as package:
        parts = [e for e in package.infolist() if e.filename.lower().endswith((".xml", ".rels"))]
        counter = _Counter()
        for part in parts:
            if part.file_size > LARGEST_PART:
                raise Hostile("a part is too large")
            _parse(package, part, counter)


class _Counter:
    """Counts across all parts; raises as soon as a bound is passed."""

    def __init__(self) -> None:
        self._counts = dict.fromkeys(("c", "si", "merged", "row", "xf", "sheet"), 0)
        self._most: Mapping[str, int] = {
            "c": MOST_CELLS, "si": MOST_STRINGS, "merged": MOST_CELLS, "row": MOST_CELLS,
            "xf": MOST_CELLS, "sheet": MOST_SHEETS,
        }  # fmt: skip

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if tag in {"c", "si", "row", "xf", "sheet"}:
            self._add(tag, 1)
        elif tag == "mergeCell":
            self._add("merged", area(attributes.get("ref", "")))

    def doctype(self, *_given: object) -> None:
        raise Hostile("a document type is declared")

    def _add(self, kind: str, count: int) -> None:
        self._counts[kind] += count
        if self._counts[kind] > self._most[kind]:
            raise Hostile(f"too many: {kind}")


def area(reference: str) -> int:
    """Return how many cells a range such as ``A1:C3`` covers; one for a single cell."""
    match = _AREA.fullmatch(reference.replace("$", "").upper())
    if not match:
        return 1
    left, top, right, bottom = match.groups()
    return (abs(_column(right) - _column(left)) + 1) * (abs(int(bottom) - int(top)) + 1)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _parse(package: zipfile.ZipFile, part: zipfile.ZipInfo, counter: _Counter) -> None:
    parser = expat.ParserCreate()
    parser.StartElementHandler = counter.start
    parser.StartDoctypeDeclHandler = counter.doctype
    try:
        with package.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                parser.Parse(chunk)
            parser.Parse(b"", True)
    except (expat.ExpatError, zipfile.BadZipFile, EOFError) as error:
        raise Hostile("broken part") from error
