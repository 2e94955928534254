"""A document's bytes: the same input gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from typing import Any

EPOCH = (1980, 1, 1, 0, 0, 0)


def deterministic_bytes(document: Any) -> bytes:
    """Return a python-docx document as .docx bytes without clock, author or zip64."""
    raw = io.BytesIO()
    document.save(raw)
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(raw) as source,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, allowZip64=False) as target,
    ):
        for name in sorted(source.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            info = zipfile.ZipInfo(name, EPOCH)
            stored = name.endswith(".png")  # already compressed
            info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(name))
    return packed.getvalue()
