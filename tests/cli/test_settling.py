"""What staff do: review, correct, retry, and letters that are held, let go, called back and sent again."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.small import small_workspace
from tests.flow.command import called
from tests.flow.mail import acceptance, mail, paper
from tests.flow.mail import desk as address
from tests.flow.once import once

MAILS = [
    acceptance("Norway"),
    paper("Peru"),
    paper("Chile"),
    acceptance("Malta", proof="fail"),
    mail("someone@elsewhere.example", "Kenya will be represented at the Conference.\n"),
    mail(address("Ghana"), "Could you tell us more?\n"),
]
ANSWERED, HELD, _, FORGED, STRANGER, OTHER = range(1, 7)


@pytest.fixture(scope="session")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace after one pass over that mail. Letters for papers are held by their template."""
    return once(tmp_path_factory, "settled", passed)


def passed(above: Path) -> Path:
    """Make it."""
    folder = small_workspace(above / "conference")
    template = folder / "templates" / "letters" / "paper.en.md"
    template.write_text(template.read_text(encoding="utf-8").replace("+++\n", "+++\nhold = true\n", 1), "utf-8")
    for number, each in enumerate(MAILS):
        (folder / "incoming" / "new" / f"{1_900_000_000 + number}.M{number}.host").write_bytes(each.raw)
    done = called(folder, "run", "--once")
    assert done.code == 0, done.err
    return folder


@pytest.fixture
def desk(settled: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    shutil.copytree(settled, tmp_path / "desk", ignore=shutil.ignore_patterns("*-shm"))
    return tmp_path / "desk"


def shown(desk: Path, message: int) -> dict[str, Any]:
    """A message as `show` has it."""
    return called(desk, "show", str(message), "--json").objects[0]


def letters_to(desk: Path, message: int) -> list[tuple[str, str, str]]:
    """Template, state and recipient of the letters that answer a message."""
    return [(x["template"], x["state"], x["recipients"][0]["address"]) for x in shown(desk, message)["letters"]]


def waiting(desk: Path) -> set[int]:
    """The messages that wait for a person."""
    return {item["message"] for item in called(desk, "review", "--json").objects}


def test_what_waits_is_what_no_machine_should_decide(settled: Path) -> None:
    assert waiting(settled) == {FORGED, STRANGER, OTHER}


def test_accepted_message_waits_no_more_and_its_facts_count(desk: Path) -> None:
    done = called(desk, "review", "accept", str(FORGED))
    told = shown(desk, FORGED)
    assert (done.code, told["effective"], told["letters"], FORGED in waiting(desk)) == (0, True, [], False)


def test_letter_that_a_person_asked_for_is_queued_once_and_leaves(desk: Path) -> None:
    called(desk, "review", "accept", str(FORGED), "--letter")
    queued = letters_to(desk, FORGED)
    second = called(desk, "correct", str(FORGED), "--attendance", "accepted", "--letter")
    called(desk, "run", "--once")
    assert queued == [("accepted", "queued", address("Malta"))]
    assert (second.code, "is corrected" in second.out, "No letter goes out" in second.err) == (1, True, True)
    assert letters_to(desk, FORGED) == [("accepted", "sent", address("Malta"))]


def test_second_letter_is_refused_in_plain_words_whoever_the_party_is_now(desk: Path) -> None:
    called(desk, "review", "accept", str(FORGED), "--letter")
    done = called(desk, "correct", str(FORGED), "--party", "KEN", "--letter")
    (number,) = (letter["id"] for letter in shown(desk, FORGED)["letters"])
    assert (
        done.code,
        f"was answered before, with letter {number} (queued)" in done.err,
        len(letters_to(desk, FORGED)),
    ) == (
        1,
        True,
        1,
    )


def test_dismissed_message_waits_no_more_and_nothing_follows(desk: Path) -> None:
    done = called(desk, "review", "dismiss", str(STRANGER), "--note", "nobody we know")
    assert (done.code, STRANGER in waiting(desk), letters_to(desk, STRANGER)) == (0, False, [])


def test_what_is_settled_cannot_be_settled_again(desk: Path) -> None:
    called(desk, "review", "dismiss", str(OTHER))
    done = called(desk, "review", "accept", str(OTHER))
    assert (done.code, "Nothing is open" in done.err) == (2, True)


def test_correction_goes_to_the_address_on_the_roster(desk: Path) -> None:
    done = called(desk, "correct", str(STRANGER), "--party", "KEN", "--attendance", "accepted", "--letter")
    assert (done.code, letters_to(desk, STRANGER)) == (0, [("accepted", "queued", "registry@ministry.kenya.example")])


def test_correction_is_on_record_with_its_author(desk: Path) -> None:
    called(
        desk,
        "correct",
        str(STRANGER),
        "--party",
        "KEN",
        "--kind",
        "rsvp",
        "--delegate",
        "Ms Wanjiru Kamande, Envoy (head)",
    )
    told = shown(desk, STRANGER)
    (delegate,) = (fact for fact in told["facts"] if fact["kind"] == "delegate")
    assert (told["party"], delegate["values"]["role"], bool(delegate["by"])) == ("KEN", "head", True)


def test_party_is_known_by_its_name_too(desk: Path) -> None:
    done = called(desk, "correct", str(STRANGER), "--party", "kenya", "--attendance", "accepted")
    assert (done.code, shown(desk, STRANGER)["party"]) == (0, "KEN")


def test_names_that_a_correction_takes_the_place_of_are_told(desk: Path) -> None:
    first = called(desk, "correct", str(STRANGER), "--party", "KEN", "--delegate", "Ms Wanjiru Kamande, Envoy")
    second = called(desk, "correct", str(STRANGER), "--delegate", "Mr Otieno Were, Adviser")
    assert ("take the place" in first.out, "those it named: Ms Wanjiru Kamande." in second.out) == (False, True), (
        second.out
    )


def test_letter_without_a_party_is_refused_and_the_correction_stands(desk: Path) -> None:
    done = called(desk, "correct", str(STRANGER), "--party", "none", "--attendance", "accepted", "--letter")
    assert (done.code, "--party" in done.err, letters_to(desk, STRANGER)) == (1, True, [])
    assert shown(desk, STRANGER)["attendance"] == "accepted"


def test_letter_that_is_held_is_named_with_what_writes_it_anew(desk: Path) -> None:
    called(desk, "review", "accept", str(FORGED), "--letter")
    (number,) = (letter["id"] for letter in shown(desk, FORGED)["letters"])
    called(desk, "letters", "hold", str(number))
    done = called(desk, "correct", str(FORGED), "--attendance", "declined", "--letter")
    assert (done.code, f"mailflow letters renew {number}" in done.err) == (1, True)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ((), "Say what is to be corrected"),
        (("--party", "NOX"), 'Did you mean "NOR"?'),
        (("--kind", "papers"), "papers"),
        (("--delegate", "Ms X (boss)"), '"boss" is no role'),
    ],
)
def test_wrong_correction_is_refused(settled: Path, wrong: tuple[str, ...], said: str) -> None:
    done = called(settled, "correct", str(OTHER), *wrong)
    assert (done.code, said in done.err) == (2, True)


@pytest.mark.parametrize(
    "command",
    [("retry", "99"), ("review", "accept", "99"), ("correct", "99", "--note", "x"), ("letters", "release", "99")],
    ids=" ".join,
)
def test_what_is_not_on_record_cannot_be_changed(settled: Path, command: tuple[str, ...]) -> None:
    assert called(settled, *command).code == 2


def test_retry_is_for_parked_messages(settled: Path) -> None:
    done = called(settled, "retry", str(ANSWERED))
    assert (done.code, "is not parked" in done.err) == (1, True)


# Letters


def held(folder: Path) -> list[str]:
    """The numbers of the letters that are held."""
    return [str(x["id"]) for x in called(folder, "letters", "list", "--state", "held", "--json").objects]


def state(folder: Path, letter: str) -> str:
    """How a letter stands."""
    return str(called(folder, "letters", "show", letter, "--json").objects[0]["state"])


def test_held_letter_says_why(settled: Path) -> None:
    assert all(x["hold"] for x in called(settled, "letters", "list", "--state", "held", "--json").objects)


def test_released_letter_leaves_and_the_others_stay(desk: Path) -> None:
    first, second = held(desk)
    called(desk, "letters", "release", first)
    called(desk, "run", "--once")
    assert (state(desk, first), state(desk, second)) == ("sent", "held")


def test_letters_are_released_together_or_not_at_all(desk: Path) -> None:
    both = held(desk)
    wrong = called(desk, "letters", "release", *both, "99")
    still = held(desk)
    right = called(desk, "letters", "release", *both)
    assert (wrong.code, still, right.code, held(desk)) == (2, both, 0, [])


def test_letter_is_held_again_cancelled_and_taken_up_again(desk: Path) -> None:
    number = held(desk)[0]
    codes = [called(desk, "letters", step, number).code for step in ("release", "hold", "cancel", "resend")]
    told = called(desk, "letters", "show", number, "--json").objects[0]
    assert (codes, told["state"]) == ([0] * 4, "queued")
    assert [(a["what"], bool(a["by"])) for a in told["attempts"]] == [
        ("queued", True),
        ("held", True),
        ("cancelled", True),
        ("queued", True),
    ]


@pytest.mark.parametrize("step", ["release", "hold", "cancel", "resend", "arrived"])
def test_letter_that_was_sent_cannot_be_called_back(settled: Path, step: str) -> None:
    done = called(settled, "letters", step, "1")
    assert (done.code, "Letter 1 is sent; this is possible only for" in done.err) == (2, True)
