"""Another subject and text for a letter that is composed already. All else stays, byte for byte.

Message-ID, threading, addresses, date, attachments and calendar invitation are those that the letter had. The text that a
person typed is data like any other: it makes no markup, and only an address that was a link in the letter is one again.
"""

from __future__ import annotations

import email
import email.policy
import html
import re
from collections.abc import Iterable

from mailflow.core.data import one_line
from mailflow.core.encoding import folded
from mailflow.core.letter import text_part, unstructured
from mailflow.core.typesetting import page
from mailflow.core.wrapping import WIDTH, columns
from mailflow.errors import LetterError

_FIELDS = re.compile(rb"\r\n(?![ \t])")
_BOUNDARY = re.compile(rb'^Content-Type: multipart/[a-z]+;\s+boundary="([^"]+)"', re.MULTILINE | re.IGNORECASE)
_HREF = re.compile(r'<a [^>]*?href="([^"]+)"')


def editable(data: bytes) -> tuple[str, str]:
    """Subject and plain text of a letter of ours, as a person edits them."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    body = message.get_body(("plain",))
    text = str(body.get_content()) if body is not None else ""
    return str(message["Subject"] or ""), text.replace("\r\n", "\n").rstrip("\n") + "\n"


def encloses(data: bytes, name: str) -> bool:
    """True where a file of that name goes with the letter."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    return any(part.get_filename() == name for part in message.iter_attachments())


def recomposed(data: bytes, subject: str, text: str, language: str) -> bytes:
    """The letter with this subject and text. Raises `LetterError` where the subject is empty or a boundary stands in the text."""
    line = one_line(subject)
    if not line:
        raise LetterError("The subject is empty.", file="the letter", key="subject")
    plain = text.replace("\r\n", "\n").rstrip("\n") + "\n"
    texts = {b"text/plain": text_part(plain, "plain"), b"text/html": text_part(_page(data, plain, language), "html")}
    head, _, body = data.partition(b"\r\n\r\n")
    own = folded("Subject", unstructured(line, len("Subject: "))).encode("ascii").removesuffix(b"\r\n")
    fields = [own if field.lower().startswith(b"subject:") else field for field in _FIELDS.split(head)]
    return _with_texts(b"\r\n".join(fields) + b"\r\n\r\n" + body, texts)


def _with_texts(part: bytes, texts: dict[bytes, bytes]) -> bytes:
    """A part with the texts in it exchanged; of a text that is an attachment nothing."""
    head, _, body = part.partition(b"\r\n\r\n")
    found = _BOUNDARY.search(head)
    if found is None:
        lower = head.lower()
        kind = next((kind for kind in texts if b"content-type: " + kind in lower), None)
        return texts[kind] if kind is not None and b"content-disposition" not in lower else part
    delimiter = b"--" + found[1]
    if any(found[1] in text for text in texts.values()):
        raise LetterError("The text holds a mark that parts the letter; change that line.", file="the letter")
    first, *pieces = body.split(delimiter)
    inner, last = pieces[:-1], pieces[-1]
    changed = [b"\r\n" + _with_texts(piece[2:-2], texts) + b"\r\n" for piece in inner]
    return head + b"\r\n\r\n" + delimiter.join([first, *changed, last])


def _page(data: bytes, text: str, language: str) -> str:
    body = email.message_from_bytes(data, policy=email.policy.default).get_body(("html",))
    before = str(body.get_content()) if body is not None else ""
    links = [html.unescape(link) for link in _HREF.findall(before)]
    return page(_markup(text, links), language)


def _markup(text: str, links: Iterable[str]) -> str:
    """Paragraphs at empty lines. A line that was broken because it was full goes on; any other break stays one."""
    paragraphs = []
    for paragraph in re.split(r"\n\s*\n", text.strip("\n")):
        markup = ""
        lines = paragraph.split("\n")
        for line, following in zip(lines, [*lines[1:], ""], strict=True):
            markup += html.escape(line)
            if following:
                full = columns(line) + 1 + columns(following.split()[0] if following.split() else "") > WIDTH
                markup += " " if full else "<br>\n"
        paragraphs.append(f"<p>{markup}</p>\n")
    whole = "".join(paragraphs)
    for link in dict.fromkeys(links):
        shown = html.escape(link)
        whole = whole.replace(f"&lt;{shown}&gt;", f'<a href="{shown}">{html.escape(link.partition("?")[0])}</a>')
    return whole
