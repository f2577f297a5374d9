"""vCards by hand (RFC 6350, and the older 2.1 and 3.0 that are more common)."""

from __future__ import annotations

import binascii
import re

from mailflow.core.charset import decoded
from mailflow.core.document import Card
from mailflow.documents.content import Content
from mailflow.documents.limits import Limits
from mailflow.documents.plain import text_of

_MOST = 500
_SOFT_BREAK = re.compile(r"=\n[ \t]?")
_BEGIN = re.compile(r"^[ \t]*BEGIN:VCARD[ \t]*$", re.IGNORECASE | re.MULTILINE)
_FOLD = re.compile(r"\n[ \t]")
_LINE = re.compile(r"(?:[\w-]+\.)?([A-Za-z-]+)((?:;[^:;\"]*(?:\"[^\"]*\"[^:;\"]*)*)*):(.*)")
_ESCAPED = re.compile(r"\\(.)")


def read_cards(content: bytes, limits: Limits) -> Content:
    """The content of a vCard file."""
    text, note = text_of(content)
    blocks = _BEGIN.split(text[: 4 * limits.text_characters])[1:]
    cards = tuple(_card(block) for block in blocks[:_MOST])
    note = "; ".join(filter(None, (note, f"only the first {_MOST} cards were read" if len(blocks) > _MOST else "")))
    lines = [", ".join(filter(None, (c.name, c.title, c.organisation, c.email))) for c in cards]
    return Content(note=note, text="\n".join(lines), cards=cards)


def _card(block: str) -> Card:
    fields = _fields(block)
    name = fields.get("FN") or _structured_name(fields.get("N", ""))
    organisation = ", ".join(part for part in _parts(fields.get("ORG", "")) if part)
    return Card(_plain(name), _plain(fields.get("TITLE", "")), organisation, _plain(fields.get("EMAIL", "")))


def _fields(block: str) -> dict[str, str]:
    """The first value of each property, decoded but not unescaped."""
    if "QUOTED-PRINTABLE" in block.upper():
        block = _SOFT_BREAK.sub("", block)
    found: dict[str, str] = {}
    for line in _FOLD.sub("", block).split("\n"):
        match = _LINE.fullmatch(line.strip())
        if match is not None:
            found.setdefault(match[1].upper(), _value(match[2].upper(), match[3]))
    return found


def _value(parameters: str, value: str) -> str:
    if "QUOTED-PRINTABLE" not in parameters:
        return value
    charset = re.search(r"CHARSET=\"?([\w-]+)", parameters)
    return decoded(binascii.a2b_qp(value.encode("utf-8")), charset[1] if charset else "utf-8").text


def _structured_name(value: str) -> str:
    """`Family;Given;Additional;Prefix;Suffix` in reading order, without prefix and suffix."""
    family, given, additional, *_ = [*_parts(value), "", "", ""]
    return " ".join(part for part in (given, additional, family) if part)


def _parts(value: str) -> list[str]:
    return [_plain(part) for part in re.split(r"(?<!\\);", value)]


def _plain(value: str) -> str:
    return " ".join(_ESCAPED.sub(lambda m: " " if m[1] in "nN" else m[1], value).split())
