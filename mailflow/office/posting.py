"""What every letter of ours travels with, be it an answer or one to many: its name, its return path, copies, enclosures."""

from __future__ import annotations

import base64
import hashlib

from mailflow.core.address import Address
from mailflow.core.conference import Conference
from mailflow.core.identity import return_path
from mailflow.core.roster import Party


def letter_token(conference: str, content_key: str, template: str) -> str:
    """The name of an answer in its Message-ID: the same for the same occasion, whatever number it gets in the store."""
    return _token(conference, content_key, template)


def campaign_token(conference: str, campaign: str, party: str, purpose: str) -> str:
    """The name of a letter to many in its Message-ID: made twice, it is the same letter."""
    return _token("campaign", conference, campaign, party, purpose)


def _token(*occasion: str) -> str:
    digest = hashlib.sha256("\0".join(occasion).encode()).digest()
    return base64.b32encode(digest[:10]).decode("ascii").lower()


def envelope_sender(conference: Conference, key: bytes, token: str) -> Address | None:
    """RFC 3834 §3.3 and RFC 5321 §4.5.5: an answer has the null path, or an address that never answers by itself."""
    if conference.bounces is None:
        return None
    return return_path(key, token, conference.bounces) if conference.verp else conference.bounces


def campaign_sender(conference: Conference, key: bytes, token: str) -> Address:
    """RFC 5321 §4.5.5: what no message caused has a return path that somebody looks at, so that a failure is noticed.

    Without `bounces` in the configuration it is the address that the letter is from.
    """
    return envelope_sender(conference, key, token) or Address(conference.address.local, conference.address.domain)


def own_copies(named: tuple[str, ...], party: Party, to: Address) -> tuple[Address, ...]:
    """Addresses of the same party only (law 5): "party" is its address of record, others must stand on the roster."""
    own = {address.key: address for address in party.emails}
    wanted = [party.emails[0].key if name == "party" and party.emails else name.casefold() for name in named]
    return tuple(own[key] for key in dict.fromkeys(wanted) if key in own and key != to.key)


def letter_file(conference: Conference, template: str, party: Party | None) -> str:
    """What a letter is called as a file, without its suffix."""
    return "-".join(filter(None, (conference.name, template, party.code.replace(":", "-") if party else "")))
