"""`mailflow letters diff`: what an edited template changes in letters on record, and nothing else."""

from __future__ import annotations

from pathlib import Path

from tests.flow.command import Done, called

LETTERS = "templates/letters"


def edit(folder: Path, name: str, old: str, new: str) -> None:
    file = folder / LETTERS / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def diff(folder: Path, *arguments: str) -> Done:
    return called(folder, "letters", "diff", *arguments)


def test_one_changed_word_is_one_change_in_all_its_letters(desk: Path) -> None:
    assert diff(desk).code == 0
    edit(desk, "shared/closing.en.md", "Yours sincerely", "With kind regards")
    done = diff(desk, "--json")
    sent = called(desk, "letters", "list", "--json", "-n", "100").objects
    english = {letter["id"] for letter in sent if letter["language"] == "en" and letter["message"]}
    assert done.code == 1
    changed = [each for each in done.objects if not each["problem"]]
    lines = {tuple(line for line in each["diff"] if line[:1] in "+-") for each in changed}
    assert lines == {("-Yours sincerely,", "+With kind regards,")}
    assert {each["letter"] for each in changed} <= english
    assert len(changed) > 10
    first = changed[0]["letter"]
    assert [each["same_change_as"] for each in changed] == [None, *[first] * (len(changed) - 1)]
    told = diff(desk).out
    assert told.count("+With kind regards,") == 1
    assert f"and {len(changed) - 1} more that change in the same way" in told


def test_an_edit_that_changes_no_letter_is_none(desk: Path) -> None:
    for language in ("ar", "en", "es", "fr", "ru", "zh"):
        edit(desk, f"shared/closing.{language}.md", "{% if form", "{# remark #}{% if form")
    done = diff(desk, "--last", "100")
    assert (done.code, done.out[:2]) == (0, "0 ")


def test_letters_that_could_not_be_written_any_more_are_named(desk: Path) -> None:
    edit(desk, "accepted.en.md", "{% include", "{{ message.nonsense }}{% include")
    edit(desk, "declined.en.md", "{% include", "Now {% include")
    found = diff(desk, "accepted", "--json").objects
    assert {each["template"] for each in found} == {"accepted"}
    assert all("accepted.en.md:" in each["problem"] and "nonsense" in each["problem"] for each in found)


def test_letters_of_a_campaign_that_wait_are_compared(desk: Path) -> None:
    queued = [
        "invite",
        "--conference",
        "oslo",
        "--name",
        "again",
        "--queue",
        "--party",
        "NOR",
        "--party",
        "SWE",
        "--party",
        "FRA",
    ]
    assert called(desk, *queued).code == 0
    assert diff(desk, "invitation").code == 0
    edit(desk, "invitation.en.md", "has the honour", "has the great honour")
    found = diff(desk, "invitation", "--json").objects
    assert [(each["party"], each["campaign"]) for each in found] == [("NOR", "again"), ("SWE", "again")]
    assert any("great honour" in line for line in found[0]["diff"])
