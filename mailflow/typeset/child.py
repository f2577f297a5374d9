"""The process that sets sheets: JSON in on standard input, PDF out on standard output, until the other end closes.

It reads fonts and nothing else: Typst's root and package folders are an empty folder, the program is the one that ships,
and it can write no file. `press` is its other end.
"""

from __future__ import annotations

import json
import resource
import struct
import sys
from pathlib import Path
from typing import Any, BinaryIO

import typst

from mailflow.typeset.fonts import families

LENGTH = struct.Struct(">I")
# Archival, accessible (tagged), and every sign with a shape and a meaning: a missing one is an error.
STANDARDS: list[Any] = ["a-2a", "ua-1"]


def main() -> None:
    """Arguments: the memory it may use in bytes, an empty folder, then the folders with fonts."""
    memory, nowhere, folders = int(sys.argv[1]), sys.argv[2], sys.argv[3:]
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    # What a library prints must not be taken for a document.
    sys.stdout = sys.stderr
    fonts = typst.Fonts(True, True, list(folders))
    there = fonts.families()
    program = Path(__file__).with_name("sheet.typ").read_bytes()
    while head := source.read(LENGTH.size):
        asked = json.loads(source.read(LENGTH.unpack(head)[0]))
        _answer(sink, *_set(program, fonts, there, nowhere, asked))


def _set(
    program: bytes, fonts: typst.Fonts, there: list[str], nowhere: str, asked: dict[str, Any]
) -> tuple[bool, bytes]:
    chosen = families(asked["sheet"]["language"], there)
    inputs = {"sheet": json.dumps(asked["sheet"]), "fonts": json.dumps(chosen)}
    compiler = typst.Compiler(
        program,
        root=nowhere,
        font_paths=fonts,
        sys_inputs=inputs,
        package_path=nowhere,
        package_cache_path=nowhere,
    )
    try:
        made = compiler.compile(format="pdf", pdf_standards=STANDARDS, timestamp=asked["made"])
    except typst.TypstError as error:
        return False, error.message.encode()
    return True, made if isinstance(made, bytes) else b""


def _answer(sink: BinaryIO, good: bool, content: bytes) -> None:
    sink.write(LENGTH.pack(len(content)) + (b"\x01" if good else b"\x00") + content)
    sink.flush()


if __name__ == "__main__":
    main()
