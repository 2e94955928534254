"""Printed codes of 160 bits: how they are made, written and read back."""

from __future__ import annotations

import base64
import os

from db.errors import WrongPassword

_BYTES = 20
_GROUP = 4


def new_code() -> str:
    """Return a new code without dashes."""
    return base64.b32encode(os.urandom(_BYTES)).decode()


def in_groups(code: str) -> str:
    """Return a code as it is printed: eight groups of four letters and digits."""
    return "-".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


def plain_code(code: str) -> str:
    """Return a typed code without dashes; case does not matter, misread letters are mended.

    Raises:
        WrongPassword: it is no code at all.
    """
    plain = "".join(code.split()).replace("-", "").upper()
    plain = plain.translate(str.maketrans("018", "OIB"))  # not in the alphabet: misread letters
    if len(plain) != _BYTES * 8 // 5:
        raise WrongPassword
    return plain
