"""What a proven party's address sends and gets no letter for: a program's words, an absence note, another State's answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from mailflow.worker.judgement import Judgement
from tests.rules.holdout_mail import message

MAILS = [
    ("Oslo Conference", "Delivery of your message is delayed. A further report will follow."),
    ("Re: Invitation", "We have opened case 2026-118 for your invitation. A text will be sent by the officer in charge."),
    ("Re: Invitation", "This mailbox is checked weekly. Our contribution will follow."),
    ("Re: Oslo", "Vielen Dank. Ihr Schreiben wurde an die zuständige Stelle weitergeleitet. Unser Bericht folgt."),
    ("Out of office", "I am out of the office until 3 March. Ireland will attend the Oslo Conference."),
    ("Absence", "Ireland will be represented in Oslo this week, so replies will be slow. I am back on Monday."),
    ("Failure", "Your message to office@geneva.ireland.example could not be delivered: mailbox full. Ireland will attend the Oslo Conference."),
    ("Newsletter 12", "Ireland will participate in the Oslo Conference next month. Read more on our website. To unsubscribe, click here."),
    ("Ireland in Oslo", "Press release: Ireland will attend the Oslo Conference. Subscribe to our newsletter for more."),
    ("Oslo Conference", "Austria has asked us to tell you that it will not attend the Oslo Conference. We remain at your disposal."),
    ("Oslo Conference", "We regret that Austria will not attend the Oslo Conference."),
    ("Note", "The Permanent Mission of Ireland presents its compliments to the Secretariat of the Oslo Conference and has the honour"
     " to inform it that Austria will not attend the Oslo Conference."),
    ("Note", "The Permanent Mission of Ireland presents its compliments to the Secretariat of the Oslo Conference and has the honour"
     " to inform it that Austria will be represented by Ms. Eva Huber, Ambassador, Head of Delegation."),
]  # fmt: skip


@pytest.mark.parametrize(("subject", "text"), MAILS, ids=[text[:50] for _, text in MAILS])
def test_no_letter_leaves(subject: str, text: str, sort: Callable[[str, bytes, datetime], Judgement]) -> None:
    at = datetime(2026, 11, 5, 9, tzinfo=UTC)
    mail = {"from": "Office <office@geneva.ireland.example>", "subject": subject, "text": text, "at": at}
    assert sort("oslo", message(mail, "oslo", 1), at).decision.letter is None


def test_an_answer_beside_another_states_counts_for_its_own(sort: Callable[[str, bytes, datetime], Judgement]) -> None:
    at = datetime(2026, 11, 5, 9, tzinfo=UTC)
    text = "Ireland will attend the Oslo Conference and Austria will not attend."
    mail = {"from": "Office <office@geneva.ireland.example>", "subject": "Oslo", "text": text, "at": at}
    told = sort("oslo", message(mail, "oslo", 1), at).decision.as_json("oslo/1")
    assert (told["party"], told["attendance"], told["letter"]) == ("IRL", "accepted", "accepted")
