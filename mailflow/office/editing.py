"""A person edits a letter that is held: subject and text become others, everything else stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from mailflow.core.address import Address
from mailflow.core.delivery import Envelope
from mailflow.core.letter_edit import encloses, recomposed
from mailflow.errors import Refused
from mailflow.store import AWAITS_APPROVAL, NewLetter, Store, StoredLetter


def edit(store: Store, number: int, subject: str, text: str, by: str, now: datetime) -> None:
    """Put the edited text in; what the letter was is kept beside it. Raises `StoreError` where it cannot be edited."""
    with store.write():
        letter = editable_letter(store, number)
        data = recomposed(letter.data, subject, text, letter.language)
        fresh = replace(as_new(letter), subject=" ".join(subject.split()), data=data)
        store.outbox.rewrite(number, fresh, by, now, "edited")


def editable_letter(store: Store, number: int) -> StoredLetter:
    """A letter that can be edited, with its bytes. Raises `StoreError` with what to do instead."""
    letter = store.outbox.get(number, data=True)
    if letter is None:
        raise Refused(f"There is no letter {number}.")
    if letter.state in ("queued", "deferred"):
        raise Refused(f"Letter {number} may leave at any moment. Keep it back first: mailflow letters hold {number}")
    if letter.state == "cancelled":
        raise Refused(f"Letter {number} is cancelled. Write it anew first: mailflow letters renew {number}")
    if letter.state != "held":
        raise Refused(f"Letter {number} is {letter.state}; only a letter that is held can be edited.")
    if letter.party is not None and encloses(letter.data, f"{_file(letter)}.pdf"):
        raise Refused(
            f"Letter {number} encloses itself as PDF, which would say something else. Change the template"
            f" {letter.template}.{letter.language}.md, then: mailflow letters renew {number}"
        )
    return letter


def _file(letter: StoredLetter) -> str:
    """What `posting.letter_file` calls it."""
    return "-".join((letter.conference, letter.template, (letter.party or "").replace(":", "-")))


def as_new(letter: StoredLetter) -> NewLetter:
    """A letter that lies in the outbox, as it was put there. One of a campaign waits for approval again."""
    journal = next((r.address for r in letter.recipients if r.journal), None)
    return NewLetter(
        token=letter.token,
        conference=letter.conference,
        party=letter.party,
        purpose=letter.purpose,
        template=letter.template,
        language=letter.language,
        subject=letter.subject,
        message_id=letter.message_id,
        envelope=Envelope(letter.envelope.sender, tuple(_address(r.address) for r in letter.recipients)),
        data=letter.data,
        template_revision=letter.template_revision,
        rules_revision=letter.rules_revision,
        hold=AWAITS_APPROVAL if letter.campaign is not None else letter.hold or "it was edited",
        message=letter.message,
        campaign=letter.campaign,
        journal=None if journal is None else _address(journal),
    )


def _address(spec: str) -> Address:
    local, _, domain = spec.rpartition("@")
    return Address(local, domain)
