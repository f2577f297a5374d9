"""One delegation from its first notice to a withdrawal: through the Maildir, the worker, the store and the commands."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from mailflow.workspace import make_maildirs
from tests.flow.mail import AUTHSERV, desk, mail
from tests.flow.office import Office

NOTICE = """Dear colleagues,

Norway will be represented by the following delegation:

1. H.E. Ms. Anna Berg, Ambassador, Permanent Representative (Head of Delegation)
2. Mr. Olav Lie, First Secretary
3. Ms. Kari Moe, Adviser, Ministry of Defence

Yours sincerely,
"""
REPLACEMENT = """Dear colleagues,

Please note that Mr. Olav Lie will be replaced by Mr. Nils Rask, Counsellor.

Yours sincerely,
"""
WITHDRAWAL = """Dear colleagues,

Please note that Ms. Kari Moe will no longer be a member of the delegation of Norway.

Yours sincerely,
"""


@dataclass
class Story:
    """The workspace after everything has happened, with the numbers of the three messages."""

    office: Office
    notice: int = 1
    replacement: int = 2
    withdrawal: int = 3

    def rows(self, *arguments: str) -> list[dict[str, Any]]:
        """What a command prints as JSON."""
        return self.office.objects(*arguments)

    def names(self, *arguments: str) -> list[str]:
        """The names of the delegation, the head first."""
        return [row["name"] for row in self.rows("delegation", "NOR", *arguments)]

    def text(self, *arguments: str) -> str:
        """What a command shows a person."""
        done = self.office.call(*arguments)
        assert done.code == 0, done.err
        return done.out


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    folder = tmp_path_factory.mktemp("delegation") / "office"
    box = {"conference": "oslo", "kind": "maildir", "path": "incoming", "authserv_id": AUTHSERV, "backlog": "answer"}
    office = Office(folder, {"kind": "maildir", "path": "outgoing"}, {"oslo": box}, small=False)
    make_maildirs([folder / "incoming", folder / "outgoing"])
    deliver(folder, 3, NOTICE, "Representation of Norway")
    deliver(folder, 5, REPLACEMENT, "Change in the delegation of Norway")
    deliver(folder, 9, WITHDRAWAL, "Change in the delegation of Norway")
    assert office.run("--once").wait(60) == 0
    done = office.call(
        "correct", "2", "--delegate", "Nils Rask, Minister Counsellor (alternate)", "--removed", "Olav Lie > Nils Rask"
    )
    assert done.code == 0, done.err
    return Story(office)


def deliver(folder: Path, day: int, text: str, subject: str) -> None:
    at = datetime(2031, 3, day, 9, tzinfo=UTC).timestamp()
    file = folder / "incoming" / "new" / f"{int(at)}.M{day}.test"
    file.write_bytes(mail(desk("Norway"), text, subject).raw)
    os.utime(file, (at, at))


def test_today_the_delegation_is_what_all_notices_and_the_correction_make_of_it(story: Story) -> None:
    rows = story.rows("delegation", "NOR")
    assert [(row["name"], row["function"], row["role"]) for row in rows] == [
        ("H.E. Ms Anna Berg", "Ambassador, Permanent Representative", "head"),
        ("Nils Rask", "Minister Counsellor", "alternate"),
    ]


@pytest.mark.parametrize(
    ("day", "names"),
    [
        ("2031-03-02", []),
        ("2031-03-03", ["H.E. Ms Anna Berg", "Mr Olav Lie", "Ms Kari Moe"]),
        # What a person corrected was never otherwise: the correction counts from the day of its message.
        ("2031-03-05", ["H.E. Ms Anna Berg", "Nils Rask", "Ms Kari Moe"]),
        ("2031-03-09", ["H.E. Ms Anna Berg", "Nils Rask"]),
    ],
)
def test_the_delegation_of_any_day(story: Story, day: str, names: list[str]) -> None:
    assert story.names("--at", day) == names


def test_the_answer_to_a_withdrawal_says_how_the_delegation_stands(story: Story) -> None:
    """As it stood when the letter was written: the correction came later."""
    text = story.text("letters", "show", "3")
    assert "Withdrawn from the delegation:" in text
    _, stands, whole = text.partition("The delegation now stands on record as follows:")
    assert stands
    assert [name for name in ("Anna Berg", "Nils Rask", "Olav Lie", "Kari Moe") if name in whole] == [
        "Anna Berg",
        "Nils Rask",
    ]


def test_every_member_leads_to_the_messages(story: Story) -> None:
    assert [row["messages"] for row in story.rows("delegation", "NOR")] == [[1], [2]]


def test_the_history_names_each_step_with_its_words(story: Story) -> None:
    text = story.text("delegation", "Norway")
    for words in (
        "3 March 2031 [message 1]",
        "added: H.E. Ms Anna Berg",
        "5 March 2031 [message 2; entered by",
        "Nils Rask, Minister Counsellor (alternate) replaces Mr Olav Lie, First Secretary",
        "withdrawn: Ms Kari Moe",
        "“",
    ):
        assert words in text


def test_the_difference_between_two_days(story: Story) -> None:
    rows = story.rows("delegation", "NOR", "--diff", "2031-03-04", "2031-03-10")
    assert [(row["name"], row["messages"]) for row in rows] == [("Nils Rask", [2]), ("Kari Moe", [3])]


def test_credentials_and_registration_are_facts_of_their_own(story: Story) -> None:
    office = story.office
    assert (
        office.call("delegation", "NOR", "--credentials", "copy", "--registered", "Nils RASK", "--by", "Eva").code == 0
    )
    rows = story.rows("delegation", "NOR")
    assert [row["registered"] for row in rows] == ["no", "yes"]
    assert "Credentials: copy received (none needed) [entered by Eva]" in story.text("delegation", "NOR")
    # Neither changes who is notified, and taking them back leaves the delegation as it was.
    office.call("delegation", "NOR", "--credentials", "none", "--unregistered", "Nils Rask")
    assert [row["registered"] for row in story.rows("delegation", "NOR")] == ["no", "no"]
    assert len(story.names()) == 2


def test_who_is_not_notified_is_registered_only_when_told_so_twice(story: Story) -> None:
    done = story.office.call("delegation", "NOR", "--registered", "Nils Raske")
    assert (done.code, 'Did you mean "Nils Rask"?' in done.err) == (2, True)
    story.office.call("delegation", "NOR", "--registered", "Tor Dahl", "--not-notified")
    assert "registered, and not notified: Tor Dahl" in story.text("delegation", "NOR")
    story.office.call("delegation", "NOR", "--unregistered", "Tor Dahl")


def test_the_list_of_participants_follows(story: Story) -> None:
    rows = story.rows("report", "participants")
    listed = [(row["party"], row["name"], row["title"], row["messages"]) for row in rows if row["code"]]
    assert listed == [
        ("Norway", "Anna Berg", "Ambassador, Permanent Representative", [1]),
        ("Norway", "Nils Rask", "Minister Counsellor", [2]),
    ]
    assert "desk@" not in story.text("report", "participants", "--format", "json")


def test_an_unknown_party_is_refused_with_a_hint(story: Story) -> None:
    done = story.office.call("delegation", "Norwy")
    assert (done.code, 'Did you mean "NOR"?' in done.err) == (2, True)
