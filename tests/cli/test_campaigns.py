"""Letters to many as staff send them: shown, queued, approved, followed up."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.cli.small import small_workspace
from tests.flow.command import called
from tests.flow.mail import STATES, acceptance, mail
from tests.flow.mail import desk as address
from tests.flow.once import once


@pytest.fixture(scope="session")
def _empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return once(tmp_path_factory, "campaigns", lambda above: small_workspace(above / "conference"))


@pytest.fixture
def folder(_empty: Path, tmp_path: Path) -> Path:
    """A workspace with forty States on its roster and nothing on record."""
    shutil.copytree(_empty, tmp_path / "office", ignore=shutil.ignore_patterns("*-shm"))
    return tmp_path / "office"


def setting(folder: Path, line: str) -> None:
    """Put a further key into the table of the conference, which is the last of the file."""
    with (folder / "config.toml").open("a", encoding="utf-8") as file:
        file.write(line + "\n")


def roster_line(folder: Path, code: str, change: str) -> None:
    """Put another line in the place of a party's, "" for none."""
    file = folder / "roster.csv"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join(change if line.startswith(f"{code},") else line for line in lines), encoding="utf-8")


def run(folder: Path) -> None:
    assert called(folder, "run", "--once").code in (0, 1)


def deliver(folder: Path, number: int, raw: bytes) -> None:
    (folder / "incoming" / "new" / f"{1_900_000_000 + number}.M{number}.host").write_bytes(raw)


def letters(folder: Path, campaign: str = "invitation") -> dict[str, tuple[int, str]]:
    """Number and state of each party's letter."""
    listed = called(folder, "letters", "list", "--campaign", campaign, "-n", "999", "--json").objects
    return {x["party"]: (x["id"], x["state"]) for x in listed}


def states(folder: Path, campaign: str = "invitation") -> set[str]:
    return {state for _, state in letters(folder, campaign).values()}


def shown(folder: Path, campaign: str = "invitation") -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """The sums of a campaign, and the lines of its parties."""
    head, *lines = called(folder, "campaign", "show", campaign, "--json").objects
    return head["sums"], {line["party"]: line for line in lines}


@pytest.fixture(scope="session")
def _sent(_empty: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return once(tmp_path_factory, "campaigns-sent", lambda above: invited(_empty, above / "conference"))


def invited(empty: Path, folder: Path) -> Path:
    """The invitation has gone to all."""
    shutil.copytree(empty, folder)
    assert called(folder, "invite", "--queue").code == 0
    assert called(folder, "letters", "approve", "invitation").code == 0
    run(folder)
    return folder


@pytest.fixture
def sent(_sent: Path, tmp_path: Path) -> Path:
    """A workspace from which forty invitations have gone."""
    shutil.copytree(_sent, tmp_path / "office", ignore=shutil.ignore_patterns("*-shm"))
    return tmp_path / "office"


def test_the_table_comes_first_and_writes_nothing_down(folder: Path) -> None:
    done = called(folder, "invite")
    assert (done.code, done.out.count("registry@"), "40 letters (40 in en)" in done.out) == (0, 40, True)
    assert (letters(folder), called(folder, "campaign", "list", "--json").objects) == ({}, [])


def test_an_invitation_is_queued_held_approved_and_sent_once(folder: Path) -> None:
    called(folder, "invite", "--queue")
    run(folder)
    held = states(folder)
    approved = called(folder, "letters", "approve", "invitation")
    run(folder)
    outgoing = [file.read_bytes() for file in (folder / "outgoing" / "new").iterdir()]
    assert (held, approved.code, states(folder), len(outgoing)) == ({"held"}, 0, {"sent"}, 40)
    assert len({line for raw in outgoing for line in raw.splitlines() if line.startswith(b"To:")}) == 40


def test_what_is_queued_again_is_there_already(folder: Path) -> None:
    called(folder, "invite", "--queue")
    done = called(folder, "invite", "--queue")
    assert ("0 letters are in the outbox" in done.out, len(letters(folder))) == (True, 40)


def test_only_who_is_chosen_is_shown(folder: Path) -> None:
    chosen = called(folder, "invite", "--party", "NOR", "--party", "PER", "--but-not", "PER", "--json").objects
    assert [x["party"] for x in chosen] == ["NOR"]


@pytest.mark.parametrize(
    "wrong",
    [
        ("invite", "--party", "NRO"),
        ("invite", "--list", "friends"),
        ("invite", "--conference", "bergen"),
        ("invite", "--address", "desk@ministry.norway.example"),
        ("circulate", "invitatoin"),
    ],
)
def test_a_slip_is_told_before_anything_happens(folder: Path, wrong: tuple[str, ...]) -> None:
    done = called(folder, *wrong)
    assert (done.code, done.out) == (2, "")


@pytest.mark.parametrize(
    "wrong", [("letters", "approve", "absent"), ("campaign", "show", "absent"), ("remind", "absent"), ("remind",)]
)
def test_there_must_be_such_a_campaign(folder: Path, wrong: tuple[str, ...]) -> None:
    assert called(folder, *wrong).code == 2


def test_a_party_that_joins_later_gets_the_letter_alone(sent: Path) -> None:
    with (sent / "roster.csv").open("a", encoding="utf-8") as file:
        file.write("CZE,state,Czechia,,,,en,ministry.czechia.example,registry@ministry.czechia.example\n")
    assert "On the roster and without this letter: 1 (CZE)" in called(sent, "campaign", "show", "invitation").out
    called(sent, "invite", "--queue")
    called(sent, "letters", "approve", "invitation")
    run(sent)
    assert (len(letters(sent)), states(sent), len(list((sent / "outgoing" / "new").iterdir()))) == (
        41,
        {"sent"},
        41,
    )


def test_what_the_roster_no_longer_has_stays_when_it_is_approved(folder: Path) -> None:
    called(folder, "invite", "--queue")
    roster_line(folder, "NOR", "")
    roster_line(folder, "PER", "PER,state,Peru,,,,en,ministry.peru.example,other@ministry.peru.example\n")
    done = called(folder, "letters", "approve", "invitation")
    left = {code: state for code, (_, state) in letters(folder).items() if state == "held"}
    assert (done.code, left) == (1, {"NOR": "held", "PER": "held"})
    assert "NOR is no longer on the roster" in done.out
    assert "no longer an address of PER" in done.out


def test_a_letter_written_anew_goes_to_the_address_of_today(folder: Path) -> None:
    called(folder, "invite", "--queue")
    roster_line(folder, "PER", "PER,state,Peru,,,,en,ministry.peru.example,other@ministry.peru.example\n")
    called(folder, "letters", "approve", "invitation", "--renew")
    assert shown(folder)[1]["PER"]["letters"][0]["recipients"][0]["address"] == "other@ministry.peru.example"


def test_letters_of_an_earlier_day_wait_for_a_word(folder: Path) -> None:
    called(folder, "invite", "--queue")
    with contextlib.closing(sqlite3.connect(folder / "mailflow.db")) as db, db:
        db.execute("update letters set created_at = '2026-01-05T09:00:00.000+00:00'")
    refused, told = called(folder, "letters", "approve", "invitation"), called(folder, "campaign", "show", "invitation")
    assert (refused.code, states(folder), "40 of 5 January 2026" in refused.out) == (1, {"held"}, True)
    assert "bear the date of 5 January 2026" in told.out
    renewed = called(folder, "letters", "approve", "invitation", "--renew")
    assert (renewed.code, called(folder, "letters", "approve", "invitation").code, states(folder)) == (0, 0, {"queued"})


def test_letters_of_an_earlier_day_can_leave_as_they_are(folder: Path) -> None:
    called(folder, "invite", "--queue")
    with contextlib.closing(sqlite3.connect(folder / "mailflow.db")) as db, db:
        db.execute("update letters set created_at = '2026-01-05T09:00:00.000+00:00'")
    called(folder, "letters", "approve", "invitation", "--as-dated")
    assert states(folder) == {"queued"}


def test_two_persons_let_a_letter_out_where_that_is_the_rule(folder: Path) -> None:
    setting(folder, 'approval = "two"')
    called(folder, "invite", "--queue", "--by", "Kari Moe")
    first = called(folder, "letters", "approve", "invitation", "--by", "kari moe")
    held = states(folder)
    second = called(folder, "letters", "approve", "invitation", "--by", "Olav Lie")
    assert (first.code, held, second.code, states(folder)) == (1, {"held"}, 0, {"queued"})


def test_nothing_leaves_under_another_seal(folder: Path) -> None:
    called(folder, "invite", "--queue")
    done = called(folder, "letters", "approve", "invitation", "--seal", "0123456789ab")
    assert (done.code, "not under the seal" in done.err, states(folder)) == (2, True, {"held"})


def test_nobody_is_written_to_at_an_address_that_gave_a_letter_back(sent: Path) -> None:
    with contextlib.closing(sqlite3.connect(sent / "mailflow.db")) as db, db:
        db.execute(
            "update recipients set state = 'bounced', text = '5.1.1 no such person' where address like '%norway%'"
        )
        db.execute("update letters set state = 'bounced' where party = 'NOR'")
    second = (
        "NOR,state,Norway,,,,en,ministry.norway.example,registry@ministry.norway.example;desk@ministry.norway.example\n"
    )
    roster_line(sent, "NOR", second)
    line = shown(sent)[1]["NOR"]
    assert (line["stand"], line["others"]) == ("unreachable", ["desk@ministry.norway.example"])
    (told,) = called(sent, "circulate", "received", "--party", "NOR", "--json").objects
    assert "came back (5.1.1 no such person)" in told["stop"] or "cannot be written" in told["stop"]
    called(sent, "invite", "--party", "NOR", "--address", "desk@ministry.norway.example", "--queue")
    called(sent, "letters", "approve", "invitation")
    run(sent)
    sums, lines = shown(sent)
    assert ([x["state"] for x in lines["NOR"]["letters"]], lines["NOR"]["stand"]) == (["bounced", "sent"], "silent")
    assert (sums["written"], sums["delivered"], sums["came back"]) == (40, 40, 1)


def test_only_who_owes_an_answer_is_reminded(sent: Path) -> None:
    deliver(sent, 1, acceptance("Norway").raw)
    deliver(sent, 2, acceptance("Peru").raw)
    deliver(sent, 3, acceptance("Malta", proof="fail").raw)
    run(sent)
    called(sent, "correct", "2", "--attendance", "declined")
    sums, lines = shown(sent)
    assert (sums["answered"], sums["accepted"], sums["declined"], sums["silent"]) == (2, 1, 1, 38)
    assert (lines["NOR"]["answer"], lines["MLT"]["in_review"] is not None) == ("accepted", True)
    told = {x["party"]: x["stop"] for x in called(sent, "remind", "--json").objects}
    assert ({"NOR", "PER"} & set(told), "waits for a person" in told["MLT"], len(told)) == (set(), True, 38)


def test_a_reminder_is_withdrawn_when_the_answer_comes(sent: Path) -> None:
    called(sent, "remind", "--queue")
    deliver(sent, 1, acceptance("Norway").raw)
    run(sent)
    reminders = letters(sent, "invitation-reminder")
    number, state = reminders["NOR"]
    attempts = called(sent, "letters", "show", str(number), "--json").objects[0]["attempts"]
    assert (state, "withdrawn: the party has answered with message 1" in attempts[-1]["text"]) == ("cancelled", True)
    called(sent, "letters", "approve", "invitation-reminder")
    run(sent)
    assert [code for code, (_, s) in letters(sent, "invitation-reminder").items() if s != "sent"] == ["NOR"]
    assert shown(sent)[1]["NOR"]["reminders"][0]["state"] == "cancelled"


def test_a_withdrawn_reminder_is_written_anew_only_for_who_knows_of_the_answer(sent: Path) -> None:
    called(sent, "remind", "--queue")
    deliver(sent, 1, acceptance("Norway").raw)
    run(sent)
    number = str(letters(sent, "invitation-reminder")["NOR"][0])
    refused, again = called(sent, "letters", "renew", number), called(sent, "letters", "resend", number)
    assert (refused.code, "NOR has answered: accepted, on " in refused.err, "with message 1." in refused.err) == (
        2,
        True,
        True,
    ), refused.err
    assert (again.code, letters(sent, "invitation-reminder")["NOR"][1]) == (2, "cancelled")
    insisted = called(sent, "letters", "renew", number, "--although-answered")
    assert (insisted.code, letters(sent, "invitation-reminder")["NOR"][1]) == (0, "held"), insisted.err


def test_a_reminder_that_a_person_cancelled_is_written_anew(sent: Path) -> None:
    called(sent, "remind", "--queue")
    number = str(letters(sent, "invitation-reminder")["NOR"][0])
    called(sent, "letters", "cancel", number)
    assert called(sent, "letters", "renew", number).code == 0
    assert letters(sent, "invitation-reminder")["NOR"][1] == "held"


def test_a_second_reminder_is_asked_for(sent: Path) -> None:
    called(sent, "remind", "--party", "NOR", "--queue")
    again = called(sent, "remind", "--party", "NOR", "--json").objects[0]["stop"]
    second = called(sent, "remind", "--party", "NOR", "--round", "2", "--json").objects[0]["stop"]
    assert ("It has this letter already" in again, second) == (True, "")


def test_a_delegation_that_answers_twice_counts_once_with_its_last_word(sent: Path) -> None:
    deliver(sent, 1, acceptance("Norway").raw)
    deliver(sent, 2, mail(address("Norway"), "Norway will be represented at the Conference.\n", "Again").raw)
    run(sent)
    called(sent, "correct", "2", "--attendance", "declined")
    sums, lines = shown(sent)
    assert (sums["answered"], sums.get("accepted"), lines["NOR"]["answer"]) == (1, None, "declined")


def test_what_a_machine_answers_is_shown_with_the_campaign(sent: Path) -> None:
    number = letters(sent)["NOR"][0]
    id_ = called(sent, "letters", "show", str(number), "--json").objects[0]["message_id"]
    away = {"Auto-Submitted": "auto-replied", "In-Reply-To": id_}
    deliver(sent, 1, mail(address("Norway"), "I am away.\n", "Absent until Monday", headers=away).raw)
    run(sent)
    line = shown(sent)[1]["NOR"]
    assert (line["stand"], line["machines"]) == ("silent", [f"{address('Norway')}, Absent until Monday (message 1)"])


def test_campaigns_are_listed(folder: Path) -> None:
    called(folder, "invite", "--queue")
    (found,) = called(folder, "campaign", "list", "--json").objects
    assert (found["name"], found["letters"], "40 held" in called(folder, "campaign", "list").out) == (
        "invitation",
        {"held": 40},
        True,
    )


def test_any_letter_can_be_sent_to_many(folder: Path) -> None:
    assert len(STATES) == 40
    called(folder, "circulate", "call", "--queue", "--name", "call-2027")
    (found,) = called(folder, "campaign", "list", "--json").objects
    assert (found["name"], found["letter"], found["owed"]) == ("call-2027", "call", ["contribution"])


def test_a_reason_that_stops_every_letter_is_said_once(folder: Path) -> None:
    done = called(folder, "circulate", "circulation")
    assert (done.code, done.out.count("none was accepted")) == (1, 1)
    assert f"none of {len(STATES)} parties gets a letter" in " ".join(done.out.split())
    assert "--queue" not in done.out


def test_a_letter_that_asks_for_nothing_reminds_nobody(folder: Path) -> None:
    called(folder, "circulate", "reminder", "--name", "word", "--queue")
    done = called(folder, "remind", "word")
    assert (done.code, "asks for no answer" in done.err) == (2, True)
