"""`mailflow rules`: looking rules over, running their examples, trying them on what is on record."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from mailflow.cli.main import main
from tests.cli.conftest import small_workspace
from tests.flow.command import Done
from tests.flow.mail import acceptance, desk, mail, paper

MAILS = (
    acceptance("Austria"),
    acceptance("Denmark"),
    paper("Norway"),
    mail(desk("Sweden"), "We shall be there.\n", "Re: Invitation"),
    mail(desk("Finland"), "We shall be there.\n", "Re: Invitation", proof="fail"),
)
AUSTRIA, DENMARK, NORWAY, SWEDEN = 1, 2, 3, 4
PHRASES, RULES = "rules/phrases/en.toml", "rules/10-few.toml"
EXAMPLES = """
[[rule]]
name = "floor"
when = { phrase = "accept", in = "subject" }
then = { needs_person = true }

[[rule.example]]
subject = "Norway will be represented"

[[rule.example]]
subject = "Norway will come"

[[rule.example]]
match = false
text = "Norway will be represented."
"""


def called(folder: Path, *arguments: str) -> Done:
    """A command within this process: a process of its own for each would take most of the time."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        patch.chdir(folder)
        patch.setattr(sys, "argv", ["mailflow", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
    return Done(int(ended.value.code or 0), out.getvalue(), err.getvalue())


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a few messages on record, numbered in their order."""
    folder = small_workspace(tmp_path_factory.mktemp("rules") / "office")
    for number, message in enumerate(MAILS):
        (folder / "incoming" / "new" / f"{1_900_000_000 + number}.M{number}.test").write_bytes(message.raw)
    assert called(folder, "run", "--once").code in (0, 1)
    return folder


@pytest.fixture
def copy(office: Path, tmp_path: Path) -> Path:
    """The same, to change something in it."""
    folder = tmp_path / "office"
    shutil.copytree(office, folder, ignore=shutil.ignore_patterns("*-shm"))
    return folder


def written(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def more(folder: Path, name: str, text: str) -> None:
    written(folder, name, (folder / name).read_text(encoding="utf-8") + text)


def test_good_rules_are_called_good(office: Path) -> None:
    done = called(office, "rules", "check")
    assert (done.code, done.out) == (0, "All rule and phrase files can be used, and nothing in them is in doubt.\n")


def test_every_broken_rule_file_is_named_with_its_line(copy: Path) -> None:
    more(copy, RULES, '[[rule]]\nname = "x"\nwhen = { phrase = "acept" }\nthen = { kind = "rsvp" }\n')
    written(copy, "rules/20-more.toml", "[[rule]\n")
    found = called(copy, "rules", "check", "--json")
    assert found.code == 1
    assert [(Path(x["file"]).name, x["line"], x["key"], x["hint"]) for x in found.objects] == [
        ("10-few.toml", 28, "x", 'Did you mean "accept"?'),
        ("10-few.toml", 29, "x", 'Did you mean "kinds"?'),
        (
            "20-more.toml",
            1,
            "",
            "Look whether each text stands in quotation marks and each bracket is closed, here or above.",
        ),
    ]


def test_errors_of_rules_phrases_and_roster_are_told_in_one_look(copy: Path) -> None:
    more(
        copy,
        RULES,
        '[[rule]]\nname = "x"\nwhen = { any = [{ phrase = "floor" }, { sise = 1 }] }\nthen = { stop = "soon" }\n',
    )
    more(copy, PHRASES, 'floor = ["(the floor", "the [floor"]\n')
    more(copy, "roster.csv", "xx,state,X,,,,en,x.example,a@x.example\nYYY,stat,Y,,,,en,y.example,b@y.example\n")
    found = called(copy, "rules", "check", "--json")
    assert found.code == 1
    assert sorted({(Path(x["file"]).name, x["key"]) for x in found.objects}) == [
        ("10-few.toml", "x"), ("en.toml", "floor"), ("roster.csv", "code"), ("roster.csv", "kind")]  # fmt: skip
    assert len(found.objects) == 6  # a list of a file with an error is not called unknown
    shown = called(copy, "rules", "check").out
    told = called(copy, "doctor", "--offline", "--json")
    files = [x["text"] for x in told.objects if x["state"] == "bad" and x["what"].startswith("files ")]
    assert sorted(text.removeprefix(f"{copy}/") for text in files) == sorted(shown.splitlines())
    # A command that cannot begin says all of it too.
    written(copy, "one.eml", "Subject: x\n\nx\n")
    sorting = called(copy, "sort", "one.eml")
    assert (sorting.code, sorting.err.count("Error: ")) == (2, 6)


def test_a_broken_phrase_file_is_named_with_its_line(copy: Path) -> None:
    more(copy, PHRASES, 'floor = ["(the floor"]\n')
    done = called(copy, "rules", "check")
    assert (done.code, done.out.startswith(f"{PHRASES}:3 [floor]: the phrase")) == (1, True)


def test_what_is_no_use_is_told_with_what_was_meant(copy: Path) -> None:
    more(copy, RULES, '[[rule]]\nname = "x"\nwhen = { kind = "papr" }\nthen = { letter = "papper" }\n')
    said = called(copy, "rules", "check").out
    assert 'no rule gives the kind "papr". Did you mean "paper"?' in said
    assert 'there is no letter "papper". Did you mean "paper"?' in said


def test_a_conference_that_does_not_exist_is_wrong_use(office: Path) -> None:
    done = called(office, "rules", "backtest", "--conference", "osol")
    assert (done.code, 'Did you mean "oslo"?' in done.err) == (2, True)


@pytest.fixture(scope="module")
def tested(office: Path, tmp_path_factory: pytest.TempPathFactory) -> Done:
    """Three examples of which the second fails."""
    folder = tmp_path_factory.mktemp("tested") / "office"
    shutil.copytree(office, folder, ignore=shutil.ignore_patterns("*-shm"))
    more(folder, RULES, EXAMPLES)
    return called(folder, "rules", "test")


def test_an_example_that_fails_is_shown_with_its_line(tested: Done) -> None:
    assert f"{RULES}:35: [floor] example 2 is not as expected." in tested.out
    assert tested.code == 1


def test_an_example_that_fails_shows_what_the_conditions_saw(tested: Done) -> None:
    assert 'no   phrase = "accept", in = "subject"   none of its phrases' in tested.out


def test_examples_that_hold_are_only_counted(tested: Done) -> None:
    assert tested.out.count("not as expected") == 2
    assert tested.out.endswith("3 examples of rules: 1 not as expected.\n")


def pair(folder: Path, name: str, expected: Any, raw: bytes = MAILS[0].raw) -> None:
    written(folder, f"examples/{name}.json", json.dumps(expected))
    (folder / "examples" / f"{name}.eml").write_bytes(raw)


def test_messages_of_the_folder_are_sorted_and_compared(copy: Path) -> None:
    pair(copy, "001", {"kinds": ["rsvp"], "party": "AUT"})
    pair(copy, "002", {"kinds": ["floor"], "attendance": "declined"})
    done = called(copy, "rules", "test", "--json")
    assert [(x["as_expected"], x["differences"]) for x in done.objects] == [
        (True, {}),
        (
            False,
            {
                "kinds": {"expected": ["floor"], "got": ["rsvp"]},
                "attendance": {"expected": "declined", "got": "accepted"},
            },
        ),
    ]
    assert done.code == 1


@pytest.mark.parametrize(
    ("expected", "words"),
    [
        ({"kind": ["rsvp"]}, 'the key "kind" is unknown. Did you mean "kinds"?'),
        ([], "expected one object in braces."),
        ({"received": "yesterday"}, '"yesterday" is no time.'),
        ({"conference": "bergen"}, "it is not said for which conference."),
    ],
)
def test_an_expectation_that_makes_no_sense_is_refused(copy: Path, expected: Any, words: str) -> None:
    pair(copy, "001", expected)
    done = called(copy, "rules", "test")
    assert (done.code, words in done.err) == (2, True)


def test_a_message_without_an_expectation_is_refused(copy: Path) -> None:
    written(copy, "own/note.eml", "")
    done = called(copy, "rules", "test", "own")
    assert (done.code, "nothing says what is expected of it." in done.err) == (2, True)


def test_nothing_changes_where_the_files_are_the_same(office: Path) -> None:
    done = called(office, "rules", "backtest")
    assert (done.code, done.out.strip()) == (0, "5 messages sorted again, 0 would be decided otherwise.")


@pytest.fixture(scope="module")
def changed(office: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[dict[str, Any]]]:
    """What a backtest finds where "there" counts as a yes, a working paper does not, and a person had corrected Sweden."""
    folder = tmp_path_factory.mktemp("changed") / "office"
    shutil.copytree(office, folder, ignore=shutil.ignore_patterns("*-shm"))
    assert called(folder, "correct", str(SWEDEN), "--kind", "rsvp", "--attendance", "accepted").code == 0
    written(folder, PHRASES, 'accept = ["will be represented", "shall be there"]\npaper = ["treatise"]\n')
    before = (called(folder, "list", "--json").out, called(folder, "letters", "list", "--json").out)
    done = called(folder, "rules", "backtest", "--json")
    assert done.code == 0, done.err
    assert before == (called(folder, "list", "--json").out, called(folder, "letters", "list", "--json").out)
    return folder, done.objects


def test_a_changed_phrase_shows_just_what_it_changes(changed: tuple[Path, list[dict[str, Any]]]) -> None:
    assert [x["message"] for x in changed[1][:-1]] == [NORWAY, SWEDEN, 5]


def test_each_field_is_told_as_it_was_and_as_it_would_be(changed: tuple[Path, list[dict[str, Any]]]) -> None:
    sweden = next(x for x in changed[1] if x.get("message") == SWEDEN)
    assert sweden["changes"] == {
        "kinds": {"before": ["other"], "after": ["rsvp"]},
        "attendance": {"before": None, "after": "accepted"},
        "disposition": {"before": "review", "after": "acknowledge"},
        "needs_person": {"before": True, "after": False},
        "letter": {"before": None, "after": "accepted"},
    }


def test_what_a_person_said_is_marked(changed: tuple[Path, list[dict[str, Any]]]) -> None:
    sweden = next(x for x in changed[1] if x.get("message") == SWEDEN)
    assert (sweden["person"]["kinds"], sweden["now_as_person_said"]) == (["rsvp"], True)


def test_letters_that_would_or_would_not_have_been_sent_are_summed_up(
    changed: tuple[Path, list[dict[str, Any]]],
) -> None:
    summary = changed[1][-1]["summary"]
    assert (summary["letters_gained"], summary["letters_lost"]) == ([SWEDEN], [NORWAY])


def test_only_what_came_since_is_tried(changed: tuple[Path, list[dict[str, Any]]]) -> None:
    done = called(changed[0], "rules", "backtest", "--since", "2999-01-01")
    assert done.out.strip() == "0 messages sorted again, 0 would be decided otherwise."


def test_a_message_on_record_becomes_an_example(copy: Path) -> None:
    assert called(copy, "rules", "add-example", str(AUSTRIA), str(NORWAY)).code == 0
    assert json.loads((copy / "examples" / "001.json").read_text(encoding="utf-8"))["party"] == "AUT"
    assert (copy / "examples" / "002.eml").read_bytes() == MAILS[2].raw
    done = called(copy, "rules", "test")
    assert (done.code, done.out.endswith(": all as expected.\n")) == (0, True)


def test_a_corrected_message_is_expected_to_be_what_the_person_said(copy: Path) -> None:
    called(copy, "correct", str(SWEDEN), "--kind", "rsvp", "--attendance", "accepted", "--delegate", "Eva Ek (head)")
    assert called(copy, "rules", "add-example", str(SWEDEN)).code == 0
    expected = json.loads((copy / "examples" / "001.json").read_text(encoding="utf-8"))
    assert {key: expected[key] for key in ("kinds", "attendance", "delegates")} == {
        "kinds": ["rsvp"],
        "attendance": "accepted",
        "delegates": [{"name": "Eva Ek", "role": "head"}],
    }
    assert "letter" not in expected
    assert called(copy, "rules", "test").code == 1


@pytest.mark.parametrize(
    ("numbers", "words"), [(("99",), "There is no message 99."), (("1", "1"), "an example already")]
)
def test_what_cannot_become_an_example_is_refused(copy: Path, numbers: tuple[str, ...], words: str) -> None:
    done = called(copy, "rules", "add-example", *numbers)
    assert (done.code, words in done.err) == (2, True)
