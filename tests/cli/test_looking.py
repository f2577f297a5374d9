"""Commands that look at what is on record, in the demo's workspace."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.flow.command import Call, Done, called
from tests.flow.mail import acceptance

SHOWN = {
    "status": "waiting for a person",
    "list --conference oslo --kind rsvp": "letter accepted",
    "show 2": "taken for",
    "explain 2": "Rules (revision",
    "review": "mailflow review accept N",
    "letters list": "sent",
    "letters show 2": "template ",
    "roster list": "Norway",
}


@pytest.mark.parametrize("command", SHOWN)
def test_looking_shows_what_people_look_for(demo: Call, command: str) -> None:
    done = demo(*command.split())
    assert (done.code, SHOWN[command] in done.out) == (0, True), done.out


@pytest.mark.parametrize("command", ["list --disposition ignore", "letters list", "letters show 2", "roster list"])
def test_looking_is_there_for_programs_too(demo: Call, command: str) -> None:
    done = demo(*command.split(), "--json")
    assert (done.code, bool(done.objects)) == (0, True)


def test_status_counts_what_there_is(demo: Call) -> None:
    (status,) = demo("status", "--json").objects
    boxes = {box["mailbox"]: (box["on_server"], box["in_ledger"], box["difference"]) for box in status["mailboxes"]}
    assert boxes == {"oslo": (19, 19, 0), "wellington": (13, 13, 0), "implementation": (12, 12, 0)}


def test_list_chooses_by_party(demo: Call) -> None:
    assert {record["party"] for record in demo("list", "--party", "NOR", "--json").objects} == {"NOR"}


def test_list_is_as_long_as_asked_for_and_newest_first(demo: Call) -> None:
    assert [record["id"] for record in demo("list", "-n", "3", "--json").objects] == [44, 43, 42]


def test_show_has_the_words_that_facts_were_read_from(demo: Call) -> None:
    paper = demo("list", "-n", "1", "--kind", "paper", "--json").objects[0]["id"]
    facts = demo("show", str(paper), "--json").objects[0]["facts"]
    assert {fact["message"] for fact in facts if "words" in fact} == {paper}


def test_show_gives_the_bytes_as_they_came(demo_made: tuple[Path, Done]) -> None:
    folder = demo_made[0]
    shown = called(folder, "show", "1", "--json").objects[0]
    files = sorted((folder / "incoming" / shown["mailbox"] / "new").iterdir())
    raw = called(folder, "show", "1", "--raw").out
    assert raw in [file.read_bytes().decode("utf-8").replace("\r\n", "\n") for file in files]


def test_explain_shows_rules_conditions_and_what_they_saw(demo: Call) -> None:
    (explained,) = demo("explain", "2", "--json").objects
    hit = next(trial for trial in explained["rules"] if trial["hit"])
    assert {"condition", "held", "seen"} == set(hit["findings"][0])


def test_explain_says_why_a_machine_was_not_answered(demo: Call) -> None:
    machine = demo("list", "--disposition", "ignore", "--kind", "auto-reply", "-n", "1", "--json").objects[0]
    out = demo("explain", str(machine["id"])).out
    assert "no letter" in out
    assert "because: " in out


def test_explain_takes_a_file(small: Path) -> None:
    (small / "some.eml").write_bytes(acceptance("Norway").raw)
    (explained,) = called(small, "explain", "some.eml", "--json").objects
    assert (explained["decision"]["file"], explained["decision"]["letter"]) == ("some.eml", "accepted")


def test_review_gives_a_reason_for_each(demo: Call) -> None:
    items = demo("review", "--json").objects
    assert items
    assert all(item["reasons"] for item in items)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("会议",), "关于奥斯陆会议"),
        (("delegacion", "peru"), "Nota 118-2026: delegación del Perú"),
        (("DÉLÉGATION",), None),
        (("listes d'orateurs",), ""),
        (("delegac*", "cuba"), "Lista de oradores"),
    ],
)
def test_search_finds_every_script_and_ignores_accents(demo: Call, words: tuple[str, ...], found: str | None) -> None:
    subjects = [hit["subject"] for hit in demo("search", *words, "--json").objects]
    assert bool(subjects) if found is None else (found in subjects or (not found and not subjects))


def test_search_that_finds_nothing_says_so(demo: Call) -> None:
    done = demo("search", "xyzzy")
    assert (done.code, done.out) == (1, "Nothing found.\n")


def test_search_shows_the_words_without_marks(demo: Call) -> None:
    out = demo("search", "delegacion").out
    assert not set(out) & {"\x02", "\x03", "\N{REPLACEMENT CHARACTER}"}


def test_letter_is_given_byte_for_byte(demo_made: tuple[Path, Done]) -> None:
    folder = demo_made[0]
    raw = called(folder, "letters", "show", "2", "--raw").out
    # In a Maildir the envelope stands above the letter.
    files = [f.read_bytes().decode("utf-8").replace("\r\n", "\n") for f in (folder / "outgoing" / "new").iterdir()]
    assert any(file.endswith(raw) for file in files)


def test_doctor_names_two_hosts_that_may_be_one_server(small: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(small, tmp_path / "conference"))
    usual = 'conference = "oslo"\nkind = "imap"\nuser = "oslo@secretariat.example"\nauthserv_id = "mx.secretariat.example"\n'
    boxes = {"first": "localhost", "second": "127.0.0.1"}
    config = (folder / "config.toml").read_text(encoding="utf-8")
    config += "".join(f'[mailbox.{n}]\n{usual}host = "{h}"\nfolder = "{n}"\n' for n, h in boxes.items())
    (folder / "config.toml").write_text(config, encoding="utf-8")
    rule = '[[rule]]\nname = "apart"\nwhen = { kind = "rsvp" }\nthen = { folder = "Second" }\n'
    (folder / "rules" / "20-folders.toml").write_text(rule, encoding="utf-8")
    told = [each for each in called(folder, "doctor", "--offline", "--json").objects if "one name" in each["text"]]
    assert [(each["what"], each["state"]) for each in told] == [("mailbox first", "note")]
    assert "If localhost and 127.0.0.1 are one server, write one name for both" in told[0]["text"]


def test_doctor_finds_a_workspace_in_order(small: Path) -> None:
    done = called(small, "doctor", "--json")
    assert (done.code, {f["what"] for f in done.objects if f["state"] == "bad"}) == (0, set())


def test_backup_is_whole_and_can_be_looked_at(desk: Path) -> None:
    done = called(desk, "backup", "copy.db")
    assert (done.code, "identity.key" in done.out) == (0, True)
    for file in desk.glob("mailflow.db*"):
        file.unlink()
    (desk / "copy.db").rename(desk / "mailflow.db")
    assert called(desk, "status", "--json").objects[0]["messages"] == {"sorted": 44}


def test_backup_takes_the_place_of_nothing(desk: Path) -> None:
    (desk / "precious").write_text("mine")
    done = called(desk, "backup", "precious")
    assert (done.code, (desk / "precious").read_text()) == (2, "mine")


@pytest.mark.parametrize(
    "command",
    [("show", "999"), ("explain", "999"), ("explain", "no-such-file"), ("letters", "show", "999")],
    ids=" ".join,
)
def test_what_is_not_there_is_said(demo: Call, command: tuple[str, ...]) -> None:
    done = demo(*command)
    assert (done.code, done.err.startswith("Error: There is no ")) == (2, True)


def test_json_is_one_object_a_line(demo: Call) -> None:
    lines = demo("list", "--json").out.splitlines()
    assert [type(json.loads(line)) for line in lines] == [dict] * 44
