"""Who is chosen: each criterion alone, and together."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailflow.core.roster import KINDS, Party
from mailflow.office.choosing import ANSWERS, Choice, answer_of, chosen, fits, has_sent, slips
from mailflow.store import Heard
from tests.office.people import NOW, party

NORWAY = party("NOR", status="state-party", lists=("oslo", "friends"))
PERU = party("PER", language="es", status="signatory")
RELIEF = party("org:relief", "ngo", lists=("friends",))
ALL = (NORWAY, PERU, RELIEF)
HEARD = {
    "NOR": Heard("accepted", {"representation": NOW, "paper": NOW}),
    "PER": Heard("tentative", {"rsvp": NOW - timedelta(days=9)}),
}


@pytest.mark.parametrize(
    ("choice", "codes"),
    [
        (Choice(), ["NOR", "PER", "org:relief"]),
        (Choice(kinds=("ngo",)), ["org:relief"]),
        (Choice(kinds=("ngo", "state")), ["NOR", "PER", "org:relief"]),
        (Choice(lists=("friends",)), ["NOR", "org:relief"]),
        (Choice(statuses=("state-party",)), ["NOR"]),
        (Choice(languages=("es",)), ["PER"]),
        (Choice(parties=("PER", "NOR")), ["NOR", "PER"]),
        (Choice(but_not=("NOR",)), ["PER", "org:relief"]),
        (Choice(answers=("none",)), ["org:relief"]),
        (Choice(answers=("accepted", "tentative")), ["NOR", "PER"]),
        (Choice(sent=("paper",)), ["NOR"]),
        (Choice(not_sent=("paper",)), ["PER", "org:relief"]),
        (Choice(sent=("rsvp",), since=NOW), []),
        (Choice(not_sent=("rsvp",), since=NOW), ["NOR", "PER", "org:relief"]),
        (Choice(kinds=("state",), lists=("friends",)), ["NOR"]),
    ],
)
def test_each_criterion_chooses(choice: Choice, codes: list[str]) -> None:
    assert [p.code for p in chosen(ALL, choice, HEARD)] == codes


@pytest.mark.parametrize(
    ("heard", "answer"),
    [
        (Heard(), "none"),
        (Heard("declined", {"rsvp": NOW}), "declined"),
        (Heard(None, {"representation": NOW}), "accepted"),
        (Heard(None, {"rsvp": NOW}), "unclear"),
        (Heard(None, {"paper": NOW}), "none"),
    ],
)
def test_an_answer_is_what_was_said_or_follows_from_it(heard: Heard, answer: str) -> None:
    assert answer_of(heard) == answer


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        (Choice(parties=("NRO",)), 'has the code "NRO". There are: NOR, PER'),
        (Choice(but_not=("XXX",)), 'has the code "XXX"'),
        (Choice(lists=("freinds",)), 'Did you mean "friends"?'),
        (Choice(statuses=("observer-state",)), "There are: signatory, state-party."),
    ],
)
def test_a_name_that_stands_nowhere_is_told(choice: Choice, words: str) -> None:
    assert words in " ".join(slips(ALL, choice))


def test_right_names_are_no_slips() -> None:
    assert list(slips(ALL, Choice(parties=("NOR",), lists=("friends",), languages=("es",)))) == []


WORDS = st.sampled_from(["a", "b", "c"])
SOME = st.lists(WORDS, max_size=2).map(tuple)
SENT = st.sampled_from(["rsvp", "representation", "paper", "contribution"])
TIMES = st.integers(-5, 5).map(lambda days: NOW + timedelta(days=days))
PARTIES = st.builds(
    party,
    st.sampled_from(["NOR", "PER", "CHL", "MLT"]),
    st.sampled_from(KINDS),
    language=st.sampled_from(["en", "fr"]),
    status=WORDS,
    lists=SOME,
)
HEARDS = st.builds(
    Heard,
    st.sampled_from(["accepted", "declined", "tentative", None]),
    st.dictionaries(SENT, TIMES, max_size=4),
)
CHOICES = st.builds(
    Choice,
    kinds=st.lists(st.sampled_from(KINDS), max_size=2).map(tuple),
    lists=SOME,
    statuses=SOME,
    languages=st.lists(st.sampled_from(["en", "fr"]), max_size=1).map(tuple),
    parties=st.lists(st.sampled_from(["NOR", "PER"]), max_size=2).map(tuple),
    but_not=st.lists(st.sampled_from(["NOR", "CHL"]), max_size=1).map(tuple),
    answers=st.lists(st.sampled_from(ANSWERS), max_size=2).map(tuple),
    sent=st.lists(SENT, max_size=2).map(tuple),
    not_sent=st.lists(SENT, max_size=2).map(tuple),
    since=st.none() | TIMES,
)


@given(PARTIES, HEARDS, CHOICES)
def test_another_criterion_never_lets_in_who_did_not_fit(party: Party, heard: Heard, choice: Choice) -> None:
    if not fits(party, replace(choice, answers=()), heard):
        assert not fits(party, choice, heard)


@given(PARTIES, HEARDS, CHOICES)
def test_who_is_left_out_by_name_is_never_chosen(party: Party, heard: Heard, choice: Choice) -> None:
    assert not fits(party, replace(choice, but_not=(party.code,)), heard)


@given(PARTIES, HEARDS, CHOICES)
def test_sent_and_not_sent_part_the_parties(party: Party, heard: Heard, choice: Choice) -> None:
    kinds = choice.sent or ("paper",)
    bare = replace(choice, sent=(), not_sent=())
    has, has_not = replace(bare, sent=kinds), replace(bare, not_sent=kinds)
    assert fits(party, bare, heard) == (fits(party, has, heard) or fits(party, has_not, heard))
    assert not (fits(party, has, heard) and fits(party, has_not, heard))


@given(HEARDS, SENT, TIMES)
def test_a_later_day_never_finds_more(heard: Heard, kind: str, since: datetime) -> None:
    if has_sent(heard, (kind,), since):
        assert has_sent(heard, (kind,), since - timedelta(days=1))
