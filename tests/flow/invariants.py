"""What holds after any crash, once a worker has come to its end again. Looked at from outside: the mail that was delivered,
the letters that the server took, the database, and what the commands show to staff.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from tests.flow.mail import OPERATOR, Mail
from tests.flow.office import Office
from tests.flow.sink import Letter, Sink


def broken(office: Office, delivered: Sequence[Mail], sink: Sink) -> list[str]:
    """Sentences on what does not hold; [] where everything does. Each message delivered called for one letter."""
    at_server = [letter for letter in sink.letters if OPERATOR not in letter.recipients]
    return [
        *_database(office),
        *_messages(office, delivered),
        *_letters(office, at_server),
        *_answers(office, delivered, at_server),
    ]


def _database(office: Office) -> Iterator[str]:
    with office.store() as store:
        yield from (f"the database is damaged: {line}" for line in store.damage())


def _messages(office: Office, delivered: Sequence[Mail]) -> Iterator[str]:
    """Each message is on record once, sorted; further deliveries of it are noted as such."""
    with office.store() as store:
        records = store.records.listed(limit=10_000)
    once = Counter(record.message_id for record in records if record.state == "sorted")
    for mail in delivered:
        if once[mail.id] != 1:
            yield f"the message of {mail.author} is on record {once[mail.id]} times"
    for record in records:
        if record.state not in ("sorted", "duplicate"):
            yield f"message {record.id} is {record.state}: {record.error[-300:]}"


def _letters(office: Office, at_server: Sequence[Letter]) -> Iterator[str]:
    """The server took no letter twice and none that is not on record; what is on record as sent it has."""
    known = {letter.message_id: letter for letter in office.letters() if letter.message is not None}
    taken = Counter(letter.id for letter in at_server)
    for id_, times in taken.items():
        if times > 1:
            yield f"the server took {id_} {times} times"
        if id_ not in known:
            yield f"the server took {id_}, of which nothing is on record"
    answered = Counter((letter.message["In-Reply-To"], letter.recipients) for letter in at_server)
    for (parent, recipients), times in answered.items():
        if times > 1:
            yield f"{parent} was answered {times} times, to {recipients}"
    for letter in known.values():
        if letter.state == "sent" and letter.message_id not in taken:
            yield f"letter {letter.id} is on record as sent, and the server has not seen it"
        if letter.state not in ("sent", "unknown"):
            yield f"letter {letter.id} is {letter.state}"


def _answers(office: Office, delivered: Sequence[Mail], at_server: Sequence[Letter]) -> Iterator[str]:
    """Whoever was not answered is one of those of whom staff are told that it is not known."""
    shown = office.objects("letters", "list", "--state", "unknown", "-n", "10000")
    told = {recipient["address"] for letter in shown for recipient in letter["recipients"]}
    reached = {recipient for letter in at_server for recipient in letter.recipients}
    for mail in delivered:
        if mail.author not in reached | told:
            yield f"{mail.author} was not answered, and nobody is told"
    (status,) = office.objects("status")
    if status["letters"].get("unknown", 0) != len(shown):
        yield f"status tells of {status['letters']}, the list of {len(shown)} unknown letters"
