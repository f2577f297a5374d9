"""Papers, statements and contributions: which attachment is the document, or whether it is the text itself.

What only travels with it is none: the covering note, cards, calendars, logos, lists of delegates. What is announced and
did not come is named as missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mailflow.core.document import Condition, Document
from mailflow.core.facts import ActionPoint, Paper, Source
from mailflow.core.message import Attachment
from mailflow.core.phrases import Phrases
from mailflow.core.text import Role
from mailflow.core.view import View

KINDS = ("contribution", "statement", "paper")
_DOCUMENTS = frozenset(
    {"pdf", "docx", "doc", "odt", "rtf", "pptx", "ppt", "odp", "xlsx", "xls", "ods", "csv", "txt", "html", "pages"}
)
_SUFFIX = re.compile(
    r"\.(?:pdf|docx?|docm|dotm?|odt|rtf|pptx?|pptm|odp|xlsx?|xlsm|xlsb|ods|csv|txt|html?|wpd|pages|tex|md)\Z",
    re.IGNORECASE,
)
_DECORATION = re.compile(
    r"(?:image|logo|signature|banner|icon|oledata|smime|winmail|outlook|att|pic)[\W_]*\d*", re.IGNORECASE
)
_SECURITY = re.compile(r"\.(?:p7s|p7m|asc|sig|vcf|ics|vcs|gpg|key|dat)\Z", re.IGNORECASE)
_PICTURES = re.compile(r"\.(?:jpe?g|png|tiff?|gif|bmp|heic)\Z", re.IGNORECASE)
_REVISION = re.compile(
    r"(?<![^\W_])(?:rev|corr|v|version)[ ._-]?\d{1,2}(?![^\W_])|(?<![^\W_])(?:corr|corrigendum|revised|corrected)(?![^\W_])",
    re.IGNORECASE,
)
_TITLE_IN_MAIL = re.compile(r"[\"“”«„‘]\s*([^\"“”«»„‘’\n]{6,160}?)\s*[\"“”»‘’]")
_LEAST_PICTURE = 20_000
_SHORT_BODY = 90
_LONG_BODY = 180
_COVER_READ = 1_200


@dataclass(frozen=True, slots=True)
class Papers:
    """The documents submitted, the parts that they take up, and what is missing."""

    papers: tuple[Paper, ...] = ()
    parts: frozenset[str] = frozenset()
    missing: tuple[Source, ...] = ()


def read_papers(view: View, kinds: frozenset[str], points: Sequence[ActionPoint], phrases: Phrases) -> Papers:
    """The documents that a message submits. `kinds` are those of the message."""
    wanted = [kind for kind in KINDS if kind in kinds]
    chosen = list(_submitted(view, phrases))
    if not wanted:
        return Papers()
    replaces = _says(view, phrases, "revised-version")
    papers = [
        _paper(document, _kind(document, wanted, phrases), view, phrases, replaces, len(chosen)) for document in chosen
    ]
    body = list(_in_body(view, wanted, papers, points, phrases, replaces))
    missing = () if papers or body else _missing(view, phrases)
    return Papers((*papers, *body), frozenset(d.part for d in chosen), missing)


def missing_documents(view: View, phrases: Phrases) -> tuple[Source, ...]:
    """What a message announces and does not bring, of whatever kind it is."""
    if any(_may_be_document(d, _attachment(view, d)) for d in view.documents) or view.message.embedded:
        return ()
    return _missing(view, phrases)


def _missing(view: View, phrases: Phrases) -> tuple[Source, ...]:
    name = "announces-document"
    if name not in phrases.names:
        return ()
    own = view.text.of(Role.NEW)
    hit = phrases.has(name, own)
    return (Source(_part(view), _line(own, hit.start)),) if hit else ()


def _line(text: str, place: int) -> str:
    begin = text.rfind("\n\n", 0, place) + 1
    end = text.find("\n\n", place)
    return " ".join(text[begin : end if end >= 0 else len(text)].split())[:300]


def _submitted(view: View, phrases: Phrases) -> Iterator[Document]:
    """The documents that a message submits: all, less what only travels with them."""
    candidates = [d for d in view.documents if _may_be_document(d, _attachment(view, d))]
    proper = [d for d in candidates if not _is_cover(d, phrases) and not _is_delegation(d, phrases)]
    if not proper:
        proper = [d for d in candidates if not _is_cover_by_name(d, phrases) and not _is_delegation(d, phrases)]
    yield from proper


def _attachment(view: View, document: Document) -> Attachment | None:
    return next((a for a in view.message.attachments if a.part == document.part), None)


def _may_be_document(document: Document, attachment: Attachment | None) -> bool:
    """True for what can be a paper by its form."""
    name = document.name
    if document.kind in ("ics", "vcf") or _SECURITY.search(name):
        return False
    if document.kind in _DOCUMENTS or _SUFFIX.search(name):
        return True
    if document.kind == "picture" or _PICTURES.search(name):
        return _may_be_scan(name, attachment)
    return bool(name) and document.condition is not Condition.PICTURE


def _may_be_scan(name: str, attachment: Attachment | None) -> bool:
    """True for a picture that may be a page: attached, large, and not named as decoration."""
    if (
        attachment is None
        or attachment.size < _LEAST_PICTURE
        or attachment.content_id
        or attachment.disposition == "inline"
    ):
        return False
    return not _DECORATION.match(name)


def _is_cover(document: Document, phrases: Phrases) -> bool:
    """True for a note or letter that only brings the document."""
    if _is_cover_by_name(document, phrases):
        return True
    text = document.text[:_COVER_READ]
    return bool(text) and len(document.text) < 4_000 and _has(phrases, "note-opening", text)


def _is_cover_by_name(document: Document, phrases: Phrases) -> bool:
    return _has(phrases, "cover-name", _spaced(document.name))


def _is_delegation(document: Document, phrases: Phrases) -> bool:
    """True for a list of delegates: named or headed as one, and as nothing else."""
    texts = (_spaced(document.name), document.title[:120])
    if any(_has(phrases, kind, text) for kind in KINDS for text in texts):
        return False
    return any(_has(phrases, "delegation-name", text) for text in texts)


def _spaced(name: str) -> str:
    """A file name as words."""
    stem = _SUFFIX.sub("", name)
    return re.sub(r"(?<=[a-zß-ÿ])(?=[A-Z])", " ", re.sub(r"[_\-.]+", " ", stem))


def _kind(document: Document, wanted: Sequence[str], phrases: Phrases) -> str:
    """Which of the kinds a document is, by its name and its title."""
    if len(wanted) == 1:
        return wanted[0]
    for text in (_spaced(document.name), document.title, document.text[:300]):
        named = [kind for kind in wanted if _has(phrases, kind, text)]
        if len(named) == 1:
            return named[0]
    return wanted[0]


def _paper(document: Document, kind: str, view: View, phrases: Phrases, replaces: bool, count: int) -> Paper:
    title = " ".join(document.title.split()) or (_title_in_mail(view, phrases) if count == 1 else None)
    says = bool(_REVISION.search(_spaced(document.name)) or _REVISION.search(document.title))
    return Paper(
        kind=kind,
        filename=document.name or None,
        title=title or None,
        source=Source(document.part, title or document.name),
        part=document.part,
        language=document.language,
        replaces=says or replaces,
    )


def _title_in_mail(view: View, phrases: Phrases) -> str | None:
    """The title that the mail gives: «entitled "…"»."""
    text = view.text.new
    for hit in phrases.find("entitled", text) if "entitled" in phrases.names else ():
        found = _TITLE_IN_MAIL.match(text[hit.end : hit.end + 200].lstrip(" :\n"))
        if found:
            return " ".join(found.group(1).split())
    return None


def _in_body(
    view: View,
    wanted: Sequence[str],
    papers: Sequence[Paper],
    points: Sequence[ActionPoint],
    phrases: Phrases,
    replaces: bool,
) -> Iterator[Paper]:
    """The document that is the text of the message itself."""
    own = view.text.new
    words = len(own.split())
    announces = _has(phrases, "announces-document", view.text.of(Role.NEW))
    part = _part(view)
    for kind in wanted:
        if any(p.kind == kind for p in papers):
            continue
        if papers and not (kind == "contribution" and any(p.source.part == part for p in points)):
            continue
        if not papers and announces and words < (_LONG_BODY if kind == "paper" else _SHORT_BODY):
            continue
        if not papers and kind == "paper" and words < _LONG_BODY:
            continue
        yield Paper(
            kind, None, _title_in_mail(view, phrases), Source(part, _line(own, 0)), None, view.text.language, replaces
        )
        return


def _part(view: View) -> str:
    return next((s.part for s in view.text.segments if s.role is Role.NEW), "1")


def _says(view: View, phrases: Phrases, name: str) -> bool:
    return _has(phrases, name, view.text.new) or _has(phrases, name, view.message.subject)


def _has(phrases: Phrases, name: str, text: str) -> bool:
    return name in phrases.names and bool(text) and phrases.has(name, text) is not None
