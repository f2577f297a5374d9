"""Archives are listed and never unpacked. One with programs, macros or archives in it is dangerous."""

from __future__ import annotations

import io
import re
import tarfile
import zlib

from mailflow.core.document import Condition
from mailflow.documents.content import Content
from mailflow.documents.kinds import kind_of
from mailflow.documents.limits import Limits
from mailflow.documents.names import ARCHIVES, MACROS, PROGRAMS, suffix
from mailflow.documents.zips import Directory

# File names in the headers of archives that keep them readable (RAR in ASCII, 7z in UTF-16 where it is not packed).
_NAME = re.compile(rb"[\w .()-]{1,100}\.([A-Za-z0-9]{2,4})(?![\w.])")
_PEEK = 64 * 1024


def listed_zip(directory: Directory) -> Content:
    """A zip that is no office document."""
    if directory.programs():
        return _dangerous(directory.programs())
    if directory.encrypted:
        return Content(Condition.ENCRYPTED, f"an archive protected by a password; it holds {_names(directory.names)}")
    return _unopened(directory.names)


def listed_archive(content: bytes, limits: Limits) -> Content:
    """Any other archive: tar is listed, of the others the names that stand there to be read."""
    if content[257:262] == b"ustar":
        return _listed_tar(content, limits)
    head = content[:_PEEK] + content[-_PEEK:]
    names = [m[0].decode("ascii", "replace").strip() for m in _NAME.finditer(head + head.replace(b"\0", b""))]
    found = tuple(n for n in names if suffix(n) in PROGRAMS | MACROS)
    return (
        _dangerous(found)
        if found
        else Content(Condition.UNREADABLE, "an archive; it was not opened and cannot be listed")
    )


def listed_gzip(content: bytes, limits: Limits) -> Content:
    """A gzip file holds one file: only its beginning is unpacked, to see what it is."""
    try:
        begin = zlib.decompressobj(31).decompress(content[:_PEEK], _PEEK)
    except zlib.error:
        return Content(Condition.UNREADABLE, "an archive that is damaged")
    kind = kind_of("", "", begin).name
    if kind in ("program", "script", "zip", "gzip", "ole") or (kind == "archive" and begin[257:262] != b"ustar"):
        return Content(Condition.DANGEROUS, "an archive with a program or another archive in it; it was not opened")
    if begin[257:262] == b"ustar" and suffix(begin[:100].rstrip(b"\0").decode("utf-8", "replace")) in PROGRAMS:
        return _dangerous((begin[:100].rstrip(b"\0").decode("utf-8", "replace"),))
    return Content(Condition.UNREADABLE, "an archive; it was not opened")


def _listed_tar(content: bytes, limits: Limits) -> Content:
    names = []
    try:
        with tarfile.open(fileobj=io.BytesIO(content), mode="r:") as archive:
            for member in archive:
                names.append(member.name)
                if len(names) > limits.members:
                    return Content(Condition.DANGEROUS, "an archive with too many entries; it was not opened")
    except (tarfile.TarError, ValueError, OSError):
        return Content(Condition.UNREADABLE, "an archive that is damaged")
    found = tuple(n for n in names if suffix(n) in PROGRAMS | MACROS | ARCHIVES)
    return _dangerous(found) if found else _unopened(tuple(names))


def _dangerous(names: tuple[str, ...]) -> Content:
    return Content(
        Condition.DANGEROUS,
        f"an archive with a program, macros or another archive in it: {_names(names)}; it was not opened",
    )


def _unopened(names: tuple[str, ...]) -> Content:
    return Content(
        Condition.UNREADABLE,
        f"an archive; it was not opened; it holds {_names(names)}" if names else "an empty archive",
    )


def _names(names: tuple[str, ...]) -> str:
    shown = ", ".join(" ".join(n.split())[:80] for n in names[:10])
    return shown + (f" and {len(names) - 10} more" if len(names) > 10 else "")
