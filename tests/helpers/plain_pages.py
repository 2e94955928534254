"""The database file and its log as whoever holds the key reads them, page by page.

Free pages, and what pages keep between their rows, are read as well: a query shows neither.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE = 4096
RESERVED = 80  # at the end of each page: 16 bytes of IV, 64 bytes of HMAC
IV = 16
SALT = 16  # at the start of the first page, in the clear
LOG_HEAD, FRAME_HEAD = 32, 24


def times_in_file(path: Path, key: bytes, marker: str) -> int:
    """Return how often ``marker`` stands in the file."""
    return sum(page.count(marker.encode()) for page in _pages(path, key))


def times_in_log(path: Path, key: bytes, marker: str) -> int:
    """Return how often ``marker`` stands in the log beside the file."""
    log = path.with_name(path.name + "-wal")
    return sum(frame.count(marker.encode()) for frame in _frames(log, key))


def _pages(path: Path, key: bytes) -> Iterator[bytes]:
    content = path.read_bytes()
    for at in range(0, len(content), PAGE):
        yield _plain(content[at : at + PAGE], key, first=at == 0)


def _frames(log: Path, key: bytes) -> Iterator[bytes]:
    content = log.read_bytes() if log.exists() else b""
    for at in range(LOG_HEAD, len(content), FRAME_HEAD + PAGE):
        number = int.from_bytes(content[at : at + 4], "big")
        start = at + FRAME_HEAD
        yield _plain(content[start : start + PAGE], key, first=number == 1)


def _plain(page: bytes, key: bytes, *, first: bool) -> bytes:
    iv = page[-RESERVED : -RESERVED + IV]
    opened = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
    return opened.update(page[SALT if first else 0 : -RESERVED]) + opened.finalize()
