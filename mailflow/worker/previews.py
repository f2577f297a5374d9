"""Letters as they would read: for a party of the roster on an invented occasion, or as the answer to a message on record.

Nothing is stored or sent. Templates are rendered in a child process whose memory and time are bounded.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from mailflow.core import occasion, samples
from mailflow.core.address import Address
from mailflow.core.calendar import invitation_of
from mailflow.core.conference import Conference
from mailflow.core.letter import compose
from mailflow.core.letter_check import OPERATORS
from mailflow.core.roster import Party
from mailflow.core.samples import SAMPLE_KEY
from mailflow.core.template import Rendered
from mailflow.errors import MailflowError, Refused
from mailflow.office.posting import letter_file
from mailflow.settings import Settings
from mailflow.store import Record, Store
from mailflow.typeset import Press
from mailflow.typeset.enclosures import enclosures
from mailflow.worker.bounded import Bounds, Stopped, bounded, in_children
from mailflow.worker.by_hand import render_on_record
from mailflow.worker.desks import Standing, read_standing


@dataclass(frozen=True, slots=True)
class Preview:
    """A letter, and to whom it would go: `to` is the conference's own address where nobody is named."""

    rendered: Rendered
    conference: Conference
    party: Party | None
    to: Address
    made: datetime

    @property
    def file(self) -> str:
        """Its name as a file, without the suffix."""
        return letter_file(self.conference, self.rendered.name, self.party)

    def as_message(self, settings: Settings, press: Press) -> bytes:
        """The message that would leave, with all that it encloses. Raises `LetterError`."""
        rendered, domain = self.rendered, self.conference.address.domain
        return compose(
            rendered=rendered,
            sender=self.conference.address,
            to=self.to,
            message_id=f"<preview.{rendered.name}.{rendered.language}@{domain}>",
            date=self.made,
            auto="auto-generated" if samples.is_campaign(rendered.name) else "auto-replied",
            organisation=self.conference.organisation,
            attachments=enclosures(rendered, settings.folder, press, self.file, self.made),
            calendar=invitation_of(rendered, SAMPLE_KEY, self.conference, self.party, self.to, self.made)
            if self.party
            else b"",
        )


def for_message(settings: Settings, message: int, name: str, language: str | None) -> Preview:
    """The letter as it would answer a message on record. Raises `MailflowError`."""
    store = Store.open(settings.database, readonly=True)
    record = store.records.get(message)
    store.close()
    if record is None:
        raise Refused(f"There is no message {message}.")
    standing = read_standing(settings, record.conference)
    # The rules are read here: only what a template does needs bounds.
    _ = standing.desk
    what = f'The letter "{name}"'
    return bounded(lambda: _for_message(settings, standing, record, name, language), what, bounds(settings))


def for_party(settings: Settings, conference: str, name: str, code: str | None, language: str | None) -> Preview:
    """The letter to a party of the roster, the first where `code` is None. Raises `MailflowError`."""
    standing = read_standing(settings, conference)
    party = party_of(standing, code)
    return bounded(lambda: _for_party(standing, name, party, language), f'The letter "{name}"', bounds(settings))


def every(
    settings: Settings, conference: str, code: str | None
) -> Iterator[tuple[dict[tuple[str, str], Preview | MailflowError], int, int]]:
    """All letters in all their languages, letter by letter: each by name and language, or why there is none; how many
    letters are done, of how many.

    Without `code` each goes to the first party of the roster that is written to in its language.
    """
    standing = read_standing(settings, conference)
    letters = standing.letters
    named = party_of(standing, code)
    by_language = {party.language: party for party in reversed(standing.roster.parties)}

    def write(name: str) -> dict[tuple[str, str], Preview | MailflowError]:
        found: dict[tuple[str, str], Preview | MailflowError] = {}
        for language in letters.languages(name):
            party = named if code else by_language.get(language, named)
            try:
                found[name, language] = _for_party(standing, name, party, language)
            except MailflowError as error:
                found[name, language] = error
        return found

    for done, (name, result) in enumerate(in_children(write, letters.names, bounds(settings)), 1):
        if isinstance(result, Exception):
            raise result
        if isinstance(result, Stopped):
            stopped = MailflowError(f'The letter "{name}" {result.why}, and was stopped.')
            result = {(name, language): stopped for language in letters.languages(name)}
        yield result, done, len(letters.names)


def bounds(settings: Settings) -> Bounds:
    """What writing a letter may take: as much as sorting a message."""
    return Bounds(settings.form.limits.sort_seconds, settings.form.limits.sort_memory)


def party_of(standing: Standing, code: str | None) -> Party | None:
    """The party of that code, the first where none is named. Raises `MailflowError` where it is not on the roster."""
    if code is None:
        return next(iter(standing.roster.parties), None)
    party = standing.roster.get(code)
    if party is None:
        raise Refused(f'There is no party "{code}" on the roster {standing.sources.roster_file}.')
    return party


def _for_message(settings: Settings, standing: Standing, record: Record, name: str, language: str | None) -> Preview:
    store = Store.open(settings.database, readonly=True)
    try:
        reply = render_on_record(settings, store, standing, record, name, language, datetime.now(UTC))
    finally:
        store.close()
    to = reply.to or standing.conference.address
    return Preview(reply.rendered, standing.conference, reply.party, to, reply.made)


def _for_party(standing: Standing, name: str, party: Party | None, language: str | None) -> Preview:
    conference, letters, now = standing.conference, standing.letters, datetime.now(UTC)
    chain = (party.language if party else None, *conference.languages, *letters.languages(name))
    chosen = language or letters.choose(name, chain) or conference.languages[0]
    values = next(samples.alarms(now)) if name in OPERATORS else samples.plain(name, conference, party, now)
    rendered = letters.render(name, chosen, occasion.localised(values, chosen))
    to = party.emails[0] if party and party.emails else conference.address
    return Preview(rendered, conference, party, to, now)
