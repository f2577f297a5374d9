"""Hostile texts are read in bounded time, and whatever stands in a text, reading does not raise."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailflow.core.reading import read_facts
from mailflow.core.reading.rows import rows
from tests.core.reading.letters import PHRASES, document, facts, view

WANTED = frozenset({"attendance", "delegates", "papers", "action-points", "floor", "questions"})
KINDS = frozenset({"representation", "contribution", "paper", "question"})
SIGNS = 100_000
NEAR_MATCHES = {
    "honorifics": "Mr. ",
    "names": "Anna Berg\n",
    "surnames": "BERG, ",
    "entries": "- Mr. Anna Berg, Director (Head of delegation)\n",
    "enumeration": "Mr. Anna Berg; ",
    "columns": "Anna Berg\tDirector\tMember\n",
    "labels": "Name: x\n",
    "particles": "van de der ",
    "initials": "A.",
    "hyphens": "A-",
    "replacements": "Mr. Anna Berg will be replaced by Ms. Eva Lind. ",
    "numbers": "action points 63, 64 to 65, ",
    "denials": "action point 63 is not applicable. ",
    "headings": "Action point 63\n",
    "floor": "We ask for the floor under item 5. ",
    "questions": "Could you? ",
    "answers": "will be represented by ",
    "signs": "王建国先生",
    "arabic": "السيد ",
    "blank": " \n",
}


@pytest.mark.parametrize("piece", NEAR_MATCHES.values(), ids=NEAR_MATCHES.keys())
def test_a_hostile_text_is_read_in_bounded_time(piece: str) -> None:
    seen = view((piece * (SIGNS // len(piece) + 1))[:SIGNS])
    begun = time.process_time()
    read_facts(seen, KINDS, WANTED, PHRASES)
    assert time.process_time() - begun < 10


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_reading_never_raises(text: str) -> None:
    text = text.encode("utf-8", "replace").decode()
    facts(text, kinds=KINDS, wanted=WANTED, documents=[document("paper.pdf", text)])


WORDS = st.sampled_from(
    ["Mr", "Ms.", "Anna", "BERG", "van", "de", "Director", ",", ";", ":", "\n", "\t", "(", ")", "head of delegation", "and",
     "will be represented by", "replaces", "instead of", "will attend", "not", "63", "action point", "to", "- ", "1. ", "|"]
)  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(st.lists(WORDS, max_size=60).map(" ".join))
def test_every_fact_keeps_words_of_the_message(text: str) -> None:
    read = facts(text, kinds=KINDS, wanted=WANTED)
    plain = "".join(text.split())
    names = ["".join(d.name.split()) for d in read.delegates] + ["".join(r.name.split()) for r in read.removals]
    assert all(name in plain for name in names)


@pytest.mark.parametrize("words", ["ـ السيد سامي الشاذلي", "ขณะนี้ข้าพเจ้าลาพักร้อนถึงวันที่ 16", "ﾞ Ms Ann Fjord"])
def test_a_sign_that_folding_takes_away_is_no_word(words: str) -> None:
    assert all(all(row.keys) and len(row.keys) == len(row.starts) for row in rows(words, "text", PHRASES, frozenset()))
