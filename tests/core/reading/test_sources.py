"""Every fact keeps the words that it was read from, as they stand."""

from __future__ import annotations

import pytest

from mailflow.core.facts import Facts
from tests.core.reading.letters import document, facts

MESSAGES = {
    "list": "Our delegation:\n\n- Ms Anna Berg, Director (head)\n- Mr Joan Pons Vila, Counsellor\n",
    "block": "Our delegation:\n\nMs Anna Berg\nDirector\nHead of delegation\n\nMr Joan Pons Vila\nCounsellor\n",
    "table": "Our delegation:\n\nName\tFunction\tRole\nAnna Berg\tDirector\tHead\nJoan Pons Vila\tCounsellor\tMember\n",
    "sentence": "Andorra will be represented by Ms Anna Berg, Director, who will head the\ndelegation, and Mr Joan Pons Vila.\n",
    "change": "Mr Joan Pons Vila is replaced by Ms Anna Berg, Director.\n",
}


def plain(text: str) -> str:
    """The text on one line."""
    return " ".join(text.split())


def sources(read: Facts) -> list[str]:
    """The words behind all facts."""
    facts_read = [*read.delegates, *read.removals, *([read.attendance] if read.attendance else [])]
    return [fact.source.words for fact in facts_read]


@pytest.mark.parametrize("body", MESSAGES.values(), ids=MESSAGES.keys())
def test_the_words_of_a_fact_stand_in_the_message(body: str) -> None:
    assert all(words in plain(body) for words in sources(facts(body)))


@pytest.mark.parametrize("body", MESSAGES.values(), ids=MESSAGES.keys())
def test_every_message_of_this_table_has_facts(body: str) -> None:
    assert sources(facts(body))


def test_a_fact_from_an_attachment_names_its_part() -> None:
    note = document("note.pdf", MESSAGES["list"], part="2.1")
    assert {d.source.part for d in facts("Please see the note.", documents=[note]).delegates} == {"2.1"}


def test_names_that_stand_in_the_subject_alone_are_read() -> None:
    read = facts("Regards\n", subject="Delegation of Andorra: Ms Anna Berg (head), Mr Joan Pons Vila")
    assert [(d.name, d.source.part) for d in read.delegates] == [
        ("Anna Berg", "subject"),
        ("Joan Pons Vila", "subject"),
    ]


def test_the_senders_own_address_is_kept_with_a_sender_who_comes() -> None:
    read = facts("I will attend.\n\nAnna Berg\nDirector\n", sender="Anna Berg <anna.berg@mfa.andorra.example>")
    assert [(d.name, d.title, d.email) for d in read.delegates] == [
        ("Anna Berg", "Director", "anna.berg@mfa.andorra.example")
    ]


def test_a_shared_mailbox_is_nobodys_address() -> None:
    read = facts("I will attend.\n\nAnna Berg\nDirector\n", sender="Anna Berg <geneva@mission.andorra.example>")
    assert [d.email for d in read.delegates] == [None]
