"""Pictures of strangers: opened within bounds, written anew."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from maildesk.evidence.pictures import MOST_BYTES, jpeg_of, smaller
from tests.evidence.case import photograph


def png_claiming(width: int, height: int, body: bytes = b"") -> bytes:
    """A PNG of a few bytes that says it is of this size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(body)) + chunk(b"IEND", b"")


def size(body: bytes | None) -> tuple[int, int]:
    assert body is not None
    with Image.open(BytesIO(body)) as picture:
        return picture.size


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photograph_becomes_a_jpeg_of_the_wanted_size(kind):
    body = smaller(photograph(1200, 800, kind), 600, 60)
    assert size(body) == (600, 400)
    assert body is not None
    assert body.startswith(b"\xff\xd8\xff")


def test_a_small_one_is_not_made_larger():
    assert size(smaller(photograph(60, 40), 600, 60)) == (60, 40)


def test_it_is_turned_upright_and_tells_neither_place_nor_camera():
    out, exif = BytesIO(), Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Camera of a buyer"
    Image.new("RGB", (80, 40), "red").save(out, "JPEG", exif=exif)
    body = smaller(out.getvalue(), 600, 60)
    assert size(body) == (40, 80)
    assert b"Camera" not in (body or b"")


def test_what_is_transparent_becomes_white():
    out = BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(out, "PNG")
    with Image.open(BytesIO(smaller(out.getvalue(), 600, 90) or b"")) as picture:
        assert picture.getpixel((4, 4)) == (255, 255, 255)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"%PDF-1.7",
        b"GIF89a" + bytes(40),
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        png_claiming(60_000, 60_000),
        png_claiming(2_000_000_000, 1),
        png_claiming(5_000, 5_000, bytes(100)),
        png_claiming(0, 0),
        photograph(300, 200)[:500],
        b"\xff\xd8\xff" + b"\0" * 1000,
        b"\xff\xd8\xff" + b"\0" * MOST_BYTES,
    ],
    ids=[
        "nothing",
        "pdf",
        "gif",
        "svg",
        "bomb",
        "endless line",
        "cut png",
        "no size",
        "cut jpeg",
        "zeroes",
        "too many bytes",
    ],
)
def test_what_is_no_picture_or_too_large_is_none(body):
    assert smaller(body, 600, 60) is None


def test_a_true_picture_of_more_points_than_any_phone_has_is_not_opened():
    out = BytesIO()
    Image.new("1", (12_000, 11_000)).save(out, "PNG")
    assert len(out.getvalue()) < 100_000
    assert smaller(out.getvalue(), 600, 60) is None


def test_a_page_becomes_a_jpeg():
    assert size(jpeg_of(photograph(90, 60, "PNG"), 70)) == (90, 60)
