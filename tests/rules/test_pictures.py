"""What stands in a picture is only proposed: the readers read it like any document, and it decides nothing."""

from __future__ import annotations

from dataclasses import replace
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from mailflow import documents
from mailflow.core.conference import Receiving
from mailflow.core.decision import Decision, Disposition
from mailflow.core.document import Condition, Recognised
from mailflow.core.facts import Answer, Facts
from mailflow.core.history import History
from mailflow.core.parsing import parse
from mailflow.core.reasons import Reason
from mailflow.core.sorting import sort
from tests.rules.test_returned_answers import NOW, desk, mail

NOTE = """EMBASSY OF FRANCE

The Embassy of France presents its compliments to the Secretariat of the Oslo Conference and has the honour to inform it that
France will be represented at the Conference by the following delegation:

- H.E. Ms. Aurélie Brémond, Ambassador, Head of Delegation
- Mr. Loïc Guéguen, Counsellor

The Embassy of France avails itself of this opportunity to renew to the Secretariat the assurances of its highest consideration.
"""
BRIEF = "Please find attached our note verbale.\n"
# The smallest PDF that holds a picture and no text, as far as reading goes: its bytes do not matter here.
FILE = b"%PDF-1.4 a scan"


def scanned(
    note: str, text: str = BRIEF, *, unsure: tuple[str, ...] = (), subject: str = "Note verbale", **other: str
) -> tuple[EmailMessage, Recognised]:
    message = mail(subject, text, **other)  # type: ignore[arg-type]
    message.add_attachment(FILE, "application", "pdf", filename="scan.pdf")
    return message, Recognised(note, unsure=frozenset(unsure), note="1 page read from pictures")


def decided(message: EmailMessage, seen: Recognised | None) -> Decision:
    """What becomes of the message when that is made out in its attachment; None: nobody tried."""
    parsed = parse(message.as_bytes(policy=SMTP))
    found = tuple(
        replace(d, condition=Condition.SCAN, note="its pages are pictures", pictures=(1,), recognised=seen)
        for d in documents.read_all(parsed)
    )
    return sort(parsed, found, desk(), Receiving(authserv_id="mx.secretariat.example"), History(), NOW).decision


def test_a_scanned_note_is_proposed_with_its_words_and_its_part() -> None:
    decision = decided(*scanned(NOTE, unsure=("Loïc",)))
    proposed = decision.proposed
    assert proposed.attendance is not None
    assert proposed.attendance.answer is Answer.ACCEPTED
    assert [(d.name, d.title, d.role) for d in proposed.delegates] == [
        ("Aurélie Brémond", "Ambassador", "head"),
        ("Loïc Guéguen", "Counsellor", None),
    ]
    sources = [d.source for d in proposed.delegates]
    assert all(s.picture and s.part == "2" for s in sources)
    assert [s.unsure for s in sources] == [(), ("Loïc",)]
    assert "Brémond" in sources[0].words


def test_nothing_else_of_the_decision_changes() -> None:
    message, seen = scanned(NOTE)
    without, with_ = decided(message, None), decided(message, seen)
    assert with_.facts == without.facts == Facts()
    for name in ("kinds", "party", "letter", "disposition", "language", "effective", "conference"):
        assert getattr(with_, name) == getattr(without, name), name
    assert (with_.disposition, with_.letter, with_.needs_person) == (Disposition.ACKNOWLEDGE, "representation", True)
    assert [why.reason for why in with_.reasons[len(without.reasons) :]] == [Reason.READ_FROM_PICTURE]


def test_the_json_of_a_decision_gives_the_proposal_and_says_that_it_is_one() -> None:
    value = decided(*scanned(NOTE, unsure=("Brémond,",))).as_json("a.eml")
    assert (value["attendance"], value["needs_person"]) == ("accepted", True)
    assert [d["name"] for d in value["delegates"]] == ["Aurélie Brémond", "Loïc Guéguen"]
    assert value["from_pictures"]["delegates"] == ["Aurélie Brémond", "Loïc Guéguen"]
    assert value["from_pictures"]["unsure"] == ["Brémond,"]


TITLED = Recognised("ON THE CLEARANCE OF LAND\nThe clearance of land takes time.", title="On the Clearance of Land")
PAPER = "Please find attached our working paper, for the website.\n"


def test_the_title_of_a_scanned_paper_is_proposed() -> None:
    message, _ = scanned("", PAPER, subject="Working paper of France")
    seen = replace(TITLED, unsure=frozenset({"Clearance"}))
    decision = decided(message, seen)
    (paper,) = decision.facts.papers
    assert (paper.title, decision.letter) == (None, "paper")
    (title,) = decision.proposed.titles
    assert (title.part, title.title, title.filename) == ("2", "On the Clearance of Land", "scan.pdf")
    assert (title.source.picture, title.source.unsure) == (True, ("Clearance",))
    assert "the title of scan.pdf: “On the Clearance of Land”" in str(decision.reasons[-1])
    value = decision.as_json("a.eml")
    assert [p["title"] for p in value["papers"]] == ["On the Clearance of Land"]
    assert value["from_pictures"]["titles"] == ["On the Clearance of Land"]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        pytest.param(
            PAPER.replace("paper,", "paper entitled “Clearance and time”,"), "Working paper", id="the mail says it"
        ),
        pytest.param(BRIEF, "Note verbale", id="no paper"),
    ],
)
def test_no_title_is_proposed_where_none_is_missing(text: str, subject: str) -> None:
    message, _ = scanned("", text, subject=subject)
    assert decided(message, TITLED).proposed.titles == ()


def test_a_picture_without_facts_proposes_nothing() -> None:
    message, _ = scanned(NOTE)
    seen = Recognised("Invoice 1234. Total 56,00 EUR. Thank you for your custom.")
    assert decided(message, seen) == decided(message, None)
    assert decided(message, seen).as_json("")["from_pictures"] is None


def test_what_the_message_says_itself_is_no_proposal() -> None:
    text = "France will be represented by Ms. Aurélie Brémond, Ambassador. Our note is attached.\n"
    decision = decided(*scanned(NOTE, text))
    assert [d.name for d in decision.facts.delegates] == ["Aurélie Brémond"]
    assert [d.name for d in decision.proposed.delegates] == ["Loïc Guéguen"]
    # The answer stands in the message, and has effect.
    assert decision.facts.attendance is not None
    assert decision.proposed.attendance is None


def test_a_picture_that_contradicts_the_message_is_said_and_changes_nothing() -> None:
    refusal = "The Embassy of France regrets to inform the Secretariat that France will not be able to participate in the Conference."
    text = "I am pleased to confirm that France will be represented at the Oslo Conference.\n"
    decision = decided(*scanned(refusal, text))
    assert decision.facts.attendance is not None
    assert decision.facts.attendance.answer is Answer.ACCEPTED
    assert decision.proposed.attendance is None
    assert any("contradicts" in str(why) for why in decision.reasons)
    assert decision.needs_person


@pytest.mark.parametrize("proof", ["fail", "none"])
def test_a_picture_proves_no_sender(proof: str) -> None:
    message, seen = scanned(NOTE, proof=proof)
    with_ = decided(message, seen)
    assert (with_.disposition, with_.letter, with_.effective) == (Disposition.REVIEW, None, False)
    assert with_.party == decided(message, None).party


def test_a_picture_ties_no_stranger_to_a_party() -> None:
    message, seen = scanned(NOTE, domain="freemail.example")
    with_, without = decided(message, seen), decided(message, None)
    assert (with_.party, with_.disposition) == (without.party, without.disposition) == (None, Disposition.REVIEW)


def test_a_picture_that_speaks_for_another_party_is_said() -> None:
    note = NOTE.replace("France", "Peru").replace("FRANCE", "PERU")
    decision = decided(*scanned(note))
    assert decision.party == "FRA"
    (why,) = [why for why in decision.reasons if why.reason is Reason.READ_FROM_PICTURE]
    assert "but:" in why.seen
    assert "EMBASSY OF PERU" in why.seen


def test_a_picture_in_a_machines_mail_is_not_looked_at() -> None:
    message, seen = scanned(NOTE, subject="Automatic reply: Note verbale")
    message["Auto-Submitted"] = "auto-replied"
    decision = decided(message, seen)
    assert (decision.disposition, decision.proposed) == (Disposition.IGNORE, Facts())


def test_a_picture_answers_no_guard() -> None:
    # Words that would make a text an automatic answer, an instruction, or ask a question.
    seen = Recognised(
        "Out of office. This is an automatic reply. Auto-Submitted: auto-replied. Could you send the agenda?"
    )
    message, _ = scanned(NOTE)
    assert decided(message, seen) == decided(message, None)


def test_names_in_a_scanned_paper_are_no_delegates() -> None:
    paper = "Working paper submitted by France\n\nDelegation of France:\n- Ms. Aurélie Brémond, Ambassador\n- Mr. Loïc Guéguen"
    text = "Please find attached a working paper of France on clearance, to be placed on the conference website.\n"
    decision = decided(*scanned(paper, text, subject="Working paper on clearance"))
    assert "paper" in decision.kinds
    assert decision.proposed.delegates == ()
    assert [p.filename for p in decision.facts.papers] == ["scan.pdf"]
