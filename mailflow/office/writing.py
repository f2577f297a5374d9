"""One letter of a campaign, as bytes ready to leave: rendered and named when it is queued, with that day in its date line."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from mailflow.core import occasion
from mailflow.core.address import Address
from mailflow.core.calendar import invitation_of
from mailflow.core.conference import Conference
from mailflow.core.delivery import Envelope
from mailflow.core.identity import message_id
from mailflow.core.letter import compose
from mailflow.core.letter_values import SessionTime
from mailflow.core.reference import LetterKey, derived_key
from mailflow.core.roster import Party, Roster
from mailflow.core.template import Rendered, TemplateSet
from mailflow.errors import LetterError
from mailflow.office.background import Background
from mailflow.office.choosing import NOTHING
from mailflow.office.posting import campaign_sender, campaign_token, letter_file, own_copies
from mailflow.store import AWAITS_APPROVAL, Campaign, NewLetter, StoredLetter
from mailflow.typeset import Press
from mailflow.typeset.enclosures import enclosures


@dataclass(frozen=True)
class Bureau:
    """What writing needs of a conference: its roster and letters, the key that signs our ids, the workspace's folder."""

    conference: Conference
    roster: Roster
    letters: TemplateSet
    key: bytes
    folder: Path
    press: Press = field(default_factory=Press)  # makes PDFs; whoever made it closes it


def write(
    bureau: Bureau,
    campaign: Campaign,
    party: Party,
    to: Address,
    purpose: str,
    background: Background,
    now: datetime,
) -> NewLetter:
    """The letter to one party at one of its addresses, held until its campaign is approved. Raises `LetterError`."""
    conference = bureau.conference
    token = campaign_token(conference.name, campaign.name, party.code, purpose)
    letter_key = LetterKey(derived_key(bureau.key), token)
    rendered = render(bureau, campaign, party, letter_key, background, now)
    own_id = message_id(bureau.key, token, conference.address.domain)
    try:
        sender = campaign_sender(conference, bureau.key, token)
    except ValueError as error:
        raise LetterError(f"There is no return path: {error}.", file="config.toml", key="bounces") from error
    copies = own_copies(rendered.cc, party, to)
    data = compose(
        rendered=rendered,
        sender=conference.address,
        to=to,
        cc=copies,
        message_id=own_id,
        date=now,
        # RFC 3834 §5: made by a program from a list, and no answer to anything.
        auto="auto-generated",
        organisation=conference.organisation,
        calendar=invitation_of(rendered, letter_key, conference, party, to, now),
        attachments=enclosures(
            rendered, bureau.folder, bureau.press, letter_file(conference, campaign.letter, party), now
        ),
    )
    journal = () if conference.journal is None else (conference.journal,)
    return NewLetter(
        token=token,
        conference=conference.name,
        party=party.code,
        purpose=purpose,
        template=campaign.letter,
        language=rendered.language,
        subject=rendered.subject,
        message_id=own_id,
        envelope=Envelope(sender, (to, *copies, *journal)),
        data=data,
        template_revision=rendered.revision,
        hold=AWAITS_APPROVAL,
        campaign=campaign.name,
        announces=(session,) if (session := conference.session(campaign.session)) is not None else (),
        promises=bureau.letters.promises(campaign.letter, conference.languages),
        journal=conference.journal,
    )


def render(
    bureau: Bureau, campaign: Campaign, party: Party, letter_key: LetterKey, background: Background, now: datetime
) -> Rendered:
    """The text of the letter to one party, in its language or along the conference's chain. Raises `LetterError`."""
    language = bureau.letters.choose(campaign.letter, (party.language, *bureau.conference.languages))
    if language is None:
        raise LetterError("There is no such letter in any language asked for.", file=f"{campaign.letter}.*.md")
    values = _values(bureau, campaign, party, letter_key, background, now)
    return bureau.letters.render(campaign.letter, language, occasion.localised(values, language))


def _values(
    bureau: Bureau,
    campaign: Campaign,
    party: Party,
    letter_key: LetterKey,
    background: Background,
    now: datetime,
) -> dict[str, Any]:
    """What its template sees: beside the conference and the party what the party was asked, and has answered so far."""
    conference, heard = bureau.conference, background.heard.get(party.code, NOTHING)
    first = sent_letter(background.first.get(party.code, ()))
    asked = first.sent_at if first is not None else None
    return occasion.campaign(
        conference,
        party,
        now,
        copy=campaign.copy,
        asked=conference.day(asked) if asked else None,
        since=conference.day(campaign.since) if campaign.since else None,
        attendance=heard.attendance,
        delegation=background.delegations.get(party.code, ()),
        letter_key=letter_key,
        documents=background.documents,
        parties=bureau.roster.parties,
        answered=background.points.get(party.code, frozenset()),
        session=_session(conference, campaign, background),
    )


def _session(conference: Conference, campaign: Campaign, background: Background) -> SessionTime | None:
    """The session that the letter is about, beside its time as it was announced before."""
    session = conference.session(campaign.session)
    return occasion.session_time(conference, session, background.announced) if session is not None else None


def sent_letter(letters: tuple[StoredLetter, ...]) -> StoredLetter | None:
    """The last of a party's letters that a server took and no report has brought back."""
    return next((letter for letter in reversed(letters) if letter.state == "sent"), None)
