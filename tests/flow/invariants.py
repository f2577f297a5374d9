"""What holds after any fault, once a worker has come to its end again. Looked at from outside: the mail that was delivered,
the letters that the server took, the database, and what the commands show to staff.

    lost     every message delivered is on record, and its author was answered, or staff are told that it is not known
    doubled  no message is on record twice, the server took no letter twice, and none that is not on record
    damaged  the database is whole
    broken   all of it, and nothing is left half done

`doubled` and `damaged` hold at every moment, while the worker is dead too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from mailflow.store import StoredLetter
from tests.flow.mail import OPERATOR, Mail
from tests.flow.office import Office
from tests.flow.sink import Letter, Sink


def broken(office: Office, delivered: Sequence[Mail], sink: Sink) -> list[str]:
    """Sentences on what does not hold; [] where everything does. Each message delivered called for one letter."""
    return [*damaged(office), *lost(office, delivered, sink), *doubled(office, sink), *unsettled(office)]


def damaged(office: Office) -> list[str]:
    """The database is whole."""
    if not (office.folder / "mailflow.db").exists():
        return []
    with office.store() as store:
        return [f"the database is damaged: {line}" for line in store.damage()]


def lost(office: Office, delivered: Sequence[Mail], sink: Sink) -> list[str]:
    """Every message is on record, every author reached, or one of those of whom staff are told that it is not known."""
    with office.store() as store:
        recorded = {record.message_id for record in store.records.listed(limit=100_000) if record.state == "sorted"}
    shown = office.objects("letters", "list", "--state", "unknown", "-n", "100000")
    told = {recipient["address"] for letter in shown for recipient in letter["recipients"]}
    reached = {recipient for letter in _answers(sink) for recipient in letter.recipients}
    ids = {letter.id for letter in _answers(sink)}
    return [
        *(f"the message of {each.author} is not on record" for each in delivered if each.id not in recorded),
        *(
            f"{each.author} was not answered, and nobody is told"
            for each in delivered
            if each.author not in reached | told
        ),
        *(
            f"letter {letter.id} is on record as sent, and the server has not seen it"
            for letter in _known(office).values()
            if letter.state == "sent" and letter.message_id not in ids
        ),
    ]


def doubled(office: Office, sink: Sink) -> list[str]:
    """The server took no letter twice and none that is not on record; no message is on record twice."""
    if not (office.folder / "mailflow.db").exists():
        return [f"the server took {letter.id}, and there is no database" for letter in _answers(sink)]
    with office.store() as store:
        records = store.records.listed(limit=100_000)
    once = Counter((r.conference, r.message_id) for r in records if r.state == "sorted" and r.message_id)
    known, taken = _known(office), Counter(letter.id for letter in _answers(sink))
    answered = Counter((str(letter.message["In-Reply-To"]), letter.recipients) for letter in _answers(sink))
    return [
        *(f"{id_} is on record {times} times" for (_, id_), times in once.items() if times > 1),
        *(f"the server took {id_} {times} times" for id_, times in taken.items() if times > 1),
        *(f"the server took {id_}, of which nothing is on record" for id_ in taken if id_ not in known),
        *(f"{parent} was answered {times} times, to {who}" for (parent, who), times in answered.items() if times > 1),
    ]


def unsettled(office: Office) -> list[str]:
    """Nothing is left half done, and what is shown to staff is what is on record."""
    with office.store() as store:
        records, counts = store.records.listed(limit=100_000), store.outbox.counts()
    (status,) = office.objects("status")
    told = status["letters"].get("unknown", 0)
    return [
        *(
            f"message {record.id} is {record.state}: {record.error[-300:]}"
            for record in records
            if record.state not in ("sorted", "duplicate")
        ),
        *(
            f"letter {letter.id} is {letter.state}"
            for letter in _known(office).values()
            if letter.state not in ("sent", "unknown")
        ),
        *([] if told == counts.get("unknown", 0) else [f"status tells of {told} unknown letters of {counts}"]),
    ]


def _answers(sink: Sink) -> list[Letter]:
    """What the server took, without the letters to the operator."""
    return [letter for letter in sink.letters if OPERATOR not in letter.recipients]


def _known(office: Office) -> dict[str, StoredLetter]:
    """Answers on record, by their Message-ID."""
    return {letter.message_id: letter for letter in office.letters() if letter.message is not None}
