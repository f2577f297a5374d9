"""Which files may be given to the public, and in what form: allow-listed kinds, told by content and name, that do nothing.

A file is as it was sent, or refused with a reason that its sender can act upon. Only pictures are written anew, without what a
camera puts into them: the place, the time, the device.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

from mailflow.core.document import Condition
from mailflow.core.filename import clean_name
from mailflow.core.message import Attachment
from mailflow.documents.limits import Limits
from mailflow.documents.names import kind_by_name, suffix
from mailflow.documents.office import danger, office_kind
from mailflow.documents.opening import read
from mailflow.documents.pdf_active import active_content
from mailflow.documents.zips import Refused, directory

# What is published, with its type for the web. A kind by its name must be the kind of its bytes.
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "txt": "text/plain",
    "jpg": "image/jpeg",
    "png": "image/png",
}
_PICTURES = {"jpg": "JPEG", "png": "PNG"}
_OFFICE = frozenset({"docx", "xlsx", "pptx", "odt", "ods", "odp"})
_SAME = {"jpeg": "jpg", "jpe": "jpg", "jfif": "jpg", "text": "txt"}
_LIMITS = Limits(file_bytes=100_000_000)
_MOST_PIXELS = 80_000_000
_CALM = frozenset({Condition.READ, Condition.SCAN, Condition.PICTURE})


@dataclass(frozen=True, slots=True)
class CleanFile:
    """A file that may be published: `kind` is its ending there, too."""

    name: str  # as it was sent, cleaned
    kind: str
    content: bytes
    pages: int | None = None
    changed: str = ""  # what was taken out, as a sentence for staff


@dataclass(frozen=True, slots=True)
class Unclean:
    """Why a file is not published, to be said behind a colon."""

    name: str
    reason: str


def cleaned(name: str, content: bytes) -> CleanFile | Unclean:
    """The file as it may be published, or why it may not. Never raises."""
    name = clean_name(name)
    ending = _SAME.get(suffix(name), suffix(name))
    if ending not in TYPES:
        known = ", ".join(TYPES)
        return Unclean(name, f"files of its kind are not published ({known} are)")
    document = read(Attachment("", name, "", "attachment", len(content), "", content), _LIMITS)
    if document.condition not in _CALM:
        return Unclean(name, document.note or "it cannot be read")
    if ending in _PICTURES:
        return _picture(name, ending, content) if document.kind == "picture" else _misnamed(name, ending)
    if ending == "txt":
        return _text(name, content) if document.kind == "txt" else _misnamed(name, ending)
    if reason := _pdf(content) if ending == "pdf" else _office(ending, content):
        return Unclean(name, reason)
    return CleanFile(name, ending, content, document.pages)


def _misnamed(name: str, ending: str) -> Unclean:
    return Unclean(name, f"its name ends in .{ending}, and its content is of another kind")


def _pdf(content: bytes) -> str:
    if not content.startswith(b"%PDF-"):
        return "its content is no PDF"
    return active_content(content)


def _office(ending: str, content: bytes) -> str:
    """Why an office file is not published. `read` has looked for macros; here at what is packed into it."""
    try:
        opened = directory(content, _LIMITS)
        if office_kind(opened) != ending:
            return f"its name ends in .{ending}, and its content is of another kind"
        for member in opened.names:
            folder, _, inner = member.rpartition("/")
            if not folder.endswith("embeddings") or not inner:
                continue
            if kind_by_name(inner) not in _OFFICE:
                return "it carries an object of another program"
            if danger(directory(opened.content(member, _LIMITS.file_bytes), _LIMITS)):
                return "it carries a document with macros"
    except (Refused, zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError):
        return "it is damaged"
    return ""


def _text(name: str, content: bytes) -> CleanFile | Unclean:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Unclean(name, "its text is not in UTF-8")
    return CleanFile(name, "txt", text.encode("utf-8"))


def _picture(name: str, ending: str, content: bytes) -> CleanFile | Unclean:
    """The picture written anew: what is not its pixels, its palette or its colours is left out."""
    try:
        from PIL import Image, ImageOps
    except ImportError:
        return Unclean(name, "pictures need an optional library: pip install 'mailflow[site]'")
    try:
        with Image.open(io.BytesIO(content), formats=[_PICTURES[ending]]) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                return Unclean(name, f"it has {opened.width} × {opened.height} points, too many to be looked through")
            if getattr(opened, "n_frames", 1) > 1:
                return Unclean(name, "it is a film, not a picture")
            colours = opened.info.get("icc_profile")
            upright = ImageOps.exif_transpose(opened)
            if upright.mode == "P":
                upright = upright.convert("RGBA" if "transparency" in opened.info else "RGB")
            picture = Image.frombytes(upright.mode, upright.size, upright.tobytes())
            out = io.BytesIO()
            options = {"quality": 92, "optimize": True} if ending == "jpg" else {"optimize": True}
            picture.save(out, _PICTURES[ending], icc_profile=colours, **options)
    except Exception as error:  # noqa: BLE001
        # The readers of pictures raise what they like on hostile files.
        return Unclean(name, f"the picture cannot be read ({type(error).__name__})")
    return CleanFile(name, ending, out.getvalue(), None, "place, time and device were taken out of the picture")
