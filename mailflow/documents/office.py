"""Which office document a zip is, and whether it carries what may not be opened (ECMA-376; OpenDocument 1.2)."""

from __future__ import annotations

import re

from mailflow.documents.zips import Directory

_TYPES = "[Content_Types].xml"
_MAIN = (
    (b"wordprocessingml.document.main+xml", "docx"),
    (b"wordprocessingml.template.main+xml", "docx"),
    (b"spreadsheetml.sheet.main+xml", "xlsx"),
    (b"spreadsheetml.template.main+xml", "xlsx"),
    (b"presentationml.presentation.main+xml", "pptx"),
    (b"presentationml.slideshow.main+xml", "pptx"),
    (b"presentationml.template.main+xml", "pptx"),
    # The same with macros: they are told by `danger`.
    (b"vnd.ms-word.", "docx"),
    (b"vnd.ms-excel.", "xlsx"),
    (b"vnd.ms-powerpoint.", "pptx"),
)
_MACROS = (b"macroEnabled", b"vbaProject", b"ms-excel.sheet.binary")
_ODF = b"application/vnd.oasis.opendocument."
_MOST = 2_000_000
_EXTERNAL = re.compile(
    rb"<Relationship\b[^<>]{0,2000}?/(attachedTemplate|oleObject|frame|subDocument|externalLinkPath)\"[^<>]{0,4000}>",
    re.I,
)


def office_kind(directory: Directory) -> str:
    """docx, xlsx, pptx, odt, ods, odp, or "" where the zip is no office document."""
    types = directory.content(_TYPES, _MOST)
    for mark, kind in _MAIN:
        if mark in types:
            return kind
    open_type = directory.content("mimetype", 200)
    if not open_type.startswith(_ODF):
        return ""
    return {b"text": "odt", b"spreadsheet": "ods"}.get(open_type.removeprefix(_ODF).partition(b"-")[0].strip(), "odp")


def danger(directory: Directory) -> str:
    """Why the document is not opened, "" where nothing speaks against it."""
    types = directory.content(_TYPES, _MOST)
    if directory.has("vbaproject.bin", "vbadata.xml") or any(mark in types for mark in _MACROS):
        return "it carries macros"
    if any("/macrosheets/" in f"/{name.lower()}" for name in directory.names) or b"ms-excel.macrosheet" in types:
        return "it carries macros of the old kind (Excel 4.0)"
    if any("/activex/" in f"/{name.lower()}" for name in directory.names):
        return "it carries program objects (ActiveX)"
    if any(name.startswith(("Basic/", "Scripts/")) for name in directory.names):
        return "it carries macros"
    if directory.has(".exe", ".dll", ".js", ".vbs", ".scr", ".ps1", ".bat", ".cmd", ".lnk", ".hta", ".jar"):
        return "it carries a program"
    return _fetches(directory)


def _fetches(directory: Directory) -> str:
    """A template or object that is fetched from elsewhere when the document is opened is code from elsewhere."""
    for name in directory.names:
        if not name.endswith(".rels"):
            continue
        for relation in _EXTERNAL.finditer(directory.content(name, _MOST)):
            if b'"External"' in relation[0] and relation[1] in (
                b"attachedTemplate",
                b"oleObject",
                b"frame",
                b"subDocument",
            ):
                return "it fetches a template or an object from elsewhere when it is opened"
    return ""
