"""E-mail addresses as values, and the reading of address fields (RFC 5322 §3.4). The null envelope sender is `None`.

`domain` is kept in lower case and as A-labels (IDNA), so that equal domains compare equal and a homograph never does.

Reading is strict where it matters: an element out of which two readers could take two different addresses gives none
(CVE-2019-16056, CVE-2023-27043). Every step is linear in the length of the field.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

import idna

from mailflow.core.defects import BAD_ADDRESS, OTHER_ADDRESS_IN_NAME, noted
from mailflow.core.encoded import decoded_words


@dataclass(frozen=True, slots=True)
class Address:
    """One addr-spec with its display name."""

    local: str
    domain: str
    name: str = ""

    @property
    def spec(self) -> str:
        """`local@domain`, without the display name."""
        return f"{self.local}@{self.domain}"

    @property
    def key(self) -> str:
        """What two spellings of one correspondent share: lower case, without a `+detail`."""
        return f"{self.local.partition('+')[0].casefold()}@{self.domain}"

    def __str__(self) -> str:
        return self.spec


# One address in the forms that nearly all mail has: `a@b`, `<a@b>`, `Name <a@b>`, `"Name" <a@b>`.
_PLAIN = re.compile(
    r'\s*(?:(?:"(?P<quoted>[^"\\]*)"|(?P<phrase>[^"<>(),;:@\\\[\]]*))\s*<(?P<angle>[\w.!#$%&\'*+/=?^`{|}~-]+@[\w.-]+)>'
    r"|(?P<bare>[\w.!#$%&'*+/=?^`{|}~-]+@[\w.-]+))\s*",
    re.ASCII,
)
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|\[[^\[\]\\\s]*+\]|\s++|[^\s"<>@,;:.()\[\]\\]++|.', re.DOTALL)
_COMMENT = re.compile(r"[()]|\\.", re.DOTALL)
_ONLY_ADDRESS = re.compile(r"<([^<>@\s\"(),;:\\]+@[^<>@\s\"(),;:\\]+)>\s*$")
_ATOM = re.compile(r"[^\s\"<>@,;:.()\[\]\\\x00-\x1f\x7f]+")
_DOMAIN = re.compile(
    r"(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*"
)
_LITERAL = re.compile(r"\[[0-9a-zA-Z:.]{2,60}\]")
_QUOTED_PAIR = re.compile(r"\\(.)", re.DOTALL)
_NAMED = re.compile(r"[^\s<>\"]+@[^\s<>\"]+")

# Signs that turn the direction of text, or hide in it: a display name must not say something else than it shows.
_HIDDEN = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF])


def parse_addresses(field_body: str) -> tuple[tuple[Address, ...], tuple[str, ...]]:
    """The addresses of an address field in order, groups opened, and what was wrong with it.

    Give the body as it came, unfolded but *before* RFC 2047 decoding: an encoded word may hold commas and angle brackets
    that mean nothing. Encoded words in display names are decoded here. A decoded body is read too, and a name with a comma
    may then come out as a defect, never as another address.
    """
    plain = _PLAIN.fullmatch(field_body)
    if plain is not None:
        name = plain["quoted"] if plain["quoted"] is not None else plain["phrase"] or ""
        address = _address(plain["angle"] or plain["bare"], name)
        if address is not None:
            return (address,), _doubts(address)
    return _listed(field_body)


def parse_address(text: str) -> Address | None:
    """The one address that this text is, `None` where it is none or more than one."""
    addresses, defects = parse_addresses(text)
    return addresses[0] if len(addresses) == 1 and not any(d.startswith(BAD_ADDRESS) for d in defects) else None


def valid_for_sending(address: Address) -> bool:
    """True where a letter may be sent there: RFC 5321 syntax, plain ASCII, no line break, a full domain name."""
    # Imported here: it takes longer to load than the whole core.
    from email_validator import EmailNotValidError, validate_email

    if not address.spec.isascii() or not address.spec.isprintable():
        return False
    try:
        validate_email(
            address.spec, check_deliverability=False, allow_smtputf8=False, strict=True, test_environment=True
        )
    except EmailNotValidError:
        return False
    return True


@lru_cache(maxsize=4096)
def domain_name(text: str) -> str | None:
    """A domain in lower case and as A-labels, a literal as it is; `None` where it is no domain.

    IDNA 2008 without the mappings of UTS 46: a full-width letter, the Kelvin sign or an ideographic full stop makes a
    domain invalid, so that nothing but ASCII letters ever equals a domain of ASCII letters.
    """
    if text.startswith("["):
        return text.lower() if _LITERAL.fullmatch(text) else None
    if not text.isascii():
        text = _a_labels(text) or ""
    text = text.lower()
    return text if _DOMAIN.fullmatch(text) else None


def _a_labels(text: str) -> str | None:
    labels = text.split(".") if len(text) <= 253 else []
    try:
        return ".".join(_a_label(label) for label in labels)
    except (idna.IDNAError, UnicodeError):
        return None


def _a_label(label: str) -> str:
    if label.isascii():
        return label
    # Composed and in lower case, as IDNA 2008 wants it; a label that turns ASCII by that was a homograph.
    lowered = unicodedata.normalize("NFC", label).lower()
    if lowered.isascii():
        raise idna.IDNAError("homograph of an ASCII label")
    return idna.alabel(lowered).decode("ascii")


def display_name(text: str) -> str:
    """A display name decoded, on one line, without signs that hide or turn text."""
    decoded = decoded_words(text) if "=?" in text else text
    if decoded.isascii() and decoded.isprintable():
        return " ".join(decoded.split())
    cleaned = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in decoded.translate(_HIDDEN))
    return unicodedata.normalize("NFC", " ".join(cleaned.split()))


def _address(spec: str, name: str) -> Address | None:
    local, _, domain = spec.rpartition("@")
    known = domain_name(domain)
    if known is None or not local or len(local) > 256 or ".." in f".{local}.":
        return None
    return Address(local, known, display_name(name))


def _doubts(address: Address) -> tuple[str, ...]:
    """A display name that is another address is a common way to deceive."""
    for other in _NAMED.findall(address.name) if "@" in address.name else ():
        if other.strip("'\"()[],;:").casefold() != address.spec.casefold():
            return (noted(OTHER_ADDRESS_IN_NAME, f"{other} in front of {address.spec}"),)
    return ()


def _listed(body: str) -> tuple[tuple[Address, ...], tuple[str, ...]]:
    """The general case: elements between commas."""
    tokens = _tokens(body)
    if tokens is None:
        return _unclosed(body)
    found: list[Address] = []
    defects: list[str] = []
    ahead = ""  # a phrase alone in front of a comma: "Family, Given <a@b>" without the quotation marks
    for element in _elements(tokens):
        address = element.address(ahead)
        if address is not None:
            found.append(address)
            defects += _doubts(address)
            ahead = ""
        elif element.is_phrase and element.text:
            ahead = f"{element.text}, "
            defects.append(noted(BAD_ADDRESS, element.text))
        elif element.tokens:
            defects.append(noted(BAD_ADDRESS, element.text))
            ahead = ""
    return tuple(found), tuple(dict.fromkeys(defects))


def _unclosed(body: str) -> tuple[tuple[Address, ...], tuple[str, ...]]:
    """A quotation or comment that is never closed: only where there is one `@` in all is the address beyond doubt."""
    match = _ONLY_ADDRESS.search(body[-1000:]) if body.count("@") == 1 else None
    address = _address(match[1], body[: body.rfind("<")].replace('"', "")) if match else None
    return ((address,) if address else ()), (noted(BAD_ADDRESS, body),)


def _tokens(body: str) -> list[str] | None:
    """The lexical tokens without comments (RFC 5322 §3.2), `None` where a quotation or a comment is not closed."""
    tokens: list[str] = []
    at, end = 0, len(body)
    while at < end:
        match = _TOKEN.match(body, at)
        piece = match[0] if match else body[at]
        if piece == '"':
            return None
        if piece == "(":
            after = _after_comment(body, at)
            if after is None:
                return None
            tokens.append(body[at:after])
            at = after
            continue
        tokens.append(piece)
        at += len(piece)
    return tokens


def _after_comment(body: str, start: int) -> int | None:
    """Where the comment that begins here ends; comments nest."""
    depth = 0
    for match in _COMMENT.finditer(body, start):
        if match[0] == "(":
            depth += 1
        elif match[0] == ")":
            depth -= 1
        if depth == 0:
            return match.end()
    return None


@dataclass(slots=True)
class _Element:
    """What stands between two commas."""

    tokens: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """As written, on one line."""
        return " ".join("".join(self.tokens).split())

    @property
    def is_phrase(self) -> bool:
        """True where there is a name and nothing of an address."""
        return not any(t in "<>@;:\\" for t in self.tokens)

    def address(self, ahead: str) -> Address | None:
        """The address that this element is, `None` where it is not exactly one."""
        opened = self.tokens.count("<")
        if opened == 0:
            return self._bare()
        if opened > 1 or self.tokens.count(">") != 1:
            return None
        left, right = self.tokens.index("<"), self.tokens.index(">")
        if right < left or _significant(self.tokens[right + 1 :]):
            return None
        spec = _spec(_without_route(_significant(self.tokens[left + 1 : right])))
        return _address(spec, ahead + _phrase(self.tokens[:left])) if spec else None

    def _bare(self) -> Address | None:
        """`a@b (Name)`, the form of old programs."""
        spec = _spec(_significant(self.tokens))
        comment = next((t[1:-1] for t in self.tokens if t.startswith("(")), "")
        return _address(spec, _QUOTED_PAIR.sub(r"\1", comment)) if spec else None


def _elements(tokens: list[str]) -> Iterator[_Element]:
    """The elements of the list. `name:` opens a group and `;` closes it; inside angle brackets a comma separates nothing."""
    element, angle = _Element(), False
    for piece in tokens:
        if piece == "<" and not angle:
            angle = True
        elif piece == ">":
            angle = False
        if (piece == "," and not angle) or piece == ";":
            yield element
            element, angle = _Element(), False
        elif piece == ":" and not angle and element.is_phrase:
            element = _Element()
        else:
            element.tokens.append(piece)
    yield element


def _significant(tokens: list[str]) -> list[str]:
    """The tokens without white space and comments."""
    return [t for t in tokens if not t.isspace() and not t.startswith("(")]


def _without_route(tokens: list[str]) -> list[str]:
    """A source route is accepted and ignored (RFC 5321 §4.1.1.3, RFC 5322 §4.4)."""
    if tokens[:1] == ["@"] and ":" in tokens:
        return tokens[tokens.index(":") + 1 :]
    return tokens


def _spec(tokens: list[str]) -> str | None:
    """`local@domain` out of its tokens, `None` where there is anything else or more than one `@`."""
    if tokens.count("@") != 1:
        return None
    at = tokens.index("@")
    local, domain = _local(tokens[:at]), tokens[at + 1 :]
    if local is None or not domain or any(t.startswith('"') for t in domain):
        return None
    if any(t in ("<", ">", ":", ";", ",", "\\") for t in domain):
        return None
    if any(not _ATOM.fullmatch(t) for t in domain if t != "." and not t.startswith("[")) or not _dotted(domain):
        return None
    return f"{local}@{''.join(domain)}"


def _local(tokens: list[str]) -> str | None:
    """A local part. One that is quoted without need comes out plain, so that both spellings are equal."""
    if len(tokens) == 1 and tokens[0].startswith('"'):
        inner = _QUOTED_PAIR.sub(r"\1", tokens[0][1:-1])
        if not inner or not inner.isprintable():
            return None
        if all(_ATOM.fullmatch(atom) for atom in inner.split(".")):
            return inner
        escaped = inner.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    if not tokens or not _dotted(tokens) or any(t != "." and not _ATOM.fullmatch(t) for t in tokens):
        return None
    return "".join(tokens)


def _dotted(tokens: list[str]) -> bool:
    """Atoms and dots by turns: two atoms side by side are two words, and no address."""
    return all((t == ".") == (i % 2 == 1) for i, t in enumerate(tokens)) and len(tokens) % 2 == 1


def _phrase(tokens: list[str]) -> str:
    """The display name: quotations opened, comments left out."""
    words = []
    for piece in tokens:
        if piece.startswith("("):
            continue
        words.append(_QUOTED_PAIR.sub(r"\1", piece[1:-1]) if piece.startswith('"') and len(piece) > 1 else piece)
    return "".join(words).strip()
