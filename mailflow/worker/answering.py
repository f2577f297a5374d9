"""The answer to one message: whether one may leave now, to whom it goes, what it is written from, and its bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from mailflow.core import occasion
from mailflow.core.address import Address
from mailflow.core.calendar import invitation_of
from mailflow.core.decision import Decision
from mailflow.core.delegation import delegation
from mailflow.core.delivery import Envelope
from mailflow.core.facts import Delegate, Removal
from mailflow.core.identity import message_id, references_for
from mailflow.core.letter import compose
from mailflow.core.reasons import Reason, Why
from mailflow.core.reference import LetterKey, derived_key
from mailflow.core.roster import Party, Roster
from mailflow.core.template import Rendered
from mailflow.errors import LetterError
from mailflow.office.posting import envelope_sender, letter_file, letter_token, own_copies
from mailflow.settings import LimitsForm, Settings
from mailflow.store import NewLetter, Store
from mailflow.typeset import Press
from mailflow.typeset.enclosures import enclosures
from mailflow.worker import facts as fact_rows
from mailflow.worker.desks import Standing
from mailflow.worker.judgement import Judgement
from mailflow.workspace import read_key

# A letter is set within the write transaction: one that takes longer than this is not sent.
_PRESS_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Office:
    """What answering needs of the installation."""

    key: bytes
    limits: LimitsForm
    folder: Path  # the workspace, where files to attach lie
    press: Press = field(default_factory=Press)  # makes PDFs


def open_office(settings: Settings) -> Office:
    """What the settings say of it. Raises `MailflowError` where the key cannot be read. Its press is closed by the caller."""
    form = settings.form
    press = Press([settings.path(folder) for folder in form.office.fonts], seconds=_PRESS_SECONDS)
    return Office(read_key(settings.path(form.office.key_file)), form.limits, settings.folder, press)


@dataclass(frozen=True, slots=True)
class Answering:
    """What an answer is written from: the message as it was judged, what was decided, and what the record adds to it."""

    judgement: Judgement
    decision: Decision
    standing: Standing
    party: Party | None
    received_at: datetime
    register: Mapping[int, str]  # numbers on receipt of the papers, by their index among the facts
    delegation: tuple[Delegate, ...]  # as it stands with this message

    @property
    def template(self) -> str:
        """The name of the letter."""
        return self.decision.letter or ""

    def rendered(self, now: datetime, language: str | None = None) -> Rendered:
        """The letter as text: in the party's language, else along the conference's chain. Raises `LetterError`."""
        conference, letters = self.standing.conference, self.standing.letters
        wanted = (language, self.party.language if self.party else None, *conference.languages)
        chosen = letters.choose(self.template, wanted[:1] if language else wanted)
        if chosen is None:
            raise LetterError("There is no such letter in any language asked for.", file=f"{self.template}.*.md")
        values = occasion.acknowledgement(
            conference,
            self.party,
            self.judgement.message,
            self.decision,
            self.judgement.documents,
            self.register,
            self.received_at,
            now,
            text=self.judgement.text,
            delegation=self.delegation,
        )
        return letters.render(self.template, chosen, occasion.localised(values, chosen))

    def letter(self, office: Office, party: Party, to: Address, now: datetime, token: str = "") -> NewLetter:
        """The letter that a decision names, as bytes ready to leave. Raises `LetterError`.

        From the conference's address, which people read (RFC 3834 §3.1.1), to one correspondent (RFC 3834 §3.1.3), dated now
        (RFC 3834 §3.1.4), in the thread of the message (RFC 3834 §3.1.6), and without its text (RFC 3834 §3.2). `token` is that of a
        letter in whose place this one comes; "" for a letter of its own.
        """
        conference, template = self.standing.conference, self.template
        rendered = self.rendered(now)
        token = token or letter_token(conference.name, self.judgement.message.content_key, template)
        delay = conference.delay if rendered.delay is None else rendered.delay
        own_id = message_id(office.key, token, conference.address.domain)
        in_reply_to, references = references_for(self.judgement.message)
        copies = own_copies(rendered.cc, party, to)
        data = compose(
            rendered=rendered,
            sender=conference.address,
            to=to,
            cc=copies,
            message_id=own_id,
            date=now,
            auto="auto-replied",
            in_reply_to=in_reply_to,
            references=references,
            organisation=conference.organisation,
            attachments=enclosures(
                rendered, office.folder, office.press, letter_file(conference, template, party), now
            ),
            calendar=invitation_of(rendered, LetterKey(derived_key(office.key), token), conference, party, to, now),
        )
        recipients = (to, *copies) if conference.journal is None else (to, *copies, conference.journal)
        return NewLetter(
            token=token,
            conference=conference.name,
            party=party.code,
            purpose="answer",
            template=template,
            language=rendered.language,
            subject=rendered.subject,
            message_id=own_id,
            envelope=Envelope(envelope_sender(conference, office.key, token), recipients),
            data=data,
            template_revision=rendered.revision,
            rules_revision=self.decision.match.revision,
            hold="the letter is held by its template" if rendered.hold else "",
            message=self.judgement.id,
            promises=self.standing.letters.promises(template, conference.languages),
            journal=conference.journal,
            leaves_at=now + delay if delay else None,
        )


def addressee(judgement: Judgement, party: Party | None, roster: Roster) -> Address | None:
    """Law 5: the proven sender where he is of the party, else the party's own address on the roster."""
    if party is None:
        return None
    author = judgement.message.author
    if author is not None and _is_of(author, party, roster):
        return author
    return party.emails[0] if party.emails else None


def _is_of(address: Address, party: Party, roster: Roster) -> bool:
    """True where the address is the party's, or lies in a domain that is the party's alone."""
    return roster.by_address(address) == party or roster.by_domain(address.domain) == (party,)


def why_silent(
    store: Store, decision: Decision, to: Address, standing: Standing, limits: LimitsForm, now: datetime
) -> Why | None:
    """Why no letter may leave now, though the message could be answered (RFC 3834 §2, RFC 5230 §4.2)."""
    template = decision.letter or ""
    if not standing.letters.each(template):
        since = now - timedelta(days=limits.same_letter_days)
        last = store.outbox.last_of_kind(standing.conference.name, template, to.key, since)
        if last is not None:
            return Why(Reason.ANSWERED_RECENTLY, f"letter {last}")
    day, hour = now - timedelta(days=1), now - timedelta(hours=1)
    if store.outbox.count_since(day, key=to.key) >= limits.letters_per_address_per_day:
        return Why(Reason.CEILING, f"{limits.letters_per_address_per_day} letters a day to {to.spec}")
    if store.outbox.count_since(hour, domain=to.domain) >= limits.letters_per_domain_per_hour:
        return Why(Reason.CEILING, f"{limits.letters_per_domain_per_hour} letters an hour to {to.domain}")
    if store.outbox.count_since(hour) >= limits.letters_per_hour:
        return Why(Reason.CEILING, f"{limits.letters_per_hour} letters an hour")
    return None


def whole_delegation(
    store: Store, decision: Decision, conference: str, *, fresh: bool = True, until: datetime | None = None
) -> tuple[Delegate, ...]:
    """The delegation after this message; with `fresh` its own facts are not on record yet, with `until` as it stood then."""
    if decision.party is None:
        return ()
    facts = store.records.facts(
        conference=conference, party=decision.party, kinds=("delegate", "removal"), effective=True
    )
    before = fact_rows.notices(fact for fact in facts if until is None or fact.at <= until)
    added: list[Delegate | Removal] = [*decision.facts.delegates, *decision.facts.removals] if fresh else []
    return delegation([*before, *added])
