from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailflow.core.address import Address
from mailflow.core.calendar import invitation
from mailflow.core.conference import Conference
from mailflow.core.reference import LetterKey, derived_key, party_of, references_in

KEY = derived_key(b"k" * 32)
AT = datetime(2026, 11, 21, 9, 5, tzinfo=UTC)
OSLO = Conference(
    name="oslo",
    title="Oslo Conference; on Cluster Munitions, \\ and more",
    place="Oslo",
    begins=date(2027, 2, 22),
    ends=date(2027, 2, 23),
    zone=ZoneInfo("Europe/Oslo"),
    address=Address("oslo", "secretariat.example", "Secretariat"),
    titles={"fr": "Conférence d’Oslo sur les armes à sous-munitions et les restes explosifs de guerre"},
    website="www.oslo.example",
)
TO = Address("desk", "mfa.example", "Desk")


def made(conference: Conference = OSLO, to: Address = TO, language: str = "en") -> bytes:
    return invitation(LetterKey(KEY, "abc"), conference, "FRA", conference.address, to, AT, language)


def event(data: bytes) -> tuple[Any, Any]:
    calendar: Any = icalendar.Calendar.from_ical(data.decode())
    (found,) = calendar.walk("VEVENT")
    return calendar, found


def test_it_is_a_request_to_one_attendee_who_is_asked_to_answer() -> None:
    calendar, found = event(made())
    assert (calendar["METHOD"], calendar["VERSION"]) == ("REQUEST", "2.0")
    attendee = found["ATTENDEE"]
    assert str(attendee) == "mailto:desk@mfa.example"
    assert (attendee.params["RSVP"], attendee.params["PARTSTAT"]) == ("TRUE", "NEEDS-ACTION")
    assert str(found["ORGANIZER"]) == "mailto:oslo@secretariat.example"


def test_it_covers_the_whole_days_of_the_conference() -> None:
    _, found = event(made())
    assert (found["DTSTART"].dt, found["DTEND"].dt) == (date(2027, 2, 22), date(2027, 2, 24))


def test_title_is_the_one_of_the_language() -> None:
    assert str(event(made(language="fr"))[1]["SUMMARY"]) == OSLO.titles["fr"]
    assert str(event(made())[1]["SUMMARY"]) == OSLO.title


def test_uid_says_for_whom_the_letter_was() -> None:
    (reference,) = references_in(str(event(made())[1]["UID"]))
    assert party_of(KEY, reference, "oslo", ["NOR", "FRA"]) == "FRA"


def test_same_letter_gives_the_same_bytes() -> None:
    assert made() == made()


def test_address_with_signs_of_a_uri_stays_one() -> None:
    assert b"mailto:a%3Fb%26c@mfa.example\r\n" in made(to=Address("a?b&c", "mfa.example"))


@pytest.mark.parametrize("website", ["", "see our page", "www.ö.example"])
def test_what_is_no_address_of_the_web_is_left_out(website: str) -> None:
    assert "URL" not in event(made(replace(OSLO, website=website)))[1]


@given(st.text(max_size=400), st.text(max_size=80))
def test_values_add_no_line_and_no_property(title: str, name: str) -> None:
    plain = event(made())[1]
    hostile = replace(
        OSLO, title=f"x{title}", titles={}, place=f"y{title}", address=replace(OSLO.address, name=name), website=""
    )
    data = made(hostile)
    _, found = event(data)
    assert set(found) == set(plain) - {"URL"}
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\r\n\r\n" not in data
    assert data.count(b"\n") == data.count(b"\r\n")
