"""What a reply means, as tables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailflow.core.delivery import Fate
from mailflow.wire.smtp.replies import Reply, fate, outcome, recipient_fate
from tests.wire.post import ADA


@pytest.mark.parametrize(
    ("code", "before", "after"),
    [
        (250, Fate.DEFERRED, Fate.SENT),
        (354, Fate.DEFERRED, Fate.UNKNOWN),
        (421, Fate.DEFERRED, Fate.DEFERRED),
        (451, Fate.DEFERRED, Fate.DEFERRED),
        (554, Fate.FAILED, Fate.FAILED),
        (None, Fate.DEFERRED, Fate.UNKNOWN),
        (0, Fate.DEFERRED, Fate.UNKNOWN),
        (666, Fate.DEFERRED, Fate.UNKNOWN),
    ],
)
def test_fate_by_code(code: int | None, before: Fate, after: Fate) -> None:
    reply = Reply(code, "words")
    assert (fate(reply, dot_sent=False), fate(reply, dot_sent=True)) == (before, after)


@given(st.one_of(st.none(), st.integers(-1, 999)))
def test_nothing_is_unknown_before_the_dot_nor_tried_again_after_it_without_a_reason(code: int | None) -> None:
    reply = Reply(code, "")
    assert fate(reply, dot_sent=False) in (Fate.DEFERRED, Fate.FAILED)
    assert (fate(reply, dot_sent=True) is Fate.DEFERRED) == (code is not None and 400 <= code < 500)


@pytest.mark.parametrize(
    ("code", "text", "enhanced"),
    [
        (550, "5.1.1 No such user", "5.1.1"),
        (550, "5.1.1", "5.1.1"),
        (451, "4.7.500 Server busy", "4.7.500"),
        (250, "2.0.0 Ok: queued as 4711", "2.0.0"),
        (550, "4.1.1 does not go with the code", ""),
        (550, "No such user 5.1.1", ""),
        (550, "5.1.1.1 is no code", ""),
        (550, "3.1.1 is no code", ""),
        (None, "5.1.1 nobody said this", ""),
        (550, "", ""),
    ],
)
def test_enhanced_code_is_read_from_the_start(code: int | None, text: str, enhanced: str) -> None:
    assert Reply(code, text).enhanced == enhanced


def test_too_many_recipients_by_an_old_server_is_tried_again() -> None:
    assert recipient_fate(Reply(552, "Too many recipients")) is Fate.DEFERRED


@given(st.text(max_size=2000))
def test_words_of_the_server_are_one_printable_line(text: str) -> None:
    words = outcome(ADA, Reply(550, text), Fate.FAILED).text
    assert words.isprintable()
    assert len(words) <= 500
