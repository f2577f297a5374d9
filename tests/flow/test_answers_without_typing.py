"""Invitations leave by SMTP; what their links write, and what calendar programs send, comes back by IMAP and is acknowledged."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import icalendar
import pytest

from mailflow.store import Record
from tests.flow.mail import Mail, desk, domain, mail
from tests.flow.office import Office, imap, smtp
from tests.flow.once import once
from tests.flow.sink import Letter, Sink
from tests.servers.dovecot import Dovecot

# By link: the answer that is clicked on. By calendar: what its program says.
LINKS = {"Austria": "accepted", "Belgium": "declined", "Botswana": "tentative"}
EVENTS = {"Bulgaria": "ACCEPTED", "Cambodia": "DECLINED", "Canada": "TENTATIVE"}
INVITED = [*LINKS, *EVENTS, "Chile"]


class _Links(HTMLParser):
    """Where the links of a page lead, in their order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name == "href" and value]


@dataclass(frozen=True)
class Season:
    """What was found in the end."""

    invitations: dict[str, Letter]
    answers: dict[str, Letter] = field(default_factory=dict)  # by State: our acknowledgement
    records: dict[str, Record] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)  # by State: what its answer was read from


@pytest.fixture(scope="session")
def season(dovecot: Dovecot, tmp_path_factory: pytest.TempPathFactory) -> Season:
    """Seven States are invited; all answer, one of them by the link of another."""
    return once(tmp_path_factory, "answers-without-typing", lambda folder: lived(folder, dovecot))


def lived(folder: Path, dovecot: Dovecot) -> Season:
    user = dovecot.new_user()
    with Sink() as sink:
        office = Office(folder / "office", smtp(sink.port), {"oslo": imap(dovecot, user)}, small=False)
        with office.running():
            named = [word for code in ("AUT", "BEL", "BWA", "BGR", "KHM", "CAN", "CHL") for word in ("--party", code)]
            assert office.call("invite", "--queue", *named).code == 0
            assert office.call("letters", "approve", "invitation").code == 0
            office.until_settled(0)
            invitations = {state: sink.to(f"registry@{domain(state)}")[0] for state in INVITED}
            came = [*(clicked(state, invitations[state], LINKS[state]) for state in LINKS)]
            came += [replied(state, invitations[state], EVENTS[state]) for state in EVENTS]
            came.append(clicked("Chile", invitations["Austria"], "accepted"))
            for each in came:
                dovecot.deliver(user, each.raw, sender=each.sender)
            office.until_settled(len(came))
    with office.store() as store:
        by_author = {record.sender: record for record in store.records.listed(limit=100)}
        read = {fact.message: fact.words for fact in store.records.facts(conference="oslo", kinds=("attendance",))}
    return Season(
        invitations,
        {state: letters[0] for state in INVITED if (letters := sink.to(desk(state)))},
        {state: by_author[desk(state)] for state in INVITED},
        {state: read[by_author[desk(state)].id] for state in INVITED},
    )


def prefilled(letter: Letter) -> list[str]:
    """The links of a letter that open a whole message."""
    page = letter.message.get_body(("html",))
    assert page is not None
    return [link for link in _Links(str(page.get_content())).found if "body=" in link]


def clicked(state: str, invitation: Letter, answer: str) -> Mail:
    """The message that a mail program opens for a link of the invitation."""
    fields = parse_qs(
        urlsplit(prefilled(invitation)[("accepted", "declined", "tentative").index(answer)]).query, strict_parsing=True
    )
    return mail(desk(state), fields["body"][0].replace("\r\n", "\n"), fields["subject"][0])


def replied(state: str, invitation: Letter, partstat: str) -> Mail:
    """What a calendar program makes of the request in the invitation (RFC 5546 §3.2.3)."""
    (part,) = (part for part in invitation.message.walk() if part.get_content_type() == "text/calendar")
    request = icalendar.Calendar.from_ical(str(part.get_content()))
    request["METHOD"] = "REPLY"
    (event,) = request.walk("VEVENT")
    event["ATTENDEE"].params["PARTSTAT"] = partstat
    reply = request.to_ical()
    answer = mail(desk(state), "\n", f"{partstat.title()}: {event['SUMMARY']}", attached={"reply.ics": reply})
    return Mail(answer.raw.replace(b"text/plain\r\nContent-Transfer", b"text/calendar; method=REPLY\r\nContent-Transfer"),
                answer.id, answer.author, answer.sender)  # fmt: skip


@pytest.mark.parametrize(("state", "answer"), LINKS.items())
def test_answer_by_link_is_on_record_and_acknowledged(season: Season, state: str, answer: str) -> None:
    assert (season.records[state].attendance, season.records[state].effective) == (answer, True)
    assert season.answers[state].message["Auto-Submitted"] == "auto-replied"


@pytest.mark.parametrize(("state", "partstat"), EVENTS.items())
def test_answer_by_calendar_is_on_record_and_acknowledged(season: Season, state: str, partstat: str) -> None:
    assert (season.records[state].attendance, season.records[state].effective) == (partstat.lower(), True)
    assert season.answers[state].message["Auto-Submitted"] == "auto-replied"


def test_link_of_another_party_has_no_effect(season: Season) -> None:
    record = season.records["Chile"]
    assert (record.disposition, record.effective) == ("review", False)
    assert "Chile" not in season.answers


def test_answer_is_read_from_its_reference_and_not_from_the_words(season: Season) -> None:
    assert all(season.words[state].startswith("mf-") for state in LINKS)
    assert {season.words[state] for state in EVENTS} == {f"PARTSTAT={partstat}" for partstat in EVENTS.values()}


def test_every_invitation_has_references_of_its_own(season: Season) -> None:
    found = [link for letter in season.invitations.values() for link in prefilled(letter)]
    assert len(found) == len(set(found)) == 3 * len(INVITED)


def test_calendar_of_an_invitation_asks_the_addressee_alone(season: Season) -> None:
    for state, letter in season.invitations.items():
        (part,) = (part for part in letter.message.walk() if part.get_content_type() == "text/calendar")
        (event,) = icalendar.Calendar.from_ical(str(part.get_content())).walk("VEVENT")
        assert str(event["ATTENDEE"]) == f"mailto:registry@{domain(state)}"
