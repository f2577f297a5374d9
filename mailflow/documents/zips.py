"""The directory of a zip, judged before anything in it is unpacked: bombs, overlaps, damage, programs, macros.

Office files are zips too, so this stands in front of every reader of one. Only the central directory is read, by the
standard library; how long a member really is when unpacked is counted by hand, because other libraries do not stop at the
length that the directory states.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from mailflow.documents.limits import Limits
from mailflow.documents.names import ARCHIVES, MACROS, PROGRAMS, suffix

_DIRECTORY_END = b"PK\x05\x06"
_LARGEST_DIRECTORY = 1_000_000
_SMALL = 10_000_000  # unpacked sizes below this are no bomb, whatever the ratio
_CHUNK = 256 * 1024


class Refused(Exception):
    """The zip is not opened. The text says why, for staff."""


class Bomb(Refused):
    """The zip unpacks to more than it may, or lies about its size."""


@dataclass(frozen=True, slots=True)
class Directory:
    """The members of a zip that may be opened."""

    archive: zipfile.ZipFile
    names: tuple[str, ...]
    encrypted: bool

    def has(self, *endings: str) -> bool:
        """Whether a member's name ends in one of these (lower case)."""
        return any(name.lower().endswith(endings) for name in self.names)

    def content(self, name: str, most: int) -> bytes:
        """The first `most` bytes of a member, b"" where there is none of that name."""
        if name not in self.names:
            return b""
        with self.archive.open(name) as member:
            return member.read(most)

    def programs(self) -> tuple[str, ...]:
        """Members that are programs, documents with macros, or archives again."""
        return tuple(n for n in self.names if suffix(n) in PROGRAMS | MACROS | ARCHIVES)


def directory(content: bytes, limits: Limits) -> Directory:
    """The directory of this zip. Raises `Refused` where it may not be opened, `Bomb` where it is an attack."""
    _check_end(content)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error, UnicodeError) as error:
        raise Refused("the file is damaged") from error
    members = archive.infolist()
    if len(members) > limits.members:
        raise Bomb(f"it holds {len(members)} entries")
    _check_sizes(members, len(content), limits)
    encrypted = any(m.flag_bits & 0x1 for m in members)
    if not encrypted:
        _check_lengths(content, members, limits)
    return Directory(archive, tuple(m.filename for m in members), encrypted)


def _check_end(content: bytes) -> None:
    """The record at the end says how long the directory is; it is looked at before the standard library reads it all."""
    at = content.rfind(_DIRECTORY_END, max(0, len(content) - 66_000))
    if at < 0 or len(content) < at + 22:
        raise Refused("the file is damaged")
    size, start = struct.unpack_from("<II", content, at + 12)
    if max(size, 0 if start == 0xFFFFFFFF else at - start) > _LARGEST_DIRECTORY:
        raise Bomb("its directory is too large")


def _check_sizes(members: list[zipfile.ZipInfo], packed: int, limits: Limits) -> None:
    """Stated sizes, and members that share bytes (CVE-2024-0450)."""
    unpacked = sum(m.file_size for m in members)
    if unpacked > limits.unpacked_bytes or (unpacked > _SMALL and unpacked > packed * limits.ratio):
        raise Bomb(f"it would unpack to {unpacked} bytes")
    spans = sorted((m.header_offset, m.header_offset + 30 + m.compress_size) for m in members)
    if any(end > start for (_, end), (start, _) in pairwise(spans)):
        raise Bomb("its members share bytes")


def _check_lengths(content: bytes, members: list[zipfile.ZipInfo], limits: Limits) -> None:
    """Unpack every deflated member in small steps, to see that it ends where the directory says."""
    for member in members:
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Refused("it is packed in an unusual way")
        if member.compress_type == zipfile.ZIP_STORED:
            if member.compress_size != member.file_size:
                raise Bomb("its directory lies about sizes")
            continue
        counted = 0
        for length in _lengths(content, member):
            counted += length
            if counted > member.file_size:
                raise Bomb("its directory lies about sizes")


def _lengths(content: bytes, member: zipfile.ZipInfo) -> Iterator[int]:
    """The lengths of the pieces that the member unpacks to."""
    at = member.header_offset
    if content[at : at + 4] != b"PK\x03\x04" or len(content) < at + 30:
        raise Refused("the file is damaged")
    name, extra = struct.unpack_from("<HH", content, at + 26)
    begin = at + 30 + name + extra
    packed = memoryview(content)[begin : begin + member.compress_size]
    inflating = zlib.decompressobj(-15)
    try:
        for offset in range(0, len(packed), _CHUNK):
            piece = inflating.decompress(packed[offset : offset + _CHUNK], _CHUNK)
            yield len(piece)
            while inflating.unconsumed_tail and not inflating.eof:
                piece = inflating.decompress(inflating.unconsumed_tail, _CHUNK)
                yield len(piece)
    except zlib.error as error:
        raise Refused("the file is damaged") from error
