"""A workspace brought up to date with a newer program: nothing that people changed is lost, nothing new is missing."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from mailflow import workspace
from mailflow.core.phrases import load
from mailflow.desk import refuse_lost_lists
from mailflow.errors import MailflowError
from mailflow.renewal import Action, carry_out, steps
from mailflow.workspace import NOTE, make_workspace

ENGLISH, RULES, LETTER = "rules/phrases/en.toml", "rules/60-rest.toml", "templates/letters/received.en.md"


@pytest.fixture
def ships(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The files that ship, in a copy that a test can change as a newer version would."""
    folder = tmp_path / "program"
    for place in workspace.SHIPPED.values():
        source, target = workspace.shipped(*place), folder.joinpath(*place)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(source, target) if source.is_dir() else shutil.copyfile(source, target)
    monkeypatch.setattr(workspace, "shipped", folder.joinpath)
    return folder


@pytest.fixture
def here(ships: Path, tmp_path: Path) -> Path:
    """A workspace made from them."""
    make_workspace(tmp_path / "conference")
    return tmp_path / "conference"


def append(file: Path, text: str) -> None:
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")


def actions(here: Path) -> dict[str, Action]:
    return {step.file: step.action for step in steps(here)}


def test_workspace_that_was_just_made_is_up_to_date(here: Path) -> None:
    assert steps(here) == ()


def test_untouched_file_is_renewed(ships: Path, here: Path) -> None:
    append(ships / RULES, "# newer\n")
    planned = steps(here)
    carry_out(here, planned)
    assert ({s.file: s.action for s in planned}, (here / RULES).read_bytes()) == (
        {RULES: Action.RENEWED},
        (ships / RULES).read_bytes(),
    )
    assert steps(here) == ()


def test_edited_file_that_ships_as_before_is_nobodys_business(here: Path) -> None:
    append(here / LETTER, "\nOurs.\n")
    assert steps(here) == ()


def test_edited_file_stays_and_the_newer_one_lies_beside_it(ships: Path, here: Path) -> None:
    append(here / LETTER, "\nOurs.\n")
    append(ships / LETTER, "\nTheirs.\n")
    (step,) = steps(here)
    carry_out(here, (step,))
    assert (step.action, "-Ours." in step.diff, "+Theirs." in step.diff) == (Action.KEPT, True, True)
    assert "Ours." in (here / LETTER).read_text(encoding="utf-8")
    assert "Theirs." in (here / f"{LETTER}.new").read_text(encoding="utf-8")
    assert steps(here) == (), "it is offered once"


def test_new_file_is_put_in_and_one_that_people_removed_stays_out(ships: Path, here: Path) -> None:
    (ships / "rules/65-new.toml").write_text("# new\n", encoding="utf-8")
    (here / LETTER).unlink()
    append(ships / LETTER, "\nTheirs.\n")
    assert actions(here) == {"rules/65-new.toml": Action.NEW}


@pytest.mark.parametrize("edited", [False, True])
def test_file_that_ships_no_longer_is_put_aside_unless_it_was_changed(ships: Path, here: Path, edited: bool) -> None:
    (ships / RULES).unlink()
    if edited:
        append(here / RULES, "# ours\n")
    carry_out(here, steps(here))
    assert ((here / RULES).exists(), (here / f"{RULES}.old").exists()) == (edited, not edited)


def test_lists_that_an_edited_phrase_file_lacks_are_added_beside_it(ships: Path, here: Path) -> None:
    append(here / ENGLISH, '\nours = ["our own words"]\n')
    append(
        ships / ENGLISH,
        '\nnewly-read = ["as was \\"agreed\\"", "(a|b) … c"]\nguarded.phrases = ["x"]\nguarded.unless = ["negation"]\n',
    )
    planned = steps(here)
    carry_out(here, planned)
    added = [step for step in planned if step.action is Action.LISTS]
    files = {str(f): f.read_text(encoding="utf-8") for f in (here / "rules/phrases").glob("en*.toml")}
    assert [(s.file, s.lists) for s in added] == [("rules/phrases/en.added.toml", ("guarded", "newly-read"))]
    assert {"ours", "newly-read", "guarded"} <= set(load(files).names)
    assert steps(here) == ()


def test_workspace_that_lacks_a_list_which_readers_need_works_again(here: Path) -> None:
    for language in (here / "rules/phrases").glob("*.toml"):
        text = language.read_text(encoding="utf-8")
        language.write_text(
            text.replace("\nquestion = [", "\nquestion-of-old = [").replace("\nquestion.", "\nquestion-of-old."),
            encoding="utf-8",
        )
    (here / NOTE).unlink()
    files = {str(f): f.read_text(encoding="utf-8") for f in (here / "rules/phrases").glob("*.toml")}
    with pytest.raises(MailflowError, match="mailflow renew"):
        refuse_lost_lists(files, load(files))
    carry_out(here, steps(here))
    files = {str(f): f.read_text(encoding="utf-8") for f in (here / "rules/phrases").glob("*.toml")}
    refuse_lost_lists(files, load(files))


def test_list_that_people_took_out_stays_out(ships: Path, here: Path) -> None:
    text = (here / ENGLISH).read_text(encoding="utf-8")
    (here / ENGLISH).write_text(text.replace("\nviews = [", "\nviews-of-ours = ["), encoding="utf-8")
    append(ships / ENGLISH, '\nnewly-read = ["x"]\n')
    (lists,) = [step for step in steps(here) if step.action is Action.LISTS]
    assert lists.lists == ("newly-read",)


def test_workspace_of_a_version_without_notes_loses_nothing(ships: Path, here: Path) -> None:
    (here / NOTE).unlink()
    append(ships / RULES, "# newer\n")
    assert actions(here) == {RULES: Action.KEPT}


def test_broken_note_is_told_with_what_to_do(here: Path) -> None:
    (here / NOTE).write_text(json.dumps({"files": 1}), encoding="utf-8")
    with pytest.raises(MailflowError, match="Remove it"):
        steps(here)
