"""`mailflow letters preview`: on the terminal, as a file, all in a folder; and templates that do not end."""

from __future__ import annotations

import email
import email.policy
from pathlib import Path

import pytest

from tests.cli.test_letter_as_pdf import ACCEPTED, attached
from tests.flow.command import Call, called
from tests.typeset.paper import text_of

ENDLESS = "{% for a in range(90000) %}{% for b in range(90000) %}x{% endfor %}{% endfor %}"


def test_letter_to_a_party_on_the_terminal(small: Path) -> None:
    done = called(small, "letters", "preview", "accepted", "--party", "SWE")
    assert done.code == 0
    assert "to registry@ministry.sweden.example" in done.out
    assert "Delegation: Sweden" in done.out


def test_letter_as_the_answer_to_a_message(demo: Call) -> None:
    message = next(m for m in demo("list", "--json", "-n", "100").objects if m["party"] == "IRL")
    done = demo("letters", "preview", "received", "--message", str(message["id"]), "--language", "es", "--json")
    (found,) = done.objects
    assert (found["language"], found["party"], found["conference"]) == ("es", "IRL", message["conference"])
    assert "Irlanda" in found["subject"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["received", "--party", "ATLANTIS"], 'no party "ATLANTIS"'),
        (["nothing"], "no such letter"),
        (["received", "--language", "xx"], "It exists in: en"),
        (["received", "--message", "4711"], "no message 4711"),
        (["received", "--to", "x.docx"], "must end in .html, .eml, .pdf"),
        (["received", "--conference", "x"], 'no conference "x"'),
        (["received", "--party", "SWE", "--message", "1"], "--message names the party"),
        ([], "Name a letter"),
    ],
)
def test_what_cannot_be_shown_is_said(small: Path, arguments: list[str], words: str) -> None:
    done = called(small, "letters", "preview", *arguments)
    assert done.code in (2, 3)
    assert words in done.err


def test_letter_as_a_page_a_message_and_a_pdf(workspace: Path) -> None:
    attached(workspace)
    for suffix in ("html", "eml", "pdf"):
        done = called(workspace, "letters", "preview", "accepted", "--language", "en", "--to", f"letter.{suffix}")
        assert done.code == 0, done.err
    assert (workspace / "letter.html").read_text().startswith("<!DOCTYPE html>")
    message = email.message_from_bytes((workspace / "letter.eml").read_bytes(), policy=email.policy.default)
    assert [part.get_content_type() for part in message.iter_attachments()] == ["application/pdf"]
    assert "will be represented" in text_of((workspace / "letter.pdf").read_bytes())


def test_all_letters_lie_in_a_folder_with_an_index(small: Path, tmp_path: Path) -> None:
    done = called(small, "letters", "preview", "--all", str(tmp_path / "all"))
    assert done.code == 0, done.err
    letters = {file.name for file in (small / "templates" / "letters").glob("*.md")}
    index = (tmp_path / "all" / "index.html").read_text()
    assert {f"{file.name.removesuffix('.html')}.md" for file in (tmp_path / "all").iterdir()} == {*letters, "index.md"}
    assert all(f'href="{name.removesuffix(".md")}.html"' in index for name in letters)


def test_letter_that_does_not_end_is_stopped_with_its_line(workspace: Path) -> None:
    file = workspace / ACCEPTED
    text = file.read_text(encoding="utf-8")
    file.write_text(text + ENDLESS + "\n", encoding="utf-8")
    done = called(workspace, "letters", "preview", "accepted", "--language", "en")
    assert (done.code, f"{ACCEPTED}:{text.count(chr(10)) + 1}: " in done.err) == (2, True)
    assert "its loops go round more than 20,000 times" in done.err


def test_letter_that_takes_all_memory_is_stopped(workspace: Path) -> None:
    file = workspace / ACCEPTED
    text = file.read_text(encoding="utf-8")
    file.write_text(text + "{{ 'x'|center(9000000000)|length }}\n", encoding="utf-8")
    done = called(workspace, "letters", "preview", "accepted", "--language", "en")
    assert done.code == 3
    assert "took too much memory" in done.err
