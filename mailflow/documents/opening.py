"""The door of the room: an attachment in, a document out. What is dangerous is not opened, and nothing raises.

The order is: name, size, bytes, and only then the reader of that kind. What a file promises to be never decides what opens it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from mailflow.core.charset import encodable
from mailflow.core.document import Condition, Document
from mailflow.core.filename import clean_name
from mailflow.core.message import Attachment, Message
from mailflow.core.parsing import parse
from mailflow.documents.archives import listed_archive, listed_gzip, listed_zip
from mailflow.documents.calendars import read_calendar
from mailflow.documents.cards import read_cards
from mailflow.documents.content import Content, unreadable
from mailflow.documents.docx import read_docx, shown_title
from mailflow.documents.kinds import kind_of
from mailflow.documents.limits import Limits
from mailflow.documents.names import MACROS, kind_by_name, suffix
from mailflow.documents.office import danger, office_kind
from mailflow.documents.pdf import read_pdf
from mailflow.documents.plain import read_csv, read_html, read_txt
from mailflow.documents.refusal import misnamed, refused, refused_by_name
from mailflow.documents.rtf import read_rtf
from mailflow.documents.slides import read_opendocument, read_slides
from mailflow.documents.workbook import read_workbook
from mailflow.documents.zips import Bomb, Directory, Refused, directory

_USUAL = Limits()
_LEAST_PAGE = 20_000  # bytes
_PAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*")  # PNG, JPEG, TIFF
_READERS: dict[str, Callable[[bytes, Limits], Content]] = {
    "pdf": read_pdf,
    "rtf": read_rtf,
    "txt": read_txt,
    "csv": read_csv,
    "html": read_html,
    "ics": read_calendar,
    "vcf": read_cards,
    "archive": listed_archive,
    "gzip": listed_gzip,
    "eml": lambda content, limits: _read_message(content, limits),
    "tnef": lambda content, limits: unreadable("winmail.dat: its files can only be opened by Outlook"),
    "other": lambda content, limits: Content(Condition.UNKNOWN, "a file of a kind that cannot be read"),
}
# Pairs of promised and found kinds that are not at odds, and kinds of which the bytes say too little.
_ALIKE = (
    {"txt", "csv", "html", "eml"},
    {"old-office", "ole"},
    {"macros", "docx"},
    {"macros", "xlsx"},
    {"macros", "pptx"},
    {"archive", "zip", "gzip"},
    {"program", "archive", "zip", "gzip", "script"},
)
_UNTOLD = frozenset({"report", "signature", "other", "media"})
# The word for other rooms, where theirs is wider: an RTF file is a text document like a DOCX.
_SHOWN = {
    **dict.fromkeys(["rtf", "odt"], "docx"),
    "ods": "xlsx",
    **dict.fromkeys(["zip", "gzip"], "archive"),
    "script": "program",
    "svg": "picture",
    **dict.fromkeys(["pptx", "odp", "ole", "report", "media", "tnef", "eml", "macros", "old-office", ""], "other"),
}


def read(attachment: Attachment, limits: Limits = _USUAL) -> Document:
    """The document of this attachment. Never raises."""
    name = clean_name(attachment.name)
    kind, content = _opened(name, attachment, limits)
    notes = [content.note, _odds(name, kind)]
    if len(content.text) > limits.text_characters:
        notes.append(f"only the first {limits.text_characters} characters were read")
    return Document(
        part=attachment.part,
        name=name,
        kind=_SHOWN.get(kind, kind),
        condition=content.condition,
        note=encodable("; ".join(filter(None, notes))),
        title=encodable(content.title),
        text=encodable(content.text[: limits.text_characters].replace("\0", "")),
        tables=content.tables,
        pages=content.pages,
        calendar=content.calendar,
        cards=content.cards,
        pictures=(1,) if _may_be_page(attachment, content.condition) else content.pictures,
    )


def read_all(message: Message, limits: Limits = _USUAL) -> tuple[Document, ...]:
    """The documents of the message and of the messages in it, in order, within one budget of text."""
    documents: list[Document] = []
    left = limits.text_characters
    for attachment in attachments_of(message):
        if len(documents) >= limits.files or left <= 0:
            documents.append(_unopened(attachment, limits))
            continue
        documents.append(read(attachment, replace(limits, text_characters=left)))
        left -= len(documents[-1].text)
    return tuple(documents)


def attachments_of(message: Message) -> Iterator[Attachment]:
    """The attachments of a message and of the messages in it, in order."""
    yield from message.attachments
    for inner in message.embedded:
        yield from attachments_of(inner)


def _unopened(attachment: Attachment, limits: Limits) -> Document:
    """A file for which there was no room any more; what its name alone says is said."""
    name = clean_name(attachment.name)
    content = refused_by_name(name) or unreadable("so much came with the message that this file was not opened")
    kind = kind_by_name(name)
    return Document(attachment.part, name, _SHOWN.get(kind, kind), content.condition, content.note)


def _opened(name: str, attachment: Attachment, limits: Limits) -> tuple[str, Content]:
    """The kind, and what was read: one character more than the limit where there is more."""
    content = attachment.content
    if (by_name := refused_by_name(name)) is not None:
        return "program", by_name
    if len(content) > limits.file_bytes:
        note = f"{len(content)} bytes; up to {limits.file_bytes} are read"
        return kind_by_name(name), Content(Condition.TOO_LARGE, note)
    found = kind_of(name, attachment.content_type, content)
    if (by_bytes := refused(name, found, content)) is not None:
        return found.name, by_bytes
    kind, reader = found.name, _READERS.get(found.name, _nothing_to_read)
    try:
        if kind == "zip":
            opened = directory(content, limits)
            kind = office_kind(opened) or "archive"
            return kind, _read_zip(name, kind, content, opened, _one_more(limits))
        return kind, reader(content, _one_more(limits))
    except Bomb as bomb:
        return kind, Content(Condition.DANGEROUS, f"not opened, because {bomb}")
    except Refused as reason:
        return kind, unreadable(str(reason))
    except Exception as error:  # noqa: BLE001
        # The libraries raise what they like on hostile files; the other files of the message must still be read.
        return kind, unreadable(f"the file is damaged ({type(error).__name__})")


def _one_more(limits: Limits) -> Limits:
    return replace(limits, text_characters=limits.text_characters + 1)


def _may_be_page(attachment: Attachment, condition: Condition) -> bool:
    """True for a picture that came as a file of its own with the bytes of a page; a logo has fewer, or stands in the text."""
    shown = attachment.disposition == "inline" or bool(attachment.content_id)
    is_picture = condition is Condition.PICTURE and attachment.content.startswith(_PAGES)
    return is_picture and not shown and len(attachment.content) >= _LEAST_PAGE


def _nothing_to_read(content: bytes, limits: Limits) -> Content:
    """Pictures, sound, signatures, parts of reports."""
    return Content(Condition.PICTURE)


def _read_zip(name: str, kind: str, content: bytes, opened: Directory, limits: Limits) -> Content:
    if kind == "archive":
        listed = listed_zip(opened)
        return listed if listed.condition is Condition.DANGEROUS else misnamed(name, kind) or listed
    if reason := danger(opened) or ("a document with macros" if suffix(name) in MACROS else ""):
        return Content(Condition.DANGEROUS, reason, title=shown_title(opened) if kind == "docx" else "")
    if opened.encrypted:
        return Content(Condition.ENCRYPTED, "it is protected by a password")
    if kind == "docx":
        return read_docx(content, limits)
    if kind == "xlsx":
        return read_workbook(content, opened, limits)
    return read_slides(opened, limits) if kind == "pptx" else read_opendocument(opened, limits)


def _read_message(content: bytes, limits: Limits) -> Content:
    """A message that was attached as a file: its subject and its text. Its own attachments are only named."""
    message = parse(content)
    names = [a.name for a in message.attachments if a.name]
    text = "\n".join([message.subject, *(b.text for b in message.bodies if b.content_type == "text/plain")])
    note = f"a message with files of its own: {', '.join(names[:10])}" if names else ""
    return Content(note=note, text=text[: limits.text_characters])


def _odds(name: str, kind: str) -> str:
    """A note where the ending promises another kind."""
    promised = kind_by_name(name)
    if not promised or promised == kind or any({promised, kind} <= alike for alike in _ALIKE) or kind in _UNTOLD:
        return ""
    return f"its name ends in .{suffix(name)}, its content is {kind}"
