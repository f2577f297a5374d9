"""The same message under several numbers, in several folders, by several ways, and folders that are numbered anew: one
record, one letter.
"""

from __future__ import annotations

import imaplib
import itertools
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.figures import count
from tests.faults.test_kills import NO_CEILINGS
from tests.flow.invariants import broken, doubled, lost
from tests.flow.mail import Mail, correspondence
from tests.flow.office import Office, imap, smtp
from tests.flow.sink import Sink
from tests.flow.test_mailboxes import appended_anew, renamed
from tests.flow.waiting import until
from tests.servers.dovecot import Dovecot

WAYS = 5  # in which a message comes once more


@pytest.mark.parametrize("messages", [3, pytest.param(30, marks=pytest.mark.long)])
def test_every_message_comes_six_times(dovecot: Dovecot, sink: Sink, tmp_path: Path, messages: int) -> None:
    user, other = dovecot.new_user(), dovecot.new_user()
    boxes = {"inbox": imap(dovecot, user), "papers": imap(dovecot, other)}
    office = Office(tmp_path / "office", smtp(sink.port), boxes, NO_CEILINGS)
    delivered = list(itertools.islice(correspondence(), messages))
    with office.running(), dovecot.session(user) as session, dovecot.session(other) as theirs:
        for each in delivered:
            dovecot.deliver(user, each.raw)
            session.append("INBOX", "", None, each.raw)
            theirs.append("INBOX", "\\Seen", None, each.raw)
            # By another way: the trace fields of servers differ, the message does not.
            dovecot.deliver(other, b"Received: from relay.example by mx2.example; today\r\n" + each.raw)
            dovecot.deliver(user, b"X-Spam-Score: 0.1\r\n" + each.raw, each.raw)
        until(lambda: not lost(office, delivered, sink), "the answers to all", 90)
        dovecot.deliver(user, *(each.raw for each in reversed(delivered)))
        office.until_settled(messages, 60)
    count("duplicates", messages * WAYS, lost(office, delivered, sink), doubled(office, sink))
    assert broken(office, delivered, sink) == []


@pytest.mark.parametrize("times", [1, pytest.param(12, marks=pytest.mark.long)])
def test_folder_is_numbered_anew_again_and_again(
    dovecot: Dovecot, user: str, sink: Sink, make_office: Callable[..., Office], times: int
) -> None:
    office = make_office(mailbox={"folder": "Conference", "backlog": "answer"}, limits=NO_CEILINGS)
    post, delivered = correspondence(), []

    def append(client: imaplib.IMAP4) -> None:
        for _ in range(3):
            delivered.append(next(post))
            client.append("Conference", "", None, delivered[-1].raw)

    with dovecot.session(user) as client:
        client.create("Conference")
        append(client)
        office.run("--once").wait()
        for turn in range(times):
            if turn % 2:
                client.select("INBOX")  # a folder that is open cannot be deleted
                client.delete("Archive")
            (appended_anew if turn % 2 else renamed)(client)
            append(client)
            office.run("--once").wait()
    with office.store() as store:
        places = {place.uidvalidity for place in store.ledger.places(1)}
    count("renumberings", times, lost(office, delivered, sink), doubled(office, sink))
    assert broken(office, delivered, sink) == []
    assert len(places) == times + 1


@pytest.mark.long
def test_copy_by_mail_of_many_is_one_message(dovecot: Dovecot, user: str, sink: Sink, office: Office) -> None:
    """To two of our addresses and in copy: the server delivers it three times."""
    plain = next(correspondence())
    raw = plain.raw.replace(
        b"To: oslo@secretariat.example",
        b"To: oslo@secretariat.example, oslo-papers@secretariat.example\r\nCc: oslo@secretariat.example",
    )
    each = Mail(raw, plain.id, plain.author)
    with office.running():
        dovecot.deliver(user, *(b"Delivered-To: way-%d@secretariat.example\r\n" % n + raw for n in range(3)))
        office.until_settled(3)
    assert broken(office, [each], sink) == []
