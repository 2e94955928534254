"""The child process that opens one photo and writes it anew, without what else it carried.

Run: python -m antifraud_desktop.intake.picture_child, the photo's bytes on stdin. On stdout: eight
bytes each with the length of the photo and of its thumbnail, then the two.
"""

from __future__ import annotations

import io
import struct
import sys
from contextlib import suppress

from PIL import Image, ImageOps

MEMORY_LIMIT = 1536 * 1024 * 1024
CPU_SECONDS = 20
MOST_PIXELS = 60_000_000
"""More than any phone's photo or scanner's A4 page at 600 dpi; a bomb has more."""
THUMBNAIL = (160, 160)
QUALITY = 90
TOO_LARGE, UNREADABLE = 4, 5
LENGTHS = struct.Struct(">QQ")
FORMATS = ("JPEG", "PNG")
"""Of several pictures in one JPEG, as some phones make them, the first is kept."""


def limit_resources() -> None:
    """Bound memory and time where the system can; Windows keeps to the parent's time limit."""
    with suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))


def rewrite(content: bytes) -> tuple[bytes, bytes]:
    """Return photo and thumbnail as new files that hold pixels alone: no EXIF, place, comment.

    The photo is turned the way it was held. JPEG stays JPEG, PNG stays PNG.
    """
    with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
        kind = "PNG" if opened.format == "PNG" else "JPEG"
        width, height = opened.size
        if width * height > MOST_PIXELS:
            raise Image.DecompressionBombError
        opened.load()
        turned = ImageOps.exif_transpose(opened)
        plain = turned.convert(_mode(turned.mode, kind))
    pixels = Image.new(plain.mode, plain.size)
    pixels.paste(plain)
    small = pixels.convert("RGB")
    small.thumbnail(THUMBNAIL)
    return _bytes(pixels, kind), _bytes(small, "JPEG")


def _mode(mode: str, kind: str) -> str:
    if mode in {"1", "L"}:
        return "L"
    return "RGBA" if kind == "PNG" and ("A" in mode or mode == "P") else "RGB"


def _bytes(picture: Image.Image, kind: str) -> bytes:
    out = io.BytesIO()
    if kind == "JPEG":
        picture.save(out, "JPEG", quality=QUALITY, optimize=True)
    else:
        picture.save(out, "PNG", optimize=False)
    return out.getvalue()


def main() -> int:
    """Read the photo from stdin, write both to stdout; the exit code says what was wrong."""
    limit_resources()
    try:
        photo, small = rewrite(sys.stdin.buffer.read())
    except (Image.DecompressionBombError, MemoryError):
        return TOO_LARGE
    except (OSError, SyntaxError, ValueError, struct.error):
        return UNREADABLE
    sys.stdout.buffer.write(LENGTHS.pack(len(photo), len(small)) + photo + small)
    return 0


if __name__ == "__main__":
    sys.exit(main())
