"""What there is to circulate: the documents accepted since the last circulation, with their pages on the website."""

from __future__ import annotations

from datetime import datetime

from mailflow.core.conference import Conference
from mailflow.core.letter_values import Circulated
from mailflow.office.register import Register, Version
from mailflow.office.site.contents import document_paths


def accepted_since(register: Register, since: datetime | None) -> tuple[Version, ...]:
    """The versions in force that were accepted at that moment or later, in the order of acceptance; all without one.

    What was withdrawn or replaced meanwhile is not among them, and what was accepted again is.
    """
    return tuple(v for v in register.versions if v.state == "accepted" and (since is None or v.accepted_at >= since))


def circulated(register: Register, conference: Conference, since: datetime | None) -> tuple[Circulated, ...]:
    """The same as a letter to many names them. A link is there where the address of the site is configured."""
    paths = document_paths(register)
    return tuple(
        Circulated(
            number=version.number,
            title=version.titled(version.language)[0],
            symbol=version.symbol,
            submitters=version.submitters,
            link=f"{conference.site.rstrip('/')}/{paths[version.root]}" if conference.site else "",
            kind=version.kind,
            replaces=version.change == "rev",
        )
        for version in accepted_since(register, since)
    )
