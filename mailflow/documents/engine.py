"""Tesseract, the program that makes out letters in pictures: is it there, what it can read, and one page handed to it.

It is C++ that reads what strangers send: each page goes to a process of its own, which has a share of memory and of time, writes
no file, and is ended with its page. What it says comes as hOCR, the form in which it tells places and certainty of words.
"""

from __future__ import annotations

import contextlib
import html
import os
import re
import resource
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from mailflow.documents.scripts import ORIENTATION

PROGRAM = "tesseract"
_ASKING_SECONDS = 10.0
_MEMORY = 1_000_000_000  # bytes
# One column of text with lines of any size: the rows of a table stay rows, which its other ways of looking take apart.
_COLUMN = "4"
_LONGEST = 20_000_000  # bytes of an answer that are looked at
_LINE = re.compile(r"<span class='ocr_(?:line|header|caption|textfloat)'[^>]*?title=\"([^\"]*)\"")
_WORD = re.compile(
    r"<span class='ocrx_word'[^>]*?title='bbox (\d+) (\d+) (\d+) (\d+); x_wconf (\d+)'[^>]*>(.*?)</span>"
)
_TAG = re.compile(r"<[^>]*>")
_DIRECTION = re.compile(
    "[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)  # marks of writing direction, that are no letters
_SIZE = re.compile(r"x_size ([\d.]+)")
_BASELINE = re.compile(r"bbox (\d+) \d+ \d+ (\d+); baseline (-?[\d.]+) (-?[\d.]+)")
_SAID = re.compile(r"^(Rotate|Script): (\w+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Engine:
    """The program as installed: its version, and the models it has (`eng`, `rus`, `Latin`, `osd`, …)."""

    program: str
    version: str
    models: frozenset[str]


@dataclass(frozen=True, slots=True)
class Grey:
    """A picture in shades of grey, a byte a pixel, row after row."""

    width: int
    height: int
    pixels: bytes


@dataclass(frozen=True, slots=True)
class Seen:
    """A word as it was made out: its place in pixels from the upper left corner, and how sure it is, from 0 to 100."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    sure: int


@dataclass(frozen=True, slots=True)
class SeenLine:
    """A line: its words in reading order, the height of its letters, and its baseline (`rise` a pixel to the right)."""

    words: tuple[Seen, ...]
    size: float
    left: float
    baseline: float
    rise: float


def engine() -> Engine | None:
    """The engine of this machine, None where there is none."""
    program = shutil.which(PROGRAM)
    return None if program is None else _asked(program, os.environ.get("TESSDATA_PREFIX", ""))


@lru_cache(maxsize=4)
def _asked(program: str, _data: str) -> Engine | None:
    version = _said([program, "--version"])
    models = _said([program, "--list-langs"])
    if version is None or models is None:
        return None
    # The first line of both is about the program itself.
    number = version.splitlines()[0].removeprefix(PROGRAM).strip() if version else ""
    return Engine(program, number, frozenset(line.strip() for line in models.splitlines()[1:] if line.strip()))


def _said(command: Sequence[str]) -> str | None:
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            timeout=_ASKING_SECONDS, env=_environment(), check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def read_page(engine: Engine, page: Grey, models: Sequence[str], seconds: float) -> tuple[SeenLine, ...] | None:
    """The lines of a page; None where the engine broke off or took longer than `seconds`."""
    answer = _made(engine, page, ["-l", "+".join(models), "--psm", _COLUMN, "hocr"], seconds)
    return None if answer is None else tuple(_lines(answer[:_LONGEST]))


def script_of(engine: Engine, page: Grey, seconds: float) -> tuple[str, int]:
    """The script of a page and the clockwise turn that puts it upright, in degrees; ("", 0) where that cannot be told."""
    if ORIENTATION not in engine.models:
        return "", 0
    answer = _made(engine, page, ["-l", ORIENTATION, "--psm", "0"], seconds) or ""
    told = dict(_SAID.findall(answer))
    turn = told.get("Rotate", "0")
    return told.get("Script", ""), int(turn) if turn in ("90", "180", "270") else 0


def _made(engine: Engine, page: Grey, asked: Sequence[str], seconds: float) -> str | None:
    picture = b"P5 %d %d 255\n" % (page.width, page.height) + page.pixels

    def bounds() -> None:
        """In the child, before it becomes the program: what it may take, and that all others go first."""
        for what, most in (
            (resource.RLIMIT_AS, _MEMORY),
            (resource.RLIMIT_CPU, int(seconds) + 1),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
        ):
            # Where less is allowed already, that stands.
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(what, (most, most))
        os.nice(10)

    try:
        process = subprocess.Popen(
            [engine.program, "stdin", "stdout", *asked],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            preexec_fn=bounds,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    try:
        answer, _ = process.communicate(picture, timeout=max(0.1, seconds))
    except subprocess.TimeoutExpired:
        return None
    finally:
        process.kill()
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                if pipe is not None:
                    pipe.close()
        process.wait()
    return answer.decode("utf-8", "replace") if process.returncode == 0 else None


def _environment() -> dict[str, str]:
    """One thread: a page gains nothing by more, and the machine has other work."""
    kept = {name: os.environ[name] for name in ("PATH", "TESSDATA_PREFIX", "LD_LIBRARY_PATH") if name in os.environ}
    return {**kept, "OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"}


def _lines(hocr: str) -> Iterator[SeenLine]:
    starts = list(_LINE.finditer(hocr))
    ends = [each.start() for each in starts[1:]] + [len(hocr)] * bool(starts)
    for start, end in zip(starts, ends, strict=True):
        words = tuple(_words(hocr, start.end(), end))
        size, base = _SIZE.search(start[1]), _BASELINE.search(start[1])
        if words and size and base:
            left, bottom, rise, offset = int(base[1]), int(base[2]), float(base[3]), float(base[4])
            yield SeenLine(words, float(size[1]), left, bottom + offset, rise)


def _words(hocr: str, start: int, end: int) -> Iterator[Seen]:
    for found in _WORD.finditer(hocr, start, end):
        text = _DIRECTION.sub("", html.unescape(_TAG.sub("", found[6]))).strip()
        if text:
            left, top, right, bottom, sure = (int(found[n]) for n in range(1, 6))
            yield Seen(text, left, top, right, bottom, sure)
