"""Which files are not opened at all, told by name and bytes before any reader sees them."""

from __future__ import annotations

from mailflow.core.document import Condition
from mailflow.documents.content import Content, unreadable
from mailflow.documents.kinds import Kind
from mailflow.documents.names import MACROS, PROGRAMS, is_disguised, kind_by_name, suffix

OLD_FORMAT = "old format that can carry macros"
# A file named as one of these must not turn out to be one of those: they run, fetch or hide something when a browser or a
# click opens them. Office programs do save web pages and RTF under old names, so those are not in the list.
_NAMED = frozenset({"pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "picture", "txt", "csv", "rtf", "ics", "vcf"})
_ACTIVE = frozenset({"html", "archive", "gzip"})
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_OUTLOOK_ITEM = "__properties_version1.0".encode("utf-16-le")
_INSTALLER = "Installer".encode("utf-16-le")


def refused_by_name(name: str) -> Content | None:
    """Why a file of this name is not opened, `None` where it may be."""
    if is_disguised(name):
        return Content(Condition.DANGEROUS, f"a program named as a document: {name}")
    return Content(Condition.DANGEROUS, "a program") if suffix(name) in PROGRAMS else None


def refused(name: str, kind: Kind, content: bytes) -> Content | None:
    """Why a file of these bytes is not opened, `None` where it may be."""
    if kind.name in ("program", "script"):
        return Content(Condition.DANGEROUS, "a program")
    if suffix(name) in MACROS and kind.name != "zip":
        return Content(Condition.DANGEROUS, "a document with macros")
    if kind.polyglot:
        return Content(Condition.DANGEROUS, "two kinds of file in one")
    if kind.name == "svg":
        return Content(Condition.DANGEROUS, "a picture that can carry a program (SVG)")
    if kind.name == "ole":
        return _compound(content)
    return misnamed(name, kind.name) if kind.name in _ACTIVE else None


def misnamed(name: str, kind: str) -> Content | None:
    """A web page or an archive under the name of a document."""
    promised = kind_by_name(name)
    return Content(Condition.DANGEROUS, f"named as {promised}, but it is {kind}") if promised in _NAMED else None


def _compound(content: bytes) -> Content:
    """Compound files: encrypted OOXML, Outlook items, installers, and the old office formats."""
    if _ENCRYPTED_PACKAGE in content:
        return Content(Condition.ENCRYPTED, "it is protected by a password")
    if _OUTLOOK_ITEM in content:
        return unreadable("an Outlook message file")
    return Content(Condition.DANGEROUS, "a program" if _INSTALLER in content[:100_000] else OLD_FORMAT)
