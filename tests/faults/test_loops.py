"""Loops: whoever answers us by machine gets one letter at most, marked or not, through relays that take every mark off.

Mail is carried by hand from one side to the other, so that each turn is seen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.figures import count
from tests.flow.mail import AUTHSERV, OPERATOR, STATES, acceptance, desk, domain, mail
from tests.flow.office import Office, imap, smtp
from tests.flow.sink import Letter, Sink
from tests.servers.dovecot import Dovecot

TURNS = 4
OSLO, LIMA = "oslo@secretariat.example", f"lima@{domain('Peru')}"
# Whatever comes is answered: nothing but the guard, the period and the ceilings can stop a loop.
EVERYTHING = """
[[rule]]
name = "everything"
description = "Whatever it is."
then = { kinds = "other", letter = "received", disposition = "acknowledge" }
"""
MARKS = re.compile(
    rb"^(?:Auto-Submitted|X-Auto-Response-Suppress|Precedence|X-Loop|X-Mailer|List-[\w-]+|References|In-Reply-To):.*\r\n"
    rb"(?:[ \t].*\r\n)*",
    re.IGNORECASE | re.MULTILINE,
)
IDS = re.compile(rb"^Message-ID:.*\r\n(?:[ \t].*\r\n)*", re.IGNORECASE | re.MULTILINE)
PROOF = re.compile(rb"^(?:Authentication-Results|Return-Path):.*\r\n(?:[ \t].*\r\n)*", re.IGNORECASE | re.MULTILINE)

Relay = Callable[[bytes, int], bytes]


def plain(content: bytes, _: int) -> bytes:
    """A relay that does nothing."""
    return content


def stripping(content: bytes, _: int) -> bytes:
    """One that takes off every mark of a machine."""
    head, gap, body = content.partition(b"\r\n\r\n")
    return MARKS.sub(b"", head + b"\r\n") + gap[2:] + body


def renaming(content: bytes, number: int) -> bytes:
    """One that also gives each message another Message-ID, as some hosted services do."""
    head, gap, body = stripping(content, number).partition(b"\r\n\r\n")
    return IDS.sub(b"Message-ID: <relayed.%d@relay.example>\r\n" % number, head + b"\r\n") + gap[2:] + body


def arriving(content: bytes, author: str) -> bytes:
    """What our server writes above a message of a sender whom it has proven."""
    at = author.rpartition("@")[2]
    proof = f"Authentication-Results: {AUTHSERV}; spf=pass smtp.mailfrom={at}; dmarc=pass header.from={at}\r\n"
    return proof.encode() + PROOF.sub(b"", content)


class Side:
    """An office at work, its mailbox, and the server that takes its letters."""

    def __init__(self, folder: Path, dovecot: Dovecot, sink: Sink, conference: str, address: str) -> None:
        self.dovecot, self.user, self.sink = dovecot, dovecot.new_user(), sink
        self.received = self.carried = 0
        box = imap(dovecot, self.user, conference, backlog="answer")
        self.office = Office(folder / conference, smtp(sink.port), {conference: box}, conference={"address": address})
        (self.office.folder / "rules" / "10-few.toml").write_text(EVERYTHING, encoding="utf-8")
        roster = self.office.folder / "roster.csv"
        other = "SEC,igo,Secretariat,,,,en,secretariat.example,registry@secretariat.example\n"
        roster.write_text(roster.read_text(encoding="utf-8") + other, encoding="utf-8")

    def turn(self) -> list[Letter]:
        """Until everything that came is on record and answered; the letters that left since the last turn."""
        self.office.until_settled(self.received)
        fresh = [letter for letter in self.sink.letters[self.carried :] if OPERATOR not in letter.recipients]
        self.carried = len(self.sink.letters)
        return fresh

    def receive(self, content: bytes, author: str, sender: str = "") -> None:
        """A message comes from a proven author."""
        self.dovecot.deliver(self.user, arriving(content, author), sender=sender)
        self.received += 1


@pytest.fixture
def oslo(dovecot: Dovecot, sink: Sink, tmp_path: Path) -> Iterator[Side]:
    """The office that must not go round and round."""
    side = Side(tmp_path, dovecot, sink, "oslo", f"Secretariat <{OSLO}>")
    with side.office.running():
        yield side


@pytest.fixture
def lima(dovecot: Dovecot, tmp_path: Path) -> Iterator[Side]:
    """The office on the other side."""
    with Sink() as server:
        side = Side(tmp_path, dovecot, server, "lima", f"Secretariat <{LIMA}>")
        with side.office.running():
            yield side


@pytest.mark.parametrize(
    "relay",
    [pytest.param(r, marks=pytest.mark.long, id=r.__name__) for r in (plain, stripping, renaming)],
)
def test_two_offices_write_to_each_other_once(oslo: Side, lima: Side, relay: Relay) -> None:
    # The first letter of the other side: a person wrote it, from the address behind which a machine answers.
    oslo.receive(mail(LIMA, "We hope to see you.\n", "Greetings").raw, LIMA, LIMA)
    for turn in range(TURNS):
        for here, there, author in ((oslo, lima, OSLO), (lima, oslo, LIMA)):
            for letter in here.turn():
                there.receive(relay(letter.content, turn), author, letter.sender if relay is plain else author)
    ours, theirs = len(oslo.sink.letters), len(lima.sink.letters)
    count("turns of a loop", 2 * TURNS, [], ["more than one letter"] * (max(ours - 1, 0) + max(theirs - 1, 0)))
    assert (ours, theirs <= 1) == (1, True)


def robot(letter: Letter, number: int) -> bytes:
    """A machine that answers everything and says so nowhere, with the letter it answers below."""
    text = f"Your request {number} was received. {STATES}\n\n" + "".join(f"> {x}\n" for x in letter.text.splitlines())
    return mail(
        desk("Norway"), text, f"Re: {letter.message['Subject']} [ticket {number}]", id=f"<t{number}@x.example>"
    ).raw


def mirror(letter: Letter, number: int) -> bytes:
    """A machine that sends every letter back as it came, from its own address."""
    head, gap, body = renaming(letter.content, number).partition(b"\r\n\r\n")
    head = re.sub(rb"^From:.*\r\n(?:[ \t].*\r\n)*", b"", head + b"\r\n", flags=re.MULTILINE)
    head = re.sub(rb"^To:.*\r\n(?:[ \t].*\r\n)*", b"", head, flags=re.MULTILINE)
    return f"From: <{desk('Norway')}>\r\nTo: {OSLO}\r\n".encode() + head + gap[2:] + body


def bouncer(letter: Letter, number: int) -> bytes:
    """A server that returns letters in words of its own, on no null path and in no form of a report."""
    text = f"Your message could not be delivered ({number}). Norway will be represented.\n\n{letter.text}"
    return mail(f"postmaster@{domain('Norway')}", text, "Undeliverable: Your message", id=f"<b{number}@x.example>").raw


def mailing_list(letter: Letter, number: int) -> bytes:
    """A list that we are a member of, which sends our letter to all its members."""
    return b"List-Id: <all.ministry.norway.example>\r\nPrecedence: list\r\n" + letter.content


@pytest.mark.parametrize(
    "peer",
    [robot, *(pytest.param(p, marks=pytest.mark.long) for p in (mirror, bouncer, mailing_list))],
    ids=lambda peer: peer.__name__,
)
def test_a_machine_that_answers_everything_gets_one_letter(oslo: Side, peer: Callable[[Letter, int], bytes]) -> None:
    oslo.receive(acceptance("Norway").raw, desk("Norway"), desk("Norway"))
    sent: list[Letter] = []
    for turn in range(TURNS):
        fresh = oslo.turn()
        sent += fresh
        for letter in fresh:
            oslo.receive(peer(letter, turn), desk("Norway"), desk("Norway"))
    to_norway = [letter for letter in sent if any("norway" in address for address in letter.recipients)]
    # A postmaster is often a person (RFC 5230 §4.6): another correspondent, who gets a letter of his own, and no second.
    most = 2 if peer is bouncer else 1
    count("turns of a loop", TURNS, [], ["more letters than allowed"] * max(len(to_norway) - most, 0))
    assert 1 <= len(to_norway) <= most
