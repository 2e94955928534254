"""Scans from anywhere: taken by what they are, stripped of what they tell besides, bounded."""

from __future__ import annotations

import io
import os
import time
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from antifraud_desktop.errors import EnvironmentTrouble, Refused
from antifraud_desktop.intake.picture_child import rewrite
from antifraud_desktop.intake.scans import JPEG, PDF, PNG, blanked, kind_of, read_scan, taken_in

PLACE = b"MARKED-PLACE-30.25N"
GPS, MAKER, ORIENTATION = 34853, 271, 274


def photo(kind: str = "JPEG", size: tuple[int, int] = (800, 600), turned: int = 1) -> bytes:
    """A photo with a place, a device, a comment and a profile of marked bytes."""
    picture = Image.new("RGB", size, (40, 90, 160))
    exif = Image.Exif()
    exif[MAKER] = PLACE.decode()
    exif[ORIENTATION] = turned
    exif.get_ifd(GPS)[1] = "N"
    out = io.BytesIO()
    if kind == "PNG":
        told = PngImagePlugin.PngInfo()
        told.add_text("Comment", PLACE.decode())
        told.add_itxt("XML:com.adobe.xmp", PLACE.decode())
        picture.save(out, "PNG", pnginfo=told, exif=exif, icc_profile=PLACE)
    else:
        picture.save(out, "JPEG", exif=exif, comment=PLACE, icc_profile=PLACE, xmp=PLACE)
    return out.getvalue()


def chunk(name: bytes, content: bytes) -> bytes:
    body = name + content
    return len(content).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")


def bomb() -> bytes:
    """A PNG of few bytes that claims 50,000 by 50,000 pixels."""
    side = (50_000).to_bytes(4, "big")
    head = chunk(b"IHDR", side + side + b"\x08\x02\x00\x00\x00")
    lines = chunk(b"IDAT", zlib.compress(b"\x00" * 10_000))
    return b"\x89PNG\r\n\x1a\n" + head + lines + chunk(b"IEND", b"")


def pdf(inside: bytes = b"") -> bytes:
    return b"%PDF-1.7\n1 0 obj <<>> stream\n" + inside + b"\nendstream endobj\n%%EOF\n"


@pytest.mark.parametrize(("kind", "media_type"), [("JPEG", JPEG), ("PNG", PNG)])
def test_a_photo_keeps_its_pixels_and_nothing_else(kind: str, media_type: str) -> None:
    given = photo(kind)
    assert PLACE in given
    scan = taken_in(given, "照片")
    assert scan.media_type == media_type
    assert PLACE not in scan.content
    assert b"Exif" not in scan.content
    with Image.open(io.BytesIO(scan.content)) as kept:
        assert (kept.format, kept.size) == (kind, (800, 600))
        assert not dict(kept.getexif())
        pixel = kept.convert("RGB").getpixel((400, 300))
        assert isinstance(pixel, tuple)
        assert all(abs(a - b) <= 3 for a, b in zip(pixel, (40, 90, 160), strict=True))


def test_a_photo_held_upright_is_stored_upright() -> None:
    with Image.open(io.BytesIO(rewrite(photo(turned=6))[0])) as kept:
        assert kept.size == (600, 800)


def test_of_several_pictures_in_one_the_first_is_kept() -> None:
    """Phones add a second picture, often with its own place."""
    out = io.BytesIO()
    second = Image.new("RGB", (200, 100))
    exif = Image.Exif()
    exif[MAKER] = PLACE.decode()
    Image.new("RGB", (300, 200)).save(
        out, "MPO", save_all=True, append_images=[second], exif=exif.tobytes()
    )
    photo_kept = rewrite(out.getvalue())[0]
    assert PLACE not in photo_kept
    with Image.open(io.BytesIO(photo_kept)) as kept:
        assert (kept.format, kept.size) == ("JPEG", (300, 200))


def test_what_hangs_behind_the_picture_is_left_behind() -> None:
    assert PLACE not in rewrite(photo() + PLACE)[0]


@pytest.mark.parametrize("size", [(4000, 3000), (3000, 40), (50, 50)])
def test_a_thumbnail_is_a_small_jpeg(size: tuple[int, int]) -> None:
    small = rewrite(photo(size=size))[1]
    with Image.open(io.BytesIO(small)) as kept:
        assert kept.format == "JPEG"
        assert max(kept.size) <= 160
    assert PLACE not in small


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA", "LA", "CMYK", "I;16"])
def test_every_kind_of_colour_is_taken(mode: str) -> None:
    out = io.BytesIO()
    picture = Image.new("I;16" if mode == "I;16" else mode, (30, 20))
    picture.save(out, "JPEG" if mode == "CMYK" else "PNG")
    with Image.open(io.BytesIO(rewrite(out.getvalue())[0])) as kept:
        assert kept.size == (30, 20)


def test_a_picture_that_unpacks_to_gigabytes_is_refused_at_once() -> None:
    began = time.monotonic()
    with pytest.raises(Refused, match="像素太多"):
        taken_in(bomb(), "照片")
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a" + b"0" * 100,
        b"PK\x03\x04" + b"0" * 100,
        b"<html>%PDF</html>",
        b"\xff\xd8\xff" + b"0" * 200,
        photo()[:400],
        b"\x89PNG\r\n\x1a\n" + b"0" * 100,
        b"%PDF-1.7 cut off",
        pdf(b"/S /JavaScript /JS (app.alert(1))"),
        pdf(b"/Type /EmbeddedFile"),
        pdf(b"/S /Launch /F (cmd.exe)"),
        b"0" * (10 * 1024 * 1024 + 1),
    ],
)
def test_what_is_no_usable_scan_is_refused(content: bytes) -> None:
    with pytest.raises(Refused):
        taken_in(content, "扫描件")


def test_content_decides_and_not_the_name(tmp_path: Path) -> None:
    path = tmp_path / "承诺书.pdf"
    path.write_bytes(photo("PNG"))
    assert read_scan(path).media_type == PNG
    with pytest.raises(EnvironmentTrouble):
        read_scan(tmp_path / "没有.jpg")
    (tmp_path / "大.jpg").write_bytes(b"\xff\xd8\xff" + b"0" * (10 * 1024 * 1024))
    with pytest.raises(Refused, match="10MB"):
        read_scan(tmp_path / "大.jpg")


def test_photos_inside_a_pdf_lose_their_place_and_nothing_moves() -> None:
    picture, exif = Image.new("RGB", (80, 60), (40, 90, 160)), Image.Exif()
    exif[MAKER] = PLACE.decode()
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif, xmp=PLACE)
    inside = out.getvalue()
    given = pdf(inside)
    assert given.count(PLACE) == 2
    scan = taken_in(given, "扫描件")
    assert (scan.media_type, scan.thumbnail) == (PDF, None)
    assert len(scan.content) == len(given)
    assert PLACE not in scan.content
    at = given.index(inside)
    with Image.open(io.BytesIO(scan.content[at : at + len(inside)])) as kept:
        kept.load()
        assert kept.getpixel((1, 1)) == Image.open(io.BytesIO(inside)).getpixel((1, 1))
        assert MAKER not in kept.getexif()


@given(st.binary(max_size=400))
def test_blanking_never_changes_the_length(content: bytes) -> None:
    assert len(blanked(content)) == len(content)
    told = b"\xff\xe1\x00\x20Exif\x00\x00" + content
    assert len(blanked(told)) == len(told)


@given(st.binary(max_size=64))
def test_any_bytes_are_of_a_known_kind_or_none(content: bytes) -> None:
    assert kind_of(content) in {JPEG, PNG, PDF, None}


def test_a_photo_that_grows_too_large_when_written_anew_is_refused() -> None:
    """Stored is what was written anew, so that is what the limit holds for."""
    noise = Image.frombytes("RGB", (5200, 3900), os.urandom(5200 * 3900 * 3))
    out = io.BytesIO()
    noise.save(out, "JPEG", quality=50)
    assert len(out.getvalue()) < 10 * 1024 * 1024
    with pytest.raises(Refused, match="太大"):
        taken_in(out.getvalue(), "照片")
