from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from mailflow.core import occasion
from mailflow.core.address import Address
from mailflow.core.conference import Conference, Person, Session
from mailflow.core.decision import Decision, Disposition
from mailflow.core.document import Condition, Document
from mailflow.core.facts import ActionPoint, Answer, Attendance, Delegate, Facts, Paper, Removal, Source
from mailflow.core.letter_values import Circulated, Deadline, Point, SessionTime, Slot, Submitted, Unread, Withdrawn
from mailflow.core.match import Match
from mailflow.core.message import Attachment, Body, Message
from mailflow.core.reasons import Reason, Why
from mailflow.core.roster import Party
from mailflow.core.text import Role, Segment, Text

SEEN = Source("1", "words")
OUR = Address("oslo", "secretariat.example")
OSLO = Conference(
    name="oslo",
    title="Oslo Conference",
    place="Oslo",
    begins=date(2007, 2, 22),
    ends=date(2007, 2, 23),
    zone=ZoneInfo("Europe/Oslo"),
    address=OUR,
    titles={"fr": "Conférence d’Oslo"},
    deadlines={"representation": date(2007, 2, 9), "papers": date(2007, 1, 20)},
    contacts=(Person("Ragnhild Moe", "Officer", "moe@secretariat.example"),),
    organisation="Secretariat of the Oslo Conference",
    signature="Ragnhild Moe",
    action_points={63: "Adopt laws"},
    settings={"answer_days": "2", "signature_fr": "Ragnhild Moe, responsable"},
)
FIJI = Party("FJI", "state", "Fiji", {"fr": "Fidji"})
SOCIETY = Party("org:society", "ngo", "Example Society")
ARRIVED = datetime(2007, 1, 24, 9, 5, tzinfo=UTC)
NOTE = "Ref. 41/06\n\nThe Permanent Mission of Fiji presents its compliments to the Secretariat"
HEAD = Delegate("Ratu Waqa", SEEN, "Ambassador", "head", None, "H.E. Mr.")
SECOND = Delegate("Mere Tuilagi", SEEN)


def message(body: str = "We come.", **changes: Any) -> Message:
    plain = Message(
        sha256="",
        content_key="",
        size=1,
        date=ARRIVED,
        subject="Our answer",
        from_=(Address("a", "mfa.fiji.example", "Mere Tuilagi"),),
        bodies=(Body("1", "text/plain", "utf-8", body),),
    )
    return replace(plain, **changes)


def decision(letter: str, kinds: tuple[str, ...] = (), **facts: Any) -> Decision:
    return Decision(
        conference="oslo",
        kinds=kinds or (letter,),
        party="FJI",
        facts=Facts(**facts),
        language="en",
        disposition=Disposition.ACKNOWLEDGE,
        needs_person=False,
        letter=letter,
        reasons=(Why(Reason.ACKNOWLEDGED),),
        match=Match(),
    )


def values(made: Decision | None = None, **changes: Any) -> dict[str, Any]:
    given: dict[str, Any] = {
        "conference": OSLO,
        "party": FIJI,
        "message": message(),
        "documents": (),
        "register": {},
        "received_at": ARRIVED,
        "now": ARRIVED,
    }
    return occasion.acknowledgement(decision=made or decision("accepted", ("rsvp",)), **(given | changes))


ACCEPTED = Attendance(Answer.ACCEPTED, SEEN)


# The form of the answer


@pytest.mark.parametrize(
    ("body", "party", "form"),
    [
        (NOTE, FIJI, "note"),
        (NOTE, Party("org:undp", "un", "UNDP"), "note"),
        (NOTE, SOCIETY, "letter"),
        (NOTE, None, "letter"),
        ("I have the honour to write", FIJI, "letter"),
        ("Hello", FIJI, "short"),
    ],
)
def test_answer_has_the_form_of_the_message_but_no_note_goes_to_civil_society(
    body: str, party: Party | None, form: str
) -> None:
    assert values(message=message(body), party=party)["form"] == form


def test_quoted_note_does_not_make_the_answer_one() -> None:
    assert values(message=message("We come.\n> " + NOTE.replace("\n", "\n> ")))["form"] == "short"


def test_form_is_read_from_the_new_text_where_it_is_known() -> None:
    text = Text((Segment(Role.NEW, "We come.", "1"), Segment(Role.QUOTED, NOTE, "1")))
    assert values(message=message(NOTE), text=text)["form"] == "short"


def test_note_in_html_is_seen() -> None:
    markup = "<div><p>The <b>Permanent Mission</b> of Fiji&nbsp;presents its compliments to</p></div>"
    body = Body("1", "text/html", "utf-8", markup)
    assert values(message=message(bodies=(body,)))["message"].addressee == "to the Permanent Mission of Fiji"


def test_note_in_an_attachment_is_seen() -> None:
    document = Document("2", "note.pdf", "pdf", Condition.READ, text=NOTE)
    assert values(message=message("See attached."), documents=[document])["form"] == "note"


# What the message was


def test_reference_is_the_senders_own() -> None:
    assert values(message=message(NOTE))["message"].reference == "41/06"


def test_day_of_the_message_is_the_one_it_bears() -> None:
    assert values(message=message(date=ARRIVED - timedelta(days=2)))["message"].date == date(2007, 1, 22)


@pytest.mark.parametrize("wild", [None, datetime(1970, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC)])
def test_day_that_the_sender_cannot_mean_gives_way_to_that_of_arrival(wild: datetime | None) -> None:
    assert values(message=message(date=wild))["message"].date == date(2007, 1, 24)


def test_long_subject_is_cut() -> None:
    assert len(values(message=message(subject="word " * 100))["message"].subject) <= 120


def test_subject_is_brought_to_one_line() -> None:
    assert values(message=message(subject="a\r\nBcc: b"))["message"].subject == "a Bcc: b"


@pytest.mark.parametrize(
    ("letter", "kinds", "also"),
    [
        ("representation", ("representation", "question", "floor"), ("question", "floor")),
        ("representation", ("rsvp", "representation"), ()),
        ("declined", ("representation",), ()),
        ("paper", ("paper", "statement"), ("statement",)),
        ("received", ("other",), ()),
        ("received", ("question", "other"), ("question",)),
    ],
)
def test_points_that_the_letter_is_not_about_are_mentioned(
    letter: str, kinds: tuple[str, ...], also: tuple[str, ...]
) -> None:
    assert values(decision(letter, kinds))["also"] == also


# What was recorded


def test_delegates_keep_the_order_and_honorifics_of_the_sender() -> None:
    made = decision("representation", delegates=(SECOND, HEAD))
    assert [d.full for d in values(made)["delegates"]] == ["Mere Tuilagi", "H.E. Mr. Ratu Waqa"]


def test_withdrawn_persons_are_named_with_who_takes_their_place() -> None:
    made = decision("representation", removals=(Removal("Ratu Waqa", SEEN, "Mere Tuilagi"),))
    assert values(made)["removed"] == (Withdrawn("Ratu Waqa", "Mere Tuilagi"),)


def test_paper_carries_register_number_size_checksum_and_pages() -> None:
    attachment = Attachment("2", "paper.pdf", "application/pdf", "attachment", 1234, "ab" * 32, b"")
    document = Document("2", "paper.pdf", "pdf", Condition.READ, pages=3)
    made = decision("paper", papers=(Paper("paper", "paper.pdf", "Article 2", SEEN, "2"),))
    given = values(made, message=message(attachments=(attachment,)), documents=[document], register={0: "OSLO/P/001"})
    assert given["papers"] == (Submitted("OSLO/P/001", "paper", "Article 2", "paper.pdf", 1234, "ab" * 32, 3),)


def test_paper_in_the_body_has_no_file() -> None:
    made = decision("statement", papers=(Paper("statement", None, None, SEEN),))
    assert values(made)["papers"][0].size is None


def test_two_files_of_one_name_are_told_apart_by_their_part() -> None:
    files = tuple(Attachment(p, "a.pdf", "application/pdf", "attachment", 1, p * 64, b"") for p in ("2", "3"))
    made = decision("paper", papers=(Paper("paper", "a.pdf", None, SEEN, "3"),))
    assert values(made, message=message(attachments=files))["papers"][0].sha256 == "3" * 64


def test_each_document_is_named_once_and_those_the_letter_is_about_come_first() -> None:
    papers = (Paper("paper", "p.pdf", "Article 2", SEEN, "2"), Paper("statement", "s.pdf", "Statement", SEEN, "3"))
    made = decision("statement", kinds=("statement", "paper", "question"), papers=papers)
    given = values(made, register={0: "OSLO/P/001", 1: "OSLO/S/001"})
    assert [paper.number for paper in given["papers"]] == ["OSLO/S/001", "OSLO/P/001"]
    assert given["also"] == ("question",)


def test_documents_that_come_with_names_are_a_further_point() -> None:
    made = decision(
        "representation", kinds=("representation", "paper"), papers=(Paper("paper", "p.pdf", None, SEEN, "2"),)
    )
    assert values(made)["also"] == ("paper",)


def test_document_that_is_announced_and_did_not_come_stays_a_further_point() -> None:
    made = decision("paper", kinds=("paper", "statement"), papers=(Paper("paper", "p.pdf", None, SEEN, "2"),))
    assert values(made)["also"] == ("statement",)


def test_logo_in_a_signature_is_no_file() -> None:
    logo = Attachment("2", "logo.png", "image/png", "inline", 1, "", b"")
    assert values(message=message(attachments=(logo,)))["files"] == ()


def test_action_points_come_with_their_wording_once_and_in_order() -> None:
    made = decision("contribution", action_points=(ActionPoint(65, SEEN), ActionPoint(63, SEEN), ActionPoint(65, SEEN)))
    assert values(made)["action_points"] == (Point(63, "Adopt laws"), Point(65))


@pytest.mark.parametrize("condition", ["encrypted", "unreadable", "too-large", "scan", "dangerous"])
def test_file_that_could_not_be_read_is_named(condition: str) -> None:
    document = Document("2", "a.pdf", "pdf", Condition(condition))
    assert values(documents=[document])["unreadable"] == (Unread("a.pdf", condition),)


@pytest.mark.parametrize("condition", ["read", "picture", "unknown"])
def test_file_that_is_nothing_to_read_is_not_complained_of(condition: str) -> None:
    assert values(documents=[Document("2", "a", "other", Condition(condition))])["unreadable"] == ()


# What is missing


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        ({"attendance": ACCEPTED}, ("names",)),
        ({"attendance": Attendance(Answer.DECLINED, SEEN)}, ()),
        ({"attendance": ACCEPTED, "delegates": (HEAD, SECOND)}, ()),
        ({"delegates": (SECOND, SECOND)}, ("head",)),
        ({"delegates": (SECOND,)}, ()),
        ({"delegates": (SECOND,), "removals": (Removal("x", SEEN),)}, ()),
        ({"attendance": ACCEPTED, "removals": (Removal("x", SEEN),)}, ()),
        ({"missing": (SEEN,)}, ("attachment",)),
    ],
)
def test_what_is_missing_is_said(facts: dict[str, Any], missing: tuple[str, ...]) -> None:
    assert values(decision("representation", **facts))["missing"] == missing


def test_head_is_looked_for_in_the_whole_delegation() -> None:
    made = decision("representation", delegates=(SECOND,), removals=(Removal("x", SEEN),))
    assert values(made, delegation=(HEAD, SECOND))["missing"] == ()


def test_message_about_something_else_is_not_asked_about_the_delegation() -> None:
    given = values(decision("paper"), delegation=(SECOND, SECOND))
    assert (given["missing"], given["without_function"]) == ((), ())


def test_names_that_are_known_are_not_asked_for() -> None:
    assert values(decision("accepted", attendance=ACCEPTED), delegation=(HEAD, SECOND))["missing"] == ()


def test_delegates_without_a_function_are_named() -> None:
    assert values(decision("representation", delegates=(HEAD, SECOND)))["without_function"] == ("Mere Tuilagi",)


# Days


@pytest.mark.parametrize(
    ("arrived", "met"),
    [
        (datetime(2007, 2, 9, 22, 59, tzinfo=UTC), True),
        (datetime(2007, 2, 9, 23, 1, tzinfo=UTC), False),
        (datetime(2007, 2, 8, tzinfo=UTC), True),
    ],
)
def test_last_day_ends_at_midnight_of_the_conference(arrived: datetime, met: bool) -> None:
    assert values(received_at=arrived)["deadline"] == Deadline("representation", date(2007, 2, 9), met)


def test_deadline_is_that_of_what_the_letter_is_about() -> None:
    assert values(decision("paper"))["deadline"].purpose == "papers"


def test_letter_without_a_deadline_has_none() -> None:
    assert values(decision("question"))["deadline"] is None


@pytest.mark.parametrize(
    ("now", "phase"),
    [
        (datetime(2007, 2, 21, 22, 59, tzinfo=UTC), "before"),
        (datetime(2007, 2, 21, 23, 1, tzinfo=UTC), "during"),
        (datetime(2007, 2, 23, 22, 59, tzinfo=UTC), "during"),
        (datetime(2007, 2, 23, 23, 1, tzinfo=UTC), "after"),
    ],
)
def test_phase_goes_by_the_day_in_the_conferences_zone(now: datetime, phase: str) -> None:
    assert values(now=now)["conference"].phase == phase


# Languages


def test_title_and_party_are_named_in_the_language_of_the_letter() -> None:
    found = occasion.localised(values(), "fr")
    assert (found["conference"].title, found["party"].name) == ("Conférence d’Oslo", "Fidji")


def test_english_name_serves_where_there_is_none_in_the_language() -> None:
    found = occasion.localised(values(), "ru")
    assert (found["conference"].title, found["party"].name) == ("Oslo Conference", "Fiji")


def test_signature_of_a_language_outranks_the_common_one() -> None:
    assert occasion.localised(values(), "fr")["conference"].signature == "Ragnhild Moe, responsable"


def test_organisation_is_named_only_in_its_own_language() -> None:
    assert occasion.localised(values(), "fr")["conference"].organisation == ""


def test_salutation_is_used_in_the_partys_own_language_only() -> None:
    given = values(party=replace(FIJI, salutation="Excellency"))
    assert [occasion.localised(given, code)["party"].salutation for code in ("en", "fr")] == ["Excellency", ""]


def test_addressee_of_a_note_is_not_carried_into_another_language() -> None:
    given = values(message=message(NOTE))
    assert [occasion.localised(given, code)["message"].addressee for code in ("en", "fr")] == [
        "to the Permanent Mission of Fiji",
        "",
    ]


def test_any_language_can_be_made_of_any_other() -> None:
    french = occasion.localised(values(message=message(NOTE)), "fr")
    assert occasion.localised(french, "en")["conference"].title == "Oslo Conference"


# Other letters


def test_campaign_brings_its_own_values() -> None:
    given = occasion.campaign(OSLO, FIJI, ARRIVED, reply_by=date(2007, 2, 1))
    assert (given["reply_by"], given["form"], given["today"]) == (date(2007, 2, 1), "letter", date(2007, 1, 24))


def test_campaign_tells_what_the_party_owes() -> None:
    two = replace(OSLO, action_points={65: "Report", 63: "Adopt laws"})
    given = occasion.campaign(two, FIJI, ARRIVED, answered=[63])
    assert (given["answered"], given["owing"]) == ((Point(63, "Adopt laws"),), (Point(65, "Report"),))


@pytest.mark.parametrize(
    ("attendance", "delegation", "missing"),
    [("accepted", (), ("names",)), ("accepted", (HEAD,), ()), ("tentative", (), ()), (None, (), ())],
)
def test_names_are_missed_only_of_those_who_come(
    attendance: str | None, delegation: tuple[Delegate, ...], missing: tuple[str, ...]
) -> None:
    given = occasion.campaign(OSLO, FIJI, ARRIVED, attendance=attendance, delegation=delegation)
    assert given["missing"] == missing


def test_submitters_are_named_in_the_language_and_in_alphabetical_order() -> None:
    netherlands = Party("NLD", "state", "Netherlands", {"fr": "Pays-Bas"})
    paper = Circulated("PAPER/001", "Elements", "WP.1", ("NLD", "FJI", "Friends of the Chair"))
    given = occasion.campaign(OSLO, FIJI, ARRIVED, documents=[paper], parties=[FIJI, netherlands])
    french = occasion.localised(given, "fr")
    assert french["documents"][0].submitters == ("Fidji", "Friends of the Chair", "Pays-Bas")
    english = occasion.localised(french, "en")
    assert english["documents"][0].submitters == ("Fiji", "Friends of the Chair", "Netherlands")


def test_session_is_moved_only_where_another_time_was_told_before() -> None:
    then, now = Slot(date(2007, 2, 22), part="afternoon"), Slot(date(2007, 2, 23), time(10))
    assert [SessionTime("X", now, before).moved for before in (None, now, then)] == [False, False, True]


def test_session_of_the_programme_is_told_in_the_conferences_own_hours() -> None:
    opening = datetime(2007, 2, 22, 14, tzinfo=UTC)
    before = Session("national", "National implementation", opening - timedelta(days=1), opening, tentative=True)
    found = occasion.session_time(OSLO, replace(before, begins=opening, ends=opening + timedelta(hours=3)), before)
    assert (found.time, found.moved, found.tentative) == (Slot(date(2007, 2, 22), time(15), time(18)), True, True)


def test_alarm_needs_no_conference() -> None:
    given = occasion.alarm(name="mailbox", cause="It is closed.", todo="Open it.", since=ARRIVED)
    assert occasion.localised(given, "en")["alarm"].cause == "It is closed."
