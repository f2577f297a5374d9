"""Which session a text names: by its item, its title, its day; and none where it could be two."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailflow.core.conference import Session
from mailflow.core.session_names import named_sessions

ZONE = ZoneInfo("Europe/Zurich")


def session(name: str, title: str, day: int, hour: int, *items: str) -> Session:
    begins = datetime(2027, 4, day, hour, tzinfo=ZONE)
    return Session(name, title, begins, begins + timedelta(hours=3), items=items)


PROGRAMME = (
    session("opening", "Opening and general exchange of views", 12, 10, "1", "2"),
    session("national", "National implementation measures", 13, 10, "5"),
    session("victims", "Victim assistance", 13, 15, "6", "7 (b)"),
    session("cooperation", "International cooperation and assistance", 14, 10, "8"),
    session("zh", "受害者援助", 15, 10),
)


@pytest.mark.parametrize(
    ("text", "items", "expected"),
    [
        ("a matter in the session on national implementation: the model law", (), ["national"]),
        ("the session on NATIONAL IMPLEMENTATION MEASURES", (), ["national"]),
        ("to speak on victim assistance", (), ["victims"]),
        ("under international cooperation and assistance", (), ["cooperation"]),
        ("in the general exchange of views", (), ["opening"]),
        ("on national implementation and on victim assistance", (), ["national", "victims"]),
        ("under agenda item 5", ("5",), ["national"]),
        ("under item 7 (b)", ("7(b)",), ["victims"]),
        ("agenda item 5, on victim assistance", ("5",), ["national"]),
        ("in the session on 14 April", (), ["cooperation"]),
        ("on April 14", (), ["cooperation"]),
        ("le 14 avril", (), ["cooperation"]),
        ("el 14 de abril", (), ["cooperation"]),
        ("14 апреля", (), ["cooperation"]),
        ("4月14日的会议", (), ["cooperation"]),
        ("就受害者援助发言", (), ["zh"]),
        ("in the Monday session", (), ["opening"]),
        ("mercredi", (), ["cooperation"]),
        ("希望在星期三的会议上发言", (), ["cooperation"]),
        ("postmercredi", (), []),
        ("on 13 April", (), []),
        ("on Tuesday", (), []),
        ("on 24 April", (), []),
        ("on assistance", (), []),
        ("under agenda item 15", ("15",), []),
        ("we would like to take the floor", (), []),
        ("the national holiday, and measures against heat", (), []),
    ],
)
def test_a_text_names_sessions(text: str, items: tuple[str, ...], expected: list[str]) -> None:
    assert [s.name for s in named_sessions(PROGRAMME, ZONE, text, items)] == expected


def test_two_sessions_of_one_title_are_none() -> None:
    twice = (session("a", "Victim assistance", 13, 10), session("b", "Victim assistance (continued)", 14, 10))
    assert named_sessions(twice, ZONE, "on victim assistance") == ()
    assert named_sessions(twice, ZONE, "on victim assistance (continued)") == twice[1:]


def test_a_programme_without_sessions_names_none() -> None:
    assert named_sessions((), ZONE, "on 14 April, item 5", ("5",)) == ()


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_whatever_a_text_is_it_is_read(text: str) -> None:
    assert all(session in PROGRAMME for session in named_sessions(PROGRAMME, ZONE, text))
