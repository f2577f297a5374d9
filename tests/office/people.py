"""An invented conference to write letters to many for: parties, letters and what was heard, as the test wants them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from mailflow.core.address import Address
from mailflow.core.conference import Conference
from mailflow.core.delivery import Envelope
from mailflow.core.roster import Party, Roster
from mailflow.core.template import TemplateSet, load
from mailflow.office.writing import Bureau
from mailflow.store import Campaign, Recipient, StoredLetter

NOW = datetime(2027, 1, 11, 9, 30, tzinfo=UTC)
KEY = b"k" * 32
BODY = "Dear {{ party.name }},\n\n{{ today|day }}. Please answer.\n"
PAGES = {
    "invitation.en.md": f'+++\nsubject = "Invitation"\n+++\n{BODY}',
    "invitation.fr.md": f'+++\nsubject = "Invitation"\n+++\n{BODY}',
    "reminder.en.md": f'+++\nsubject = "Reminder"\n+++\n{BODY}',
    "note.en.md": f'+++\nsubject = "Note"\nform = "note"\n+++\n{BODY}',
    "circulation.en.md": f'+++\nsubject = "Documents"\n+++\n{BODY}{{{{ documents|map(attribute="number")|listed }}}}\n',
    "broken.en.md": '+++\nsubject = "Broken"\n+++\n{{ nothing.of.that.name }}\n',
}
OSLO = Conference(
    name="oslo",
    title="Conference of Oslo",
    place="Oslo",
    begins=date(2027, 5, 12),
    ends=date(2027, 5, 16),
    zone=ZoneInfo("Europe/Oslo"),
    address=Address("oslo", "secretariat.example"),
    addresses=(Address("oslo", "secretariat.example"), Address("papers", "secretariat.example")),
    languages=("en",),
)
INVITATION = Campaign("oslo", "invitation", "invitation", ("rsvp", "representation"))
REMINDER = Campaign("oslo", "invitation-reminder", "reminder", ("rsvp", "representation"), reminds="invitation")


def party(code: str, kind: str = "state", *addresses: str, **other: Any) -> Party:
    """A party with these addresses, or with one of its own."""
    slug = code.lower().removeprefix("org:")
    specs = addresses or (f"desk@{slug}.example",)
    emails = tuple(Address(*spec.split("@")) for spec in specs)
    return Party(code, kind, f"Party {code}", emails=emails, **other)


def bureau(*parties: Party, folder: Path = Path(), pages: dict[str, str] = PAGES, **conference: Any) -> Bureau:
    """What writing needs, for these parties."""
    return Bureau(replace(OSLO, **conference), Roster(parties), letters(pages), KEY, folder)


def letters(pages: dict[str, str]) -> TemplateSet:
    """The letters in these files."""
    return load(pages)


def stored(
    number: int, code: str, state: str, address: str, purpose: str = "letter", campaign: str = "invitation"
) -> StoredLetter:
    """A letter that lies in the outbox."""
    return StoredLetter(
        id=number,
        token=f"t{number}",
        conference="oslo",
        party=code,
        purpose=purpose,
        template="invitation",
        language="en",
        subject="Invitation",
        message_id=f"<mf.t{number}.aaaaaaaaaaaaaaaa@secretariat.example>",
        state=state,
        tries=1,
        created_at=NOW,
        next_try_at=None,
        hold="",
        message=None,
        campaign=campaign,
        recipients=(
            Recipient(address, state, 550 if state in ("failed", "bounced") else 250, "", "as it said", NOW, False),
        ),
        envelope=Envelope(None, ()),
        template_revision="",
        rules_revision="",
        sent_at=NOW if state == "sent" else None,
    )
