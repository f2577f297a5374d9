"""How much of an attachment is read. A file over a limit is not an error: the document says what was left."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of reading. Sizes in bytes and characters."""

    file_bytes: int = 25_000_000  # a larger file is not opened
    text_characters: int = 400_000  # over all documents of a message
    pages: int = 200
    cells: int = 50_000  # of a workbook or a CSV file, empty ones within its used area included
    files: int = 100  # documents of one message that are opened
    members: int = 2_000  # entries of an archive, office files included
    unpacked_bytes: int = 150_000_000  # what an archive would be, unpacked
    ratio: int = 200  # unpacked to packed; small archives may be over it
