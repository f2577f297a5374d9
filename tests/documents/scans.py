"""Notes verbales as scanners and telephones make pictures of them: set, rendered, and spoilt on purpose. All of it is invented."""

from __future__ import annotations

import functools
import io
import os
import random
import stat
from pathlib import Path

import pypdfium2
import pytest
import typst
from PIL import Image, ImageFilter

from mailflow.documents.engine import engine

_PAGE = """#set page(paper: "a4", margin: 2.5cm)
#set text(font: ("Libertinus Serif", "Noto Naskh Arabic", "Noto Serif CJK SC"), size: {size}pt, lang: "{language}")
"""


def needs_engine(*models: str) -> pytest.MarkDecorator:
    """Skips where no engine with these models is installed; in the pipeline that is a failure."""
    found = engine()
    lacking = [model for model in models if found is None or model not in found.models]
    why = "tesseract is not installed" if found is None else f"tesseract has no model {', '.join(lacking)}"
    required = bool(os.environ.get("MAILFLOW_REQUIRE_SERVERS"))
    return pytest.mark.skipif((found is None or bool(lacking)) and not required, reason=why)


def fake_engine(folder: Path, page_command: str) -> None:
    """A program of the engine's name that says what it can read, and does something else with a page."""
    program = folder / "tesseract"
    program.write_text(
        "#!/bin/sh\n"
        'case "$1" in --version) echo "tesseract 5.3.0"; exit 0;;\n'
        '--list-langs) echo "List of available languages (1):"; echo eng; exit 0;; esac\n'
        f"{page_command}\n"
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)


@functools.cache
def page(note: str, *, dpi: int = 200, language: str = "en", size: int = 12) -> Image.Image:
    """A page in shades of grey. `note` is Typst markup."""
    set_ = _PAGE.replace("{size}", str(size)).replace("{language}", language)
    document = pypdfium2.PdfDocument(typst.compile((set_ + note).encode()))
    try:
        image: Image.Image = document[0].render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
        return image
    finally:
        document.close()


def askew(picture: Image.Image, degrees: float) -> Image.Image:
    """As if it lay askew on the glass."""
    return picture.rotate(degrees, resample=Image.Resampling.BICUBIC, fillcolor=255)


def noisy(picture: Image.Image, seed: int = 1) -> Image.Image:
    """With the grain of an old machine, and specks of dust; the same each time."""
    chance = random.Random(seed)
    grain = Image.frombytes("L", picture.size, chance.randbytes(picture.width * picture.height))
    spoilt = Image.blend(picture, grain, 0.25).filter(ImageFilter.GaussianBlur(0.6))
    for _ in range(300):
        x, y = chance.randrange(picture.width), chance.randrange(picture.height)
        spoilt.paste(0, (x, y, x + 2, y + 2))
    return spoilt


def as_pdf(*pictures: Image.Image, dpi: int = 200) -> bytes:
    """A PDF whose pages are these pictures, as scanners write it."""
    target = io.BytesIO()
    pictures[0].save(target, "PDF", resolution=dpi, save_all=True, append_images=list(pictures[1:]))
    return target.getvalue()


def as_file(picture: Image.Image, form: str) -> bytes:
    """The picture as a file: PNG, JPEG, TIFF."""
    target = io.BytesIO()
    picture.save(target, form)
    return target.getvalue()


NORWAY = """
= PERMANENT MISSION OF NORWAY

No. 123/2027

The Permanent Mission of Norway presents its compliments to the Secretariat of the Oslo Conference and has the honour to
inform it that Norway will be represented at the Conference by the following delegation:

- H.E. Ms. Åse Kjærstad-Sjøvik, Ambassador, Head of Delegation
- Mr. Gonçalo Simões Araújo, Counsellor
- Ms. Łucja Wójcik, First Secretary

The Permanent Mission of Norway avails itself of this opportunity to renew to the Secretariat the assurances of its highest
consideration.

Geneva, 12 January 2027
"""
NORWEGIANS = ["Åse Kjærstad-Sjøvik", "Gonçalo Simões Araújo", "Łucja Wójcik"]
