"""A buyer's photograph made fit for a page: opened within bounds, turned upright, made smaller, written anew as JPEG.

In: bytes that a stranger sent. Out: bytes of ours, or nothing when they are no picture or too large to open. Only the two formats that
phones send are opened (JPEG, PNG) and WebP; what is written holds no metadata: no place, no
camera, nothing that was hidden behind the picture.
"""

from __future__ import annotations

import warnings
from io import BytesIO

try:
    from PIL import Image, ImageOps
except ImportError:  # the extra `evidence` is not installed
    Image = None  # type: ignore[assignment]

#: A picture may claim any size in forty bytes; a phone's has up to some hundred million points.
MOST_PIXELS = 120_000_000
MOST_BYTES = 40_000_000
_FORMATS = ("JPEG", "PNG", "WEBP")


def smaller(body: bytes, pixels: int, quality: int) -> bytes | None:
    """A JPEG whose longer side has at most `pixels` points. None: no such picture, broken, or too large to open."""
    if Image is None or not 0 < len(body) <= MOST_BYTES:
        return None
    try:
        # Pillow warns of a large picture first; the bound here is ours.
        with warnings.catch_warnings(action="ignore"), Image.open(BytesIO(body), formats=_FORMATS) as picture:
            return None if picture.width * picture.height > MOST_PIXELS else _written(picture, pixels, quality)
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError, Image.DecompressionBombError):
        return None


def jpeg_of(png: bytes, quality: int) -> bytes:
    """A page that the typesetter drew, as JPEG."""
    with Image.open(BytesIO(png), formats=("PNG",)) as picture:
        return _written(picture, max(picture.size), quality)


def _written(picture: Image.Image, pixels: int, quality: int) -> bytes:
    # A JPEG is decoded at an eighth of its size where that is enough: no more points are ever in memory.
    picture.draft("RGB", (pixels, pixels))
    picture.thumbnail((pixels, pixels))
    upright = ImageOps.exif_transpose(picture) or picture
    if upright.mode in ("RGBA", "LA", "PA", "P"):
        clear = upright.convert("RGBA")
        upright = Image.new("RGB", clear.size, "white")
        upright.paste(clear, mask=clear.getchannel("A"))
    out = BytesIO()
    upright.convert("RGB").save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()
