"""`python -m bench.bare SMTP_PORT LETTERS`: a letter to many by bare Jinja2 and aiosmtplib, over four kept connections.

Nothing is on record: killed in the middle, it cannot tell who has the letter.
"""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid

import aiosmtplib
from jinja2 import Environment

CONNECTIONS = 4
_OURS = "oslo@secretariat.example"
_LETTER = Environment(autoescape=False, keep_trailing_newline=True).from_string(  # noqa: S701  # plain text
    "Dear colleagues of {{ party.name }},\n\n"
    "The Secretariat has the honour to invite {{ 'your Government' if party.state else 'your organisation' }} to be"
    " represented at the {{ conference }}, which will be held in Oslo on 22 and 23 February 2027.\n\n"
    "{% for line in lines %}{{ loop.index }}. {{ line }}\n\n{% endfor %}"
    "Please accept, dear colleagues, the assurances of our consideration.\n\nThe Conference Secretariat\n"
)
_LINES = [
    "It would be appreciated to learn whether you will be represented, and by whom: the full name and function of each"
    " member of the delegation, in the order in which they are to be listed, with its head marked."
] * 6


def letter(number: int) -> tuple[str, bytes]:
    """The letter to one of the many, and to whom."""
    recipient = f"office@party{number}.example"
    made = EmailMessage(policy=SMTP)
    made["From"], made["To"] = _OURS, recipient
    made["Subject"] = "Invitation: Oslo Conference, 22 and 23 February 2027"
    made["Date"], made["Message-ID"] = format_datetime(datetime.now(UTC)), make_msgid(domain="secretariat.example")
    party = {"name": f"Party {number}", "state": number % 3 > 0}
    made.set_content(_LETTER.render(party=party, conference="Oslo Conference", lines=_LINES))
    return recipient, made.as_bytes()


async def send(port: int, numbers: list[int]) -> None:
    """One lane: letters made and sent one after the other over one connection."""
    client = aiosmtplib.SMTP(hostname="127.0.0.1", port=port, use_tls=False, start_tls=False)
    async with client:
        for number in numbers:
            recipient, data = letter(number)
            await client.sendmail(_OURS, [recipient], data)


async def main(port: int, count: int) -> None:
    """Four lanes side by side."""
    await asyncio.gather(*(send(port, list(range(lane, count, CONNECTIONS))) for lane in range(CONNECTIONS)))


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), int(sys.argv[2])))
