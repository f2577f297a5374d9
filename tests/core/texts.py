"""Messages made by hand, for the tests of how a text is taken apart."""

from mailflow.core.address import Address
from mailflow.core.message import Body, Message
from mailflow.core.segments import read_text
from mailflow.core.text import Role, Text

US = Address("conference", "secretariat.example", "Oslo Conference Secretariat")
SENDER = Address("ingrid.solbakken", "mfa.norway.example", "Ingrid Solbakken")
OWN = frozenset([US.key])


def message(
    *bodies: Body, subject: str = "Re: Invitation", sender: Address = SENDER, content_type: str = "text/plain"
) -> Message:
    """A message to us with these bodies."""
    return Message(
        "0" * 64, "0" * 64, 1, content_type=content_type, subject=subject, from_=(sender,), to=(US,), bodies=bodies
    )


def plain(text: str, part: str = "1") -> Body:
    """A plain body."""
    return Body(part, "text/plain", "utf-8", text)


def html(text: str, part: str = "1") -> Body:
    """An HTML body."""
    return Body(part, "text/html", "utf-8", text)


def read(text: str, subject: str = "Re: Invitation", sender: Address = SENDER) -> Text:
    """A plain text, read."""
    return read_text(message(plain(text), subject=subject, sender=sender), OWN)


def only(text: Text, role: Role) -> str:
    """What has that role."""
    return text.of(role)
