"""The bounded process that makes PDFs, seen from outside: starts it, hands it sheets, ends it when it takes too long.

The first sheet takes a third of a second (Python, Typst, looking through the fonts), each other some ten milliseconds. So
who makes many keeps one press.
"""

from __future__ import annotations

import contextlib
import importlib.util
import json
import re
import subprocess
import sys
import tempfile
import threading
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from mailflow.errors import TypesetError
from mailflow.typeset.fonts import package_for
from mailflow.typeset.sheet import Sheet

NOT_INSTALLED = "PDFs are made by Typst, which is not installed. Run: pip install 'mailflow[pdf]'"
_SECONDS = 20.0
_MEMORY = 1_500_000_000
# Typst remembers what it set; a fresh process now and then keeps that bounded.
_MOST_SHEETS = 500
_NO_SHAPE = re.compile(r'the text `"(?P<text>.*)"` could not be displayed|the codepoint `"(?P<sign>.*)"`')
_CODE = re.compile(r"\\u\{([0-9a-f]+)\}")


def pdf(sheet: Sheet, fonts: Sequence[Path] = ()) -> bytes:
    """One sheet as PDF/A-2a (ISO 19005-2), tagged (PDF/UA-1). Raises `TypesetError` with a sentence for staff."""
    with Press(fonts) as press:
        return press.pdf(sheet)


class Press:
    """A process that makes PDFs. `fonts` are folders beside those of the system; their fonts come first.

    `seconds` is the time a sheet may take, `memory` the bytes that the process may use. May be shared between threads.
    """

    def __init__(self, fonts: Sequence[Path] = (), *, seconds: float = _SECONDS, memory: int = _MEMORY) -> None:
        self._fonts, self._seconds, self._memory = fonts, seconds, memory
        self._process: subprocess.Popen[bytes] | None = None
        self._nowhere: tempfile.TemporaryDirectory[str] | None = None
        self._made = 0
        self._lock = threading.Lock()

    def pdf(self, sheet: Sheet) -> bytes:
        """The sheet as PDF; the same bytes for the same sheet. Raises `TypesetError` with a sentence for staff."""
        asked = json.dumps({"sheet": sheet.as_data(), "made": int(sheet.made.timestamp())}).encode()
        with self._lock:
            if self._made >= _MOST_SHEETS:
                self._end()
            good, content = self._asked(self._running(), asked)
            self._made += 1
        if not good:
            raise TypesetError(_sentence(content.decode("utf-8", "replace")))
        return content

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._end()
            if self._nowhere is not None:
                self._nowhere.cleanup()
                self._nowhere = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        self._end()
        if importlib.util.find_spec("typst") is None:
            raise TypesetError(NOT_INSTALLED)
        for folder in self._fonts:
            if not folder.is_dir():
                raise TypesetError(f"{folder}: there is no such folder of fonts. See fonts in config.toml.")
        if self._nowhere is None:
            self._nowhere = tempfile.TemporaryDirectory(prefix="mailflow-")
        command = [sys.executable, "-m", "mailflow.typeset.child", str(self._memory), self._nowhere.name]
        self._process = subprocess.Popen(
            [*command, *map(str, self._fonts)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # A signal meant for the worker is the worker's to handle.
            start_new_session=True,
        )
        return self._process

    def _asked(self, process: subprocess.Popen[bytes], asked: bytes) -> tuple[bool, bytes]:
        """Hand over and wait. The deadline ends the process, and with it the waiting."""
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        clock = threading.Timer(self._seconds, stop)
        clock.start()
        try:
            answer = _talk(process, asked)
        finally:
            clock.cancel()
        if answer is None:
            self._end()
            why = (
                f"took longer than {self._seconds:g} seconds" if late.is_set() else "took too much memory, or broke off"
            )
            raise TypesetError(f"The PDF could not be made: setting it {why}.")
        return answer

    def _end(self) -> None:
        if self._process is None:
            return
        with contextlib.suppress(BrokenPipeError):
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe is not None:
                    pipe.close()
        self._process.kill()
        self._process.wait()
        self._process, self._made = None, 0


def _talk(process: subprocess.Popen[bytes], asked: bytes) -> tuple[bool, bytes] | None:
    """The answer; None where the process ended before it gave one."""
    to, back = process.stdin, process.stdout
    if to is None or back is None:
        return None
    try:
        to.write(len(asked).to_bytes(4, "big") + asked)
        to.flush()
    except BrokenPipeError:
        return None
    head = back.read(5)
    if len(head) < 5:
        return None
    size = int.from_bytes(head[:4], "big")
    content = back.read(size)
    return (head[4] == 1, content) if len(content) == size else None


def _sentence(message: str) -> str:
    """What Typst says, as staff can act on it."""
    found = _NO_SHAPE.search(message)
    if found is None:
        return f"The PDF could not be made: {message}."
    text = _CODE.sub(lambda code: chr(int(code[1], 16)), found["text"] or found["sign"] or "")
    sign = text[:1] or "?"
    named = f"U+{ord(sign):04X} {unicodedata.name(sign, '')}".strip()
    shown = f'"{sign}" ({named})' if sign.isprintable() else named
    if unicodedata.category(sign) == "Co":
        return f"The PDF could not be made: {shown} is a private sign that means nothing to others. Take it out."
    return (
        f"The PDF could not be made: no font has the sign {shown}. Install one that has it (Debian, Ubuntu: "
        f'apt install {package_for(sign)}), or name its folder in config.toml: [office] fonts = ["…"].'
    )
