"""Who would get what, and what stops any of them."""

from __future__ import annotations

import email
import email.policy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailflow.core.address import Address
from mailflow.core.identity import token_of, token_of_address
from mailflow.core.letter_values import Circulated
from mailflow.core.roster import KINDS, Party
from mailflow.office.background import Background
from mailflow.office.choosing import Choice
from mailflow.office.plan import Line, Wanted, plan
from mailflow.store import Campaign, Heard
from tests.office.people import INVITATION, KEY, NOW, REMINDER, bureau, party, stored

NORWAY = party("NOR", "state", "desk@nor.example", "geneva@nor.example")
DESK, GENEVA = "desk@nor.example", "geneva@nor.example"
BOUNCES = Address("bounces", "secretariat.example")


def line(
    background: Background | None = None,
    *,
    to: Party = NORWAY,
    campaign: Campaign = INVITATION,
    wanted: Wanted | None = None,
    **conference: Any,
) -> Line:
    """The one line of a plan for one party."""
    (found,) = plan(bureau(to, **conference), campaign, wanted or Wanted(), background or Background(), NOW)
    return found


def first(state: str, address: str = DESK) -> Background:
    """The party has a letter of the campaign already."""
    return Background(letters={"NOR": (stored(7, "NOR", state, address),)})


def reminded(state: str = "sent", heard: Heard | None = None, address: str = DESK) -> Background:
    """The invitation went out, and this was heard."""
    return Background(heard={"NOR": heard} if heard else {}, first={"NOR": (stored(7, "NOR", state, address),)})


def test_a_letter_goes_to_the_first_address_of_the_party() -> None:
    found = line()
    assert found.letter is not None
    assert (found.stop, [a.spec for a in found.letter.envelope.recipients]) == ("", [DESK])


def test_a_letter_is_held_named_and_marked() -> None:
    letter = line().letter
    assert letter is not None
    message = email.message_from_bytes(letter.data, policy=email.policy.default)
    assert (message["Auto-Submitted"], message["In-Reply-To"], bool(letter.hold)) == ("auto-generated", None, True)
    assert token_of(KEY, str(message["Message-ID"])) == letter.token


def test_made_twice_it_is_the_same_letter() -> None:
    assert line().letter == line().letter


def test_with_verp_a_letter_has_a_return_path_of_its_own() -> None:
    letter = line(bounces=BOUNCES, verp=True).letter
    assert letter is not None
    assert letter.envelope.sender is not None
    assert token_of_address(KEY, letter.envelope.sender) == letter.token


@pytest.mark.parametrize(
    ("conference", "path"), [({"bounces": BOUNCES}, "bounces@secretariat.example"), ({}, "oslo@secretariat.example")]
)
def test_without_it_reports_come_to_the_address_for_them(conference: dict[str, Any], path: str) -> None:
    letter = line(**conference).letter
    assert letter is not None
    assert letter.envelope.sender is not None
    assert letter.envelope.sender.spec == path


def test_the_journal_gets_its_copy_in_the_same_envelope() -> None:
    journal = Address("letters", "secretariat.example")
    letter = line(journal=journal).letter
    assert letter is not None
    assert (letter.journal, letter.envelope.recipients[-1]) == (journal, journal)
    assert b"letters@secretariat.example" not in letter.data


STOPPED: list[tuple[dict[str, Any], str]] = [
    ({"to": Party("NOR", "state", "Norway")}, "no address"),
    ({"background": Background(dead={DESK: "550 5.1.1 No such person"})}, "came back (550 5.1.1 No such person)"),
    ({"campaign": Campaign("oslo", "x", "absent")}, "exists neither in en nor in a language"),
    ({"campaign": Campaign("oslo", "x", "broken")}, "broken.en.md:4"),
    ({"campaign": Campaign("oslo", "x", "note"), "to": party("org:relief", "ngo")}, "organisation of civil society"),
    ({"to": party("NOR", "state", "papers@secretariat.example")}, "an address of our own"),
    ({"host": "NOR"}, "It is the host"),
    ({"campaign": Campaign("oslo", "x", "circulation")}, "There is no document to circulate"),
    ({"background": first("held")}, "It has this letter already (no. 7, held)"),
    ({"background": first("sent")}, "It has this letter already (no. 7, sent)"),
    ({"background": first("unknown")}, "It has this letter already (no. 7, unknown)"),
    ({"background": first("cancelled")}, "letters renew 7"),
    ({"background": first("bounced")}, "Letter 7 came back (550 as it said)"),
    ({"background": first("bounced"), "wanted": Wanted(address=Address("desk", "nor.example"))}, "was tried with letter 7"),
    ({"wanted": Wanted(address=Address("who", "elsewhere.example"))}, "is no address of the party on the roster"),
    ({"campaign": Campaign("oslo", "x", "invitation", copy=True), "to": party("NOR")}, "no second address"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "words"), STOPPED, ids=[words for _, words in STOPPED])
def test_what_stops_a_letter_is_said(case: dict[str, Any], words: str) -> None:
    found = line(**case)
    assert (found.letter, words in found.stop) == (None, True), found.stop


def test_what_cannot_be_named_in_a_return_path_stops_it() -> None:
    assert "return path" in line(bounces=Address("b" * 40, "secretariat.example"), verp=True).stop


def test_a_note_goes_to_who_writes_notes() -> None:
    assert line(campaign=Campaign("oslo", "x", "note")).stop == ""


def test_the_host_is_invited_where_it_is_named() -> None:
    assert line(host="NOR", wanted=Wanted(Choice(parties=("NOR",)))).letter is not None


def test_where_no_address_is_left_the_others_are_shown() -> None:
    assert [a.spec for a in line(first("bounced")).others] == [GENEVA]


def test_a_second_address_gets_a_letter_of_its_own_when_the_first_failed() -> None:
    found = line(first("bounced"), wanted=Wanted(address=Address("geneva", "nor.example")))
    once = line().letter
    assert found.letter is not None
    assert once is not None
    assert (found.letter.purpose, found.letter.envelope.recipients[0].spec) == ("letter-2", GENEVA)
    assert found.letter.message_id != once.message_id


def test_a_second_address_gets_none_while_the_first_may_have_it() -> None:
    for state in ("sent", "unknown", "deferred", "queued", "held", "cancelled"):
        assert line(first(state), wanted=Wanted(address=Address("geneva", "nor.example"))).letter is None


def test_documents_are_listed_in_a_circulation() -> None:
    documents = (Circulated("OSLO/PAPER/001", "On land"), Circulated("OSLO/PAPER/002", "On stockpiles"))
    letter = line(Background(documents=documents), campaign=Campaign("oslo", "x", "circulation")).letter
    assert letter is not None
    assert (b"OSLO/PAPER/001" in letter.data, b"OSLO/PAPER/002" in letter.data) == (True, True)


def test_a_copy_goes_to_the_second_address() -> None:
    letter = line(campaign=Campaign("oslo", "invitation-copy", "invitation", copy=True)).letter
    assert letter is not None
    assert letter.envelope.recipients[0].spec == GENEVA


def test_a_letter_is_in_the_language_of_the_party_or_of_the_conference() -> None:
    languages = [line(to=party("NOR", language=language)).language for language in ("fr", "pt")]
    assert languages == ["fr", "en"]


# Reminders


def test_who_is_silent_is_reminded_at_the_address_that_was_reached() -> None:
    letter = line(reminded(address=GENEVA), campaign=REMINDER).letter
    assert letter is not None
    assert letter.envelope.recipients[0].spec == GENEVA


@pytest.mark.parametrize("answer", ["accepted", "declined", "tentative"])
def test_who_has_answered_is_not_reminded(answer: str) -> None:
    heard = Heard(answer, {"rsvp": NOW})
    assert plan(bureau(NORWAY), REMINDER, Wanted(), reminded(heard=heard), NOW) == ()


def test_who_was_not_asked_is_not_reminded() -> None:
    assert plan(bureau(NORWAY), REMINDER, Wanted(), Background(), NOW) == ()


@pytest.mark.parametrize(
    ("wanted", "heard", "count"),
    [
        (Wanted(undecided=True), Heard("tentative", {"rsvp": NOW}), 1),
        (Wanted(undecided=True), Heard("declined", {"rsvp": NOW}), 0),
        (Wanted(unnamed=True), Heard("accepted", {"rsvp": NOW}), 1),
        (Wanted(unnamed=True), Heard("declined", {"rsvp": NOW}), 0),
        (Wanted(), Heard(None, {"paper": NOW}), 1),
    ],
)
def test_who_still_owes_a_part_is_reminded_where_that_is_asked(wanted: Wanted, heard: Heard, count: int) -> None:
    assert len(plan(bureau(NORWAY), REMINDER, wanted, reminded(heard=heard), NOW)) == count


@pytest.mark.parametrize(
    ("background", "words"),
    [
        (reminded("held"), "has not left: it is held"),
        (reminded("queued"), "has not left yet"),
        (reminded("sending"), "on its way at this moment"),
        (reminded("deferred"), "was put off"),
        (reminded("unknown"), "of unknown fate"),
        (reminded("bounced"), "It was never reached: letter 7 of invitation came back"),
        (reminded(heard=Heard(None, {}, {"rsvp": 12})), "Message 12, perhaps its answer, waits for a person"),
    ],
)
def test_a_reminder_waits_for_what_it_reminds_of(background: Background, words: str) -> None:
    found = line(background, campaign=REMINDER)
    assert (found.letter, words in found.stop) == (None, True), found.stop


# Whatever the roster and the past

CODES = ("NOR", "PER", "CHL", "org:relief")
ADDRESSES = {code: tuple(f"{name}@{code[-4:].lower()}.example" for name in ("a", "b", "c")) for code in CODES}
STATES = ("held", "queued", "sending", "sent", "deferred", "failed", "unknown", "cancelled", "bounced")


@st.composite
def situations(draw: st.DrawFn) -> tuple[list[Party], Background, Wanted]:
    """A roster, a past, and what a person asks for."""
    codes = draw(st.lists(st.sampled_from(CODES), unique=True, min_size=1))
    parties = []
    had: dict[str, Any] = {}
    asked: dict[str, Any] = {}
    for number, code in enumerate(codes):
        own = draw(st.lists(st.sampled_from(ADDRESSES[code]), unique=True, max_size=3))
        emails = tuple(Address(*each.split("@")) for each in own)
        language = draw(st.sampled_from(["en", "fr", "xx"]))
        parties.append(Party(code, draw(st.sampled_from(KINDS)), code, emails=emails, language=language))
        for of in (had, asked):
            states = draw(st.lists(st.sampled_from(STATES), max_size=2))
            tried = [stored(number * 10 + i, code, state, ADDRESSES[code][i]) for i, state in enumerate(states)]
            of.update({code: tuple(tried)} if tried else {})
    dead = dict.fromkeys(draw(st.lists(st.sampled_from([a for c in CODES for a in ADDRESSES[c]]), max_size=3)), "550")
    heard = {
        code: Heard(
            draw(st.sampled_from(["accepted", "tentative", None])), {"rsvp": NOW} if draw(st.booleans()) else {}
        )
        for code in codes
    }
    code = draw(st.sampled_from(codes))
    address = Address(*draw(st.sampled_from(ADDRESSES[code])).split("@")) if draw(st.booleans()) else None
    choice = Choice(parties=(code,)) if address else Choice()
    return (
        parties,
        Background(heard, had, asked, dead),
        Wanted(choice, address, draw(st.booleans()), draw(st.booleans())),
    )


@settings(max_examples=300, deadline=None)
@given(situations(), st.sampled_from([INVITATION, REMINDER]))
def test_nobody_is_written_to_twice_or_where_he_is_not(situation: tuple[Any, ...], campaign: Campaign) -> None:
    parties, background, wanted = situation
    lines = plan(bureau(*parties), campaign, wanted, background, NOW)
    by_code = {p.code: p for p in parties}
    codes = [each.party.code for each in lines]
    assert len(codes) == len(set(codes))
    for each in lines:
        assert bool(each.stop) != (each.letter is not None)
        if each.letter is None:
            continue
        (to,) = each.letter.envelope.recipients
        assert to in by_code[each.party.code].emails
        assert each.letter.party == each.party.code
        had = background.letters.get(each.party.code, ())
        assert all(letter.state in ("failed", "bounced") for letter in had)
        assert each.letter.purpose not in {letter.purpose for letter in had} or not had
        if campaign.reminds:
            assert any(letter.state == "sent" for letter in background.first[each.party.code])


def test_a_file_that_is_missing_stops_the_letter(tmp_path: Path) -> None:
    pages = {"invitation.en.md": '+++\nsubject = "Invitation"\nattach = ["programme.pdf"]\n+++\nDear all,\n'}
    (found,) = plan(bureau(NORWAY, folder=tmp_path, pages=pages), INVITATION, Wanted(), Background(), NOW)
    assert "programme.pdf cannot be attached" in found.stop
