"""`mailflow report …` and `mailflow delegation …` as people call them."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest

from tests.flow.command import Call, called

OSLO = ("--conference", "oslo")


@pytest.mark.parametrize("name", ["participants", "responses", "delegations"])
def test_a_report_is_a_table_in_the_terminal(demo: Call, name: str) -> None:
    done = demo("report", name, *OSLO)
    assert (done.code, "Oslo Conference on Cluster Munitions" in done.out) == (0, True)


@pytest.mark.parametrize("name", ["participants", "responses", "delegations"])
def test_every_row_leads_to_messages_that_can_be_shown(demo: Call, name: str) -> None:
    rows = demo("report", name, *OSLO, "--json").objects
    numbers = {number for row in rows for number in row["messages"]}
    assert numbers
    assert demo("show", str(min(numbers))).code == 0


@pytest.mark.parametrize(
    ("ending", "begins"),
    [
        ("docx", b"PK"),
        ("xlsx", b"PK"),
        ("pdf", b"%PDF"),
        ("html", b"\n"),
        ("csv", b"\xef\xbb\xbf"),
        ("json", b"{"),
        ("txt", b"2"),
    ],
)
def test_the_name_of_the_file_says_the_format(demo: Call, tmp_path: Path, ending: str, begins: bytes) -> None:
    file = tmp_path / f"list.{ending}"
    done = demo("report", "participants", *OSLO, "--out", str(file))
    assert done.code == 0, done.err
    assert file.read_bytes().startswith(begins) or ending in ("html", "txt")
    assert [each.name for each in tmp_path.iterdir()] == [file.name]


def test_a_format_goes_to_standard_output(demo: Call) -> None:
    rows = list(
        csv.DictReader(io.StringIO(demo("report", "participants", *OSLO, "--format", "csv").out.lstrip("\ufeff")))
    )
    assert {"party", "name", "title", "messages"} <= set(rows[0])


def test_sources_are_named_in_a_document_when_asked_for(demo: Call, tmp_path: Path) -> None:
    for option in ("--sources", "--no-sources"):
        demo("report", "participants", *OSLO, option, "--out", str(tmp_path / f"list{option}.docx"))
    texts = [_document(tmp_path / f"list{option}.docx") for option in ("--sources", "--no-sources")]
    assert ["message" in text for text in texts] == [True, False]


def _document(file: Path) -> str:
    with zipfile.ZipFile(file) as archive:
        return archive.read("word/document.xml").decode()


def test_a_report_speaks_the_language_that_is_asked_for(demo: Call) -> None:
    assert "Liste provisoire des participants" in demo("report", "participants", *OSLO, "--language", "fr").out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("report", "participants"), "Say which with --conference: oslo, wellington, implementation."),
        (("report", "participants", *OSLO, "--out", "list.odt"), "The format of list.odt is not known"),
        (("report", "participants", *OSLO, "--final"), "--final and --addendum are said of a new issue"),
        (("report", "participants", *OSLO, "--issue", "9"), "There is no issue 9. Issues so far: none yet."),
        (("report", "participants", *OSLO, "--issue", "--at", "2027-01-01"), "leave out --at"),
        (("delegation", "--credentials", "copy", *OSLO), "Say of which party"),
        (("delegation", "IRL", *OSLO, "--settle", "fine"), "There is no conflict to settle."),
        (("delegation", "IRL", *OSLO, "--unregistered", "Nobody Known"), "is not registered"),
    ],
)
def test_wrong_use_is_told(demo: Call, arguments: tuple[str, ...], told: str) -> None:
    done = demo(*arguments)
    assert (done.code, told in " ".join(done.err.split())) == (2, True), done.err


def test_a_folder_that_is_not_there_is_told(demo: Call, tmp_path: Path) -> None:
    done = demo("report", "responses", *OSLO, "--out", str(tmp_path / "gone" / "list.csv"))
    assert (done.code, "cannot be written" in done.err) == (3, True)


def test_issues_from_the_first_to_the_final_one(desk: Path, tmp_path: Path) -> None:
    report = ("report", "participants", *OSLO)
    first = called(desk, *report, "--issue", "--format", "json")
    assert "Issued as INF.1." in first.err
    for again in ((), ("--addendum",)):
        done = called(desk, *report, "--issue", *again)
        assert (done.code, "Nothing has changed since the last issue, INF.1." in done.err) == (2, True)
    called(desk, "correct", "1", "--kind", "other", "--delegate", "Somebody Else, Envoy")
    last = called(desk, *report, "--issue", "--final", "--format", "json")
    assert (json.loads(last.out)["symbol"], json.loads(last.out)["title"]) == ("INF.1/Rev.1", "List of participants")
    assert called(desk, *report, "--issue", "1", "--format", "json").out == first.out
    rows = called(desk, *report, "--issues", "--json").objects
    assert [(row["symbol"], row["kind"]) for row in rows] == [("INF.1", "provisional"), ("INF.1/Rev.1", "final")]


def test_conflicts_stand_in_status_review_and_the_exit_code(desk: Path) -> None:
    rows = called(desk, "delegation", *OSLO, "--json").objects
    assert called(desk, "delegation", *OSLO, "--conflicts").code == 0
    code = {"Ireland": "IRL", "Austria": "AUT", "Peru": "PER"}
    first, second = (row for row in rows if row["party"] in ("Ireland", "Austria"))
    # The head of the one is named by the other, too.
    message = second["messages"][0]
    done = called(desk, "correct", str(message), "--delegate", f"{first['head']} (head)")
    assert done.code == 0, done.err
    assert called(desk, "delegation", *OSLO, "--conflicts").code == 1
    told = "mailflow delegation --conflicts --conference oslo"
    assert told in " ".join(called(desk, "status").out.split())
    assert called(desk, "status", "--json").objects[0]["delegation_conflicts"]["oslo"] == 2
    assert told in " ".join(called(desk, "review").out.split())
    settled = called(desk, "delegation", code[second["party"]], *OSLO, "--settle", "one person for both", "--by", "Eva")
    assert (settled.code, "are settled" in settled.out) == (0, True)
