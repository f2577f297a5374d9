"""The three campaigns of a conference from end to end, between a real Dovecot and a real SMTP server.

Invitation to a hundred parties, answers, acknowledgements, reminder to the silent; note to participants, papers and
statements, acknowledgements, circulation; call for contributions, contributions, reminder to those missing.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from mailflow.core.state_names import STATES
from tests.flow.mail import Mail, mail
from tests.flow.office import Office
from tests.flow.sink import Letter, Sink
from tests.flow.test_refusals import undelivered
from tests.flow.waiting import until
from tests.servers.dovecot import Dovecot

HUNDRED = [*sorted(STATES)[:97], "org:icrc", "org:relief", "org:law"]
KINDS = {"org:icrc": "observer", "org:relief": "ngo", "org:law": "ngo"}
LANGUAGES = ("en", "fr", "es", "en")


def domain(code: str) -> str:
    return f"{code.lower().replace(':', '-')}.example"


def registry(code: str) -> str:
    """The address on the roster."""
    return f"registry@{domain(code)}"


def officer(code: str) -> str:
    """Who answers: an address in the party's domain."""
    return f"officer@{domain(code)}"


def roster(codes: list[str]) -> str:
    head = "code,kind,name,language,domains,emails\n"
    return head + "".join(
        f"{code},{KINDS.get(code, 'state')},{named(code)},{LANGUAGES[n % 4]},{domain(code)},{registry(code)}\n"
        for n, code in enumerate(codes)
    )


def named(code: str) -> str:
    return f"Party {code.replace(':', ' ').upper()}"


@pytest.fixture
def office(make_office: Callable[..., Office]) -> Office:
    """With the rules and letters that ship."""
    office = make_office(small=False, conference={"languages": ["en", "fr", "es"]}, limits={"letters_per_hour": 5000})
    file = office.folder / "config.toml"
    further = (
        "[conference.oslo.deadlines]\nrepresentation = 2031-04-20\npapers = 2031-04-25\ncontributions = 2031-04-01\n"
    )
    further += '[conference.oslo.action_points]\n63 = "Review the law"\n64 = "Inform all bodies"\n'
    file.write_text(file.read_text(encoding="utf-8") + further, encoding="utf-8")
    return office


@pytest.fixture
def hundred(office: Office) -> Office:
    (office.folder / "roster.csv").write_text(roster(HUNDRED), encoding="utf-8")
    return office


@pytest.fixture
def twelve(office: Office) -> Office:
    (office.folder / "roster.csv").write_text(roster(HUNDRED[:9] + HUNDRED[97:]), encoding="utf-8")
    return office


def out(office: Office, *command: str) -> None:
    """Queue a letter to many, and let it out under the seal that was shown."""
    done = office.call(*command, "--queue", "--json")
    told = json.loads(done.out.splitlines()[-1])
    approved = office.call("letters", "approve", told["campaign"], "--seal", told["seal"][:16])
    assert approved.code == 0, done.out + approved.out + approved.err


def until_came(sink: Sink, count: int) -> None:
    until(lambda: len(sink.letters) >= count, f"{count} letters at the server", 90)


def to_each(letters: list[Letter]) -> Counter[str]:
    """How many letters each address got; one letter never names two."""
    assert all(len(letter.recipients) == 1 for letter in letters)
    return Counter(letter.recipients[0] for letter in letters)


def answer_to(letter: Letter, code: str, text: str, subject: str = "", **other: Any) -> Mail:
    """The party's answer to a letter of ours."""
    threading = {"In-Reply-To": letter.id, "References": letter.id}
    return mail(officer(code), text, subject or f"Re: {letter.message['Subject']}", headers=threading, **other)


def sums(office: Office, campaign: str) -> dict[str, int]:
    found: dict[str, int] = office.objects("campaign", "show", campaign)[0]["sums"]
    return found


def lines(office: Office, campaign: str) -> dict[str, dict[str, Any]]:
    return {line["party"]: line for line in office.objects("campaign", "show", campaign)[1:]}


def test_invitation_answers_acknowledgements_and_a_reminder_to_the_silent(
    dovecot: Dovecot, user: str, hundred: Office, sink: Sink
) -> None:
    office = hundred
    with office.running():
        out(office, "invite")
        until_came(sink, 100)
        invitations = {letter.recipients[0]: letter for letter in sink.letters}
        assert to_each(sink.letters) == Counter(map(registry, HUNDRED))
        assert {x.message["Auto-Submitted"] for x in sink.letters} == {"auto-generated"}
        assert {x.message["Content-Language"] for x in sink.letters} == {"en", "fr", "es"}

        accept, decline, undecided, away, gone = HUNDRED[:20], HUNDRED[20:28], HUNDRED[28:32], HUNDRED[32], HUNDRED[33]
        for code in accept:
            text = f"{named(code)} will be represented at the Conference by Ms Anna Berg{code.title()}, Ambassador.\n"
            dovecot.deliver(user, answer_to(invitations[registry(code)], code, text).raw)
        for code in decline:
            text = f"We regret that {named(code)} will not be represented at the Conference.\n"
            dovecot.deliver(user, answer_to(invitations[registry(code)], code, text).raw)
        for code in undecided:
            text = f"{named(code)} has not yet decided whether it will be represented at the Conference.\n"
            dovecot.deliver(user, answer_to(invitations[registry(code)], code, text).raw)
        absent = {"Auto-Submitted": "auto-replied", "In-Reply-To": invitations[registry(away)].id}
        dovecot.deliver(user, mail(officer(away), "I am away.\n", "Automatic reply", headers=absent).raw)
        dovecot.deliver(user, undelivered(invitations[registry(gone)]), sender="")
        until_came(sink, 132)
        office.until_settled(34)
        acknowledged = sink.letters[100:]
        assert to_each(acknowledged) == Counter(map(officer, (*accept, *decline, *undecided)))
        assert {x.message["Auto-Submitted"] for x in acknowledged} == {"auto-replied"}

        found, told = sums(office, "invitation"), lines(office, "invitation")
        assert {k: found[k] for k in ("written", "answered", "accepted", "declined", "tentative", "silent", "unreachable")} == {
            "written": 100, "answered": 32, "accepted": 20, "declined": 8, "tentative": 4, "silent": 67, "unreachable": 1,
        }  # fmt: skip
        assert (len(told[away]["machines"]), told[gone]["stand"]) == (1, "unreachable")

        # One answers while the reminder waits for its approval: it is withdrawn.
        late = HUNDRED[40]
        asked = json.loads(office.call("remind", "--queue", "--json").out.splitlines()[-1])
        dovecot.deliver(user, answer_to(invitations[registry(late)], late, f"{named(late)} will be represented.\n").raw)
        until_came(sink, 133)
        office.until_settled(35)
        assert office.call("letters", "approve", "invitation-reminder", "--seal", asked["seal"]).code == 0
        until_came(sink, 199)
        office.until_settled(35)
    reminded = sink.letters[133:]
    silent = [code for code in HUNDRED[34:] if code != late] + [away]
    assert to_each(reminded) == Counter(map(registry, silent))
    assert lines(office, "invitation")[late]["reminders"][0]["state"] == "cancelled"


def test_note_papers_statements_acknowledgements_and_their_circulation(
    dovecot: Dovecot, user: str, twelve: Office, sink: Sink
) -> None:
    office, codes = twelve, HUNDRED[:9] + HUNDRED[97:]
    with office.running():
        out(office, "circulate", "note-to-participants")
        until_came(sink, 12)
        notes = {letter.recipients[0]: letter for letter in sink.letters}
        assert to_each(sink.letters) == Counter(map(registry, codes))
        for kind, some in (("working paper", codes[:3]), ("statement", codes[3:5])):
            for code in some:
                words = f"Please find attached a {kind} of {named(code)}.\n"
                text = f"{kind.title()}\n\nSubmitted by {named(code)}\n\nOn the clearance of land.\n".encode()
                sent = answer_to(notes[registry(code)], code, words, f"{kind.title()}", attached={f"{kind}.txt": text})
                dovecot.deliver(user, sent.raw)
        until_came(sink, 17)
        office.until_settled(5)
        assert to_each(sink.letters[12:]) == Counter(map(officer, codes[:5]))
        register = office.objects("documents", "list")
        numbers = [item["number"] for item in register]
        receipts = "".join(letter.text for letter in sink.letters[12:])
        assert (len(numbers), all(number in receipts for number in numbers)) == (5, True)
        nothing = office.call("circulate", "circulation", "--json")
        assert {json.loads(line)["stop"][:34] for line in nothing.out.splitlines()} == {
            "There is no document to circulate:"
        }
        accepted = [office.call("documents", "accept", number) for number in numbers[:2]]
        assert [done.code for done in accepted] == [0, 0], accepted
        out(office, "circulate", "circulation", "--name", "circulation-1")
        until_came(sink, 29)
        out_now = sink.letters[17:]
        assert to_each(out_now) == Counter(map(registry, codes))
        english = next(x for x in out_now if x.message["Content-Language"] == "en")
        assert (numbers[0] in english.text, numbers[1] in english.text, numbers[2] in english.text) == (
            True,
            True,
            False,
        )
        # The next circulation lists what is new since.
        office.call("documents", "accept", numbers[2])
        out(office, "circulate", "circulation", "--name", "circulation-2", "--party", codes[0])
        until_came(sink, 30)
    last = sink.letters[29].text
    assert (numbers[0] in last, numbers[2] in last) == (False, True)


def test_call_contributions_and_a_reminder_to_those_missing(
    dovecot: Dovecot, user: str, twelve: Office, sink: Sink
) -> None:
    office, codes = twelve, HUNDRED[:9] + HUNDRED[97:]
    with office.running():
        out(office, "circulate", "call", "--kind", "state")
        until_came(sink, 9)
        calls = {letter.recipients[0]: letter for letter in sink.letters}
        assert to_each(sink.letters) == Counter(map(registry, codes[:9]))
        for code in codes[:4]:
            text = f"Please find below the contribution of {named(code)} to the report. On action point 63: the law was amended.\n"
            dovecot.deliver(user, answer_to(calls[registry(code)], code, text, "Contribution to the report").raw)
        until_came(sink, 13)
        office.until_settled(4)
        assert to_each(sink.letters[9:]) == Counter(map(officer, codes[:4]))
        assert (sums(office, "call")["received"], sums(office, "call")["silent"]) == (4, 5)
        out(office, "remind", "call")
        until_came(sink, 18)
    reminders = sink.letters[13:]
    assert to_each(reminders) == Counter(map(registry, codes[4:9]))
    assert all("63" in letter.text and "64" in letter.text for letter in reminders)
