"""Which unit a cell, a title or a file name means."""

from __future__ import annotations

import re
from collections.abc import Sequence

from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.rules.text_normal import fold_text
from antifraud_desktop.rules.wordings import UnitNames, label_key

_LEADING = re.compile(r"^(?:\d{1,2}[.、)]?|[①-⑳])\s*")


class UnitSeeker:
    """Finds units by exact name in cells, and by name inside titles and file names."""

    def __init__(self, units: Sequence[UnitRecord]) -> None:
        """Gather the names once for a workbook."""
        self.names = UnitNames(units)
        self._words = sorted((w for w in self.names.exact if len(w) > 1), key=len, reverse=True)

    def cell(self, text: str) -> UnitRecord | None:
        """Return the unit a whole cell names, None when it names none or is not certain."""
        folded = fold_text(text).strip()
        if not folded or folded.isdigit():
            return None
        return self.names.match(folded) or self.names.match(_LEADING.sub("", folded))

    def inside(self, text: str) -> UnitRecord | None:
        """Return the one unit whose name stands in a title or file name."""
        key = label_key(text)
        found: set[str] = set()
        position = 0
        while position < len(key):
            word = next((w for w in self._words if key.startswith(w, position)), "")
            if word:
                found.add(self.names.exact[word].name)
            position += len(word) or 1
        return self.names.by_name[found.pop()] if len(found) == 1 else None
