"""The side file of failed sign-ins: it must be read before the database can be opened.

It holds no secret and nothing a guesser gains from. Whoever may write the folder can delete it;
such a person can copy the key file and guess elsewhere anyway, where argon2id is the only wall.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from db.errors import trouble_of_file
from db.files import write_atomically

Entries = Mapping[str, Mapping[str, Any]]


def read_attempts(path: Path) -> dict[str, dict[str, Any]]:
    """Return what is kept by account; an absent or unreadable text counts as none.

    Raises:
        StorageTrouble: the file is there and the system does not give it.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise trouble_of_file(error, path) from error
    with suppress(ValueError):
        found = json.loads(content)
        if isinstance(found, dict):
            return {k: v for k, v in found.items() if isinstance(v, dict)}
    return {}


def write_attempts(path: Path, entries: Entries) -> None:
    """Replace the file; without entries it goes.

    Raises:
        StorageTrouble: it cannot be written.
    """
    if entries:
        write_atomically(path, json.dumps(entries, ensure_ascii=False, sort_keys=True).encode())
        return
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise trouble_of_file(error, path) from error
