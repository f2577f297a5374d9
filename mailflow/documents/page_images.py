"""The pages of a document as pictures in shades of grey, ready to be read: rendered from a PDF, or taken from a picture file.

A page is made when it is asked for, and no larger than its letters need: what claims to be huge is scaled down or passed over,
before anything is unpacked.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from mailflow.core.document import Document
from mailflow.documents.engine import Grey
from mailflow.documents.pdf import pictures_on

# Makes the page, turned clockwise by so many degrees.
Page = Callable[[int], Grey]

_POINTS_PER_INCH = 72
_COARSEST, _FINEST = 200, 300  # dots an inch; below, small letters are lost, above, nothing is gained
_LONGEST_SIDE = 3_600  # pixels: A4 at 300 dots an inch, and a little
_LONGEST_PAGE = 1_700.0  # points; larger than A2 is no page of a note
_SHORTEST_SIDE = 700  # pixels; a smaller picture is a logo, or its letters cannot be told
_LEAST_LONG_SIDE = 1_650  # pixels; a smaller page is enlarged
_NARROWEST = 1.9  # long side to short side: pages have 1.3 to 1.8
_MOST_PIXELS = 45_000_000
_FORMATS = ("PNG", "JPEG", "TIFF")


@contextmanager
def pages(content: bytes, document: Document) -> Iterator[Iterator[Page]]:
    """The pages of a document that are pictures, in order. Libraries raise what they like on hostile files."""
    if document.kind == "pdf":
        import pypdfium2

        opened = pypdfium2.PdfDocument(content)
        each = _of_pdf(opened, document.pictures)
        try:
            yield each
        finally:
            each.close()
            opened.close()
        return
    from PIL import Image

    with Image.open(io.BytesIO(content), formats=_FORMATS) as picture:
        yield _of_picture(picture)


def _of_pdf(document: Any, numbers: Sequence[int]) -> Generator[Page]:
    for number in numbers:
        page = document[number - 1]
        try:
            width, height = page.get_size()
            if 0 < max(width, height) <= _LONGEST_PAGE:
                yield lambda turn, page=page: _rendered(page, turn)  # type: ignore[misc]
        finally:
            page.close()


def _rendered(page: Any, turn: int) -> Grey:
    scale = min(_resolution(page) / _POINTS_PER_INCH, _LONGEST_SIDE / max(page.get_size()))
    made = page.render(scale=scale, grayscale=True, rotation=turn)
    pixels, width = memoryview(made.buffer), made.width
    rows = b"".join(pixels[row * made.stride : row * made.stride + width] for row in range(made.height))
    return Grey(width, made.height, rows)


def _resolution(page: Any) -> float:
    """That of the finest picture on the page, within bounds: more would be made up."""
    finest = 0.0
    for picture in pictures_on(page):
        left, _, right, _ = picture.get_bounds()
        wide = picture.get_px_size()[0]
        if right - left > _POINTS_PER_INCH:
            finest = max(finest, wide * _POINTS_PER_INCH / (right - left))
    return min(_FINEST, max(_COARSEST, finest))


def _of_picture(picture: Any) -> Iterator[Page]:
    """The pages of a picture file: a TIFF may hold several. What does not look like a page is passed over."""
    for number in range(getattr(picture, "n_frames", 1)):
        if number and picture.format != "TIFF":
            return
        picture.seek(number)
        short, long = sorted(picture.size)
        if short * long <= _MOST_PIXELS and short >= _SHORTEST_SIDE and long <= _NARROWEST * short:
            yield lambda turn: _taken(picture, turn)


def _taken(picture: Any, turn: int) -> Grey:
    from PIL import Image, ImageOps

    # A JPEG can be unpacked at a half or a quarter of its size straight away.
    picture.draft("L", (_LONGEST_SIDE, _LONGEST_SIDE))
    upright = ImageOps.exif_transpose(picture)
    if "transparency" in upright.info or upright.mode in ("RGBA", "LA", "PA"):
        upright = upright.convert("RGBA")
        upright = Image.alpha_composite(Image.new("RGBA", upright.size, "white"), upright)
    page = upright.convert("L")
    longest = max(page.size)
    scale = _LONGEST_SIDE / longest if longest > _LONGEST_SIDE else max(1.0, _LEAST_LONG_SIDE / longest)
    if scale != 1.0:
        page = page.resize((round(page.width * scale), round(page.height * scale)), Image.Resampling.LANCZOS)
    if turn:
        page = page.rotate(-turn, expand=True)
    return Grey(page.width, page.height, page.tobytes())
