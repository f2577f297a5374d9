"""What the receiving server says of the sender: Authentication-Results read within its trust boundary (RFC 8601 §5).

Only the topmost field with our server's name can prove anything, because the server writes above what came in. Every other
field with that name can only take away: the server ought to have deleted it (RFC 8601 §5), and we cannot see whether it
did. Fields with other names are anybody's words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from mailflow.core.address import domain_name
from mailflow.core.conference import Receiving, Trust
from mailflow.core.message import Message
from mailflow.core.results import Result, Results, read_results

_FIELD = "authentication-results"
_BY = re.compile(r"(?:^|\s)by\s+([^\s;()]+)", re.IGNORECASE)
# No policy is published: what SPF and DKIM say of the From domain decides. Microsoft's "bestguesspass" is no pass either.
_NO_POLICY = frozenset({"none", "bestguesspass"})
_FAILED = frozenset({"fail", "hardfail"})


class Proof(StrEnum):
    """What is proven of the author's domain."""

    PASS = "pass"  # noqa: S105  # aligned with the From domain
    FAIL = "fail"  # the server says that the domain did not send it
    NONE = "none"  # the server's field is there and shows no aligned pass
    ABSENT = "absent"  # no field of the server at all
    SUSPICIOUS = "suspicious"  # a second field with our server's name: one of them is forged


@dataclass(frozen=True, slots=True)
class Authentication:
    """The verdict on the From domain. `domain` is the domain proven (or claimed), `seen` the words relied on."""

    proof: Proof
    domain: str = ""
    seen: str = ""


@dataclass(frozen=True, slots=True)
class _Instance:
    """A field that bears our server's name. `displaced`: it stands where our server does not write."""

    body: str
    results: Results
    displaced: bool


def authenticate(message: Message, receiving: Receiving) -> Authentication:
    """The proof that the message was sent by the domain of its author (RFC 9989: the RFC 5322 From domain)."""
    domain = message.author.domain if message.author else ""
    if receiving.trust is Trust.NONE:
        return Authentication(Proof.PASS, domain, "not checked")
    ours = _instances(message, receiving)
    if not ours:
        return Authentication(Proof.ABSENT, domain)
    top = ours[0]
    proof = Proof.SUSPICIOUS if top.displaced else _proof(top.results, domain)
    for other in ours[1:]:
        if other.displaced or _contradicts(other.results, top.results, domain):
            return Authentication(Proof.SUSPICIOUS, domain, other.body)
    return Authentication(proof, domain, top.body)


def _instances(message: Message, receiving: Receiving) -> list[_Instance]:
    """The fields that bear our server's name, topmost first; by position only the topmost of all."""
    found: list[_Instance] = []
    own: list[str] = [receiving.authserv_id.lower()]
    displaced = False
    for field in message.fields:
        name = field.name.lower()
        if name == "received":
            # Nothing of ours comes under a Received field that is under the first instance, or under another server's.
            displaced = displaced or bool(found) or _is_foreign(field.body, own)
        elif name == _FIELD:
            results = read_results(field.body)
            if receiving.trust is Trust.POSITION:
                return [_Instance(field.body, results, displaced=False)]
            if _is_named(results.server, receiving.authserv_id):
                found.append(_Instance(field.body, results, displaced))
    return found


def _is_named(server: str, authserv_id: str) -> bool:
    """The exact name, ASCII without case: no homograph, no longer name that begins with ours."""
    return bool(authserv_id) and server.isascii() and server.lower() == authserv_id.lower()


def _is_foreign(received: str, own: list[str]) -> bool:
    """True where a Received field was written by a host of another administration than ours.

    The first Received field is our own server's, whatever it calls itself. A host without a dot or by number says nothing.
    """
    by = _BY.search(received[:2000])
    host = by[1].lower().rstrip(".") if by else ""
    if "." not in host or host.startswith("[") or host.replace(".", "").isdigit():
        return False
    if len(own) == 1:
        own.append(host)
        return False
    return not any(_are_neighbours(host, other) for other in own)


def _are_neighbours(host: str, other: str) -> bool:
    """True where two hosts have a parent domain of two labels or more in common."""
    parent = other.partition(".")[2] if other.count(".") > 1 else other
    return host == other or f".{host}".endswith(f".{parent}")


def _contradicts(other: Results, top: Results, domain: str) -> bool:
    """True where a second field with our server's name says what the topmost does not say."""
    if other.malformed or (_proof(other, domain) is Proof.PASS and _proof(top, domain) is not Proof.PASS):
        return True
    if any(r.result in _FAILED for r in other.of("dmarc")):
        return True
    for method in ("dmarc", "spf", "dkim"):
        above, below = ({r.result for r in results.of(method)} for results in (top, other))
        if above and below and above != below:
            return True
    return False


def _proof(results: Results, domain: str) -> Proof:
    policy = {r.result for r in results.of("dmarc")}
    if len(policy) > 1:
        return Proof.SUSPICIOUS
    if policy & _FAILED:
        return Proof.FAIL
    if not domain or results.malformed:
        return Proof.NONE
    if policy == {"pass"}:
        same = all(_domain(r.get("header.from")) == domain for r in results.of("dmarc"))
        return Proof.PASS if same else Proof.NONE
    if policy - _NO_POLICY:
        return Proof.NONE
    if any(r.result == "pass" and _is_aligned(domain, _signer(r)) for r in results.results):
        return Proof.PASS
    hard = any(r.result in _FAILED and _is_aligned(domain, _signer(r)) for r in results.of("spf"))
    return Proof.FAIL if hard else Proof.NONE


def _signer(result: Result) -> str:
    """The domain that SPF or DKIM speaks of, "" where the method is another or names none."""
    if result.method == "spf":
        return _domain(result.get("smtp.mailfrom"))
    if result.method == "dkim":
        return _domain(result.get("header.d") or result.get("header.i"))
    return ""


def _domain(value: str) -> str:
    """The domain of `user@domain`, `<user@domain>`, `@domain` or `domain`, as `Address.domain` has it."""
    return domain_name(value.strip("<>").rpartition("@")[2]) or ""


def _is_aligned(author: str, signer: str) -> bool:
    """True where the signer is the author's domain or a domain above it, of two labels at least (relaxed, RFC 9989).

    A domain below it is no proof: who runs a part of a domain does not speak for the whole.
    """
    return signer.count(".") > 0 and (author == signer or author.endswith(f".{signer}"))
